//! Zones of any geometry: discs, grown and eroded polygons, sides and ends of lines.

use std::f64::consts::TAU;

use geo::{Destination, Distance, Geodesic, Point, unary_union};
use geo_types::{
    Geometry, GeometryCollection, Line, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Polygon, Rect, Triangle, coord, line_string, point, polygon,
};
use safe_zone::{
    BufferOptions, Caps, Edges, Error, ErrorKind, GeodesicBuffer, Length, Side, area_km2,
};

use crate::support::judge::{check_valid, length, tolerance};
use crate::support::oracle::membership::{self, Membership};
use crate::support::oracle::sample::{Random, on_map};
use crate::support::shape_judge::{Shape, signed, star};

#[test]
fn a_point_has_a_disc() {
    let places = [
        (38.0, 36.8),
        (0.0, 0.0),
        (-180.0, 12.0),
        (179.9999, -60.0),
        (5.0, 90.0),
        (0.0, -90.0),
        (77.0, 89.99),
    ];
    for (x, y) in places {
        for (d, allowed) in [(1.0, 1e-3), (1_000.0, 0.01), (22_224.0, 1.0), (500_000.0, 1.0)] {
            let options = BufferOptions::default().tolerance(tolerance(allowed));
            let disc = point!(x: x, y: y).geodesic_buffer(length(d), &options).expect("a disc");
            check_valid(&disc).unwrap_or_else(|problem| panic!("{x} {y}, {d} m: {problem}"));
            for edge in membership::edges(&disc) {
                if [edge.start, edge.end].iter().all(|p| p.x.abs() == 180.0 || p.y.abs() == 90.0) {
                    continue;
                }
                for share in 0..10 {
                    let p = edge.start + edge.delta() * (f64::from(share) / 10.0);
                    let s = Geodesic.distance(Point::from(p), point!(x: x, y: y));
                    assert!((s - d).abs() <= allowed, "{x} {y}, {d} m: {p:?} at {s} m");
                }
            }
            // Every point of the circle lies on an edge, by Karney's direct problem.
            let held = Membership::new(&disc);
            for bearing in 0..100 {
                for (way, expected) in [(d - 1.1 * allowed, true), (d + 1.1 * allowed, false)] {
                    let p = Geodesic.destination(point!(x: x, y: y), f64::from(bearing) * 3.6, way);
                    let p = on_map(p.into());
                    if p.x.abs() == 180.0 {
                        continue;
                    }
                    assert_eq!(held.contains(p.x, p.y), expected, "{x} {y}, {d} m: {p:?}");
                }
            }
        }
    }
}

/// On a sphere of equal curvature a disc of radius r has the area πr²(1 - r²/12R² + ...); on the
/// ellipsoid R² is the product of the principal radii at its centre (A. Gray, Tubes, 2004, §3.1:
/// the Gaussian curvature K in πr²(1 - Kr²/12)).
#[test]
fn a_disc_has_the_area_of_a_geodesic_circle() {
    let (a, e2) = (6_378_137.0_f64, 0.006_694_379_990_141_316_f64);
    for lat in [0.0_f64, 36.8, 60.0] {
        let w2 = 1.0 - e2 * lat.to_radians().sin().powi(2);
        let curvature = w2 * w2 / (a * a * (1.0 - e2));
        for d in [1_000.0_f64, 20_000.0, 100_000.0] {
            let options = BufferOptions::default().tolerance(tolerance(1e-3));
            let disc =
                point!(x: 20.0, y: lat).geodesic_buffer(length(d), &options).expect("a disc");
            let expected = 0.5 * TAU * d * d * (1.0 - curvature * d * d / 12.0) / 1e6;
            let error = area_km2(&disc) / expected - 1.0;
            assert!(error.abs() < 3e-6, "{lat}°, {d} m: {error}");
        }
    }
}

/// A random polygon, perhaps with a hole, perhaps with an island in the hole.
fn random_shape(seed: u64, most: f64) -> (Shape, f64) {
    let random = &mut Random::new(seed);
    let at = coord! { x: random.between(-170.0, 170.0), y: random.between(-75.0, 75.0) };
    let size = 10.0_f64.powf(random.between(1.5, 5.0));
    let count = 10.0_f64.powf(random.between(0.5, most)) as usize;
    let holes = random.between(0.0, 3.0) as usize;
    let mut polygons = vec![Polygon::new(star(random, at, count, [0.5 * size, size]), Vec::new())];
    if holes > 0 {
        let hole = star(random, at, count, [0.3 * size, 0.45 * size]);
        polygons[0].interiors_push(hole);
    }
    if holes > 1 {
        polygons.push(Polygon::new(star(random, at, count, [0.1 * size, 0.25 * size]), Vec::new()));
    }
    (Shape::new(MultiPolygon(polygons)), size)
}

