//! Joins exposed spans, end to start, into closed rings.
//!
//! Earth-centred metres, the zone on the left. Along the border one span runs into the next by
//! construction; elsewhere a span ends where another part of the border takes over, at a point that
//! both compute. Each such junction is moved to where both distances are right. Then ends and
//! starts are paired by position, the coincident ones first. Where two offset curves touch at a
//! grazing angle θ, their junction is only known to (error of the distance)/θ along them: there
//! ends and starts overlap or leave a gap along the curve, at micrometres from it, and are paired
//! all the same, up to a length on which the curve stays close to a straight edge.

use super::graph::{Bound, Network};
use super::offset::{Piece, Stretch, misplaced};
use super::trim::Span;
use crate::earth::{self, Vec3};
use crate::index::on_chord;

/// The distance at which two junctions are one, metres.
const SAME: f64 = 1e-4;

/// The step after which the next is below a tenth of a nanometre, for a distance of a metre; it
/// grows with the square root of the distance.
const SETTLED: f64 = 1e-5;

/// A span with the exact points at which it starts and ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    network: &'a Network,
    span: &'a Span,
    pub start: Vec3,
    pub end: Vec3,
}

impl Run<'_> {
    pub fn piece(&self) -> Piece {
        self.span.piece(self.network)
    }

    /// The parameters of the piece at the start and at the end.
    pub fn stretch(&self) -> Stretch {
        (self.span.interval.from, self.span.interval.to)
    }

    /// The direction in which the boundary runs at one of the run's points.
    pub fn heading(&self, p: Vec3) -> Vec3 {
        earth::normal(p).cross(p - self.piece().nearest(p)).unit()
    }

    /// `true` if the run passes `p` between its ends.
    fn covers(&self, p: Vec3, joint: &Joint) -> bool {
        let (piece, (from, to)) = (self.piece(), self.stretch());
        let t = piece.parameter(p).clamp(from, to);
        (piece.at(t) - p).norm() <= joint.slack
    }

    /// `true` if the run's curve, carried on, passes `p`.
    fn passes(&self, p: Vec3, joint: &Joint) -> bool {
        (earth::arc_length(self.piece().nearest(p), p) - joint.distance).abs()
            <= joint.slack.max(misplaced(joint.distance))
    }
}

/// A closed ring of runs, each starting where the one before ends.
pub(super) type Ring<'a> = Vec<&'a Run<'a>>;

/// The runs of spans, before they are joined.
pub(super) struct Runs<'a> {
    runs: Vec<Run<'a>>,
    natural: Natural,
    distance: f64,
    slack: f64,
}

impl<'a> Runs<'a> {
    /// Those of the spans exposed at a distance, where ends meet starts within `slack`.
    pub fn new(network: &'a Network, spans: &'a [Span], distance: f64, slack: f64) -> Self {
        let natural = natural(network, spans, slack);
        let mut runs: Vec<Run> = spans
            .iter()
            .map(|span| Run {
                network,
                span,
                start: Vec3::default(),
                end: junction(network, span, span.interval.to, span.interval.end, distance),
            })
            .collect();
        for (index, span) in spans.iter().enumerate() {
            runs[index].start = match natural.before[index] {
                Some(before) => runs[before as usize].end,
                None => junction(network, span, span.interval.from, span.interval.start, distance),
            };
        }
        Runs { runs, natural, distance, slack }
    }

    /// Joins runs into rings whose ends and starts lie within the slack of one another, or within
    /// `graze` along the curve; the error is an end that meets no start.
    pub fn joined(&mut self, graze: f64) -> Result<Vec<Ring<'_>>, Vec3> {
        let natural = std::mem::take(&mut self.natural);
        let Runs { ref runs, distance, slack, .. } = *self;
        let joint = Joint { slack, graze: graze.max(slack), distance };
        walk(runs, &successors(natural, runs, &joint)?)
    }
}

