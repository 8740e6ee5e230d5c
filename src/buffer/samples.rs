//! The border as samples to be compared with pieces of offset curve: every point, and every chord
//! by its middle.
//!
//! Earth-centred metres. Samples stand chord after chord as the line runs: the point where a chord
//! starts, its middle, the point where it ends (which is where the next one starts, and stands
//! once). A place that the inside of a chord of half-length e is nearer to than c lies within
//! √(c² + e²) of its middle; a point has e = 0. So one comparison of squares does for both.

use std::ops::Range;

use super::chord::Chord;
use super::open::Bound;
use super::reach::Reach;
use crate::earth::Vec3;
use crate::nearest::Ball;

/// A point of the border, or a chord by its middle.
#[derive(Debug, Clone, Copy)]
struct Sample {
    at: Vec3,
    half_length2: f64,
    what: Bound,
}

/// The samples of a network.
#[derive(Debug)]
pub(super) struct Samples {
    rows: Vec<Sample>,
    /// Where each chord's samples start.
    first: Vec<u32>,
}

/// A piece as samples and balls see it: the segment between its ends, and by what share of a
/// distance the piece may be nearer than that to something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline {
    start: Vec3,
    along: Vec3,
    /// One over the segment's squared length.
    inverse2: f64,
    /// The segment's middle, and what no place of the piece is farther from it than.
    pub middle: Vec3,
    pub radius: f64,
    pub room: f64,
}

/// How a piece stands to what a ball holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Touch {
    /// Farther than the distance from all of it.
    Apart,
    /// Perhaps nearer to some of it.
    Near,
    /// Nearer, all of the piece, to whatever it holds.
    Buries,
}

impl Outline {
    pub fn new([start, end]: [Vec3; 2], radius: f64, room: f64) -> Self {
        let along = end - start;
        let inverse2 = 1.0 / along.norm2().max(f64::MIN_POSITIVE);
        Outline { start, along, inverse2, middle: (start + end) * 0.5, radius, room }
    }

    /// How the piece stands to what a ball holds.
    #[inline]
    pub fn touches(&self, ball: &Ball, reach: &Reach) -> Touch {
        let closer = (reach.most_chord + ball.radius) * (1.0 + self.room);
        if self.gap2(ball.center) > closer * closer {
            return Touch::Apart;
        }
        let inner = reach.least_chord - self.radius - ball.radius;
        if inner > 0.0 && (ball.center - self.middle).norm2() < inner * inner {
            return Touch::Buries;
        }
        Touch::Near
    }

    fn ends(&self) -> [Vec3; 2] {
        [self.start, self.start + self.along]
    }

    /// The squared distance of a point from the segment.
    #[inline]
    pub fn gap2(&self, p: Vec3) -> f64 {
        let from_start = p - self.start;
        let share = from_start.dot(self.along) * self.inverse2;
        let share = if share > 0.0 { share } else { 0.0 };
        let share = if share < 1.0 { share } else { 1.0 };
        (from_start - self.along * share).norm2()
    }
}

impl Samples {
    pub fn new(points: &[Vec3], chords: &[Chord]) -> Self {
        let mut rows: Vec<Sample> = Vec::with_capacity(2 * chords.len() + 1);
        let mut first = Vec::with_capacity(chords.len());
        let sample = |at, half_length2, what| Sample { at, half_length2, what };
        let mut end = None;
        for (index, chord) in chords.iter().enumerate() {
            let (a, b) = (points[chord.a as usize], points[chord.b as usize]);
            if end != Some(chord.a) {
                rows.push(sample(a, 0.0, Bound::Point(chord.a)));
            }
            first.push(rows.len() as u32 - 1);
            let e = chord.half_length;
            rows.push(sample((a + b) * 0.5, e * e, Bound::Chord(index as u32)));
            rows.push(sample(b, 0.0, Bound::Point(chord.b)));
            end = Some(chord.b);
        }
        Samples { rows, first }
    }

    /// The rows of consecutive chords.
    pub fn rows(&self, chords: Range<usize>) -> Range<usize> {
        self.first[chords.start] as usize..self.first[chords.end - 1] as usize + 3
    }

    /// What is sampled, a point or a chord.
    #[inline]
    pub fn what(&self, row: usize) -> Bound {
        self.rows[row].what
    }

    /// Adds those of the rows that may be nearer to the piece than `most`, unless a point among
    /// them, which is returned then, is nearer than `least` to all of it.
    pub fn near(
        &self,
        rows: Range<usize>,
        outline: &Outline,
        [least, most]: [f64; 2],
        out: &mut Vec<u32>,
    ) -> Option<u32> {
        let scale2 = (1.0 + outline.room) * (1.0 + outline.room);
        let within2 = scale2 * most * most;
        let least2 = least * least.abs();
        let first = rows.start;
        for (index, sample) in self.rows[rows].iter().enumerate() {
            let gap2 = outline.gap2(sample.at);
            if gap2 >= within2 + scale2 * sample.half_length2 {
                continue;
            }
            out.push((first + index) as u32);
            if let Bound::Point(point) = sample.what
                && gap2 < least2
                && outline.ends().iter().all(|&end| (end - sample.at).norm2() < least2)
            {
                return Some(point);
            }
        }
        None
    }
}
