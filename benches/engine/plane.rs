//! A conformal plane for the peers that know no ellipsoid, tuned to the embedded border.
//!
//! `+proj=lcc +lat_1=36.2 +lat_2=37.1 +lat_0=36.6 +lon_0=39.1 +ellps=WGS84`: Lambert's conformal
//! conic with two standard parallels. Longitude and latitude in degrees come in, metres east and
//! north of the origin go out. Within 30 km of the border a metre on the ground is 0.99996 to
//! 1.0002 metres here.
//!
//! Source: Snyder 1987, Map Projections, USGS Professional Paper 1395, eqs. 14-15, 15-7 to 15-10.

use std::f64::consts::FRAC_PI_4;

use geo_types::{Coord, LineString};

const EQUATOR: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
const PARALLELS: [f64; 2] = [36.2, 37.1];
const ORIGIN: Coord<f64> = Coord { x: 39.1, y: 36.6 };

/// The projection, with its constants.
pub struct Plane {
    cone: f64,
    scale: f64,
    origin_radius: f64,
}

impl Plane {
    /// The plane of the embedded border.
    pub fn new() -> Self {
        let [first, second] = PARALLELS.map(f64::to_radians);
        let cone = (m(first) / m(second)).ln() / (t(first) / t(second)).ln();
        let scale = EQUATOR * m(first) / (cone * t(first).powf(cone));
        let origin_radius = scale * t(ORIGIN.y.to_radians()).powf(cone);
        let plane = Plane { cone, scale, origin_radius };
        // The first vertex of the border, by PROJ 9.5.1.
        let [x, y] = [-287_172.731_846, -69_694.960_686];
        let found = plane.place(Coord { x: 35.917404, y: 35.929002 });
        assert!((found.x - x).hypot(found.y - y) < 1e-5, "{found:?}");
        plane
    }

    /// A line, vertex by vertex.
    pub fn line(&self, line: &LineString<f64>) -> LineString<f64> {
        line.coords().map(|&point| self.place(point)).collect()
    }

    fn place(&self, point: Coord<f64>) -> Coord<f64> {
        let radius = self.scale * t(point.y.to_radians()).powf(self.cone);
        let angle = self.cone * (point.x - ORIGIN.x).to_radians();
        Coord { x: radius * angle.sin(), y: self.origin_radius - radius * angle.cos() }
    }
}

fn eccentricity() -> f64 {
    (FLATTENING * (2.0 - FLATTENING)).sqrt()
}

/// Eq. 14-15.
fn m(lat: f64) -> f64 {
    lat.cos() / (1.0 - (eccentricity() * lat.sin()).powi(2)).sqrt()
}

/// Eq. 15-9.
fn t(lat: f64) -> f64 {
    let e = eccentricity();
    let loss = ((1.0 - e * lat.sin()) / (1.0 + e * lat.sin())).powf(0.5 * e);
    (FRAC_PI_4 - 0.5 * lat).tan() / loss
}
