//! The adversarial lines, each with the fault it provokes and with distances and tolerances.
//!
//! Longitude and latitude in degrees; lengths in metres, on a map around 38° E 36° N whose metres
//! are true to a percent or so; where a length must be exact it is geodesic.

use std::f64::consts::TAU;

use geo::{Destination, Geodesic, Point};
use geo_types::{Coord, LineString, MultiLineString};
use safe_zone::Edges;
use safe_zone::dataset::turkey_syria_border;

use crate::shared::line::{jittered, moved};
use crate::shared::oracle::sample::Random;

pub struct Line {
    pub name: &'static str,
    pub lines: fn() -> MultiLineString<f64>,
    pub edges: Edges,
    /// The distances, each with a tolerance.
    pub trials: &'static [(f64, f64)],
}

const fn planar(
    name: &'static str,
    lines: fn() -> MultiLineString<f64>,
    trials: &'static [(f64, f64)],
) -> Line {
    Line { name, lines, edges: Edges::Planar, trials }
}

const fn geodesic(
    name: &'static str,
    lines: fn() -> MultiLineString<f64>,
    trials: &'static [(f64, f64)],
) -> Line {
    Line { name, lines, edges: Edges::Geodesic, trials }
}

pub const LINES: &[Line] = &[
    // Turns 100 m apart: within 50 m there is a gap between them, beyond it none.
    planar(
        "spiral",
        spiral,
        &[(10.0, 0.1), (49.0, 0.1), (50.0, 0.1), (51.0, 0.1), (1e3, 1.0), (28e3, 1.0)],
    ),
    // Edges 10 km long, every other one parallel and 10 m apart.
    planar(
        "zigzag",
        zigzag,
        &[(1.0, 0.1), (4.9, 0.1), (5.0, 0.1), (5.1, 0.1), (1e3, 1.0), (28e3, 1.0)],
    ),
    // Steps of 10 m: up to 5 m a tangle of corridors.
    planar(
        "Hilbert curve",
        hilbert,
        &[(1.0, 0.1), (4.9, 0.1), (5.0, 0.1), (10.0, 0.1), (1e3, 1.0), (28e3, 1.0)],
    ),
    // Every chord shares its start: nothing parts them in a tree.
    planar("fan", fan, &[(1.0, 0.1), (100.0, 0.1), (5e3, 1.0), (28e3, 1.0)]),
    // All of it far smaller than the distance, then than the tolerance.
    planar(
        "cluster of 10 m",
        cluster,
        &[(1.0, 0.01), (1e3, 0.001), (1e3, 1.0), (1e3, 100.0), (28e3, 1.0), (28e3, 100.0)],
    ),
    // Edges of less than a millimetre, the smallest tolerance.
    planar("cluster of 1 mm", dust, &[(1.0, 0.01), (1e3, 0.001), (28e3, 1.0)]),
    planar("scribble of 500", scribble_500, &[(1.0, 0.1), (100.0, 0.1), (1e3, 1.0), (28e3, 1.0)]),
    planar("scribble of 2000", scribble_2000, &[(1.0, 0.1), (1e3, 1.0), (28e3, 1.0)]),
    // Some forty million crossings.
    planar("scribble of 20000", scribble_20000, &[(1e3, 1.0), (28e3, 1.0)]),
    // The contour of the innermost ring ends in the centre of all.
    planar("rings", rings, &[(10.0, 0.1), (50.0, 0.1), (100.0, 0.1), (1e3, 1.0), (28e3, 1.0)]),
    planar("scattered parts", scattered, &[(10.0, 0.1), (1e3, 1.0), (5e3, 1.0), (28e3, 1.0)]),
    // Two lines with as good as the same contour, then twenty.
    planar("bend twice, 0.1 mm apart", bends, &[(500.0, 1.0), (28e3, 1.0), (300e3, 1.0)]),
    planar("border 20 times, 1 um apart", borders_1um, &[(100.0, 0.1), (28e3, 1.0)]),
    planar("border 20 times, 1 mm apart", borders_1mm, &[(100.0, 0.1), (28e3, 1.0)]),
    planar("border 20 times, 1 m apart", borders_1m, &[(100.0, 0.1), (28e3, 1.0)]),
    planar("edge there and back", there_and_back, &[(100.0, 1.0), (28e3, 1.0)]),
    geodesic("equator", equator, &[(100.0, 1.0), (28e3, 0.001), (28e3, 1.0), (300e3, 1.0)]),
    geodesic("a third of the Earth", third, &[(100.0, 1.0), (28e3, 0.001), (28e3, 1.0)]),
    planar("a third, planar", third, &[(100.0, 1.0), (28e3, 0.001), (28e3, 1.0), (300e3, 1.0)]),
    // Its centre is just reached, by all of it at once.
    planar(
        "circle of 1 km",
        circle,
        &[
            (100.0, 0.1),
            (999.0, 0.1),
            (999.999, 0.001),
            (1e3, 0.001),
            (1e3, 1.0),
            (1000.001, 0.001),
            (1001.0, 0.1),
            (28e3, 1.0),
        ],
    ),
    // The contours of both touch all along.
    geodesic(
        "two lines 2 km apart",
        parallels,
        &[(999.0, 0.1), (999.999, 0.001), (1e3, 0.001), (1e3, 1.0), (1000.001, 0.001), (28e3, 1.0)],
    ),
    // Far smaller than the distance, its vertices in disorder: nearly all are buried by a hair.
    planar("ring of 100000", rough_ring, &[(1e3, 1.0), (400e3, 1.0)]),
    // All of it nearly as far from everywhere, where a degree of longitude is hundreds of metres.
    planar("into the pole", into_the_pole, &[(5e3, 0.01), (500e3, 0.1), (500e3, 0.01)]),
    planar("around the pole", around_the_pole, &[(5e3, 0.1), (111_693.0, 1.0)]),
    // Meshes of 100 m: ten thousand holes, gone at 50 m all at once.
    planar("grid", grid, &[(1.0, 0.1), (49.0, 0.1), (50.0, 0.1), (50.1, 0.1), (1e3, 1.0)]),
];

