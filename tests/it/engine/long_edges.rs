//! The number of vertices that long edges leave, against the number that their zones need by
//! arithmetic.
//!
//! An arc of radius d whose edges may leave it by τ needs its length over √(8dτ) edges, because the
//! sagitta of a chord c is c²/8d. The sides of a long edge bend so little on the map that a few
//! edges are enough for each.

use geo::{CoordsIter, Geodesic, Length as _, Validation};
use geo_types::{LineString, MultiLineString, MultiPolygon};
use safe_zone::{Border, Edges, Length, Tolerance, buffer};

use crate::support::oracle::{self, Oracle};

/// The largest ratio of vertices to those needed, as for the border in `benches/engine.rs`.
const SPARE: f64 = 1.5;

/// The zone of some lines, judged along its rings by the oracle.
fn zone(lines: &[&[(f64, f64)]], depth: f64, tolerance: f64) -> MultiPolygon<f64> {
    let lines = lines.iter().map(|line| LineString::from(line.to_vec()));
    let lines = MultiLineString(lines.collect());
    let length = |metres| Length::from_metres(metres).expect("a length");
    let allowed = Tolerance::new(length(tolerance)).expect("a tolerance");
    let border = Border::new(lines.clone(), Edges::Planar).expect("a border");
    let zone = buffer(&border, &[length(depth)], allowed).expect("a zone").remove(0);
    assert!(zone.is_valid());
    let oracle = Oracle::new(&lines, oracle::Edges::Planar);
    let worst = oracle.check_rings(&zone, &[depth], |_, _| false, 9).worst();
    assert!(worst <= tolerance, "off by {worst} m");
    zone
}

fn needs(zone: &MultiPolygon<f64>, arcs: f64, sides: f64, (depth, tolerance): (f64, f64)) {
    let rings: usize = zone.iter().map(|polygon| 1 + polygon.interiors().len()).sum();
    let edges = (zone.coords_count() - rings) as f64;
    let needed = arcs * depth / (8.0 * depth * tolerance).sqrt() + sides;
    assert!(edges <= SPARE * needed, "{edges} edges where {needed:.0} do");
}

#[test]
fn an_edge_along_the_equator() {
    // Half a circle at either end; both sides are parallels, straight on the map.
    let zone = zone(&[&[(0.0, 0.0), (10.0, 0.0)]], 1_000.0, 0.5);
    needs(&zone, std::f64::consts::TAU, 2.0, (1_000.0, 0.5));
}

#[test]
fn seven_points_hundreds_of_kilometres_apart() {
    let line = [
        (20.0, 40.0),
        (21.5, 40.6),
        (23.0, 40.1),
        (24.2, 41.3),
        (26.0, 41.0),
        (27.1, 42.2),
        (29.0, 42.0),
    ];
    // The headings of the six edges, on a map true to scale at 41° N; every turn has its arc on the
    // outer side, besides half a circle at either end.
    let heading = |pair: &[(f64, f64)]| {
        let (x, y) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        f64::atan2(y, x * 41_f64.to_radians().cos())
    };
    let headings: Vec<f64> = line.windows(2).map(heading).collect();
    let turns: f64 = headings.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    let zone = zone(&[&line], 2_000.0, 0.1);
    needs(&zone, std::f64::consts::TAU + turns, 12.0, (2_000.0, 0.1));
}

#[test]
fn a_triangle_of_ten_thousand_kilometres_with_a_hole() {
    let outer = [(-40.0, -30.0), (40.0, -30.0), (0.0, 60.0), (-40.0, -30.0)];
    let hole = [(-10.0, -10.0), (0.0, 20.0), (10.0, -10.0), (-10.0, -10.0)];
    let (depth, tolerance) = (2_000.0, 0.06);
    let zone = zone(&[&outer, &hole], depth, tolerance);
    // A ring turns once around in all, on its outer side. The side of an edge that is straight on
    // the map is the edge, shifted by d in a direction that turns with the latitude, hence by d/R
    // in each radian: it bends by d/R² in each metre, or so, and needs edges √(8τR²/d) long.
    let radius = 6_371_008.8;
    let length: f64 =
        [outer, hole].iter().map(|ring| Geodesic.length(&LineString::from(ring.to_vec()))).sum();
    let sides = 2.0 * length / (8.0 * tolerance * radius * radius / depth).sqrt();
    needs(&zone, 2.0 * std::f64::consts::TAU, sides, (depth, tolerance));
}
