//! Compares the oracle with values from outside and with plain dense sampling.
//!
//! Longitude and latitude in degrees, lengths in metres.

use geo::{Destination, Distance, Geodesic, InterpolatePoint};
use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Point, Polygon, Rect};

use super::check::{Definition, Territory};
use super::membership::Membership;
use super::parallel::par_map;
use super::sample::{self, Random};
use super::{Edges, Oracle, sphere};

fn border(lines: &[&[(f64, f64)]]) -> MultiLineString<f64> {
    lines.iter().map(|line| LineString::from(line.to_vec())).collect()
}

fn planar(lines: &[&[(f64, f64)]]) -> Oracle {
    Oracle::new(&border(lines), Edges::Planar)
}

#[track_caller]
fn assert_close(found: f64, expected: f64, error: f64) {
    assert!((found - expected).abs() <= error, "{found} instead of {expected}");
}

/// The length of the meridian between two latitudes, by Simpson's rule on the radius of curvature.
fn meridian(from: f64, to: f64) -> f64 {
    let (a, f) = (6_378_137.0, 1.0 / 298.257_223_563);
    let e2: f64 = f * (2.0 - f);
    let radius = |lat: f64| {
        let sin = lat.to_radians().sin();
        a * (1.0 - e2) / (1.0 - e2 * sin * sin).powf(1.5)
    };
    let steps = 1000;
    let step = (to - from) / f64::from(steps);
    let sum: f64 = (0..=steps)
        .map(|i| {
            let weight = if i == 0 || i == steps { 1.0 } else { f64::from(2 + i % 2 * 2) };
            weight * radius(from + step * f64::from(i))
        })
        .sum();
    (sum * step.to_radians() / 3.0).abs()
}

#[test]
fn kennedy_to_heathrow() {
    // GeographicLib's documentation of Geodesic::Inverse; the border leads away from the Atlantic.
    let heathrow = planar(&[&[(-0.5, 51.6), (5.0, 51.0)]]);
    assert_close(heathrow.distance(-73.8, 40.6), 5_551_759.400, 0.000_6);
}

#[test]
fn quarter_meridian() {
    let quarter = 10_001_965.729; // NIMA TR8350.2, WGS 84 meridian quadrant
    assert_close(meridian(0.0, 90.0), quarter, 0.001);
    let equator = planar(&[&[(-10.0, 0.0), (10.0, 0.0)]]);
    assert_close(equator.distance(0.0, 90.0), quarter, 0.001);
    assert_close(equator.distance(0.0, -90.0), quarter, 0.001);
    let pole = planar(&[&[(50.0, 90.0), (50.0, 89.0)]]);
    assert_close(pole.distance(-130.0, 0.0), quarter, 0.001);
}

#[test]
fn parallel_by_symmetry() {
    // 2,700 km along a parallel: the foot is straight north or south, far from any vertex.
    let parallel = planar(&[&[(20.0, 37.0), (50.0, 37.0)]]);
    for lat in [36.0, 36.999, 37.0, 37.001, 38.0, 40.0] {
        assert_close(parallel.distance(35.0, lat), meridian(lat, 37.0), 5e-7);
        assert_close(parallel.distance(21.234_567, lat), meridian(lat, 37.0), 5e-7);
    }
    // The geodesic between the same ends runs 80 km farther north in the middle.
    let geodesic = Oracle::new(&border(&[&[(20.0, 37.0), (50.0, 37.0)]]), Edges::Geodesic);
    let middle =
        Geodesic.point_at_ratio_between(Point::new(20.0, 37.0), Point::new(50.0, 37.0), 0.5);
    assert_close(geodesic.distance(35.0, 40.0), meridian(middle.y(), 40.0), 5e-7);
}

#[test]
fn poles() {
    let ends = [(0.0, 80.0), (180.0, 80.0)];
    let parallel = planar(&[&ends]);
    assert_close(parallel.distance(0.0, 90.0), meridian(80.0, 90.0), 5e-7);
    assert_close(parallel.distance(90.0, 80.0), 0.0, 5e-7);
    assert_close(parallel.distance(90.0, -90.0), meridian(-90.0, 80.0), 5e-7);
    // Far away the bend of the edge counts for more than the distance.
    assert_close(parallel.distance(33.345_6, 20.0), meridian(20.0, 80.0), 5e-7);
    let across = Oracle::new(&border(&[&ends]), Edges::Geodesic);
    assert_close(across.distance(90.0, 85.0), meridian(85.0, 90.0), 5e-7);
    assert_close(across.distance(-90.0, 90.0), 0.0, 5e-7);
}

