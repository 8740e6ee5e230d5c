//! Whether drawn rings cross themselves or one another.
//!
//! Longitude, latitude in degrees; edges run the short way around the Earth. Vertices lie on the
//! boundary, but edges cut arcs short, and on the map they bend against the geodesic: where two
//! parts of the boundary are closer than that, or around a pole, a coarse edge may reach the other
//! side. Edges are sorted along the longer side of their box and each is compared with those that
//! start before it ends (M. I. Shamos and D. Hoey, Geometric intersection problems, 1976, without
//! the tree); where too many do, a tree of boxes finds them. Signs are exact (J. R. Shewchuk,
//! Adaptive precision floating-point arithmetic, 1997).

use geo_types::{Coord, Line, LineString};
use robust::{Coord as Exact, orient2d};
use rstar::{RTree, RTreeObject};

use super::seam;

/// Comparisons an edge may take on average before a tree takes over.
const PATIENCE: usize = 64;

/// A place where two edges cross, if any do.
pub(super) fn first(rings: &[LineString<f64>]) -> Option<Coord<f64>> {
    let mut edges = Vec::with_capacity(rings.iter().map(|ring| ring.0.len()).sum());
    for edge in rings.iter().flat_map(LineString::lines) {
        if edge.dx().abs() <= 180.0 {
            edges.push(edge);
            continue;
        }
        // On either side of the antimeridian, with the end that is there as it is.
        let way = seam::along(edge.start, edge.end, 1.0) - edge.start;
        edges.push(Line::new(edge.start, edge.start + way));
        edges.push(Line::new(edge.end - way, edge.end));
    }
    let side = |of: fn(Coord<f64>) -> f64| {
        let values = edges.iter().map(|edge| of(edge.start));
        let (low, high) =
            values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        high - low
    };
    if side(|c| c.x) >= side(|c| c.y) {
        sweep(edges, |c| c.x, |c| c.y)
    } else {
        sweep(edges, |c| c.y, |c| c.x)
    }
}

fn sweep(
    edges: Vec<Line<f64>>,
    along: impl Fn(Coord<f64>) -> f64,
    across: impl Fn(Coord<f64>) -> f64,
) -> Option<Coord<f64>> {
    let ordered = |a: f64, b: f64| if a < b { (a, b) } else { (b, a) };
    let mut spans: Vec<(f64, f64, u32)> = (0..edges.len())
        .map(|index| {
            let edge = edges[index];
            let (from, to) = ordered(along(edge.start), along(edge.end));
            (from, to, index as u32)
        })
        .collect();
    spans.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut comparisons = 0;
    for (place, &(_, to, index)) in spans.iter().enumerate() {
        let edge = &edges[index as usize];
        let (low, high) = ordered(across(edge.start), across(edge.end));
        for &(from, _, other) in &spans[place + 1..] {
            if from > to {
                break;
            }
            comparisons += 1;
            let other = &edges[other as usize];
            let (other_low, other_high) = ordered(across(other.start), across(other.end));
            if other_low <= high && low <= other_high && cross(edge, other) {
                return Some(edge.start);
            }
        }
        if comparisons > PATIENCE * edges.len() {
            return by_tree(edges);
        }
    }
    None
}

fn by_tree(edges: Vec<Line<f64>>) -> Option<Coord<f64>> {
    let tree = RTree::bulk_load(edges);
    let crossed = |edge: &&Line<f64>| {
        let mut near = tree.locate_in_envelope_intersecting(&edge.envelope());
        near.any(|other| cross(edge, other))
    };
    tree.iter().find(crossed).map(|edge| edge.start)
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
