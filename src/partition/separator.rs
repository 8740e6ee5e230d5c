//! Curves between the points nearest to one part of a border and those nearest to another.
//!
//! Earth-centred metres. Every point has a label, that of the part it is nearest to; curves are where
//! labels change: a ray where a part ends, further out the points equally far from two parts. A curve
//! is followed in steps: on a circle around the last vertex the label changes ahead of it at the next
//! one, found by bisection; a step is halved until its edge, as drawn in longitude and latitude, has
//! the right labels on both sides, [`SHARE`] of the tolerance away from it. Where a third label comes
//! between two, the curve forks. So a curve may turn, fork and end as it likes, and no kind of border
//! part has to be told from another. (Continuation by labels: E. L. Allgower and K. Georg,
//! Introduction to Numerical Continuation Methods, 2003, ch. 15.)
//!
//! Curves start wherever labels change along the outermost contour or around border points that are
//! given: where parts end, and where the border meets itself. They run on a little beyond that
//! contour, to cross it.

use geo_types::LineString;

use super::label::Label;
use crate::earth::{self, Vec3, along};
use crate::nearest::on_chord;

/// How far a drawn edge may lie beside its curve, as a share of the tolerance.
const SHARE: f64 = 0.1;

/// Steps are not shortened below this share of the tolerance.
const SHORTEST: f64 = 0.1;

/// The radius of the circle on which curves around a point are looked for, as a share of the
/// tolerance.
const AROUND: f64 = 0.5;

/// Directions tried around a point, degrees apart.
const TURN: f64 = 7.5;

/// A curve is not followed for more vertices than this.
const MOST: usize = 200_000;

/// What is asked of the points of the Earth.
pub(super) struct Question<'a> {
    pub label: &'a dyn Fn(Vec3) -> Label,
    /// The border point nearest to a point.
    pub foot: &'a dyn Fn(Vec3) -> Vec3,
    /// The distance of the outermost contour, metres.
    pub farthest: f64,
    /// The tolerance, metres.
    pub tolerance: f64,
}

/// A curve, with the labels on its left and on its right.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    pub points: Vec<Vec3>,
    pub left: Label,
    pub right: Label,
    /// A ball around it.
    center: Vec3,
    radius: f64,
}

/// All curves found so far, and the points where they fork.
#[derive(Debug, Default)]
pub(super) struct Curves {
    pub all: Vec<Curve>,
    forks: Vec<Vec3>,
}

/// Where a curve starts: its first points, the second of them on the curve and off every other.
#[derive(Debug, Clone, Copy)]
struct Seed {
    start: Vec3,
    next: Vec3,
    left: Label,
    right: Label,
}

/// How a curve that was followed ends.
enum End {
    /// Beyond the contour, or on the border.
    Loose,
    /// Where a third label comes in.
    Fork(Vec3),
}

/// What lies on a circle ahead of a curve.
enum Ahead {
    Curve(Vec3),
    Fork,
    Nothing,
}

