//! The rows of GeoJSON: Features with a Point, or bare Points; and files with one on each line.
//!
//! Degrees on WGS 84. A bare Point is put into a Feature. A record separator before a row (RFC
//! 8142) is kept; blank lines are no rows. The bytes of a row are not written anew: members are
//! inserted into its `properties`, or `properties` with them in the place of null; where a row has
//! the columns of an earlier run, as the crate's own `places.geojson` has, they are replaced.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::{memchr, memrchr};
use safe_zone::Error;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::added::{self, Added};
use crate::rows::{Block, Cut, Fault, Rest, Rows};
use crate::shared::json_text::{members, value_end};
use crate::shared::points::json::coordinates;
use crate::shared::points::{BYTE_ORDER_MARK, Given, Order, Units};
use crate::tally::Tally;

const RECORD_SEPARATOR: u8 = 0x1e;
const NO_POINT: &str = "give a Feature with a Point";

/// Finds the rows.
pub struct JsonRows {
    /// The names of the members that are added.
    added: Vec<String>,
    order: Order,
}

/// The change of a row: members replace the bytes from `at` until `until`.
struct Change {
    /// The text before the row.
    opening: &'static str,
    at: usize,
    until: usize,
    /// The texts before and behind the members.
    around: [Cow<'static, str>; 2],
    /// `true` if members of the same names are left out.
    replaces: bool,
    given: Given,
}

/// A row: a Feature or a Point. Members that are null are present.
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
    /// The rows, which get members with the names `added`.
    pub fn new(added: &[String], order: Order) -> Self {
        JsonRows { added: added.to_vec(), order }
    }

    /// Refuses a file of lines that begins with these bytes if its first is no row of many; `None`
    /// where that needs more bytes.
    pub fn check(bytes: &[u8], rest: Rest) -> Result<Option<()>, String> {
        let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let text = &text[text.iter().take_while(|byte| is_between(byte)).count()..];
        let Some(end) = memchr(b'\n', text).or((rest == Rest::End).then_some(text.len())) else {
            return Ok(None);
        };
        let reason = match serde_json::from_slice::<Object<'_>>(&text[..end]) {
            Ok(object) if object.kind == "FeatureCollection" => {
                "its features are no list".to_owned()
            }
            Err(error) if error.is_eof() => {
                format!("it ends before its object does; {NO_POINT} a line, or a FeatureCollection")
            }
            _ => return Ok(Some(())),
        };
        Err(format!("line 1, {reason}; ogr2ogr -f GeoJSONSeq writes such"))
    }

    /// Writes a row with the added members, and counts it; a bad row is written as it is, and its
    /// reason is returned.
    pub fn row(
        &self,
        text: &[u8],
        added: &Added<'_>,
        tally: &mut Tally,
        out: &mut Vec<u8>,
    ) -> Result<Result<(), String>, Error> {
        match self.change(text) {
            Ok(Change { opening, at, until, around: [before, behind], replaces, given }) => {
                out.extend_from_slice(opening.as_bytes());
                out.extend_from_slice(&text[..at]);
                out.extend_from_slice(before.as_bytes());
                added.members(given, tally, out)?;
                out.extend_from_slice(behind.as_bytes());
                out.extend_from_slice(&text[until..]);
                if replaces {
                    tally.replaces();
                }
                Ok(Ok(()))
            }
            Err(reason) => {
                out.extend_from_slice(text);
                Ok(Err(reason))
            }
        }
    }

    /// The change of a row.
    fn change(&self, text: &[u8]) -> Result<Change, String> {
        let object = read(text).map_err(|reason| format!("{reason}; {NO_POINT} a line"))?;
        let end = text.len() - 1;
        match &*object.kind {
            "Feature" => {}
            "Point" => {
                return Ok(Change {
                    opening: "{\"type\":\"Feature\",\"geometry\":",
                    at: end + 1,
                    until: end + 1,
                    around: [",\"properties\":{".into(), "}}".into()],
                    replaces: false,
                    given: coordinates(object.coordinates, self.order, Units::Degrees)?,
                });
            }
            kind => return Err(unusable(kind)),
        }
        let mut replaces = false;
        let (at, until, before, behind) = match object.properties.map(RawValue::get) {
            None => (end, end, ",\"properties\":{".into(), "}"),
            Some(properties) => {
                // The text is a part of the row's text.
                let at = properties.as_ptr().addr() - text.as_ptr().addr();
                let end = at + properties.len();
                if properties == "null" {
                    (at, end, "{".into(), "}")
                } else {
                    match self.before_members(properties)? {
                        Before::Separator(separator) => (end - 1, end - 1, separator.into(), ""),
                        Before::Others(others) => {
                            replaces = true;
                            (at, end, format!("{{{others}").into(), "}")
                        }
                    }
                }
            }
        };
        let given = match object.geometry.map(RawValue::get).filter(|&it| it != "null") {
            None => Given::Nothing,
            Some(geometry) => {
                let geometry = read(geometry.as_bytes())
                    .map_err(|reason| format!("its geometry is {reason}; {NO_POINT}"))?;
                match &*geometry.kind {
                    "Point" => coordinates(geometry.coordinates, self.order, Units::Degrees)?,
                    kind => return Err(format!("its geometry is a {kind}; {NO_POINT}")),
                }
            }
        };
        Ok(Change { opening: "", at, until, around: [before, behind.into()], replaces, given })
    }

    /// The text between these properties and further members.
    fn before_members(&self, properties: &str) -> Result<Before, String> {
        let names: BTreeMap<Cow<'_, str>, IgnoredAny> = serde_json::from_str(properties)
            .map_err(|_| "properties are no object; give one, or null".to_owned())?;
        let is_there = |name: &&String| names.contains_key(name.as_str());
        if added::TITLES.iter().all(|title| names.contains_key(*title)) {
            return Ok(Before::Others(self.others(properties)));
        }
        if let Some(name) = self.added.iter().find(is_there) {
            return Err(format!(
                "there is a property {name} already, which is to be added; rename it"
            ));
        }
        Ok(Before::Separator(if names.is_empty() { "" } else { "," }))
    }

    /// The properties but those that are added, each with a comma behind it.
    fn others(&self, properties: &str) -> String {
        let bytes = properties.as_bytes();
        let mut others = String::new();
        let _ = members(bytes, 0, |name, value, member| {
            let end = value_end(bytes, value).unwrap_or(value);
            if !self.added.iter().any(|added| added.as_bytes() == name) {
                others += properties[member..end].trim_end();
                others.push(',');
            }
            true
        });
        others
    }
}

