//! The geometries around which zones lie: the features of a file, with their points, lines and polygons.
//!
//! Longitude and latitude in degrees. The border of plans is made of lines, and of the rings of
//! polygons. For buffers polygons are areas: their distance is 0 inside, and what bounds them is the part
//! of their rings beyond which the area does not go on across ±180° or a pole.

use std::path::Path;

use geo::{Bearing, Destination, Distance, Geodesic, Point};
use geo_types::{Coord, Line, LineString, MultiLineString, MultiPolygon, Polygon};
use geojson::{Geometry, GeometryValue};

use crate::input::{coord, features, line, polygon};
use crate::shared::oracle::check::{Territory, is_map_edge};
use crate::shared::oracle::membership::rings;
use crate::shared::oracle::{Edges, validity};
use crate::shared::source;

/// The longest step along a geodesic edge of a polygon, metres: 3 cm off the edge at 60° of latitude.
const STEP: f64 = 1_000.0;

/// A distance that is nothing on the map, degrees.
const HAIR: f64 = 1e-9;

/// The geometry of a feature, or of some.
#[derive(Clone, Default)]
pub struct Source {
    /// The place of the feature in its file.
    pub place: String,
    pub points: Vec<Coord<f64>>,
    pub lines: Vec<LineString<f64>>,
    pub polygons: Vec<Polygon<f64>>,
}

/// Reads the geometry of each feature of a file; features without one are left out.
pub fn read(path: &Path, course: Edges) -> Result<Vec<Source>, String> {
    let name = source::name(path);
    let mut sources = Vec::new();
    for (number, feature) in (1..).zip(&features(path)?) {
        let Some(geometry) = &feature.geometry else { continue };
        let mut source = Source { place: format!("feature {number}"), ..Source::default() };
        let added = source.add(geometry, course);
        added.map_err(|reason| format!("{name}: feature {number}: {reason}"))?;
        sources.push(source);
    }
    Ok(sources)
}

impl Source {
    /// All geometries as one.
    pub fn united(sources: Vec<Source>) -> Source {
        let mut all = Source::default();
        for source in sources {
            all.points.extend(source.points);
            all.lines.extend(source.lines);
            all.polygons.extend(source.polygons);
        }
        all
    }

    /// The lines and the rings of the polygons: the border of plans.
    pub fn border(self, path: &Path) -> Result<MultiLineString<f64>, String> {
        let mut lines = self.lines;
        lines.extend(self.polygons.iter().flat_map(rings).cloned());
        if lines.iter().all(|line| line.0.len() < 2) {
            return Err(format!(
                "{} has no line of two points; give a LineString",
                source::name(path)
            ));
        }
        Ok(MultiLineString(lines))
    }

    /// The area of the polygons, if there are any.
    pub fn body(&self, course: Edges) -> Result<Option<Territory>, String> {
        if self.polygons.is_empty() {
            return Ok(None);
        }
        for (index, polygon) in self.polygons.iter().enumerate() {
            if let Some(fault) = validity::unclear(polygon, index).first() {
                return Err(format!(
                    "{} at ({}, {}); repair it first",
                    fault.what, fault.at.x, fault.at.y
                ));
            }
        }
        let polygons = match course {
            Edges::Planar => self.polygons.clone(),
            Edges::Geodesic => self.polygons.iter().map(drawn).collect::<Result<_, _>>()?,
        };
        Ok(Some(Territory::of(MultiPolygon(polygons))))
    }

    /// The lines from which distances to points and polygons count: each point twice, and the edges of
    /// the rings that bound the body.
    pub fn bounds(&self, body: Option<&Territory>) -> Vec<LineString<f64>> {
        let twice = self.points.iter().map(|&point| LineString(vec![point, point]));
        let mut bounds: Vec<LineString<f64>> = twice.collect();
        let Some(body) = body else { return bounds };
        let all: Vec<Line<f64>> =
            self.polygons.iter().flat_map(rings).flat_map(LineString::lines).collect();
        let seams = all.iter().filter(|edge| is_map_edge(edge));
        let cuts: Vec<f64> = seams.flat_map(|edge| [edge.start.y, edge.end.y]).collect();
        for edge in all {
            match is_map_edge(&edge) {
                false => bounds.push(edge.into()),
                // A pole is no edge.
                true if edge.start.y.abs() == 90.0 && edge.end.y.abs() == 90.0 => {}
                true => bounds.extend(ends_at_seam(edge, &cuts, body).map(LineString::from)),
            }
        }
        bounds
    }