/// The place at an offset in metres, east and north, from the middle of the map.
fn at(east: f64, north: f64) -> Coord<f64> {
    moved(Coord { x: 38.0, y: 36.0 }, east, north)
}

fn polar(radius: f64, angle: f64) -> Coord<f64> {
    at(radius * angle.cos(), radius * angle.sin())
}

fn spiral() -> MultiLineString<f64> {
    let turns = |i: i32| f64::from(i) / 200.0;
    let point = |i| polar(100.0 * turns(i), TAU * turns(i));
    LineString::from_iter((0..10_000).map(point)).into()
}

fn zigzag() -> MultiLineString<f64> {
    let point = |i: i32| at(10_000.0 * f64::from(i % 2), 5.0 * f64::from(i));
    LineString::from_iter((0..=10_000).map(point)).into()
}

/// The Hilbert curve of order 7: 16,384 points. Source: Warren 2012, Hacker's Delight, 2nd edition,
/// section 16-1.
fn hilbert() -> MultiLineString<f64> {
    const SIDE: u32 = 1 << 7;
    let point = |mut index: u32| {
        let (mut x, mut y) = (0, 0);
        let mut side = 1;
        while side < SIDE {
            let right = 1 & (index / 2);
            let up = 1 & (index ^ right);
            if up == 0 {
                if right == 1 {
                    (x, y) = (side - 1 - x, side - 1 - y);
                }
                (x, y) = (y, x);
            }
            (x, y) = (x + side * right, y + side * up);
            index /= 4;
            side *= 2;
        }
        at(10.0 * f64::from(x), 10.0 * f64::from(y))
    };
    LineString::from_iter((0..SIDE * SIDE).map(point)).into()
}

fn fan() -> MultiLineString<f64> {
    let spike = |i: i32| [at(0.0, 0.0), polar(5e3, TAU * f64::from(i) / 2e3)];
    LineString::from_iter((0..2_000).flat_map(spike)).into()
}

fn within(box_side: f64, points: usize) -> MultiLineString<f64> {
    jittered(&LineString(vec![at(0.0, 0.0); points]), 0.5 * box_side, 1).into()
}

fn cluster() -> MultiLineString<f64> {
    within(10.0, 4_000)
}

fn dust() -> MultiLineString<f64> {
    within(1e-3, 4_000)
}

fn scribble_500() -> MultiLineString<f64> {
    within(1e3, 500)
}

fn scribble_2000() -> MultiLineString<f64> {
    within(1e3, 2_000)
}

