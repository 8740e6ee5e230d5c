//! Holes about to close: a ring of many corners, and a distance that leaves little of its inside.
//!
//! The boundary of such a hole has a piece beside every edge of the ring, each shorter than the
//! errors of the cuts that end it. The expected result is the definition: the oracle gives the
//! distance of the place in the middle from the border, and if that exceeds the distance and the
//! tolerance, there is a hole.

use geo::{Destination, Geodesic, Point};
use geo_types::{Coord, LineString};
use safe_zone::{Edges, buffer};

use crate::support::judge::{Case, length, tolerance};
use crate::support::oracle::membership::Membership;
use crate::support::oracle::sample::Random;

/// A ring of corners at one distance from a place.
fn ring(middle: Coord<f64>, radius: f64, corners: u32, edges: Edges) -> Case {
    let corner = |i| {
        let azimuth = 360.0 * f64::from(i) / f64::from(corners);
        Geodesic.destination(Point::from(middle), azimuth, radius).into()
    };
    let mut line: Vec<Coord<f64>> = (0..corners).map(corner).collect();
    line.push(line[0]);
    Case::new(LineString(line).into(), edges)
}

/// `true` if the zone that reaches to `gap` metres before a place leaves the place out.
fn is_left_out(case: &Case, place: Coord<f64>, gap: f64, allowed: f64) -> bool {
    let distance = length(case.oracle.distance(place.x, place.y) - gap);
    let zone = buffer(&case.border, &[distance], tolerance(allowed)).expect("a zone").remove(0);
    !Membership::new(&zone).contains(place.x, place.y)
}

#[test]
fn a_place_deeper_than_the_tolerance_is_left_out() {
    let mut random = Random::new(13);
    for case in 0..60 {
        let middle = Coord { x: random.between(-165.0, 165.0), y: random.between(-70.0, 70.0) };
        let radius = 10.0_f64.powf(random.between(3.0, 5.6));
        let corners = 10.0_f64.powf(random.between(0.9, 3.2)) as u32;
        let edges = if case % 2 == 0 { Edges::Planar } else { Edges::Geodesic };
        let allowed = 10.0_f64.powf(random.between(-2.0, 1.0)).min(0.01 * radius);
        let gap = allowed * random.between(1.05, 8.0);
        let case = ring(middle, radius, corners, edges);
        assert!(
            is_left_out(&case, middle, gap, allowed),
            "{corners} corners {radius} m from {middle:?}, {gap} m deep, to {allowed} m, {edges:?}"
        );
    }
}

/// Random cases that lost their holes: corners, radius, latitude, tolerance, gap.
#[test]
fn holes_that_were_lost_are_there() {
    for (corners, radius, lat, allowed, gap) in [
        (1_715, 112_643.0, 26.0544, 0.104, 0.323),
        (1_479, 54_979.0, 30.1897, 0.004, 0.0295),
        (926, 306_966.0, 38.6757, 4.891, 12.876),
        (786, 269_066.0, 51.3747, 4.664, 9.529),
    ] {
        let middle = Coord { x: -60.0, y: lat };
        let case = ring(middle, radius, corners, Edges::Geodesic);
        assert!(is_left_out(&case, middle, gap, allowed), "{corners} corners, {radius} m");
    }
}

/// A parallel whose zone nearly reaches the pole, which is in the middle.
#[test]
fn the_pole_is_left_out_by_the_zone_of_a_parallel_around_it() {
    let line: Vec<(f64, f64)> = (-18..=18).map(|i| (f64::from(10 * i), 89.0)).collect();
    let case = Case::planar(&[&line]);
    // From 89° to the pole it is 111,693.9 m along a meridian: Karney's geodesics.
    let pole = Coord { x: 0.0, y: 90.0 };
    assert!((case.oracle.distance(pole.x, pole.y) - 111_693.9).abs() < 0.1);
    for (gap, allowed) in [(10.0, 1.0), (1.2, 1.0), (25.0, 10.0)] {
        let near = Coord { y: 90.0 - 1e-8, ..pole };
        assert!(is_left_out(&case, near, gap, allowed), "{gap} m deep, to {allowed} m");
    }
}
