//! The border as samples to be compared with pieces of offset curve in long rows: every point, and
//! every chord by its middle.
//!
//! Earth-centred metres. Coordinates stand in columns, chord after chord as the line runs: the point
//! where a chord starts, its middle, the point where it ends (which is where the next one starts,
//! and stands once). A place p that the inside of a chord of half-length e is nearer to than c lies
//! within √(c² + e²) of its middle; a point has e = 0. So one comparison of squares does for both.

use std::ops::Range;

use super::chord::Chord;
use super::open::Bound;
use crate::earth::Vec3;

/// Rows compared at a time: enough to fill the processor's lanes, few enough for its first cache.
const ROWS: usize = 32;

/// The samples of a network.
#[derive(Debug)]
pub(super) struct Samples {
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
    half_length2: Vec<f64>,
    what: Vec<Bound>,
    /// Where each chord's samples start.
    first: Vec<u32>,
}

impl Samples {
    pub fn new(points: &[Vec3], chords: &[Chord]) -> Self {
        let rows = 2 * chords.len() + 1;
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
            let e = chord.half_length;
            samples.push((a + b) * 0.5, e * e, Bound::Chord(index as u32));
            samples.push(b, 0.0, Bound::Point(chord.b));
            end = Some(chord.b);
        }
        samples
    }

    fn push(&mut self, p: Vec3, half_length2: f64, what: Bound) {
        self.x.push(p.x);
        self.y.push(p.y);
        self.z.push(p.z);
        self.half_length2.push(half_length2);
        self.what.push(what);
    }

    /// The rows of consecutive chords.
    pub fn rows(&self, chords: Range<usize>) -> Range<usize> {
        self.first[chords.start] as usize..self.first[chords.end - 1] as usize + 3
    }

    /// What is sampled, a point or a chord.
    pub fn what(&self, row: usize) -> Bound {
        self.what[row]
    }

    /// Adds the rows that lie within √(c² + e²) of one of three places, and a share `room` more.
    pub fn near(
        &self,
        rows: Range<usize>,
        places: &[Vec3; 3],
        c: f64,
        room: f64,
        out: &mut Vec<u32>,
    ) {
        let (c2, scale2) = (c * c, (1.0 + room) * (1.0 + room));
        let mut excess = [0.0; ROWS];
        for start in rows.clone().step_by(ROWS) {
            let end = rows.end.min(start + ROWS);
            let columns = self.x[start..end].iter().zip(&self.y[start..end]);
            let columns = columns.zip(&self.z[start..end]).zip(&self.half_length2[start..end]);
            for (excess, (((&x, &y), &z), &e2)) in excess.iter_mut().zip(columns) {
                let gap2 = |p: &Vec3| {
                    let (x, y, z) = (x - p.x, y - p.y, z - p.z);
                    x * x + y * y + z * z
                };
                let [a, b, c] = [gap2(&places[0]), gap2(&places[1]), gap2(&places[2])];
                let least = if a < b { a } else { b };
                let least = if least < c { least } else { c };
                *excess = least - scale2 * (c2 + e2);
            }
            let near = (start..end).zip(&excess).filter(|&(_, &excess)| excess < 0.0);
            out.extend(near.map(|(row, _)| row as u32));
        }
    }
}
