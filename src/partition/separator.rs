//! Curves between the points nearest to one part of a border and those nearest to the rest.
//!
//! Earth-centred metres. Whether a point is nearest to the part is a yes or a no; the curve is where
//! the answer changes: a ray where the part ends, further out the points equally far from both. It
//! is followed in steps: on a circle around the last vertex the answer changes ahead of it at the
//! next one, found by bisection; a step is halved until its edge, as drawn in longitude and
//! latitude, has the right answers on both sides, [`SHARE`] of the tolerance away from it. So a curve
//! may turn, fork and end as it likes, and no kind of border part has to be told from another.
//! (Continuation by a predicate: E. L. Allgower and K. Georg, Introduction to Numerical
//! Continuation Methods, 2003, ch. 15.)
//!
//! Curves start wherever the answer changes along the outermost contour, and around the border
//! points where the part ends. They run on a little beyond that contour, to cross it.

use geo_types::LineString;

use crate::buffer::along;
use crate::earth::{self, Vec3};

/// How far a drawn edge may lie beside its curve, as a share of the tolerance.
const SHARE: f64 = 0.5;

/// Steps are not shortened below this share of the tolerance.
const SHORTEST: f64 = 0.25;

/// Directions tried around a point, degrees apart.
const TURN: f64 = 7.5;

/// A curve is not followed for more vertices than this.
const MOST: usize = 200_000;

/// What is asked of the points of the Earth.
pub(super) struct Question<'a> {
    /// Whether a point is nearest to the part.
    pub holds: &'a dyn Fn(Vec3) -> bool,
    /// The distance to the border, metres.
    pub distance: &'a dyn Fn(Vec3) -> f64,
    /// The distance of the outermost contour, metres.
    pub farthest: f64,
    /// The tolerance, metres.
    pub tolerance: f64,
}

/// A place where the answer changes, and the direction in which the curve runs on with the part on
/// its left.
#[derive(Debug, Clone, Copy)]
struct Seed {
    point: Vec3,
    heading: Vec3,
}

/// A curve, with the part on its left.
pub(super) type Curve = Vec<Vec3>;

