//! Sides against brute force: the side of a border that a point is on is read off the nearest of
//! many points along it.

use geo::{Bearing, Distance, Geodesic, Point};
use geo_types::{Coord, LineString};
use safe_zone::{Border, Edges, Extent, Position, Route, Side, area_km2, bands};

use super::sectors::{HARBOUR, planar, spiral, spots};
use crate::support::judge::{length, tolerance};
use crate::support::oracle::membership::Membership;
use crate::support::oracle::{self, Oracle};

/// On which side of a line a point lies: of points every few metres along it the nearest one, and
/// the turn from the point before to the point after it. `None` where points on both sides are as
/// near.
fn side_of(dense: &[Point<f64>], p: Point<f64>, step: f64) -> Option<Side> {
    let scale = p.y().to_radians().cos();
    let rough = |q: &Point<f64>| ((q.x() - p.x()) * scale).hypot(q.y() - p.y());
    let least = dense.iter().map(rough).fold(f64::INFINITY, f64::min);
    let near = (0..dense.len()).filter(|&i| rough(&dense[i]) < 1.02 * least + 1e-3);
    let mut found: Vec<(f64, usize)> = near.map(|i| (Geodesic.distance(p, dense[i]), i)).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let side = |i: usize| {
        let turn = |from: Point<f64>, to: Point<f64>| {
            let forward = Geodesic.bearing(from, to);
            let way = (Geodesic.bearing(dense[i], p) - forward).rem_euclid(360.0);
            (way > 180.0, (way - 180.0).abs().min(way).min(360.0 - way))
        };
        let (before, after) = (i.saturating_sub(1), (i + 1).min(dense.len() - 1));
        turn(dense[before], dense[after])
    };
    let (best, first) = found[0];
    let (left, clear) = side(first);
    let doubtful = found.iter().any(|&(d, i)| d < best + step && side(i).0 != left);
    (!doubtful && clear > 1.0).then_some(if left { Side::Left } else { Side::Right })
}

#[test]
fn a_side_is_where_the_nearest_border_point_sees_it() {
    let spiral = spiral(60, 0.25);
    let sharp = vec![(10.0, 45.0), (10.3, 45.0), (10.05, 45.03), (10.3, 45.1)];
    let crossing = vec![(10.0, 45.0), (10.3, 45.0), (10.3, 45.15), (10.15, 45.15), (10.15, 44.9)];
    for points in [spiral, sharp, crossing, HARBOUR.to_vec()] {
        let border = planar(&points);
        let step = 5.0;
        let dense: Vec<Point<f64>> = border.lines().0[0]
            .lines()
            .flat_map(|edge| {
                let parts = (Geodesic.distance(edge.start_point(), edge.end_point()) / step).ceil();
                (0..parts as usize)
                    .map(move |i| Point::from(edge.start + edge.delta() * (i as f64 / parts)))
            })
            .collect();
        let depth = 6_000.0;
        let one = |side| {
            let extent = Extent::default().on(side);
            bands(&border, extent, &[length(depth)], tolerance(1.0)).unwrap().remove(0)
        };
        let (left, right, both) = (one(Side::Left), one(Side::Right), one(Side::Both));
        let sum = area_km2(&left) + area_km2(&right);
        assert!((sum / area_km2(&both) - 1.0).abs() < 1e-9, "{sum} km²");
        let oracle = Oracle::new(border.lines(), oracle::Edges::Planar);
        let (lefts, rights) = (Membership::new(&left), Membership::new(&right));
        let route = Route::new(&border);
        let mut asked = [0, 0];
        for p in spots(&border, 1.2 * depth, 1_500, 3) {
            let s = oracle.distance(p.x, p.y);
            if (s - depth).abs() < 1.0 || s < 2.0 * step {
                continue;
            }
            let Some(side) = side_of(&dense, p.into(), step) else { continue };
            asked[usize::from(side == Side::Left)] += 1;
            let is = (lefts.contains(p.x, p.y), rights.contains(p.x, p.y));
            assert_eq!(
                is,
                (s < depth && side == Side::Left, s < depth && side == Side::Right),
                "{p:?}"
            );
            let found = route.project(Position::new(p.x, p.y).unwrap());
            assert_eq!(found.side(), Some(side), "{p:?}");
            assert!((found.distance().metres() - s).abs() < 1e-6, "{p:?}: {found:?}, {s} m");
        }
        assert!(asked[0] > 100 && asked[1] > 100, "{asked:?}");
    }
}

/// The curve between left and right goes around a loop of the border, from one end of an edge to
/// the other: it is not that edge.
#[test]
fn a_curve_that_comes_back_to_the_edge_it_left() {
    let points = [
        (179.5, 50.04891473516771),
        (179.50081246816143, 50.04867421235869),
        (179.49948634026592, 50.049238134592954),
        (179.4750393533147, 50.06798458926692),
        (179.5, 50.04891473516771),
        (179.51262384621006, 50.0287873471257),
        (179.56858251423603, 50.073795270326016),
    ];
    let border = Border::new(LineString::from(points.to_vec()), Edges::Geodesic).unwrap();
    let right = Extent::default().on(Side::Right);
    let zone = bands(&border, right, &[length(4_345.36)], tolerance(7.2385)).unwrap().remove(0);
    assert!(Membership::new(&zone).contains(179.50287993393079, 50.0492803655921));
}

#[test]
fn a_line_that_doubles_back_has_two_sides() {
    for points in [[10.0, 10.5, 10.2], [10.5, 10.0, 10.3], [10.0, 10.5, 10.0], [10.5, 10.0, 10.5]] {
        for upright in [false, true] {
            let place = |x: f64| if upright { (10.0, x + 35.0) } else { (x, 45.0) };
            let border = planar(&points.map(place));
            let route = Route::new(&border);
            let one = |side| {
                let extent = Extent::default().on(side);
                bands(&border, extent, &[length(5_000.0)], tolerance(1.0)).unwrap().remove(0)
            };
            let [left, right, both] = [Side::Left, Side::Right, Side::Both].map(one);
            let sum = area_km2(&left) + area_km2(&right);
            assert!((sum / area_km2(&both) - 1.0).abs() < 1e-9, "{points:?}: {sum} km²");
            let [left, right] = [left, right].map(|zone| Membership::new(&zone));
            for p in spots(&border, 4_900.0, 200, 4) {
                let found = route.project(Position::new(p.x, p.y).unwrap());
                if found.distance().metres() < 2.0 {
                    continue;
                }
                let is = (left.contains(p.x, p.y), right.contains(p.x, p.y));
                let on = found.side();
                // Straight on beyond the ends the sides meet.
                let meets =
                    |q: &Coord<f64>| if upright { (q.x - 10.0).abs() } else { (q.y - 45.0).abs() };
                if meets(&p) > 1e-4 {
                    assert_eq!(
                        is,
                        (on == Some(Side::Left), on == Some(Side::Right)),
                        "{points:?} {p:?}"
                    );
                }
            }
        }
    }
}
