//! A geometry taken apart: its points, lines and polygons, checked.
//!
//! Longitude, latitude in degrees. Positions are finite and in range; longitudes that go on past 180° are
//! brought back to the map. A line or ring without two distinct points is a point. A line is refused an edge wider than 180° of longitude; a polygon
//! straight on the map may have edges all around the Earth, from -180° to 180°, and along the map's
//! edge at the poles.

use std::ops::Range;

use geo::MapCoords;
use geo_types::{Coord, Geometry, LineString, Point, Polygon, Rect};

use crate::border::{self, longitudes};
use crate::planar::polygon_rings;
use crate::region::{is_pole_edge, unrolled};
use crate::value::{Edges, Error, ErrorKind, InputPosition, Position};

/// Half the length of the line that stands for a point, in degrees of latitude: 11 µm.
const HALF: f64 = 1e-10;

/// The parts of a geometry.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub points: Vec<Coord<f64>>,
    pub lines: Vec<LineString<f64>>,
    pub polygons: Vec<Polygon<f64>>,
    /// Polygons without two distinct points.
    dots: Vec<Coord<f64>>,
    /// The number of points, lines and rings seen.
    seen: usize,
}

impl Parts {
    /// The parts of a geometry whose edges take this course.
    ///
    /// # Errors
    /// [`ErrorKind::Empty`], [`ErrorKind::NotFinite`], [`ErrorKind::OutOfRange`], [`ErrorKind::LongEdge`];
    /// points, lines and rings are counted from 0 in the order of the geometry.
    pub fn new(geometry: Geometry<f64>, edges: Edges) -> Result<Self, Error> {
        let mut parts = Parts::default();
        parts.add(geometry, edges)?;
        if parts.seen == 0 {
            return Err(ErrorKind::Empty { place: InputPosition::INPUT }.into());
        }
        Ok(parts)
    }

    /// `true` if there are lines alone.
    pub fn are_lines(&self) -> bool {
        self.points.is_empty() && self.polygons.is_empty() && self.dots.is_empty()
    }

    /// The point, if there is one point and nothing else.
    pub fn only_point(&self) -> Option<Coord<f64>> {
        match self.points[..] {
            [point] if self.seen == 1 => Some(point),
            _ => None,
        }
    }

    /// The lines from which distances are measured: a point as a line of a few micrometres, rings
    /// without their edges at the poles.
    pub fn outlines(&self) -> Vec<LineString<f64>> {
        let dots = self.points.iter().chain(&self.dots);
        let mut outlines: Vec<LineString<f64>> = dots.map(|&p| short(p)).collect();
        outlines.extend(self.lines.iter().cloned());
        for ring in self.polygons.iter().flat_map(polygon_rings) {
            let stays = |a: &Coord<f64>, b: &Coord<f64>| !is_pole_edge(*a, *b);
            let runs = ring.0.chunk_by(stays).filter(|run| run.len() > 1);
            outlines.extend(runs.map(|run| LineString(run.to_vec())));
        }
        outlines
    }

    /// The outlines that are lines, neither points nor rings.
    pub fn lines_among_outlines(&self) -> Range<usize> {
        let first = self.points.len() + self.dots.len();
        first..first + self.lines.len()
    }

    fn add(&mut self, geometry: Geometry<f64>, edges: Edges) -> Result<(), Error> {
        match geometry {
            Geometry::Point(Point(point)) => self.add_line(LineString(vec![point]), edges)?,
            Geometry::MultiPoint(points) => {
                for point in points {
                    self.add(point.into(), edges)?;
                }
            }
            Geometry::Line(line) => self.add_line(line.into(), edges)?,
            Geometry::LineString(line) => self.add_line(line, edges)?,
            Geometry::MultiLineString(lines) => {
                for line in lines {
                    self.add_line(line, edges)?;
                }
            }
            Geometry::Polygon(polygon) => self.add_polygon(polygon, edges)?,
            Geometry::MultiPolygon(polygons) => {
                for polygon in polygons {
                    self.add_polygon(polygon, edges)?;
                }
            }
            Geometry::Rect(rect) => self.add_rect(rect, edges)?,
            Geometry::Triangle(triangle) => self.add_polygon(triangle.to_polygon(), edges)?,
            Geometry::GeometryCollection(members) => {
                for member in members {
                    self.add(member, edges)?;
                }
            }
        }
        Ok(())
    }

