//! Cells that a `Locator` decides as a whole, or on both sides of a strip along a limit, by brute
//! force: points beside limits, edges of territories and ends of sectors, from a millimetre to some
//! cells away, where a bound that does not hold would show.

use geo::{Bearing, Destination, Geodesic, Point};
use geo_types::{Coord, Line, LineString, MultiLineString};
use safe_zone::dataset::{self, turkey_syria_border};
use safe_zone::linear::Sector;
use safe_zone::{Border, Edges, Extent, Plan, Position, Route};

use super::locator::{around, bands, check, embedded};
use crate::support::judge::length;
use crate::support::oracle::sample::{Random, on_map};

/// A length between two, every order of magnitude as likely, on either side of nought.
fn off(random: &mut Random, least: f64, most: f64) -> f64 {
    let by = least * (most / least).powf(random.between(0.0, 1.0));
    if random.below(2) == 0 { by } else { -by }
}

/// Points at up to `most` metres from a limit, seen from their nearest border point.
fn beside_limit(
    border: &Border,
    limit: f64,
    most: f64,
    count: usize,
    seed: u64,
) -> Vec<Coord<f64>> {
    let (route, mut random) = (Route::new(border), Random::new(seed));
    let beside = |p: &Coord<f64>| {
        let foot = route.project(Position::new(p.x, p.y).unwrap()).station().position();
        let foot = Point::new(foot.lon(), foot.lat());
        let bearing = Geodesic.bearing(foot, Point::from(*p));
        let way = limit + off(&mut random, 1e-3, most.min(0.9 * limit));
        on_map(Geodesic.destination(foot, bearing, way).into())
    };
    around(border, limit, count, seed).iter().map(beside).collect()
}

/// Points at up to 500 m from some edges, straight in degrees.
fn beside_edges(edges: &[Line<f64>], count: usize, seed: u64) -> Vec<Coord<f64>> {
    let mut random = Random::new(seed);
    let beside = |_| {
        let edge = edges[random.below(edges.len())];
        let at = edge.start + edge.delta() * random.between(0.0, 1.0);
        let way = off(&mut random, 1e-3, 500.0);
        on_map(Geodesic.destination(at.into(), random.between(0.0, 360.0), way).into())
    };
    (0..count).map(beside).collect()
}

/// A line that wanders and crosses itself, its vertices `step` degrees apart or less.
fn scribble(start: (f64, f64), step: f64, vertices: usize, seed: u64) -> LineString<f64> {
    let (mut random, mut at) = (Random::new(seed), Coord::from(start));
    let next = |_| {
        let by = Coord { x: random.between(-step, step), y: random.between(-step, step) };
        at = Coord { x: (at.x + by.x).clamp(-180.0, 180.0), y: (at.y + by.y).clamp(-90.0, 90.0) };
        at
    };
    (0..vertices).map(next).collect()
}

#[test]
fn beside_the_limits_of_the_embedded_border() {
    let border = turkey_syria_border();
    let proposal = bands(&[5_000.0, 14_000.0, 28_000.0]);
    let plans = [Plan::in_extent(&proposal, border, None)];
    let points: Vec<_> = [5_000.0, 14_000.0, 28_000.0]
        .into_iter()
        .zip(30..)
        .flat_map(|(limit, seed)| beside_limit(border, limit, 300.0, 2_000, seed))
        .collect();
    assert!(check(border, &plans, &points) < 20);
}

/// Each border's limits go from a cell's size to most of the map.
#[test]
fn beside_the_limits_of_borders_that_cross_themselves() {
    let line = |points: &[(f64, f64)]| LineString::from(points.to_vec());
    let borders = [
        // So many vertices that cells list coarse limbs, jittered, in three lines of which two cross.
        (
            MultiLineString(vec![
                scribble((20.0, 50.0), 0.000_3, 12_000, 1),
                scribble((20.01, 50.0), 0.000_3, 12_000, 2),
                line(&[(19.9, 49.9), (20.1, 50.1)]),
            ]),
            vec![30.0, 700.0, 20_000.0],
        ),
        (MultiLineString(vec![scribble((-70.0, -33.0), 0.05, 400, 3)]), vec![2_000.0, 90_000.0]),
        // Both sides of the antimeridian, and a pole within reach.
        (
            MultiLineString(vec![
                scribble((179.8, 65.0), 0.03, 60, 4),
                line(&[(-179.6, 65.0), (-179.0, 65.3)]),
            ]),
            vec![3_000.0, 40_000.0],
        ),
        (MultiLineString(vec![scribble((40.0, 89.0), 0.3, 80, 5)]), vec![5_000.0, 200_000.0]),
        (MultiLineString(vec![scribble((0.0, -89.99), 0.01, 50, 6)]), vec![100.0, 3_000.0]),
        // A few metres.
        (MultiLineString(vec![line(&[(10.0, 0.0), (10.000_1, 0.000_05)])]), vec![2.0, 15.0]),
    ];
    for (seed, (lines, limits)) in (40..).zip(borders) {
        for edges in [Edges::Planar, Edges::Geodesic] {
            let border = Border::new(lines.clone(), edges).unwrap();
            let proposal = bands(&limits);
            let plans = [Plan::in_extent(&proposal, &border, None)];
            let mut points = around(&border, 1.5 * limits[limits.len() - 1], 150, seed);
            for &limit in &limits {
                points.extend(beside_limit(&border, limit, 0.05 * limit, 250, seed));
            }
            assert!(check(&border, &plans, &points) < points.len() / 50, "{seed} {edges:?}");
        }
    }
}

#[test]
fn beside_the_edges_of_territories_and_the_ends_of_sectors() {
    let (border, mut plans) = (turkey_syria_border(), embedded());
    let proposal = bands(&[4_000.0, 33_000.0]);
    let sectors = [(50.0, 200.0), (260.0, 261.0), (261.0, 640.0)]
        .map(|(from, to)| Sector::new(length(1e3 * from), length(1e3 * to)).unwrap());
    plans.push(Plan::in_extent(&proposal, border, Extent::default().along(sectors)));
    plans.push(Plan::in_extent(&proposal, border, Extent::from(dataset::syria())));
    let edges: Vec<Line<f64>> = plans
        .iter()
        .filter_map(|plan| plan.extent().territory())
        .flat_map(|territory| territory.polygons())
        .flat_map(|polygon| polygon.exterior().lines())
        .collect();
    let mut points = beside_edges(&edges, 2_000, 50);
    // Straight out from places around the ends, as far as the bands go.
    let (route, mut random) = (Route::new(border), Random::new(51));
    let sectors = plans.iter().filter_map(|plan| plan.extent().sectors()).flatten();
    let ends: Vec<f64> =
        sectors.flat_map(|sector| [sector.from().metres(), sector.to().metres()]).collect();
    let whole = route.length().metres();
    points.extend((0..2_000).map(|_| {
        let end = ends[random.below(ends.len())] + off(&mut random, 0.1, 2_000.0);
        let at: Coord<f64> = route.at(length(end.clamp(0.0, whole))).unwrap().position().into();
        let way = random.between(0.0, 34_000.0);
        on_map(Geodesic.destination(at.into(), random.between(0.0, 360.0), way).into())
    }));
    assert!(check(border, &plans, &points) < points.len() / 50);
}
