//! Visits the geometries of a GeoJSON text: of an object of any type, or of a sequence of objects.
//!
//! Boxes and altitudes are ignored. A coordinate system other than the expected one is refused
//! with its place in the text; features, geometries and members are counted from 0.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::coordinates::{Coordinates, Fault, Read, empty};
use super::crs_member;
use super::unused::{Unused, Why, refused};
use crate::value::{Error, ErrorKind, GeoJsonFault, TextPosition};

/// A GeoJSON object of any type, with the members that count.
#[derive(Deserialize)]
#[serde(expecting = "a GeoJSON object")]
pub(super) struct Object<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    geometries: Option<Vec<Option<Object<'a>>>>,
    geometry: Option<Box<Object<'a>>>,
    features: Option<Vec<Object<'a>>>,
    #[serde(borrow)]
    pub properties: Option<&'a RawValue>,
    #[serde(borrow)]
    pub id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub crs: Option<&'a RawValue>,
    /// Without it serde would also take a list of these members for an object.
    #[serde(flatten)]
    _others: IgnoredAny,
}

/// The types of geometry with coordinates.
const SHAPES: [&str; 6] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];

/// Shows the type and the coordinates of every geometry in a text, and counts those without any.
pub(super) fn visit(
    text: &str,
    system: System<'_>,
    wanted: &str,
    see: &mut SeeGeometry<'_>,
) -> Result<Unused, Error> {
    visit_features(text, system, wanted, &mut Geometries(see))
}

/// Shows every feature of a text, and the geometries in it as [`visit`] does.
pub(super) fn visit_features(
    text: &str,
    system: System<'_>,
    wanted: &str,
    see: &mut dyn See,
) -> Result<Unused, Error> {
    let text = &*readable(text);
    let objects = parse(text, wanted)?;
    let mut walk = Walk { text, system, wanted, see, unused: Unused::default() };
    for (number, object) in (1..).zip(&objects) {
        match objects.len() {
            1 => walk.object(object, "the ", "", "")?,
            _ => {
                walk.object(object, "", &format!(" {number}"), &format!("collection {number}, "))?
            }
        }
    }
    Ok(walk.unused)
}

/// The text without what is no JSON: a byte order mark, which some editors put first and RFC 8259 §8.1 lets a
/// reader skip, and the record separators of a sequence (RFC 8142), each a blank here, so that places stay.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    const SEPARATOR: char = '\u{1e}';
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains(SEPARATOR) { text.replace(SEPARATOR, " ").into() } else { text.into() }
}

/// The object of a text, or the objects of a sequence: one on each line, or as RFC 8142 has it.
pub(super) fn parse<'a>(text: &'a str, wanted: &str) -> Result<Vec<Object<'a>>, Error> {
    let refused = |error: serde_json::Error| {
        let at = (error.line() > 0).then(|| TextPosition::new(error.line(), error.column()));
        not_geojson(&error.to_string(), at, wanted).caused_by(error)
    };
    let objects = serde_json::Deserializer::from_str(text).into_iter();
    let objects: Vec<Object<'a>> = objects.collect::<Result<_, _>>().map_err(refused)?;
    if objects.is_empty() {
        // There is nothing but blanks.
        return serde_json::from_str(text).map_err(refused);
    }
    Ok(objects)
}

fn not_geojson(reason: &str, at: Option<TextPosition>, wanted: &str) -> Error {
    let reason = format!(
        "this is not GeoJSON: {reason}; give a Feature, FeatureCollection or geometry with {wanted}"
    );
    ErrorKind::GeoJson { fault: GeoJsonFault::Syntax, place: None, reason, at }.into()
}