    fn add_line(&mut self, line: LineString<f64>, edges: Edges) -> Result<(), Error> {
        if line.0.is_empty() {
            return Ok(());
        }
        let part = self.seen;
        let line = self.checked(line)?;
        if border::is_point(&line) {
            self.points.push(longitudes::wrapped(line.0[0]));
        } else {
            self.lines.extend(longitudes::on_map(part, line, edges)?);
        }
        Ok(())
    }

    /// A rectangle, with points in the middle of its edges along parallels where they are long.
    fn add_rect(&mut self, rect: Rect<f64>, edges: Edges) -> Result<(), Error> {
        let (low, high) = (rect.min(), rect.max());
        let corner = |x, y| Coord { x, y };
        let mut points = vec![low, corner(high.x, low.y), high, corner(low.x, high.y), low];
        if rect.width() > 180.0 {
            if edges == Edges::Geodesic {
                let place = InputPosition::line(self.seen);
                return Err(ErrorKind::LongEdge { place, from: low.x, to: high.x }.into());
            }
            let middle = 0.5 * (low.x + high.x);
            points.insert(3, corner(middle, high.y));
            points.insert(1, corner(middle, low.y));
        }
        self.add_polygon(Polygon::new(LineString(points), Vec::new()), edges)
    }

    fn add_polygon(&mut self, polygon: Polygon<f64>, edges: Edges) -> Result<(), Error> {
        let (exterior, interiors) = polygon.into_inner();
        if exterior.0.is_empty() {
            return Ok(());
        }
        let mut ring = |ring| -> Result<LineString<f64>, Error> {
            let ring = self.checked(ring)?;
            match edges {
                Edges::Planar => unrolled::unrolled(&ring).map_err(|index| self.long(&ring, index)),
                Edges::Geodesic => Ok(ring.map_coords(longitudes::wrapped)),
            }
        };
        let exterior = ring(exterior)?;
        let holes = interiors
            .into_iter()
            .filter(|hole| !hole.0.is_empty())
            .map(ring)
            .collect::<Result<Vec<_>, _>>()?;
        if border::is_point(&exterior) {
            self.dots.push(longitudes::wrapped(exterior.0[0]));
            return Ok(());
        }
        let holes: Vec<_> = holes.into_iter().filter(|hole| !border::is_point(hole)).collect();
        match edges {
            Edges::Planar => self.polygons.extend(unrolled::on_map(exterior, holes)?),
            Edges::Geodesic => self.polygons.push(Polygon::new(exterior, holes)),
        }
        Ok(())
    }

    /// A line or ring with checked positions, without repeated points.
    fn checked(&mut self, mut line: LineString<f64>) -> Result<LineString<f64>, Error> {
        let part = self.seen;
        self.seen += 1;
        Position::check(&line, part, longitudes::FARTHEST)?;
        line.0.iter_mut().for_each(|point| *point = longitudes::snapped(*point));
        line.0.dedup();
        Ok(line)
    }

    fn long(&self, ring: &LineString<f64>, index: usize) -> Error {
        longitudes::long_edge(self.seen - 1, index, ring.0[index].x, ring.0[index + 1].x)
    }
}

/// The line that stands for a point.
fn short(point: Coord<f64>) -> LineString<f64> {
    let south = (point.y - HALF).clamp(-90.0, 90.0 - 2.0 * HALF);
    let ends = [south, south + 2.0 * HALF].map(|y| Coord { x: point.x, y });
    LineString(ends.to_vec())
}
