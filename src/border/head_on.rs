//! Ends of lines that run head on: near one another, and both the first points of their lines or both the
//! last, so that left of one line is right of the other.
//!
//! Earth-centred metres. Two ends run head on where each is the nearest end of another line to the
//! other, nearer than [`SHARE`] of the shorter line's span unless all lines are one course with gaps, with no
//! third end about as near: where three lines meet, some run head on whatever their directions.

use crate::earth::{self, Vec3};
use crate::index::{BallTree, Nearest};
use crate::value::{Error, ErrorKind, Length, Position};

/// The largest distance of ends that run head on, as a share of the shorter line's span.
const SHARE: f64 = 0.1;

/// The expectation of how lines go on from one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// All of them follow one course, over gaps of any width.
    One,
    /// Each follows its own, but for those that nearly meet.
    Each,
}

/// The distance to which ends are looked for at first, metres.
const NEARBY: f64 = 1_000.0;

/// A length above that of any chord of the Earth.
const ANYWHERE: f64 = 2e7;

/// The distance within which no third end may be, as a multiple of the distance of the two.
const ALONE: f64 = 3.0;
/// The same, of runs on one course, where gaps may be as wide as runs are long.
const ALONE_ON_COURSE: f64 = 1.2;

/// The first points of the runs, then their last ones.
struct Ends {
    runs: Vec<[Position; 2]>,
    at: Vec<Vec3>,
    /// The largest distance of ends that run head on, as a share of the shorter line's span.
    share: f64,
    /// The distance within which no third end may be, as a multiple of the distance of the two.
    alone: f64,
}

/// Refuses open lines that run head on, each given by its first point and its last.
pub(super) fn check(
    runs: impl Iterator<Item = [Position; 2]>,
    course: Course,
) -> Result<(), Error> {
    let runs: Vec<[Position; 2]> = runs.filter(|[start, end]| start != end).collect();
    if runs.len() < 2 {
        return Ok(());
    }
    let at = [0, 1].map(|end| runs.iter().map(move |run| earth::ecef(run[end].into())));
    let at: Vec<Vec3> = at.into_iter().flatten().collect();
    let [share, alone] = match course {
        Course::One => [f64::INFINITY, ALONE_ON_COURSE],
        Course::Each => [SHARE, ALONE],
    };
    let ends = Ends { runs, at, share, alone };
    // A chord needs a length: each end stands as a pin of six millimetres.
    let pin = |end: usize| (ends.at[end], ends.at[end] * (1.0 + 1e-9));
    let tree = BallTree::new(ends.at.len(), pin);
    let mut nearest = Nearest::new(&tree, pin);
    for end in 0..ends.at.len() {
        let Some((other, away)) = ends.neighbour(end, ends.reach(end), &mut nearest) else {
            continue;
        };
        let reach = ends.reach(other);
        let mutual =
            ends.neighbour(other, reach, &mut nearest).is_some_and(|(back, _)| back == end);
        if mutual && ends.is_last(end) == ends.is_last(other) {
            return Err(ends.refuse(end, other, away));
        }
    }
    Ok(())
}

impl Ends {
    fn run(&self, end: usize) -> usize {
        end % self.runs.len()
    }

    fn is_last(&self, end: usize) -> bool {
        end >= self.runs.len()
    }

    /// The largest distance of another end that runs head on to this one.
    fn reach(&self, end: usize) -> f64 {
        let run = self.run(end);
        let span = (self.at[run] - self.at[run + self.runs.len()]).norm();
        (self.share * span).min(ANYWHERE)
    }

    /// The nearest end of another run within reach, and its distance, where no third end is about as
    /// near.
    fn neighbour<E: Fn(usize) -> (Vec3, Vec3)>(
        &self,
        end: usize,
        reach: f64,
        nearest: &mut Nearest<'_, E>,
    ) -> Option<(usize, f64)> {
        let mut radius = reach.min(NEARBY);
        let mut near = self.near(end, radius, nearest);
        while near.is_empty() && radius < reach {
            radius = (2.0 * radius).min(reach);
            near = self.near(end, radius, nearest);
        }
        let nearer = |a: &&(usize, f64), b: &&(usize, f64)| a.1.total_cmp(&b.1);
        let &(other, away) = near.iter().min_by(nearer).filter(|(_, away)| *away <= reach)?;
        let third = self.alone * away;
        if third > radius {
            near = self.near(end, third, nearest);
        }
        let of_third = |end: usize| self.run(end) != self.run(other);
        let is_alone = near.iter().all(|&(end, away)| away > third || !of_third(end));
        is_alone.then_some((other, away))
    }

    /// The ends of other runs within a radius of an end, with their distances.
    fn near<E: Fn(usize) -> (Vec3, Vec3)>(
        &self,
        end: usize,
        radius: f64,
        nearest: &mut Nearest<'_, E>,
    ) -> Vec<(usize, f64)> {
        let mut near = Vec::new();
        nearest.within(self.at[end], radius, |foot| {
            if self.run(foot.chord) != self.run(end) {
                near.push((foot.chord, foot.chord2.sqrt()));
            }
        });
        near
    }

    fn refuse(&self, end: usize, other: usize, away: f64) -> Error {
        let place = |end: usize| {
            let [first, last] = self.runs[self.run(end)];
            if self.is_last(end) { last } else { first }
        };
        // Up to a whole centimetre, so that lines join over the gap that the message names.
        let gap = (away * 100.0).ceil() / 100.0;
        match Length::from_metres(gap) {
            Ok(gap) => Error::from(ErrorKind::HeadOn { ends: [place(end), place(other)], gap }),
            Err(error) => error,
        }
    }
}
