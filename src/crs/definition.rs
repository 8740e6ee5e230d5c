//! Reads a coordinate reference system from a text by PROJ, and refuses texts that are none.
//!
//! PROJ describes an object in PROJJSON (<https://proj.org/specifications/projjson.html>): its
//! type, its axes with direction and unit, its identifier.

use proj::{Proj, ProjCreateError, ProjError};
use serde_json::Value;

use super::system::{Area, Crs, Order, Unit};
use crate::value::{CrsFault, Error, ErrorKind};

/// Radians in a degree, as PROJ and EPSG write it, with fewer digits.
const DEGREE: f64 = std::f64::consts::PI / 180.0;

/// The relative difference up to which two units are the same, as written.
const SAME_UNIT: f64 = 1e-9;

pub(super) fn read(given: &str) -> Result<Crs, Error> {
    let text = given.trim();
    let bad = |fault, reason: String| {
        Error::from(ErrorKind::BadCrs { crs: shortened(text), fault, reason })
    };
    if text.is_empty() {
        return Err(bad(CrsFault::Unknown, format!("it is empty; {ACCEPTED}")));
    }
    // PROJ would take the last step for a system and drop the others.
    if text.contains("proj=pipeline") || text.contains("+step") {
        let reason = format!("it is an operation between systems; {ACCEPTED}");
        return Err(bad(CrsFault::Operation, reason));
    }
    let definition = as_crs(text);
    let object = Proj::new(&definition)
        .map_err(|error| bad(CrsFault::Unknown, unknown(&error)).caused_by(error))?;
    let json = object.to_projjson(Some(false), None, None).ok();
    let json: Value = json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    let (name, unit, order) =
        described(&json).map_err(|reason| bad(CrsFault::Unsupported, reason))?;
    let name = if name == "unknown" { shortened(text) } else { name };
    let area = area(&object)
        .map_err(|error| bad(CrsFault::Unknown, error.to_string()).caused_by(error))?;
    Ok(Crs { definition, name, code: code(&json), unit, order, area })
}

const ACCEPTED: &str = "give a code as EPSG:32637, a PROJ string, WKT or PROJJSON";

/// The text as PROJ reads it: a PROJ string is an operation for PROJ, unless it says that it is a
/// system.
fn as_crs(text: &str) -> String {
    let is_proj_string = text.contains("proj=") || text.contains("init=");
    if is_proj_string && !text.starts_with(['{', '"']) && !text.contains("type=crs") {
        return format!("{text} +type=crs");
    }
    text.to_owned()
}

fn unknown(error: &ProjCreateError) -> String {
    match error {
        ProjCreateError::ProjError(words) if !words.starts_with("Unknown error") => {
            format!("PROJ cannot read it ({words}); {ACCEPTED}")
        }
        ProjCreateError::ArgumentNulError(_) => format!("it holds a NUL character; {ACCEPTED}"),
        _ => format!("PROJ does not know it; {ACCEPTED}"),
    }
}

/// Name, unit and order of a usable system, or the reason for which it cannot be used.
fn described(json: &Value) -> Result<(String, Unit, Order), String> {
    let name = json["name"].as_str().unwrap_or("unknown").to_owned();
    match json["type"].as_str().unwrap_or_default() {
        // A system with a datum shift of its own, as +towgs84 makes it.
        "BoundCRS" => described(&json["source_crs"]),
        "GeographicCRS" => axes(json, angle).map(|(unit, order)| (name, unit, order)),
        "ProjectedCRS" => axes(json, length).map(|(unit, order)| (name, unit, order)),
        "CompoundCRS" => {
            let part = &json["components"][0];
            let horizontal = code(part).or_else(|| part["name"].as_str().map(str::to_owned));
            let horizontal = horizontal.unwrap_or_default();
            Err(format!(
                "it is a compound system, with heights; give its horizontal part, {horizontal}"
            ))
        }
        "VerticalCRS" => {
            Err("it is a vertical system, of heights alone; give a projected or geographic one"
                .to_owned())
        }
        "GeodeticCRS" => {
            Err("it is a geocentric system; give a projected or geographic one".to_owned())
        }
        "EngineeringCRS" => {
            Err("it is an engineering system, tied to no place on the Earth; give a projected or \
                 geographic one"
                .to_owned())
        }
        other => Err(format!(
            "for PROJ it is no projected or geographic system but of type {}; {ACCEPTED}",
            if other.is_empty() { "unknown" } else { other }
        )),
    }
}

