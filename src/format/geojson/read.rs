//! Reads any GeoJSON text with lines as a border, or with one polygon as a territory.
//!
//! Altitudes and properties are ignored. Other geometry types, missing or empty geometries and
//! coordinate systems other than the expected one are refused with their place in the text;
//! features and geometries are counted from 0, and the lines of a border in the order of the file.

use geo_types::{Coord, LineString, MultiLineString, Polygon};
use geojson::{Feature, GeoJson, Geometry, GeometryValue, JsonObject, Position};

use crate::border::Border;
use crate::region::Territory;
use crate::value::{Edges, Error};

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
    Border::new(lines(text, WGS84)?, edges)
}

/// The lines of a text.
pub(super) fn lines(text: &str, system: System<'_>) -> Result<MultiLineString<f64>, Error> {
    let mut lines = Vec::new();
    visit(text, system, "LineStrings", &mut |value, place| match value {
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
    Ok(MultiLineString(lines))
}

/// Reads a territory with this name from the text of a GeoJSON object with one polygon: a Polygon,
/// or a MultiPolygon of one.
///
/// # Errors
/// [`Error::GeoJson`] as for [`read_border`], and when there is no polygon or more than one;
/// otherwise those of [`Territory::new`].
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
    Territory::new(name, polygon(text, WGS84)?)
}

/// The one polygon of a text.
pub(super) fn polygon(text: &str, system: System<'_>) -> Result<Polygon<f64>, Error> {
    let mut polygons = Vec::new();
    visit(text, system, "one Polygon", &mut |value, place| match value {
        GeometryValue::Polygon { coordinates } => {
            polygons.push(rings(coordinates, place)?);
            Ok(())
        }
        GeometryValue::MultiPolygon { coordinates } => {
            for (index, part) in coordinates.iter().enumerate() {
                polygons.push(rings(part, &format!("{place}, polygon {index}"))?);
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
        Ok([polygon]) => Ok(polygon),
        Err(polygons) => Err(refused(format!(
            "a territory is one polygon, here are {}; give the one that lies along the border",
            polygons.len()
        ))),
    }
}

/// Shows every geometry in a text, with its place in the text.
fn visit(text: &str, system: System<'_>, wanted: &str, see: &mut See<'_>) -> Result<(), Error> {
    match &parse(text, wanted)? {
        GeoJson::Geometry(geometry) => visit_geometry(geometry, "the geometry", system, see),
        GeoJson::Feature(feature) => visit_feature(feature, "the feature", system, wanted, see),
        GeoJson::FeatureCollection(collection) => {
            check_crs(collection.foreign_members.as_ref(), "the collection", system)?;
            for (index, feature) in collection.features.iter().enumerate() {
                visit_feature(feature, &format!("feature {index}"), system, wanted, see)?;
            }
            Ok(())
        }
    }
}

pub(super) fn parse(text: &str, wanted: &str) -> Result<GeoJson, Error> {
    // Some editors put a byte order mark first; RFC 8259 §8.1 lets a reader skip it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.parse().map_err(|error: geojson::Error| {
        // The reader says so once for each object around the fault.
        let reason = error.to_string().replace("Error while deserializing GeoJSON: ", "");
        refused(format!(
            "this is not GeoJSON: {reason}; give a Feature, FeatureCollection or geometry with \
             {wanted}"
        ))
    })
}

/// A callback for a geometry and its place in the text.
type See<'a> = dyn FnMut(&GeometryValue, &str) -> Result<(), Error> + 'a;

fn visit_feature(
    feature: &Feature,
    place: &str,
    system: System<'_>,
    wanted: &str,
    see: &mut See<'_>,
) -> Result<(), Error> {
    check_crs(feature.foreign_members.as_ref(), place, system)?;
    match &feature.geometry {
        Some(geometry) => visit_geometry(geometry, place, system, see),
        None => Err(refused(format!(
            "{place} has no geometry (null or missing); give it {wanted} or leave it out"
        ))),
    }
}

fn visit_geometry(
    geometry: &Geometry,
    place: &str,
    system: System<'_>,
    see: &mut See<'_>,
) -> Result<(), Error> {
    check_crs(geometry.foreign_members.as_ref(), place, system)?;
    let GeometryValue::GeometryCollection { geometries } = &geometry.value else {
        return see(&geometry.value, place);
    };
    if geometries.is_empty() {
        return Err(empty(place, "GeometryCollection"));
    }
    for (index, member) in geometries.iter().enumerate() {
        visit_geometry(member, &format!("{place}, member {index}"), system, see)?;
    }
    Ok(())
}

fn rings(rings: &[Vec<Position>], place: &str) -> Result<Polygon<f64>, Error> {
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
    let points = positions.iter().enumerate();
    points
        .map(|(index, position)| coord(position, &format!("{place}, point {index}")))
        .collect::<Result<_, _>>()
        .map(LineString)
}

fn coord(position: &Position, place: &str) -> Result<Coord<f64>, Error> {
    match position.as_slice() {
        [lon, lat, ..] => Ok(Coord { x: *lon, y: *lat }),
        short => Err(refused(format!(
            "{place} is {short:?}; a position needs two numbers, longitude and latitude"
        ))),
    }
}

/// Refuses other systems: GeoJSON before RFC 7946 (2008) could name one; RFC 7946 knows WGS 84
/// only.
fn check_crs(members: Option<&JsonObject>, place: &str, system: System<'_>) -> Result<(), Error> {
    let Some(declared) = declared(members) else { return Ok(()) };
    if system.code.is_some_and(|code| is_called(&declared, code)) {
        return Ok(());
    }
    let System { name, remedy, .. } = system;
    Err(refused(format!("{place} is in the coordinate system {declared}, not in {name}; {remedy}")))
}

/// The system that an object names, unless that is WGS 84.
pub(super) fn declared(members: Option<&JsonObject>) -> Option<String> {
    let crs = members?.get("crs").filter(|crs| !crs.is_null())?;
    let name = crs.pointer("/properties/name").and_then(|name| name.as_str());
    let is_wgs84 =
        |name: &str| is_called(name, "EPSG:4326") || name.to_ascii_uppercase().ends_with("CRS84");
    match name {
        Some(name) if is_wgs84(name) => None,
        Some(name) => Some(name.to_owned()),
        None => Some(crs.to_string()),
    }
}

/// Tests whether a name is a code as EPSG:32637, or its URN urn:ogc:def:crs:EPSG::32637 (OGC
/// 07-092r3).
fn is_called(name: &str, code: &str) -> bool {
    let (name, code) = (name.to_ascii_uppercase(), code.to_ascii_uppercase());
    name == code || name.ends_with(&format!(":{}", code.replacen(':', "::", 1)))
}

/// The coordinate system in which a text has to be, if the text names one.
#[derive(Clone, Copy)]
pub(super) struct System<'a> {
    pub name: &'a str,
    /// The authority and the code; `None` for WGS 84, which need not be named.
    pub code: Option<&'a str>,
    /// The remedy for a text in another system.
    pub remedy: &'a str,
}

const WGS84: System<'static> = System {
    name: "WGS 84",
    code: None,
    remedy: "transform it to WGS 84 degrees (EPSG:4326) and drop the crs member",
};

fn empty(place: &str, kind: &str) -> Error {
    refused(format!("{place} is an empty {kind}; give it points or leave it out"))
}

fn refused(message: String) -> Error {
    Error::GeoJson(message)
}
