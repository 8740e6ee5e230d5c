//! The standings of points by a `Locator`, against brute force, closed forms and `Census`.
//!
//! Most standings are checked by `standings`, the oracle of the benchmark: Karney's geodesics to
//! all of the border. Where the answer follows from the case's geometry, on the equator, it is
//! written down instead.

use geo::{Bearing, Destination, Geodesic, Point};
use geo_types::{Coord, LineString, MultiLineString, coord, polygon};
use safe_zone::dataset::{self, turkey_syria_border};
use safe_zone::linear::Sector;
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::plan::{Census, Standing};
use safe_zone::{
    Border, Edges, ErrorKind, Extent, Locator, Plan, Position, Proposal, Route, Side, Territory,
    Tolerance,
};

use crate::support::judge::length;
use crate::support::oracle::sample::{Random, on_map, uniform};
use crate::support::standings::Judge;

/// An upper bound of the oracle's error and Karney's, metres.
const EXACT: f64 = 1e-6;

/// The error of a route's distances, metres: beside a joint the first of feet a millimetre apart
/// counts.
const PLACE: f64 = 2e-4;

/// The distance beyond which the border point taken is the nearest in a straight line through the
/// Earth, which need not be the nearest on its surface, metres: the distance is one to a border
/// point, but not always the smallest.
const FAR: f64 = 1e7;

/// Bands that end at these limits, metres.
pub(super) fn bands(limits: &[f64]) -> Proposal {
    let inner = [0.0].iter().chain(limits);
    let bands: Vec<String> = inner
        .zip(limits)
        .map(|(a, b)| format!(r#"{{ "inner": "{a}m", "outer": "{b}m", "depth": "exact" }}"#))
        .collect();
    let text = format!(
        r##"{{ "id": "a", "title": "A plan", "proponent": "Somebody", "source": "A test",
        "colour": "#0072b2", "bands": [{}] }}"##,
        bands.join(", ")
    );
    serde_json::from_str(&text).unwrap()
}

pub(super) fn embedded() -> Vec<Plan<'static>> {
    let along = |proposal: &&Proposal| proposal.line().is_none();
    let plan = |proposal| dataset::plan(proposal).unwrap();
    dataset::proposals().iter().filter(along).map(plan).collect()
}

fn position(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).expect("a position on Earth")
}

fn standing(locator: &Locator, lon: f64, lat: f64) -> Standing {
    locator.locate(position(lon, lat)).standing(0).unwrap()
}

/// Points at this distance from places of the border, in all directions.
pub(super) fn around(border: &Border, distance: f64, count: usize, seed: u64) -> Vec<Coord<f64>> {
    let edges: Vec<_> = border.lines().iter().flat_map(LineString::lines).collect();
    let mut random = Random::new(seed);
    let point = |_| {
        let edge = edges[random.between(0.0, edges.len() as f64) as usize];
        let from = edge.start + edge.delta() * random.between(0.0, 1.0);
        let way = random.between(0.0, distance);
        on_map(Geodesic.destination(from.into(), random.between(0.0, 360.0), way).into())
    };
    (0..count).map(point).collect()
}

/// The points moved along the direction from their nearest border point until they are just inside
/// and just outside a limit.
fn just_beside(border: &Border, limit: f64, points: &[Coord<f64>]) -> Vec<Coord<f64>> {
    const STEPS: [f64; 4] = [1e-6, 1e-5, 1e-4, 1e-3];
    let route = Route::new(border);
    let beside = |p: &Coord<f64>| {
        let foot = route.project(Position::new(p.x, p.y).unwrap()).station().position();
        let foot = Point::new(foot.lon(), foot.lat());
        let bearing = Geodesic.bearing(foot, Point::from(*p));
        let by = STEPS.into_iter().flat_map(|step| [-step, step]);
        by.map(move |by| on_map(Geodesic.destination(foot, bearing, limit + by).into()))
    };
    points.iter().flat_map(beside).collect()
}