fn random_shapes(seeds: std::ops::Range<u64>, most: f64) {
    for seed in seeds {
        let (shape, size) = random_shape(seed, most);
        let random = &mut Random::new(seed + 1_000_000);
        let d = (size * 10.0_f64.powf(random.between(-2.0, 0.3))).min(450_000.0);
        let allowed = (d * 10.0_f64.powf(random.between(-4.0, -1.0))).max(1e-3);
        for distance in [d, -d] {
            if let Err(fault) = shape.zone(distance, allowed, 500) {
                panic!("seed {seed}, tolerance {allowed} m: {fault}");
            }
        }
    }
}

#[test]
fn random_polygons_grow_and_erode() {
    random_shapes(0..60, 2.5);
}

#[test]
#[ignore = "150 random polygons of up to 5,000 vertices: a minute"]
fn many_random_polygons_grow_and_erode() {
    random_shapes(1_000..1_150, 3.7);
}

/// A cap within 30° of the pole, as RFC 7946 §3.1.9 wants it, and shifted: the parallel at 60°.
#[test]
fn polygons_around_a_pole_have_no_boundary_at_the_seam() {
    let parallel = (0..=360).map(|i| coord! { x: f64::from(i) - 180.0, y: 60.0 });
    let corners = [coord! { x: 180.0, y: 90.0 }, coord! { x: -180.0, y: 90.0 }];
    let ring: LineString<f64> =
        parallel.chain(corners).chain([coord! { x: -180.0, y: 60.0 }]).collect();
    let cap = Shape::without_seams(MultiPolygon(vec![Polygon::new(ring, Vec::new())]));
    assert_eq!(cap.boundary.0.len(), 1);
    for distance in [50_000.0, -50_000.0] {
        let zone = cap.zone(distance, 1.0, 400).unwrap_or_else(|fault| panic!("{fault}"));
        // The meridian's arc: 60° of latitude and 50 km more or less, by Karney.
        let lat = Geodesic.destination(point!(x: 0.0, y: 60.0), 180.0, distance).y();
        let expected =
            area_km2(&MultiPolygon(vec![Rect::new((-180.0, lat), (180.0, 90.0)).to_polygon()]));
        // The edges of the parallel, straight on the map, follow it.
        assert!((area_km2(&zone) / expected - 1.0).abs() < 1e-6, "{distance}");
    }
    // The same cap as a rectangle.
    let rect = Rect::new((-180.0, 60.0), (180.0, 90.0));
    let options = BufferOptions::default();
    for distance in [50_000.0, -50_000.0] {
        let (one, other) = (
            rect.geodesic_buffer(signed(distance), &options).expect("a zone"),
            cap.polygons.geodesic_buffer(signed(distance), &options).expect("a zone"),
        );
        assert!((area_km2(&one) - area_km2(&other)).abs() < 1e-6 * area_km2(&one));
    }
}

#[test]
fn polygons_cut_at_the_antimeridian_are_one() {
    let east = polygon![(x: 179.0, y: 10.0), (x: 180.0, y: 10.0), (x: 180.0, y: 11.0), (x: 179.0, y: 11.0)];
    // The western part is higher, so that a part of the meridian is boundary.
    let west = polygon![(x: -180.0, y: 10.0), (x: -179.0, y: 10.0), (x: -179.0, y: 12.0), (x: -180.0, y: 12.0)];
    let polygons = MultiPolygon(vec![east, west]);
    let boundary = MultiLineString(vec![
        line_string![
            (x: 180.0, y: 11.0), (x: 179.0, y: 11.0), (x: 179.0, y: 10.0), (x: 180.0, y: 10.0)
        ],
        line_string![
            (x: -180.0, y: 10.0), (x: -179.0, y: 10.0), (x: -179.0, y: 12.0), (x: -180.0, y: 12.0), (x: -180.0, y: 11.0)
        ],
    ]);
    let shape = Shape { polygons, boundary };
    for distance in [5_000.0, -5_000.0, -30_000.0] {
        let zone = shape.zone(distance, 1.0, 2_000).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(zone.0.len(), 2, "{distance}");
    }
}

