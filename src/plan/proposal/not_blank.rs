//! The check of a text that may not be blank.

use crate::value::Error;

/// Refuses a text that is empty or blank.
///
/// # Errors
/// [`ErrorKind::BadField`](crate::ErrorKind::BadField) with the field's name.
pub(super) fn not_blank(field: &str, text: Option<&str>) -> Result<(), Error> {
    match text {
        Some(text) if text.trim().is_empty() => {
            Err(Error::bad_field(field, text, "is empty; say it in a few words"))
        }
        _ => Ok(()),
    }
}
