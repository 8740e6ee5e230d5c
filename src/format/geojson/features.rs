//! Reads the features of any GeoJSON text, each with its geometry, its properties and its id.
//!
//! Properties and ids are kept as the text has them, digit for digit; a geometry that stands in no feature is
//! one without properties.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use geo_types::{Geometry, GeometryCollection, MultiLineString, MultiPolygon};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::coordinates::{Coordinates, Read};
use super::sort::Sort;
use super::unused::refused;
use super::unused::{Unused, strictly};
use super::visit::{Object, See, System, WGS84, visit_features};
use crate::value::{Error, ErrorKind, GeoJsonFault};

/// A feature of a GeoJSON text.
///
/// ```
/// use safe_zone::layers::read_features;
/// let text = r#"{"type": "Feature", "id": 7, "properties": {"name": "Kobani", "height": 520.0},
///     "geometry": {"type": "Point", "coordinates": [38.35347, 36.89095]}}"#;
/// let features = read_features(text)?;
/// let properties: Vec<_> = features[0].properties().collect();
/// assert_eq!(properties, [("name", "\"Kobani\""), ("height", "520.0")]);
/// assert_eq!((features[0].id(), features[0].place()), (Some("7"), "the feature"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct InputFeature {
    geometry: Geometry<f64>,
    properties: Vec<(String, String)>,
    id: Option<String>,
    place: String,
}

impl InputFeature {
    /// The geometry, longitude and latitude in degrees: a collection where the feature has several.
    pub fn geometry(&self) -> &Geometry<f64> {
        &self.geometry
    }

    /// The properties in their order, each with its value as JSON.
    pub fn properties(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.properties.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The id as JSON: a string in quotes, or a number.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The feature's place in the text, as an error names it: `feature 3`, counted from 1, or `the feature`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The geometry alone.
    pub(super) fn into_geometry(self) -> Geometry<f64> {
        self.geometry
    }

    /// The feature with its geometry transformed.
    #[cfg(feature = "proj")]
    pub(super) fn moved(self, geometry: Geometry<f64>) -> Self {
        InputFeature { geometry, ..self }
    }
}

/// Reads the features of a text of GeoJSON; a geometry outside features is one without properties.
///
/// # Errors
/// Those of [`read_geometry`](super::read_geometry); [`ErrorKind::GeoJson`] where properties are no object
/// or one is given twice, or an id is neither text nor number.
pub fn read_features(text: &str) -> Result<Vec<InputFeature>, Error> {
    strictly(usable_features(text)?)
}

/// Reads the features of a text as [`read_features`] does, and counts what it leaves out: features without
/// geometry, empty geometries, lines and polygons of one point.
///
/// # Errors
/// Those of [`read_features`], and when nothing can be used.
pub fn usable_features(text: &str) -> Result<(Vec<InputFeature>, Unused), Error> {
    of(text, WGS84, Members::Kept)
}

/// The treatment of properties and ids.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Members {
    Kept,
    /// They are not looked at.
    Ignored,
}

/// The features of a text whose geometry can be used, at least one.
pub(super) fn of(
    text: &str,
    system: System<'_>,
    members: Members,
) -> Result<(Vec<InputFeature>, Unused), Error> {
    let mut features = Features { members, done: Vec::new(), last: None, geometries: Vec::new() };
    let unused = visit_features(text, system, "points, lines or polygons", &mut features)?;
    features.finish();
    if features.done.is_empty() {
        unused.refuse()?;
        return Err(none());
    }
    Ok((features.done, unused))
}

/// The error of a text without a geometry.
pub(super) fn none() -> Error {
    let reason = "there is no geometry; give points, lines or polygons".to_owned();
    ErrorKind::GeoJson { fault: GeoJsonFault::NoGeometry, place: None, reason, at: None }.into()
}

/// The features seen so far, and the geometries of the last.
struct Features {
    members: Members,
    done: Vec<InputFeature>,
    /// The last one, without its geometry.
    last: Option<InputFeature>,
    geometries: Vec<Geometry<f64>>,
}

impl Features {
    fn finish(&mut self) {
        let geometry = gathered(std::mem::take(&mut self.geometries));
        let feature = geometry.zip(self.last.take());
        self.done.extend(feature.map(|(geometry, it)| InputFeature { geometry, ..it }));
    }
}

