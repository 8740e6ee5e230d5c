//! A border: one or several directed polylines, checked when they are made.
//!
//! Longitude, latitude in degrees. What is checked: every position finite and in range, at least
//! two distinct points a line, no edge wider than 180° of longitude. Repeated points are dropped.
//! Crossing, overlapping and closed lines are allowed. Distinct are points that lie [`APART`] on
//! the Earth: -180° is 180°, a pole is a pole.

use geo_types::{Coord, LineString, MultiLineString};

use crate::earth;
use crate::error::{Error, Place};
use crate::{Edges, Length, Position};

/// How far apart points have to lie for a line between them to have a direction, metres.
const APART: f64 = 1e-5;

/// One or several directed polylines from which distances are measured.
///
/// Make one whenever distances are to be measured from lines of your own, from `geo_types` here or from
/// a file by [`geojson::read_border`](crate::geojson::read_border); everything else takes it checked.
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
            return Err(Error::Empty { place: Place::INPUT });
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

    /// How its edges run between the vertices.
    pub fn edges(&self) -> Edges {
        self.edges
    }

    /// Length along the edges as drawn, to a millimetre in 1000 km (Karney's geodesics over
    /// pieces that leave the edge by less than 1 mm).
    pub fn length(&self) -> Length {
        let mut points = Vec::new();
        let mut sum = 0.0;
        for line in &self.lines {
            points.clear();
            for edge in line.lines() {
                earth::subdivide(edge.start, edge.end, self.edges, 0.001, &mut points);
            }
            points.extend(line.0.last());
            sum += points.windows(2).map(|pair| earth::distance(pair[0], pair[1])).sum::<f64>();
        }
        Length::literal(sum)
    }
}

fn checked(part: usize, line: LineString<f64>, edges: Edges) -> Result<LineString<f64>, Error> {
    let mut points: Vec<Coord<f64>> = Vec::with_capacity(line.0.len());
    for (index, Coord { x, y }) in line.0.into_iter().enumerate() {
        let point = Coord::from(Position::at(x, y, Place::point(part, index))?);
        match points.last() {
            Some(&last) if last == point => {}
            Some(&last) if edges == Edges::Planar && (last.x - x).abs() > 180.0 => {
                let place = Place::point(part, index - 1);
                return Err(Error::LongEdge { place, from: last.x, to: x });
            }
            _ => points.push(point),
        }
    }
    let Some(&first) = points.first() else {
        return Err(Error::Empty { place: Place::line(part) });
    };
    let first = earth::ecef(first);
    if points.iter().any(|&point| (earth::ecef(point) - first).norm() >= APART) {
        Ok(LineString(points))
    } else {
        Err(Error::TooFewPoints { place: Place::line(part), distinct: 1 })
    }
}
