//! Linear referencing: a border measured along its length.
//!
//! Chainage is the length along the border's edges from its start, in metres. A border of several
//! lines goes on from one to the next, and the gap between them has no length. Azimuths are degrees
//! clockwise from north. Edges are cut into pieces that leave them by at most [`DEVIATION`];
//! chainages along pieces fall short of those along the edges by a billionth at most. The nearest
//! point is found on the pieces, then on the edge itself (`foot`), within the bounds that
//! [`Station`] states; distances from there are those of Karney's geodesics. Where parts of the
//! border overlap or meet, they are equally near and the lowest chainage counts (`nearest_mark`);
//! elsewhere the nearest part counts.

use std::ops::Range;

use geo_types::Coord;

use super::pieces::Pieces;
use super::sector::Sector;
use crate::earth::{self, Vec3};
use crate::index::BallTree;
use crate::value::{Edges, Error, ErrorKind, Length, Position, Side};

pub use super::station::{Projection, Station};

/// The distance between the ends of two lines below which one line goes on from the other, metres.
const JOINED: f64 = 1e-5;

/// The rounding of a border's length in kilometres or miles, metres: a chainage beyond the end by
/// less is the end.
const ROUNDING: f64 = 1e-6;

/// The distance below which a point is on the border, metres.
const ON: f64 = 1e-6;

/// A border measured along its length.
///
/// Use it for linear referencing: to find the chainage, the distance and the side of a point, and
/// the point at a chainage.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Position, Route, Side};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 40.0, y: 0.0)];
/// let route = Route::new(&Border::new(line, Edges::Planar)?);
/// let found = route.project(Position::new(39.0, -0.1)?);
/// assert_eq!(found.side(), Some(Side::Right));
/// assert!((found.station().chainage().km() - 111.3195).abs() < 1e-4);
/// assert!((found.distance().km() - 11.0574).abs() < 1e-4);
/// let back = route.at(found.station().chainage())?;
/// assert!((back.position().lon() - 39.0).abs() < 1e-9);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug)]
pub struct Route {
    /// The course of the border's edges.
    pub(super) straight: Edges,
    pub(super) positions: Vec<Coord<f64>>,
    pub(super) points: Vec<Vec3>,
    /// The chainage of every point.
    pub(super) chainages: Vec<f64>,
    /// The first point of every piece.
    pub(super) pieces: Vec<u32>,
    /// The first piece of every edge of the border.
    pub(super) edges: Vec<u32>,
    /// The first and the last point of each line.
    lines: Vec<(usize, usize)>,
    /// The lines of every run: one, or several that go on across the antimeridian.
    runs: Vec<Range<usize>>,
    /// The points at which a line ends and no other goes on, sorted.
    tips: Vec<usize>,
    pub(super) tree: BallTree,
}

/// An end of a piece.
#[derive(Clone, Copy)]
pub(crate) enum PieceEnd {
    Start,
    End,
}

/// A point of the border, by its piece and its share of that piece.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RoutePoint {
    pub point: Vec3,
    pub chainage: f64,
    pub(super) piece: usize,
    /// The share of the piece before the point, from 0 to 1.
    pub(super) share: f64,
}

impl Route {
    /// The route along the pieces of edges that are straight in this way.
    pub(super) fn of(pieces: Pieces, straight: Edges) -> Self {
        let Pieces { positions, points, chainages, starts, lines, runs } = pieces;
        let within = |&(first, last): &(usize, usize)| first as u32..last as u32;
        let pieces: Vec<u32> = lines.iter().flat_map(within).collect();
        // Every line before has one point more than it has pieces.
        let before = |&start: &usize| lines.partition_point(|line| line.1 < start);
        let edges = starts.iter().map(|start| (start - before(start)) as u32).collect();
        let tree = BallTree::new(pieces.len(), |piece| {
            let first = pieces[piece] as usize;
            (points[first], points[first + 1])
        });
        let tips = tips(&points, &lines);
        Route { straight, positions, points, chainages, pieces, edges, lines, runs, tips, tree }
    }

    /// The border's length, equal to [`Border::length`](crate::Border::length) to the last digit.
    pub fn length(&self) -> Length {
        Length::literal(self.chainages.last().copied().unwrap_or_default())
    }

