//! Draws rings of arcs and lines as rings of straight edges in longitude and latitude.
//!
//! In: Earth-centred metres; out: degrees. Every vertex lies on the boundary, so an arc's edges
//! cut inside it by their sagitta, L²/8d for an edge of length L. An edge straight in longitude and
//! latitude leaves the geodesic by about L²·tan(latitude)/8R besides. Edges are as long as both
//! together stay within [`SHARE`] of the tolerance; where the bend counts, each edge is measured
//! and, if need be, halved. Close to a pole, where an edge can be a spiral, that is done down to
//! edges shorter than [`SHORT`] of the tolerance.
//!
//! Where two parts of the boundary are close to one another, an edge may reach across from one to
//! the other: `planar::crossings` finds such edges, and they are drawn again at a finer tolerance.
//!
//! Edges run the short way around the Earth, also across the antimeridian. A vertex at a pole has
//! no longitude; those next to one are held [`CLEARANCE`] away from it.

use geo_types::{Coord, LineString};

use super::rings::{Ring, Run};
use super::straighten::{Vertex, straighten};
use crate::earth::{self, Vec3};

/// The share of the tolerance that flattening may use; the rest is for rounding the coordinates (a
/// twentieth), the chords of the border's own edges and the engine's metric.
const SHARE: f64 = 0.9;

/// The tangent of the latitude (75°) up to which edges are divided by the estimate of their bend,
/// whatever their direction; beyond, they are halved as needed.
const STEEP: f64 = 3.7;

/// The largest bend of an edge beyond that latitude, as a share of the tolerance: the less an edge
/// bends, the fewer narrow places it reaches across.
const BEND: f64 = 0.2;

/// The length below which edges are not halved, as a share of the tolerance.
const SHORT: f64 = 0.05;

/// The smallest part of a run that is halved: where curves graze, the ends of a run may lie a
/// little beside it.
const LEAST: f64 = 1e-6;

/// The length below which gaps between runs belong to the edges beside them, as a share of the
/// tolerance.
const GAP: f64 = 0.002;

/// The distance aside at which the boundary may pass a gap, as a share of the tolerance; longer
/// gaps run along it.
const ASIDE: f64 = 0.25;

/// The cosine of the angle, 25°, below which runs that overlap head the same way.
const SAME_WAY: f64 = 0.9;

/// The ratio of a ring's vertices to the vertices it needs from which the ring is joined; a ring
/// with fewer keeps closer to the boundary as it is.
const WORTH_JOINING: f64 = 4.0 / 3.0;

/// The reach, as a share of the tolerance, within which any ring is joined: less than the bulge of arcs, which stay
/// as they are.
const STRAIGHT_ON: f64 = 0.03;

/// The distance from a pole at which vertices are kept, as a share of the tolerance; more than the
/// rounding of coordinates when they are written.
const CLEARANCE: f64 = 0.04;

/// A ring's points, closed, its arcs drawn at one tolerance and joined within another; `None` where
/// the ring is thinner than its own vertices can show.
pub(super) fn draw(
    ring: &Ring,
    distance: f64,
    [arcs, joints]: [f64; 2],
) -> Option<LineString<f64>> {
    let mut points: Vec<Point> = Vec::new();
    for (index, &run) in ring.iter().enumerate() {
        drop_steps_back(&mut points, run);
        between(run, distance, arcs, &mut points);
        // A gap between runs is an edge of its own.
        let gap = ring[(index + 1) % ring.len()].start - run.end;
        if gap.norm() > GAP * arcs && gap.dot(run.heading(run.end)) > 0.0 {
            let bend = 1.0 / distance + earth::steepness(run.end) / earth::B;
            let bulge = 0.125 * gap.norm2() * bend + gap.norm().min(ASIDE * arcs);
            points.push(Point { at: run.end, run, bulge: bulge.min(SHARE * arcs) });
        }
    }
    drop_steps_back(&mut points, ring[0]);
    // A ring smaller than half of the tolerance is a hole that may be missing, or was made by
    // rounding.
    let within = 0.5 * arcs;
    if points.iter().all(|p| (p.at - points[0].at).norm2() < within * within) {
        return None;
    }
    let vertex = |p: Point| Vertex::new(position(p.at, arcs), p.at, p.bulge);
    // In place: a point takes as much memory as a vertex.
    let mut vertices: Vec<Vertex> = points.into_iter().map(vertex).collect();
    vertices.dedup_by(|b, a| a.at == b.at);
    if vertices.len() < 3 {
        return None;
    }
    vertices.push(vertices[0]);
    let joined = straighten(&vertices, SHARE * joints);
    if joined.len() > 3 && joined.len() as f64 * WORTH_JOINING < vertices.len() as f64 {
        return Some(LineString(joined));
    }
    let joined = straighten(&vertices, STRAIGHT_ON * joints);
    if joined.len() > 3 {
        return Some(LineString(joined));
    }
    Some(vertices.iter().map(|vertex| vertex.at).collect())
}

