//! The plane of the map: Lambert's azimuthal equal-area projection of the WGS 84 ellipsoid.
//!
//! Longitude, latitude in degrees in, metres east and north of the centre out. Areas are kept
//! everywhere, angles at the centre; north is up along the centre's meridian. Forward: J. P.
//! Snyder, Map Projections - A Working Manual, USGS Professional Paper 1395, 1987, eq. 24-17 to
//! 24-22, the oblique aspect, which goes over into the polar one; exact to rounding. Back: eq.
//! 24-26 to 24-28 with the series 3-18, to 1 cm. The point opposite the centre is a whole circle,
//! and one point of it is taken.

use geo_types::{Coord, coord};

use crate::earth::{A, E2, authalic};

/// A plane that touches the ellipsoid at its centre.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    center: Coord<f64>,
    /// Sine and cosine of the centre's authalic latitude.
    sine: f64,
    cosine: f64,
    /// The radius of the sphere that has the ellipsoid's area, metres.
    radius: f64,
    /// The factor that stretches the sphere from west to east, for true angles at the centre.
    stretch: f64,
}

impl Plane {
    pub fn around(center: Coord<f64>) -> Self {
        let (sine, cosine) = authalic_latitude(center.y);
        let radius = authalic(std::f64::consts::FRAC_PI_2).sqrt();
        let (sin_lat, cos_lat) = center.y.to_radians().sin_cos();
        let parallel = A * cos_lat / (1.0 - E2 * sin_lat * sin_lat).sqrt();
        // At a pole both circles are points, and no stretch is needed.
        let stretch = if cosine > 1e-6 { parallel / (radius * cosine) } else { 1.0 };
        Plane { center, sine, cosine, radius, stretch }
    }

    pub fn center(&self) -> Coord<f64> {
        self.center
    }

    pub fn project(&self, position: Coord<f64>) -> Coord<f64> {
        let (sine, cosine) = authalic_latitude(position.y);
        let (sin_lon, cos_lon) = (position.x - self.center.x).to_radians().sin_cos();
        let away = 1.0 + self.sine * sine + self.cosine * cosine * cos_lon;
        if away < 1e-12 {
            return coord! { x: 2.0 * self.radius, y: 0.0 };
        }
        let scale = self.radius * (2.0 / away).sqrt();
        coord! {
            x: self.stretch * scale * cosine * sin_lon,
            y: scale / self.stretch * (self.cosine * sine - self.sine * cosine * cos_lon),
        }
    }

    /// The position of a point, its longitude within half a turn of the centre's.
    pub fn position(&self, point: Coord<f64>) -> Coord<f64> {
        let (x, y) = (point.x / self.stretch, point.y * self.stretch);
        let rho = x.hypot(y);
        if rho == 0.0 {
            return self.center;
        }
        let angle = 2.0 * (0.5 * rho / self.radius).min(1.0).asin();
        let (sin, cos) = angle.sin_cos();
        let latitude = (cos * self.sine + y / rho * sin * self.cosine).clamp(-1.0, 1.0).asin();
        let lon = (x * sin).atan2(rho * self.cosine * cos - y * self.sine * sin);
        coord! { x: self.center.x + lon.to_degrees(), y: geodetic(latitude).to_degrees() }
    }
}

/// Sine and cosine of the authalic latitude of a latitude in degrees.
fn authalic_latitude(lat: f64) -> (f64, f64) {
    let whole = authalic(std::f64::consts::FRAC_PI_2);
    let sine = (authalic(lat.to_radians()) / whole).clamp(-1.0, 1.0);
    (sine, ((1.0 - sine) * (1.0 + sine)).sqrt())
}

/// The latitude of an authalic latitude, both in radians.
fn geodetic(authalic: f64) -> f64 {
    let (e2, e4, e6) = (E2, E2 * E2, E2 * E2 * E2);
    authalic
        + (e2 / 3.0 + 31.0 / 180.0 * e4 + 517.0 / 5040.0 * e6) * (2.0 * authalic).sin()
        + (23.0 / 360.0 * e4 + 251.0 / 3780.0 * e6) * (4.0 * authalic).sin()
        + 761.0 / 45360.0 * e6 * (6.0 * authalic).sin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::ring_area_m2;
    use geo_types::{LineString, line_string};

    fn near(a: Coord<f64>, b: [f64; 2], bound: f64) {
        assert!((a.x - b[0]).abs() < bound && (a.y - b[1]).abs() < bound, "{a:?} is not {b:?}");
    }

    /// The worked example of EPSG:3035 in IOGP, Geomatics Guidance Note 7-2, Lambert Azimuthal
    /// Equal Area, less its false origin. Its ellipsoid, GRS 80, equals that of WGS 84 to 0.1 mm.
    #[test]
    fn the_published_example_comes_out() {
        let plane = Plane::around(coord! { x: 10.0, y: 52.0 });
        let [east, north] = [3_962_799.45 - 4_321_000.0, 2_999_718.85 - 3_210_000.0];
        near(plane.project(coord! { x: 5.0, y: 50.0 }), [east, north], 0.01);
    }

    /// The values of PROJ 7.2.1's `laea`, as gdaltransform prints them: centre, position, metres.
    #[test]
    fn proj_agrees_everywhere() {
        for (center, position, metres) in [
            ([0.0, 0.0], [10.0, 50.0], [789_530.149_887, 5_382_308.879_250]),
            ([40.2, 36.9], [41.5, 37.3], [115_255.382_145, 45_175.105_635]),
            ([40.2, 36.9], [100.0, -89.9], [21_547.195_142, -11_381_474.518_413]),
            ([177.0, -17.5], [-179.0, -18.0], [423_516.495_182, -59_789.265_371]),
            ([0.0, 90.0], [170.0, 89.0], [19_395.189_926, 109_995.588_014]),
            ([12.0, -89.3], [100.0, -89.9], [11_162.802_252, -77_795.358_038]),
        ] {
            let plane = Plane::around(coord! { x: center[0], y: center[1] });
            let point = plane.project(coord! { x: position[0], y: position[1] });
            near(point, metres, 0.001);
            let back = plane.position(point);
            let turns = ((back.x - position[0]) / 360.0).round();
            near(coord! { x: back.x - 360.0 * turns, y: back.y }, position, 1e-6);
        }
    }

    /// Compares the area of a ring in the plane (shoelace formula) with its area on the ellipsoid.
    #[test]
    fn areas_are_kept() {
        for (center, [west, south, east, north]) in [
            ([40.2, 36.9], [36.0, 35.0, 43.0, 38.0]),
            ([177.0, -17.5], [170.0, -30.0, 180.0, -10.0]),
            ([0.0, 90.0], [10.0, 60.0, 120.0, 89.0]),
            ([-75.0, 5.0], [-75.001, 5.0, -75.0, 5.001]),
        ] {
            let corners: LineString<f64> = line_string![
                (x: west, y: south), (x: east, y: south), (x: east, y: north),
                (x: west, y: north), (x: west, y: south)];
            let plane = Plane::around(coord! { x: center[0], y: center[1] });
            let share = |edge: geo_types::Line<f64>, i: i32| {
                edge.start + edge.delta() * (f64::from(i) / 4000.0)
            };
            let points: Vec<Coord<f64>> = corners
                .lines()
                .flat_map(|edge| (0..4000).map(move |i| plane.project(share(edge, i))))
                .collect();
            let next = points.iter().cycle().skip(1);
            let twice: f64 = points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
            let ratio = 0.5 * twice / ring_area_m2(&corners);
            assert!((ratio - 1.0).abs() < 1e-6, "{center:?}: {ratio}");
        }
    }
}
