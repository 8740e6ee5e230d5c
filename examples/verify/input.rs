//! Reads what is to be checked, and borders, from GeoJSON files.
//!
//! Longitude and latitude in degrees, lengths in metres. Everything read is validated here: later
//! stages see finite positions on Earth and closed rings. Errors are one line that names the file,
//! the place in it (features, polygons, rings and points counted from 0) and the remedy. Altitudes
//! are ignored.

use std::path::Path;

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};
use geojson::{Feature, GeoJson, Geometry, GeometryValue, JsonObject, JsonValue, Position};

use crate::source;

/// Polygons, and what they claim to be.
pub struct Claim {
    /// What to call them in a report.
    pub name: String,
    /// The polygons.
    pub polygons: MultiPolygon<f64>,
    /// They hold what is farther from the border than this, metres; 0 for the border as well.
    pub inner: f64,
    /// They hold what is not farther than this, metres.
    pub outer: f64,
    /// How far their rings may stray, metres.
    pub tolerance: f64,
    /// The territory they are cut to, as the file names it.
    pub territory: Option<String>,
    /// The stretches of the border they lie along, from and to, metres; none for all of it.
    pub stretches: Option<Vec<(f64, f64)>>,
    /// The side of the border they lie on, as the file names it.
    pub side: Option<String>,
    /// How the edges of the border run, as the file names it.
    pub edges: Option<String>,
}

/// Reads the features that claim a depth, and counts those that do not.
pub fn claims(path: &Path) -> Result<(Vec<Claim>, usize), String> {
    let GeoJson::FeatureCollection(collection) = parse(path)? else {
        return Err(format!(
            "{} is not a FeatureCollection; give one with zones",
            source::name(path)
        ));
    };
    let mut claims = Vec::new();
    for (index, feature) in collection.features.iter().enumerate() {
        let claim = claim(feature, index)
            .map_err(|reason| format!("{}, feature {index}: {reason}", source::name(path)))?;
        claims.extend(claim);
    }
    let others = collection.features.len() - claims.len();
    if claims.is_empty() {
        return Err(format!(
            "{} has no feature with outer_km or distance_m; give the zones or the buffers that this \
             project writes",
            source::name(path)
        ));
    }
    Ok((claims, others))
}

/// Reads all lines of a file as one border.
pub fn border(path: &Path) -> Result<MultiLineString<f64>, String> {
    let mut lines = Vec::new();
    let result = match &parse(path)? {
        GeoJson::Geometry(geometry) => collect_lines(geometry, &mut lines),
        GeoJson::Feature(feature) => feature_lines(feature, &mut lines),
        GeoJson::FeatureCollection(collection) => {
            collection.features.iter().enumerate().try_for_each(|(index, feature)| {
                feature_lines(feature, &mut lines)
                    .map_err(|reason| format!("feature {index}: {reason}"))
            })
        }
    };
    result.map_err(|reason| format!("{}: {reason}", source::name(path)))?;
    if lines.iter().all(|line| line.0.len() < 2) {
        return Err(format!("{} has no line of two points; give a LineString", source::name(path)));
    }
    Ok(MultiLineString(lines))
}

/// Reads the one polygon of a file.
pub fn territory(path: &Path) -> Result<Polygon<f64>, String> {
    let fail = |reason: &str| format!("{}: {reason}; give one polygon", source::name(path));
    let feature = match parse(path)? {
        GeoJson::Geometry(geometry) => Feature::from(geometry.value),
        GeoJson::Feature(feature) => feature,
        GeoJson::FeatureCollection(collection) => {
            let [feature] = <[Feature; 1]>::try_from(collection.features)
                .map_err(|_| fail("it has not one feature"))?;
            feature
        }
    };
    let polygons = polygons(&feature).map_err(|reason| fail(&reason))?;
    let [polygon] =
        <[Polygon<f64>; 1]>::try_from(polygons.0).map_err(|_| fail("it has not one polygon"))?;
    Ok(polygon)
}

fn parse(path: &Path) -> Result<GeoJson, String> {
    let text = source::text(path)
        .map_err(|error| format!("cannot read {}: {error}", source::name(path)))?;
    text.trim_start_matches('\u{feff}')
        .parse()
        .map_err(|error| format!("{} is not GeoJSON: {error}", source::name(path)))
}

