//! The border as samples for comparison with pieces of offset curve: every point, and every chord
//! by its middle.
//!
//! Earth-centred metres. Samples stand chord after chord as the line runs: the point where a chord
//! starts, its middle, the point where it ends (which is the start of the next chord, and stands
//! once). A place nearer than c to the inside of a chord of half-length e lies within √(c² + e²) of
//! the chord's middle; a point has e = 0. So one comparison of squares serves both.

use std::ops::Range;

use super::chord::Chord;
use crate::earth::Vec3;
use crate::index::Ball;

/// The cause of an interval's end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bound {
    /// The piece's own end.
    Natural,
    /// A border point, to which the piece is nearer than the distance beyond the end.
    Point(u32),
    /// A border chord, to which the piece is nearer than the distance beyond the end.
    Chord(u32),
    /// The end of a part looked at again, a little outside of the part exposed at first.
    Limit,
}

/// A point of the border, or a chord by its middle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    pub at: Vec3,
    pub half_length2: f64,
    pub what: Bound,
}

impl Sample {
    /// The sample of a point at a place.
    pub fn of_point(point: u32, at: Vec3) -> Self {
        Sample { at, half_length2: 0.0, what: Bound::Point(point) }
    }
}

/// The number of rows that are compared together: a leaf of the tree, with a few more where it has
/// fewer.
const BLOCK: usize = 10;

/// The samples of a network, in columns, so that several are compared at once.
#[derive(Debug)]
pub(crate) struct Samples {
    /// The coordinates of the samples, followed by a block of none.
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
    half_length2: Vec<f64>,
    /// The kind of each sample, a point or a chord.
    what: Vec<Bound>,
    /// The first sample of each chord.
    first: Vec<u32>,
}

/// A piece as samples and balls see it: a segment, and the largest distance of the piece from it,
/// as a share of the distance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline {
    start: Vec3,
    along: Vec3,
    /// One over the segment's squared length.
    inverse2: f64,
    /// The segment's middle, and the radius around it that holds the whole piece.
    pub middle: Vec3,
    pub radius: f64,
    pub room: f64,
}

impl Outline {
    pub fn new([start, end]: [Vec3; 2], radius: f64, room: f64) -> Self {
        let along = end - start;
        let inverse2 = 1.0 / along.norm2().max(f64::MIN_POSITIVE);
        Outline { start, along, inverse2, middle: (start + end) * 0.5, radius, room }
    }

    /// `true` if the piece may come nearer than `most` to anything in a ball.
    #[inline]
    pub fn comes_near(&self, ball: &Ball, most: f64) -> bool {
        let closer = (most + ball.radius) * (1.0 + self.room);
        self.gap2(ball.center) <= closer * closer
    }

    pub fn ends(&self) -> [Vec3; 2] {
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
        let breaks = chords.windows(2).filter(|pair| pair[0].b != pair[1].a).count();
        let rows = 2 * chords.len() + 1 + breaks + BLOCK;
        let column = || Vec::with_capacity(rows);
        let mut samples = Samples {
            x: column(),
            y: column(),
            z: column(),
            half_length2: column(),
            what: Vec::with_capacity(rows),
            first: Vec::with_capacity(chords.len()),
        };
        let mut end = None;
        for (index, chord) in chords.iter().enumerate() {
            let (a, b) = (points[chord.a as usize], points[chord.b as usize]);
            if end != Some(chord.a) {
                samples.push(a, 0.0, Bound::Point(chord.a));
            }
            samples.first.push(samples.what.len() as u32 - 1);
            samples.push((a + b) * 0.5, chord.half_length, Bound::Chord(index as u32));
            samples.push(b, 0.0, Bound::Point(chord.b));
            end = Some(chord.b);
        }
        for _ in 0..BLOCK {
            samples.push(Vec3::default(), 0.0, Bound::Natural);
        }
        samples
    }

    fn push(&mut self, at: Vec3, half_length: f64, what: Bound) {
        self.x.push(at.x);
        self.y.push(at.y);
        self.z.push(at.z);
        self.half_length2.push(half_length * half_length);
        self.what.push(what);
    }

    #[inline]
    fn sample(&self, row: usize) -> Sample {
        let at = Vec3::new(self.x[row], self.y[row], self.z[row]);
        Sample { at, half_length2: self.half_length2[row], what: self.what[row] }
    }

    fn rows(&self, chords: Range<usize>) -> Range<usize> {
        self.first[chords.start] as usize..self.first[chords.end - 1] as usize + 3
    }

    /// Adds the samples of consecutive chords that may be nearer to the piece than `most`. Stops at
    /// a point that is nearer than `least` to all of the piece, and returns it.
    #[inline]
    pub fn near(
        &self,
        chords: Range<usize>,
        outline: &Outline,
        [least, most]: [f64; 2],
        out: &mut Vec<Sample>,
    ) -> Option<u32> {
        let scale2 = (1.0 + outline.room) * (1.0 + outline.room);
        let within2 = scale2 * most * most;
        let least = least - outline.room * most;
        let least2 = least * least.abs();
        let Range { mut start, end } = self.rows(chords);
        while start < end {
            let gaps2 = self.gaps2(start, scale2, outline);
            for (row, &gap2) in (start..end).zip(&gaps2) {
                if gap2 >= within2 {
                    continue;
                }
                let sample = self.sample(row);
                out.push(sample);
                if let Bound::Point(point) = sample.what
                    && gap2 < least2
                    && outline.ends().iter().all(|&end| (end - sample.at).norm2() < least2)
                {
                    return Some(point);
                }
            }
            start += BLOCK;
        }
        None
    }

    /// The squared gaps from a piece to a block of rows, less the amount by which chords may be
    /// nearer than their middles.
    #[inline]
    fn gaps2(&self, start: usize, scale2: f64, outline: &Outline) -> [f64; BLOCK] {
        let rows = start..start + BLOCK;
        let (x, y, z) = (&self.x[rows.clone()], &self.y[rows.clone()], &self.z[rows.clone()]);
        let half_length2 = &self.half_length2[rows];
        let mut gaps2 = [0.0; BLOCK];
        for i in 0..BLOCK {
            let gap2 = outline.gap2(Vec3::new(x[i], y[i], z[i]));
            gaps2[i] = gap2 - scale2 * half_length2[i];
        }
        gaps2
    }
}
