//! The course of a line's edges between its vertices: straight on the map, or geodesic.

use super::error::Error;
use super::text::named;

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

named!(
    pub(crate) Edges, "edges", "are not known; give planar or geodesic",
    { Planar => "planar", Geodesic => "geodesic" }
);
