//! GeoJSON in coordinate systems other than WGS 84, which RFC 7946 (§4) leaves to prior
//! arrangement.
//!
//! Such a text names its system in the member `crs` of the GeoJSON of 2008, which GDAL and QGIS
//! read. Easting or longitude first, northing or latitude second, in the system's unit; a `bbox` in
//! the same system.

use std::collections::BTreeMap;

use geo::{BoundingRect, MapCoords, RemoveRepeatedPoints};
use geo_types::{Geometry, GeometryCollection, MultiLineString, MultiPolygon, Rect};

use super::features::{self, InputFeature, Members};
use super::unused::{Unused, strictly};
use super::visit::System;
use super::{crs_member, read, visit};
use crate::border::Border;
use crate::crs::{Crs, Reprojection};
use crate::format::layer::{CrsName, Feature, Layer, NamedCrs};
use crate::format::property::Properties;
use crate::planar::rounding;
use crate::region::Territory;
use crate::value::{CrsFault, Edges, Error, ErrorKind, Tolerance};

/// Reads a border as [`read_border`](super::read_border) does, in this coordinate system.
///
/// Planar edges are straight in that system, and get more points: see [`Crs::to_wgs84`].
///
/// # Errors
/// Those of [`read_border`](super::read_border), where a `crs` member may name this system and no
/// other; those of [`Crs::to_wgs84`].
///
/// ```
/// use safe_zone::crs::Crs;
/// use safe_zone::layers::read_border_in;
/// use safe_zone::{Edges, Tolerance};
/// let text = r#"{"type": "LineString", "coordinates": [[412973, 4076413], [501000, 4066000]]}"#;
/// let utm: Crs = "EPSG:32637".parse()?;
/// let (border, how) = read_border_in(text, &utm, Edges::Planar, Tolerance::default())?;
/// assert!((border.length().km() - 88.7).abs() < 0.1);
/// assert_eq!(how.to_string(), "EPSG:32637 (WGS 84 / UTM zone 37N) to WGS 84\n  \
///     Inverse of UTM zone 37N (to 0 m, as PROJ states)");
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn read_border_in(
    text: &str,
    crs: &Crs,
    edges: Edges,
    tolerance: Tolerance,
) -> Result<(Border, Reprojection), Error> {
    let lines = strictly(usable_lines_in(text, crs)?)?;
    let (lines, how) = crs.to_wgs84(&lines, edges, tolerance)?;
    Ok((Border::new(lines, edges)?, how))
}

/// Reads the lines of a text as [`usable_lines`](super::usable_lines) does, in this coordinate system and as they
/// are; [`Crs::to_wgs84`] transforms them.
///
/// # Errors
/// Those of [`usable_lines`](super::usable_lines), where a `crs` member may name this system and no other.
pub fn usable_lines_in(text: &str, crs: &Crs) -> Result<(MultiLineString<f64>, Unused), Error> {
    read::lines(text, system(&crs.to_string(), crs))
}

/// Reads the geometries of a text as [`usable_geometry`](super::usable_geometry) does, in this coordinate system
/// and as they are; [`Crs::to_wgs84`] transforms them.
///
/// # Errors
/// Those of [`usable_geometry`](super::usable_geometry), where a `crs` member may name this system and no other.
pub fn usable_geometry_in(text: &str, crs: &Crs) -> Result<(Geometry<f64>, Unused), Error> {
    read::geometry(text, system(&crs.to_string(), crs))
}

