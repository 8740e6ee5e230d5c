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
use crate::earth::Vec3;

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

/// A piece as samples see it: three of its places, no other farther from the middle one than
/// `radius`, and by what share of a distance a disc may be wider than needed to hold one of them
/// when it holds any of the piece.
#[derive(Debug)]
pub(super) struct Outline {
    pub places: [Vec3; 3],
    pub radius: f64,
    pub room: f64,
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

    /// Adds those of the rows that may be nearer to the piece than `c`.
    pub fn near(&self, rows: Range<usize>, outline: &Outline, c: f64, out: &mut Vec<u32>) {
        let (c2, most) = (c * c, (c + outline.radius) * (c + outline.radius));
        let scale2 = (1.0 + outline.room) * (1.0 + outline.room);
        let first = rows.start;
        for (index, sample) in self.rows[rows].iter().enumerate() {
            let gap2 = |place: &Vec3| (sample.at - *place).norm2();
            let [start, middle, end] = &outline.places;
            let within2 = scale2 * (c2 + sample.half_length2);
            let middle2 = gap2(middle);
            let near = middle2 < within2
                || middle2 < scale2 * (most + sample.half_length2)
                    && (gap2(start) < within2 || gap2(end) < within2);
            if near {
                out.push((first + index) as u32);
            }
        }
    }
}
