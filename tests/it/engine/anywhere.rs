//! Zones anywhere on Earth: across the antimeridian, over the poles, of tiny and huge edges.
//!
//! Every zone is judged by the oracle (see `judge`). Other expected values come from the case's
//! geometry, or from closed forms of areas on the ellipsoid.

use geo::{Contains, Distance, Geodesic, Point, Validation};
use geo_types::{MultiPolygon, Polygon, coord, polygon};
use safe_zone::values::LARGEST_DISTANCE;
use safe_zone::{ErrorKind, Territory, Tolerance, area_km2, bands, buffer};

use crate::support::judge::{Case, Lines, length, tolerance};
use crate::support::oracle;
use crate::support::oracle::check::Definition;
use crate::support::oracle::membership::Membership;

const KM: f64 = 1_000.0;

/// `true` if the zone holds everything within a millimetre of a pole.
fn holds_pole(zone: &MultiPolygon<f64>, lat: f64) -> bool {
    let inside = Membership::new(zone);
    [-179.0, -60.0, 60.0, 179.0]
        .iter()
        .all(|&lon| inside.contains(lon, lat - 1e-8_f64.copysign(lat)))
}

fn interiors(zone: &MultiPolygon<f64>) -> usize {
    zone.iter().map(|polygon| polygon.interiors().len()).sum()
}

const A: f64 = 6_378_137.0;
const E2: f64 = 0.006_694_379_990_141_316;

/// The latitude a number of metres north of another along the meridian: Newton's method on the
/// meridian's length, by Simpson's rule on its radius of curvature.
fn north_of(lat: f64, metres: f64) -> f64 {
    let radius = |lat: f64| A * (1.0 - E2) / (1.0 - E2 * lat.sin().powi(2)).powf(1.5);
    let from = lat.to_radians();
    let mut to = from + metres / A;
    for _ in 0..20 {
        let step = (to - from) / 1_000.0;
        let sum: f64 = (0..1_000)
            .map(|i| from + step * f64::from(i))
            .map(|lat| radius(lat) + 4.0 * radius(lat + 0.5 * step) + radius(lat + step))
            .sum();
        to += (metres - sum * step / 6.0) / radius(to);
    }
    to.to_degrees()
}

/// The area between two parallels, km²: Snyder, Map Projections, USGS 1395, eq. 3-12.
fn between_parallels(south: f64, north: f64) -> f64 {
    let e = E2.sqrt();
    let q = |lat: f64| {
        let sin = lat.to_radians().sin();
        (1.0 - E2) * (sin / (1.0 - E2 * sin * sin) + (e * sin).atanh() / e)
    };
    std::f64::consts::PI * A * A * (q(north) - q(south)) / 1e6
}

#[track_caller]
fn assert_area(zone: &MultiPolygon<f64>, expected: f64, relative: f64) {
    let area = area_km2(zone);
    assert!((area / expected - 1.0).abs() < relative, "{area} and not {expected} km²");
}

#[test]
fn across_the_antimeridian() {
    let halves =
        Case::planar(&[&[(179.0, 10.0), (180.0, 10.5)], &[(-180.0, 10.5), (-179.0, 11.0)]]);
    let one_edge = Case::geodesic(&[(179.0, 10.0), (-179.0, 11.0)]);
    for case in [halves, one_edge] {
        for (d, allowed) in [(1.0, 0.1), (100.0, 0.01), (10.0 * KM, 0.001), (300.0 * KM, 1.0)] {
            let zone = case.zone(d, allowed);
            assert_eq!((zone.0.len(), interiors(&zone)), (2, 0));
            // Both halves end at the same latitudes.
            let at = |side: f64| {
                let mut lats: Vec<f64> = zone
                    .iter()
                    .flat_map(|polygon| polygon.exterior().0.iter().skip(1))
                    .filter(|p| p.x == side)
                    .map(|p| p.y)
                    .collect();
                lats.sort_by(f64::total_cmp);
                lats
            };
            assert_eq!(at(180.0).len(), 2);
            assert_eq!(at(180.0), at(-180.0));
        }
    }
}

#[test]
fn over_a_pole() {
    for sign in [1.0, -1.0] {
        let case = Case::geodesic(&[(0.0, sign * 85.0), (180.0, sign * 86.0)]);
        let bent =
            Case::geodesic(&[(20.0, sign * 85.0), (-170.0, sign * 86.0), (0.0, 80.0 * sign)]);
        for (d, allowed) in [(50.0 * KM, 1.0), (500.0 * KM, 10.0)] {
            for case in [&case, &bent] {
                let zone = case.zone(d, allowed);
                assert_eq!(zone.0.len(), 1);
                assert!(holds_pole(&zone, sign * 90.0) && !holds_pole(&zone, sign * -90.0));
            }
        }
    }
}

