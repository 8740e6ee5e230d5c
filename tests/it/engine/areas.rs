//! Areas against figures computed outside this crate.

use geo_types::{MultiPolygon, polygon};
use safe_zone::area_km2;

/// One degree of longitude by one of latitude: the ellipsoid's area element, summed over 20,000
/// Simpson intervals.
const CELL_KM2: f64 = 9941.644196850544;

fn close(value: f64, expected: f64) -> bool {
    (value / expected - 1.0).abs() < 1e-9
}

#[test]
fn a_cell_of_one_degree() {
    let cell =
        polygon![(x: 38.0, y: 36.0), (x: 39.0, y: 36.0), (x: 39.0, y: 37.0), (x: 38.0, y: 37.0)];
    assert!(close(area_km2(&MultiPolygon(vec![cell])), CELL_KM2));
}

#[test]
fn holes_are_taken_off_whatever_way_they_wind() {
    let outer =
        polygon![(x: 37.0, y: 36.0), (x: 40.0, y: 36.0), (x: 40.0, y: 37.0), (x: 37.0, y: 37.0)];
    let hole =
        polygon![(x: 38.0, y: 36.0), (x: 39.0, y: 36.0), (x: 39.0, y: 37.0), (x: 38.0, y: 37.0)];
    let mut ring = hole.exterior().clone();
    for _ in 0..2 {
        let holed = geo_types::Polygon::new(outer.exterior().clone(), vec![ring.clone()]);
        assert!(close(area_km2(&MultiPolygon(vec![holed])), 2.0 * CELL_KM2));
        ring.0.reverse();
    }
}

/// Snyder, Map Projections, USGS 1395, eq. 3-12: the area north of 80° N.
#[test]
fn a_polar_cap_drawn_along_the_edge_of_the_map() {
    let (a, e2) = (6_378_137.0, 0.006_694_379_990_141_316_f64);
    let e = e2.sqrt();
    let q = |lat: f64| {
        let sin = lat.to_radians().sin();
        (1.0 - e2) * (sin / (1.0 - e2 * sin * sin) + (e * sin).atanh() / e)
    };
    let expected = std::f64::consts::PI * a * a * (q(90.0) - q(80.0)) / 1e6;
    for pole in [90.0_f64, -90.0] {
        let from = 80.0_f64.copysign(pole);
        let cap = polygon![
            (x: -180.0, y: from), (x: 0.0, y: from), (x: 180.0, y: from), (x: 180.0, y: pole),
            (x: -180.0, y: pole)];
        assert!(close(area_km2(&MultiPolygon(vec![cap])), expected));
    }
}
