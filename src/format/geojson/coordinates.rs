//! Reads coordinates to the last bit: `serde_json` does so only with a feature that would change
//! how all other JSON of a program is read.
//!
//! The text is known to be JSON. A fault is the end of a sentence that begins with the place of
//! the geometry; points, lines, rings and polygons are counted from 1.

use geo_types::{Coord, LineString};
use serde_json::value::RawValue;
use smallvec::SmallVec;

use crate::value::TextPosition;

pub(super) type Read<T> = Result<T, Fault>;

/// The fault of a geometry's coordinates.
pub(super) struct Fault {
    /// The part of the geometry, as `, line 1, point 3`.
    pub place: String,
    pub reason: String,
    pub at: Option<TextPosition>,
}

impl Fault {
    fn new(reason: String) -> Self {
        Fault { place: String::new(), reason, at: None }
    }

    /// The same fault, of a part of a whole.
    fn of_part(self, name: &str, index: usize) -> Self {
        Fault { place: format!(", {name} {}{}", index + 1, self.place), ..self }
    }
}

/// The coordinates of a geometry, from the part that is read next.
pub(super) struct Coordinates<'a> {
    /// The whole text.
    text: &'a str,
    rest: &'a str,
}

impl<'a> Coordinates<'a> {
    /// The coordinates that stand at `coordinates`, which is a part of `text`.
    pub(super) fn new(text: &'a str, coordinates: &'a RawValue) -> Self {
        Coordinates { text, rest: coordinates.get() }
    }

    pub(super) fn lines(&mut self) -> Read<Vec<LineString<f64>>> {
        self.list("line", Self::line)
    }

    pub(super) fn line(&mut self) -> Read<LineString<f64>> {
        self.list("point", Self::position).map(LineString)
    }

    /// The rings of each polygon.
    pub(super) fn polygons(&mut self) -> Read<Vec<Vec<LineString<f64>>>> {
        self.list("polygon", Self::polygon)
    }

    /// The rings of a polygon, the exterior first.
    pub(super) fn polygon(&mut self) -> Read<Vec<LineString<f64>>> {
        self.list("ring", Self::line)
    }

    pub(super) fn positions(&mut self) -> Read<Vec<Coord<f64>>> {
        self.list("point", Self::position)
    }

    /// The position of a point, unless it is empty.
    pub(super) fn point(&mut self) -> Read<Option<Coord<f64>>> {
        let is_empty =
            self.rest.strip_prefix('[').is_some_and(|it| it.trim_start().starts_with(']'));
        if is_empty { Ok(None) } else { self.position().map(Some) }
    }

    pub(super) fn position(&mut self) -> Read<Coord<f64>> {
        let mut numbers = SmallVec::<[f64; 3]>::new();
        self.each("number", |it| {
            // An altitude or a measure that is not known.
            let is_none = numbers.len() > 1 && it.takes_word("null");
            if !is_none {
                numbers.push(it.number()?);
            }
            Ok(())
        })?;
        match numbers[..] {
            [x, y, ..] => Ok(Coord { x, y }),
            _ => Err(Fault::new(format!(
                "is {numbers:?}; a position needs two numbers, longitude and latitude"
            ))),
        }
    }

    fn list<T>(&mut self, name: &str, item: fn(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let mut items = Vec::new();
        self.each(name, |it| item(it).map(|item| items.push(item)))?;
        Ok(items)
    }

    /// Reads the items of a list one after the other.
    fn each(&mut self, name: &str, mut read: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        if !self.takes('[') {
            return Err(self.misplaced("a list"));
        }
        let mut index = 0;
        while !self.takes(']') {
            read(self).map_err(|fault| fault.of_part(name, index))?;
            index += 1;
            self.takes(',');
        }
        Ok(())
    }

    fn takes(&mut self, token: char) -> bool {
        self.takes_word(token.encode_utf8(&mut [0; 4]))
    }

    fn takes_word(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_ascii_start();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn number(&mut self) -> Read<f64> {
        let end = self.rest.find(|c: char| matches!(c, ',' | ']') || c.is_ascii_whitespace());
        let (number, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        match number.parse() {
            Ok(number) if f64::is_finite(number) => {
                self.rest = rest;
                Ok(number)
            }
            Ok(_) => Err(Fault::new(format!("is {number}, a number out of range"))),
            Err(_) => Err(self.misplaced("a number")),
        }
    }

    /// The error that the next value is not what belongs there, with the place at which it ends.
    fn misplaced(&self, wanted: &str) -> Fault {
        let value = serde_json::Deserializer::from_str(self.rest).into_iter::<&RawValue>().next();
        let value = value.and_then(Result::ok).map_or("", RawValue::get);
        let end = self.rest.as_ptr().addr() - self.text.as_ptr().addr() + value.len();
        let before = &self.text[..end];
        let line = before.matches('\n').count() + 1;
        let column = end - before.rfind('\n').map_or(0, |at| at + 1);
        let at = TextPosition::new(line, column);
        let found = match value.chars().next() {
            Some('[') => "a list",
            Some('{') => "an object",
            _ => value,
        };
        let found = if found.starts_with('"') { format!("string {found}") } else { found.into() };
        Fault { at: Some(at), ..Fault::new(format!("has {found} where {wanted} belongs, at {at}")) }
    }
}

pub(super) fn empty(kind: &str) -> String {
    format!("is an empty {kind}; give it points or leave it out")
}
