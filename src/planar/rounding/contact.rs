//! Finds rings that meet elsewhere than in common vertices.
//!
//! Coordinates on the grid, edges straight between them. Signs are exact (see [`turn`]). The sweep
//! of [`meeting`] finds pairs of edges: n log n, a small part of the time of writing the text.

use geo_types::{Coord, Line, LineString, MultiPolygon};

use crate::planar::crossings::meeting;
use crate::planar::orient::turn;
use crate::planar::polygons::twice_area;

/// `true` if no ring of a MultiPolygon meets itself or another ring of it, edges of different
/// MultiPolygons meet at common ends only, and no ring is so thin that rounding may have moved it
/// across another edge.
pub(super) fn is_free(layer: &[MultiPolygon<f64>], unit: f64) -> bool {
    let edges = |polygons| rings(polygons).flat_map(LineString::lines);
    let apart = |polygons| meeting(edges(polygons).collect(), touch).is_none();
    let wide = |polygons| rings(polygons).all(|ring| is_wide(ring, unit));
    layer.iter().all(|polygons| wide(polygons) && apart(polygons))
        && (layer.len() < 2 || is_noded(layer.iter().flat_map(edges)))
}

/// `true` if edges meet at common ends only.
pub(crate) fn is_noded(edges: impl Iterator<Item = Line<f64>>) -> bool {
    meeting(edges.collect(), divide).is_none()
}

/// `true` if a ring is more than two units wide: its area over half of its length. Two edges come
/// nearer to one another by less than two units when both are rounded.
fn is_wide(ring: &LineString<f64>, unit: f64) -> bool {
    let length: f64 = ring.lines().map(|line| line.dx().hypot(line.dy())).sum();
    twice_area(ring).abs() > 2.0 * unit * length
}

/// `true` if two edges have more in common than a point where one ends and the other starts.
fn touch(a: &Line<f64>, b: &Line<f64>) -> bool {
    let folds = |a: &Line<f64>, b: &Line<f64>| lie_alike(a.end, a.start, b.end);
    match (a.end == b.start, b.end == a.start) {
        (true, true) => true,
        (true, false) => folds(a, b),
        (false, true) => folds(b, a),
        (false, false) => intersect(a, b),
    }
}

/// `true` if two different edges meet at more than common ends.
fn divide(a: &Line<f64>, b: &Line<f64>) -> bool {
    let ends = |line: &Line<f64>| [line.start, line.end];
    let common = ends(a).map(|end| ends(b).contains(&end));
    match common {
        [true, true] => false,
        [false, false] => intersect(a, b),
        [at_start, _] => {
            let (shared, own) = if at_start { (a.start, a.end) } else { (a.end, a.start) };
            let other = if b.start == shared { b.end } else { b.start };
            lie_alike(shared, own, other)
        }
    }
}

/// `true` if two points lie in the same direction from a third.
fn lie_alike(from: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> bool {
    let (to_a, to_b) = (a - from, b - from);
    turn(from, a, b) == 0.0 && to_a.x * to_b.x + to_a.y * to_b.y > 0.0
}

/// `true` if two edges, whose boxes touch, have a point in common.
fn intersect(a: &Line<f64>, b: &Line<f64>) -> bool {
    let apart = |line: &Line<f64>, other: &Line<f64>| {
        let side = |end| turn(line.start, line.end, end);
        side(other.start) * side(other.end) > 0.0
    };
    !apart(a, b) && !apart(b, a)
}

/// All rings of polygons.
pub(super) fn rings(polygons: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    polygons.iter().flat_map(|it| std::iter::once(it.exterior()).chain(it.interiors()))
}