/// A geodesic ring around the north pole, and one with a vertex at the pole.
#[test]
fn geodesic_rings_enclose_the_smaller_part() {
    let options = BufferOptions::default().edges(Edges::Geodesic);
    let square = |lat: f64| polygon![(x: 0.0, y: lat), (x: 90.0, y: lat), (x: 180.0, y: lat), (x: -90.0, y: lat)];
    for lat in [80.0, -80.0] {
        let ring = square(lat);
        let (grown, eroded) = (
            ring.geodesic_buffer(length(10_000.0), &options).expect("a zone"),
            ring.geodesic_buffer(signed(-10_000.0), &options).expect("a zone"),
        );
        let pole = |zone: &MultiPolygon<f64>| {
            Membership::new(zone).contains(12.0, lat + 9.0 * lat.signum())
        };
        assert!(pole(&grown) && pole(&eroded));
        // Four geodesics of equal length bound it, 9.95° from the pole: 20 km times their length
        // apart.
        let side = Geodesic.distance(point!(x: 0.0, y: lat), point!(x: 90.0, y: lat));
        let apart = (area_km2(&grown) - area_km2(&eroded)) / (4.0 * side * 20_000.0 / 1e6);
        assert!((apart - 1.0).abs() < 0.02, "{apart}");
    }
    let wedge = polygon![(x: 0.0, y: 90.0), (x: 10.0, y: 80.0), (x: 50.0, y: 80.0)];
    let grown = wedge.geodesic_buffer(length(1_000.0), &options).expect("a zone");
    let eroded = wedge.geodesic_buffer(signed(-1_000.0), &options).expect("a zone");
    let holds = |zone: &MultiPolygon<f64>, x, y| Membership::new(zone).contains(x, y);
    assert!(holds(&grown, 30.0, 85.0) && holds(&eroded, 30.0, 85.0));
    assert!(holds(&grown, -150.0, 89.995) && !holds(&eroded, 30.0, 89.995));
    assert!(area_km2(&eroded) > 0.9 * area_km2(&grown));
}

#[test]
fn polygons_that_overlap_or_share_an_edge_erode_as_one() {
    let square = |x: f64, y: f64| Rect::new((x, y), (x + 0.1, y + 0.1)).to_polygon();
    let options = BufferOptions::default();
    let whole = Rect::new((10.0, 50.0), (10.2, 50.1)).geodesic_buffer(signed(-1_000.0), &options);
    let whole = area_km2(&whole.expect("a zone"));
    for second in [square(10.1, 50.0), Rect::new((10.05, 50.0), (10.2, 50.1)).to_polygon()] {
        let both = MultiPolygon(vec![square(10.0, 50.0), second]);
        let eroded = both.geodesic_buffer(signed(-1_000.0), &options).expect("a zone");
        assert!((area_km2(&eroded) - whole).abs() < 1e-6 * whole);
        let collection = GeometryCollection::from(both.0);
        assert_eq!(collection.geodesic_buffer(signed(-1_000.0), &options).expect("a zone"), eroded);
    }
    // A polygon in the hole of another, and around both the second time.
    let ring = Polygon::new(
        square(10.0, 50.0).exterior().clone(),
        vec![Rect::new((10.02, 50.02), (10.08, 50.08)).to_polygon().exterior().clone()],
    );
    let filled = MultiPolygon(vec![ring, Rect::new((10.02, 50.02), (10.08, 50.08)).to_polygon()]);
    let eroded = filled.geodesic_buffer(signed(-1_000.0), &options).expect("a zone");
    let alone = square(10.0, 50.0).geodesic_buffer(signed(-1_000.0), &options).expect("a zone");
    assert!((area_km2(&eroded) - area_km2(&alone)).abs() < 1e-6);
}

