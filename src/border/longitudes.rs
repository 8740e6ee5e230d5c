//! Longitudes as people write them: a hair beyond 180°, on past 180°, and ±180° itself.
//!
//! Longitude, latitude in degrees. A line whose longitudes go on past 180° is cut at ±180°, where the
//! map ends: its planar edges stay where they are, at the latitude that the edge has there, and the
//! lines meet in one point of the Earth, so chainages and sides go on. In between, longitudes are as
//! written: 190° is -170°. At the end of a planar edge, a longitude of ±180° or a hair beyond takes
//! the sign with which the edge is short.

use geo_types::{Coord, LineString};

use super::distinct::is_point;
use crate::value::{Edges, Error, ErrorKind, InputPosition, Position};

/// The longitude to which a line may go on past 180°, degrees.
pub(crate) const FARTHEST: f64 = 540.0;

/// The largest longitude of a point that is meant to lie at 180°, degrees: 110 m beyond.
const HAIR: f64 = 180.001;

/// The distance from 180° within which a point beyond is moved there, degrees: 11 µm.
const ON: f64 = 1e-10;

/// The lines on the map that a line of a border makes.
///
/// # Errors
/// [`ErrorKind::NotFinite`], [`ErrorKind::OutOfRange`], [`ErrorKind::Empty`], [`ErrorKind::TooFewPoints`],
/// [`ErrorKind::LongEdge`].
pub(crate) fn on_map(
    part: usize,
    line: LineString<f64>,
    edges: Edges,
) -> Result<Vec<LineString<f64>>, Error> {
    Position::check(&line, part, FARTHEST)?;
    let mut points: Vec<Coord<f64>> = line.0.into_iter().map(snapped).collect();
    let empty = || Error::from(ErrorKind::Empty { place: InputPosition::line(part) });
    let first = *points.first().ok_or_else(empty)?;
    let lines = if points.iter().all(|point| point.x.abs() <= 180.0) && !turns(&points, edges) {
        points.dedup();
        vec![LineString(points)]
    } else {
        let mut maps = Maps::from(first);
        for (index, pair) in points.windows(2).enumerate() {
            let [from, to] = match edges {
                Edges::Planar => short([pair[0], pair[1]])
                    .ok_or_else(|| long_edge(part, index, pair[0].x, pair[1].x))?,
                Edges::Geodesic => [pair[0], pair[1]],
            };
            maps.add(from, to, edges);
        }
        maps.lines
    };
    // A cut leaves no line too short to have a direction.
    let lines: Vec<_> = lines.into_iter().filter(|line| !is_point(line)).collect();
    if lines.is_empty() {
        return Err(
            ErrorKind::TooFewPoints { place: InputPosition::line(part), distinct: 1 }.into()
        );
    }
    Ok(lines)
}

/// The error for an edge of a line; `index` is that of its start.
pub(crate) fn long_edge(part: usize, index: usize, from: f64, to: f64) -> Error {
    Error::from(ErrorKind::LongEdge { place: InputPosition::point(part, index), from, to })
}

/// `true` if an edge, straight on the map, spans more than half of it.
fn turns(points: &[Coord<f64>], edges: Edges) -> bool {
    edges == Edges::Planar && points.windows(2).any(|pair| (pair[1].x - pair[0].x).abs() > 180.0)
}

/// A point all but at 180°, moved there.
pub(crate) fn snapped(point: Coord<f64>) -> Coord<f64> {
    let beyond = point.x.abs() - 180.0;
    if 0.0 < beyond && beyond <= ON {
        Coord { x: 180.0_f64.copysign(point.x), ..point }
    } else {
        point
    }
}

/// The ends of a planar edge, one of them a turn away where it lies at ±180° and the edge is short so;
/// `None` for an edge that spans more than 180°.
pub(crate) fn short([from, to]: [Coord<f64>; 2]) -> Option<[Coord<f64>; 2]> {
    let is_short = |[from, to]: [Coord<f64>; 2]| (to.x - from.x).abs() <= 180.0;
    let is_at_180 = |point: Coord<f64>| (180.0..=HAIR).contains(&point.x.abs());
    let beside = |point: Coord<f64>, other: Coord<f64>| Coord {
        x: point.x + 360.0 * ((other.x - point.x) / 360.0).round(),
        ..point
    };
    [
        Some([from, to]),
        is_at_180(to).then(|| [from, beside(to, from)]),
        is_at_180(from).then(|| [beside(from, to), to]),
    ]
    .into_iter()
    .flatten()
    .find(|&edge| is_short(edge))
}

/// The same longitude from -180° to 180°; 180° stays, and -180° too.
pub(crate) fn wrapped(point: Coord<f64>) -> Coord<f64> {
    Coord { x: point.x - turn(point, point, 0.0), ..point }
}

/// The full turns, degrees, after which both points lie on the map, `turn` where that will do; those of
/// the first point where there are none.
fn turn(from: Coord<f64>, to: Coord<f64>, turn: f64) -> f64 {
    let fits = |&turn: &f64| [from, to].iter().all(|p| (p.x - turn).abs() <= 180.0);
    let own = 360.0 * (0.5 * (from.x + to.x) / 360.0).round();
    [turn, 0.0, 360.0, -360.0].into_iter().find(fits).unwrap_or(own)
}

/// Lines on the map, in the making.
struct Maps {
    lines: Vec<LineString<f64>>,
    /// The turns that the last point has made, degrees.
    turn: f64,
}

impl Maps {
    fn from(start: Coord<f64>) -> Self {
        Maps { lines: Vec::new(), turn: turn(start, start, 0.0) }
    }

    /// Adds an edge, cut where the map ends.
    fn add(&mut self, from: Coord<f64>, to: Coord<f64>, edges: Edges) {
        if edges == Edges::Geodesic {
            return self.push(wrapped(from), wrapped(to));
        }
        let [west, east] = if from.x < to.x { [from.x, to.x] } else { [to.x, from.x] };
        let at = [-FARTHEST, -180.0, 180.0, FARTHEST].into_iter().find(|&x| west < x && x < east);
        match at {
            Some(x) => {
                let middle = Coord { x, y: latitude(from, to, x) };
                self.within(from, middle);
                self.within(middle, to);
            }
            None => self.within(from, to),
        }
    }

    fn within(&mut self, from: Coord<f64>, to: Coord<f64>) {
        self.turn = turn(from, to, self.turn);
        let on_map = |point: Coord<f64>| Coord { x: point.x - self.turn, ..point };
        let (from, to) = (on_map(from), on_map(to));
        self.push(from, to);
    }

    fn push(&mut self, from: Coord<f64>, to: Coord<f64>) {
        match self.lines.last_mut() {
            Some(line) if line.0.last() == Some(&from) => {
                if from != to {
                    line.0.push(to);
                }
            }
            _ => self.lines.push(LineString(vec![from, to])),
        }
    }
}

/// The latitude of an edge straight on the map at a longitude; the same, to the last bit, for the edge
/// reversed.
fn latitude(a: Coord<f64>, b: Coord<f64>, x: f64) -> f64 {
    let (from_a, from_b) = ((x - a.x).abs(), (x - b.x).abs());
    (a.y * from_b + b.y * from_a) / (from_a + from_b)
}
