//! Reads any GeoJSON text as a geometry, with lines as a border, with one polygon as a territory.
//!
//! Altitudes and properties are ignored. Other types of geometry than the wanted, missing or empty
//! geometries and coordinate systems other than the expected one are refused with their place in
//! the text; features and geometries are counted from 0, and the lines of a border in the order of
//! the file.

use std::borrow::Cow;

use geo_types::{Geometry, GeometryCollection, MultiLineString, MultiPoint, Point, Polygon};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::coordinates::{Coordinates, Read, empty};
use crate::border::Border;
use crate::region::Territory;
use crate::value::{Edges, Error};

/// Reads all geometries in the text of a GeoJSON geometry, feature or collection of either: the
/// one, or a collection of several.
///
/// # Errors
/// [`Error::GeoJson`] when the text is not JSON (with line and column), not GeoJSON, holds no or an
/// empty geometry, or names another coordinate system.
///
/// ```
/// use safe_zone::{BufferOptions, GeodesicBuffer, area_km2, geojson::read_geometry};
/// let text = r#"{"type": "MultiPoint", "coordinates": [[38.0, 36.8], [39.0, 36.7]]}"#;
/// let discs = read_geometry(text)?.geodesic_buffer("1km".parse::<safe_zone::Length>()?, &BufferOptions::default())?;
/// assert_eq!(discs.0.len(), 2);
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn read_geometry(text: &str) -> Result<Geometry<f64>, Error> {
    let mut all: Vec<Geometry<f64>> = Vec::new();
    visit(text, WGS84, "points, lines or polygons", &mut |kind, coordinates| {
        all.push(match kind {
            "Point" => Point(coordinates.position()?).into(),
            "MultiPoint" => {
                coordinates.positions()?.into_iter().map(Point).collect::<MultiPoint>().into()
            }
            "LineString" => coordinates.line()?.into(),
            "MultiLineString" => coordinates.lines()?.into(),
            "Polygon" => coordinates.polygon()?.into(),
            _ => coordinates.polygons()?.into(),
        });
        Ok(())
    })?;
    Ok(match all.len() {
        0 => {
            return Err(refused("there is no geometry; give points, lines or polygons".to_owned()));
        }
        1 => all.remove(0),
        _ => Geometry::GeometryCollection(GeometryCollection(all)),
    })
}

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
    visit(text, system, "LineStrings", &mut |kind, coordinates| match kind {
        "LineString" => coordinates.line().map(|line| lines.push(line)),
        "MultiLineString" => coordinates.lines().map(|more| lines.extend(more)),
        found => Err(format!(
            " is a {found}; a border is made of LineString or MultiLineString: convert it to lines \
             or leave it out"
        )),
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
    visit(text, system, "one Polygon", &mut |kind, coordinates| match kind {
        "Polygon" => coordinates.polygon().map(|polygon| polygons.push(polygon)),
        "MultiPolygon" => coordinates.polygons().map(|more| polygons.extend(more)),
        found => Err(format!(
            " is a {found}; a territory is a Polygon, or a MultiPolygon of one: convert it or leave \
             it out"
        )),
    })?;
    match <[Polygon<f64>; 1]>::try_from(polygons) {
        Ok([polygon]) => Ok(polygon),
        Err(polygons) => Err(refused(format!(
            "a territory is one polygon, here are {}; give the one that lies along the border",
            polygons.len()
        ))),
    }
}

/// A GeoJSON object of any type, with the members that count.
#[derive(Deserialize)]
#[serde(expecting = "a GeoJSON object")]
pub(super) struct Object<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    geometries: Option<Vec<Object<'a>>>,
    geometry: Option<Box<Object<'a>>>,
    features: Option<Vec<Object<'a>>>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
    /// Without it serde would also take a list of these members for an object.
    #[serde(flatten)]
    _others: IgnoredAny,
}

/// The types of geometry with coordinates.
const SHAPES: [&str; 6] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];

