//! The bounding box of shapes on the Earth, which may cross the antimeridian.
//!
//! Degrees: west, south, east, north.

use geo_types::{Coord, Geometry};

/// The bounding box of some shapes, as boxes none of which crosses the antimeridian.
#[derive(Default)]
pub(super) struct BoundingBox(Vec<[f64; 4]>);

impl BoundingBox {
    /// The box of a point, of lines, whose edges run the short way around the Earth, or of polygons.
    pub(super) fn around(geometry: &Geometry<f64>) -> Self {
        let mut extent = BoundingBox::default();
        match geometry {
            Geometry::Point(at) => extent.add(&[at.0]),
            Geometry::MultiLineString(lines) => lines.iter().for_each(|it| extent.add_line(&it.0)),
            Geometry::MultiPolygon(polygons) => {
                polygons.iter().for_each(|it| extent.add(&it.exterior().0));
            }
            _ => {}
        }
        extent
    }

    /// Grows the box to hold points and the map between them.
    fn add(&mut self, points: &[Coord<f64>]) {
        let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        self.0.push(points.iter().fold(none, |[west, south, east, north], p| {
            [west.min(p.x), south.min(p.y), east.max(p.x), north.max(p.y)]
        }));
    }

    /// Grows the box to hold a line.
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
    pub(super) fn add_bbox(&mut self, [west, south, east, north]: [f64; 4]) {
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
    pub(super) fn bbox(&self) -> Option<[f64; 4]> {
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
        Some([west, south, east, north])
    }
}
