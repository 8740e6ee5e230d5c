//! Geometries at ±180° turned by half the Earth, where the map has no edge, and their zones turned back.
//!
//! Longitude, latitude in degrees. Longitudes are a symmetry of the ellipsoid, so the zone of the turned geometry is
//! the turned zone. The way back cuts the zone at ±180° (RFC 7946 §3.1.9). Degrees between 90 and 270 turn without
//! rounding; back, a vertex moves by 1.4e-14 degrees at most.

use geo::{CoordsIter, LinesIter, MapCoords};
use geo_types::{Coord, Geometry, LineString, MultiPolygon, Polygon};

use crate::planar::sets::RingSets;
use crate::planar::wound_rings;
use crate::value::{Edges, Error, ErrorKind, Position};

/// The least longitude, without its sign, of a geometry that is turned.
const LEAST: f64 = 90.0;
/// The longitude, without its sign, from which on a geometry is taken for one at ±180°.
const CLOSE: f64 = 170.0;
/// The largest latitude of a geometry that is turned: around a pole, a zone of 500 km has all longitudes.
const HIGHEST: f64 = 80.0;
/// Longitudes nearer to the cut than this are on it, degrees.
const ON: f64 = 1e-12;

/// The geometry turned by 180 degrees, if it lies at ±180° and far from the meridian of Greenwich and the poles.
pub(super) fn turned(geometry: &Geometry<f64>, course: Edges) -> Option<Geometry<f64>> {
    let fits = |p: Coord<f64>| (LEAST..=270.0).contains(&p.x.abs()) && p.y.abs() <= HIGHEST;
    let is_close = |p: Coord<f64>| p.x.abs() >= CLOSE;
    let is_there = geometry.coords_iter().all(fits) && geometry.coords_iter().any(is_close);
    // A straight edge around most of the map stays one, or is refused.
    let is_local =
        || course == Edges::Geodesic || edges(geometry).all(|edge| edge.dx().abs() <= 180.0);
    (is_there && is_local()).then(|| geometry.map_coords(|p| Coord { x: turn(p.x), ..p }))
}

/// The edges of a geometry.
fn edges(geometry: &Geometry<f64>) -> Box<dyn Iterator<Item = geo_types::Line<f64>> + '_> {
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => Box::new(std::iter::empty()),
        Geometry::Line(line) => Box::new(std::iter::once(*line)),
        Geometry::LineString(line) => Box::new(line.lines()),
        Geometry::MultiLineString(lines) => Box::new(lines.lines_iter()),
        Geometry::Polygon(polygon) => Box::new(polygon.lines_iter()),
        Geometry::MultiPolygon(polygons) => Box::new(polygons.lines_iter()),
        Geometry::Rect(rect) => Box::new(rect.to_lines().into_iter()),
        Geometry::Triangle(triangle) => Box::new(triangle.to_lines().into_iter()),
        Geometry::GeometryCollection(parts) => Box::new(parts.iter().flat_map(edges)),
    }
}

fn turn(x: f64) -> f64 {
    if x > 0.0 { x - 180.0 } else { x + 180.0 }
}

/// A zone of a turned geometry, turned back and cut at ±180°.
pub(super) fn back(zone: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let east = |part: &MultiPolygon<f64>| shifted(part, -180.0);
    let west = |part: &MultiPolygon<f64>| shifted(part, 180.0);
    let coords = || zone.coords_iter();
    if coords().all(|p| p.x >= ON) {
        return east(zone);
    }
    if coords().all(|p| p.x <= -ON) {
        return west(zone);
    }
    let rings: Vec<LineString<f64>> = zone.iter().flat_map(wound_rings).collect();
    let half = |x: f64| {
        let corners = [(0.0, -90.0), (x, -90.0), (x, 90.0), (0.0, 90.0), (0.0, -90.0)];
        let ring = LineString::from(corners.to_vec());
        wound_rings(&Polygon::new(ring, Vec::new())).collect::<Vec<_>>()
    };
    let sets = RingSets::new([&rings, &half(-180.0), &half(180.0)]);
    let mut parts = west(&sets.polygons(|[zone, west, _]| zone > 0 && west > 0));
    parts.0.extend(east(&sets.polygons(|[zone, _, east]| zone > 0 && east > 0)));
    parts
}

/// An error about a turned geometry, with the place where that was.
pub(super) fn back_in_error(error: Error) -> Error {
    let back = |near: Position| Position::literal(Coord { x: turn(near.lon()), y: near.lat() });
    error.map_kind(|kind| match kind {
        ErrorKind::CrossingRings { near } => ErrorKind::CrossingRings { near: back(near) },
        ErrorKind::Unclosed { distance, near } => {
            ErrorKind::Unclosed { distance, near: back(near) }
        }
        other => other,
    })
}

/// Polygons moved along the parallels; what is on the cut stays on it.
fn shifted(polygons: &MultiPolygon<f64>, by: f64) -> MultiPolygon<f64> {
    polygons.map_coords(|p| Coord { x: if p.x.abs() < ON { by } else { p.x + by }, ..p })
}

#[cfg(test)]
mod tests {
    use geo_types::{line_string, point, polygon};

    use super::*;
    use crate::planar::polygon_rings;

    #[test]
    fn what_lies_at_the_edge_of_the_map_is_turned() {
        let turned_x = |geometry: Geometry<f64>| {
            let turned = turned(&geometry, Edges::Planar)?;
            Some(turned.coords_iter().map(|p| p.x).collect::<Vec<_>>())
        };
        let line = line_string![(x: 179.5, y: 1.0), (x: 190.0, y: 1.0), (x: 180.0, y: 2.0)];
        assert_eq!(turned_x(line.into()), Some(vec![-0.5, 10.0, 0.0]));
        assert_eq!(turned_x(point!(x: -180.0, y: 3.0).into()), Some(vec![0.0]));
        for other in [
            point!(x: 160.0, y: 0.0).into(),
            point!(x: 179.0, y: 81.0).into(),
            line_string![(x: 179.0, y: 0.0), (x: -179.0, y: 0.0)].into(),
            line_string![(x: 179.0, y: 0.0), (x: 80.0, y: 0.0)].into(),
            polygon![(x: -180.0, y: 0.0), (x: 180.0, y: 0.0), (x: 180.0, y: 9.0)].into(),
        ] {
            assert_eq!(turned_x(other), None);
        }
    }

    #[test]
    fn a_zone_across_the_cut_is_cut_there() {
        let square =
            polygon![(x: -1.0, y: 0.0), (x: 2.0, y: 0.0), (x: 2.0, y: 1.0), (x: -1.0, y: 1.0)];
        let parts = back(&MultiPolygon(vec![square]));
        let bounds = |polygon: &Polygon<f64>| {
            let xs = || polygon_rings(polygon).flat_map(LineString::coords).map(|p| p.x);
            (xs().fold(f64::MAX, f64::min), xs().fold(f64::MIN, f64::max))
        };
        assert_eq!(
            parts.iter().map(bounds).collect::<Vec<_>>(),
            [(179.0, 180.0), (-180.0, -178.0)]
        );
    }
}
