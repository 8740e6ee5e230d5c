//! Rings of arcs and lines drawn as rings of straight edges in longitude and latitude.
//!
//! In: Earth-centred metres; out: degrees. Every vertex lies on the boundary, so an arc's edges
//! cut inside it by their sagitta, L²/8d for an edge of length L, and no two edges can cross where
//! the arcs did not (the empty-circle argument of Delaunay triangulations). An edge straight in
//! longitude and latitude leaves the geodesic by up to L²·tan(latitude)/8R besides. Edges are as
//! long as both together stay within [`SHARE`] of the tolerance.

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
        let edges = edges(run, distance, tolerance);
        points.extend((1..edges).map(|i| {
            let t = parameter(run, i as f64 / edges as f64);
            run.piece.exact(t, distance)
        }));
    }
    let mut points: Vec<Coord<f64>> = points.into_iter().map(earth::lonlat).collect();
    points.dedup();
    if points.len() < 3 {
        return None;
    }
    points.push(points[0]);
    Some(LineString(points))
}

/// How many edges a run needs.
fn edges(run: &Run, distance: f64, tolerance: f64) -> usize {
    let turn = run.piece.turn(run.from, run.to);
    let across = (run.end - run.start).norm();
    let length = across.max(turn * distance);
    let slope = run.start.z.abs() / run.start.x.hypot(run.start.y).max(1.0);
    let arc = if turn > 0.0 { 1.0 / distance } else { 0.0 };
    let sagitta = length * length * (arc + slope / earth::B) / 8.0;
    (sagitta / (SHARE * tolerance)).sqrt().ceil().max(1.0) as usize
}

/// The parameter that divides a run's angle, or its length, in the ratio of `share`.
fn parameter(run: &Run, share: f64) -> f64 {
    match run.piece.turn(run.from, run.to) {
        turn if turn > 0.0 => (run.from.atan() + 0.5 * turn * share).tan(),
        _ => run.from + (run.to - run.from) * share,
    }
}
