//! Arguments that name something embedded by its id, or a file, or `-` for standard input.

use std::borrow::Cow;
use std::path::Path;

use safe_zone::Error;

use super::failure::Failure;
use super::file_format::{FileFormat, Wanted};
use super::source;

/// The item that the id names; otherwise the result of `parse` for the file's text. `kind` is the
/// kind of file expected.
pub fn embedded_or_file<T: Clone>(
    given: &str,
    embedded: Result<&'static T, Error>,
    kind: &str,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Cow<'static, T>, Failure> {
    let unknown = match embedded {
        Ok(embedded) => return Ok(Cow::Borrowed(embedded)),
        Err(unknown) => unknown,
    };
    let path = Path::new(given);
    if !source::is_stdin(path) && !path.exists() && path.extension().is_none() {
        return Err(Failure::File(format!("{unknown}; or name a {kind} file")));
    }
    let text = read(path, &format!("an id or a {kind} file"))?;
    let made = parse(text.strip_prefix('\u{feff}').unwrap_or(&text));
    made.map(Cow::Owned)
        .map_err(|reason| Failure::File(format!("{}: {reason}", source::name(path))))
}

/// The text of a file; `wanted` is the remedy in the error for a file that cannot be read.
pub fn read(path: &Path, wanted: &str) -> Result<String, Failure> {
    let name = source::name(path);
    let bytes = source::bytes(path).map_err(|error| {
        Failure::File(format!("cannot read {name}: {error}; give {wanted} in UTF-8"))
    })?;
    let target = if wanted.contains("GeoJSON") { Wanted::GeoJson } else { Wanted::Other };
    if let Some(refusal) = FileFormat::refusal(&bytes, path, target, wanted) {
        return Err(Failure::File(refusal));
    }
    source::utf8(bytes).map_err(|error| {
        Failure::File(format!("cannot read {name}: {error}; give {wanted} in UTF-8"))
    })
}