#[test]
fn near_a_pole() {
    // 45 to 56 km from it.
    let case = Case::planar(&[&[(10.0, 89.5), (100.0, 89.6)]]);
    let zone = case.zone(10.0 * KM, 0.01);
    assert_eq!((zone.0.len(), holds_pole(&zone, 90.0)), (1, false));
    // A degree of latitude there is 111,694 m: the pole is 55.8 km from the line.
    let straight = Case::geodesic(&[(-90.0, 89.5), (-90.0, 89.0)]);
    let to_pole = Geodesic.distance(Point::new(0.0, 89.5), Point::new(0.0, 90.0));
    for (short, inside) in [(1.0, false), (-1.0, true), (0.02, false), (-0.02, true)] {
        let zone = straight.zone(to_pole - short, 0.01);
        assert_eq!((zone.0.len(), holds_pole(&zone, 90.0)), (1, inside), "{short}");
    }
    // The boundary passes the pole itself.
    for allowed in [0.001, 0.1, 1.0, 100.0] {
        straight.zone(to_pole, allowed);
    }
}

#[test]
fn ends_at_a_pole() {
    for lon in [30.0, 180.0, -180.0] {
        let case = Case::planar(&[&[(lon, -88.0), (lon, -90.0)]]);
        let zone = case.zone(20.0 * KM, 0.1);
        assert_eq!(zone.0.len(), 1);
        assert!(holds_pole(&zone, -90.0));
    }
    // A spiral into the pole, and one edge along it.
    Case::planar(&[&[(0.0, 89.0), (170.0, 90.0)]]).zone(5.0 * KM, 0.1);
    Case::planar(&[&[(0.0, 89.99), (120.0, 90.0), (20.0, 90.0), (50.0, 89.98)]]).zone(300.0, 0.01);
}

#[test]
fn holds_a_pole_that_the_line_does_not_pass() {
    let case = Case::planar(&[&[(10.0, 89.0), (60.0, 89.0)]]);
    let zone = case.zone(200.0 * KM, 0.1);
    assert_eq!((zone.0.len(), interiors(&zone)), (1, 0));
    assert!(holds_pole(&zone, 90.0));
}

#[test]
fn a_parallel_all_around_a_pole() {
    let around =
        |lat: f64| Case::planar(&[&[(-180.0, lat), (-60.0, lat), (60.0, lat), (180.0, lat)]]);
    let annulus = around(85.0).zone(100.0 * KM, 1.0);
    assert_eq!((annulus.0.len(), interiors(&annulus), holds_pole(&annulus, 90.0)), (1, 0, false));
    let (south, north) = (north_of(85.0, -100.0 * KM), north_of(85.0, 100.0 * KM));
    assert_area(&annulus, between_parallels(south, north), 1e-5);
    // The pole is 223 km away.
    let cap = around(88.0).zone(400.0 * KM, 1.0);
    assert_eq!((cap.0.len(), holds_pole(&cap, 90.0)), (1, true));
    assert_area(&cap, between_parallels(north_of(88.0, -400.0 * KM), 90.0), 1e-5);
    let south = around(-88.0).zone(400.0 * KM, 1.0);
    assert_area(&south, area_km2(&cap), 1e-9);
}

#[test]
fn the_equator_all_around() {
    let case = Case::planar(&[&[(-180.0, 0.0), (0.0, 0.0), (180.0, 0.0)]]);
    let zone = case.zone(300.0 * KM, 1.0);
    assert_eq!((zone.0.len(), interiors(&zone)), (1, 0));
    let north = north_of(0.0, 300.0 * KM);
    assert_area(&zone, between_parallels(-north, north), 2e-6);
    let part = Case::planar(&[&[(-1.0, 0.0), (2.0, 0.0)]]).zone(100.0, 0.001);
    assert_eq!(part.0.len(), 1);
}

#[test]
fn along_the_antimeridian() {
    for lon in [180.0, -180.0] {
        let zone = Case::planar(&[&[(lon, -10.0), (lon, 10.0)]]).zone(100.0 * KM, 0.1);
        assert_eq!((zone.0.len(), interiors(&zone)), (2, 0));
        let east: Polygon<f64> =
            zone.iter().find(|polygon| polygon.exterior().0[0].x < 0.0).expect("a half").clone();
        assert_area(&MultiPolygon(vec![east]), 0.5 * area_km2(&zone), 1e-6);
        // From pole to pole: the map without a hole.
        let zone = Case::planar(&[&[(lon, -90.0), (lon, 90.0)]]).zone(100.0 * KM, 10.0);
        assert_eq!((zone.0.len(), interiors(&zone)), (1, 1));
        assert!(holds_pole(&zone, 90.0) && holds_pole(&zone, -90.0));
    }
}

