//! Finds where drawn rings cross or touch themselves or one another.
//!
//! Longitude, latitude in degrees; edges run the short way around the Earth. Vertices lie on the
//! boundary, but edges cut arcs short, and on the map they bend against the geodesic: where two
//! parts of the boundary are closer than that, or around a pole, a coarse edge may reach the other
//! side. Consecutive edges that do not turn back along the longer side of their box cannot cross
//! one another. Short runs of such edges are sorted along that side, and each run is compared with
//! the runs that start before it ends (M. I. Shamos and D. Hoey, Geometric intersection problems,
//! 1976, without the tree). Where too many runs overlap, a tree of boxes finds the pairs. Signs are
//! exact (J. R. Shewchuk, Adaptive precision floating-point arithmetic, 1997).

use std::ops::Range;

use geo_types::{Coord, Line, LineString};
use rstar::{RTree, RTreeObject};

use super::orient::turn;
use crate::earth::way;

/// The mean number of comparisons of an edge above which a tree takes over.
const PATIENCE: usize = 64;

/// The largest number of edges in a run: few enough that boxes of runs seldom overlap.
const LONGEST: usize = 16;

/// A place where two edges cross, `None` where none do.
pub(crate) fn first(rings: &[LineString<f64>]) -> Option<Coord<f64>> {
    let mut edges = Vec::with_capacity(rings.iter().map(|ring| ring.0.len()).sum());
    for edge in rings.iter().flat_map(LineString::lines) {
        if edge.dx().abs() <= 180.0 {
            edges.push(edge);
            continue;
        }
        // Edges across the antimeridian stand on both sides of it, each copy with one end
        // unchanged.
        let way = way(edge.start, edge.end);
        edges.push(Line::new(edge.start, edge.start + way));
        edges.push(Line::new(edge.end - way, edge.end));
    }
    meeting(edges, cross)
}

/// A place where two edges meet, by a predicate for two edges whose boxes touch. Edges in one run
/// are not compared with one another.
pub(crate) fn meeting(
    edges: Vec<Line<f64>>,
    meet: impl Fn(&Line<f64>, &Line<f64>) -> bool,
) -> Option<Coord<f64>> {
    let side = |of: fn(Coord<f64>) -> f64| {
        let values = edges.iter().map(|edge| of(edge.start));
        let (low, high) =
            values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        high - low
    };
    if side(|c| c.x) >= side(|c| c.y) {
        sweep(edges, |c| c.x, |c| c.y, meet)
    } else {
        sweep(edges, |c| c.y, |c| c.x, meet)
    }
}

fn sweep(
    edges: Vec<Line<f64>>,
    along: impl Fn(Coord<f64>) -> f64,
    across: impl Fn(Coord<f64>) -> f64,
    meet: impl Fn(&Line<f64>, &Line<f64>) -> bool,
) -> Option<Coord<f64>> {
    let mut runs = runs(&edges, &along, &across);
    runs.sort_unstable_by(|a, b| a.along.0.total_cmp(&b.along.0));
    let mut comparisons = 0;
    for (place, run) in runs.iter().enumerate() {
        for other in &runs[place + 1..] {
            if other.along.0 > run.along.1 {
                break;
            }
            comparisons += 1;
            if !overlap(other.across, run.across) {
                continue;
            }
            for edge in &edges[run.edges.clone()] {
                let touches = |a: (f64, f64), b: (f64, f64)| {
                    overlap(extent(edge, &along), a) && overlap(extent(edge, &across), b)
                };
                if !touches(other.along, other.across) {
                    continue;
                }
                comparisons += other.edges.len();
                let meets = |other: &Line<f64>| {
                    touches(extent(other, &along), extent(other, &across)) && meet(edge, other)
                };
                if edges[other.edges.clone()].iter().any(meets) {
                    return Some(edge.start);
                }
            }
        }
        if comparisons > PATIENCE * edges.len() {
            return by_tree(edges, meet);
        }
    }
    None
}

/// Consecutive edges that do not turn back, with the sides of their box.
struct Run {
    along: (f64, f64),
    across: (f64, f64),
    edges: Range<usize>,
}

fn runs(
    edges: &[Line<f64>],
    along: impl Fn(Coord<f64>) -> f64,
    across: impl Fn(Coord<f64>) -> f64,
) -> Vec<Run> {
    // Edges that run across the axis might turn back unseen.
    let way = |edge: &Line<f64>| along(edge.end) - along(edge.start);
    let mut runs = Vec::with_capacity(edges.len() / 4);
    let mut start = 0;
    for run in edges.chunk_by(|a, b| a.end == b.start && way(a) * way(b) > 0.0) {
        for part in run.chunks(LONGEST) {
            let whole = Line::new(part[0].start, part[part.len() - 1].end);
            let sides = part.iter().map(|edge| extent(edge, &across));
            let across = sides.fold((f64::MAX, f64::MIN), |a, b| (a.0.min(b.0), a.1.max(b.1)));
            let edges = start..start + part.len();
            start = edges.end;
            runs.push(Run { along: extent(&whole, &along), across, edges });
        }
    }
    runs
}

/// The interval that an edge covers on an axis.
#[inline]
fn extent(edge: &Line<f64>, axis: impl Fn(Coord<f64>) -> f64) -> (f64, f64) {
    let (a, b) = (axis(edge.start), axis(edge.end));
    if a < b { (a, b) } else { (b, a) }
}

#[inline]
fn overlap(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

fn by_tree(
    edges: Vec<Line<f64>>,
    meet: impl Fn(&Line<f64>, &Line<f64>) -> bool,
) -> Option<Coord<f64>> {
    let tree = RTree::bulk_load(edges);
    let met = |edge: &&Line<f64>| {
        let mut near = tree.locate_in_envelope_intersecting(&edge.envelope());
        near.any(|other| !std::ptr::eq(*edge, other) && meet(edge, other))
    };
    tree.iter().find(met).map(|edge| edge.start)
}

/// `true` if two edges cross at a point inside both.
pub(crate) fn cross(a: &Line<f64>, b: &Line<f64>) -> bool {
    parted(a, b) && parted(b, a)
}

/// `true` if the ends of one edge lie on different sides of another.
fn parted(line: &Line<f64>, ends: &Line<f64>) -> bool {
    let side = |end| turn(line.start, line.end, end);
    side(ends.start) * side(ends.end) < 0.0
}
