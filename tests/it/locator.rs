//! Where points stand by the locator: as the oracle measures them, as a census has them, at every limit.

use geo::{Bearing, Destination, Distance, Geodesic, Intersects, Point};
use geo_types::{Coord, MultiLineString, Polygon, Rect, line_string, polygon};
use safe_zone::{
    Border, Census, Edges, Error, Extent, Gazetteer, Length, Locator, Plan, Position, Proposal,
    Route, Sector, Settlement, Side, Standing, Territory, Tolerance, dataset,
};

use crate::oracle::sample::{Random, on_map, uniform};
use crate::oracle::{self, Oracle};

fn bands(limits: &[f64]) -> Proposal {
    let mut inner = 0.0;
    let bands: Vec<String> = limits
        .iter()
        .map(|outer| {
            let band = format!(r#"{{"inner":"{inner}m","outer":"{outer}m","depth":"exact"}}"#);
            inner = *outer;
            band
        })
        .collect();
    let text = format!(
        r##"{{"id":"plan","title":"A plan","proponent":"Somebody","source":"A test",
            "colour":"#0072b2","bands":[{}]}}"##,
        bands.join(",")
    );
    serde_json::from_str(&text).unwrap()
}

fn oracle_of(border: &Border) -> Oracle {
    let edges = match border.edges() {
        Edges::Planar => oracle::Edges::Planar,
        Edges::Geodesic => oracle::Edges::Geodesic,
    };
    Oracle::new(border.lines(), edges)
}

/// The band of a distance.
fn band(limits: &[f64], s: f64) -> Standing {
    limits.iter().position(|&limit| s <= limit).map_or(Standing::Outside, Standing::In)
}

/// Farther than this from a limit, metres, the oracle tells the sides apart: its error is 0.2 µm.
const TOLD_APART: f64 = 4e-7;

/// Asserts that a point stands where the oracle puts it; whether it was near a limit.
#[track_caller]
fn stands_as_measured(locator: &Locator, oracle: &Oracle, limits: &[f64], p: Coord<f64>) -> bool {
    let s = oracle.distance(p.x, p.y);
    let distance = locator.distance(p.x, p.y).unwrap().metres();
    assert!((distance - s).abs() < TOLD_APART, "{p:?}: {distance} m, measured {s}");
    let near = limits.iter().map(|limit| (s - limit).abs()).fold(f64::INFINITY, f64::min);
    if near > TOLD_APART {
        let found = locator.locate(p.x, p.y).unwrap().standing(0);
        assert_eq!(found, Some(band(limits, s)), "{p:?} at {s} m");
    }
    near < 1e-3
}

/// The point so far from the border beyond the place that is nearest to another.
fn at_distance(locator: &Locator, p: Coord<f64>, distance: f64) -> Option<Coord<f64>> {
    let from = Point::from(Coord::from(locator.nearest(p.x, p.y).unwrap().station().position()));
    let there = Geodesic.destination(from, Geodesic.bearing(from, p.into()), distance);
    (Geodesic.distance(from, p.into()) > 1.0).then(|| on_map(there.into()))
}

const LIMITS: [f64; 3] = [5_000.0, 14_000.0, 28_000.0];

