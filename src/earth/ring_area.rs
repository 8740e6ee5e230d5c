//! The area of a ring on the ellipsoid, its edges straight in longitude and latitude.
//!
//! Positions in degrees, square metres out, positive for counter-clockwise rings. The area under
//! an edge is the integral over longitude of S(φ), the ellipsoid's area per radian of longitude
//! between the equator and latitude φ (Snyder, Map Projections, USGS 1395, eq. 3-12); along a
//! straight edge φ is linear in longitude, and three-point Gauss-Legendre on pieces of at most half
//! a degree of latitude integrates it to 1e-13 of the strip. Rings are those of the map, between
//! -180° and 180°: around a pole they follow its edge.

use geo_types::LineString;

use super::{B, E2};

/// Signed area enclosed by a closed ring, in square metres.
pub(crate) fn ring_area_m2(ring: &LineString<f64>) -> f64 {
    // Strips are measured from the ring's own latitude, so that small rings keep their digits.
    let Some(first) = ring.0.first() else { return 0.0 };
    let base = authalic(first.y.to_radians());
    -ring.lines().map(|edge| strip(edge.start, edge.end, base)).sum::<f64>()
}

fn strip(a: geo_types::Coord<f64>, b: geo_types::Coord<f64>, base: f64) -> f64 {
    const NODE: f64 = 0.774_596_669_241_483_4; // sqrt(3/5)
    let pieces = ((b.y - a.y).abs() / 0.5).ceil().max(1.0);
    let (dlon, dlat) = ((b.x - a.x).to_radians() / pieces, (b.y - a.y).to_radians() / pieces);
    let mut sum = 0.0;
    let mut middle = a.y.to_radians() + 0.5 * dlat;
    for _ in 0..pieces as usize {
        let value = |t: f64| authalic(middle + 0.5 * dlat * t) - base;
        sum += (5.0 * (value(-NODE) + value(NODE)) + 8.0 * value(0.0)) / 18.0;
        middle += dlat;
    }
    sum * dlon
}

/// Area between the equator and latitude `lat` (radians) per radian of longitude, square metres.
pub(crate) fn authalic(lat: f64) -> f64 {
    let e = E2.sqrt();
    let s = lat.sin();
    0.5 * B * B * (s / (1.0 - E2 * s * s) + (e * s).atanh() / e)
}
