//! Polygons and lines as RFC 7946 wants them, with their bounding box.
//!
//! Degrees, longitude first. Polygons come rounded and wound (see [`rounding`]); lines are rounded
//! here, which moves a coordinate by half a unit of the last decimal at most.

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon};
use geojson::{Bbox, Geometry, GeometryValue, Position};

use crate::planar::rounding;

/// These polygons, rounded, as one MultiPolygon, and their bounding box.
pub(super) fn multi_polygon(polygons: &MultiPolygon<f64>) -> (Geometry, BoundingBox) {
    let mut extent = BoundingBox::default();
    for polygon in polygons {
        extent.add(&polygon.exterior().0);
    }
    (Geometry::new(GeometryValue::from(polygons)), extent)
}

/// A position as a Point, unchanged.
pub(super) fn point(at: Coord<f64>) -> (Geometry, BoundingBox) {
    let mut extent = BoundingBox::default();
    extent.add(&[at]);
    (Geometry::new(GeometryValue::Point { coordinates: [at.x, at.y].into() }), extent)
}

/// These lines as one MultiLineString, or a LineString where there is only one.
pub(super) fn lines(lines: &MultiLineString<f64>, decimals: usize) -> (Geometry, BoundingBox) {
    let mut extent = BoundingBox::default();
    let mut parts: Vec<Vec<Position>> = lines
        .iter()
        .map(|line| {
            let points = rounded(line, decimals);
            extent.add_line(&points);
            positions(points)
        })
        .collect();
    let value = match parts.len() {
        1 => GeometryValue::LineString { coordinates: parts.remove(0) },
        _ => GeometryValue::MultiLineString { coordinates: parts },
    };
    (Geometry::new(value), extent)
}

fn rounded(line: &LineString<f64>, decimals: usize) -> Vec<Coord<f64>> {
    let mut points: Vec<_> = line.coords().map(|&point| rounding::round(point, decimals)).collect();
    points.dedup();
    points
}

fn positions(points: Vec<Coord<f64>>) -> Vec<Position> {
    points.into_iter().map(|point| Position::from([point.x, point.y])).collect()
}

/// The bounding box of some shapes, as boxes of west, south, east, north, none across the
/// antimeridian.
#[derive(Default)]
pub(in crate::format) struct BoundingBox(Vec<[f64; 4]>);

impl BoundingBox {
    /// Grows the box to hold points and the map between them.
    fn add(&mut self, points: &[Coord<f64>]) {
        let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        self.0.push(points.iter().fold(none, |[west, south, east, north], p| {
            [west.min(p.x), south.min(p.y), east.max(p.x), north.max(p.y)]
        }));
    }

    /// Grows the box to hold a line, whose edges run the short way around the Earth.
    fn add_line(&mut self, points: &[Coord<f64>]) {
        let stays = |a: &Coord<f64>, b: &Coord<f64>| (b.x - a.x).abs() <= 180.0;
        points.chunk_by(stays).for_each(|run| self.add(run));
        for edge in points.windows(2).filter(|edge| !stays(&edge[0], &edge[1])) {
            for &end in edge {
                self.add(&[end, Coord { x: 180.0_f64.copysign(end.x), ..end }]);
            }
        }
    }

    /// Grows the box to hold another as [`bbox`](BoundingBox::bbox) gives it.
    pub(in crate::format) fn add_bbox(&mut self, [west, south, east, north]: [f64; 4]) {
        if west > east {
            self.0.extend([[west, south, 180.0, north], [-180.0, south, east, north]]);
        } else {
            self.0.push([west, south, east, north]);
        }
    }

    /// Grows the box to hold another.
    pub(super) fn join(&mut self, other: BoundingBox) {
        self.0.extend(other.0);
    }

    /// West, south, east, north of the narrowest box around all shapes, which leaves out the widest
    /// gap in longitude. Where that gap is not the one at the antimeridian, the box crosses it, and
    /// its west is greater than its east (RFC 7946 §5.2). `None` without any shape.
    pub(in crate::format) fn bbox(&self) -> Option<Bbox> {
        let mut boxes = self.0.clone();
        boxes.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let &[first, mut south, mut last, mut north] = boxes.first()?;
        // The widest gap so far, by its two ends.
        let mut gap = (first, first);
        for [west, low, east, high] in boxes {
            if west - last > gap.1 - gap.0 {
                gap = (last, west);
            }
            (south, last, north) = (south.min(low), last.max(east), north.max(high));
        }
        let across = first + 360.0 - last;
        let (west, east) = if gap.1 - gap.0 > across { (gap.1, gap.0) } else { (first, last) };
        Some(vec![west, south, east, north])
    }
}