/// Rectangles on a grid overlap, share edges and touch at corners; `geo` unites them.
#[test]
fn random_rectangles_are_one_area() {
    for seed in 0..40 {
        let random = &mut Random::new(seed);
        let at = coord! { x: random.between(-170.0, 170.0), y: random.between(-70.0, 70.0) };
        let grid = |step: f64| 0.01 * step.floor();
        let rects = (0..2 + random.below(12)).map(|_| {
            let (x, y) = (grid(random.between(0.0, 8.0)), grid(random.between(0.0, 8.0)));
            let (w, h) = (grid(random.between(1.0, 4.0)), grid(random.between(1.0, 4.0)));
            let corner = |x: f64, y: f64| coord! { x: at.x + x, y: at.y + y };
            Rect::new(corner(x, y), corner(x + w, y + h)).to_polygon()
        });
        let raw = MultiPolygon(rects.collect());
        let united = Shape::new(unary_union(&raw));
        for distance in [100.0, 400.0, -100.0, -400.0] {
            let options = BufferOptions::default().tolerance(tolerance(0.5));
            let zone = raw.geodesic_buffer(signed(distance), &options);
            let zone = zone.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
            if let Err(fault) = united.judge(&zone, distance, 0.5, 400) {
                panic!("seed {seed}: {fault}");
            }
        }
    }
}

#[test]
fn necks_break_and_holes_fill() {
    // Two squares of 10 km joined by a neck of 1 km; a hole of 1 km.
    let neck = polygon!(
        exterior: [
            (x: 0.0, y: 0.0), (x: 0.09, y: 0.0), (x: 0.09, y: 0.04), (x: 0.2, y: 0.04), (x: 0.2, y: 0.0), (x: 0.29, y: 0.0),
            (x: 0.29, y: 0.09), (x: 0.2, y: 0.09), (x: 0.2, y: 0.05), (x: 0.09, y: 0.05), (x: 0.09, y: 0.09), (x: 0.0, y: 0.09),
        ],
        interiors: [[(x: 0.04, y: 0.04), (x: 0.05, y: 0.04), (x: 0.05, y: 0.05), (x: 0.04, y: 0.05)]],
    );
    let shape = Shape::new(MultiPolygon(vec![neck]));
    let zone = |d: f64| shape.zone(d, 0.1, 1_000).unwrap_or_else(|fault| panic!("{fault}"));
    let holes =
        |zone: &MultiPolygon<f64>| zone.iter().map(|it| it.interiors().len()).sum::<usize>();
    assert_eq!((zone(-500.0).0.len(), zone(-600.0).0.len()), (1, 2));
    assert_eq!((holes(&zone(500.0)), holes(&zone(600.0))), (1, 0));
    assert_eq!(zone(-5_100.0).0.len(), 0);
}

#[test]
fn every_type_has_the_zone_of_its_points() {
    let options = BufferOptions::default();
    let area = |zone: Result<MultiPolygon<f64>, Error>| area_km2(&zone.expect("a zone"));
    let d = length(1_000.0);
    let at = |x: f64, y: f64| coord! { x: x, y: y };
    let triangle = Triangle::new(at(0.0, 0.0), at(0.1, 0.0), at(0.0, 0.1));
    assert_eq!(
        area(triangle.geodesic_buffer(d, &options)),
        area(triangle.to_polygon().geodesic_buffer(d, &options))
    );
    let line = Line::new(at(0.0, 0.0), at(0.1, 0.0));
    let lines = MultiLineString::from(line);
    assert_eq!(area(line.geodesic_buffer(d, &options)), area(lines.geodesic_buffer(d, &options)));
    let points = MultiPoint::from(vec![(0.0, 0.0), (5.0, 5.0)]);
    let two = area(points.geodesic_buffer(d, &options));
    assert!((two - 2.0 * area(point!(x: 0.0, y: 0.0).geodesic_buffer(d, &options))).abs() < 1e-3);
    // A line inside a polygon adds nothing, a point far away a disc.
    let inside = Geometry::from(line_string![(x: 0.01, y: 0.01), (x: 0.02, y: 0.02)]);
    let all =
        GeometryCollection::from(vec![triangle.into(), inside, point!(x: 5.0, y: 5.0).into()]);
    let one = area(point!(x: 5.0, y: 5.0).geodesic_buffer(d, &options));
    let expected = area(triangle.geodesic_buffer(d, &options)) + one;
    assert!((area(all.geodesic_buffer(d, &options)) - expected).abs() < 1e-6);
    assert!(
        (area(Geometry::GeometryCollection(all).geodesic_buffer(d, &options)) - expected).abs()
            < 1e-6
    );
    // A line of one point repeated is a disc.
    let dot = line_string![(x: 5.0, y: 5.0), (x: 5.0, y: 5.0)];
    assert!((area(dot.geodesic_buffer(d, &options)) - one).abs() < 1e-9);
    // The whole Earth stays whole.
    let earth = Rect::new((-180.0, -90.0), (180.0, 90.0));
    for distance in [1_000.0, -1_000.0] {
        let zone = area(earth.geodesic_buffer(signed(distance), &options));
        assert!((zone - 510_065_621.7).abs() < 1.0, "{zone}"); // km²; NGA.STND.0036, table 3.5
    }
}

