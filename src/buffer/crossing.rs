//! Whether drawn rings cross themselves or one another.
//!
//! Longitude, latitude in degrees; edges run the short way around the Earth. Vertices lie on the
//! boundary, and where edges bend little they cannot cross (see `flatten`); around the poles edges
//! bend much, and in a narrow place a coarse one may reach the other side. By exact signs (J. R.
//! Shewchuk, Adaptive precision floating-point arithmetic, 1997) over a tree of boxes.

use geo_types::{Coord, Line, LineString};
use robust::{Coord as Exact, orient2d};
use rstar::RTree;

use super::seam;

/// Beyond this latitude edges may bend so much that it counts.
const STEEP: f64 = 75.0;

/// Whether any two edges beyond [`STEEP`] cross.
pub(super) fn any(rings: &[LineString<f64>]) -> bool {
    let mut edges = Vec::new();
    for edge in rings.iter().flat_map(LineString::lines) {
        if edge.start.y.abs().max(edge.end.y.abs()) < STEEP {
            continue;
        }
        let edge = Line::new(edge.start, seam::along(edge.start, edge.end, 1.0));
        edges.push(edge);
        if edge.end.x.abs() > 180.0 {
            // What is across the antimeridian from it finds it there.
            let around = Coord { x: 360.0_f64.copysign(-edge.end.x), y: 0.0 };
            edges.push(Line::new(edge.start + around, edge.end + around));
        }
    }
    let tree = RTree::bulk_load(edges);
    tree.iter().any(|edge| {
        tree.locate_in_envelope_intersecting(&rstar::RTreeObject::envelope(edge))
            .any(|other| cross(edge, other))
    })
}

/// Whether two edges cross at a point inside both.
fn cross(a: &Line<f64>, b: &Line<f64>) -> bool {
    parted(a, b) && parted(b, a)
}

/// Whether the ends of one edge lie on different sides of another.
fn parted(line: &Line<f64>, ends: &Line<f64>) -> bool {
    let exact = |c: Coord<f64>| Exact { x: c.x, y: c.y };
    let side = |end| orient2d(exact(line.start), exact(line.end), exact(end));
    side(ends.start) * side(ends.end) < 0.0
}
