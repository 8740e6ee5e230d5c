//! Any GeoJSON text with lines as a border, or with one polygon as a territory.
//!
//! Altitudes and properties are ignored. Other geometry types, missing or empty geometries and
//! coordinate systems other than WGS 84 are refused with the place where they stand; features and
//! geometries are counted from 0, and the lines of a border in the order of the file.

use geo_types::{Coord, LineString, MultiLineString, Polygon};
use geojson::{Feature, GeoJson, Geometry, GeometryValue, JsonObject, Position};

use crate::{Border, Edges, Error, Territory};

/// Reads a border from the text of a GeoJSON geometry, feature or collection of either.
///
/// # Errors
/// [`Error::GeoJson`] when the text is not JSON (with line and column), not GeoJSON, holds
/// anything but lines, or names another coordinate system; otherwise those of [`Border::new`].
///
/// ```
/// use safe_zone::{Edges, geojson::read_border};
/// let text = r#"{"type": "LineString", "coordinates": [[38.0, 36.8], [39.0, 36.7]]}"#;
/// assert!(read_border(text, Edges::Planar).is_ok());
///
/// let point = r#"{"type": "Point", "coordinates": [38.0, 36.8]}"#;
/// let error = read_border(point, Edges::Planar).unwrap_err();
/// assert!(error.to_string().contains("Point"));
/// ```
pub fn read_border(text: &str, edges: Edges) -> Result<Border, Error> {
    let mut lines = Vec::new();
    visit(text, "LineStrings", &mut |value, place| match value {
        GeometryValue::LineString { coordinates } => {
            lines.push(line(coordinates, place)?);
            Ok(())
        }
        GeometryValue::MultiLineString { coordinates } => {
            if coordinates.is_empty() {
                return Err(empty(place, "MultiLineString"));
            }
            for (index, part) in coordinates.iter().enumerate() {
                lines.push(line(part, &format!("{place}, line {index}"))?);
            }
            Ok(())
        }
        other => {
            let found = other.type_name();
            Err(refused(format!(
                "{place} is a {found}; a border is made of LineString or MultiLineString: convert \
                 it to lines or leave it out"
            )))
        }
    })?;
    Border::new(MultiLineString(lines), edges)
}

/// Reads a territory with this name from the text of a GeoJSON object with one polygon: a Polygon, or
/// a MultiPolygon of one.
///
/// # Errors
/// [`Error::GeoJson`] as for [`read_border`], and when there is no polygon or more than one; otherwise
/// those of [`Territory::new`].
///
/// ```
/// use safe_zone::geojson::read_territory;
/// let text = r#"{"type": "Polygon", "coordinates": [[[38, 36], [39, 36], [39, 37], [38, 36]]]}"#;
/// assert_eq!(read_territory(text, "a corner")?.name(), "a corner");
///
/// let line = r#"{"type": "LineString", "coordinates": [[38, 36], [39, 36]]}"#;
/// let error = read_territory(line, "a line").unwrap_err();
/// assert!(error.to_string().contains("LineString"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn read_territory(text: &str, name: &str) -> Result<Territory, Error> {
    let mut polygons = Vec::new();
    visit(text, "one Polygon", &mut |value, place| match value {
        GeometryValue::Polygon { coordinates } => {
            polygons.push(polygon(coordinates, place)?);
            Ok(())
        }
        GeometryValue::MultiPolygon { coordinates } => {
            for (index, part) in coordinates.iter().enumerate() {
                polygons.push(polygon(part, &format!("{place}, polygon {index}"))?);
            }
            Ok(())
        }
        other => {
            let found = other.type_name();
            Err(refused(format!(
                "{place} is a {found}; a territory is a Polygon, or a MultiPolygon of one: convert \
                 it or leave it out"
            )))
        }
    })?;
    match <[Polygon<f64>; 1]>::try_from(polygons) {
        Ok([polygon]) => Territory::new(name, polygon),
        Err(polygons) => Err(refused(format!(
            "a territory is one polygon, here are {}; give the one that lies along the border",
            polygons.len()
        ))),
    }
}