#[test]
fn rings_open_and_filled() {
    let ring = [(20.0, 50.0), (22.0, 50.0), (22.0, 52.0), (20.0, 52.0), (20.0, 50.0)];
    let zone = Case::planar(&[&ring]).zone(20.0 * KM, 0.1);
    assert_eq!((zone.0.len(), interiors(&zone)), (1, 1));
    // Two degrees of longitude at 51° N are 140 km: nothing is farther than 71 km inside.
    let zone = Case::planar(&[&ring]).zone(72.0 * KM, 0.1);
    assert_eq!((zone.0.len(), interiors(&zone)), (1, 0));
    let halves: Lines<'_> = &[
        &[(180.0, 50.0), (179.0, 50.0), (179.0, 52.0), (180.0, 52.0)],
        &[(-180.0, 52.0), (-179.0, 52.0), (-179.0, 50.0), (-180.0, 50.0)],
    ];
    let zone = Case::planar(halves).zone(20.0 * KM, 0.1);
    assert_eq!((zone.0.len(), interiors(&zone)), (2, 0));
    let zone = Case::planar(halves).zone(72.0 * KM, 0.1);
    assert_eq!((zone.0.len(), interiors(&zone)), (2, 0));
    // A hole beside the antimeridian, in the part that is not cut.
    let beside = [(179.5, 0.0), (178.5, 0.0), (178.5, 1.0), (179.5, 1.0), (179.5, 0.0)];
    let zone = Case::planar(&[&beside]).zone(40.0 * KM, 0.1);
    assert_eq!((zone.0.len(), interiors(&zone)), (1, 1));
    let zone = Case::planar(&[&beside]).zone(60.0 * KM, 0.1);
    assert_eq!((zone.0.len(), interiors(&zone)), (2, 0));
}

#[test]
fn crossing_overlapping_doubling_back() {
    let bow = [(179.0, 60.0), (180.0, 61.0), (180.0, 60.0), (179.0, 61.0), (179.0, 60.0)];
    Case::planar(&[&bow]).zone(5.0 * KM, 0.1);
    let eight = [(100.0, 89.0), (-80.0, 88.0), (10.0, 89.5), (-170.0, 89.0), (100.0, 89.0)];
    Case::geodesic(&eight).zone(5.0 * KM, 0.1);
    // The same way back, with other vertices.
    let overlap = [(178.0, 0.0), (180.0, 0.0), (179.2, 0.0), (178.7, 0.0), (178.7, 1.0)];
    let zone = Case::planar(&[&overlap, &[(-180.0, 0.0), (-179.5, 0.5)]]).zone(10.0 * KM, 0.1);
    assert_eq!(zone.0.len(), 2);
    let spike = [(30.0, -89.9), (30.0, -89.0), (30.0, -89.9), (120.0, -89.9)];
    let zone = Case::planar(&[&spike]).zone(2.0 * KM, 0.1);
    assert_eq!(zone.0.len(), 1);
}

#[test]
fn edges_of_a_millimetre_and_of_two_thousand_kilometres() {
    // 1e-8° are 1.1 mm of latitude.
    let tiny = [(-180.0, 70.0), (-180.0, 70.000_000_01), (-179.999_999_98, 70.000_000_01)];
    for (d, allowed) in [(1.0, 0.001), (100.0 * KM, 0.1)] {
        assert_eq!(Case::planar(&[&tiny]).zone(d, allowed).0.len(), 2);
    }
    // 36° of longitude at 60° N are 2,005 km. The geodesic runs north of the parallel by
    // L² tan φ / 8R, some 137 km.
    let line = [(160.0, 60.0), (-164.0, 60.0)];
    let geodesic = Case::geodesic(&line);
    let planar = Case::planar(&[&[line[0], (180.0, 60.0)], &[(-180.0, 60.0), line[1]]]);
    let apart = geodesic.oracle.distance(178.0, 60.0);
    assert!((130.0 * KM..140.0 * KM).contains(&apart), "{apart}");
    for case in [geodesic, planar] {
        for (d, allowed) in [(100.0, 0.1), (50.0 * KM, 1.0)] {
            assert_eq!(case.zone(d, allowed).0.len(), 2);
        }
    }
}