/// The properties before those that are added.
enum Before {
    /// All of them, and this behind them.
    Separator(&'static str),
    /// The others, of a row that one of these programs has written.
    Others(String),
}

/// Reads an object; serde would also take an array for one.
fn read(text: &[u8]) -> Result<Object<'_>, String> {
    if !text.starts_with(b"{") {
        return Err("no GeoJSON object".to_owned());
    }
    serde_json::from_slice(text).map_err(|error| {
        // The line in the message is the file's line.
        format!("no GeoJSON object: {error}").replace(" at line 1 column ", " at byte ")
    })
}

fn unusable(kind: &str) -> String {
    format!("this is a {kind}; {NO_POINT}")
}

/// `true` for a byte that may stand between rows.
fn is_between(byte: &u8) -> bool {
    *byte == RECORD_SEPARATOR || byte.is_ascii_whitespace()
}

impl Rows for JsonRows {
    fn cut(&self, bytes: &[u8], rest: Rest) -> Cut {
        if rest == Rest::End {
            return Cut::Rows(bytes.len());
        }
        memrchr(b'\n', bytes).map_or(Cut::More, |last| Cut::Rows(last + 1))
    }

    fn put(
        &self,
        block: &Block,
        added: &Added<'_>,
        tally: &mut Tally,
        out: &mut Vec<u8>,
    ) -> Result<Option<Fault>, Error> {
        let (mut lines, mut fault, mut left) = (block.lines, None, &block.bytes[..]);
        if lines == 0 && left.starts_with(BYTE_ORDER_MARK) {
            out.extend_from_slice(BYTE_ORDER_MARK);
            left = &left[BYTE_ORDER_MARK.len()..];
        }
        while !left.is_empty() {
            let (line, rest) = left.split_at(memchr(b'\n', left).map_or(left.len(), |at| at + 1));
            left = rest;
            lines += 1;
            let blank = line.iter().take_while(|byte| is_between(byte)).count();
            let text = line[blank..].trim_ascii_end();
            if text.is_empty() {
                out.extend_from_slice(line);
                continue;
            }
            out.extend_from_slice(&line[..blank]);
            if let Err(reason) = self.row(text, added, tally, out)? {
                fault.get_or_insert(Fault { line: lines, feature: None, reason });
                tally.count(Given::Bad);
            }
            out.extend_from_slice(&line[blank + text.len()..]);
        }
        Ok(fault)
    }
}
