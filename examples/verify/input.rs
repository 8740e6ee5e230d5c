//! Reads territories, and the lines and polygons of features, from GeoJSON files.
//!
//! Longitude and latitude in degrees. All input is validated here: later stages see finite
//! positions on Earth and closed rings. Errors are one line that names the file, the place in it
//! (features, polygons, rings and points counted from 0) and the remedy. Altitudes are ignored.
//! Longitudes of a border may go on past 180°; there -180° is 180° beside an eastern longitude.

use std::path::Path;

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};
use geojson::{Feature, GeoJson, GeometryValue, JsonObject, Position};

use crate::shared::oracle::{Edges, validity};
use crate::shared::source;

/// Reads all polygons of a file as one territory; they may overlap and touch, and their longitudes go on past
/// 180°.
pub fn territory(path: &Path) -> Result<MultiPolygon<f64>, String> {
    let fail = |reason: &str| format!("{}: {reason}; give polygons", source::name(path));
    let mut all = Vec::new();
    for (number, feature) in (1..).zip(&features(path)?) {
        let polygons = polygons(feature, 540.0)
            .map_err(|reason| fail(&format!("feature {number} {reason}")))?;
        all.extend(polygons.0);
    }
    if all.is_empty() {
        return Err(fail("it has no polygon"));
    }
    for (number, polygon) in all.iter().enumerate() {
        if let Some(fault) = validity::unclear(polygon, number).first() {
            let (name, at) = (source::name(path), fault.at);
            return Err(format!("{name}: {} at ({}, {}); repair it first", fault.what, at.x, at.y));
        }
    }
    Ok(MultiPolygon(all))
}

/// Reads the features of a file in WGS 84; a geometry alone is one.
pub fn features(path: &Path) -> Result<Vec<Feature>, String> {
    Ok(match parse(path)? {
        GeoJson::Geometry(geometry) => vec![Feature::from(geometry.value)],
        GeoJson::Feature(feature) => vec![feature],
        GeoJson::FeatureCollection(collection) => collection.features,
    })
}

/// Reads a file in WGS 84.
pub fn parse(path: &Path) -> Result<GeoJson, String> {
    let name = source::name(path);
    let text = source::text(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    let json: GeoJson = text
        .trim_start_matches('\u{feff}')
        .parse()
        .map_err(|error| format!("{name} is not GeoJSON: {error}"))?;
    let members = match &json {
        GeoJson::Geometry(geometry) => geometry.foreign_members.as_ref(),
        GeoJson::Feature(feature) => feature.foreign_members.as_ref(),
        GeoJson::FeatureCollection(collection) => collection.foreign_members.as_ref(),
    };
    match members.and_then(other_crs) {
        Some(crs) => Err(format!(
            "{name} is in the coordinate system {crs}; give the same in degrees, as the programs write \
             it without --output-crs"
        )),
        None => Ok(json),
    }
}

/// The coordinate system that an object names, if that is not WGS 84.
fn other_crs(members: &JsonObject) -> Option<String> {
    let crs = members.get("crs").filter(|crs| !crs.is_null())?;
    let name = crs.pointer("/properties/name").and_then(|name| name.as_str());
    let name = name.map_or_else(|| crs.to_string(), str::to_owned);
    let is_wgs84 = ["CRS84", "EPSG:4326", "EPSG::4326"].iter().any(|end| name.ends_with(end));
    (!is_wgs84).then_some(name)
}

/// The polygons of a feature, with longitudes up to `east`.
pub fn polygons(feature: &Feature, east: f64) -> Result<MultiPolygon<f64>, String> {
    match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        Some(GeometryValue::Polygon { coordinates }) => {
            Ok(MultiPolygon(vec![polygon(coordinates, east)?]))
        }
        Some(GeometryValue::MultiPolygon { coordinates }) => (1..)
            .zip(coordinates)
            .map(|(number, rings)| {
                polygon(rings, east).map_err(|reason| format!("polygon {number}, {reason}"))
            })
            .collect(),
        Some(other) => Err(format!("is a {}; it must be polygons", other.type_name())),
        None => Err("has no geometry; it must be polygons".to_owned()),
    }
}

/// The lines of a feature, with longitudes up to 180.
pub fn lines(feature: &Feature) -> Result<MultiLineString<f64>, String> {
    let line = |(number, positions): (usize, &Vec<Position>)| {
        ring(positions, 180.0).map_err(|reason| format!("line {number}, {reason}"))
    };
    match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        Some(GeometryValue::LineString { coordinates }) => Ok(line((1, coordinates))?.into()),
        Some(GeometryValue::MultiLineString { coordinates }) => {
            (1..).zip(coordinates).map(line).collect()
        }
        Some(other) => Err(format!("is a {}; it must be lines", other.type_name())),
        None => Err("has no geometry; it must be lines".to_owned()),
    }
}

pub fn polygon(rings: &[Vec<Position>], east: f64) -> Result<Polygon<f64>, String> {
    let ring = |(number, positions): (usize, &Vec<Position>)| {
        let ring = ring(positions, east).map_err(|reason| format!("ring {number}, {reason}"))?;
        if ring.0.len() < 4 || !ring.is_closed() {
            return Err(format!(
                "ring {number} is no ring; it needs four points and the last as the first"
            ));
        }
        Ok(ring)
    };
    let mut rings = (1..).zip(rings).map(ring);
    let Some(exterior) = rings.next() else { return Err("it has no ring".to_owned()) };
    Ok(Polygon::new(exterior?, rings.collect::<Result<_, _>>()?))
}

fn ring(positions: &[Position], east: f64) -> Result<LineString<f64>, String> {
    positions
        .iter()
        .enumerate()
        .map(|(i, p)| coord(i, p, east))
        .collect::<Result<_, _>>()
        .map(LineString)
}

/// A line of a border, without repeated points.
pub fn line(positions: &[Position], edges: Edges) -> Result<LineString<f64>, String> {
    let points = positions.iter().enumerate().map(|(i, position)| coord(i, position, 540.0));
    let mut points: Vec<Coord<f64>> = points.collect::<Result<_, _>>()?;
    let first_off = points.iter().position(|point| point.x.abs() != 180.0).unwrap_or(0);
    let at_antimeridian = |point: &mut Coord<f64>, beside: f64| {
        if point.x.abs() == 180.0 && (point.x - beside).abs() > 180.0 {
            point.x = -point.x;
        }
    };
    for i in (0..first_off).rev() {
        let beside = points[i + 1].x;
        at_antimeridian(&mut points[i], beside);
    }
    for i in first_off + 1..points.len() {
        let beside = points[i - 1].x;
        at_antimeridian(&mut points[i], beside);
    }
    points.dedup();
    let wide = points.windows(2).position(|pair| (pair[1].x - pair[0].x).abs() > 180.0);
    match wide {
        Some(i) if edges == Edges::Planar => Err(format!(
            "point {} is more than 180 degrees of longitude from the one before; let longitudes go on \
             past 180",
            i + 2
        )),
        _ => Ok(LineString(points)),
    }
}

pub fn coord(index: usize, position: &Position, east: f64) -> Result<Coord<f64>, String> {
    match *position.as_slice() {
        [x, y, ..] if x.abs() <= east && y.abs() <= 90.0 => Ok(Coord { x, y }),
        ref other => Err(format!(
            "point {} is {other:?}; give longitude -{east} to {east} and latitude -90 to 90 in degrees",
            index + 1
        )),
    }
}
