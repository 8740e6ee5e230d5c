//! A border: one or several directed polylines, checked when they are made, and measured along.
//!
//! Longitude, latitude in degrees. A border is checked for positions finite and in range, at least
//! two distinct points a line, no edge wider than 180° of longitude. Repeated points are dropped.
//! Crossing, overlapping and closed lines are allowed. Points are distinct when they lie [`APART`]
//! on the Earth: -180° is 180°, a pole is a pole.
//!
//! # Imports
//! `value`, `earth`, `index`.
//!
//! # Reading order
//! This file; `station`, `route`; `foot` finds the nearest point of one edge, `nearest_mark` the
//! nearest point of the border; `sector`.

mod foot;
mod nearest_mark;
mod route;
mod sector;
mod station;

use geo_types::{Coord, LineString, MultiLineString};

pub(crate) use self::nearest_mark::TIE;
pub use self::route::Route;
pub(crate) use self::route::RoutePoint;
pub use self::sector::Sector;
pub use self::station::{Projection, Station};
use crate::earth::{self, Vec3};
use crate::value::{Edges, Error, InputPosition, Length, Position};

/// The smallest distance between points for the line between them to have a direction, metres.
const APART: f64 = 1e-5;

/// The largest distance between a piece and its edge, metres: the lengths of pieces fall short of
/// the edges' by less than a ten-billionth.
pub(crate) const DEVIATION: f64 = 1e-4;

/// One or several directed polylines from which distances are measured.
///
/// Make one whenever distances are to be measured from lines of your own, from `geo_types` here or
/// from a file by [`geojson::read_border`](crate::geojson::read_border); everything else takes it
/// checked.
///
/// ```
/// use safe_zone::{Border, Edges};
/// use geo_types::line_string;
/// let line = line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7), (x: 39.0, y: 36.7)];
/// let border = Border::new(line, Edges::Planar)?;
/// assert_eq!(border.lines().0[0].0.len(), 2); // the repeated point is gone
/// assert!((border.length().km() - 89.9).abs() < 0.1);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    lines: MultiLineString<f64>,
    edges: Edges,
}

impl Border {
    /// A border of these lines.
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::NotFinite`], [`Error::OutOfRange`], [`Error::TooFewPoints`],
    /// [`Error::LongEdge`], each with the line and the point where it stands.
    pub fn new(lines: impl Into<MultiLineString<f64>>, edges: Edges) -> Result<Self, Error> {
        let lines = lines.into();
        if lines.0.is_empty() {
            return Err(Error::Empty { place: InputPosition::INPUT });
        }
        let lines = lines
            .0
            .into_iter()
            .enumerate()
            .map(|(part, line)| checked(part, line, edges))
            .collect::<Result<_, Error>>()?;
        Ok(Border { lines: MultiLineString(lines), edges })
    }

    /// The lines, without repeated points.
    pub fn lines(&self) -> &MultiLineString<f64> {
        &self.lines
    }

    /// The course of the edges between the vertices.
    pub fn edges(&self) -> Edges {
        self.edges
    }

    /// The length along the edges as drawn, within 0.1 mm in 1000 km. It equals the chainage of the
    /// border's end on a [`Route`], to the last digit.
    pub fn length(&self) -> Length {
        self.pieces(DEVIATION).length()
    }

    /// Cuts the edges into pieces that leave them by at most `deviation` metres, and measures the
    /// pieces; takes time in proportion to their number.
    pub(crate) fn pieces(&self, deviation: f64) -> Pieces {
        let (mut positions, mut starts, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for line in &self.lines {
            let first = positions.len();
            for edge in line.lines() {
                starts.push(positions.len());
                earth::subdivide(edge.start, edge.end, self.edges, deviation, &mut positions);
            }
            positions.extend(line.0.last());
            lines.push((first, positions.len() - 1));
        }
        let points: Vec<Vec3> = positions.iter().map(|&p| earth::ecef(p)).collect();
        let mut chainages = vec![0.0; points.len()];
        for &(first, last) in &lines {
            if let Some(before) = first.checked_sub(1) {
                chainages[first] = chainages[before];
            }
            for i in first..last {
                chainages[i + 1] = chainages[i] + earth::arc_length(points[i], points[i + 1]);
            }
        }
        Pieces { positions, points, chainages, starts, lines }
    }
}

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
}

impl Pieces {
    pub fn length(&self) -> Length {
        Length::literal(self.chainages.last().copied().unwrap_or_default())
    }
}

fn checked(part: usize, line: LineString<f64>, edges: Edges) -> Result<LineString<f64>, Error> {
    let mut points: Vec<Coord<f64>> = Vec::with_capacity(line.0.len());
    for (index, Coord { x, y }) in line.0.into_iter().enumerate() {
        let point = Coord::from(Position::at(x, y, InputPosition::point(part, index))?);
        match points.last() {
            Some(&last) if last == point => {}
            Some(&last) if edges == Edges::Planar && (last.x - x).abs() > 180.0 => {
                let place = InputPosition::point(part, index - 1);
                return Err(Error::LongEdge { place, from: last.x, to: x });
            }
            _ => points.push(point),
        }
    }
    let Some(&first) = points.first() else {
        return Err(Error::Empty { place: InputPosition::line(part) });
    };
    let first = earth::ecef(first);
    if points.iter().any(|&point| (earth::ecef(point) - first).norm() >= APART) {
        Ok(LineString(points))
    } else {
        Err(Error::TooFewPoints { place: InputPosition::line(part), distinct: 1 })
    }
}
