//! Karney's geodesics, and edges cut into pieces short enough to be straight chords.
//!
//! Positions are longitude, latitude in degrees; lengths metres. Source: C. F. F. Karney,
//! Algorithms for geodesics, J. Geodesy 87 (2013); accurate to about 15 nanometres.

use geo::{Distance, Geodesic, InterpolatePoint, Point};
use geo_types::Coord;

use super::{E2, LEAST_RADIUS, Vec3, ecef, normal, tangents};
use crate::value::Edges;

/// The length of the shortest geodesic between two positions, in metres.
pub(crate) fn distance(a: Coord<f64>, b: Coord<f64>) -> f64 {
    Geodesic.distance(Point::from(a), Point::from(b))
}

/// The point at a share of an edge as drawn, the short way around the Earth.
pub(crate) fn along(a: Coord<f64>, b: Coord<f64>, share: f64) -> Coord<f64> {
    let mut way = b - a;
    if way.x.abs() > 180.0 {
        way.x -= 360.0_f64.copysign(way.x);
    }
    a + way * share
}

/// The way along an edge as drawn, in degrees, the short way around the Earth.
pub(crate) fn way(a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
    along(a, b, 1.0) - a
}

/// The horizontal direction in which an edge leaves its start.
pub(crate) fn departure([from, to]: [Coord<f64>; 2], edges: Edges) -> Vec3 {
    let start = ecef(from);
    let up = normal(start);
    // A pole has every longitude.
    if edges == Edges::Geodesic || from.y.abs() > 89.999_999 {
        let chord = ecef(to) - start;
        return (chord - up * chord.dot(up)).unit();
    }
    let (east, north) = tangents(up);
    let (sin, cos) = from.y.to_radians().sin_cos();
    // The meridian's radius of curvature over that of the prime vertical.
    let ratio = (1.0 - E2) / (1.0 - E2 * sin * sin);
    let way = way(from, to);
    (east * (way.x * cos) + north * (way.y * ratio)).unit()
}

/// The horizontal direction in which an edge reaches its end.
pub(crate) fn arrival([from, to]: [Coord<f64>; 2], edges: Edges) -> Vec3 {
    -departure([to, from], edges)
}

/// Points that cut the edge from `a` to `b` into pieces whose straight chords stay within
/// `deviation` metres of the edge as drawn, or [`DEPTH`] below it: `a` first, `b` left out.
pub(crate) fn subdivide(
    a: Coord<f64>,
    b: Coord<f64>,
    edges: Edges,
    deviation: f64,
    out: &mut Vec<Coord<f64>>,
) {
    subdivide_within(a, b, edges, [deviation, deviation.max(DEPTH)], out);
}

/// Points that cut the edge from `a` to `b` into pieces whose straight chords stay within `aside` metres
/// of the edge as drawn sideways, and within `below` of the surface: `a` first, `b` left out.
///
/// A piece of length l lies within l²/8R of its chord vertically; a planar one, which bends against the
/// geodesic by no more than [`BEND`] times the parallel, within that much of l²·tan(latitude)/8R sideways.
pub(crate) fn subdivide_within(
    a: Coord<f64>,
    b: Coord<f64>,
    edges: Edges,
    [aside, below]: [f64; 2],
    out: &mut Vec<Coord<f64>>,
) {
    let pieces = pieces(a, b, edges, [aside, below]);
    // The bend of a planar edge grows towards the pole: each part has its own.
    let from_pole = 90.0 - a.y.abs().max(b.y.abs());
    let uneven = (b.y - a.y).abs() > (0.25 * from_pole).max(aside / METRES_A_DEGREE);
    if edges == Edges::Planar && pieces > 1 && uneven {
        let middle = (a + b) / 2.0;
        subdivide_within(a, middle, edges, [aside, below], out);
        subdivide_within(middle, b, edges, [aside, below], out);
        return;
    }
    out.push(a);
    match edges {
        Edges::Planar => {
            out.extend((1..pieces).map(|i| a + (b - a) * (i as f64 / pieces as f64)));
        }
        Edges::Geodesic => {
            let (from, to) = (Point::from(a), Point::from(b));
            out.extend((1..pieces).map(|i| {
                Coord::from(Geodesic.point_at_ratio_between(from, to, i as f64 / pieces as f64))
            }));
        }
    }
}

/// The depth below the surface that is allowed to any chord, metres: it changes the distance of a place
/// d away by d/2R of it, 0.1 µm at 28 km and 2 µm at 500 km.
const DEPTH: f64 = 5e-5;

/// An upper bound of the metres in a degree of a meridian or of the equator.
pub(crate) const METRES_A_DEGREE: f64 = 111_700.0;

/// The largest bend of a planar edge against the geodesic, times that of the parallel: of an edge whose
/// eastward share is c, c·(2 - c²).
const BEND: f64 = 1.09;

fn pieces(a: Coord<f64>, b: Coord<f64>, edges: Edges, [aside, below]: [f64; 2]) -> usize {
    // Up to 60° the bend is below 1 + 2·tan 60°, and most edges are short enough for that.
    let straight = METRES_A_DEGREE * ((b.x - a.x).abs() + (b.y - a.y).abs());
    let low = a.y.abs().max(b.y.abs()) < 60.0;
    if low && straight * straight < 8.0 * LEAST_RADIUS / 4.5 * aside.min(below) {
        return 1;
    }
    let (length, across) = match edges {
        Edges::Planar => {
            // Nothing nearer to a pole than the deviation can leave the edge by more.
            let highest = 90.0 - aside / METRES_A_DEGREE;
            let steepest = a.y.abs().max(b.y.abs()).min(highest).to_radians();
            let crosses_equator = (a.y < 0.0) != (b.y < 0.0);
            let widest = if crosses_equator { 0.0 } else { a.y.abs().min(b.y.abs()).to_radians() };
            let (dx, dy) = ((b.x - a.x) * widest.cos(), b.y - a.y);
            // Along a meridian a planar edge is a geodesic; across it bends with the tangent.
            let across = if dx == 0.0 { 0.0 } else { BEND * steepest.tan() };
            (METRES_A_DEGREE * dx.hypot(dy), across)
        }
        Edges::Geodesic => (distance(a, b), 0.0),
    };
    let longest = (8.0 * LEAST_RADIUS / (1.0 / below + across / aside)).sqrt().min(20_000.0);
    (length / longest).ceil().max(1.0) as usize
}