/// Shows the type and the coordinates of every geometry in a text.
fn visit(text: &str, system: System<'_>, wanted: &str, see: &mut See<'_>) -> Result<(), Error> {
    let text = without_mark(text);
    let object = parse(text, wanted)?;
    let mut visitor = Visitor { text, system, wanted, see };
    match &*object.kind {
        "Feature" => visitor.feature(&object, "the feature"),
        "FeatureCollection" => {
            check_crs(&object, "the collection", system)?;
            let missing = || no_geojson("missing field `features`", wanted);
            let mut features = object.features.as_ref().ok_or_else(missing)?.iter().enumerate();
            features.try_for_each(|(index, it)| visitor.feature(it, &format!("feature {index}")))
        }
        _ => visitor.geometry(&object, "the geometry"),
    }
}

pub(super) fn parse<'a>(text: &'a str, wanted: &str) -> Result<Object<'a>, Error> {
    serde_json::from_str(text).map_err(|error| no_geojson(&error.to_string(), wanted))
}

/// The text without a byte order mark, which some editors put first; RFC 8259 §8.1 lets a reader
/// skip it.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn no_geojson(reason: &str, wanted: &str) -> Error {
    refused(format!(
        "this is not GeoJSON: {reason}; give a Feature, FeatureCollection or geometry with {wanted}"
    ))
}

/// A callback for the type of a geometry and its coordinates.
type See<'a> = dyn FnMut(&str, &mut Coordinates<'_>) -> Read<()> + 'a;

struct Visitor<'a, 'see> {
    text: &'a str,
    system: System<'a>,
    wanted: &'a str,
    see: &'a mut See<'see>,
}

impl Visitor<'_, '_> {
    fn feature(&mut self, feature: &Object<'_>, place: &str) -> Result<(), Error> {
        check_crs(feature, place, self.system)?;
        if feature.kind != "Feature" {
            return Err(no_geojson(&format!("{place} is a {}", feature.kind), self.wanted));
        }
        match &feature.geometry {
            Some(geometry) => self.geometry(geometry, place),
            None => Err(refused(format!(
                "{place} has no geometry (null or missing); give it {} or leave it out",
                self.wanted
            ))),
        }
    }

    fn geometry(&mut self, geometry: &Object<'_>, place: &str) -> Result<(), Error> {
        check_crs(geometry, place, self.system)?;
        let kind = &*geometry.kind;
        let lacks =
            |key| no_geojson(&format!("{place} is a {kind} with no `{key}` key"), self.wanted);
        if kind == "GeometryCollection" {
            let members = geometry.geometries.as_ref().ok_or_else(|| lacks("geometries"))?;
            if members.is_empty() {
                return Err(refused(place.to_owned() + &empty(kind)));
            }
            let mut members = members.iter().enumerate();
            return members.try_for_each(|(index, it)| {
                self.geometry(it, &format!("{place}, member {index}"))
            });
        }
        if !SHAPES.contains(&kind) {
            let reason = format!("`{kind}` is no type of geometry, for {place}");
            return Err(no_geojson(&reason, self.wanted));
        }
        let coordinates = geometry.coordinates.ok_or_else(|| lacks("coordinates"))?;
        (self.see)(kind, &mut Coordinates::new(self.text, coordinates))
            .map_err(|fault| refused(place.to_owned() + &fault))
    }
}

/// Refuses other systems: GeoJSON before RFC 7946 (2008) could name one; RFC 7946 knows WGS 84
/// only.
fn check_crs(object: &Object<'_>, place: &str, system: System<'_>) -> Result<(), Error> {
    let Some(declared) = declared(object) else { return Ok(()) };
    if system.code.is_some_and(|code| is_called(&declared, code)) {
        return Ok(());
    }
    let System { name, remedy, .. } = system;
    Err(refused(format!("{place} is in the coordinate system {declared}, not in {name}; {remedy}")))
}

/// The system that an object names, unless that is WGS 84.
pub(super) fn declared(object: &Object<'_>) -> Option<String> {
    let text = object.crs?.get();
    let crs: Value = serde_json::from_str(text).unwrap_or_default();
    let name = crs.pointer("/properties/name").and_then(|name| name.as_str());
    let is_wgs84 =
        |name: &str| is_called(name, "EPSG:4326") || name.to_ascii_uppercase().ends_with("CRS84");
    match name {
        Some(name) if is_wgs84(name) => None,
        name => Some(name.unwrap_or(text).to_owned()),
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

fn refused(message: String) -> Error {
    Error::GeoJson(message)
}