#[test]
fn around_the_embedded_border_points_stand_as_measured() {
    let border = dataset::turkey_syria_border();
    let proposal = bands(&LIMITS);
    let locator = Locator::new(border, &[Plan::new(&proposal, border, None)]).unwrap();
    let oracle = oracle_of(border);
    let around = Rect::new(Coord { x: 35.5, y: 35.4 }, Coord { x: 42.6, y: 37.6 });
    for p in uniform(around, 3_000, 11) {
        stands_as_measured(&locator, &oracle, &LIMITS, p);
    }
    let mut near = 0;
    for (i, p) in uniform(around, 1_500, 12).into_iter().enumerate() {
        for off in [-1e-3, -1e-5, -1e-6, 1e-6, 1e-5, 1e-3, -0.3, 20.0] {
            if let Some(p) = at_distance(&locator, p, LIMITS[i % 3] + off) {
                near += usize::from(stands_as_measured(&locator, &oracle, &LIMITS, p));
            }
        }
    }
    assert!(near > 1_000, "only {near} points were near a limit");
    // On the border, and its own vertices.
    for (i, edge) in border.lines().0[0].lines().enumerate().step_by(53) {
        for p in [edge.start, (edge.start + edge.end) / 2.0] {
            stands_as_measured(&locator, &oracle, &LIMITS, p);
            let side = locator.nearest(p.x, p.y).unwrap().side();
            assert!(p != edge.start || side == Side::Both, "vertex {i}");
        }
    }
    for (x, y) in [(-141.0, -36.7), (0.0, 90.0), (0.0, -90.0), (180.0, 0.0), (-180.0, 10.0)] {
        let there = locator.distance(x, y).unwrap().metres();
        assert_eq!(locator.locate(x, y).unwrap().standing(0), Some(Standing::Outside));
        let projected = Route::new(border).project(Position::new(x, y).unwrap());
        assert!((there - projected.distance().metres()).abs() < 1.0, "({x}, {y}): {there}");
    }
}

/// Borders anywhere, and the box in which they are asked about.
fn borders() -> Vec<(&'static str, Border)> {
    let of = |lines: Vec<geo_types::LineString<f64>>, edges| {
        Border::new(MultiLineString(lines), edges).unwrap()
    };
    let c = |x: f64, y: f64| Coord { x, y };
    let ring = |n: usize, x: f64, y: f64, r: f64| -> geo_types::LineString<f64> {
        let at = |i: usize| std::f64::consts::TAU * (i % n) as f64 / n as f64;
        (0..=n).map(|i| c(x + r * at(i).cos(), y + r * at(i).sin())).collect()
    };
    let mut random = Random::new(5);
    let scribble = (0..60)
        .map(|_| c(10.0 + random.between(0.0, 0.4), 50.0 + random.between(0.0, 0.3)))
        .collect();
    vec![
        ("one edge", of(vec![line_string![(x: 38.0, y: 0.0), (x: 38.7, y: 0.2)]], Edges::Planar)),
        (
            "a corner",
            of(
                vec![line_string![(x: 7.0, y: 46.0), (x: 7.3, y: 46.4), (x: 7.35, y: 46.0)]],
                Edges::Planar,
            ),
        ),
        (
            "long edges",
            of(
                vec![line_string![(x: 20.0, y: 60.0), (x: 28.0, y: 61.0), (x: 29.0, y: 57.0)]],
                Edges::Planar,
            ),
        ),
        (
            "geodesics",
            of(
                vec![line_string![(x: 20.0, y: 60.0), (x: 28.0, y: 61.0), (x: 29.0, y: 57.0)]],
                Edges::Geodesic,
            ),
        ),
        (
            "antimeridian",
            of(
                vec![
                    line_string![(x: 179.6, y: -17.0), (x: 180.0, y: -16.8)],
                    line_string![(x: -180.0, y: -16.8), (x: -179.7, y: -16.9)],
                ],
                Edges::Planar,
            ),
        ),
        (
            "by the pole",
            of(
                vec![line_string![(x: -20.0, y: 89.9), (x: 100.0, y: 89.95), (x: 170.0, y: 89.8)]],
                Edges::Planar,
            ),
        ),
        (
            "over the pole",
            of(
                vec![line_string![(x: 10.0, y: -89.7), (x: 10.0, y: -90.0), (x: -160.0, y: -89.8)]],
                Edges::Planar,
            ),
        ),
        ("closed", of(vec![ring(40, 15.0, -30.0, 0.2)], Edges::Planar)),
        (
            "several",
            of(
                vec![
                    ring(12, -60.0, 3.0, 0.1),
                    line_string![(x: -59.7, y: 3.0), (x: -59.5, y: 3.3)],
                    line_string![(x: -60.3, y: 2.8), (x: -60.3, y: 3.2)],
                ],
                Edges::Planar,
            ),
        ),
        ("scribble", of(vec![scribble], Edges::Planar)),
        (
            "there and back",
            of(
                vec![line_string![(x: 1.0, y: 1.0), (x: 1.4, y: 1.1), (x: 1.0, y: 1.0)]],
                Edges::Planar,
            ),
        ),
    ]
}

