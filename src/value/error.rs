//! The errors of the crate: each carries the value refused, its place in the input and the remedy.
//!
//! Lengths in the messages are metres, positions longitude and latitude in degrees. One word in size, so
//! that a `Result` is hardly larger than its value.

use std::fmt;
use std::sync::Arc;

use super::error_kind::ErrorKind;
use super::fault::TerritoryFault;
use super::input_position::{InputPosition, TextPosition};

/// The reason for which an input was refused or a zone could not be computed.
///
/// The message names the value, its place in the input, and what would be accepted. [`kind`](Error::kind)
/// has them as values, [`source`](std::error::Error::source) the cause in JSON, in PROJ or in reading a
/// file. Two errors are equal when their kinds are.
///
/// ```
/// use safe_zone::{Error, ErrorKind, Length, Tolerance};
/// let error = Tolerance::new(Length::from_metres(0.0001)?).unwrap_err();
/// let ErrorKind::ToleranceTooSmall { smallest, .. } = error.kind() else { panic!("{error}") };
/// assert_eq!(smallest.metres(), 0.001);
/// assert_eq!(
///     error.to_string(),
///     "tolerance 0.0001 m is below what is supported; give 0.001 m or more"
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// The kind of the error, with the values refused.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The kind of the error as an owned value.
    pub fn into_kind(self) -> ErrorKind {
        self.0.kind
    }

    /// The place of the value refused among the lines and points of the input, where it is known.
    ///
    /// ```
    /// use geo_types::line_string;
    /// use safe_zone::{Border, Edges};
    /// let line = line_string![(x: 38.0, y: 36.8), (x: 38.0, y: 136.7)];
    /// let error = Border::new(line, Edges::Planar).unwrap_err();
    /// assert_eq!(error.place().and_then(|it| it.point_index()), Some(1));
    /// ```
    pub fn place(&self) -> Option<&InputPosition> {
        match self.kind() {
            ErrorKind::NotFinite { place, .. }
            | ErrorKind::OutOfRange { place, .. }
            | ErrorKind::TooFewPoints { place, .. }
            | ErrorKind::Empty { place, .. }
            | ErrorKind::LongEdge { place, .. }
            | ErrorKind::NotTransformed { place, .. } => Some(place),
            ErrorKind::BadGeometry { reason, .. } => reason.place(),
            _ => None,
        }
    }

    /// The line and the column of the text at which it was refused, where they are known.
    ///
    /// ```
    /// use safe_zone::{Edges, layers};
    /// let error = layers::read_border("{\n  \"type\": ", Edges::Planar).unwrap_err();
    /// assert_eq!(error.text_position().map(|it| it.line()), Some(2));
    /// ```
    pub fn text_position(&self) -> Option<TextPosition> {
        match self.kind() {
            ErrorKind::GeoJson { at, .. } => *at,
            _ => None,
        }
    }

    /// The same error, made by that cause.
    pub(crate) fn caused_by(
        mut self,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// The same error, with another kind.
    pub(crate) fn map_kind(mut self, map: impl FnOnce(ErrorKind) -> ErrorKind) -> Self {
        self.0.kind = map(self.0.kind);
        self
    }

    /// Builds an [`ErrorKind::BadField`] from these parts.
    pub(crate) fn bad_field(
        field: impl Into<String>,
        value: impl Into<String>,
        reason: impl Into<String>,
    ) -> Self {
        let (field, value, reason) = (field.into(), value.into(), reason.into());
        ErrorKind::BadField { field, value, reason }.into()
    }

    /// Builds an [`ErrorKind::BadTerritory`] from these parts.
    pub(crate) fn bad_territory(territory: &str, fault: TerritoryFault) -> Self {
        ErrorKind::BadTerritory { territory: territory.to_owned(), fault }.into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(Inner { kind, source: None }))
    }
}

impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.kind() == other.kind()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind().fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, source } = &*self.0;
        f.debug_struct("Error").field("kind", kind).field("source", source).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match (self.kind(), &self.0.source) {
            (ErrorKind::BadGeometry { reason, .. }, _) => Some(reason),
            (_, Some(source)) => Some(&**source),
            (_, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Length;

    #[test]
    fn an_error_is_one_word() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<Length, Error>>(), size_of::<[usize; 2]>());
    }

    #[test]
    fn a_cause_is_named() {
        fn shared<T: Send + Sync + 'static>(_: &T) {}
        let json = serde_json::from_str::<f64>("{").unwrap_err();
        let error = Error::from(ErrorKind::NoPlan).caused_by(json);
        shared(&error);
        let source = std::error::Error::source(&error);
        assert!(source.is_some_and(|it| it.is::<serde_json::Error>()), "{error:?}");
    }
}