impl Question<'_> {
    /// The curves that start at the points given or cross the contour.
    pub fn curves(&self, ends: &[Vec3], contour: &[LineString<f64>]) -> Vec<Curve> {
        let mut curves: Vec<Curve> = Vec::new();
        for &end in ends {
            for (heading, side) in self.around(end) {
                let mut curve = vec![end];
                curve.extend(self.follow(end, heading, side));
                if side == Ahead::PartOnRight {
                    curve.reverse();
                }
                curves.push(self.thinned(curve));
            }
        }
        for ring in contour {
            for seed in self.changes(ring) {
                if curves.iter().any(|curve| self.passes(curve, seed)) {
                    continue;
                }
                let mut curve = self.follow(seed.point, -seed.heading, Ahead::PartOnRight);
                curve.reverse();
                curve.push(seed.point);
                curve.extend(self.follow(seed.point, seed.heading, Ahead::PartOnLeft));
                curves.push(self.thinned(curve));
            }
        }
        curves
    }

    /// The directions in which curves leave a border point.
    fn around(&self, center: Vec3) -> Vec<(Vec3, Ahead)> {
        let radius = SHARE * self.tolerance.min(1.0);
        let up = earth::normal(center);
        let (east, north) = earth::tangents(up);
        let at = |degrees: f64| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            east * cos + north * sin
        };
        let holds = |degrees: f64| (self.holds)(earth::drop(center + at(degrees) * radius, up));
        let count = (360.0 / TURN) as usize;
        // Off the axes, where borders like to run.
        let answers: Vec<(f64, bool)> = (0..=count)
            .map(|i| (i % count) as f64 * TURN + 0.3)
            .map(|degrees| (degrees, holds(degrees)))
            .collect();
        let mut found = Vec::new();
        for pair in answers.windows(2) {
            let [(mut from, before), (mut to, after)] = [pair[0], pair[1]];
            if before == after {
                continue;
            }
            if to < from {
                to += 360.0;
            }
            while to - from > 1e-7 {
                let middle = 0.5 * (from + to);
                if holds(middle) == before { from = middle } else { to = middle }
            }
            let towards = at(0.5 * (from + to));
            let there = earth::drop(center + towards * radius, up);
            // Along the border itself the answer may change as well.
            if (self.distance)(there) > 0.05 * radius {
                let side = if after { Ahead::PartOnLeft } else { Ahead::PartOnRight };
                found.push((towards, side));
            }
        }
        found
    }

    /// Where the answer changes along a ring.
    fn changes(&self, ring: &LineString<f64>) -> Vec<Seed> {
        let points = &ring.0;
        let count = points.len().saturating_sub(1);
        let middle = |i: usize| earth::ecef(along(points[i % count], points[i % count + 1], 0.5));
        let answers: Vec<bool> = (0..count).map(|i| (self.holds)(middle(i))).collect();
        (0..count)
            .filter(|&i| answers[i] != answers[(i + 1) % count])
            .map(|i| {
                let corner = earth::ecef(points[i + 1]);
                let (mut from, mut to) = (middle(i), middle(i + 1));
                if (self.holds)(corner) == answers[i] {
                    from = corner
                } else {
                    to = corner
                }
                while (to - from).norm() > 1e-6 {
                    let between = (from + to) * 0.5;
                    let between = earth::drop(between, earth::normal(between));
                    if between == from || between == to {
                        break;
                    }
                    if (self.holds)(between) == answers[i] { from = between } else { to = between }
                }
                let (part, rest) = if answers[i] { (from, to) } else { (to, from) };
                let heading = (part - rest).cross(earth::normal(part)).unit();
                Seed { point: part, heading }
            })
            .collect()
    }

    /// Whether a curve passes a seed in its direction.
    fn passes(&self, curve: &[Vec3], seed: Seed) -> bool {
        curve.windows(2).any(|pair| {
            let way = pair[1] - pair[0];
            let share = (seed.point - pair[0]).dot(way) / way.norm2().max(f64::MIN_POSITIVE);
            let gap = seed.point - (pair[0] + way * share.clamp(0.0, 1.0));
            let up = earth::normal(seed.point);
            (gap - up * gap.dot(up)).norm() <= self.tolerance && way.dot(seed.heading) > 0.0
        })
    }

    /// The vertices of a curve beyond its start, to where it leaves the outermost contour or meets
    /// the border.
    fn follow(&self, start: Vec3, heading: Vec3, side: Ahead) -> Curve {
        let shortest = SHORTEST * self.tolerance;
        let mut curve = Vec::new();
        let (mut from, mut heading) = (start, heading);
        let mut step = shortest;
        while curve.len() < MOST {
            let distance = (self.distance)(from);
            if distance > self.farthest + 2.0 * self.tolerance {
                break;
            }
            if distance < 0.5 * shortest && !curve.is_empty() {
                curve.push(earth::drop(from + heading * shortest, earth::normal(from)));
                break;
            }
            step = step.min(0.5 * distance).max(shortest);
            let Some(next) = self.next(from, heading, step, side) else {
                if step > shortest {
                    step *= 0.5;
                    continue;
                }
                curve.push(earth::drop(from + heading * shortest, earth::normal(from)));
                break;
            };
            if step > shortest && !self.is_beside(from, next, side, &[0.25, 0.5, 0.75]) {
                step *= 0.5;
                continue;
            }
            heading = (next - from).unit();
            curve.push(next);
            from = next;
            step *= 2.0;
        }
        curve
    }

    /// Where the curve crosses the circle of a radius around one of its points, ahead.
    fn next(&self, from: Vec3, heading: Vec3, radius: f64, side: Ahead) -> Option<Vec3> {
        let up = earth::normal(from);
        let ahead = (heading - up * heading.dot(up)).unit();
        let left = up.cross(ahead);
        let at = |degrees: f64| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            earth::drop(from + (ahead * cos + left * sin) * radius, up)
        };
        let is_left = |degrees: f64| (self.holds)(at(degrees)) == (side == Ahead::PartOnLeft);
        // Turning away from the side ahead, until the other side is met.
        let ahead_is_left = is_left(0.0);
        let turn = if ahead_is_left { -TURN } else { TURN };
        let turns = (1..=(165.0 / TURN) as usize).map(|i| i as f64 * turn);
        let other = turns.into_iter().find(|&degrees| is_left(degrees) != ahead_is_left)?;
        let (mut same, mut other) = (other - turn, other);
        let fine = (1e-4 * self.tolerance).max(1e-7) / radius;
        while (other - same).abs().to_radians() > fine {
            let middle = 0.5 * (same + other);
            if is_left(middle) == ahead_is_left { same = middle } else { other = middle }
        }
        Some(at(0.5 * (same + other)))
    }

    /// Whether an edge as drawn has the part on one side of it and the rest on the other.
    fn is_beside(&self, from: Vec3, to: Vec3, side: Ahead, shares: &[f64]) -> bool {
        let (a, b) = (earth::lonlat(from), earth::lonlat(to));
        let aside = SHARE * self.tolerance;
        shares.iter().all(|&share| {
            let p = earth::ecef(along(a, b, share));
            let up = earth::normal(p);
            let left = up.cross(to - from).unit() * aside;
            let on_left = side == Ahead::PartOnLeft;
            (self.holds)(earth::drop(p + left, up)) == on_left
                && (self.holds)(earth::drop(p - left, up)) != on_left
        })
    }

    /// A curve without the vertices it does not need.
    fn thinned(&self, curve: Curve) -> Curve {
        const SHARES: [f64; 7] = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];
        let mut kept = Vec::new();
        let mut stack = vec![(0, curve.len() - 1)];
        while let Some((from, to)) = stack.pop() {
            if to - from > 1 && !self.is_beside(curve[from], curve[to], Ahead::PartOnLeft, &SHARES)
            {
                let middle = (from + to) / 2;
                stack.extend([(middle, to), (from, middle)]);
            } else {
                kept.push(curve[from]);
            }
        }
        kept.extend(curve.last());
        kept
    }
}

/// On which side of the way ahead the part lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ahead {
    PartOnLeft,
    PartOnRight,
}