/// The largest error of the junction of two offset curves that touch at a grazing angle, along
/// them: curves of curvature 1/d part there by the cuts' error.
fn farthest_along(distance: f64) -> f64 {
    (8.0 * misplaced(distance) * distance).sqrt()
}

/// The largest gap between an end and a start.
struct Joint {
    /// The gap in any direction, metres.
    slack: f64,
    /// The gap along the curve of either run, metres.
    graze: f64,
    distance: f64,
}

impl Joint {
    /// The gap between the end of one run and the start of another, if they may be joined.
    fn gap(&self, end: &Run, start: &Run) -> Option<f64> {
        let gap = (start.start - end.end).norm();
        let joined = gap <= self.slack
            || gap <= self.graze && (start.passes(end.end, self) || end.passes(start.start, self));
        joined.then_some(gap)
    }
}

/// The spans that run into one another along the border, where neither is cut.
#[derive(Default)]
struct Natural {
    after: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
}

fn natural(network: &Network, spans: &[Span], slack: f64) -> Natural {
    let mut links = Natural { after: vec![None; spans.len()], before: vec![None; spans.len()] };
    for (index, span) in spans.iter().enumerate() {
        if span.interval.end != Bound::Natural {
            continue;
        }
        let following = network.next(span.half);
        let follows = |other: &Span| match other.part {
            0 => other.half == following,
            part => other.half == span.half && part == span.part + 1,
        };
        // Where the corner between is cut off by a hair, the next span starts elsewhere.
        let end = span.piece(network).at(span.interval.to);
        let here =
            |other: &Span| (other.piece(network).at(other.interval.from) - end).norm() <= slack;
        let starts = |other: usize| {
            spans
                .get(other)
                .is_some_and(|o| o.interval.start == Bound::Natural && follows(o) && here(o))
                && links.before[other].is_none()
        };
        let next = if starts(index + 1) {
            index + 1
        } else {
            let place = Span::place(following);
            let beside = spans.partition_point(|other| Span::place(other.half) < place);
            if !starts(beside) {
                continue;
            }
            beside
        };
        (links.after[index], links.before[next]) = (Some(next as u32), Some(index as u32));
    }
    links
}

/// For each run the next one; `None` for runs that belong to no ring.
fn successors(natural: Natural, runs: &[Run], joint: &Joint) -> Result<Vec<Option<u32>>, Vec3> {
    let Natural { after: mut next, before } = natural;
    let mut entered: Vec<bool> = before.iter().map(Option::is_some).collect();
    drop(before);
    pair(runs, joint, SAME, &mut next, &mut entered);
    pair(runs, joint, joint.graze, &mut next, &mut entered);
    drop_paths(runs, joint, &mut next, &entered)?;
    Ok(next)
}

/// Removes the paths that do not close. Where two parts of the border are equally near to within
/// rounding both are exposed, and the ring that needs only one leaves the other over. A path that
/// is neither covered by other runs nor too short to matter is an error, at its end.
fn drop_paths(
    runs: &[Run],
    joint: &Joint,
    next: &mut [Option<u32>],
    entered: &[bool],
) -> Result<(), Vec3> {
    let mut dropped = vec![false; runs.len()];
    for first in (0..runs.len()).filter(|&i| !entered[i]) {
        let path: Vec<usize> =
            std::iter::successors(Some(first), |&i| next[i].map(|i| i as usize)).collect();
        for &index in &path {
            dropped[index] = true;
        }
        let length: f64 = path.iter().map(|&i| (runs[i].end - runs[i].start).norm()).sum();
        for &index in &path {
            let run = &runs[index];
            let (from, to) = run.stretch();
            let middle = run.piece().at(0.5 * (from + to));
            let covered = (0..runs.len()).any(|i| !dropped[i] && runs[i].covers(middle, joint));
            if !covered && length > joint.slack {
                return Err(run.end);
            }
            next[index] = None;
        }
    }
    Ok(())
}