    /// The chainages of the vertices of every line, in the order of [`Border::lines`](crate::Border::lines).
    ///
    /// A line starts at the chainage at which the line before it ends. The first chainage of all is
    /// 0, the last one [`length`](Self::length).
    ///
    /// ```
    /// use geo_types::{MultiLineString, line_string};
    /// use safe_zone::{Border, Edges, Length, Route};
    /// let lines = MultiLineString(vec![
    ///     line_string![(x: 38.0, y: 0.0), (x: 38.5, y: 0.0), (x: 39.0, y: 0.0)],
    ///     line_string![(x: 39.2, y: 0.0), (x: 40.0, y: 0.0)],
    /// ]);
    /// let route = Route::new(&Border::new(lines, Edges::Planar)?);
    /// let chainages: Vec<Vec<Length>> = route.vertex_chainages().collect();
    /// assert_eq!(chainages[0][0], Length::ZERO);
    /// assert!((chainages[0][1].km() - 55.6597).abs() < 1e-4);
    /// assert_eq!(chainages[1][0], chainages[0][2]);
    /// assert_eq!(chainages[1][1], route.length());
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn vertex_chainages(&self) -> impl Iterator<Item = Vec<Length>> {
        let edge = |point: usize| {
            self.edges.partition_point(|&piece| (self.pieces[piece as usize] as usize) < point)
        };
        self.lines.iter().map(move |&(first, last)| {
            let starts = self.edges[edge(first)..edge(last)].iter();
            let points = starts.map(|&piece| self.pieces[piece as usize] as usize).chain([last]);
            points.map(|point| Length::literal(self.chainages[point])).collect()
        })
    }

    /// The point at a chainage; where one line ends and another begins, the end of the first.
    ///
    /// # Errors
    /// [`ErrorKind::BeyondEnd`] for a chainage more than a micrometre beyond the border's end.
    pub fn at(&self, chainage: Length) -> Result<Station, Error> {
        let length = self.length().metres();
        if chainage.metres() > length + ROUNDING {
            return Err(ErrorKind::BeyondEnd { chainage, length: self.length() }.into());
        }
        Ok(self.station(&self.mark(chainage.metres().min(length))))
    }

    /// The border point nearest to a position, its distance, and the side of the border on which
    /// the position lies: `None` on the border itself, and straight on beyond one of its ends.
    ///
    /// Where parts of the border overlap or meet, the one of the lowest chainage counts.
    ///
    /// # Accuracy
    /// Up to 500 km the distance is the smallest to within a micrometre. Beside a joint, where feet
    /// a millimetre apart count as one, it is the smallest to within 0.2 mm. [`Station`] states the
    /// accuracy of the border point. Beyond 10,000 km the distance may exceed the smallest: near
    /// the antipode of the border another border point than the one taken may be nearer.
    pub fn project(&self, position: Position) -> Projection {
        let p = earth::ecef(position.into());
        self.projection(position, p, &self.nearest(p))
    }

    /// The nearest border point, the distance and the side of a position, from its nearest border
    /// point.
    pub(crate) fn projection(&self, position: Position, p: Vec3, mark: &RoutePoint) -> Projection {
        let station = self.station(mark);
        let distance = earth::distance(station.position.into(), position.into());
        let side = self.side(p, mark, distance);
        Projection { station, distance: Length::literal(distance), side }
    }

    /// The part of a sector that lies within the border's length.
    ///
    /// # Errors
    /// [`ErrorKind::BadSector`] when it ends more than a metre beyond the border's end.
    pub fn sector(&self, sector: Sector) -> Result<Sector, Error> {
        sector.within(self.length())
    }

    /// `true` if a border point is an end of the border, so that points nearest to it may lie
    /// beyond.
    pub(crate) fn is_tip(&self, mark: &RoutePoint) -> bool {
        let first = self.pieces[mark.piece] as usize;
        let ends = [first, first + 1].into_iter();
        ends.filter(|&end| self.points[end] == mark.point)
            .any(|end| self.tips.binary_search(&end).is_ok())
    }

    /// `true` if a point with this nearest border point lies beyond an end of the border, and not
    /// on the border.
    pub(crate) fn is_beyond_tip(&self, p: Vec3, mark: &RoutePoint) -> bool {
        self.is_tip(mark) && (p - mark.point).norm() > ON
    }

