//! PROJ's part in the examples.

use geo_types::{Coord, Geometry, MultiLineString, MultiPoint, MultiPolygon, Point};
pub use safe_zone::crs::Crs;
use safe_zone::layers::{
    InputFeature, Layer, declared_crs, in_crs, usable_features_in, usable_geometry_in,
    usable_lines_in, usable_polygons_in,
};
use safe_zone::{Edges, Error, ErrorKind, Position, Tolerance};

use super::{Counted, Noted};

pub fn parse(text: &str) -> Result<Crs, Error> {
    text.parse()
}

/// Authority and code, as EPSG:32637; without them nothing can be written.
pub fn code(crs: &Crs) -> &str {
    crs.code().unwrap_or("other")
}

/// The system that a text names, unless it is WGS 84.
pub fn declared(text: &str) -> Result<Option<Crs>, Error> {
    // A text that is no GeoJSON is refused by its reader, which names the kind of file expected.
    declared_crs(text).ok().flatten().as_deref().map(parse).transpose()
}

/// What was read and brought to WGS 84, with PROJ's operations.
type Read<T> = Result<(Counted<T>, Option<String>), Error>;

pub fn lines(
    text: &str,
    crs: &Crs,
    edges: Edges,
    tolerance: Tolerance,
) -> Read<MultiLineString<f64>> {
    let (lines, unused) = usable_lines_in(text, crs)?;
    let (lines, how) = crs.to_wgs84(&lines, edges, tolerance)?;
    Ok(((lines, unused), Some(how.to_string())))
}

pub fn geometry(text: &str, crs: &Crs, edges: Edges, tolerance: Tolerance) -> Read<Geometry<f64>> {
    let (geometry, unused) = usable_geometry_in(text, crs)?;
    let (geometry, how) = crs.to_wgs84(&geometry, edges, tolerance)?;
    Ok(((geometry, unused), Some(how.to_string())))
}

pub fn features(
    text: &str,
    crs: &Crs,
    edges: Edges,
    tolerance: Tolerance,
) -> Read<Vec<InputFeature>> {
    let (features, unused, how) = usable_features_in(text, crs, edges, tolerance)?;
    Ok(((features, unused), Some(how.to_string())))
}

pub fn polygons(text: &str, crs: &Crs, tolerance: Tolerance) -> Read<MultiPolygon<f64>> {
    let (polygons, unused) = usable_polygons_in(text, crs)?;
    let (polygons, how) = crs.to_wgs84(&polygons, Edges::Planar, tolerance)?;
    Ok(((polygons, unused), Some(how.to_string())))
}

/// The positions on WGS 84, or the index of a refused one and the reason.
pub fn positions(
    points: &[Coord<f64>],
    crs: &Crs,
) -> Result<Noted<Vec<Position>>, (Option<usize>, String)> {
    let points: MultiPoint = points.iter().copied().map(Point).collect();
    // Points have no edges, and so need no tolerance.
    let there = crs.to_wgs84(&points, Edges::Planar, Tolerance::default());
    let (points, how) = there.map_err(|error| match error.kind() {
        ErrorKind::NotTransformed { place, x, y, reason, .. } => {
            (place.point_index(), format!("the position ({x:?}, {y:?}) {reason}"))
        }
        _ => (None, error.to_string()),
    })?;
    let positions = points.iter().map(|point| Position::new(point.x(), point.y()));
    let positions = positions.collect::<Result<_, _>>();
    Ok((positions.map_err(|error| (None, error.to_string()))?, Some(how.to_string())))
}

/// A layer in the system, as text.
pub fn layer(layer: &Layer, crs: &Crs, tolerance: Tolerance) -> Result<Noted<String>, Error> {
    let (layer, how) = in_crs(layer, crs, tolerance)?;
    Ok((layer.to_string(), Some(how.to_string())))
}