/// Shows every geometry in a text, with its place.
fn visit(text: &str, wanted: &str, see: &mut See<'_>) -> Result<(), Error> {
    // Some editors put a byte order mark first; RFC 8259 §8.1 lets a reader skip it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json: GeoJson = text.parse().map_err(|error: geojson::Error| {
        // The reader says so once for each object it stands in.
        let reason = error.to_string().replace("Error while deserializing GeoJSON: ", "");
        refused(format!(
            "this is not GeoJSON: {reason}; give a Feature, FeatureCollection or geometry with \
             {wanted}"
        ))
    })?;
    match &json {
        GeoJson::Geometry(geometry) => visit_geometry(geometry, "the geometry", see),
        GeoJson::Feature(feature) => visit_feature(feature, "the feature", wanted, see),
        GeoJson::FeatureCollection(collection) => {
            check_crs(collection.foreign_members.as_ref(), "the collection")?;
            for (index, feature) in collection.features.iter().enumerate() {
                visit_feature(feature, &format!("feature {index}"), wanted, see)?;
            }
            Ok(())
        }
    }
}

/// What is done with a geometry, and the place where it stands.
type See<'a> = dyn FnMut(&GeometryValue, &str) -> Result<(), Error> + 'a;

fn visit_feature(
    feature: &Feature,
    place: &str,
    wanted: &str,
    see: &mut See<'_>,
) -> Result<(), Error> {
    check_crs(feature.foreign_members.as_ref(), place)?;
    match &feature.geometry {
        Some(geometry) => visit_geometry(geometry, place, see),
        None => Err(refused(format!(
            "{place} has no geometry (null or missing); give it {wanted} or leave it out"
        ))),
    }
}

fn visit_geometry(geometry: &Geometry, place: &str, see: &mut See<'_>) -> Result<(), Error> {
    check_crs(geometry.foreign_members.as_ref(), place)?;
    let GeometryValue::GeometryCollection { geometries } = &geometry.value else {
        return see(&geometry.value, place);
    };
    if geometries.is_empty() {
        return Err(empty(place, "GeometryCollection"));
    }
    for (index, member) in geometries.iter().enumerate() {
        visit_geometry(member, &format!("{place}, member {index}"), see)?;
    }
    Ok(())
}

fn polygon(rings: &[Vec<Position>], place: &str) -> Result<Polygon<f64>, Error> {
    let ring =
        |(index, ring): (usize, &Vec<Position>)| line(ring, &format!("{place}, ring {index}"));
    let mut rings = rings.iter().enumerate().map(ring);
    match rings.next() {
        Some(exterior) => Ok(Polygon::new(exterior?, rings.collect::<Result<_, _>>()?)),
        None => Err(empty(place, "Polygon")),
    }
}

fn line(positions: &[Position], place: &str) -> Result<LineString<f64>, Error> {
    if positions.is_empty() {
        return Err(empty(place, "LineString"));
    }
    let coord = |(index, position): (usize, &Position)| match position.as_slice() {
        [lon, lat, ..] => Ok(Coord { x: *lon, y: *lat }),
        short => Err(refused(format!(
            "{place}, point {index} is {short:?}; a position needs two numbers, longitude and \
             latitude"
        ))),
    };
    positions.iter().enumerate().map(coord).collect::<Result<_, _>>().map(LineString)
}

/// GeoJSON before RFC 7946 (2008) could name its coordinate system; RFC 7946 knows WGS 84 only.
fn check_crs(members: Option<&JsonObject>, place: &str) -> Result<(), Error> {
    let Some(crs) = members.and_then(|members| members.get("crs")).filter(|crs| !crs.is_null())
    else {
        return Ok(());
    };
    let name = crs.pointer("/properties/name").and_then(|name| name.as_str());
    let is_wgs84 = name.is_some_and(|name| {
        let name = name.to_ascii_uppercase();
        name.ends_with("CRS84") || name == "EPSG:4326" || name.ends_with(":EPSG::4326")
    });
    if is_wgs84 {
        return Ok(());
    }
    let shown = name.map_or_else(|| crs.to_string(), str::to_owned);
    Err(refused(format!(
        "{place} is in the coordinate system {shown}; transform it to WGS 84 degrees (EPSG:4326) \
         and drop the crs member"
    )))
}

fn empty(place: &str, kind: &str) -> Error {
    refused(format!("{place} is an empty {kind}; give it points or leave it out"))
}

fn refused(message: String) -> Error {
    Error::GeoJson(message)
}
