//! How the edges of a line run between its vertices.

/// How the edges of a line run between its vertices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edges {
    /// Straight in longitude and latitude (RFC 7946 §3.1.1), as QGIS draws them.
    #[default]
    Planar,
    /// Along the shortest geodesic.
    Geodesic,
}
