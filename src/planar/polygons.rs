//! Rings sorted into polygons: counter-clockwise exteriors, clockwise holes.
//!
//! Longitude, latitude in degrees, on the plane: rings that cross the map's edge are cut there
//! before (see `antimeridian`).

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::boxes::{Boxes, diagonal};

/// Twice its area, the ring, and its holes.
type Exterior = (f64, LineString<f64>, Vec<LineString<f64>>);

/// The polygons whose boundary is this set of disjoint rings.
pub(crate) fn polygons(rings: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    let (mut exteriors, mut holes): (Vec<Exterior>, Vec<_>) = (Vec::new(), Vec::new());
    for ring in rings {
        let area = twice_area(&ring);
        if area > 0.0 {
            exteriors.push((area, ring, Vec::new()));
        } else if area < 0.0 {
            holes.push(ring);
        }
    }
    // The smallest come first, so that the first exterior around a hole is its own.
    exteriors.sort_by(|a, b| a.0.total_cmp(&b.0));
    if !holes.is_empty() {
        place(holes, &mut exteriors);
    }
    MultiPolygon(
        exteriors.into_iter().rev().map(|(_, ring, holes)| Polygon::new(ring, holes)).collect(),
    )
}

/// Gives each hole to the first exterior around it.
fn place(holes: Vec<LineString<f64>>, exteriors: &mut [Exterior]) {
    let boxes = Boxes::new(exteriors.iter().map(|(_, ring, _)| diagonal([ring])));
    let mut around = Vec::new();
    for hole in holes {
        let inside = |ring: &LineString<f64>| {
            let position = |&point| coord_pos_relative_to_ring(point, ring);
            hole.0.iter().map(position).find(|p| *p != CoordPos::OnBoundary)
                == Some(CoordPos::Inside)
        };
        let Coord { x, y } = hole.0[0];
        around.clear();
        boxes.within(&[x, y, x, y], |exterior| around.push(exterior));
        around.sort_unstable();
        if let Some(&own) = around.iter().find(|&&i| inside(&exteriors[i].1)) {
            exteriors[own].2.push(hole);
        }
    }
}

/// The rings of a polygon, the exterior first.
pub(crate) fn polygon_rings(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

/// The rings of a polygon, the exterior counter-clockwise, holes clockwise.
pub(crate) fn wound_rings(polygon: &Polygon<f64>) -> impl Iterator<Item = LineString<f64>> + '_ {
    polygon_rings(polygon).enumerate().map(|(at, ring)| {
        let mut ring = ring.clone();
        if (twice_area(&ring) < 0.0) == (at == 0) {
            ring.0.reverse();
        }
        ring
    })
}

/// Twice the area enclosed, in square degrees; positive for counter-clockwise rings.
pub(crate) fn twice_area(ring: &LineString<f64>) -> f64 {
    let Some(&origin) = ring.0.first() else { return 0.0 };
    ring.lines()
        .map(|edge| {
            let (a, b) = (edge.start - origin, edge.end - origin);
            a.x * b.y - a.y * b.x
        })
        .sum()
}