#[test]
fn one_side_and_flat_ends() {
    let line = line_string![(x: 38.0, y: 0.0), (x: 38.5, y: 0.0)];
    let km = Geodesic.distance(point!(x: 38.0, y: 0.0), point!(x: 38.5, y: 0.0)) / 1e3;
    let area = |options: BufferOptions| {
        area_km2(&line.geodesic_buffer(length(5_000.0), &options).expect("a zone"))
    };
    let options = BufferOptions::default().tolerance(tolerance(0.01));
    let round = 0.125 * TAU * 5.0 * 5.0;
    let expected = [
        (Side::Both, Caps::Round, 10.0 * km + 4.0 * round),
        (Side::Both, Caps::Flat, 10.0 * km),
        (Side::Left, Caps::Round, 5.0 * km + 2.0 * round),
        (Side::Right, Caps::Flat, 5.0 * km),
    ];
    for (side, caps, expected) in expected {
        let found = area(options.side(side).caps(caps));
        assert!((found - expected).abs() < 1e-3, "{side:?} {caps:?}: {found}, not {expected}");
    }
}

#[test]
fn geometries_without_an_answer_are_refused() {
    let options = BufferOptions::default();
    let d = length(1_000.0);
    let dot = point!(x: 1.0, y: 1.0);
    let square = Rect::new((0.0, 0.0), (1.0, 1.0)).to_polygon();
    assert!(matches!(
        dot.geodesic_buffer(-d, &options).map_err(Error::into_kind),
        Err(ErrorKind::OnlyPolygons { .. })
    ));
    // A polygon that is a point is eroded to nothing.
    let point = polygon![(x: 1.0, y: 1.0), (x: 1.0, y: 1.0), (x: 1.0, y: 1.0)];
    assert_eq!(point.geodesic_buffer(-d, &options), Ok(MultiPolygon(Vec::new())));
    assert!(matches!(
        square.geodesic_buffer(d, &options.side(Side::Left)).map_err(Error::into_kind),
        Err(ErrorKind::OnlyLines { .. })
    ));
    assert!(matches!(
        dot.geodesic_buffer(d, &options.caps(Caps::Flat)).map_err(Error::into_kind),
        Err(ErrorKind::OnlyLines { .. })
    ));
    assert!(matches!(
        square.geodesic_buffer(Length::ZERO, &options).map_err(Error::into_kind),
        Err(ErrorKind::ZeroDistance)
    ));
    let none = GeometryCollection::<f64>::default();
    assert!(matches!(
        none.geodesic_buffer(d, &options).map_err(Error::into_kind),
        Err(ErrorKind::Empty { .. })
    ));
    let bow = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0), (x: 1.0, y: 0.0), (x: 0.0, y: 1.0)];
    assert!(
        matches!(bow.geodesic_buffer(d, &options).map_err(Error::into_kind), Err(ErrorKind::CrossingRings { near, .. }) if near.lat() == near.lon())
    );
    let nan = polygon![(x: 0.0, y: 0.0), (x: f64::NAN, y: 1.0), (x: 1.0, y: 0.0)];
    assert!(matches!(
        nan.geodesic_buffer(d, &options).map_err(Error::into_kind),
        Err(ErrorKind::NotFinite { .. })
    ));
    let wide =
        polygon![(x: -170.0, y: 0.0), (x: 170.0, y: 0.0), (x: 170.0, y: 1.0), (x: -170.0, y: 1.0)];
    assert!(matches!(
        wide.geodesic_buffer(d, &options).map_err(Error::into_kind),
        Err(ErrorKind::LongEdge { .. })
    ));
    let far = square.geodesic_buffer(length(600_000.0), &options);
    assert!(matches!(far.map_err(Error::into_kind), Err(ErrorKind::DistanceTooLarge { .. })));
}