/// Compares every point with the oracle, in every plan, and its distance. Returns the number of
/// answers too near a limit to decide.
#[track_caller]
pub(super) fn check(border: &Border, plans: &[Plan<'_>], points: &[Coord<f64>]) -> usize {
    let locator = Locator::new(border, plans).unwrap();
    let judge = Judge::new(plans);
    let mut open = 0;
    for &p in points {
        let s = judge.oracle.distance(p.x, p.y);
        let distance = locator.distance(position(p.x, p.y)).metres();
        let nearest = locator.nearest(position(p.x, p.y)).distance().metres();
        if s < FAR {
            assert!((distance - s).abs() < EXACT, "{p:?}: {distance} and not {s} m");
            assert!((nearest - s).abs() < PLACE, "{p:?}: {nearest} and not {s} m");
        } else {
            assert!(distance > s - EXACT && nearest > s - PLACE, "{p:?}: {distance}, {nearest}");
        }
        let found: Vec<Standing> = locator.locate(position(p.x, p.y)).standings().collect();
        assert_eq!(found.len(), plans.len());
        for (plan, expected) in judge.expected(p).enumerate() {
            match expected {
                Some(expected) => assert_eq!(found[plan], expected, "{p:?}, plan {plan}, {s} m"),
                None => open += 1,
            }
        }
    }
    open
}

#[test]
fn beside_the_limits_it_is_right_to_a_micrometre() {
    let border = turkey_syria_border();
    let proposal = bands(&[5_000.0, 14_000.0, 28_000.0]);
    let plans = [Plan::in_extent(&proposal, border, None)];
    let judge = Judge::new(&plans);
    let mut points = Vec::new();
    for (limit, seed) in [(5_000.0, 1), (14_000.0, 2), (28_000.0, 3)] {
        let beside = just_beside(border, limit, &around(border, limit, 100, seed));
        // The points are as near to the limit as they should be, on both sides of it.
        let off: Vec<f64> =
            beside.iter().map(|&p| judge.oracle.distance(p.x, p.y) - limit).collect();
        for sign in [-1.0, 1.0] {
            let close = off.iter().filter(|&&off| 0.5e-6 < sign * off && sign * off < 2e-6);
            assert!(close.count() > 10, "{limit} m");
        }
        points.extend(beside);
    }
    assert!(check(border, &plans, &points) < points.len() / 50);
}

#[test]
fn the_embedded_plans_hold_what_the_oracle_says() {
    let (border, plans) = (turkey_syria_border(), embedded());
    let mut points = around(border, 40_000.0, 3_000, 4);
    points.extend(uniform(geo_types::Rect::new((35.5, 35.4), (42.6, 37.6)), 1_000, 5));
    points.extend(uniform(geo_types::Rect::new((-180.0, -90.0), (180.0, 90.0)), 200, 6));
    assert!(check(border, &plans, &points) < 50);
}

#[test]
fn the_border_itself_is_in_the_innermost_band() {
    let border = turkey_syria_border();
    let (all, syria) = (bands(&[5_000.0, 14_000.0]), dataset::syria());
    let plans =
        [Plan::in_extent(&all, border, None), Plan::in_extent(&all, border, Extent::from(syria))];
    let locator = Locator::new(border, &plans).unwrap();
    for p in border.lines().0[0].coords() {
        // A vertex of the border is one of the territory's edge, which belongs to the territory.
        let found: Vec<Standing> = locator.locate(position(p.x, p.y)).standings().collect();
        assert_eq!(found, [Standing::In(0); 2], "{p:?}");
        // The promise of `Locator::distance`.
        assert!(locator.distance(position(p.x, p.y)).metres() < 1e-7, "{p:?}");
    }
}

/// A degree of the equator, 111.319490793 km long (WGS 84's semi-major axis times π/180): the
/// nearest border point of a point is straight below or above it.
fn equator() -> Border {
    Border::new(LineString::from(vec![(38.0, 0.0), (39.0, 0.0)]), Edges::Planar).unwrap()
}

#[test]
fn the_edge_of_a_territory_is_in_it_and_nothing_beyond() {
    let (border, proposal) = (equator(), bands(&[5_000.0]));
    let ring = polygon![(x: 37.0, y: 0.0), (x: 38.0, y: 0.0), (x: 39.0, y: 0.0), (x: 40.0, y: 0.0),
        (x: 40.0, y: 1.0), (x: 38.25, y: 1.0), (x: 38.25, y: 0.03125), (x: 37.0, y: 0.03125)];
    let territory = Territory::new("a", ring).unwrap();
    let plan = Plan::in_extent(&proposal, &border, Extent::from(&territory));
    let locator = Locator::new(&border, &[plan]).unwrap();
    let (inside, outside) = (Standing::In(0), Standing::Outside);
    for (lon, lat, expected) in [
        (38.25, 0.03125, inside), // a vertex
        (38.1, 0.03125, inside),  // edges along a parallel and a meridian
        (38.25, 0.04, inside),
        (38.1, 0.03125 + 1e-15, outside), // the next numbers beyond them, or nearly
        (38.1, 0.03125 - 1e-15, inside),
        (38.25 - 1e-14, 0.04, outside),
        (38.25 + 1e-14, 0.04, inside),
        (38.5, 0.0, inside), // the border
        (38.5, -1e-15, outside),
    ] {
        assert_eq!(standing(&locator, lon, lat), expected, "{lon} {lat}");
    }
}

#[test]
fn sectors_end_flat() {
    let (border, proposal) = (equator(), bands(&[5_000.0]));
    let at = |lon: f64| length((lon - 38.0) * 111_319.490_793);
    let sectors = [(38.0, 38.2), (38.5, 38.75)].map(|(a, b)| Sector::new(at(a), at(b)).unwrap());
    let plan = Plan::in_extent(&proposal, &border, Extent::default().along(sectors));
    let locator = Locator::new(&border, &[plan]).unwrap();
    // 1e-8 degrees are 1.1 mm. 0.045 degrees of latitude are 4.976 km, 0.0453 are 5.009 km.
    const STEP: f64 = 1e-8;
    for (lon, held) in [
        (38.0 - STEP, false), // beyond the border's end: no round cap
        (38.0 + STEP, true),
        (38.2 - STEP, true),
        (38.2 + STEP, false),
        (38.5 - STEP, false),
        (38.5 + STEP, true),
        (38.75 - STEP, true),
        (38.75 + STEP, false),
        (38.99, false),
        (39.01, false),
    ] {
        for lat in [-0.045, -0.01, -1e-6, 1e-6, 0.01, 0.045] {
            let expected = if held { Standing::In(0) } else { Standing::Outside };
            assert_eq!(standing(&locator, lon, lat), expected, "{lon} {lat}");
            assert_eq!(standing(&locator, lon, lat.signum() * 0.0453), Standing::Outside, "{lon}");
        }
    }
    // The whole border has round ends.
    let whole = Locator::new(&border, &[Plan::in_extent(&proposal, &border, None)]).unwrap();
    assert_eq!(standing(&whole, 37.99, 0.01), Standing::In(0));
    assert_eq!(standing(&whole, 37.96, 0.04), Standing::Outside);
}

#[test]
fn sides_are_told_apart_to_a_micrometre() {
    let (border, proposal) = (equator(), bands(&[5_000.0]));
    for (side, sign) in [(Side::Left, 1.0), (Side::Right, -1.0)] {
        let plan = Plan::in_extent(&proposal, &border, Extent::default().on(side));
        let locator = Locator::new(&border, &[plan]).unwrap();
        // 1e-11 degrees are 1.1 µm.
        for lat in [1e-11, 1e-8, 0.001, 0.045] {
            for lon in [38.000_1, 38.5, 38.999_9] {
                assert_eq!(standing(&locator, lon, sign * lat), Standing::In(0), "{lon} {lat}");
                assert_eq!(standing(&locator, lon, -sign * lat), Standing::Outside, "{lon} {lat}");
            }
        }
        assert_eq!(standing(&locator, 38.5, 0.0), Standing::In(0));
    }
}

#[test]
fn anywhere_on_earth() {
    let line = |points: &[(f64, f64)]| LineString::from(points.to_vec());
    let borders = [
        // Across the antimeridian, as one edge and as two lines.
        (vec![line(&[(179.0, 10.0), (-179.0, 11.0)])], Edges::Geodesic),
        (
            vec![line(&[(179.5, 10.0), (180.0, 10.5)]), line(&[(-180.0, 10.5), (-179.0, 11.0)])],
            Edges::Planar,
        ),
        // Over a pole, beside one, and from one.
        (vec![line(&[(0.0, 89.0), (180.0, 89.5), (20.0, 88.0)])], Edges::Geodesic),
        (vec![line(&[(10.0, -89.9), (100.0, -89.95)])], Edges::Planar),
        (vec![line(&[(-90.0, 90.0), (-90.0, 89.0)])], Edges::Geodesic),
        // Closed, and several lines of which two are the same.
        (vec![line(&[(5.0, 50.0), (5.5, 50.0), (5.3, 50.3), (5.0, 50.0)])], Edges::Planar),
        (
            vec![
                line(&[(0.0, 0.0), (0.1, 0.1)]),
                line(&[(0.0, 0.0), (0.1, 0.1)]),
                line(&[(0.4, 0.0), (0.4, -0.3), (0.2, 0.1)]),
            ],
            Edges::Planar,
        ),
        // Long edges, and a tiny one.
        (vec![line(&[(-60.0, 60.0), (-40.0, 60.0)])], Edges::Planar),
        (vec![line(&[(-60.0, 60.0), (-40.0, 60.0)])], Edges::Geodesic),
        (vec![line(&[(30.0, -45.0), (30.000_001, -45.0)])], Edges::Planar),
    ];
    let proposal = bands(&[1_000.0, 20_000.0]);
    for (seed, (lines, edges)) in (10..).zip(borders) {
        let border = Border::new(MultiLineString(lines), edges).unwrap();
        let start = border.lines().0[0].0[0];
        let mut points = around(&border, 25_000.0, 100, seed);
        points.extend(just_beside(&border, 1_000.0, &around(&border, 1_000.0, 10, seed)));
        points.extend(just_beside(&border, 20_000.0, &around(&border, 20_000.0, 10, seed)));
        points.extend(border.lines().iter().flat_map(|line| line.0.clone()));
        points.extend(
            [(0.0, 90.0), (0.0, -90.0), (180.0, start.y), (-180.0, start.y)].map(Coord::from),
        );
        points.push(on_map(coord! { x: start.x + 180.0, y: -start.y }));
        let plans = [Plan::in_extent(&proposal, &border, None)];
        assert!(check(&border, &plans, &points) < points.len() / 20, "{border:?}");
    }
}

#[test]
fn it_says_what_the_census_says() {
    let border = turkey_syria_border();
    let proposal = bands(&[5_000.0, 14_000.0, 28_000.0]);
    let mut plans = embedded();
    let sectors = [Sector::new(length(100_000.0), length(400_000.0)).unwrap()];
    plans.extend([
        Plan::in_extent(&proposal, border, Extent::default().on(Side::Left)),
        Plan::in_extent(&proposal, border, Extent::from(dataset::syria()).on(Side::Right)),
        Plan::in_extent(&proposal, border, Extent::default().along(sectors)),
    ]);
    let locator = Locator::new(border, &plans).unwrap();
    let mut points = around(border, 30_000.0, 500, 20);
    for limit in [5_000.0, 14_000.0, 28_000.0] {
        points.extend(just_beside(border, limit, &around(border, limit, 20, 21)));
    }
    points.extend(border.lines().0[0].0.iter().step_by(50));
    let place = |p: &Coord<f64>| {
        Settlement::new("Here", vec![], Position::new(p.x, p.y).unwrap(), None).unwrap()
    };
    let all: Vec<Settlement> =
        dataset::places().iter().cloned().chain(points.iter().map(place)).collect();
    let all = Gazetteer::new(all);
    for doubt in [length(0.001_5), length(1.0), length(500.0)] {
        let mut not_decided = 0;
        for (index, plan) in plans.iter().enumerate() {
            for entry in Census::take(plan, &all, Tolerance::new(doubt).unwrap()).unwrap().entries()
            {
                let at = entry.settlement().position();
                let found = locator.locate_to_within(at, doubt);
                let found = found.standing(index).unwrap();
                assert_eq!(found, entry.standing(), "{at}, plan {index}, {doubt}");
                not_decided += usize::from(!matches!(found, Standing::In(_) | Standing::Outside));
                let nearest = locator.nearest(at);
                assert_eq!(&nearest, entry.projection(), "{at}");
            }
        }
        assert!(not_decided > 50, "{doubt}: {not_decided}");
    }
}

/// A point is a `Position`, whatever it is made of: the questions about one have answers.
#[test]
fn positions_not_on_earth_are_refused_by_name() {
    for (lon, lat, named) in [
        (f64::NAN, 0.0, "NaN"),
        (38.0, f64::NAN, "NaN"),
        (f64::INFINITY, 0.0, "inf"),
        (38.0, f64::NEG_INFINITY, "-inf"),
        (181.0, 0.0, "181"),
        (38.0, 91.0, "91"),
        (38.0, -90.000_001, "-90.000001"),
    ] {
        for position in [
            Position::new(lon, lat),
            Position::try_from((lon, lat)),
            Position::try_from(coord! { x: lon, y: lat }),
            Position::try_from(Point::new(lon, lat)),
            format!("{lon},{lat}").parse(),
        ] {
            let error = position.expect_err("no position on Earth");
            assert!(error.to_string().contains(named), "{lon} {lat}: {error}");
        }
    }
}

#[test]
fn plans_along_another_border_are_refused() {
    let (border, proposal) = (equator(), bands(&[5_000.0]));
    let elsewhere = Plan::in_extent(&proposal, turkey_syria_border(), None);
    let error = Locator::new(&border, &[elsewhere]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::AnotherBorder { .. }), "{error}");
    assert!(error.to_string().contains("plan a "), "{error}");
}

/// A plan that does not exist has no answer, and not another plan's.
#[test]
fn answers_are_as_many_as_plans() {
    let (border, proposal) = (equator(), bands(&[5_000.0]));
    let locator = Locator::new(&border, &[Plan::in_extent(&proposal, &border, None)]).unwrap();
    let located = locator.locate(position(38.5, 0.01));
    assert_eq!((located.standing(0), located.standing(1)), (Some(Standing::In(0)), None));
    let none = Locator::new(&border, &[]).unwrap();
    assert_eq!(none.locate(position(38.5, 0.01)).standings().count(), 0);
    assert!((none.distance(position(38.5, 0.01)).metres() - 1_105.74).abs() < 0.01);
}

const _: () = {
    const fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Locator>();
};