    /// The side of the border of a point with this nearest border point and distance.
    pub(crate) fn side(&self, p: Vec3, mark: &RoutePoint, distance: f64) -> Option<Side> {
        match self.left_by(p, mark) {
            _ if distance < ON => None,
            left if left > 0.0 => Some(Side::Left),
            left if left < 0.0 => Some(Side::Right),
            _ => None,
        }
    }

    /// The border point at a chainage within the border's length.
    pub(crate) fn mark(&self, chainage: f64) -> RoutePoint {
        let after = |piece: &u32| self.chainages[*piece as usize + 1] < chainage;
        let piece = self.pieces.partition_point(after).min(self.pieces.len() - 1);
        let first = self.pieces[piece] as usize;
        let (from, to) = (self.chainages[first], self.chainages[first + 1]);
        let length = to - from;
        let mut share =
            if length > 0.0 { ((chainage - from) / length).clamp(0.0, 1.0) } else { 0.0 };
        // Lengths along a piece do not quite grow in proportion to its degrees.
        if 0.0 < share && share < 1.0 {
            let missing = chainage
                - from
                - earth::arc_length(self.points[first], self.edge_point(piece, share));
            share = (share + missing / length).clamp(0.0, 1.0);
        }
        let point = self.edge_point(piece, share);
        RoutePoint { point, chainage, piece, share }
    }

    /// The distance of a point to the left of the border's direction at a border point; negative on
    /// the right.
    pub(crate) fn left_by(&self, p: Vec3, mark: &RoutePoint) -> f64 {
        let forward = self.forward(mark);
        earth::normal(mark.point).cross(forward).dot(p - mark.point)
    }

    /// The border's direction at a border point. At a corner it is the mean of both directions,
    /// which tells the sides apart for every point that the corner is nearest to.
    pub(crate) fn forward(&self, mark: &RoutePoint) -> Vec3 {
        let (a, b) = self.ends(mark.piece);
        let (before, after) = match self.beside(mark.piece, PieceEnd::Start) {
            Some(before) if mark.point == a => (before, mark.piece),
            _ => match self.beside(mark.piece, PieceEnd::End) {
                Some(after) if mark.point == b => (mark.piece, after),
                _ => return self.direction(mark.piece),
            },
        };
        let ends =
            |piece| [PieceEnd::Start, PieceEnd::End].map(|end| self.end_position(piece, end));
        let arrives = earth::arrival(ends(before), self.straight);
        let leaves = earth::departure(ends(after), self.straight);
        if mark.piece == before { arrives.halfway(leaves) } else { leaves.halfway(arrives) }
    }

    /// The position of a border point, exactly a vertex of the border where it is one.
    pub(crate) fn position(&self, mark: &RoutePoint) -> Coord<f64> {
        let first = self.pieces[mark.piece] as usize;
        let share = mark.share;
        let (from, to) = (self.positions[first], self.positions[first + 1]);
        if share == 0.0 || share == 1.0 {
            return if share == 0.0 { from } else { to };
        }
        let mut position = match self.straight {
            Edges::Planar => earth::along(from, to, share),
            // Near a pole straight in degrees is not straight on the ground.
            Edges::Geodesic => earth::lonlat(earth::drop(mark.point, earth::normal(mark.point))),
        };
        if position.x.abs() > 180.0 {
            position.x -= 360.0_f64.copysign(position.x);
        }
        position
    }

    fn station(&self, mark: &RoutePoint) -> Station {
        let (east, north) = earth::tangents(earth::normal(mark.point));
        let forward = self.forward(mark);
        let azimuth = forward.dot(east).atan2(forward.dot(north)).to_degrees();
        Station {
            chainage: Length::literal(mark.chainage),
            position: Position::literal(self.position(mark)),
            azimuth: azimuth.rem_euclid(360.0),
        }
    }

    /// The course of the border's edges.
    pub(crate) fn straight(&self) -> Edges {
        self.straight
    }

    /// The first piece of every edge of the border, and the number of pieces.
    pub(crate) fn edges(&self) -> (&[u32], usize) {
        (&self.edges, self.pieces.len())
    }

    /// The edge of a border point, among those of all lines.
    pub(crate) fn edge_of(&self, mark: &RoutePoint) -> usize {
        self.edges.partition_point(|&first| first as usize <= mark.piece).max(1) - 1
    }

    /// Points of the border, so close that straight lines between them leave the border by no more
    /// than pieces do.
    pub(crate) fn positions(&self) -> impl Iterator<Item = Coord<f64>> + Clone {
        self.positions.iter().copied()
    }

