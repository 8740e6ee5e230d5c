//! The edges of a border, cut into pieces that chords stand for.
//!
//! Longitude, latitude in degrees, Earth-centred metres; chainages in metres.

use std::ops::Range;

use geo_types::{Coord, MultiLineString};

use crate::earth::{self, Vec3};
use crate::value::Edges;

/// The largest distance between a piece and its edge, metres: the lengths of pieces fall short of
/// the edges' by less than a ten-billionth.
pub(crate) const DEVIATION: f64 = 1e-4;

/// The share of the deviation by which pieces may leave their edges sideways, where it moves the feet of
/// far points.
const ASIDE: f64 = 0.545;

/// A border's edges as pieces, each straight for every purpose from one point to the next.
#[derive(Debug)]
pub(crate) struct Pieces {
    pub positions: Vec<Coord<f64>>,
    pub points: Vec<Vec3>,
    /// The geodesic length from the border's start to every point, along the pieces.
    pub chainages: Vec<f64>,
    /// The first point of every edge.
    pub starts: Vec<usize>,
    /// The first and the last point of every line.
    pub lines: Vec<(usize, usize)>,
    /// The lines of every run: one, or several that go on from one another across the antimeridian.
    pub runs: Vec<Range<usize>>,
}

impl Pieces {
    /// The pieces of lines, at most `deviation` metres from the edges.
    pub fn new(of: &MultiLineString<f64>, edges: Edges, deviation: f64) -> Self {
        let (mut positions, mut starts, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for line in of {
            let first = positions.len();
            for edge in line.lines() {
                starts.push(positions.len());
                let within = [ASIDE * deviation, deviation];
                earth::subdivide_within(edge.start, edge.end, edges, within, &mut positions);
            }
            positions.extend(line.0.last());
            lines.push((first, positions.len() - 1));
        }
        let mut points: Vec<Vec3> = positions.iter().map(|&p| earth::ecef(p)).collect();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (line, &(first, _)) in lines.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if is_twin(positions[lines[line - 1].1], positions[first]) => {
                    run.end = line + 1;
                    points[first] = points[lines[line - 1].1];
                }
                _ => runs.push(line..line + 1),
            }
        }
        for run in &runs {
            let (first, last) = (lines[run.start].0, lines[run.end - 1].1);
            if is_twin(positions[first], positions[last]) {
                points[last] = points[first];
            }
        }
        let mut chainages = vec![0.0; points.len()];
        for &(first, last) in &lines {
            if let Some(before) = first.checked_sub(1) {
                chainages[first] = chainages[before];
            }
            for i in first..last {
                chainages[i + 1] = chainages[i] + earth::arc_length(points[i], points[i + 1]);
            }
        }
        Pieces { positions, points, chainages, starts, lines, runs }
    }
}

/// `true` if two positions are one point of the antimeridian, seen from its two sides.
fn is_twin(a: Coord<f64>, b: Coord<f64>) -> bool {
    a.x.abs() == 180.0 && a.x == -b.x && a.y == b.y
}