/// Points around a border: in a box somewhat wider than it, near it, and some on its vertices.
fn points(border: &Border, count: usize) -> Vec<Coord<f64>> {
    let mut random = Random::new(77);
    let corners: Vec<Coord<f64>> = border.lines().iter().flat_map(|line| line.0.clone()).collect();
    let mut points: Vec<Coord<f64>> = corners.iter().copied().take(count / 10).collect();
    while points.len() < count {
        let at = random.between(0.0, corners.len() as f64) as usize;
        let reach = 40_000.0 * random.between(0.0, 1.0).powi(3);
        let bearing = random.between(0.0, 360.0);
        let p = Geodesic.destination(Point::from(corners[at]), bearing, reach);
        points.push(on_map(p.into()));
    }
    points
}

#[test]
fn around_any_border_points_stand_as_measured() {
    let limits = [3_000.0, 7_000.0, 12_000.0];
    let proposal = bands(&limits);
    for (name, border) in borders() {
        let locator = Locator::new(&border, &[Plan::new(&proposal, &border, None)]).unwrap();
        let oracle = oracle_of(&border);
        let mut near = 0;
        for (i, p) in points(&border, 400).into_iter().enumerate() {
            stands_as_measured(&locator, &oracle, &limits, p);
            for off in [-2e-6, 2e-6] {
                if let Some(p) = at_distance(&locator, p, limits[i % 3] + off) {
                    near += usize::from(stands_as_measured(&locator, &oracle, &limits, p));
                }
            }
        }
        assert!(near > 100, "{name}: only {near} points were near a limit");
    }
}

/// What a census says of points, where it is decided: it has neither grid nor lists.
fn census(plan: &Plan<'_>, points: &[Coord<f64>]) -> Vec<Standing> {
    let place = |p: &Coord<f64>| {
        Settlement::new("x", Vec::new(), Position::new(p.x, p.y).unwrap(), None).unwrap()
    };
    let places = Gazetteer::new(points.iter().map(place).collect());
    let tolerance = Tolerance::new(Tolerance::SMALLEST).unwrap();
    Census::take(plan, &places, tolerance).entries().map(|entry| entry.standing()).collect()
}

