//! The number of vertices that a contour needs. Metres, in the plane.
//!
//! Two figures for a contour at distance d whose edges may leave it by τ:
//! - `chords`: as many chords of a circle of radius d as are as long as the contour, each √(8dτ)
//!   long (the sagitta c²/8d is τ). It takes every stretch for an arc, though offsets of straight
//!   edges are straight, and has no vertex to spare for a corner.
//! - `walked`: a walk along a far finer contour whose every step goes as far as a straight edge can
//!   without any place of the contour left behind being more than τ from it. Vertices stand on
//!   the contour, as the engine's do. Greedy, so near the fewest, and out of reach for an engine
//!   that keeps part of τ for other errors and draws arc by arc.

use geo::{Distance, Euclidean, Length};
use geo_types::{Line, LineString, Point};

pub struct Fewest {
    pub chords: f64,
    pub walked: f64,
}

/// The vertices that the rings of a contour need; the rings are drawn much finer than τ.
pub fn fewest(rings: &[LineString<f64>], distance: f64, tolerance: f64) -> Fewest {
    let length: f64 = rings.iter().map(|ring| Euclidean.length(ring)).sum();
    let steps: usize = rings.iter().map(|ring| walk(ring, tolerance)).sum();
    Fewest { chords: length / (8.0 * distance * tolerance).sqrt(), walked: steps as f64 }
}

fn walk(ring: &LineString<f64>, tolerance: f64) -> usize {
    let points = &ring.0;
    let reaches = |from: usize, to: usize| {
        let edge = Line::new(points[from], points[to]);
        points[from + 1..to].iter().all(|&p| Euclidean.distance(&Point(p), &edge) <= tolerance)
    };
    let (mut at, mut steps) = (0, 0);
    while at + 1 < points.len() {
        let mut next = at + 1;
        while next + 1 < points.len() && reaches(at, next + 1) {
            next += 1;
        }
        at = next;
        steps += 1;
    }
    steps
}
