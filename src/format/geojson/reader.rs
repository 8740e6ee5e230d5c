//! Reads GeoJSON from a reader: a file, a connection, a slice of bytes.
//!
//! All of the text is read first, as UTF-8; a byte order mark may stand before it.

use std::io;

use geo_types::Geometry;

use super::features::{InputFeature, read_features};
use super::read::{read_border, read_geometry, read_territory};
use crate::border::Border;
use crate::region::Territory;
use crate::value::{Edges, Error, ErrorKind, GeoJsonFault, TextPosition};

/// Reads all of a reader as the text that the other functions take, [`usable_lines`](super::usable_lines) and
/// its like among them.
///
/// # Errors
/// [`ErrorKind::GeoJson`] with [`GeoJsonFault::Unreadable`] when the reader fails, which is the error's source,
/// or has bytes that are no UTF-8.
///
/// ```
/// use safe_zone::layers::{read_text, usable_lines};
/// let file = br#"{"type": "LineString", "coordinates": [[38.0, 36.8], [39.0, 36.7]]}"#;
/// let (lines, unused) = usable_lines(&read_text(&file[..])?)?;
/// assert_eq!((lines.0.len(), unused.count()), (1, 0));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn read_text(mut reader: impl io::Read) -> Result<String, Error> {
    let unreadable = |reason: String, at| {
        let fault = GeoJsonFault::Unreadable;
        Error::from(ErrorKind::GeoJson { fault, place: None, reason, at })
    };
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| {
        unreadable(format!("the GeoJSON cannot be read: {error}"), None).caused_by(error)
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let at = TextPosition::new(line, before.len() - start + 1);
        unreadable(format!("the GeoJSON is not UTF-8 at {at}; save it as UTF-8"), Some(at))
            .caused_by(error)
    })
}

/// Reads a geometry as [`read_geometry`] does, from a reader.
///
/// # Errors
/// Those of [`read_text`] and of [`read_geometry`].
pub fn geometry_from_reader(reader: impl io::Read) -> Result<Geometry<f64>, Error> {
    read_geometry(&read_text(reader)?)
}

/// Reads features as [`read_features`] does, from a reader.
///
/// # Errors
/// Those of [`read_text`] and of [`read_features`].
pub fn features_from_reader(reader: impl io::Read) -> Result<Vec<InputFeature>, Error> {
    read_features(&read_text(reader)?)
}

/// Reads a border as [`read_border`] does, from a reader.
///
/// # Errors
/// Those of [`read_text`] and of [`read_border`].
///
/// ```no_run
/// use safe_zone::{Edges, layers};
/// let file = std::fs::File::open("border.geojson")?;
/// let border = layers::border_from_reader(file, Edges::Planar)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn border_from_reader(reader: impl io::Read, edges: Edges) -> Result<Border, Error> {
    read_border(&read_text(reader)?, edges)
}

/// Reads a territory as [`read_territory`] does, from a reader.
///
/// # Errors
/// Those of [`read_text`] and of [`read_territory`].
pub fn territory_from_reader(reader: impl io::Read, name: &str) -> Result<Territory, Error> {
    read_territory(&read_text(reader)?, name)
}
