//! Compares the engine with PROJ, whose geodesics and projections are code of its own: distances,
//! areas, and the way there and back.

use geo_types::{Coord, LineString, MultiPoint, Point, Polygon};
use proj::Proj;

use super::Crs;
use crate::earth;
use crate::value::{Edges, Tolerance};

const PAIRS: usize = 10_000;

/// Numbers from 0 to 1, the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.next()
    }

    /// A position anywhere on the Earth.
    fn position(&mut self) -> Coord<f64> {
        let y = (2.0 * self.next() - 1.0).asin().to_degrees();
        Coord { x: self.between(-180.0, 180.0), y }
    }
}

/// The number of starts; the number of ends from each is [`PAIRS`] over it.
const STARTS: usize = 100;

/// The lengths of the geodesics from a: the azimuthal equidistant projection about a keeps them,
/// and PROJ computes it by its `geod_inverse`.
fn geodesics(a: Coord<f64>, ends: &[Coord<f64>]) -> Vec<f64> {
    let about = format!("+proj=aeqd +lat_0={} +lon_0={} +ellps=WGS84", a.y, a.x);
    let mut ends: Vec<_> = ends.iter().map(|b| (b.x.to_radians(), b.y.to_radians())).collect();
    Proj::new(&about).unwrap().project_array(&mut ends, false).unwrap();
    ends.iter().map(|(x, y)| x.hypot(*y)).collect()
}

/// The largest difference between lengths of this crate and PROJ's.
fn worst(
    mut random: Random,
    mut end: impl FnMut(&mut Random, Coord<f64>) -> Coord<f64>,
    length: impl Fn(Coord<f64>, Coord<f64>) -> f64,
) -> f64 {
    let mut worst: f64 = 0.0;
    for _ in 0..STARTS {
        let start = random.position();
        let ends: Vec<_> = (0..PAIRS / STARTS).map(|_| end(&mut random, start)).collect();
        for (&end, geodesic) in ends.iter().zip(geodesics(start, &ends)) {
            worst = worst.max((length(start, end) - geodesic).abs());
        }
    }
    worst
}

#[test]
fn distances_are_those_of_proj() {
    let worst = worst(Random(1), |random, _| random.position(), earth::distance);
    assert!(worst < 1e-6, "off by {worst} m");
}

/// Lengths from chords, which the engine computes most often.
#[test]
fn lengths_from_chords_are_those_of_proj() {
    let end = |random: &mut Random, start| {
        let start = earth::ecef(start);
        let up = earth::normal(start);
        let (east, north) = earth::tangents(up);
        let (sin, cos) = (std::f64::consts::TAU * random.next()).sin_cos();
        let length = 300_000.0 * random.next();
        earth::lonlat(earth::destination(start, up, east * sin + north * cos, length))
    };
    let length = |a, b| earth::arc_length(earth::ecef(a), earth::ecef(b));
    let worst = worst(Random(2), end, length);
    assert!(worst < 1e-6, "off by {worst} m");
}

/// The area under the edge from a to b, down to a's latitude. The cylindrical equal-area projection
/// keeps areas, along an edge its x is the longitude's share, and Boole's rule integrates y over
/// that.
fn strip(equal_area: &Proj, a: Coord<f64>, b: Coord<f64>) -> f64 {
    const PIECES: usize = 256;
    let mut points: Vec<(f64, f64)> = (0..=PIECES)
        .map(|index| a + (b - a) * (index as f64 / PIECES as f64))
        .map(|p| (p.x.to_radians(), p.y.to_radians()))
        .collect();
    equal_area.project_array(&mut points, false).unwrap();
    let low = points[0].1;
    // From the difference, to save the digits that the two ends have lost; half of it, because PROJ
    // turns angles beyond 180° the other way.
    let half = (0.5 * (b.x - a.x)).to_radians();
    let (half, _) = equal_area.project((half, 0.0), false).unwrap();
    let weight = |index: usize| match index % 4 {
        0 if index == 0 || index == PIECES => 7.0,
        0 => 14.0,
        2 => 12.0,
        _ => 32.0,
    };
    let heights = points.iter().enumerate().map(|(index, (_, y))| weight(index) * (y - low));
    2.0 * half * heights.sum::<f64>() * 2.0 / (45.0 * PIECES as f64)
}

/// Compares areas as the height of a rectangle of the strip's width, metres: the size of a
/// difference along the edge.
#[test]
fn areas_are_those_of_proj() {
    let equal_area = Proj::new("+proj=cea +ellps=WGS84").unwrap();
    let mut random = Random(3);
    let mut worst: f64 = 0.0;
    for _ in 0..PAIRS {
        let a = random.position();
        let b = Coord { x: random.between(-180.0, 180.0), y: random.between(-89.0, 89.0) };
        // The edge, and the parallel and the meridian that close it.
        let corner = Coord { x: b.x, y: a.y };
        let triangle = Polygon::new(LineString(vec![a, corner, b]), Vec::new());
        let own = earth::ring_area_m2(triangle.exterior());
        let width = (b.x - a.x).to_radians().abs() * earth::A;
        worst = worst.max((own - strip(&equal_area, a, b)).abs() / width);
    }
    assert!(worst < 1e-6, "off by {worst} m");
}

#[test]
fn utm_and_back() {
    let utm: Crs = "EPSG:32637".parse().unwrap();
    let mut random = Random(4);
    let here: MultiPoint = (0..PAIRS)
        .map(|_| Point::new(random.between(36.0, 42.0), random.between(0.0, 84.0)))
        .collect();
    let tolerance = Tolerance::default();
    let (there, _) = utm.from_wgs84(&here, Edges::Planar, tolerance).unwrap();
    let (back, _) = utm.to_wgs84(&there, Edges::Planar, tolerance).unwrap();
    let worst = here.iter().zip(&back).fold(0.0, |worst: f64, (here, back)| {
        let apart = back.0 - here.0;
        worst.max(apart.x.abs()).max(apart.y.abs())
    });
    assert!(worst < 1e-9, "off by {worst} degrees");
}