fn scribble_20000() -> MultiLineString<f64> {
    within(1e3, 20_000)
}

fn rings() -> MultiLineString<f64> {
    let ring = |radius: i32| {
        let point = |i: i32| polar(100.0 * f64::from(radius), TAU * f64::from(i % 100) / 100.0);
        LineString::from_iter((0..=100).map(point))
    };
    (1..=100).map(ring).collect()
}

/// 100,000 parts of up to 100 m in 5 degrees by 2.
fn scattered() -> MultiLineString<f64> {
    let mut random = Random::new(4);
    let part = |_| {
        let start = Coord { x: random.between(36.0, 41.0), y: random.between(35.0, 37.0) };
        let end = moved(start, random.between(-100.0, 100.0), random.between(-100.0, 100.0));
        LineString(vec![start, end])
    };
    (0..100_000).map(part).collect()
}

fn bends() -> MultiLineString<f64> {
    let bend = |by: f64| {
        let points = [(38.0, 36.0), (38.01, 36.005), (38.02, 36.001)];
        points.map(|(x, y)| Coord { x: x + by, y: y + by }).to_vec()
    };
    MultiLineString(vec![LineString(bend(0.0)), LineString(bend(1e-9))])
}

fn borders(apart: f64) -> MultiLineString<f64> {
    let line = &turkey_syria_border().lines().0[0];
    let shifted = |i: i32| -> LineString<f64> {
        let by = apart * f64::from(i);
        line.coords().map(|&point| moved(point, by, by)).collect()
    };
    (0..20).map(shifted).collect()
}

fn borders_1um() -> MultiLineString<f64> {
    borders(1e-6)
}

fn borders_1mm() -> MultiLineString<f64> {
    borders(1e-3)
}

fn borders_1m() -> MultiLineString<f64> {
    borders(1.0)
}

/// A line 2,000 times over the same 10 km, ending a little farther every time.
fn there_and_back() -> MultiLineString<f64> {
    let point = |i: i32| at(f64::from(i % 2) * (10_000.0 + f64::from(i)), 0.0);
    LineString::from_iter((0..2_000).map(point)).into()
}

/// A line along the equator, 19,926 km.
fn equator() -> MultiLineString<f64> {
    LineString::from(vec![(-89.5, 0.0), (89.5, 0.0)]).into()
}

/// A line of 17,000 km; as a geodesic it reaches 69 degrees north.
fn third() -> MultiLineString<f64> {
    LineString::from(vec![(-85.0, 5.0), (85.0, 20.0)]).into()
}

fn circle() -> MultiLineString<f64> {
    let point = |i: i32| Geodesic.destination(centre(), 0.036 * f64::from(i % 10_000), 1e3);
    LineString::from_iter((0..=10_000).map(point)).into()
}

/// Geodesics of 20 km and 200 vertices whose vertices are 2 km apart.
fn parallels() -> MultiLineString<f64> {
    let first = |i: i32| Geodesic.destination(centre(), 0.0, 100.0 * f64::from(i));
    let line = |apart: f64| {
        LineString::from_iter((0..200).map(|i| Geodesic.destination(first(i), 90.0, apart)))
    };
    MultiLineString(vec![line(0.0), line(2e3)])
}

/// A ring around 2 km, every vertex up to 20 m off, east or west and north or south.
fn rough_ring() -> MultiLineString<f64> {
    let point = |i: i32| polar(2e3, TAU * f64::from(i % 100_000) / 1e5);
    jittered(&LineString::from_iter((0..=100_000).map(point)), 20.0, 5).into()
}

fn into_the_pole() -> MultiLineString<f64> {
    LineString::from(vec![(10.0, 88.0), (60.0, 89.9)]).into()
}

fn around_the_pole() -> MultiLineString<f64> {
    LineString::from_iter((-18..=18).map(|i| (10.0 * f64::from(i), 89.0))).into()
}

fn centre() -> Point<f64> {
    Point(at(0.0, 0.0))
}

/// A grid of 101 lines each way.
fn grid() -> MultiLineString<f64> {
    let ways = (0..=100).map(|i| 100.0 * f64::from(i));
    let along = ways.clone().map(|north| LineString(vec![at(0.0, north), at(1e4, north)]));
    let across = ways.map(|east| LineString(vec![at(east, 0.0), at(east, 1e4)]));
    along.chain(across).collect()
}
