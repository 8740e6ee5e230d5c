//! The rows of newline-delimited GeoJSON: a Feature with a Point a line, or a bare Point.
//!
//! Degrees on WGS 84. A bare Point is put into a Feature. A record separator before a row (RFC 8142)
//! is let stand; blank lines are no rows. The bytes of a row are not written anew: members are put into
//! its `properties`, or these in the place of null.

use std::borrow::Cow;
use std::collections::BTreeMap;

use safe_zone::Position;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::rows::{self, BYTE_ORDER_MARK, Block, Fault, Form, Given, LONGEST, Row, Split};

const RECORD_SEPARATOR: u8 = 0x1e;
const NO_POINT: &str = "give a Feature with a Point";

/// Finds the rows.
pub struct JsonRows {
    /// Names of the members that are added.
    added: Vec<String>,
    /// Lines before the block.
    lines: usize,
}

/// A row: a Feature or a Point. What is null is there.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default, deserialize_with = "there")]
    geometry: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "there")]
    properties: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "there")]
    coordinates: Option<&'a RawValue>,
}

fn there<'de, D: Deserializer<'de>>(value: D) -> Result<Option<&'de RawValue>, D::Error> {
    Deserialize::deserialize(value).map(Some)
}

impl JsonRows {
    /// Rows that get members of these names.
    pub fn new(added: Vec<String>) -> Self {
        JsonRows { added, lines: 0 }
    }

    /// Where in a row something is put in, and what it gives.
    fn row(&self, text: &[u8]) -> Result<(Vec<Row>, Given), String> {
        let object: Object<'_> = serde_json::from_slice(text)
            .map_err(|error| format!("no GeoJSON object: {error}; {NO_POINT} a line"))?;
        let members = |at, until, before, behind| Row {
            at,
            until,
            form: Form::Members(before, behind),
            given: None,
        };
        let end = text.len() - 1;
        match &*object.kind {
            "Feature" => {}
            "Point" => {
                let opening = "{\"type\":\"Feature\",\"geometry\":";
                let opening = Row { at: 0, until: 0, form: Form::Text(opening), given: None };
                let behind = members(end + 1, end + 1, ",\"properties\":{", "}}");
                return Ok((vec![opening, behind], coordinates(object.coordinates)?));
            }
            kind => return Err(format!("this is a {kind}; {NO_POINT}")),
        }
        let row = match object.properties.map(RawValue::get) {
            None => members(end, end, ",\"properties\":{", "}"),
            Some(properties) => {
                // The text is a part of the row's.
                let at = properties.as_ptr().addr() - text.as_ptr().addr();
                let end = at + properties.len();
                if properties == "null" {
                    members(at, end, "{", "}")
                } else {
                    let names: BTreeMap<Cow<'_, str>, IgnoredAny> =
                        serde_json::from_str(properties).map_err(|_| {
                            "properties are no object; give one, or null".to_owned()
                        })?;
                    if let Some(name) = self.added.iter().find(|name| names.contains_key(&***name))
                    {
                        return Err(format!(
                            "there is a property {name} already, which is to be added; rename it"
                        ));
                    }
                    members(end - 1, end - 1, if names.is_empty() { "" } else { "," }, "")
                }
            }
        };
        let Some(geometry) = object.geometry.map(RawValue::get).filter(|&it| it != "null") else {
            return Ok((vec![row], Given::Nothing));
        };
        let geometry: Object<'_> = serde_json::from_str(geometry)
            .map_err(|error| format!("geometry: {error}; {NO_POINT}"))?;
        match &*geometry.kind {
            "Point" => Ok((vec![row], coordinates(geometry.coordinates)?)),
            kind => Err(format!("its geometry is a {kind}; {NO_POINT}")),
        }
    }
}

/// The first two numbers of these.
fn coordinates(coordinates: Option<&RawValue>) -> Result<Given, String> {
    let text = coordinates.map_or("null", RawValue::get);
    let numbers: Vec<f64> = serde_json::from_str(text).map_err(|_| {
        format!("coordinates {text} are not two numbers; give longitude and latitude in degrees")
    })?;
    match numbers[..] {
        [] => Ok(Given::Nothing),
        [_] => Err(format!("coordinates {text} lack a latitude; give longitude and latitude")),
        [lon, lat, ..] => {
            Position::new(lon, lat).map_err(|error| error.to_string())?;
            Ok(Given::At(lon, lat))
        }
    }
}

impl Split for JsonRows {
    fn split(&mut self, block: &mut Block, is_last: bool) -> Result<usize, String> {
        let mut start = 0;
        if self.lines == 0 && block.bytes.starts_with(BYTE_ORDER_MARK) {
            start = BYTE_ORDER_MARK.len();
        }
        let mut lines = self.lines;
        while start < block.bytes.len() {
            let left = &block.bytes[start..];
            let Some(length) = rows::line_end(left) else {
                if left.len() >= LONGEST {
                    return Err(rows::too_long(lines + 1));
                }
                break;
            };
            lines += 1;
            let no_part = |&byte: &u8| byte == RECORD_SEPARATOR || byte.is_ascii_whitespace();
            let blank = left[..length].iter().take_while(|byte| no_part(byte)).count();
            let text = left[blank..length].trim_ascii();
            let from = start + blank;
            start += length;
            if text.is_empty() {
                continue;
            }
            match self.row(text) {
                Ok((found, given)) => {
                    block.rows.extend(found.into_iter().map(|row| Row {
                        at: from + row.at,
                        until: from + row.until,
                        given: matches!(row.form, Form::Members(..)).then_some(given),
                        ..row
                    }));
                }
                Err(reason) => {
                    if lines == 1 && !is_a_row(text) {
                        return Err(format!("line 1, {reason}; ogr2ogr -f GeoJSONSeq writes such"));
                    }
                    block.fault.get_or_insert(Fault { line: lines, reason });
                    let form = Form::Text("");
                    block.rows.push(Row { at: from, until: from, form, given: Some(Given::Bad) });
                }
            }
        }
        debug_assert!(!is_last || start == block.bytes.len());
        self.lines = lines;
        Ok(start)
    }
}

/// Whether this may be one row of many: not a collection of them, or its first line only.
fn is_a_row(text: &[u8]) -> bool {
    match serde_json::from_slice::<Object<'_>>(text) {
        Ok(object) => object.kind != "FeatureCollection",
        Err(error) => !error.is_eof(),
    }
}
