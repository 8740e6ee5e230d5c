//! Polygons and lines as RFC 7946 wants them: rounded, closed, wound, with their bounding box.
//!
//! Degrees, longitude first. Rounding to n decimals moves a coordinate by half a unit of the n-th
//! at most. A ring that rounds to fewer than three distinct points is smaller than that and is
//! left out, a polygon with its exterior.

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon};
use geojson::{Bbox, Geometry, GeometryValue, Position};

use crate::earth;

/// Which way round a ring is written.
#[derive(Clone, Copy, PartialEq)]
enum Winding {
    CounterClockwise,
    Clockwise,
}

/// These polygons as one MultiPolygon, and what it covers.
pub(super) fn multi_polygon(polygons: &MultiPolygon<f64>, decimals: usize) -> (Geometry, Extent) {
    let mut extent = Extent::default();
    let coordinates = polygons
        .iter()
        .filter_map(|polygon| {
            let exterior = ring(polygon.exterior(), Winding::CounterClockwise, decimals)?;
            exterior.iter().for_each(|point| extent.add(*point));
            let holes = polygon.interiors().iter();
            let holes = holes.filter_map(|hole| ring(hole, Winding::Clockwise, decimals));
            Some(std::iter::once(exterior).chain(holes).map(positions).collect())
        })
        .collect();
    (Geometry::new(GeometryValue::MultiPolygon { coordinates }), extent)
}

/// These lines as one MultiLineString, or a LineString where there is only one.
pub(super) fn lines(lines: &MultiLineString<f64>, decimals: usize) -> (Geometry, Extent) {
    let mut extent = Extent::default();
    let mut parts: Vec<Vec<Position>> = lines
        .iter()
        .map(|line| {
            let points = rounded(line, decimals);
            points.iter().for_each(|point| extent.add(*point));
            positions(points)
        })
        .collect();
    let value = match parts.len() {
        1 => GeometryValue::LineString { coordinates: parts.remove(0) },
        _ => GeometryValue::MultiLineString { coordinates: parts },
    };
    (Geometry::new(value), extent)
}

fn ring(line: &LineString<f64>, winding: Winding, decimals: usize) -> Option<Vec<Coord<f64>>> {
    let mut points = rounded(line, decimals);
    if points.len() < 4 {
        return None;
    }
    let is_ccw = earth::ring_area_m2(line) > 0.0;
    if is_ccw != (winding == Winding::CounterClockwise) {
        points.reverse();
    }
    Some(points)
}

fn rounded(line: &LineString<f64>, decimals: usize) -> Vec<Coord<f64>> {
    let scale = 10f64.powi(decimals as i32);
    // Adding zero turns -0.0 into 0.0.
    let round = |value: f64| (value * scale).round() / scale + 0.0;
    let mut points: Vec<_> =
        line.coords().map(|point| Coord { x: round(point.x), y: round(point.y) }).collect();
    points.dedup();
    points
}

fn positions(points: Vec<Coord<f64>>) -> Vec<Position> {
    points.into_iter().map(|point| Position::from([point.x, point.y])).collect()
}

/// The smallest box around some points; nothing until one is added.
#[derive(Clone, Copy, Default)]
pub(super) struct Extent(Option<[f64; 4]>);

impl Extent {
    fn add(&mut self, point: Coord<f64>) {
        self.join(Extent(Some([point.x, point.y, point.x, point.y])));
    }

    /// Grows to hold another box.
    pub(super) fn join(&mut self, other: Extent) {
        self.0 = match (self.0, other.0) {
            (Some(a), Some(b)) => {
                Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
            }
            (a, b) => a.or(b),
        };
    }

    /// West, south, east, north.
    pub(super) fn bbox(self) -> Option<Bbox> {
        self.0.map(Vec::from)
    }
}
