//! Offset curves against brute force: every point at the distance, on the side, and none missing.

use geo::{CoordsIter, Distance, Geodesic, Length as _, Point};
use geo_types::{Coord, Line, LineString, MultiLineString, line_string};
use safe_zone::dataset::turkey_syria_border;
use safe_zone::{
    Border, BufferOptions, Caps, Edges, Error, ErrorKind, GeodesicBuffer, Position, Side,
};

use crate::support::judge::{length, tolerance};
use crate::support::oracle::membership;
use crate::support::oracle::sample::Random;
use crate::support::oracle::{self, Oracle};
use crate::support::side_oracle::away;

/// Checks both curves of lines straight on the map.
fn check(lines: &MultiLineString<f64>, d: f64, allowed: f64) {
    let oracle = Oracle::new(lines, oracle::Edges::Planar);
    let border = Border::new(lines.clone(), Edges::Planar).expect("a border");
    let options = BufferOptions::default().tolerance(tolerance(allowed));
    for side in [Side::Left, Side::Right] {
        let curves = lines.offset_line(length(d), side, &options).expect("a curve");
        let mut met = 0.0;
        for edge in curves.iter().flat_map(LineString::lines) {
            for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
                let p = edge.start + edge.delta() * share;
                let s = oracle.distance(p.x, p.y);
                assert!((s - d).abs() <= allowed, "{d} m, {side:?}: {p:?} at {s} m");
            }
            met += Geodesic.length(&edge);
        }
        // The rest of the zone's edge runs along the border, or from it to the distance.
        let zone = lines.geodesic_buffer(length(d), &options.side(side).caps(Caps::Flat));
        let is_far = |p: Coord<f64>| oracle.distance(p.x, p.y) > d - 2.0 * allowed;
        let far = |edge: &Line<f64>| {
            is_far(edge.start) && is_far(edge.end) && is_far(edge.start + edge.delta() * 0.5)
        };
        let edges = membership::edges(&zone.expect("a zone")).filter(far).collect::<Vec<_>>();
        let whole: f64 = edges.iter().map(|edge| Geodesic.length(edge)).sum();
        assert!((met - whole).abs() < 1e-9 * whole + 4.0 * allowed, "{met} m of {whole} m");
        // The curves run as the lines do: to the right of a left curve lies the border.
        for curve in &curves {
            let edge =
                curve.lines().max_by(|a, b| Geodesic.length(a).total_cmp(&Geodesic.length(b)));
            let edge = edge.expect("an edge");
            let middle = edge.start + edge.delta() * 0.5;
            let foot =
                border.route().project(Position::new(middle.x, middle.y).expect("a position"));
            let to = Coord::from(foot.station().position()) - middle;
            let turn = edge.dx() * to.y - edge.dy() * to.x;
            assert_eq!(turn < 0.0, side == Side::Left, "{d} m: {middle:?}");
            assert_eq!(foot.side(), Some(side));
        }
    }
}

#[test]
fn the_embedded_border_has_two_offset_curves() {
    check(turkey_syria_border().lines(), 5_000.0, 1.0);
}

#[test]
fn random_lines_have_offset_curves() {
    for seed in 0..20 {
        let random = &mut Random::new(seed);
        let mut at = Coord { x: random.between(-170.0, 170.0), y: random.between(-70.0, 70.0) };
        let mut bearing = random.between(0.0, 360.0);
        let mut line = vec![at];
        for _ in 0..12 {
            bearing += random.between(-120.0, 120.0);
            at = away(at, bearing, random.between(100.0, 5_000.0));
            line.push(at);
        }
        check(&LineString(line).into(), 10_f64.powf(random.between(2.0, 4.0)), 0.5);
    }
}

/// Beyond the antimeridian the curve goes on, in another line.
#[test]
fn offset_curves_cross_the_antimeridian() {
    let line = line_string![(x: 179.0, y: 0.0), (x: -179.0, y: 0.0)];
    let options = BufferOptions::default().edges(Edges::Geodesic);
    let curves = line.offset_line(length(10_000.0), Side::Both, &options).expect("curves");
    assert_eq!(curves.0.len(), 4);
    let ends: Vec<f64> = curves.iter().flat_map(|it| [it.0[0].x, it.0[it.0.len() - 1].x]).collect();
    for (end, expected) in ends.iter().zip([179.0, 180.0, -180.0, -179.0].repeat(2)) {
        assert!((end - expected).abs() < 1e-6, "{ends:?}");
    }
    for p in curves.coords_iter() {
        // The equator is a geodesic.
        let s = Geodesic.distance(Point::from(p), Point::new(p.x, 0.0));
        assert!((s - 10_000.0).abs() <= 1.0);
    }
}

#[test]
fn polygons_have_no_offset_curve() {
    let square = geo_types::Rect::new((0.0, 0.0), (1.0, 1.0));
    let refused = square.offset_line(length(10.0), Side::Left, &BufferOptions::default());
    assert!(matches!(refused.map_err(Error::into_kind), Err(ErrorKind::OnlyLines { .. })));
}
