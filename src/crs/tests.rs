//! The engine against PROJ, whose geodesics and projections are code of its own: distances, areas,
//! and the way there and back.

use geo_types::{Coord, LineString, MultiPoint, Point, Polygon};
use proj::Proj;

use super::Crs;
use crate::{Edges, Tolerance, earth};

const PAIRS: usize = 10_000;

/// Numbers from 0 to 1, the same at every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.next()
    }

    /// Anywhere on the Earth.
    fn position(&mut self) -> Coord<f64> {
        let y = (2.0 * self.next() - 1.0).asin().to_degrees();
        Coord { x: self.between(-180.0, 180.0), y }
    }
}

/// Length of the geodesic from a to b: the azimuthal equidistant projection about a keeps it, and
/// PROJ has it from its `geod_inverse`.
fn geodesic(a: Coord<f64>, b: Coord<f64>) -> f64 {
    let about = format!("+proj=aeqd +lat_0={} +lon_0={} +ellps=WGS84", a.y, a.x);
    let b = (b.x.to_radians(), b.y.to_radians());
    let (x, y): (f64, f64) = Proj::new(&about).unwrap().project(b, false).unwrap();
    x.hypot(y)
}

#[test]
fn distances_are_those_of_proj() {
    let mut random = Random(1);
    let mut worst: f64 = 0.0;
    for _ in 0..PAIRS {
        let (a, b) = (random.position(), random.position());
        worst = worst.max((earth::distance(a, b) - geodesic(a, b)).abs());
    }
    assert!(worst < 1e-6, "off by {worst} m");
}

/// What the engine asks most often, from chords.
#[test]
fn lengths_from_chords_are_those_of_proj() {
    let mut random = Random(2);
    let mut worst: f64 = 0.0;
    for _ in 0..PAIRS {
        let a = random.position();
        let up = earth::normal(earth::ecef(a));
        let (east, north) = earth::tangents(up);
        let (sin, cos) = (std::f64::consts::TAU * random.next()).sin_cos();
        let length = 300_000.0 * random.next();
        let b = earth::destination(earth::ecef(a), up, east * sin + north * cos, length);
        let b = earth::lonlat(b);
        let length = earth::arc_length(earth::ecef(a), earth::ecef(b));
        worst = worst.max((length - geodesic(a, b)).abs());
    }
    assert!(worst < 1e-6, "off by {worst} m");
}

/// Under the edge from a to b, down to a's latitude. The cylindrical equal-area projection keeps
/// areas, along an edge its x is the longitude's share, and Boole's rule integrates y over that.
fn strip(equal_area: &Proj, a: Coord<f64>, b: Coord<f64>) -> f64 {
    const PIECES: usize = 256;
    let mut points: Vec<(f64, f64)> = (0..=PIECES)
        .map(|index| a + (b - a) * (index as f64 / PIECES as f64))
        .map(|p| (p.x.to_radians(), p.y.to_radians()))
        .collect();
    equal_area.project_array(&mut points, false).unwrap();
    let ((first, low), (last, _)) = (points[0], points[PIECES]);
    let weight = |index: usize| match index % 4 {
        0 if index == 0 || index == PIECES => 7.0,
        0 => 14.0,
        2 => 12.0,
        _ => 32.0,
    };
    let heights = points.iter().enumerate().map(|(index, (_, y))| weight(index) * (y - low));
    (last - first) * heights.sum::<f64>() * 2.0 / (45.0 * PIECES as f64)
}

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
        worst = worst.max((own - strip(&equal_area, a, b)).abs() / own.abs());
    }
    assert!(worst < 1e-11, "off by {worst} of the area");
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
