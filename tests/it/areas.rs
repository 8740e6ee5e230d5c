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
