//! Transforms geometries between systems, and adds points between vertices where edges bend.
//!
//! Each system's own unit; deviations in metres on the ground. A piece of an edge is good when its
//! image, at a quarter, the middle and three quarters, lies within the deviation of the straight
//! piece between its ends; otherwise it is halved. The distance to the nearest point of that
//! straight piece as drawn is measured, an upper bound of the distance to the piece. Where PROJ
//! changes from one operation to another, an edge makes a step, at most as long as both operations
//! may be wrong.

use geo_types::{Coord, LineString, MultiPoint, Point};

use super::transformation::{Direction, Transformation};
use crate::earth;
use crate::value::{Edges, Error, InputPosition, TransformationFault};

/// The shares of a piece at which its deviation is measured.
const SHARES: [f64; 3] = [0.25, 0.5, 0.75];

/// The longest piece, metres: longer pieces may bend between these shares.
const LONGEST: f64 = 100_000.0;

/// The number of halvings of an edge, to a millimetre for an edge of a thousand kilometres, after
/// which the transformation counts as jumping there.
const HALVINGS: usize = 30;

/// The largest number of points of an edge, one for about every 20 m around half the Earth. A
/// projection that is not smooth would need more: PROJ finds some by iteration, and stops early.
const MOST: usize = 1 << 18;

pub struct Densifier<'t, 'a> {
    transformation: &'t mut Transformation<'a>,
    edges: Edges,
    deviation: f64,
    /// The number of lines and rings so far.
    parts: usize,
}

/// A point before and after the transformation.
#[derive(Clone, Copy)]
struct Image {
    from: Coord<f64>,
    to: Coord<f64>,
}

impl<'t, 'a> Densifier<'t, 'a> {
    pub(super) fn new(
        transformation: &'t mut Transformation<'a>,
        edges: Edges,
        deviation: f64,
    ) -> Self {
        Densifier { transformation, edges, deviation, parts: 0 }
    }

    /// Transforms a point by itself.
    pub fn point(&mut self, point: &Point<f64>) -> Result<Point<f64>, Error> {
        let place = InputPosition::point(self.part(), 0);
        self.transformation.vertex(point.0, &place).map(Point)
    }

    /// Transforms points that belong together.
    pub fn points(&mut self, points: &MultiPoint<f64>) -> Result<Vec<Point<f64>>, Error> {
        let part = self.part();
        let point = |(index, point): (usize, &Point<f64>)| {
            self.transformation.vertex(point.0, &InputPosition::point(part, index)).map(Point)
        };
        points.iter().enumerate().map(point).collect()
    }

    /// Transforms a line, with the kind of edges of this densifier.
    pub fn line(&mut self, line: &LineString<f64>) -> Result<LineString<f64>, Error> {
        self.along(line, self.edges)
    }

    /// Transforms a ring of a polygon, whose edges are planar.
    pub fn ring(&mut self, ring: &LineString<f64>) -> Result<LineString<f64>, Error> {
        self.along(ring, Edges::Planar)
    }

    fn along(&mut self, line: &LineString<f64>, edges: Edges) -> Result<LineString<f64>, Error> {
        let part = self.part();
        let mut points: Vec<Coord<f64>> = Vec::with_capacity(line.0.len());
        let mut last: Option<Image> = None;
        for (index, &from) in line.0.iter().enumerate() {
            let place = InputPosition::point(part, index);
            let image = Image { from, to: self.transformation.vertex(from, &place)? };
            if let Some(last) = last.filter(|_| edges == Edges::Planar) {
                points.extend(self.edge(last, image, &InputPosition::point(part, index - 1))?);
            }
            points.push(image.to);
            last = Some(image);
        }
        Ok(LineString(points))
    }

    /// The points between two neighbours, the same from either end.
    fn edge(
        &mut self,
        a: Image,
        b: Image,
        place: &InputPosition,
    ) -> Result<Vec<Coord<f64>>, Error> {
        self.check_map_edge(a, b, place)?;
        let mut points = Vec::new();
        if (a.from.x, a.from.y) <= (b.from.x, b.from.y) {
            self.halve(a, b, HALVINGS, place, &mut points)?;
        } else {
            self.halve(b, a, HALVINGS, place, &mut points)?;
            points.reverse();
        }
        Ok(points)
    }

    fn halve(
        &mut self,
        a: Image,
        b: Image,
        halvings: usize,
        place: &InputPosition,
        points: &mut Vec<Coord<f64>>,
    ) -> Result<(), Error> {
        if self.is_straight(a, b, place)? {
            return Ok(());
        }
        if halvings == 0 && self.apart(a.to, b.to, place)? <= self.transformation.leap() {
            return Ok(());
        }
        if halvings == 0 || points.len() > MOST {
            let reason = if halvings == 0 {
                "starts an edge along which the transformation jumps; add points to the edge, or \
                 split it there"
            } else {
                "starts an edge that needs too many points to stay straight; give a larger tolerance, \
                 or shorter edges"
            };
            return Err(self.transformation.refused(
                a.from,
                place,
                TransformationFault::Edge,
                reason.to_owned(),
            ));
        }
        let from = (a.from + b.from) / 2.0;
        let middle = Image { from, to: self.transformation.halfway(from, place)? };
        self.halve(a, middle, halvings - 1, place, points)?;
        points.push(middle.to);
        self.halve(middle, b, halvings - 1, place, points)
    }

    fn is_straight(&self, a: Image, b: Image, place: &InputPosition) -> Result<bool, Error> {
        let length = self.apart(a.to, b.to, place)?;
        if length <= self.deviation {
            return Ok(true);
        }
        if length > LONGEST {
            return Ok(false);
        }
        for share in SHARES {
            let from = a.from + (b.from - a.from) * share;
            let image = self.transformation.between(from, place)?;
            if self.apart(image, foot(image, a.to, b.to), place)? > self.deviation {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The distance straight through the Earth, metres.
    fn apart(&self, a: Coord<f64>, b: Coord<f64>, place: &InputPosition) -> Result<f64, Error> {
        let [a, b] = [self.transformation.ground(a, place)?, self.transformation.ground(b, place)?];
        Ok((earth::ecef(a) - earth::ecef(b)).norm())
    }

    /// Refuses edges across the antimeridian, or along the map's edge at a pole: elsewhere they are
    /// no lines.
    fn check_map_edge(&self, a: Image, b: Image, place: &InputPosition) -> Result<(), Error> {
        let (start, end) = match self.transformation.direction() {
            Direction::ToWgs84 => (a.to, b.to),
            Direction::FromWgs84 => (a.from, b.from),
        };
        let reason = if (end.x - start.x).abs() > 180.0 {
            format!(
                "starts an edge from longitude {:.4} to {:.4}, across the antimeridian; split it \
                 there (RFC 7946 §3.1.9)",
                start.x, end.x
            )
        } else if start.y.abs() == 90.0 && end.y == start.y && start.x != end.x {
            "starts an edge along the pole, which is one point: only a map of longitude and \
             latitude can show it"
                .to_owned()
        } else {
            return Ok(());
        };
        Err(self.transformation.refused(a.from, place, TransformationFault::Edge, reason))
    }

    fn part(&mut self) -> usize {
        self.parts += 1;
        self.parts - 1
    }
}

/// The point of the piece from a to b nearest to p on the plane.
fn foot(p: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> Coord<f64> {
    let way = b - a;
    let length2 = way.x * way.x + way.y * way.y;
    if length2 == 0.0 {
        return a;
    }
    let share = ((p.x - a.x) * way.x + (p.y - a.y) * way.y) / length2;
    a + way * share.clamp(0.0, 1.0)
}