#[test]
fn antimeridian() {
    let line = planar(&[&[(179.0, 10.0), (180.0, 10.0)], &[(-180.0, 10.0), (-179.0, 10.0)]]);
    for lon in [179.9, 180.0, -180.0, -179.9] {
        assert_close(line.distance(lon, 10.1), meridian(10.0, 10.1), 5e-7);
    }
    let one_side = planar(&[&[(179.0, 10.0), (180.0, 10.0)]]);
    let expected = Geodesic.distance(Point::new(-179.9, 10.0), Point::new(180.0, 10.0));
    assert_close(one_side.distance(-179.9, 10.0), expected, 5e-7);
}

#[test]
fn geodesic_foot_at_a_right_angle() {
    // From a step off a geodesic at a right angle, the way back is the way gone.
    let (start, end) = (Point::new(36.0, 36.5), Point::new(42.0, 37.2));
    let oracle = Oracle::new(&MultiLineString::new(vec![vec![start, end].into()]), Edges::Geodesic);
    let foot = Geodesic.point_at_ratio_between(start, end, 0.37);
    let bearing = geo::Bearing::bearing(&Geodesic, foot, end);
    for d in [0.001, 1.0, 5_000.0, 28_000.0, 300_000.0] {
        for side in [-90.0, 90.0] {
            let p = Geodesic.destination(foot, bearing + side, d);
            assert_close(oracle.distance(p.x(), p.y()), d, 5e-7);
        }
    }
}

#[test]
fn nearer_of_two_lines() {
    // The sphere of the bounds has the northern line farther, the ellipsoid has it nearer.
    let (north, south) = (36.9, 35.099_85);
    let lines = planar(&[&[(37.0, north), (39.0, north)], &[(37.0, south), (39.0, south)]]);
    assert!(meridian(36.0, north) < meridian(south, 36.0) - 1.0);
    assert_close(lines.distance(38.0, 36.0), meridian(36.0, north), 5e-7);
    let chord = |lat| sphere::chord(&sphere::place(38.0, 36.0), &sphere::place(38.0, lat));
    assert!(chord(north) > chord(south));
}

#[test]
fn empty_border_is_infinitely_far() {
    assert_eq!(planar(&[]).distance(38.0, 36.0), f64::INFINITY);
    assert_eq!(planar(&[]).within(38.0, 36.0, 1e9, 1.0), Some(false));
}

/// A line of random steps of about `step` degrees of latitude.
fn random_line(random: &mut Random, start: (f64, f64), step: f64, count: usize) -> LineString<f64> {
    let (mut x, mut y) = start;
    let mut points = vec![start];
    for _ in 0..count {
        let stretch = 1.0 / y.to_radians().cos();
        x = (x + stretch * random.between(-step, step)).clamp(-180.0, 180.0);
        y = (y + random.between(-step, step)).clamp(-89.9, 89.9);
        points.push((x, y));
    }
    points.into()
}

/// The smallest distance to samples of every edge, and the largest distance between samples.
fn sampled(lines: &MultiLineString<f64>, edges: Edges, p: Point<f64>, count: u32) -> (f64, f64) {
    let (mut best, mut apart) = (f64::INFINITY, 0.0_f64);
    for edge in lines.iter().flat_map(LineString::lines) {
        let (a, b) = (edge.start_point(), edge.end_point());
        let mut last = a;
        for i in 0..=count {
            let t = f64::from(i) / f64::from(count);
            let q = match edges {
                Edges::Planar => a + (b - a) * t,
                Edges::Geodesic => Geodesic.point_at_ratio_between(a, b, t),
            };
            best = best.min(Geodesic.distance(p, q));
            apart = apart.max(Geodesic.distance(last, q));
            last = q;
        }
    }
    (best, apart)
}

#[test]
fn agrees_with_dense_sampling() {
    let mut random = Random::new(1);
    let places = [(38.0, 36.8), (0.0, 0.0), (179.95, -60.0), (-120.0, 85.0), (10.0, 89.0)];
    for (place, edges) in
        places.iter().flat_map(|place| [(place, Edges::Planar), (place, Edges::Geodesic)])
    {
        // 6 edges of about 1 km with samples every 2 m or less, and 4 of about 500 km.
        for (step, count, samples, spread) in [(0.01, 6, 1000, 0.1), (5.0, 4, 5_000, 5.0)] {
            let line = random_line(&mut random, *place, step, count);
            let lines = MultiLineString::new(vec![line]);
            let oracle = Oracle::new(&lines, edges);
            for _ in 0..6 {
                let lon = place.0 + spread * random.between(-1.0, 1.0);
                let lat = (place.1 + spread * random.between(-1.0, 1.0)).clamp(-90.0, 90.0);
                let (most, apart) = sampled(&lines, edges, Point::new(lon, lat), samples);
                let s = oracle.distance(lon, lat);
                // Between two samples the distance sags by at most apart²/8 times 1/s + curvature.
                let sag = (0.5 * apart).min(apart * apart / 8.0 * (1.0 / s + 2e-5));
                let about = format!("{edges:?} from ({lon}, {lat}) to {:?}", lines.0);
                assert!(s <= most + 1e-6, "{s} above {most}, {about}");
                assert!(s >= most - sag - 1e-6, "{s} below {most} - {sag}, {about}");
            }
        }
    }
}

