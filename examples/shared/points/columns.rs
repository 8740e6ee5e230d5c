//! Reads the position in a row from its fields.

use std::borrow::Cow;

use csv::ReaderBuilder;

use super::beside::{Beside, Role};
use super::decimal::decimal;
use super::degrees::{Axis, Coordinate, Decimal, coordinate, is_missing};
use super::fields::Delimiter;
use super::foreign;
use super::header::Column;
use super::longitude::{FARTHEST, on_map};
use super::one_field::OneField;
use super::width::Width;
use super::{Given, Units};

/// The remedy for numbers that are no degrees.
pub const DEGREES: &str = "give degrees on WGS 84 (EPSG:4326)";

/// The columns of a file.
pub struct Columns {
    /// The width of the header.
    pub width: Width,
    /// The indices of the columns with the longitude and the latitude, or of one with both, twice.
    pub indices: [usize; 2],
    /// The mark before the fractions of most numbers.
    pub mark: u8,
    pub coordinates: Coordinates,
    /// The columns that change what the coordinates mean.
    pub beside: Vec<Beside>,
    pub delimiter: Delimiter,
}

/// The columns of the coordinates.
pub enum Coordinates {
    /// Longitude and latitude.
    Two {
        lon: Column,
        lat: Column,
        decimal: Decimal,
        units: Units,
    },
    One {
        point: Column,
        form: OneField,
    },
}

impl Columns {
    /// The position in a row with these fields by their indices.
    pub fn given_in<'a>(&self, field: impl Fn(usize) -> &'a [u8]) -> Result<Given, String> {
        let [lon, lat] = self.indices;
        let (first, second) = (field(lon), if lat == lon { b"" } else { field(lat) });
        if self.beside.is_empty() {
            return self.given(first, second);
        }
        let fields = [first, second].map(|field| text(field, self.delimiter));
        let [mut lon, mut lat] = fields.map(Cow::into_owned);
        if let Coordinates::Two { .. } = self.coordinates
            && [&lon, &lat].iter().any(|it| is_missing(it))
        {
            return Ok(Given::Nothing);
        }
        for beside in &self.beside {
            let own = text(field(beside.column.index), self.delimiter);
            match (beside.role, &self.coordinates) {
                (Role::Letter, Coordinates::Two { units: Units::Degrees, .. }) => {
                    let (axis, letter) = beside.letter(&own)?;
                    let lettered = if axis == Axis::Longitude { &mut lon } else { &mut lat };
                    *lettered = format!("{} {letter}", lettered.trim());
                }
                (Role::Letter, _) => beside.check_letter(&own)?,
                (Role::Smaller(of), Coordinates::Two { decimal, .. }) => {
                    beside.check_smaller(&own, &text(field(of), self.delimiter), *decimal)?;
                }
                (Role::Smaller(_), Coordinates::One { .. }) => {}
            }
        }
        self.coordinates.given(&lon, &lat)
    }

    /// The position in the fields of these columns, as they stand in the file; one with both
    /// coordinates is `lon`.
    #[inline]
    pub fn given(&self, lon: &[u8], lat: &[u8]) -> Result<Given, String> {
        let [x, y] = [unquoted(lon), unquoted(lat)];
        // Zeros in front may be those of NMEA.
        if let (Some(lon), Some(lat)) = (decimal(x, self.mark), decimal(y, self.mark))
            && lon.abs() <= 180.0
            && lat.abs() <= 90.0
            && ![x, y].iter().any(|it| it.starts_with(b"00"))
        {
            return Ok(Given::At(lon, lat));
        }
        self.in_any_form(lon, lat)
    }

    /// The position in fields of any form, out of the way of the usual one.
    #[cold]
    fn in_any_form(&self, lon: &[u8], lat: &[u8]) -> Result<Given, String> {
        let [lon, lat] = [lon, lat].map(|field| text(field, self.delimiter));
        self.coordinates.given(&lon, &lat)
    }
}

