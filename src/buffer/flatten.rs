//! Rings of arcs and lines drawn as rings of straight edges in longitude and latitude.
//!
//! In: Earth-centred metres; out: degrees. Every vertex lies on the boundary, so an arc's edges
//! cut inside it by their sagitta, L²/8d for an edge of length L, and no two edges can cross where
//! the arcs did not (the empty-circle argument of Delaunay triangulations). An edge straight in
//! longitude and latitude leaves the geodesic by about L²·tan(latitude)/8R besides. Edges are as
//! long as both together stay within [`SHARE`] of the tolerance; where the bend counts, each edge is
//! measured at its middle.

use geo_types::{Coord, LineString};

use super::trace::{Ring, Run};
use crate::earth::{self, Vec3};

/// The part of the tolerance that flattening may use; the rest is for rounding the coordinates
/// (a twentieth), the chords of the border's own edges (a hundredth) and the engine's metric.
const SHARE: f64 = 0.9;

/// A ring's points, closed; `None` where it is thinner than its own vertices can show.
pub(super) fn draw(ring: &Ring, distance: f64, tolerance: f64) -> Option<LineString<f64>> {
    let mut points: Vec<Vec3> = Vec::new();
    for run in ring {
        // Grazing runs overlap: what would step back is left out.
        let heading = run.heading(run.start);
        while let [.., before, last] = points[..]
            && (run.start - last).dot(heading) <= 0.0
            && (last - before).dot(heading) > 0.999_999 * (last - before).norm()
        {
            points.pop();
        }
        points.push(run.start);
        points.extend(between(run, distance, tolerance));
    }
    let mut points: Vec<Coord<f64>> = points.into_iter().map(earth::lonlat).collect();
    points.dedup();
    if points.len() < 3 {
        return None;
    }
    points.push(points[0]);
    Some(LineString(points))
}

/// The points between a run's start and its end.
fn between(run: &Run, distance: f64, tolerance: f64) -> Vec<Vec3> {
    let turn = run.piece.turn(run.from, run.to);
    let length = (run.end - run.start).norm().max(turn * distance);
    let middle = run.piece.exact(parameter(run, 0.5), distance);
    let slope = [run.start, middle, run.end]
        .map(|p| p.z.abs() / p.x.hypot(p.y).max(1.0))
        .into_iter()
        .fold(0.0, f64::max);
    let arc = if turn > 0.0 { 1.0 / distance } else { 0.0 };
    let sagitta = |bend: f64| length * length * (arc + bend / earth::B) / 8.0;
    let mut edges = (sagitta(slope) / (SHARE * tolerance)).sqrt().ceil().max(1.0);
    loop {
        let points: Vec<Vec3> = (1..edges as usize)
            .map(|i| run.piece.exact(parameter(run, i as f64 / edges), distance))
            .collect();
        let bend = (sagitta(slope) - sagitta(0.0)) / (edges * edges);
        if bend < 0.01 * tolerance || worst_middle(run, &points, distance) <= SHARE * tolerance {
            return points;
        }
        edges *= 2.0;
    }
}

/// The largest error at the middles of a run's drawn edges.
fn worst_middle(run: &Run, between: &[Vec3], distance: f64) -> f64 {
    let drawn: Vec<Coord<f64>> =
        [&[run.start], between, &[run.end]].concat().into_iter().map(earth::lonlat).collect();
    drawn
        .windows(2)
        .map(|edge| {
            let middle = earth::ecef((edge[0] + edge[1]) / 2.0);
            (earth::arc_length(run.piece.nearest(middle), middle) - distance).abs()
        })
        .fold(0.0, f64::max)
}

/// The parameter that divides a run's angle, or its length, in the ratio of `share`.
fn parameter(run: &Run, share: f64) -> f64 {
    match run.piece.turn(run.from, run.to) {
        turn if turn > 0.0 => (run.from.atan() + 0.5 * turn * share).tan(),
        _ => run.from + (run.to - run.from) * share,
    }
}
