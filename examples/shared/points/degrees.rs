//! Reads a coordinate from a text: a number, or degrees with minutes and seconds, or a letter for
//! the hemisphere.
//!
//! Minutes and seconds are below 60, and the last number alone has a fraction. Their marks are ° ' "
//! and the like, or colons; blanks do where a letter stands too.

use super::{Units, foreign};

/// The words for a value that is missing, in any case.
const MISSING: [&str; 9] = ["NA", "N/A", "#N/A", "<NA>", "NULL", "NaN", "None", "\\N", "-"];

/// The axis that a letter tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axis {
    Longitude,
    Latitude,
}

/// The mark before the fraction of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decimal {
    Point,
    Comma,
    /// Either: for degrees, which have no thousands to be grouped.
    Either,
}

/// A coordinate as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coordinate {
    /// Blank, or a word that says that there is none.
    Missing,
    Number(f64),
    /// Degrees with the axis that their letter tells.
    Lettered(f64, Axis),
}

impl Decimal {
    /// Reads a number in plain form.
    pub fn number(self, text: &str) -> Option<f64> {
        match (self, text.contains(','), text.contains('.')) {
            (Decimal::Point | Decimal::Either, false, _) | (_, false, false) => text.parse().ok(),
            // A second comma would be a second point, which no number has.
            (Decimal::Comma | Decimal::Either, true, false) => text.replace(',', ".").parse().ok(),
            _ => None,
        }
    }

    /// The error that a text is no number.
    pub fn no_number(self, text: &str) -> String {
        let remedy = match self {
            Decimal::Comma => "give degrees with a comma, as 36,5, or leave out --decimal ,",
            _ if text.contains(',') => "give degrees with a point, as 36.5, or --decimal ,",
            _ => "give degrees with a point, as 36.5",
        };
        let remedy = foreign::remedy(text).unwrap_or(remedy);
        format!("{text:?} is no number; {remedy}")
    }

    fn is_mark(self, letter: char) -> bool {
        letter == '.' && self != Decimal::Comma || letter == ',' && self != Decimal::Point
    }
}

/// Reads a coordinate; in units other than degrees, in plain form alone.
pub fn coordinate(text: &str, decimal: Decimal, units: Units) -> Result<Coordinate, String> {
    let text = text.trim();
    if is_missing(text) {
        return Ok(Coordinate::Missing);
    }
    if let Some(number) = decimal.number(text) {
        return Ok(Coordinate::Number(number));
    }
    if units == Units::Other {
        return Err(decimal.no_number(text));
    }
    let (axis, sign, signed) = hemisphere(text);
    let body = signed.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(signed);
    let Some(Sexagesimal { parts, is_marked }) = sexagesimal(body, decimal) else {
        return Err(decimal.no_number(text));
    };
    if axis.is_some() && body.len() < signed.len() {
        return Err(format!("{text:?} has a sign and a letter; give one of them"));
    }
    if parts.len() > 1 && !is_marked && axis.is_none() {
        return Err(format!(
            "{text:?} is two numbers or more; mark degrees and minutes, as 36°53'28\", or give the \
             letter N, S, E or W"
        ));
    }
    if let Some(part) = parts[1..].iter().find(|part| **part >= 60.0) {
        return Err(format!("{text:?} has minutes or seconds of {part}; they are below 60"));
    }
    let size = parts.iter().rev().fold(0.0, |smaller, part| part + smaller / 60.0);
    let is_negative = signed.starts_with(['-', '\u{2212}']);
    let value = if is_negative { -size } else { sign * size };
    Ok(axis.map_or(Coordinate::Number(value), |axis| Coordinate::Lettered(value, axis)))
}

/// `true` where there is no value: for a blank text, and a word that says so.
pub fn is_missing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || MISSING.iter().any(|missing| missing.eq_ignore_ascii_case(text))
}

/// The axis and the sign that the letter before or behind a number tells, and the rest.
fn hemisphere(text: &str) -> (Option<Axis>, f64, &str) {
    let letters = [text.chars().next(), text.chars().last()].into_iter().flatten();
    let mut told = letters.filter_map(|letter| Some((letter, axis_of(letter)?)));
    let Some((letter, (axis, sign))) = told.next() else {
        return (None, 1.0, text);
    };
    let rest = text.strip_prefix(letter).or(text.strip_suffix(letter)).unwrap_or(text).trim();
    (Some(axis), sign, rest)
}

/// The axis and the sign that a letter tells.
pub fn axis_of(letter: char) -> Option<(Axis, f64)> {
    match letter.to_ascii_uppercase() {
        'N' => Some((Axis::Latitude, 1.0)),
        'S' => Some((Axis::Latitude, -1.0)),
        'E' => Some((Axis::Longitude, 1.0)),
        'W' => Some((Axis::Longitude, -1.0)),
        _ => None,
    }
}

/// Degrees, and where there are such, minutes and seconds.
struct Sexagesimal {
    parts: Vec<f64>,
    /// `true` if a mark other than a blank stands among them.
    is_marked: bool,
}

/// The marks behind degrees, minutes and seconds.
const MARKS: [&[&str]; 3] = [
    &["°", "º", "˚", "d"],
    &["'", "′", "’", "‘", "ʹ", "´"],
    &["\"", "″", "”", "“", "ʺ", "''", "′′", "’’"],
];

fn sexagesimal(body: &str, decimal: Decimal) -> Option<Sexagesimal> {
    let mut found = Sexagesimal { parts: Vec::new(), is_marked: false };
    let mut left = body;
    for marks in MARKS {
        let is_in_number = |letter: char| letter.is_ascii_digit() || decimal.is_mark(letter);
        let length = left.find(|letter| !is_in_number(letter)).unwrap_or(left.len());
        let (number, rest) = left.split_at(length);
        let has_fraction = number.contains(|letter| decimal.is_mark(letter));
        found.parts.push(decimal.number(number)?);
        let behind = rest.trim_start();
        // Two marks of minutes are one of seconds.
        let mark = marks.iter().rev().find_map(|mark| behind.strip_prefix(mark));
        found.is_marked |= mark.is_some();
        left = match mark.or_else(|| behind.strip_prefix(':')) {
            Some(rest) => rest.trim_start(),
            None if behind.is_empty() || behind.len() < rest.len() => behind,
            None => return None,
        };
        found.is_marked |= mark.is_none() && behind.starts_with(':');
        if left.is_empty() {
            // A colon has something behind it.
            return (mark.is_some() || !behind.starts_with(':')).then_some(found);
        }
        if has_fraction {
            return None;
        }
    }
    None
}
