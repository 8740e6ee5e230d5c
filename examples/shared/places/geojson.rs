//! Reads places from GeoJSON: a FeatureCollection, or Features on lines of their own.

use std::collections::BTreeMap;
use std::rc::Rc;

use safe_zone::layers::read_geometry;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::points::header::Header;
use super::super::points::json::coordinates;
use super::super::points::{Given, Units};
use super::{Columns, PlacesArgs, Row};

/// A Feature, or a collection of them.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    features: Option<Vec<Feature<'a>>>,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
    properties: Option<BTreeMap<String, Value>>,
    crs: Option<Value>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
    properties: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// The features.
pub fn rows(text: &str, options: &PlacesArgs, units: Units) -> Result<Vec<Row>, String> {
    let text = text.trim_start_matches(['\u{feff}', '\u{1e}']).replace('\u{1e}', " ");
    let mut features = Vec::new();
    for object in serde_json::Deserializer::from_str(&text).into_iter::<Object<'_>>() {
        let object = object.map_err(|error| {
            format!("this is not GeoJSON: {error}; give a FeatureCollection of Points with a name")
        })?;
        check_crs(&object, units)?;
        match (object.kind.as_str(), object.features) {
            ("FeatureCollection", Some(all)) => features.extend(all),
            ("Feature", _) => {
                features.push(Feature { geometry: object.geometry, properties: object.properties })
            }
            (kind, _) => {
                return Err(format!("this is a {kind}; give a FeatureCollection of Points"));
            }
        }
    }
    let rows = features.into_iter().zip(1..).map(|(feature, number)| {
        let label = format!("feature {number}");
        row(feature, options, units)
            .map_err(|reason| format!("{label}, {reason}"))
            .map(|(columns, fields, given)| Row { label, columns: Rc::new(columns), fields, given })
    });
    rows.collect()
}

fn row(
    feature: Feature<'_>,
    options: &PlacesArgs,
    units: Units,
) -> Result<(Columns, Vec<String>, Given), String> {
    let (titles, fields) = feature
        .properties
        .unwrap_or_default()
        .into_iter()
        .map(|(title, it)| (title, text(it)))
        .unzip();
    let columns = Columns::find(&Header::Titles(titles), options.name.as_deref());
    let columns = columns.map_err(|reason| reason.replace("line 1: no column", "no property"))?;
    let given = match feature.geometry {
        None => Given::Nothing,
        Some(Geometry { kind, coordinates: it }) if kind == "Point" => {
            coordinates(it, options.table.lon_first(), units)?
        }
        Some(Geometry { kind, .. }) => {
            return Err(format!("its geometry is a {kind}; give a Feature with a Point"));
        }
    };
    Ok((columns, fields, given))
}

/// A property as the field of a table would have it.
fn text(property: Value) -> String {
    match property {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(all) => all.into_iter().map(text).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

/// Refuses a file that names another coordinate system, unless one is given.
fn check_crs(object: &Object<'_>, units: Units) -> Result<(), String> {
    let Some(crs) = object.crs.as_ref().filter(|_| units == Units::Degrees) else { return Ok(()) };
    let point = serde_json::json!({"type": "Point", "coordinates": [0, 0], "crs": crs});
    read_geometry(&point.to_string()).map(|_| ()).map_err(|error| error.to_string())
}