impl See for Features {
    fn feature(&mut self, object: &Object<'_>, place: &str) -> Result<(), Error> {
        self.finish();
        let (properties, id) = match self.members {
            Members::Kept => (properties(object, place)?, id(object, place)?),
            Members::Ignored => (Vec::new(), None),
        };
        let geometry = Geometry::GeometryCollection(GeometryCollection(Vec::new()));
        self.last = Some(InputFeature { geometry, properties, id, place: place.to_owned() });
        Ok(())
    }

    fn geometry(
        &mut self,
        kind: &str,
        from: &mut Coordinates<'_>,
        place: &str,
        unused: &mut Unused,
    ) -> Read<()> {
        let all = &mut self.geometries;
        let mut sort = Sort { kind, place, remedy: "give it two or", unused };
        match kind {
            "Point" => {
                all.extend(sort.points(from.point()?.into_iter().collect()).map(Geometry::from))
            }
            "MultiPoint" => all.extend(sort.points(from.positions()?).map(Geometry::from)),
            "LineString" | "MultiLineString" => {
                let lines = sort.lines(from)?;
                all.extend(one_or_more(lines, |it| MultiLineString(it).into()));
            }
            _ => {
                let polygons = sort.polygons(from)?;
                all.extend(one_or_more(polygons, |it| MultiPolygon(it).into()));
            }
        }
        Ok(())
    }
}

/// One geometry alone, or a collection of several.
pub(super) fn gathered(geometries: Vec<Geometry<f64>>) -> Option<Geometry<f64>> {
    one_or_more(geometries, |all| Geometry::GeometryCollection(GeometryCollection(all)))
}

fn one_or_more<T: Into<Geometry<f64>>>(
    mut all: Vec<T>,
    several: impl FnOnce(Vec<T>) -> Geometry<f64>,
) -> Option<Geometry<f64>> {
    if all.len() < 2 { all.pop().map(T::into) } else { Some(several(all)) }
}

/// The properties of a feature: none of `null`, nor of the empty list that PHP writes for an empty object.
fn properties(object: &Object<'_>, place: &str) -> Result<Vec<(String, String)>, Error> {
    let Some(text) = object.properties.map(RawValue::get) else { return Ok(Vec::new()) };
    let is_empty_list = text.strip_prefix('[').is_some_and(|it| it.trim_start() == "]");
    if is_empty_list {
        return Ok(Vec::new());
    }
    let refused = |reason| refused(GeoJsonFault::Properties, place, reason);
    let object: Option<Properties<'_>> = serde_json::from_str(text).map_err(|error| {
        if error.is_data() && text.starts_with('{') {
            // The place in the properties is none in the text.
            let error = error.to_string();
            let what = error.split(" at line ").next().unwrap_or_default();
            return refused(format!("has the {what}; give it once"));
        }
        let shown: String = text.chars().take(40).collect();
        refused(format!("has {shown:?} as properties; give an object or null"))
    })?;
    let own = |(key, value): (Cow<'_, str>, &RawValue)| (key.into_owned(), value.get().to_owned());
    Ok(object.map_or(Vec::new(), |it| it.0.into_iter().map(own).collect()))
}

/// The id of a feature, if it has one.
fn id(object: &Object<'_>, place: &str) -> Result<Option<String>, Error> {
    let Some(id) = object.id.map(RawValue::get).filter(|&id| id != "null") else { return Ok(None) };
    if id.starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        return Ok(Some(id.to_owned()));
    }
    let shown: String = id.chars().take(40).collect();
    let reason = format!("has the id {shown}; give text, a number or none");
    Err(refused(GeoJsonFault::Id, place, reason))
}

/// The members of an object, in their order, each once.
struct Properties<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Properties<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Properties<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members: Vec<(Cow<'de, str>, &RawValue)> = Vec::new();
                let mut seen: HashSet<Cow<'de, str>> = HashSet::new();
                while let Some((Key(key), value)) = map.next_entry()? {
                    if !seen.insert(key.clone()) {
                        return Err(A::Error::custom(format!("property {key:?} twice")));
                    }
                    members.push((key, value));
                }
                Ok(Properties(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A key, borrowed from the text where it has no escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
