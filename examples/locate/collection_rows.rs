//! The rows of a GeoJSON FeatureCollection: its features, one after the other.
//!
//! Everything around the features comes out as it went in. A file that ends before its list of
//! features does, or has something behind the collection, has one bad row more.

use memchr::memchr;
use safe_zone::{Error, layers};
use serde::de::IgnoredAny;

use crate::added::Added;
use crate::json_rows::JsonRows;
use crate::rows::{Block, Cut, Fault, Rest, Rows};
use crate::shared::json_text::{Found, array, behind_blanks, members, value_end};
use crate::shared::points::fields::lines;
use crate::shared::points::{BYTE_ORDER_MARK, Given};
use crate::tally::Tally;

/// A feature in the place of those of a file.
const FEATURE: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]},"properties":null}"#;

/// The features of a collection.
pub struct CollectionRows {
    rows: JsonRows,
    /// The text before the features.
    head: String,
}

/// The kind of a file of JSON.
pub enum Kind {
    /// A collection, whose features begin behind this number of bytes.
    Collection(usize),
    Lines,
}

/// The kind of a file that begins with these bytes; `None` where that needs more of them.
pub fn kind(bytes: &[u8], rest: Rest) -> Option<Kind> {
    let start = memchr(b'{', bytes)?;
    match array(bytes, start, "features") {
        Found::At(_) if kind_in(bytes, start) == Some(b"\"Feature\"") => Some(Kind::Lines),
        Found::At(end) => Some(Kind::Collection(end)),
        Found::More if rest == Rest::More => None,
        Found::Nowhere | Found::More => Some(Kind::Lines),
    }
}

/// The type of the object at `start`, if it is named before the features.
fn kind_in(bytes: &[u8], start: usize) -> Option<&[u8]> {
    let mut kind = None;
    let _ = members(bytes, start, |key, value, _| {
        if key == b"type" {
            kind = value_end(bytes, value).map(|end| &bytes[value..end]);
        }
        key != b"features"
    });
    kind
}

/// The place behind an element of the list; a brace without its partner is one.
fn element_end(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes[start] == b'}' { Some(start + 1) } else { value_end(bytes, start) }
}

impl CollectionRows {
    /// The features behind this text.
    ///
    /// # Errors
    /// The reason for which they are no points on WGS 84.
    pub fn new(head: &[u8], rows: JsonRows) -> Result<Self, String> {
        let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
        let head = String::from_utf8(head.to_vec())
            .map_err(|_| "line 1 is not UTF-8; save the file as UTF-8".to_owned())?;
        let rows = CollectionRows { rows, head };
        // The type may stand behind the features.
        let start = rows.head.find('{').unwrap_or(0);
        if kind_in(rows.head.as_bytes(), start).is_some() {
            rows.check("]}").map_err(|error| error.to_string())?;
        }
        Ok(rows)
    }

    /// Refuses another coordinate system, and what is no GeoJSON.
    fn check(&self, tail: &str) -> Result<(), Error> {
        layers::read_geometry(&format!("{}{FEATURE}{tail}", self.head)).map(|_| ())
    }

    /// The end and the number of the whole features at the start of some bytes, and the place of the
    /// bracket that ends the list.
    fn whole(bytes: &[u8]) -> (usize, usize, Option<usize>) {
        let (mut whole, mut features) = (0, 0);
        loop {
            let at = behind_blanks(bytes, whole, b",");
            match bytes.get(at) {
                Some(b']') => return (whole, features, Some(at)),
                Some(_) => match element_end(bytes, at) {
                    Some(end) => (whole, features) = (end, features + 1),
                    None => return (whole, features, None),
                },
                None => return (whole, features, None),
            }
        }
    }
}

impl Rows for CollectionRows {
    fn cut(&self, bytes: &[u8], rest: Rest) -> Cut {
        match (Self::whole(bytes), rest) {
            ((.., Some(_)), Rest::End) => Cut::Rows(bytes.len()),
            ((.., None), Rest::End) => Cut::Unended(bytes.len()),
            ((0, ..), Rest::More) => Cut::More,
            ((bytes, features, _), Rest::More) => Cut::Features { bytes, features },
        }
    }

    fn put(
        &self,
        block: &Block,
        added: &Added<'_>,
        tally: &mut Tally,
        out: &mut Vec<u8>,
    ) -> Result<Option<Fault>, Error> {
        let bytes = &block.bytes;
        let (mut fault, mut at, mut number) = (None, 0, block.features);
        let mut bad = |place: usize, feature: Option<usize>, reason: String, tally: &mut Tally| {
            let line = block.lines + lines(&bytes[..place]) + 1;
            fault.get_or_insert(Fault { line, feature, reason });
            tally.count(Given::Bad);
        };
        loop {
            let start = behind_blanks(bytes, at, b",");
            out.extend_from_slice(&bytes[at..start]);
            at = start;
            match bytes.get(start) {
                None => break,
                Some(b']') => {
                    let tail = String::from_utf8_lossy(&bytes[start..]);
                    let object = format!("{{\"features\":[{tail}");
                    match serde_json::from_str::<IgnoredAny>(&object) {
                        // A collection that is whole may be in another coordinate system.
                        Ok(_) => self.check(&tail)?,
                        Err(error) => {
                            bad(start, None, format!("behind the features: {error}"), tally);
                        }
                    }
                    break;
                }
                Some(_) => {
                    number += 1;
                    let Some(end) = element_end(bytes, start) else {
                        let reason = "the file ends before this feature does".to_owned();
                        bad(start, Some(number), reason, tally);
                        break;
                    };
                    let text = &bytes[start..end];
                    if let Err(reason) = self.rows.row(text, added, tally, out)? {
                        bad(start, Some(number), reason, tally);
                    }
                    at = end;
                }
            }
        }
        out.extend_from_slice(&bytes[at..]);
        if block.is_unended && bytes[at..].is_empty() {
            bad(at, None, "the file ends before its list of features does".to_owned(), tally);
        }
        Ok(fault)
    }
}