#[track_caller]
fn agrees(name: &str, locator: &Locator, plans: &[Plan<'_>], points: &[Coord<f64>]) {
    let mut decided = 0;
    for (index, plan) in plans.iter().enumerate() {
        for (p, expected) in points.iter().zip(census(plan, points)) {
            if matches!(expected, Standing::In(_) | Standing::Outside) {
                let found = locator.locate(p.x, p.y).unwrap().standing(index);
                assert_eq!(found, Some(expected), "{name}, plan {index}: {p:?}");
                decided += 1;
            }
        }
    }
    assert!(decided > points.len() * plans.len() / 2, "{name}: {decided} decided");
    let route = Route::new(plans[0].border());
    for p in points {
        let expected = route.project(Position::new(p.x, p.y).unwrap());
        assert_eq!(locator.nearest(p.x, p.y).unwrap(), expected, "{name}: {p:?}");
    }
}

#[test]
fn sectors_and_sides_are_those_of_a_census() {
    let (narrow, wide) = (bands(&[2_000.0, 9_000.0]), bands(&[12_000.0]));
    for (name, border) in borders() {
        let length = Route::new(&border).length().metres();
        let at = |share: f64| Length::from_metres(share * length).unwrap();
        let sector = |from, to| Sector::new(at(from), at(to)).unwrap();
        let extents = [
            Extent::default().on(Side::Left),
            Extent::default().on(Side::Right),
            Extent::default().along([sector(0.0, 1.0)]),
            Extent::default().along([sector(0.2, 0.5), sector(0.5, 0.7), sector(0.9, 1.0)]),
            Extent::default().along([sector(0.3, 0.8)]).on(Side::Right),
        ];
        let plans: Vec<Plan<'_>> = [&narrow, &wide]
            .into_iter()
            .flat_map(|it| extents.iter().map(|extent| Plan::new(it, &border, extent.clone())))
            .collect();
        let locator = Locator::new(&border, &plans).unwrap();
        agrees(name, &locator, &plans, &points(&border, 1_500));
    }
}

#[test]
fn the_embedded_plans_are_those_of_a_census() {
    let border = dataset::turkey_syria_border();
    let plans: Vec<Plan<'_>> =
        dataset::proposals().iter().filter_map(|it| dataset::plan(it).ok()).collect();
    assert_eq!(plans.len(), 7);
    let locator = Locator::new(border, &plans).unwrap();
    let around = Rect::new(Coord { x: 35.5, y: 35.4 }, Coord { x: 42.6, y: 37.6 });
    let mut all = uniform(around, 3_000, 21);
    // Straight across from where sectors end, on both sides of it.
    let route = Route::new(border);
    for sector in plans.iter().filter_map(|plan| plan.extent().sectors()).flatten() {
        for chainage in [sector.from(), sector.to()] {
            let end = route.at(chainage).unwrap();
            let from = Point::from(Coord::from(end.position()));
            for i in 0..40 {
                let turn = if i % 2 == 0 { 90.0 } else { -90.0 };
                let bearing = end.azimuth() + turn + 1e-3 * f64::from(i - 20);
                all.push(Geodesic.destination(from, bearing, 700.0 * f64::from(i)).into());
            }
        }
    }
    agrees("embedded", &locator, &plans, &all);
    agrees(
        "places",
        &locator,
        &plans,
        &dataset::places().iter().map(|it| it.position().into()).collect::<Vec<_>>(),
    );
}

#[test]
fn a_territory_has_its_own_edge() {
    let territory = dataset::northeast_syria();
    let plans = [dataset::plan(dataset::turkey_2019()).unwrap()];
    let locator = Locator::new(dataset::turkey_syria_border(), &plans).unwrap();
    let mut random = Random::new(3);
    let mut asked = 0;
    for edge in territory.polygon().exterior().lines().step_by(7) {
        let middle = edge.start + (edge.end - edge.start) * 0.5;
        let around = [1e-9, 1e-6, 1e-3].map(|reach| {
            middle + Coord { x: random.between(-reach, reach), y: random.between(-reach, reach) }
        });
        for p in [edge.start, middle].into_iter().chain(around) {
            if locator.distance(p.x, p.y).unwrap().km() < 27.9 {
                let inside = territory.polygon().intersects(&Point::from(p));
                let expected = if inside { Standing::In(0) } else { Standing::Outside };
                assert_eq!(locator.locate(p.x, p.y).unwrap().standing(0), Some(expected), "{p:?}");
                asked += 1;
            }
        }
        assert!(territory.polygon().intersects(&Point::from(edge.start)));
    }
    assert!(asked > 5_000, "{asked}");
}

#[test]
fn a_hole_and_a_cape_of_a_territory_count() {
    let border =
        Border::new(line_string![(x: 10.0, y: 45.0), (x: 11.0, y: 45.0)], Edges::Planar).unwrap();
    let shape: Polygon<f64> = polygon!(
        exterior: [(x: 10.0, y: 45.0), (x: 10.0, y: 44.5), (x: 10.5, y: 44.95), (x: 11.0, y: 44.5), (x: 11.0, y: 45.0)],
        interiors: [[(x: 10.2, y: 44.95), (x: 10.22, y: 44.95), (x: 10.22, y: 44.97), (x: 10.2, y: 44.97)]],
    );
    let territory = Territory::new("cape", shape.clone()).unwrap();
    let proposal = bands(&[3_000.0, 20_000.0]);
    let plans = [Plan::new(&proposal, &border, &territory)];
    let locator = Locator::new(&border, &plans).unwrap();
    let area = Rect::new(Coord { x: 9.8, y: 44.6 }, Coord { x: 11.2, y: 45.1 });
    agrees("cape", &locator, &plans, &uniform(area, 4_000, 9));
    for (p, expected) in [
        (Coord { x: 10.21, y: 44.96 }, Standing::Outside),
        (Coord { x: 10.2, y: 44.96 }, Standing::In(1)), // on the hole's edge
        (Coord { x: 10.5, y: 44.95 }, Standing::In(1)), // the cape's point
        (Coord { x: 10.5, y: 45.0 }, Standing::In(0)),
        (Coord { x: 10.5, y: 45.0 + 1e-12 }, Standing::Outside),
    ] {
        assert_eq!(locator.locate(p.x, p.y).unwrap().standing(0), Some(expected), "{p:?}");
    }
}

#[test]
fn what_an_uncertainty_leaves_open_is_said() {
    let border =
        Border::new(line_string![(x: 38.0, y: 0.0), (x: 40.0, y: 0.0)], Edges::Planar).unwrap();
    let shape =
        polygon![(x: 38.0, y: 0.0), (x: 38.0, y: -1.0), (x: 40.0, y: -1.0), (x: 40.0, y: 0.0)];
    let territory = Territory::new("south", shape).unwrap();
    let proposal = bands(&[5_000.0, 9_000.0]);
    let sector = Sector::new("50km".parse().unwrap(), "100km".parse().unwrap()).unwrap();
    let plans = [
        Plan::new(&proposal, &border, &territory),
        Plan::new(&proposal, &border, Extent::default().along([sector])),
        Plan::new(&proposal, &border, Extent::default().on(Side::Left)),
    ];
    let locator = Locator::new(&border, &plans).unwrap();
    use Standing::{AtEdge, AtEnd, AtLimit, In, Outside};
    // A degree of the equator is 111,319.49 m long, a minute of the meridian there 1,842.9 m.
    let (end, inside) = (38.0 + 50_000.0 / 111_319.49, 38.7);
    for (lon, lat, exact, open) in [
        (inside, -0.03, [In(0), In(0), Outside], [In(0), In(0), Outside]),
        (inside, -0.0451, [In(0), In(0), Outside], [AtLimit(0), AtLimit(0), Outside]),
        (inside, -0.0453, [In(1), In(1), Outside], [AtLimit(0), AtLimit(0), Outside]),
        (inside, -0.0815, [Outside, Outside, Outside], [AtLimit(1), AtLimit(1), Outside]),
        (inside, 0.0003, [Outside, In(0), In(0)], [AtEdge, In(0), AtEdge]),
        (inside, -0.0003, [In(0), In(0), Outside], [AtEdge, In(0), AtEdge]),
        (end - 1e-4, 0.01, [Outside, Outside, In(0)], [Outside, AtEnd, In(0)]),
        (end + 1e-4, -0.01, [In(0), In(0), Outside], [In(0), AtEnd, Outside]),
        (38.0002, -0.01, [In(0), Outside, Outside], [AtEdge, Outside, Outside]),
    ] {
        let standings = |found: safe_zone::Located<'_>| found.standings().collect::<Vec<_>>();
        assert_eq!(standings(locator.locate(lon, lat).unwrap()), exact, "({lon}, {lat})");
        let found = locator.locate_to_within(lon, lat, "60m".parse().unwrap()).unwrap();
        assert_eq!(standings(found), open, "({lon}, {lat}) to within 60 m");
        let found = locator.locate_to_within(lon, lat, Length::ZERO).unwrap();
        assert_eq!(found, locator.locate(lon, lat).unwrap());
    }
}

#[test]
fn what_is_refused_is_named() {
    let border = dataset::turkey_syria_border();
    let locator = Locator::new(border, &[]).unwrap();
    assert_eq!(locator.locate(38.0, 36.0).unwrap().standings().count(), 0);
    assert_eq!(locator.locate(38.0, 36.0).unwrap().standing(0), None);
    for (lon, lat) in [(f64::NAN, 36.0), (38.0, f64::INFINITY), (f64::NEG_INFINITY, f64::NAN)] {
        let not_finite =
            |error: Error| assert!(matches!(error, Error::NotFinite { .. }), "{error}");
        not_finite(locator.locate(lon, lat).unwrap_err());
        not_finite(locator.locate_to_within(lon, lat, Length::ZERO).unwrap_err());
        not_finite(locator.distance(lon, lat).unwrap_err());
        not_finite(locator.nearest(lon, lat).unwrap_err());
    }
    for (lon, lat) in [(180.1, 0.0), (0.0, -90.000_001), (1e300, 1e300)] {
        let error = locator.locate(lon, lat).unwrap_err();
        assert!(matches!(error, Error::OutOfRange { .. }), "{error}");
    }

    let refused = |border: &Border, plan: &Plan<'_>| {
        Locator::new(border, std::slice::from_ref(plan)).unwrap_err()
    };
    let other =
        Border::new(line_string![(x: 1.0, y: 1.0), (x: 2.0, y: 1.0)], Edges::Planar).unwrap();
    let proposal = bands(&[5_000.0]);
    let error = refused(&other, &Plan::new(&proposal, border, None));
    assert!(error.to_string().contains("plan plan is laid along another border"), "{error}");
    let deep = bands(&[500_001.0]);
    let error = refused(border, &Plan::new(&deep, border, None));
    assert!(matches!(error, Error::DistanceTooLarge { .. }), "{error}");
    let beyond = bands(&[95_000.0]);
    let error = refused(border, &Plan::new(&beyond, border, dataset::syria()));
    assert!(matches!(error, Error::BeyondTerritory { .. }), "{error}");
    let long = Sector::new(Length::ZERO, "2000km".parse().unwrap()).unwrap();
    let error = refused(border, &Plan::new(&proposal, border, Extent::default().along([long])));
    assert!(matches!(error, Error::BadSector { .. }), "{error}");
}