fn claim(feature: &Feature, index: usize) -> Result<Option<Claim>, String> {
    let Some(properties) = &feature.properties else { return Ok(None) };
    let (inner, outer) = if properties.contains_key("outer_km") {
        (1000.0 * number(properties, "inner_km")?, 1000.0 * number(properties, "outer_km")?)
    } else if properties.contains_key("distance_m") {
        (0.0, number(properties, "distance_m")?)
    } else {
        return Ok(None);
    };
    if inner < 0.0 || outer <= inner || outer.is_infinite() {
        return Err(format!("depths {inner} m to {outer} m; they must be positive and grow"));
    }
    let tolerance = number(properties, "tolerance_m")?;
    if tolerance <= 0.0 {
        return Err(format!("tolerance_m is {tolerance}; it must be positive"));
    }
    let title = ["proposal", "piece"].into_iter().find_map(|key| text(properties, key));
    let title = title.unwrap_or_else(|| format!("feature {index}"));
    Ok(Some(Claim {
        name: format!("{title}, {} to {} km", inner / 1000.0, outer / 1000.0),
        polygons: polygons(feature)?,
        inner,
        outer,
        tolerance,
        territory: text(properties, "territory"),
        stretches: text(properties, "sectors_km").map(|text| stretches(&text)).transpose()?,
        side: text(properties, "side"),
        edges: text(properties, "edges"),
    }))
}

/// Stretches as `0-10.5; 20-30`, in kilometres.
fn stretches(text: &str) -> Result<Vec<(f64, f64)>, String> {
    let stretch = |part: &str| -> Option<(f64, f64)> {
        let (from, to) = part.split_once('-')?;
        let [from, to] = [from, to].map(|km| km.trim().parse::<f64>().ok().map(|km| 1000.0 * km));
        Some((from?, to?)).filter(|(from, to)| 0.0 <= *from && from < to && to.is_finite())
    };
    text.split(';')
        .map(stretch)
        .collect::<Option<_>>()
        .ok_or_else(|| format!("sectors_km is {text:?}; it must be as 0-10.5; 20-30, each growing"))
}

/// A text property; an empty one counts as absent.
fn text(members: &JsonObject, key: &str) -> Option<String> {
    members.get(key).and_then(JsonValue::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn number(properties: &JsonObject, key: &str) -> Result<f64, String> {
    match properties.get(key) {
        None => Err(format!("{key} is missing; it must be a number")),
        Some(value) => {
            value.as_f64().ok_or_else(|| format!("{key} is {value}; it must be a number"))
        }
    }
}

fn polygons(feature: &Feature) -> Result<MultiPolygon<f64>, String> {
    match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        Some(GeometryValue::Polygon { coordinates }) => {
            Ok(MultiPolygon(vec![polygon(coordinates)?]))
        }
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates
            .iter()
            .enumerate()
            .map(|(i, rings)| polygon(rings).map_err(|reason| format!("polygon {i}, {reason}")))
            .collect(),
        Some(other) => Err(format!("is a {}; it must be polygons", other.type_name())),
        None => Err("has no geometry; it must be polygons".to_owned()),
    }
}

fn polygon(rings: &[Vec<Position>]) -> Result<Polygon<f64>, String> {
    let ring = |(i, positions): (usize, &Vec<Position>)| {
        let ring = line(positions).map_err(|reason| format!("ring {i}, {reason}"))?;
        if ring.0.len() < 4 || !ring.is_closed() {
            return Err(format!(
                "ring {i} is no ring; it needs four points and the last as the first"
            ));
        }
        Ok(ring)
    };
    let mut rings = rings.iter().enumerate().map(ring);
    let Some(exterior) = rings.next() else { return Err("it has no ring".to_owned()) };
    Ok(Polygon::new(exterior?, rings.collect::<Result<_, _>>()?))
}

fn feature_lines(feature: &Feature, lines: &mut Vec<LineString<f64>>) -> Result<(), String> {
    match &feature.geometry {
        Some(geometry) => collect_lines(geometry, lines),
        None => Err("it has no geometry; give it a LineString or leave it out".to_owned()),
    }
}

fn collect_lines(geometry: &Geometry, lines: &mut Vec<LineString<f64>>) -> Result<(), String> {
    match &geometry.value {
        GeometryValue::LineString { coordinates } => lines.push(line(coordinates)?),
        GeometryValue::MultiLineString { coordinates } => {
            for (i, part) in coordinates.iter().enumerate() {
                lines.push(line(part).map_err(|reason| format!("line {i}, {reason}"))?);
            }
        }
        GeometryValue::GeometryCollection { geometries } => {
            for member in geometries {
                collect_lines(member, lines)?;
            }
        }
        other => {
            return Err(format!("a {} is no border; give LineStrings only", other.type_name()));
        }
    }
    Ok(())
}

fn line(positions: &[Position]) -> Result<LineString<f64>, String> {
    let coord = |(i, position): (usize, &Position)| match *position.as_slice() {
        [x, y, ..] if x.abs() <= 180.0 && y.abs() <= 90.0 => Ok(Coord { x, y }),
        ref other => Err(format!(
            "point {i} is {other:?}; give longitude -180 to 180 and latitude -90 to 90 in degrees"
        )),
    };
    positions.iter().enumerate().map(coord).collect::<Result<_, _>>().map(LineString)
}
