//! PROJ's part in the examples.

use geo_types::{Coord, MultiPoint, Point};
pub use safe_zone::Crs;
use safe_zone::geojson::{Layer, declared_crs, in_crs, read_border_in, read_territory_in};
use safe_zone::{Border, Edges, Error, Position, Reprojection, Territory, Tolerance};

use super::Noted;

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

pub fn border(
    text: &str,
    crs: &Crs,
    edges: Edges,
    tolerance: Tolerance,
) -> Result<Noted<Border>, Error> {
    read_border_in(text, crs, edges, tolerance).map(noted)
}

pub fn territory(
    text: &str,
    name: &str,
    crs: &Crs,
    tolerance: Tolerance,
) -> Result<Noted<Territory>, Error> {
    read_territory_in(text, name, crs, tolerance).map(noted)
}

/// The positions on WGS 84, or the index of a refused one and the reason.
pub fn positions(
    points: &[Coord<f64>],
    crs: &Crs,
) -> Result<Noted<Vec<Position>>, (Option<usize>, String)> {
    let points: MultiPoint = points.iter().copied().map(Point).collect();
    // Points have no edges, and so need no tolerance.
    let there = crs.to_wgs84(&points, Edges::Planar, Tolerance::default());
    let (points, how) = there.map_err(|error| match error {
        Error::NotTransformed { place, x, y, reason } => {
            (place.point_index(), format!("the position ({x:?}, {y:?}) {reason}"))
        }
        other => (None, other.to_string()),
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

fn noted<T>((made, how): (T, Reprojection)) -> Noted<T> {
    (made, Some(how.to_string()))
}
