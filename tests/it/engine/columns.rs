//! Columns of longitudes and latitudes: the answers are those for one point at a time, and the bounds of a
//! plan hold every point of its bands.

use geo::CoordsIter;
use geo_types::{Coord, LineString, Rect};
use safe_zone::dataset::{self, turkey_syria_border};
use safe_zone::points::{Columns, NO_POSITION};
use safe_zone::{Border, Edges, ErrorKind, Locator, Plan, Position, buffer};

use super::locator::embedded;
use crate::support::judge::{length, tolerance};
use crate::support::oracle::sample::Random;

const ROWS: usize = 20_000;

/// Points around the embedded border and, one row in ten, numbers that are no position.
fn rows() -> (Vec<f64>, Vec<f64>) {
    let mut random = Random::new(19);
    let bad = [(f64::NAN, 37.0), (40.0, f64::INFINITY), (-180.001, 37.0), (40.0, 90.001)];
    (0..ROWS)
        .map(|row| match row % 10 {
            0 => bad[row / 10 % bad.len()],
            _ => (random.between(35.5, 42.5), random.between(36.0, 37.5)),
        })
        .unzip()
}

#[test]
fn answers_are_those_for_one_point_at_a_time() {
    let plans = embedded();
    let locator = Locator::new(turkey_syria_border(), &plans).unwrap();
    let (lon, lat) = rows();
    let points = Columns::new(&lon, &lat).unwrap();
    let positions: Vec<Option<Position>> =
        lon.iter().zip(&lat).map(|(&lon, &lat)| Position::new(lon, lat).ok()).collect();
    for plan in 0..plans.len() {
        let mut numbers = vec![77; ROWS];
        locator.band_numbers(plan, points, &mut numbers).unwrap();
        for (number, position) in numbers.iter().zip(&positions) {
            let one = position.map(|at| locator.locate(at).standing(plan).unwrap().band());
            let expected = one.map_or(NO_POSITION, |band| band.map_or(0, |band| band as i8 + 1));
            assert_eq!(*number, expected);
        }
    }
    let (mut distances, mut chainages) = (vec![0.0; ROWS], vec![0.0; ROWS]);
    let mut sides = vec![None; ROWS];
    locator.column_distances(points, &mut distances).unwrap();
    locator.column_chainages(points, &mut chainages).unwrap();
    locator.column_sides(points, &mut sides).unwrap();
    for (row, position) in positions.iter().enumerate() {
        let Some(at) = *position else {
            assert!(distances[row].is_nan() && chainages[row].is_nan() && sides[row].is_none());
            continue;
        };
        let one = locator.offset(at);
        assert_eq!(distances[row], locator.distance(at).metres());
        assert_eq!((chainages[row], sides[row]), (one.chainage().metres(), one.side()));
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let plan = dataset::plan(dataset::us_2019()).unwrap();
    let locator = Locator::new(plan.border(), &[plan]).unwrap();
    let kind = |error: safe_zone::Error| error.kind().clone();
    let uneven = Columns::new(&[1.0, 2.0], &[3.0]).map(|_| ()).map_err(kind);
    assert!(matches!(uneven, Err(ErrorKind::OtherLength { rows: 2, given: 1, .. })), "{uneven:?}");
    let points = Columns::new(&[1.0, 2.0], &[3.0, 4.0]).unwrap();
    let short = locator.column_distances(points, &mut [0.0]).map_err(kind);
    assert!(matches!(short, Err(ErrorKind::OtherLength { rows: 2, given: 1, .. })), "{short:?}");
    let absent = locator.band_numbers(1, points, &mut [0; 2]).map_err(kind);
    assert!(matches!(absent, Err(ErrorKind::NoSuchPlan { plan: 1, plans: 1, .. })), "{absent:?}");
    assert!(locator.bounds(1).is_err());

    let border = line(&[(0.0, 0.0), (1.0, 0.0)], Edges::Planar);
    let depths: Vec<_> = (1..=128).map(|band| length(100.0 * f64::from(band))).collect();
    for (count, fits) in [(127, true), (128, false)] {
        let plan = Plan::of_depths("many", &border, &depths[..count], None).unwrap();
        let locator = Locator::new(&border, &[plan]).unwrap();
        let mut numbers = [0];
        // 12,650 m away: 0.1144 degrees of 110,575 m.
        let points = Columns::new(&[0.5], &[0.114_402]).unwrap();
        assert_eq!(locator.band_numbers(0, points, &mut numbers).is_ok(), fits);
        assert_eq!(numbers[0], if fits { 127 } else { 0 });
    }
}

fn line(points: &[(f64, f64)], edges: Edges) -> Border {
    Border::new(LineString::from(points.to_vec()), edges).expect("a border")
}

fn hold(bounds: &[Rect<f64>], p: Coord<f64>) -> bool {
    let holds = |rect: &Rect<f64>| {
        (rect.min().x..=rect.max().x).contains(&p.x) && (rect.min().y..=rect.max().y).contains(&p.y)
    };
    bounds.iter().any(holds)
}

/// The bounds hold the vertices of the whole zone, among them the outermost to each side, and are not much
/// larger: within a tenth of a degree and 2 % of their height, some lie at their south and at their north.
#[test]
fn bounds_hold_the_zone_and_little_more() {
    let mut random = Random::new(5);
    let mut borders = vec![
        (line(&[(0.0, 0.0), (10.0, 0.0)], Edges::Planar), 100e3),
        (line(&[(178.0, 60.0), (184.0, 61.0)], Edges::Planar), 50e3),
        (line(&[(-175.0, -10.0), (175.0, -12.0)], Edges::Geodesic), 300e3),
        (line(&[(20.0, 80.0), (120.0, 80.0)], Edges::Geodesic), 200e3),
        (line(&[(20.0, 80.0), (120.0, 80.0)], Edges::Geodesic), 500e3),
        (line(&[(-80.0, 88.0), (90.0, 89.0)], Edges::Planar), 150e3),
        (line(&[(0.0, -89.0), (30.0, -85.0)], Edges::Planar), 300e3),
    ];
    for _ in 0..12 {
        let (lon, lat) = (random.between(-180.0, 180.0), random.between(-80.0, 80.0));
        let mut point = || {
            let (east, north) = (random.between(-15.0, 15.0), random.between(-8.0, 8.0));
            ((lon + east + 540.0).rem_euclid(360.0) - 180.0, lat + north)
        };
        let points = [point(), point(), point()];
        borders.push((line(&points, Edges::Geodesic), random.between(1e3, 500e3)));
    }
    for (border, depth) in &borders {
        let plan = Plan::of_depths("zone", border, &[length(*depth)], None).unwrap();
        let bounds = Locator::new(border, &[plan]).unwrap().bounds(0).unwrap();
        let zone = buffer(border, &[length(*depth)], tolerance(1.0)).unwrap().remove(0);
        let vertices: Vec<Coord<f64>> = zone.coords_iter().collect();
        for p in &vertices {
            assert!(hold(&bounds, *p), "{p:?} is not in {bounds:?}, {depth} m");
        }
        let (south, north) = (bounds[0].min().y, bounds[0].max().y);
        let room = 0.1 + 0.02 * (north - south);
        assert!(vertices.iter().any(|p| p.y < south + room), "{bounds:?}, {depth} m");
        assert!(vertices.iter().any(|p| p.y > north - room), "{bounds:?}, {depth} m");
    }
}

/// On the equator a degree of the meridian is 110,574.4 m long, of the equator 111,319.5 m
/// (NIMA TR8350.2, table 3.1).
#[test]
fn bounds_of_a_line_on_the_equator() {
    let border = line(&[(179.0, 0.0), (181.0, 0.0)], Edges::Planar);
    let plan = Plan::of_depths("zone", &border, &[length(110_574.4)], None).unwrap();
    let bounds = Locator::new(&border, &[plan]).unwrap().bounds(0).unwrap();
    let [west, east] = bounds[..] else { panic!("{bounds:?}") };
    let corners = [west.min(), west.max(), east.min(), east.max()];
    let expected = [(-180.0, -1.0), (-178.0, 1.0), (178.0, -1.0), (180.0, 1.0)];
    for (corner, (x, y)) in corners.into_iter().zip(expected) {
        assert!((corner.x - x).abs() < 0.02 && (corner.y - y).abs() < 0.02, "{bounds:?}");
    }
}

/// A line around the Earth has no gap, however small the depth; and a geodesic passes the pole, 2.6 cm from it,
/// between two of the points from which the bounds are taken.
#[test]
fn bounds_hold_what_lies_between_the_points_of_a_border() {
    let around = line(&[(-180.0, 0.0), (0.0, 0.0), (180.0, 0.0)], Edges::Planar);
    let over = line(&[(0.0, 89.0), (180.0, 89.001)], Edges::Geodesic);
    let along = (0..=3_600_000).map(|i| Coord { x: f64::from(i) * 1e-4 - 180.0, y: 0.0 });
    let beside = (0..360).map(|i| Coord { x: f64::from(i) - 180.0, y: 89.99999 });
    let cases: [(&Border, Vec<Coord<f64>>); 2] =
        [(&around, along.collect()), (&over, beside.collect())];
    for (border, points) in cases {
        let plan = Plan::of_depths("zone", border, &[length(10.0)], None).unwrap();
        let locator = Locator::new(border, &[plan]).unwrap();
        let bounds = locator.bounds(0).unwrap();
        for p in points {
            let located = locator.locate(Position::try_from(p).unwrap());
            assert_eq!(located.standing(0).unwrap().band(), Some(0), "{p:?}");
            assert!(hold(&bounds, p), "{p:?} is not in {bounds:?}");
        }
    }
}

/// Every point of a band in the bounds. The territory east of the Euphrates (38.02 to 42.37 degrees) ends
/// them in the west and the east, and the depth of 14 km (0.126 degrees) south of the border's southernmost
/// point (35.806) in the south.
#[test]
fn bounds_of_the_embedded_plans() {
    let plans = embedded();
    let locator = Locator::new(turkey_syria_border(), &plans).unwrap();
    let bounds: Vec<_> = (0..plans.len()).map(|plan| locator.bounds(plan).unwrap()).collect();
    let mut random = Random::new(7);
    let mut held = 0;
    for _ in 0..100_000 {
        let p = Coord { x: random.between(34.0, 44.0), y: random.between(35.0, 38.5) };
        let located = locator.locate(Position::try_from(p).unwrap());
        for (plan, bounds) in bounds.iter().enumerate() {
            if located.standing(plan).unwrap().band().is_some() {
                held += 1;
                assert!(hold(bounds, p), "{p:?}, plan {plan}");
            }
        }
    }
    assert!(held > 10_000, "{held}");
    let us = plans.iter().position(|plan| plan.proposal().id() == "us-2019").unwrap();
    let [us] = bounds[us][..] else { panic!("{:?}", bounds[us]) };
    let expected = [38.02, 35.68, 42.37, 37.32];
    let sides = [us.min().x, us.min().y, us.max().x, us.max().y];
    assert!(sides.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.01), "{us:?}");
}
