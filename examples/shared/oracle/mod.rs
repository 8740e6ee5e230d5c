//! Ground truth for tests: distances to a border, and checks of polygons against their claims.
//!
//! Computes, on the WGS 84 ellipsoid, the smallest geodesic distance s(p) from a point to any point
//! of a border, and checks polygons against it. Longitude before latitude, degrees; lengths in
//! metres. It shares neither code nor method with the library that it checks.
//!
//! Method: every piece of the border is either proven too far by bounds on a conformal sphere
//! ([`sphere`]) or measured by branch and bound on Karney's geodesic ([`piece`]; Karney 2013,
//! Algorithms for geodesics, in the implementation geographiclib-rs). Pieces stand in runs so that
//! whole runs can be proven too far at once; that is the only index.
//!
//! Error: [`Oracle::distance`] is at most 2e-7 m too large and 2e-8 m too small.
//!
//! Undefined: positions that are not finite or not on Earth. Planar edges are taken as written,
//! never the short way round the antimeridian.

pub mod area;
pub mod check;
pub mod everywhere;
mod feet;
pub mod meeting;
pub mod membership;
pub mod parallel;
mod piece;
pub mod sample;
#[cfg(test)]
mod shape_tests;
#[cfg(test)]
mod side_tests;
mod sphere;
pub mod stretch;
#[cfg(test)]
mod tests;
pub mod tiling;
pub mod validity;

use geo::Point;
use geo_types::MultiLineString;

use piece::Piece;
use sphere::Unit;

/// The course of the border's edges between its vertices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edges {
    /// Straight in longitude and latitude.
    Planar,
    /// Along the shortest geodesic.
    Geodesic,
}

/// A border, prepared for measuring distances.
pub struct Oracle {
    runs: Vec<Run>,
}

/// Consecutive pieces, with a point of the border to which all of them are near.
struct Run {
    pieces: Vec<Piece>,
    centre: Unit,
    /// The largest distance of the run from the centre, in radii of the sphere.
    radius: f64,
}

/// The result of the bounds alone: s(p) is between `lower` and `upper`, and any nearest point lies
/// on one of the candidates, each with the least distance it can have.
struct Reach<'a> {
    lower: f64,
    upper: f64,
    candidates: Vec<(f64, &'a Piece)>,
}

/// Widens bounds, metres: more than the rounding in coordinates of the unit sphere.
const ROUNDING: f64 = 1e-7;

impl Oracle {
    /// An oracle for the distances to these lines. Lines of fewer than two points are ignored.
    pub fn new(lines: &MultiLineString<f64>, edges: Edges) -> Self {
        /// The balance between work on runs and inside them, for some ten thousand pieces.
        const PIECES_IN_A_RUN: usize = 24;
        let mut pieces = lines
            .iter()
            .flat_map(|line| line.lines())
            .enumerate()
            .flat_map(|(i, edge)| Piece::of_edge(edge.start_point(), edge.end_point(), edges, i))
            .peekable();
        let mut runs = Vec::new();
        while pieces.peek().is_some() {
            runs.push(Run::new(pieces.by_ref().take(PIECES_IN_A_RUN).collect()));
        }
        Oracle { runs }
    }

    /// The smallest geodesic distance from a point to the border, metres; infinite when the border
    /// is empty.
    pub fn distance(&self, lon: f64, lat: f64) -> f64 {
        settle(Point::new(lon, lat), self.reach(lon, lat, 0.0))
    }

    /// Bounds on the distance, metres, without a geodesic: 2 m apart on average from 5 to 30 km.
    pub fn bounds(&self, lon: f64, lat: f64) -> (f64, f64) {
        let reach = self.reach(lon, lat, 0.0);
        (reach.lower, reach.upper)
    }

    /// `true` if the distance is at most `d`; `None` when it is within `tolerance` of `d`.
    pub fn within(&self, lon: f64, lat: f64, d: f64, tolerance: f64) -> Option<bool> {
        self.between(lon, lat, f64::NEG_INFINITY, d, tolerance)
    }

    /// `true` if the distance is above `inner` and at most `outer`; `None` when it is within
    /// `tolerance` of either. Geodesics are measured only for the part that the bounds leave open.
    pub fn between(
        &self,
        lon: f64,
        lat: f64,
        inner: f64,
        outer: f64,
        tolerance: f64,
    ) -> Option<bool> {
        let reach = self.reach(lon, lat, 0.0);
        let open = |d: f64| reach.lower <= d + tolerance && d - tolerance <= reach.upper;
        let s = if open(inner) || open(outer) {
            settle(Point::new(lon, lat), reach)
        } else {
            reach.upper
        };
        let near = |d: f64| (s - d).abs() <= tolerance;
        if near(inner) || near(outer) { None } else { Some(inner < s && s <= outer) }
    }

    /// The bounds, with the candidates for all border points up to `beyond` metres farther than the
    /// nearest.
    fn reach(&self, lon: f64, lat: f64, beyond: f64) -> Reach<'_> {
        if self.runs.is_empty() {
            return Reach { lower: f64::INFINITY, upper: f64::INFINITY, candidates: Vec::new() };
        }
        let here = sphere::place(lon, lat);
        let to_runs: Vec<f64> =
            self.runs.iter().map(|run| sphere::chord(&here, &run.centre)).collect();
        let mut chord = to_runs.iter().copied().fold(f64::INFINITY, f64::min);

        // Both ends of any piece that could matter are within this reach, and so are the scales.
        let reach = sphere::EQUATOR * sphere::arc(chord) + 2.0 * piece::LONGEST + beyond;
        let (least, most) = sphere::scales(lat, reach);
        let mut upper = most * sphere::arc(chord) + ROUNDING;

        let mut candidates = Vec::new();
        for (run, to_run) in self.runs.iter().zip(to_runs) {
            if least * (to_run - run.radius) - ROUNDING > upper + beyond {
                continue;
            }
            for piece in &run.pieces {
                let [c0, c1] = piece.ends.each_ref().map(|end| sphere::chord(&here, end));
                if c0.min(c1) < chord {
                    chord = c0.min(c1);
                    upper = most * sphere::arc(chord) + ROUNDING;
                }
                let floor = piece.floor(least * c0, least * c1, piece.length) - ROUNDING;
                if floor <= upper + beyond {
                    candidates.push((floor, piece));
                }
            }
        }
        candidates.retain(|(floor, _)| *floor <= upper + beyond);
        let lower = candidates.iter().map(|(floor, _)| *floor).fold(f64::INFINITY, f64::min);
        Reach { lower, upper, candidates }
    }
}

impl Run {
    fn new(pieces: Vec<Piece>) -> Self {
        let centre = pieces[pieces.len() / 2].ends[0];
        let radius = pieces
            .iter()
            .map(|piece| {
                let [c0, c1] = piece.ends.each_ref().map(|end| sphere::chord(&centre, end));
                c0.max(c1) + 0.5 * piece.length / sphere::LEAST_SCALE
            })
            .fold(0.0, f64::max);
        Run { pieces, centre, radius }
    }
}

/// Measures the candidates, the most promising first.
fn settle(p: Point<f64>, mut reach: Reach<'_>) -> f64 {
    reach.candidates.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut best = f64::INFINITY;
    for (floor, piece) in reach.candidates {
        if floor >= best {
            break;
        }
        best = piece.nearest(p, best);
    }
    best
}