/// A callback for a geometry: its type, its coordinates, its place, and the count of what is not used.
pub(super) type SeeGeometry<'a> =
    dyn FnMut(&str, &mut Coordinates<'_>, &str, &mut Unused) -> Read<()> + 'a;

/// A visitor of features and geometries.
pub(super) trait See {
    /// Sees a feature, or a geometry that stands in none, before the geometries in it; with its place.
    fn feature(&mut self, object: &Object<'_>, place: &str) -> Result<(), Error>;

    /// Sees a geometry, as [`SeeGeometry`] does.
    fn geometry(
        &mut self,
        kind: &str,
        from: &mut Coordinates<'_>,
        place: &str,
        unused: &mut Unused,
    ) -> Read<()>;
}

/// The visitor that asks for geometries alone.
struct Geometries<'a, 'see>(&'a mut SeeGeometry<'see>);

impl See for Geometries<'_, '_> {
    fn feature(&mut self, _: &Object<'_>, _: &str) -> Result<(), Error> {
        Ok(())
    }

    fn geometry(
        &mut self,
        kind: &str,
        from: &mut Coordinates<'_>,
        place: &str,
        unused: &mut Unused,
    ) -> Read<()> {
        self.0(kind, from, place, unused)
    }
}

struct Walk<'a> {
    text: &'a str,
    system: System<'a>,
    wanted: &'a str,
    see: &'a mut dyn See,
    unused: Unused,
}

impl Walk<'_> {
    /// Visits an object with these words around its kind in a place; `before` stands before a collection's
    /// features.
    fn object(
        &mut self,
        object: &Object<'_>,
        article: &str,
        number: &str,
        before: &str,
    ) -> Result<(), Error> {
        match &*object.kind {
            "Feature" => self.feature(object, &format!("{article}feature{number}")),
            "FeatureCollection" => {
                check_crs(object, &format!("{article}collection{number}"), self.system)?;
                let missing = || not_geojson("missing field `features`", None, self.wanted);
                let features = object.features.as_ref().ok_or_else(missing)?;
                let mut features = (1..).zip(features);
                features.try_for_each(|(i, it)| self.feature(it, &format!("{before}feature {i}")))
            }
            _ => {
                let place = format!("{article}geometry{number}");
                self.see.feature(object, &place)?;
                self.geometry(object, &place)
            }
        }
    }

    fn feature(&mut self, feature: &Object<'_>, place: &str) -> Result<(), Error> {
        check_crs(feature, place, self.system)?;
        if feature.kind != "Feature" {
            let reason = format!("{place} is a {}", feature.kind);
            return Err(not_geojson(&reason, None, self.wanted));
        }
        self.see.feature(feature, place)?;
        match &feature.geometry {
            Some(geometry) => self.geometry(geometry, place)?,
            None => self.missing(place),
        }
        Ok(())
    }

    fn missing(&mut self, place: &str) {
        let wanted = self.wanted;
        self.unused.add(Why::Missing, || {
            let reason =
                format!("has no geometry (null or missing); give it {wanted} or leave it out");
            (place.to_owned(), reason)
        });
    }

    fn geometry(&mut self, geometry: &Object<'_>, place: &str) -> Result<(), Error> {
        check_crs(geometry, place, self.system)?;
        let kind = &*geometry.kind;
        let lacks = |key| {
            let reason = format!("{place} is a {kind} with no `{key}` key");
            not_geojson(&reason, None, self.wanted)
        };
        if kind == "GeometryCollection" {
            let members = geometry.geometries.as_ref().ok_or_else(|| lacks("geometries"))?;
            if members.is_empty() {
                self.unused.add(Why::Empty, || (place.to_owned(), empty(kind)));
            }
            return (1..).zip(members).try_for_each(|(number, it)| {
                let place = format!("{place}, member {number}");
                match it {
                    Some(it) => self.geometry(it, &place),
                    None => {
                        self.missing(&place);
                        Ok(())
                    }
                }
            });
        }
        if !SHAPES.contains(&kind) {
            let reason = format!("`{kind}` is no type of geometry, for {place}");
            return Err(not_geojson(&reason, None, self.wanted));
        }
        let coordinates = geometry.coordinates.ok_or_else(|| lacks("coordinates"))?;
        let coordinates = &mut Coordinates::new(self.text, coordinates);
        self.see.geometry(kind, coordinates, place, &mut self.unused).map_err(|fault| {
            let Fault { place: part, reason, at } = fault;
            let place = Some(format!("{place}{part}"));
            ErrorKind::GeoJson { fault: GeoJsonFault::Coordinates, place, reason, at }.into()
        })
    }
}

/// Refuses other systems: GeoJSON before RFC 7946 (2008) could name one; RFC 7946 knows WGS 84
/// only.
fn check_crs(object: &Object<'_>, place: &str, system: System<'_>) -> Result<(), Error> {
    let Some(declared) = crs_member::declared(object.crs) else { return Ok(()) };
    if system.code.is_some_and(|code| crs_member::is_called(&declared, code)) {
        return Ok(());
    }
    let System { name, remedy, .. } = system;
    let reason = format!("is in the coordinate system {declared}, not in {name}; {remedy}");
    Err(refused(GeoJsonFault::OtherCrs, place, reason))
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

pub(super) const WGS84: System<'static> = System {
    name: "WGS 84",
    code: None,
    remedy: "transform it to WGS 84 degrees (EPSG:4326) and drop the crs member",
};