impl Coordinates {
    fn given(&self, first: &str, second: &str) -> Result<Given, String> {
        match self {
            Coordinates::One { point, form } => {
                let in_column = |reason: String| format!("column {}: {reason}", point.title);
                let Some([x, y]) = form.point(first).map_err(in_column)? else {
                    return Ok(Given::Nothing);
                };
                let within = |value, axis| {
                    within(value, &value.to_string(), form.units, axis).map_err(in_column)
                };
                Ok(Given::At(within(x, Axis::Longitude)?, within(y, Axis::Latitude)?))
            }
            Coordinates::Two { lon, lat, decimal, units } => {
                let read = |column: &Column, text: &str, axis| {
                    number(text, *decimal, *units, axis)
                        .map_err(|reason| format!("column {}: {reason}", column.title))
                };
                let found =
                    (read(lon, first, Axis::Longitude)?, read(lat, second, Axis::Latitude)?);
                match found {
                    (Some(lon), Some(lat)) => Ok(Given::At(lon, lat)),
                    _ => Ok(Given::Nothing),
                }
            }
        }
    }
}

/// A coordinate on its axis; `None` where there is none.
fn number(text: &str, decimal: Decimal, units: Units, axis: Axis) -> Result<Option<f64>, String> {
    let value = match coordinate(text, decimal, units)? {
        Coordinate::Missing => return Ok(None),
        Coordinate::Number(value) => value,
        Coordinate::Lettered(value, letter) if letter == axis => value,
        Coordinate::Lettered(..) => {
            let axis = if axis == Axis::Longitude { "longitude" } else { "latitude" };
            let text = text.trim();
            return Err(format!("{text:?} is no {axis}, by its letter; give --swap if all are so"));
        }
    };
    within(value, text.trim(), units, axis).map(Some)
}

/// The size from which a number that is no degree may be a length on a projected map.
const METRES: f64 = 1e5;

/// A value, if it is on its axis; a longitude past 180° as the same one on the map.
fn within(value: f64, text: &str, units: Units, axis: Axis) -> Result<f64, String> {
    let limit = match (units, axis) {
        (Units::Other, _) => f64::MAX,
        (Units::Degrees, Axis::Longitude) => 180.0,
        (Units::Degrees, Axis::Latitude) => 90.0,
    };
    let value = match (units, axis) {
        (Units::Degrees, Axis::Longitude) => on_map(value),
        _ => value,
    };
    let is_nmea = || units == Units::Degrees && foreign::is_nmea(text, axis);
    // A value that is not a number is in no range. Near 0 degrees NMEA looks like degrees, but for its zeros.
    if (-limit..=limit).contains(&value) && !(text.starts_with("00") && is_nmea()) {
        return Ok(value);
    }
    let bound = if axis == Axis::Longitude { FARTHEST } else { limit };
    if is_nmea() {
        return Err(format!(
            "{text} has degrees and minutes without a mark between, as NMEA 0183 has them; give 38 21.2082 E \
             for 3821.2082 E"
        ));
    }
    let metres = if value.abs() >= METRES { ", as metres of a projection are" } else { "" };
    Err(format!("{text} is outside -{bound}..{bound}{metres}; {DEGREES}"))
}

/// A field without the quotes around it, unless there are more of them.
fn unquoted(field: &[u8]) -> &[u8] {
    match field {
        [b'"', inner @ .., b'"'] if !inner.contains(&b'"') => inner,
        _ => field,
    }
}

/// The text of a field; quotes may have blanks before them.
pub fn text(field: &[u8], delimiter: Delimiter) -> Cow<'_, str> {
    let blanks = field.iter().take_while(|&&byte| byte == b' ').count();
    if field.get(blanks) != Some(&b'"') {
        return String::from_utf8_lossy(field);
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter.0)
        .has_headers(false)
        .from_reader(&field[blanks..]);
    let record = reader.byte_records().next().and_then(Result::ok).unwrap_or_default();
    String::from_utf8_lossy(record.get(0).unwrap_or_default()).into_owned().into()
}