/// The coordinate of a point in a direction to which hardly any line on Earth is square.
fn slant(p: Vec3) -> f64 {
    p.dot(Vec3::new(0.742, 0.557, 0.371))
}

/// Pairs loose ends with loose starts no farther than `radius`, the closest first.
fn pair(runs: &[Run], joint: &Joint, radius: f64, next: &mut [Option<u32>], entered: &mut [bool]) {
    let mut starts: Vec<(f64, usize)> =
        (0..runs.len()).filter(|&i| !entered[i]).map(|i| (slant(runs[i].start), i)).collect();
    starts.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut pairs = Vec::new();
    for end in (0..runs.len()).filter(|&i| next[i].is_none()) {
        let p = runs[end].end;
        let at = slant(p);
        let first = starts.partition_point(|s| s.0 < at - radius);
        for &(_, start) in starts[first..].iter().take_while(|s| s.0 <= at + radius) {
            if let Some(gap) = joint.gap(&runs[end], &runs[start])
                && gap <= radius
            {
                pairs.push((gap, end, start));
            }
        }
    }
    pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, end, start) in pairs {
        if next[end].is_none() && !entered[start] {
            (next[end], entered[start]) = (Some(start as u32), true);
        }
    }
}

fn walk<'a>(runs: &'a [Run<'a>], next: &[Option<u32>]) -> Result<Vec<Ring<'a>>, Vec3> {
    let mut done = vec![false; runs.len()];
    let mut rings = Vec::new();
    for first in 0..runs.len() {
        if done[first] || next[first].is_none() {
            continue;
        }
        let mut ring = Ring::new();
        let mut index = first;
        while !done[index] {
            done[index] = true;
            ring.push(&runs[index]);
            index = next[index].ok_or(runs[index].end)? as usize;
        }
        rings.push(ring);
    }
    Ok(rings)
}

/// The point near `t` of the piece where the piece's own border point and the cutting one are
/// equally near, by Newton's method on both distances; without a cut, the piece's point at `t`.
fn junction(network: &Network, span: &Span, t: f64, by: Bound, distance: f64) -> Vec3 {
    let piece = &span.piece(network);
    let uncut = || piece.exact(t, distance);
    if matches!(by, Bound::Natural | Bound::Limit) {
        return uncut();
    }
    let length = (piece.at(span.interval.to) - piece.at(span.interval.from)).norm();
    let farthest = farthest_along(distance).min(0.5 * length);
    let first = piece.at(t);
    let mut p = first;
    for _ in 0..8 {
        let other = match by {
            Bound::Chord(chord) => {
                let (a, b) = network.ends(chord as usize);
                on_chord(p, a, b)
            }
            Bound::Point(point) => network.point(point),
            Bound::Natural | Bound::Limit => break,
        };
        let up = earth::normal(p);
        let own = piece.nearest(p);
        let (miss_1, miss_2) =
            (distance - earth::arc_length(own, p), distance - earth::arc_length(other, p));
        let (away_1, away_2) = (horizontal(p - own, up), horizontal(p - other, up));
        let cosine = away_1.dot(away_2);
        let determinant = 1.0 - cosine * cosine;
        if determinant < 1e-10 {
            return uncut();
        }
        let (k_1, k_2) =
            ((miss_1 - cosine * miss_2) / determinant, (miss_2 - cosine * miss_1) / determinant);
        let step = away_1 * k_1 + away_2 * k_2;
        p = earth::drop(p + step, up);
        if (p - first).norm2() > farthest * farthest {
            return uncut();
        }
        // The next step would be shorter than this one in the ratio of this one to the distance.
        if step.norm2() < SETTLED * SETTLED * distance {
            break;
        }
    }
    p
}

fn horizontal(v: Vec3, up: Vec3) -> Vec3 {
    (v - up * v.dot(up)).unit()
}