#[test]
fn bounds_hold_and_decide_as_distances_do() {
    let mut random = Random::new(2);
    for (place, spread) in [((38.0, 36.8), 1.0), ((-179.5, -70.0), 5.0), ((0.0, 88.0), 60.0)] {
        let line = random_line(&mut random, place, 0.02, 400);
        let oracle = Oracle::new(&MultiLineString::new(vec![line]), Edges::Planar);
        for _ in 0..1000 {
            let lon = place.0 + spread * random.between(-1.0, 1.0);
            let lat = (place.1 + spread * random.between(-1.0, 1.0)).clamp(-90.0, 90.0);
            let s = oracle.distance(lon, lat);
            let reach = oracle.reach(lon, lat, 0.0);
            assert!(reach.lower <= s && s <= reach.upper, "{s} at ({lon}, {lat})");
            for gap in [-100.0, -0.1, 0.1, 100.0] {
                assert_eq!(oracle.within(lon, lat, s + gap, 0.01), Some(gap > 0.0));
            }
            assert_eq!(oracle.within(lon, lat, s + 0.009, 0.01), None);
            assert_eq!(oracle.between(lon, lat, s - 1.0, s + 1.0, 0.5), Some(true));
        }
    }
}

#[test]
fn scales_enclose_geodesics() {
    let mut random = Random::new(3);
    for _ in 0..20_000 {
        let [a, b] = [(); 2].map(|()| (random.between(-180.0, 180.0), random.between(-90.0, 90.0)));
        let s = Geodesic.distance(Point::from(a), Point::from(b));
        let arc = sphere::arc(sphere::chord(&sphere::place(a.0, a.1), &sphere::place(b.0, b.1)));
        let (least, most) = sphere::scales(a.1, s);
        assert!(sphere::LEAST_SCALE < least && most <= sphere::EQUATOR);
        assert!(least * arc <= s + 1e-6 && s <= most * arc + 1e-6, "{a:?} {b:?}");
    }
}

/// The strip between the equator and a latitude, from 1° W to 1° E: a zone of the equator's.
fn strip(lat: f64) -> Polygon<f64> {
    let north = (-10..=10).rev().map(|i| Coord { x: f64::from(i) / 10.0, y: lat });
    let south = [Coord { x: -1.0, y: 0.0 }, Coord { x: 1.0, y: 0.0 }];
    Polygon::new(LineString(north.chain(south).collect()), vec![])
}

#[test]
fn rings_are_measured() {
    let equator = planar(&[&[(-5.0, 0.0), (5.0, 0.0)]]);
    let limits = [33_000.0, meridian(0.0, 0.1), 50_000.0];
    let frame = |lon: f64, lat: f64| lon.abs() == 1.0 || lat == 0.0;
    let mut zone = MultiPolygon(vec![strip(0.1)]);
    let report = equator.check_rings(&zone, &limits, frame, 9);
    assert_eq!((report.vertices.count, report.edges.count, report.exempt), (19, 180, 4 + 27));
    assert!(report.worst() < 1e-6, "{report:?}");

    // One vertex too far north by 1e-5 degrees, 1.1 m.
    let bad = Coord { x: 0.0, y: 0.100_01 };
    zone.0[0].exterior_mut(|ring| ring.0[10] = bad);
    let report = equator.check_rings(&zone, &limits, frame, 9);
    assert_close(report.vertices.max, meridian(0.1, 0.100_01), 1e-6);
    assert_close(report.edges.max, 0.9 * meridian(0.1, 0.100_01), 1e-6);
    assert_eq!(report.vertices.worst_at, Some(bad));
    assert!(report.vertices.min > -1e-6 && report.edges.min > -1e-6, "{report:?}");

    // Ends on the frame do not excuse what lies between.
    let chord = Polygon::new(LineString::from(vec![(-1.0, 0.1), (1.0, 0.0), (1.0, 0.1)]), vec![]);
    let report = equator.check_rings(&MultiPolygon(vec![chord]), &limits, frame, 9);
    assert_eq!((report.vertices.count, report.edges.count), (0, 18));
    assert!(report.edges.min < -9_900.0, "{report:?}");
}