    /// Both ends of every piece.
    pub(crate) fn piece_ends(&self) -> impl Iterator<Item = [Coord<f64>; 2]> + Clone {
        let ends = [PieceEnd::Start, PieceEnd::End];
        (0..self.pieces.len()).map(move |piece| ends.map(|end| self.end_position(piece, end)))
    }

    /// The largest distance of a point of the border from the rectangle around both ends of its piece:
    /// nothing where edges are straight on the map, else less than half a piece.
    pub(crate) fn largest_bulge(&self) -> f64 {
        let half = |&first: &u32| {
            let first = first as usize;
            0.5 * (self.chainages[first + 1] - self.chainages[first])
        };
        match self.straight {
            Edges::Planar => 0.0,
            Edges::Geodesic => self.pieces.iter().map(half).fold(0.0, f64::max),
        }
    }

    /// The border point at which a piece begins, or ends.
    pub(crate) fn end_mark(&self, piece: usize, end: PieceEnd) -> RoutePoint {
        let point = self.pieces[piece] as usize + end as usize;
        let share = f64::from(end as u8);
        RoutePoint { point: self.points[point], chainage: self.chainages[point], piece, share }
    }

    /// The border point at a point so little after the start of a piece that the way between them
    /// is straight.
    pub(crate) fn mark_after(&self, piece: usize, point: Vec3) -> RoutePoint {
        let first = self.pieces[piece] as usize;
        let chainage = self.chainages[first] + earth::arc_length(self.points[first], point);
        RoutePoint { point, chainage, piece, share: self.share(piece, point) }
    }

    /// The position at which a piece begins, or ends.
    pub(crate) fn end_position(&self, piece: usize, end: PieceEnd) -> Coord<f64> {
        self.positions[self.pieces[piece] as usize + end as usize]
    }

    pub(crate) fn ends(&self, piece: usize) -> (Vec3, Vec3) {
        let first = self.pieces[piece] as usize;
        (self.points[first], self.points[first + 1])
    }

    /// `true` if a line of the border begins with a piece.
    pub(crate) fn begins_line(&self, piece: usize) -> bool {
        let first = self.pieces[piece] as usize;
        self.lines.binary_search_by_key(&first, |line| line.0).is_ok()
    }

    fn direction(&self, piece: usize) -> Vec3 {
        let (a, b) = self.ends(piece);
        (b - a).unit()
    }

    /// The piece that meets one at its start or its end, also across the antimeridian and the start of a run
    /// that closes.
    fn beside(&self, piece: usize, end_met: PieceEnd) -> Option<usize> {
        let first = self.pieces[piece] as usize;
        let line = self.lines.partition_point(|line| line.1 <= first);
        let run = self.runs.get(self.runs.partition_point(|run| run.end <= line))?;
        let (start, end) = (self.lines[run.start].0, self.lines[run.end - 1].1);
        let closed = self.points[start] == self.points[end];
        let (at_start, at_end) = (first == start, first + 1 == end);
        let around = end - start - run.len();
        match end_met {
            PieceEnd::Start if !at_start => Some(piece - 1),
            PieceEnd::Start => closed.then(|| piece + around),
            PieceEnd::End if !at_end => Some(piece + 1),
            PieceEnd::End => closed.then(|| piece - around),
        }
    }
}

/// The ends of lines where nothing goes on: no other line begins or ends there.
fn tips(points: &[Vec3], lines: &[(usize, usize)]) -> Vec<usize> {
    let mut ends: Vec<usize> = lines.iter().flat_map(|&(first, last)| [first, last]).collect();
    let by_x = |&a: &usize, &b: &usize| points[a].x.total_cmp(&points[b].x);
    ends.sort_by(by_x);
    let met = |at: usize| {
        let near = |&&other: &&usize| (points[other] - points[ends[at]]).norm() < JOINED;
        let close = |&&other: &&usize| (points[other].x - points[ends[at]].x).abs() < JOINED;
        ends[at + 1..].iter().take_while(close).any(|other| near(&other))
            || ends[..at].iter().rev().take_while(close).any(|other| near(&other))
    };
    let mut tips: Vec<usize> = (0..ends.len()).filter(|&at| !met(at)).map(|at| ends[at]).collect();
    tips.sort_unstable();
    tips
}
