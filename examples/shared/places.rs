//! Reads the user's places from a table: CSV in UTF-8, a header line first.
//!
//! Columns, in any order and any case: `name`; the longitude as `longitude`, `long`, `lon`, `lng`,
//! `x` or `easting`; the latitude as `latitude`, `lat`, `y` or `northing`; and where there are
//! such, `population` or `pop` (empty where it is unknown) and `alternate_names` or
//! `alternatenames`, separated by commas, semicolons or bars. Other columns are left alone. Degrees
//! on WGS 84, unless another coordinate system is named. A byte-order mark and Windows line ends
//! are fine. Errors are one line that names the file, the line and the column, counted from 1, and
//! the remedy.

use std::path::Path;

use csv::{ErrorKind, ReaderBuilder, StringRecord};
use geo_types::Coord;
use safe_zone::{Error, Gazetteer, Position, Settlement};

use super::csv_header::{self, Column, LATITUDE, LONGITUDE};
use super::source;

const NAME: [&str; 1] = ["name"];
const POPULATION: [&str; 2] = ["population", "pop"];
const ALTERNATES: [&str; 2] = ["alternate_names", "alternatenames"];

/// Returns the positions of points of another coordinate system, or the index of a refused one and
/// the reason.
pub type Locate<'a> = &'a dyn Fn(&[Coord<f64>]) -> Result<Vec<Position>, (Option<usize>, String)>;

/// Reads the places in a file, at least one.
pub fn read(path: &Path) -> Result<Gazetteer, String> {
    read_in(path, None)
}

/// Reads the places in a file in another coordinate system.
pub fn read_in(path: &Path, locate: Option<Locate<'_>>) -> Result<Gazetteer, String> {
    let name = source::name(path);
    let fail = |reason: String| format!("{name}: {reason}");
    let bytes = source::bytes(path)
        .map_err(|error| format!("cannot read {name}: {error}; name a CSV file"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|&&byte| byte == b'\n').count() + 1;
        fail(format!("line {line} is not UTF-8; save the file as UTF-8"))
    })?;
    parse(&text, locate).map_err(fail)
}

fn parse(text: &str, locate: Option<Locate<'_>>) -> Result<Gazetteer, String> {
    // Drops a byte-order mark.
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| unreadable(&error))?.clone();
    let columns = Columns::find(&header)?;
    let in_line = |record: &StringRecord, reason: String| {
        let line = record.position().map_or(0, csv::Position::line);
        format!("line {line}, {reason}")
    };
    let (mut records, mut points) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let limits = if locate.is_some() { [f64::MAX; 2] } else { [180.0, 90.0] };
        points.push(columns.point(&record, limits).map_err(|reason| in_line(&record, reason))?);
        records.push(record);
    }
    if records.is_empty() {
        return Err("there is no place below the header; give one a line".to_owned());
    }
    let positions = match locate {
        Some(locate) => locate(&points).map_err(|(index, reason)| {
            index
                .and_then(|index| records.get(index))
                .map_or(reason.clone(), |it| in_line(it, reason))
        })?,
        None => {
            let positions = points.iter().map(|point| Position::new(point.x, point.y));
            positions.collect::<Result<_, _>>().map_err(|error| error.to_string())?
        }
    };
    let places = records.iter().zip(positions).map(|(record, position)| {
        columns.place(record, position).map_err(|reason| in_line(record, reason))
    });
    Ok(Gazetteer::new(places.collect::<Result<_, _>>()?))
}

struct Columns {
    name: Column,
    longitude: Column,
    latitude: Column,
    population: Option<Column>,
    alternates: Option<Column>,
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self, String> {
        Ok(Columns {
            name: required(header, "name", &NAME)?,
            longitude: required(header, "longitude", &LONGITUDE)?,
            latitude: required(header, "latitude", &LATITUDE)?,
            population: optional(header, "population", &POPULATION)?,
            alternates: optional(header, "alternate names", &ALTERNATES)?,
        })
    }

    /// The position of the place as written, each number within its limit.
    fn point(&self, record: &StringRecord, [x, y]: [f64; 2]) -> Result<Coord<f64>, String> {
        let degrees = |column: &Column, limit| {
            let remedy =
                "give degrees on WGS 84 (EPSG:4326), or name another system with --input-crs";
            column.number(column.value(record), limit, remedy)
        };
        Ok(Coord { x: degrees(&self.longitude, x)?, y: degrees(&self.latitude, y)? })
    }

    fn place(&self, record: &StringRecord, position: Position) -> Result<Settlement, String> {
        let name = self.name.value(record);
        let population = match &self.population {
            Some(column) => count(column, record)?,
            None => None,
        };
        let alternates = self.alternates.as_ref().map_or("", |column| column.value(record));
        let alternates = alternates
            .split([',', ';', '|'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        Settlement::new(name, alternates, position, population)
            .map_err(|error| self.refused(&error))
    }

    /// The message of the library's error, with the name of the column.
    fn refused(&self, error: &Error) -> String {
        let Error::BadField { field, value, reason } = error else { return error.to_string() };
        let column = match field.as_str() {
            "population" => self.population.as_ref(),
            "alternate name" => self.alternates.as_ref(),
            _ => Some(&self.name),
        };
        let title = column.map_or(field, |column| &column.title);
        format!("column {title}: {value:?} {reason}")
    }
}

/// A number of people; `None` where the field is empty. Some programs write whole numbers with `.0`
/// behind.
fn count(column: &Column, record: &StringRecord) -> Result<Option<u64>, String> {
    let (text, title) = (column.value(record), &column.title);
    if text.is_empty() {
        return Ok(None);
    }
    text.strip_suffix(".0").unwrap_or(text).parse().map(Some).map_err(|_| {
        format!(
            "column {title}: {text:?} is no count; give digits alone, or nothing where it is unknown"
        )
    })
}

fn required(header: &StringRecord, what: &str, titles: &[&str]) -> Result<Column, String> {
    if let Some(column) = optional(header, what, titles)? {
        return Ok(column);
    }
    let remedy = match csv_header::other_delimiter(header) {
        Some(_) => "separate the columns by commas".to_owned(),
        None => format!("title one {}", titles.join(" or ")),
    };
    Err(format!("{}; {remedy}", csv_header::none_has(header, what)))
}

fn optional(header: &StringRecord, what: &str, titles: &[&str]) -> Result<Option<Column>, String> {
    csv_header::column(header, what, titles)
        .map_err(|both| format!("{both}; rename the one that has not"))
}

fn unreadable(error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!("line {line} {}", csv_header::uneven(*len as usize, *expected_len as usize))
        }
        _ => format!("{error}; save the file as CSV"),
    }
}