#[test]
fn points_on_the_wrong_side_are_found() {
    let equator = planar(&[&[(-5.0, 0.0), (5.0, 0.0)]]);
    let territory = Territory::new(&strip(1.0));
    let definition = Definition {
        inner: 0.0,
        outer: meridian(0.0, 0.1),
        tolerance: 1.0,
        territory: Some(&territory),
        stretch: None,
        body: None,
    };
    let area = Rect::new((-1.1, -0.1), (1.1, 0.2));
    let mut points = sample::uniform(area, 20_000, 4);
    let right = MultiPolygon(vec![strip(0.1)]);
    points.extend(sample::near_rings(&right, 50.0, 20_000, 5));
    let report = equator.check_points(&right, &definition, &points);
    assert_eq!(report.wrong, 0, "{report:?}");
    assert!(report.too_near > 0 && report.judged > 39_000, "{report:?}");

    let hole = LineString::from(vec![(0.0, 0.03), (0.1, 0.03), (0.1, 0.06)]);
    let holed = Polygon::new(right.0[0].exterior().clone(), vec![hole]);
    let report = equator.check_points(&MultiPolygon(vec![holed]), &definition, &points);
    assert!(report.wrong > 20 && !report.first[0].held, "{report:?}");

    let band = Definition { inner: meridian(0.0, 0.05), ..definition };
    let report = equator.check_points(&right, &band, &points);
    assert!(report.wrong > 1000 && report.first[0].held, "{report:?}");

    // The same without sampling: nothing to find, then a hole of 30 m that points hardly hit.
    let cells = equator.check_everywhere(&right, &definition, area, 100.0);
    assert!(cells.wrong == 0 && cells.cells > 10_000, "{cells:?}");
    let hole = LineString::from(vec![(0.0, 0.03), (0.000_3, 0.03), (0.000_3, 0.030_3)]);
    let holed = Polygon::new(right.0[0].exterior().clone(), vec![hole]);
    let part = Rect::new((-0.02, 0.01), (0.02, 0.09));
    let cells = equator.check_everywhere(&MultiPolygon(vec![holed]), &definition, part, 1.0);
    assert!(cells.wrong > 0 && cells.first[0].at.x.abs() < 0.000_3, "{cells:?}");
    let cells = equator.check_everywhere(&MultiPolygon(vec![]), &definition, area, 1000.0);
    assert!(cells.wrong > 0 && !cells.first[0].held, "{cells:?}");

    // 3 m too shallow: seen only by the points near the ring.
    let shallow = MultiPolygon(vec![strip(0.1 - 3.0 / 110_574.0)]);
    assert!(equator.check_points(&shallow, &definition, &points).wrong > 100);
}

#[test]
fn parallel_work_keeps_its_order() {
    let items: Vec<usize> = (0..10_000).collect();
    assert_eq!(par_map(&items, |i| i * 2), items.iter().map(|i| i * 2).collect::<Vec<_>>());
    assert!(par_map(&[], |i: &usize| *i).is_empty());
}

#[test]
fn membership_is_even_odd() {
    let ring = |points: &[(f64, f64)]| LineString::from(points.to_vec());
    let outer = ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]);
    let hole = ring(&[(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)]);
    let island = ring(&[(1.5, 1.5), (2.5, 1.5), (2.0, 2.5)]);
    let polygons =
        MultiPolygon(vec![Polygon::new(outer, vec![hole]), Polygon::new(island, vec![])]);
    let membership = Membership::new(&polygons);
    let at = |x, y| membership.contains(x, y);
    assert!(at(0.5, 0.5) && at(0.5, 2.0) && at(2.0, 2.0) && at(3.5, 3.999));
    assert!(!at(1.2, 2.0) && !at(5.0, 2.0) && !at(-1.0, 2.0) && !at(2.0, 4.5) && !at(2.0, -0.5));
    assert!(!Membership::new(&MultiPolygon(vec![])).contains(0.0, 0.0));
}

#[test]
fn membership_agrees_with_geo() {
    let mut random = Random::new(6);
    let star = |i: i32, random: &mut Random| {
        let angle = f64::from(i) * std::f64::consts::TAU / 500.0;
        let radius = random.between(0.5, 1.0);
        (38.0 + radius * angle.cos(), 36.0 + radius * angle.sin())
    };
    let ring: Vec<_> = (0..500).map(|i| star(i, &mut random)).collect();
    let polygons = MultiPolygon(vec![Polygon::new(ring.into(), vec![])]);
    let membership = Membership::new(&polygons);
    for p in sample::uniform(Rect::new((36.9, 34.9), (39.1, 37.1)), 5_000, 7) {
        assert_eq!(membership.contains(p.x, p.y), geo::Contains::contains(&polygons, &p), "{p:?}");
    }
}