#[test]
fn parts_near_and_far() {
    let lines: Lines<'_> = &[
        &[(179.9, 0.0), (180.0, 0.1)],
        &[(-179.7, 0.2), (-179.6, 0.0)],
        &[(0.0, 89.9), (180.0, 89.9)],
        &[(10.0, -60.0), (11.0, -60.0)],
    ];
    // Around the pole, 11 km away, as far as the antimeridian and 5 km beyond: two; in the far
    // south: one; west and east of the antimeridian, 22 km apart: one and one, the first cut.
    assert_eq!(Case::planar(lines).zone(5.0 * KM, 0.1).0.len(), 6);
    // Holding the pole: one; across the antimeridian as one: two.
    assert_eq!(Case::planar(lines).zone(60.0 * KM, 1.0).0.len(), 4);
}

#[test]
fn five_hundred_kilometres_to_a_millimetre() {
    let case = Case::planar(&[&[(179.0, 30.0), (179.5, 31.0)]]);
    assert_eq!(case.zone(500.0 * KM, 0.001).0.len(), 2);
    let more = length(LARGEST_DISTANCE.metres() + 1.0);
    let error = buffer(&case.border, &[more], Tolerance::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::DistanceTooLarge { .. }), "{error}");
}

#[test]
fn bands_around_a_pole_and_across_the_antimeridian_tile() {
    let cases = [
        Case::planar(&[&[(179.0, 10.0), (180.0, 10.5)], &[(-180.0, 10.5), (-179.0, 11.0)]]),
        Case::planar(&[&[(10.0, 89.0), (60.0, 89.0)]]),
        Case::planar(&[&[(-180.0, 85.0), (0.0, 85.0), (180.0, 85.0)]]),
        Case::planar(&[&[(180.0, -90.0), (180.0, 90.0)]]),
    ];
    let limits = [50.0 * KM, 100.0 * KM, 200.0 * KM];
    for case in cases {
        let parts = bands(&case.border, None, &limits.map(length), tolerance(10.0)).expect("bands");
        let mut inner = 0.0;
        for (part, outer) in parts.iter().zip(limits) {
            case.judge(part, (inner, outer), 10.0, 1_000).unwrap();
            inner = outer;
        }
        let whole = buffer(&case.border, &[length(200.0 * KM)], tolerance(10.0)).unwrap();
        assert_area(&whole[0], parts.iter().map(area_km2).sum(), 1e-9);
    }
}

#[test]
fn a_territory_that_ends_at_the_antimeridian() {
    // The border runs along the territory's southern edge up to the antimeridian and beyond.
    let case = Case::planar(&[&[(170.0, 60.0), (180.0, 60.0)], &[(-180.0, 60.0), (-175.0, 60.0)]]);
    let land = polygon![
        (x: 170.0, y: 60.0), (x: 180.0, y: 60.0), (x: 180.0, y: 65.0), (x: 170.0, y: 65.0)];
    let land = Territory::new("west of it", land).expect("a territory");
    let limits = [20.0 * KM, 50.0 * KM];
    let parts =
        bands(&case.border, Some(&land), &limits.map(length), Tolerance::default()).expect("bands");
    let inside = oracle::check::Territory::of(land.polygons().clone());
    let area = geo_types::Rect::new(coord! { x: 169.0, y: 59.0 }, coord! { x: 180.0, y: 61.5 });
    let mut inner = 0.0;
    for (part, outer) in parts.iter().zip(limits) {
        assert!(part.is_valid());
        let definition = Definition {
            inner,
            outer,
            tolerance: 1.0,
            territory: Some(&inside),
            stretch: None,
            body: None,
        };
        let spots = oracle::sample::uniform(area, 10_000, 3);
        let report = case.oracle.check_points(part, &definition, &spots);
        assert_eq!(report.wrong, 0, "{:?}", report.first);
        assert!(part.contains(&coord! { x: 179.999, y: 60.1 + inner / 120_000.0 }));
        inner = outer;
    }
    // Around a pole: the map's edge is the territory's.
    let border = Case::planar(&[&[(-180.0, -85.0), (0.0, -85.0), (180.0, -85.0)]]);
    let land = polygon![(x: -180.0, y: -90.0), (x: 180.0, y: -90.0), (x: 180.0, y: -85.0),
        (x: 0.0, y: -85.0), (x: -180.0, y: -85.0)];
    let land = Territory::new("a cap", land).expect("a territory");
    let limits = [100.0 * KM, 300.0 * KM];
    let parts = bands(&border.border, Some(&land), &limits.map(length), Tolerance::default())
        .expect("bands");
    let mut south = -85.0;
    for (part, limit) in parts.iter().zip(limits) {
        let north = south;
        south = north_of(-85.0, -limit);
        assert_area(part, between_parallels(south, north), 1e-5);
    }
}
