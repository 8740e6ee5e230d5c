//! Lines of few, long edges, and the number of vertices that their zones need.
//!
//! Longitude, latitude in degrees; metres. No plane is true to scale along thousands of kilometres,
//! so the walk of `fewest` is done on the map itself: along a contour drawn up to a hundred times
//! finer, every step goes as far as an edge straight in longitude and latitude can without any
//! vertex left behind being more than τ from it, in the scale that the map has at that vertex.
//! Brute force, and no code of the engine.

use geo_types::{Coord, LineString, MultiLineString};

/// A line with a distance and a tolerance, metres.
pub struct Long {
    pub name: &'static str,
    pub lines: &'static [&'static [(f64, f64)]],
    pub distance: f64,
    pub tolerance: f64,
}

pub const LONG: [Long; 3] = [
    Long {
        name: "10° of the equator",
        lines: &[&[(0.0, 0.0), (10.0, 0.0)]],
        distance: 1_000.0,
        tolerance: 0.5,
    },
    Long {
        name: "seven points, 1,000 km",
        lines: &[&[
            (20.0, 40.0),
            (21.5, 40.6),
            (23.0, 40.1),
            (24.2, 41.3),
            (26.0, 41.0),
            (27.1, 42.2),
            (29.0, 42.0),
        ]],
        distance: 2_000.0,
        tolerance: 0.1,
    },
    Long {
        name: "a triangle of 40,000 km with its hole",
        lines: &[
            &[(-40.0, -30.0), (40.0, -30.0), (0.0, 60.0), (-40.0, -30.0)],
            &[(-10.0, -10.0), (0.0, 20.0), (10.0, -10.0), (-10.0, -10.0)],
        ],
        distance: 2_000.0,
        tolerance: 0.06,
    },
];

impl Long {
    pub fn lines(&self) -> MultiLineString<f64> {
        self.lines.iter().map(|line| LineString::from(line.to_vec())).collect()
    }
}

/// The steps of the walk along a ring drawn much finer than the tolerance.
pub fn walked(ring: &LineString<f64>, tolerance: f64) -> usize {
    let points = &ring.0;
    let reaches = |from: usize, to: usize| {
        let between = points[from + 1..to].iter();
        between.copied().all(|p| aside(p, points[from], points[to]) <= tolerance)
    };
    let (mut at, mut steps) = (0, 0);
    while at + 1 < points.len() {
        let mut next = at + 1;
        while next + 1 < points.len() && reaches(at, next + 1) {
            next += 1;
        }
        at = next;
        steps += 1;
    }
    steps
}

/// Metres from a place to an edge, in the scale of the map at the place. The metres of a degree:
/// Snyder, Map Projections, a Working Manual, 1987, (4-18) and (4-21), for WGS 84.
fn aside(p: Coord<f64>, start: Coord<f64>, end: Coord<f64>) -> f64 {
    const A: f64 = 6_378_137.0;
    const E2: f64 = 0.006_694_379_990_14;
    let (sin, cos) = p.y.to_radians().sin_cos();
    let w2 = 1.0 - E2 * sin * sin;
    let (east, north) =
        ((A / w2.sqrt() * cos).to_radians(), (A * (1.0 - E2) / w2.powf(1.5)).to_radians());
    let scaled = |c: Coord<f64>| ((c.x - p.x) * east, (c.y - p.y) * north);
    let ((x, y), (to_x, to_y)) = (scaled(start), scaled(end));
    let (dx, dy) = (to_x - x, to_y - y);
    let share = -(x * dx + y * dy) / (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
    let share = share.clamp(0.0, 1.0);
    (x + share * dx).hypot(y + share * dy)
}