/// A point of a ring, its run, and the largest distance of the boundary from the edge that starts
/// there, metres.
struct Point<'a> {
    at: Vec3,
    run: &'a Run<'a>,
    bulge: f64,
}

/// Drops the last points of a run that lie behind the start of the next run, where both head the
/// same way; grazing runs overlap.
fn drop_steps_back(points: &mut Vec<Point>, next: &Run) {
    let heading = next.heading(next.start);
    while points.len() > 1
        && let Some(last) = points.last()
        && (next.start - last.at).dot(heading) <= 0.0
        && last.run.heading(last.at).dot(heading) > SAME_WAY
    {
        points.pop();
    }
}

/// Longitude and latitude of a vertex.
fn position(p: Vec3, tolerance: f64) -> Coord<f64> {
    const METRES_A_DEGREE: f64 = 111_694.0; // at the poles
    let highest = 90.0 - CLEARANCE * tolerance / METRES_A_DEGREE;
    let Coord { x, y } = earth::lonlat(p);
    Coord { x, y: y.clamp(-highest, highest) }
}

/// A run's points, without its end.
fn between<'a>(run: &'a Run, distance: f64, tolerance: f64, points: &mut Vec<Point<'a>>) {
    let (piece, (from, to)) = (run.piece(), run.stretch());
    let turn = piece.turn(from, to);
    let length = (run.end - run.start).norm().max(turn * distance);
    // A geodesic bends on the map with the tangent of the latitude.
    let at_ends = earth::steepness(run.start).max(earth::steepness(run.end));
    // A run may bulge towards the pole by less than half its length.
    let steepest = at_ends + (1.0 + at_ends * at_ends) * 0.5 * length / earth::B;
    let arc = if turn > 0.0 { 1.0 / distance } else { 0.0 };
    let sagitta = |bend: f64| length * length * (arc + bend / earth::B) / 8.0;
    let edges = (sagitta(steepest.min(STEEP)) / (SHARE * tolerance)).sqrt().ceil().max(1.0);
    let even = (1..edges as usize).map(|i| i as f64 / edges);
    let bend = (sagitta(steepest) - sagitta(0.0)) / (edges * edges);
    if bend < 0.01 * tolerance {
        let bulge = sagitta(steepest) / (edges * edges);
        points.push(Point { at: run.start, run, bulge });
        points.extend(even.map(|share| {
            let at = piece.exact(parameter(run, share), distance);
            Point { at, run, bulge }
        }));
        return;
    }
    let bulge = if steepest <= STEEP {
        sagitta(steepest) / (edges * edges)
    } else {
        BEND * tolerance + sagitta(0.0) / (edges * edges)
    };
    let mut from = (0.0, run.start);
    let mut halves = Vec::new();
    for share in even.chain([1.0]) {
        let to = match share {
            1.0 => run.end,
            _ => piece.exact(parameter(run, share), distance),
        };
        points.push(Point { at: from.1, run, bulge });
        halve(run, [from, (share, to)], distance, tolerance, &mut halves);
        points.extend(halves.drain(..).map(|at| Point { at, run, bulge }));
        from = (share, to);
    }
}

/// The points between two of a run's points, given with their shares of it, at which every edge
/// stays within its share of the tolerance.
fn halve(run: &Run, ends: [(f64, Vec3); 2], distance: f64, tolerance: f64, points: &mut Vec<Vec3>) {
    let [(from, start), (to, end)] = ends;
    let length = (end - start).norm();
    if length <= SHORT * tolerance || to - from < LEAST {
        return;
    }
    let piece = run.piece();
    let drawn = (position(start, tolerance), position(end, tolerance));
    let steepest = earth::steepness(start).max(earth::steepness(end));
    let stays = |share: f64| {
        let p = earth::ecef(earth::along(drawn.0, drawn.1, share));
        let aside = p - (start + (end - start) * share);
        let up = earth::normal(p);
        (earth::arc_length(piece.nearest(p), p) - distance).abs() <= SHARE * tolerance
            && (steepest <= STEEP || (aside - up * aside.dot(up)).norm() <= BEND * tolerance)
    };
    // The middle of an edge that turns far around a pole does not tell enough.
    let turns = length * steepest > 0.1 * earth::B;
    if stays(0.5) && (!turns || [0.125, 0.25, 0.375, 0.625, 0.75, 0.875].into_iter().all(stays)) {
        return;
    }
    let share = 0.5 * (from + to);
    let middle = (share, piece.exact(parameter(run, share), distance));
    halve(run, [(from, start), middle], distance, tolerance, points);
    points.push(middle.1);
    halve(run, [middle, (to, end)], distance, tolerance, points);
}

/// The parameter that divides a run's angle, or its length, in the ratio of `share`.
fn parameter(run: &Run, share: f64) -> f64 {
    let (from, to) = run.stretch();
    match run.piece().turn(from, to) {
        turn if turn > 0.0 => (from.atan() + 0.5 * turn * share).tan(),
        _ => from + (to - from) * share,
    }
}
