//! The course of a line's edges between its vertices: straight on the map, or geodesic.

use std::fmt;
use std::str::FromStr;

use super::error::Error;
use super::text::{pad, serde_as_text};

/// The course of a line's edges between its vertices.
///
/// Take [`Edges::Planar`] for lines from GeoJSON, QGIS or a map, which draw them so, and
/// [`Edges::Geodesic`] for long legs along the shortest way, such as a ship's course or a treaty
/// line.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges};
/// let line = line_string![(x: 20.0, y: 60.0), (x: 40.0, y: 60.0)];
/// let parallel = Border::new(line.clone(), Edges::Planar)?;
/// let shortest = Border::new(line, Edges::Geodesic)?;
/// assert!(parallel.length().km() - shortest.length().km() > 3.0);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Edges {
    /// Straight in longitude and latitude (RFC 7946 §3.1.1), as QGIS draws them.
    #[default]
    Planar,
    /// Along the shortest geodesic.
    Geodesic,
}

impl fmt::Display for Edges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Edges::Planar => "planar",
            Edges::Geodesic => "geodesic",
        };
        pad(f, text)
    }
}

impl FromStr for Edges {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "planar" => Ok(Edges::Planar),
            "geodesic" => Ok(Edges::Geodesic),
            _ => Err(Error::bad_field("edges", text, "are not known; give planar or geodesic")),
        }
    }
}

serde_as_text!(Edges);