    /// Adds a line; one of a single point is that point.
    fn add_line(&mut self, line: LineString<f64>) {
        match line.0[..] {
            [point] => self.points.push(point),
            _ => self.lines.push(line),
        }
    }

    fn add(&mut self, geometry: &Geometry, course: Edges) -> Result<(), String> {
        match &geometry.value {
            GeometryValue::Point { coordinates } => self.points.push(coord(0, coordinates, 540.0)?),
            GeometryValue::MultiPoint { coordinates } => {
                for (i, position) in coordinates.iter().enumerate() {
                    self.points.push(coord(i, position, 540.0)?);
                }
            }
            GeometryValue::LineString { coordinates } => self.add_line(line(coordinates, course)?),
            GeometryValue::MultiLineString { coordinates } => {
                for (number, part) in (1..).zip(coordinates) {
                    let line = line(part, course);
                    self.add_line(line.map_err(|reason| format!("line {number}, {reason}"))?);
                }
            }
            GeometryValue::Polygon { coordinates } => {
                self.polygons.push(polygon(coordinates, 540.0)?)
            }
            GeometryValue::MultiPolygon { coordinates } => {
                for (number, part) in (1..).zip(coordinates) {
                    let polygon = polygon(part, 540.0);
                    self.polygons
                        .push(polygon.map_err(|reason| format!("polygon {number}, {reason}"))?);
                }
            }
            GeometryValue::GeometryCollection { geometries } => {
                for member in geometries {
                    self.add(member, course)?;
                }
            }
        }
        Ok(())
    }
}

/// `true` if polygons neither overlap nor touch, so that all of their rings bound them.
pub fn are_apart(body: &Territory) -> bool {
    validity::faults(body.polygons()).is_empty()
}

/// The parts of an edge at ±180° beyond which the body does not go on.
fn ends_at_seam<'a>(
    edge: Line<f64>,
    cuts: &[f64],
    body: &'a Territory,
) -> impl Iterator<Item = Line<f64>> + use<'a> {
    let (low, high) = (edge.start.y.min(edge.end.y), edge.start.y.max(edge.end.y));
    let mut stops: Vec<f64> = cuts.iter().copied().filter(|y| (low..=high).contains(y)).collect();
    stops.sort_by(f64::total_cmp);
    stops.dedup();
    let x = edge.start.x;
    let across = -x + x.signum() * HAIR;
    let parts: Vec<Line<f64>> = stops
        .windows(2)
        .map(|pair| Line::new(Coord { x, y: pair[0] }, Coord { x, y: pair[1] }))
        .collect();
    parts.into_iter().filter(move |part| !body.holds(across, 0.5 * (part.start.y + part.end.y)))
}

/// A polygon whose geodesic edges are cut into steps that are straight on the map.
fn drawn(polygon: &Polygon<f64>) -> Result<Polygon<f64>, String> {
    let mut rings = rings(polygon).map(drawn_ring);
    let exterior = rings.next().unwrap_or_else(|| Ok(LineString(Vec::new())))?;
    Ok(Polygon::new(exterior, rings.collect::<Result<_, _>>()?))
}

fn drawn_ring(ring: &LineString<f64>) -> Result<LineString<f64>, String> {
    let mut points = Vec::new();
    for edge in ring.lines() {
        let (start, end) = (Point::from(edge.start), Point::from(edge.end));
        let (length, bearing) = (Geodesic.distance(start, end), Geodesic.bearing(start, end));
        let steps = (length / STEP).ceil().max(1.0) as usize;
        points.push(edge.start);
        points.extend((1..steps).map(|i| {
            Coord::from(Geodesic.destination(start, bearing, length * i as f64 / steps as f64))
        }));
    }
    points.extend(ring.0.last());
    let around = points.windows(2).position(|pair| (pair[1].x - pair[0].x).abs() > 180.0);
    match around {
        Some(i) => Err(format!(
            "a polygon with geodesic edges runs across ±180° at latitude {}; only those on one side of it can \
             be judged",
            points[i].y
        )),
        None => Ok(LineString(points)),
    }
}