#[test]
fn batches_are_the_same_as_one_by_one() {
    fn shared<T: Send + Sync + 'static>(it: T) -> T {
        it
    }
    let border = dataset::turkey_syria_border();
    let plans = [dataset::us_2019(), dataset::turkey_2019()].map(|it| dataset::plan(it).unwrap());
    let locator = shared(Locator::new(border, &plans).unwrap());
    let around = Rect::new(Coord { x: 36.0, y: 35.6 }, Coord { x: 42.0, y: 37.2 });
    let mut points = uniform(around, 10_000, 4);
    points[17].x = f64::NAN;
    points[18].y = 91.0;
    let single: Vec<_> = points.iter().map(|p| locator.locate(p.x, p.y)).collect();
    let text = |all: &[Result<safe_zone::Located<'_>, Error>]| format!("{all:?}");
    let mut all = Vec::new();
    locator.locate_all(&points, &mut all);
    assert_eq!(text(&all), text(&single));
    let each: Vec<_> = locator.locate_each(points.iter().copied()).collect();
    assert_eq!(text(&each), text(&single));
    let mut distances = vec![Ok(Length::ZERO)];
    locator.distances(&points, &mut distances);
    assert_eq!(distances.len(), points.len());
    for (p, found) in points.iter().zip(&distances) {
        assert_eq!(format!("{found:?}"), format!("{:?}", locator.distance(p.x, p.y)));
    }
    assert!(matches!(all[17], Err(Error::NotFinite { .. })));
    assert!(matches!(distances[18], Err(Error::OutOfRange { .. })));
    #[cfg(feature = "rayon")]
    {
        locator.par_locate_all(&points, &mut all);
        assert_eq!(text(&all), text(&single));
        let before = format!("{distances:?}");
        locator.par_distances(&points, &mut distances);
        assert_eq!(format!("{distances:?}"), before);
    }
}