/// Reads the features of a text as [`usable_features`](super::usable_features) does, in this coordinate system,
/// and transforms their geometries to WGS 84.
///
/// # Errors
/// Those of [`usable_features`](super::usable_features), where a `crs` member may name this system and no other;
/// those of [`Crs::to_wgs84`], with the points, lines and rings of all features counted in order.
pub fn usable_features_in(
    text: &str,
    crs: &Crs,
    edges: Edges,
    tolerance: Tolerance,
) -> Result<(Vec<InputFeature>, Unused, Reprojection), Error> {
    let (features, unused) = features::of(text, system(&crs.to_string(), crs), Members::Kept)?;
    let geometries = features.iter().map(|it| it.geometry().clone()).collect();
    let (moved, how) = crs.to_wgs84(&GeometryCollection(geometries), edges, tolerance)?;
    let features = features.into_iter().zip(moved).map(|(feature, to)| feature.moved(to));
    Ok((features.collect(), unused, how))
}

/// Reads the polygons of a text as [`usable_polygons`](super::usable_polygons) does, in this coordinate system
/// and as they are; [`Crs::to_wgs84`] transforms them.
///
/// # Errors
/// Those of [`usable_polygons`](super::usable_polygons), where a `crs` member may name this system and no other.
pub fn usable_polygons_in(text: &str, crs: &Crs) -> Result<(MultiPolygon<f64>, Unused), Error> {
    read::polygons(text, system(&crs.to_string(), crs))
}

/// Reads a territory as [`read_territory`](super::read_territory) does, in this coordinate system.
///
/// Vertices shared with a border in the same system stay shared.
///
/// # Errors
/// Those of [`read_territory`](super::read_territory), where a `crs` member may name this system
/// and no other; those of [`Crs::to_wgs84`].
pub fn read_territory_in(
    text: &str,
    name: &str,
    crs: &Crs,
    tolerance: Tolerance,
) -> Result<(Territory, Reprojection), Error> {
    let polygons = strictly(usable_polygons_in(text, crs)?)?;
    let (polygons, how) = crs.to_wgs84(&polygons, Edges::Planar, tolerance)?;
    Ok((Territory::new(name, polygons)?, how))
}

/// The coordinate system that a text names in its member `crs`, unless that is WGS 84; a
/// [`Crs`] can be read from it.
///
/// # Errors
/// [`ErrorKind::GeoJson`] when the text is not GeoJSON.
///
/// ```
/// use safe_zone::layers::declared_crs;
/// let text = r#"{"type": "LineString", "coordinates": [[412973, 4076413], [501000, 4066000]],
///     "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}}"#;
/// assert_eq!(declared_crs(text)?.as_deref(), Some("urn:ogc:def:crs:EPSG::32637"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn declared_crs(text: &str) -> Result<Option<String>, Error> {
    let text = visit::readable(text);
    let objects = visit::parse(&text, "lines or polygons")?;
    Ok(objects.iter().find_map(|object| crs_member::declared(object.crs)))
}

fn system<'a>(name: &'a str, crs: &'a Crs) -> System<'a> {
    System { name, code: crs.code(), remedy: "name the one that the file is in" }
}