/// The order of both axes, which run east and north or from a pole, and their common unit.
fn axes(json: &Value, unit: fn(&Value) -> Result<Unit, String>) -> Result<(Unit, Order), String> {
    let axes = json["coordinate_system"]["axis"].as_array().map_or(&[][..], Vec::as_slice);
    let [first, second] = axes else {
        let count = axes.len();
        return Err(format!("it has {count} axes; give one with two, as its 2D part"));
    };
    let text = |axis: &Value, key: &str| axis[key].as_str().unwrap_or_default().to_owned();
    let (one, other) = (text(first, "direction"), text(second, "direction"));
    let order = match (one.as_str(), other.as_str()) {
        ("east", "north") => Order::EastNorth,
        ("north", "east") => Order::NorthEast,
        // At a pole both axes run the same way, each along a meridian of its own.
        ("north", "north") | ("south", "south") if text(first, "abbreviation") == "N" => {
            Order::NorthEast
        }
        ("north", "north") | ("south", "south") => Order::EastNorth,
        _ => {
            return Err(format!(
                "its axes run {one} and {other}, and files have its coordinates now with these \
                 signs, now with the others; transform them to a system with axes east and north \
                 first"
            ));
        }
    };
    match (unit(&first["unit"])?, unit(&second["unit"])?) {
        (first, second) if first == second => Ok((first, order)),
        _ => Err("its axes have different units; give a system that has one".to_owned()),
    }
}

fn angle(unit: &Value) -> Result<Unit, String> {
    let radians = unit["conversion_factor"].as_f64().unwrap_or_default();
    if unit == "degree" || (radians / DEGREE - 1.0).abs() < SAME_UNIT {
        return Ok(Unit::Degree);
    }
    let name = unit.as_str().or(unit["name"].as_str()).unwrap_or("unknown");
    Err(format!(
        "its unit is the {name}, and files have its coordinates now in that, now in degrees, which \
         cannot be told apart; transform them to WGS 84 degrees (EPSG:4326) first"
    ))
}

fn length(unit: &Value) -> Result<Unit, String> {
    let metres = if unit == "metre" { Some(1.0) } else { unit["conversion_factor"].as_f64() };
    match metres {
        Some(metres) if metres.is_finite() && metres > 0.0 => Ok(Unit::Metres(metres)),
        _ => Err(format!("its unit is no length: {unit}")),
    }
}

/// The authority and the code, as `EPSG:32637`.
fn code(json: &Value) -> Option<String> {
    let id = &json["id"];
    let code = match &id["code"] {
        Value::String(code) => code.clone(),
        Value::Number(code) => code.to_string(),
        _ => return None,
    };
    Some(format!("{}:{code}", id["authority"].as_str()?))
}

/// The grids that a step of an operation reads, found by the step's name.
pub(super) fn grids(step: &str) -> Vec<String> {
    // Projections have no grids, and PROJ complains of names that it does not know.
    if !step.contains(" to ") {
        return Vec::new();
    }
    let step = Proj::new(step.trim_start_matches("Inverse of "));
    let json = step.ok().and_then(|step| step.to_projjson(Some(false), None, None).ok());
    let json: Value = json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    let parameters = json["parameters"].as_array().map_or(&[][..], Vec::as_slice);
    // Parameters that are numbers are no grids.
    let files = parameters.iter().filter_map(|parameter| parameter["value"].as_str());
    files.map(str::to_owned).collect()
}

fn area(object: &Proj) -> Result<Option<Area>, ProjError> {
    match object.area_of_use() {
        Ok((Some(area), name)) => {
            let proj::Area { west, south, east, north } = area;
            // The countries in it come after the first sentence.
            let name = name.unwrap_or_default();
            let name = name.split(". ").next().unwrap_or_default().trim_end_matches('.').to_owned();
            Ok(Some(Area { west, south, east, north, name }))
        }
        Ok((None, _)) | Err(ProjError::UnknownAreaOfUse) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A text cut to a length that a message can hold.
fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