impl Question<'_> {
    /// All curves that touch the border points given or cross the contour.
    pub fn curves(&self, starts: &[Vec3], contour: &[LineString<f64>]) -> Curves {
        let mut curves = Curves::default();
        let mut seeds: Vec<Seed> = starts.iter().flat_map(|&start| self.around(start)).collect();
        self.grow(&mut seeds, starts, &mut curves);
        for ring in contour {
            for (point, [left, right]) in self.changes(ring) {
                if curves.all.iter().any(|curve| self.passes(curve, point, [left, right])) {
                    continue;
                }
                // Inwards, wherever that is.
                let inwards = self.around(point).into_iter().filter(|seed| {
                    let back = [seed.left, seed.right] == [left, right];
                    let forth = [seed.left, seed.right] == [right, left];
                    let distance = earth::arc_length((self.foot)(seed.next), seed.next);
                    (back || forth) && distance < self.farthest + self.tolerance
                });
                seeds.extend(inwards);
                self.grow(&mut seeds, starts, &mut curves);
            }
        }
        curves
    }

    /// Adds the curves that pass between two points of different labels.
    pub fn add_between(&self, ends: [Vec3; 2], starts: &[Vec3], curves: &mut Curves) {
        let [from, to] = ends;
        let place = self.change(from, to, (self.label)(from));
        self.grow(&mut self.around(place), starts, curves);
    }

    /// Follows seeds and those of the forks they lead to.
    fn grow(&self, seeds: &mut Vec<Seed>, starts: &[Vec3], curves: &mut Curves) {
        while let Some(seed) = seeds.pop() {
            let labels = [seed.left, seed.right];
            if curves.all.iter().any(|curve| self.passes(curve, seed.next, labels)) {
                continue;
            }
            let (mut points, end) = self.follow(&seed, starts);
            if let End::Fork(place) = end {
                let near = |fork: &&Vec3| (**fork - place).norm() < 2.0 * self.tolerance;
                if let Some(&fork) = curves.forks.iter().find(near) {
                    points.push(fork);
                } else {
                    curves.forks.push(place);
                    seeds.extend(self.around(place));
                }
            }
            curves.all.push(self.thinned(points, &seed));
        }
    }

    /// The curves that leave a point.
    fn around(&self, center: Vec3) -> Vec<Seed> {
        let radius = AROUND * self.tolerance;
        let up = earth::normal(center);
        let (east, north) = earth::tangents(up);
        let at = |degrees: f64| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            earth::drop(center + (east * cos + north * sin) * radius, up)
        };
        let label = |degrees: f64| (self.label)(at(degrees));
        let count = (360.0 / TURN) as usize;
        // Off the axes, where borders like to run.
        let directions = (0..=count).map(|i| i as f64 * TURN + 0.3);
        let labels: Vec<(f64, Label)> = directions.map(|d| (d, label(d))).collect();
        let mut seeds = Vec::new();
        for pair in labels.windows(2) {
            let [(mut from, right), (mut to, left)] = [pair[0], pair[1]];
            if left == right {
                continue;
            }
            while to - from > 1e-7 {
                let middle = 0.5 * (from + to);
                if label(middle) == right { from = middle } else { to = middle }
            }
            let next = at(0.5 * (from + to));
            let left = label(to);
            // Along the border itself labels may change as well.
            if earth::arc_length((self.foot)(next), next) > 0.05 * radius {
                seeds.push(Seed { start: center, next, left, right });
            }
        }
        seeds
    }

    /// Where labels change along a ring, and the labels before and after.
    fn changes(&self, ring: &LineString<f64>) -> Vec<(Vec3, [Label; 2])> {
        let points = &ring.0;
        let count = points.len().saturating_sub(1);
        let middle = |i: usize| earth::ecef(along(points[i % count], points[i % count + 1], 0.5));
        let labels: Vec<Label> = (0..count).map(|i| (self.label)(middle(i))).collect();
        (0..count)
            .filter(|&i| labels[i] != labels[(i + 1) % count])
            .map(|i| {
                let (before, after) = (labels[i], labels[(i + 1) % count]);
                let corner = earth::ecef(points[i + 1]);
                let (from, to) = match (self.label)(corner) == before {
                    true => (corner, middle(i + 1)),
                    false => (middle(i), corner),
                };
                (self.change(from, to, before), [before, after])
            })
            .collect()
    }

    /// The last point with a label on the way from one that has it to one that has not.
    fn change(&self, mut from: Vec3, mut to: Vec3, label: Label) -> Vec3 {
        while (to - from).norm() > 1e-6 {
            let between = (from + to) * 0.5;
            let between = earth::drop(between, earth::normal(between));
            if between == from || between == to {
                break;
            }
            if (self.label)(between) == label { from = between } else { to = between }
        }
        from
    }

    /// Whether a curve between the same labels passes a point.
    fn passes(&self, curve: &Curve, point: Vec3, [one, other]: [Label; 2]) -> bool {
        let own = [curve.left, curve.right];
        (point - curve.center).norm() <= curve.radius + self.tolerance
            && (own == [one, other] || own == [other, one])
            && curve.points.windows(2).any(|pair| {
                let gap = point - on_chord(point, pair[0], pair[1]);
                let up = earth::normal(point);
                (gap - up * gap.dot(up)).norm() <= 2.0 * SHARE * self.tolerance
            })
    }

    /// A curve from a seed to where it leaves the outermost contour, meets the border or forks.
    fn follow(&self, seed: &Seed, starts: &[Vec3]) -> (Vec<Vec3>, End) {
        let shortest = SHORTEST * self.tolerance;
        let mut points = vec![seed.start, seed.next];
        let (mut from, mut heading) = (seed.next, (seed.next - seed.start).unit());
        let (mut step, mut last_distance) = (shortest, 0.0);
        while points.len() < MOST {
            let foot = (self.foot)(from);
            let distance = earth::arc_length(foot, from);
            if distance > self.farthest + 2.0 * self.tolerance {
                break;
            }
            if distance < 2.0 * shortest && distance < last_distance {
                let near = |start: &&Vec3| (**start - from).norm() < self.tolerance;
                let beyond = || foot + (foot - from) * 0.5;
                points.push(starts.iter().find(near).copied().unwrap_or_else(beyond));
                break;
            }
            step = step.min(0.5 * distance).max(shortest);
            let next = self.next(from, heading, step, seed);
            let next = match next {
                Ahead::Curve(next) if step <= shortest => next,
                Ahead::Curve(next) if self.is_beside(from, next, seed, &[0.25, 0.5, 0.75]) => next,
                Ahead::Fork if step <= shortest => return (points, End::Fork(from)),
                Ahead::Nothing if step <= shortest => break,
                _ => {
                    step *= 0.5;
                    continue;
                }
            };
            heading = (next - from).unit();
            // Around a part that nothing else touches a curve comes back to where it began.
            let gap = (seed.start - on_chord(seed.start, from, next)).norm();
            if points.len() > 4 && gap < SHARE * self.tolerance {
                points.push(seed.start);
                break;
            }
            points.push(next);
            (from, last_distance) = (next, distance);
            step *= 2.0;
        }
        (points, End::Loose)
    }

    /// What crosses the circle of a radius around one of a curve's points, ahead.
    fn next(&self, from: Vec3, heading: Vec3, radius: f64, labels: &Seed) -> Ahead {
        let up = earth::normal(from);
        let ahead = (heading - up * heading.dot(up)).unit();
        let aside = up.cross(ahead);
        let at = |degrees: f64| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            earth::drop(from + (ahead * cos + aside * sin) * radius, up)
        };
        let label = |degrees: f64| (self.label)(at(degrees));
        let here = label(0.0);
        // Away from the side whose label is met first.
        let (turn, wanted) = match here {
            here if here == labels.left => (-TURN, labels.right),
            here if here == labels.right => (TURN, labels.left),
            _ => return Ahead::Fork,
        };
        let turns = (1..=(165.0 / TURN) as usize).map(|i| i as f64 * turn);
        let Some(other) = turns.into_iter().find(|&degrees| label(degrees) != here) else {
            return Ahead::Nothing;
        };
        if label(other) != wanted {
            return Ahead::Fork;
        }
        let (mut same, mut other) = (other - turn, other);
        let fine = (1e-5 * self.tolerance).max(1e-8) / radius;
        while (other - same).abs().to_radians() > fine {
            let middle = 0.5 * (same + other);
            if label(middle) == here { same = middle } else { other = middle }
        }
        if label(other) == wanted { Ahead::Curve(at(0.5 * (same + other))) } else { Ahead::Fork }
    }

    /// Whether an edge as drawn has the right labels on both sides.
    fn is_beside(&self, from: Vec3, to: Vec3, labels: &Seed, shares: &[f64]) -> bool {
        let (a, b) = (earth::lonlat(from), earth::lonlat(to));
        let aside = SHARE * self.tolerance;
        shares.iter().all(|&share| {
            let p = earth::ecef(along(a, b, share));
            let up = earth::normal(p);
            let left = up.cross(to - from).unit() * aside;
            (self.label)(earth::drop(p + left, up)) == labels.left
                && (self.label)(earth::drop(p - left, up)) == labels.right
        })
    }

    /// Whether an edge as drawn passes a point: the border may run straight from where a curve begins
    /// to where it ends, with the same labels beside it.
    fn is_on(&self, from: Vec3, to: Vec3, point: Vec3) -> bool {
        let (way, length) = ((to - from).unit(), (to - from).norm());
        let share = (point - from).dot(way) / length;
        if !(0.0..=1.0).contains(&share) {
            return false;
        }
        let drawn = along(earth::lonlat(from), earth::lonlat(to), share);
        let gap = earth::ecef(drawn) - point;
        (gap - way * gap.dot(way)).norm() <= 2.0 * SHARE * self.tolerance
    }

    /// A curve without the vertices it does not need.
    fn thinned(&self, points: Vec<Vec3>, labels: &Seed) -> Curve {
        const SHARES: [f64; 7] = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];
        let mut kept = Vec::new();
        let mut stack = vec![(0, points.len() - 1)];
        while let Some((from, to)) = stack.pop() {
            let middle = (from + to) / 2;
            let straight = || {
                let between = [from.midpoint(middle), middle, middle.midpoint(to)];
                between.iter().all(|&i| self.is_on(points[from], points[to], points[i]))
                    && self.is_beside(points[from], points[to], labels, &SHARES)
            };
            if to - from > 1 && !straight() {
                stack.extend([(middle, to), (from, middle)]);
            } else {
                kept.push(points[from]);
            }
        }
        kept.extend(points.last());
        let sum = kept.iter().fold(Vec3::default(), |sum, &p| sum + p);
        let center = sum * (1.0 / kept.len() as f64);
        let radius = kept.iter().map(|&p| (p - center).norm()).fold(0.0, f64::max);
        Curve { points: kept, left: labels.left, right: labels.right, center, radius }
    }
}
