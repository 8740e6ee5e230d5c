//! Validity, tiling and areas of figures with evident answers, or with those of GEOS
//! (`shapely.is_valid_reason` of shapely 2.2.0, GEOS 3.14.1).
//!
//! Longitude and latitude in degrees, areas in square metres.

use geo::{GeodesicArea, InterpolatePoint};
use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon};

use super::sample::Random;
use super::validity::faults;
use super::{area, tiling};

type Ring<'a> = &'a [(f64, f64)];

/// Polygons from the rings of each, which are closed here.
fn polygons(rings: &[&[Ring<'_>]]) -> MultiPolygon<f64> {
    let polygon = |rings: &&[Ring<'_>]| {
        let mut lines = rings.iter().map(|ring| LineString::from(ring.to_vec()));
        let exterior = lines.next().expect("a ring");
        Polygon::new(exterior, lines.collect())
    };
    rings.iter().map(polygon).collect()
}

/// Asserts that the first fault is this one, at this place.
#[track_caller]
fn assert_fault(rings: &[&[Ring<'_>]], what: &str, at: (f64, f64)) {
    let found = faults(&polygons(rings));
    let first = found.first().unwrap_or_else(|| panic!("no fault, for {what}"));
    assert!(first.what.contains(what), "{found:?}");
    let off = first.at - Coord::from(at);
    assert!(off.x.hypot(off.y) < 1e-9, "{found:?}");
}

const SQUARE: Ring<'static> = &[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)];
const BESIDE: Ring<'static> = &[(4.0, 0.0), (8.0, 0.0), (8.0, 4.0), (4.0, 4.0)];

#[test]
fn valid_polygons_have_no_fault() {
    let hole: Ring<'_> = &[(0.0, 0.0), (1.0, 2.0), (2.0, 1.0)];
    let island: Ring<'_> = &[(1.0, 1.0), (1.5, 1.25), (1.25, 1.5)];
    let at_corner: Ring<'_> = &[(4.0, 4.0), (5.0, 4.0), (5.0, 5.0)];
    let in_edge: Ring<'_> = &[(4.0, 1.0), (5.0, 0.0), (5.0, 2.0)];
    let other: Ring<'_> = &[(4.0, 3.0), (3.0, 3.5), (3.0, 3.0)];
    for valid in [
        &[&[SQUARE][..]][..],
        // A hole that touches the outer ring, and one that touches that hole.
        &[&[SQUARE, hole]],
        &[&[SQUARE, hole], &[island]],
        &[&[SQUARE, hole, other]],
        &[&[SQUARE], &[at_corner]],
        &[&[SQUARE], &[in_edge]],
        &[],
    ] {
        assert_eq!(faults(&polygons(valid)), []);
    }
}

#[test]
fn each_fault_is_named_with_its_place() {
    let hole: Ring<'_> = &[(1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0)];
    let small: Ring<'_> = &[(1.5, 1.5), (1.5, 2.5), (2.5, 2.5)];
    // GEOS: Self-intersection[1 1].
    assert_fault(
        &[&[&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)]]],
        "crosses itself",
        (1.0, 1.0),
    );
    // GEOS: Ring Self-intersection[2 0].
    let pinched: Ring<'_> =
        &[(0.0, 0.0), (2.0, 0.0), (4.0, 1.0), (4.0, -1.0), (2.0, 0.0), (1.0, 2.0)];
    assert_fault(&[&[pinched]], "touches itself", (2.0, 0.0));
    // GEOS: Self-intersection[4 4], and for the next one.
    let spike: Ring<'_> = &[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (6.0, 4.0), (0.0, 4.0)];
    assert_fault(&[&[spike]], "turns back on itself", (4.0, 4.0));
    // Allowed by GEOS, not by RFC 7946's readers.
    let twice: Ring<'_> = &[(0.0, 0.0), (4.0, 0.0), (4.0, 0.0), (4.0, 4.0)];
    assert_fault(&[&[twice]], "has a point twice in a row", (4.0, 0.0));
    // GEOS: Hole lies outside shell[5 5].
    let outside: Ring<'_> = &[(5.0, 5.0), (6.0, 5.0), (6.0, 6.0)];
    assert_fault(&[&[SQUARE, outside]], "ring 2, a hole, lies outside its polygon", (5.0, 5.0));
    // GEOS: Holes are nested.
    assert_fault(&[&[SQUARE, hole, small]], "ring 3, a hole, lies inside ring 2", (1.5, 1.5));
    // GEOS: Self-intersection.
    let across: Ring<'_> = &[(3.0, 1.0), (5.0, 2.0), (3.0, 3.0)];
    assert_fault(&[&[SQUARE, across]], "ring 1 crosses polygon 1, ring 2", (4.0, 1.5));
    // The same through vertices of both: no edge crosses another.
    let through: Ring<'_> = &[(3.0, 3.0), (4.0, 4.0), (5.0, 5.0), (6.0, 3.0)];
    assert_fault(&[&[SQUARE], &[through]], "ring 1 crosses polygon 2, ring 1", (4.0, 4.0));
    // GEOS: Self-intersection.
    let along: Ring<'_> = &[(0.0, 1.0), (0.0, 3.0), (2.0, 2.0)];
    assert_fault(&[&[SQUARE, along]], "runs along", (0.0, 1.0));
    assert_fault(&[&[SQUARE], &[BESIDE]], "runs along", (4.0, 0.0));
    assert_fault(&[&[SQUARE], &[SQUARE]], "runs along", (0.0, 0.0));
    // GEOS: Interior is disconnected.
    let parting: Ring<'_> = &[(0.0, 0.0), (2.0, 1.0), (4.0, 4.0), (1.0, 2.0)];
    assert_fault(&[&[SQUARE, parting]], "falls apart", (4.0, 4.0));
    // GEOS: Nested shells.
    assert_fault(&[&[SQUARE], &[small]], "polygon 2, ring 1 lies inside polygon 1", (1.5, 1.5));
    let over: Ring<'_> = &[(-1.0, -1.0), (5.0, -1.0), (5.0, 5.0), (-1.0, 5.0)];
    assert_fault(
        &[&[over], &[SQUARE, hole]],
        "polygon 2, ring 1 lies inside polygon 1",
        (0.0, 0.0),
    );
}

/// The text written for a buffer of `rounding_short_edge_100km.geojson` at 100 km: an edge of a
/// centimetre that rounding turned. GEOS: Self-intersection[87.4915109125692 -9.4027756919355].
#[test]
fn a_crossing_of_a_centimetre_is_seen() {
    let written: Ring<'_> = &[
        (87.497_895_4, -9.398_648_3),
        (87.491_510_9, -9.402_775_7),
        (87.491_511_0, -9.402_775_7),
        (87.484_073_7, -9.402_079_7),
        (87.5, -9.3),
    ];
    assert_fault(&[&[written]], "crosses itself", (87.491_510_913, -9.402_775_692));
}

#[test]
fn a_hundred_thousand_vertices_are_judged_in_seconds() {
    let mut random = Random::new(1);
    let count = 100_000;
    let point = |i: i32| {
        let angle = std::f64::consts::TAU * f64::from(i) / f64::from(count);
        let radius = random.between(1.0, 1.000_05);
        (30.0 + radius * angle.cos(), 40.0 + radius * angle.sin())
    };
    let ring: Vec<(f64, f64)> = (0..count).map(point).collect();
    let started = std::time::Instant::now();
    assert_eq!(faults(&polygons(&[&[&ring]])), []);
    // Comparing all pairs of edges would take a minute.
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn tiles_share_their_edges_vertex_for_vertex() {
    let check = |second: Ring<'_>| {
        let (first, second) = (polygons(&[&[SQUARE]]), polygons(&[&[second]]));
        tiling::check(&[("first", &first), ("second", &second)])
    };
    let good = check(BESIDE);
    assert_eq!((good.shared, good.outline.len(), good.faults.len()), (1, 6, 0));

    // An edge along the antimeridian is a cut of the map.
    let (west, east): (Ring<'_>, Ring<'_>) = (
        &[(178.0, 0.0), (179.0, 0.0), (179.0, 1.0), (178.0, 1.0)],
        &[(179.0, 0.0), (180.0, 0.0), (180.0, 1.0), (179.0, 1.0)],
    );
    let parts = [west, east].map(|ring| polygons(&[&[ring]]));
    let at_cut = tiling::check(&[("west", &parts[0]), ("east", &parts[1])]);
    assert_eq!((at_cut.shared, at_cut.outline.len(), at_cut.faults.len()), (1, 5, 0));

    let more = check(&[(4.0, 0.0), (8.0, 0.0), (8.0, 4.0), (4.0, 4.0), (4.0, 2.0)]);
    assert_eq!((more.shared, more.outline.len()), (0, 9));
    assert!(more.faults[0].what.contains("but not its vertices"), "{more:?}");

    let over = check(&[(3.0, 1.0), (8.0, 1.0), (8.0, 3.0), (3.0, 3.0)]);
    assert!(over.faults[0].what == "first overlaps second", "{over:?}");
    // Both lie on the same side of the common edge.
    let same_side = check(&[(4.0, 0.0), (4.0, 4.0), (1.0, 2.0)]);
    assert!(same_side.faults[0].what == "first overlaps second", "{same_side:?}");
    let gap = check(&[(4.000_000_1, 0.0), (8.0, 0.0), (8.0, 4.0), (4.000_000_1, 4.0)]);
    assert_eq!((gap.shared, gap.outline.len(), gap.faults.len()), (0, 8, 0));
}

#[test]
fn areas_are_those_of_the_ellipsoid() {
    // An eighth of the Earth, 5.10065621724089e14 m² (GeographicLib, Ellipsoid::Area).
    let octant: Ring<'_> = &[(0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0)];
    let found = area::polygons(&polygons(&[&[octant]]));
    assert!((found / (5.100_656_217_240_89e14 / 8.0) - 1.0).abs() < 1e-12, "{found}");

    // Slanted edges, and a hole, against Karney's area of the same with 20,000 points an edge.
    let outer: Ring<'_> = &[(36.0, 36.0), (42.5, 37.1), (38.0, 38.0)];
    let hole: Ring<'_> = &[(38.0, 36.8), (39.0, 37.1), (38.0, 37.2)];
    let dense = |ring: Ring<'_>| {
        let ends = (0..ring.len()).map(|i| (ring[i], ring[(i + 1) % ring.len()]));
        let points = ends.flat_map(|(a, b)| {
            let at = move |i: u32| {
                geo::Euclidean.point_at_ratio_between(a.into(), b.into(), f64::from(i) / 20_000.0)
            };
            (0..20_000).map(at)
        });
        Polygon::new(LineString::from(points.collect::<Vec<Point<f64>>>()), vec![])
            .geodesic_area_unsigned()
    };
    let found = area::polygons(&polygons(&[&[outer, hole]]));
    let expected = dense(outer) - dense(hole);
    assert!((found - expected).abs() < 1.0 + 1e-9 * expected, "{found} instead of {expected}");
}