/// Transforms a layer of [`zones`](super::zones), or of another writer of this module, to this
/// coordinate system.
///
/// Planar edges are straight in longitude and latitude, and get more points to stay so: see
/// [`Crs::from_wgs84`]. Neighbours go on sharing their edges. Coordinates are rounded to
/// [`Crs::decimals`], polygons as by [`as_written`](super::as_written), so they are valid in this
/// system too, and parts kept apart by a cut at the antimeridian become one where their edges fall
/// together. Exteriors run counter-clockwise.
///
/// The result is GeoJSON of 2008, with a member `crs`, and not of RFC 7946, which knows WGS 84
/// only: name its file so that readers see that.
///
/// # Errors
/// [`ErrorKind::BadCrs`] when the system has no authority's code, the only content that the member
/// `crs` can have; those of [`Crs::from_wgs84`], with the lines and rings of all features counted
/// in order.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::crs::Crs;
/// use safe_zone::{Border, Edges, Tolerance};
/// let border = Border::new(line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7)], Edges::Planar)?;
/// let tolerance = Tolerance::default();
/// let layer = layers::border(&border, tolerance, &Caption::default());
/// let (layer, _) = layers::in_crs(&layer, &"EPSG:32637".parse()?, tolerance)?;
/// assert!(layer.to_string().contains("urn:ogc:def:crs:EPSG::32637"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn in_crs(
    layer: &Layer,
    crs: &Crs,
    tolerance: Tolerance,
) -> Result<(Layer, Reprojection), Error> {
    let name = urn(crs)?;
    let geometries = layer.features.iter().map(|feature| feature.geometry.clone()).collect();
    let (geometries, how) =
        crs.from_wgs84(&GeometryCollection(geometries), edges(layer), tolerance)?;

    let geometries = rounded(geometries.0, &layer.features, crs.decimals(tolerance));
    let feature = |(feature, geometry): (&Feature, &Geometry<f64>)| Feature {
        bbox: bbox(geometry.bounding_rect()),
        id: feature.id.clone(),
        geometry: geometry.clone(),
        properties: feature.properties.clone(),
    };
    let features = layer.features.iter().zip(&geometries).map(feature).collect();
    let crs = Some(NamedCrs { properties: CrsName { name } });
    Ok((Layer { bbox: bbox(geometries.bounding_rect()), features, crs, ..layer.clone() }, how))
}

/// A system's name as OGC writes it (07-092r3).
fn urn(crs: &Crs) -> Result<String, Error> {
    match crs.code().and_then(|code| code.split_once(':')) {
        Some(("OGC", code)) => Ok(format!("urn:ogc:def:crs:OGC:1.3:{code}")),
        Some((authority, code)) => Ok(format!("urn:ogc:def:crs:{authority}::{code}")),
        None => Err(ErrorKind::BadCrs {
            crs: crs.to_string(),
            fault: CrsFault::NoCode,
            reason: "it has no authority's code, and GeoJSON can name a system by nothing else; \
                     give one that has, as EPSG:32637"
                .to_owned(),
        }
        .into()),
    }
}

/// The kind of the edges of a layer's geometries; those of areas are planar.
fn edges(layer: &Layer) -> Edges {
    match layer.features.first().map(|feature| &feature.properties) {
        Some(Properties::Border(border)) => border.edges,
        _ => Edges::Planar,
    }
}

/// Rounds a layer: the zones of a plan together, the pieces of a comparison too, each buffer by
/// itself.
fn rounded(
    mut geometries: Vec<Geometry<f64>>,
    features: &[Feature],
    decimals: usize,
) -> GeometryCollection<f64> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, feature) in features.iter().enumerate() {
        let group = match &feature.properties {
            Properties::Zone(zone) => (Some(&zone.proposal), 0),
            Properties::Buffer(_) | Properties::Kept(_) => (None, index),
            _ => (None, 0),
        };
        groups.entry(group).or_default().push(index);
    }
    for group in groups.into_values() {
        let (group, polygons): (Vec<_>, Vec<_>) = group
            .into_iter()
            .filter_map(|index| Some((index, polygons(&geometries[index])?)))
            .unzip();
        for (index, rounded) in group.into_iter().zip(rounding::rounded(&polygons, decimals)) {
            geometries[index] = rounded.into();
        }
    }
    let rounded = geometries.into_iter().map(|geometry| match geometry {
        Geometry::MultiPolygon(_) => geometry,
        other => {
            let rounded = other.map_coords(|point| rounding::round(point, decimals));
            rounded.remove_repeated_points()
        }
    });
    rounded.collect()
}

fn polygons(geometry: &Geometry<f64>) -> Option<&MultiPolygon<f64>> {
    match geometry {
        Geometry::MultiPolygon(polygons) => Some(polygons),
        _ => None,
    }
}

fn bbox(bounds: Option<Rect<f64>>) -> Option<[f64; 4]> {
    let (low, high) = (bounds?.min(), bounds?.max());
    Some([low.x, low.y, high.x, high.y])
}
