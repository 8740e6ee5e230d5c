//! Seams: edges of polygons along the map's edge at ±180°, on whose other side the area goes on.
//!
//! Longitude, latitude in degrees, edges straight in both. A polygon that is cut there (RFC 7946 §3.1.9) has such
//! an edge on both sides, and the area has no boundary along the two.

use std::collections::HashSet;

use geo_types::{Coord, Line};

/// Edges along the map's edge, from both of its sides.
pub(crate) struct Seams(HashSet<[u64; 3]>);

impl Seams {
    /// Those among some edges.
    pub fn new(edges: impl IntoIterator<Item = Line<f64>>) -> Self {
        Seams(edges.into_iter().filter(|&edge| is_on_edge(edge)).map(key).collect())
    }

    /// `true` if an edge is one of two that lie on one another, seen from both sides of the map's edge.
    pub fn go_on(&self, edge: Line<f64>) -> bool {
        is_on_edge(edge) && self.0.contains(&key(across(edge)))
    }
}

/// `true` if an edge runs along the map's edge at ±180°.
pub(crate) fn is_on_edge(edge: Line<f64>) -> bool {
    edge.start.x.abs() == 180.0 && edge.start.x == edge.end.x
}

/// An edge along the map's edge, seen from its other side, with the inside on the left there.
pub(crate) fn across(edge: Line<f64>) -> Line<f64> {
    let other = |p: Coord<f64>| Coord { x: -p.x, y: p.y };
    Line::new(other(edge.end), other(edge.start))
}

/// The longitude and the latitudes of an edge, whichever way it runs.
fn key(edge: Line<f64>) -> [u64; 3] {
    // A negative zero would make two latitudes of one.
    let [a, b] = [edge.start.y + 0.0, edge.end.y + 0.0];
    [edge.start.x, a.min(b), a.max(b)].map(f64::to_bits)
}
