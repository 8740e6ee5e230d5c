//! Reads the user's places from a table: the form of a table of points, and titles in its first line.
//!
//! Beside the position there are the columns `name`; and where there are such, `population` or `pop`
//! (empty where it is unknown) and `alternate_names` or `alternatenames`, separated by commas,
//! semicolons or bars. Other columns are left alone. Degrees on WGS 84, unless another coordinate
//! system is named. Errors are one line that names the file, the line and the column, counted from
//! 1, and the remedy.

use std::path::Path;

use clap::Args;
use geo_types::Coord;
use safe_zone::{Error, Gazetteer, Position, Settlement};

use super::points::columns::{DEGREES, text};
use super::points::degrees::is_missing;
use super::points::fields::lines;
use super::points::header::{Column, Header, uneven};
use super::points::options::TableArgs;
use super::points::table::{Rest, Table, UNENDED};
use super::points::{Given, Units};
use super::source;

const NAME: [&str; 1] = ["name"];
const POPULATION: [&str; 2] = ["population", "pop"];
const ALTERNATES: [&str; 2] = ["alternate_names", "alternatenames"];

/// The options for reading places, from the command line.
#[derive(Args)]
pub struct PlacesArgs {
    #[command(flatten)]
    pub table: TableArgs,

    /// Column with the names of places, by its title, or with --no-header by its number [default:
    /// name]
    #[arg(long, value_name = "COLUMN", help_heading = "Tables of points")]
    pub name: Option<String>,
}

/// Returns the positions of points of another coordinate system, or the index of a refused one and
/// the reason.
pub type Locate<'a> = &'a dyn Fn(&[Coord<f64>]) -> Result<Vec<Position>, (Option<usize>, String)>;

/// The places in a file, and the number of those left out because they have no coordinates.
pub struct Places {
    pub gazetteer: Gazetteer,
    pub left_out: usize,
}

/// Reads the places in a file, at least one; `locate` is for another coordinate system.
pub fn read(
    path: &Path,
    options: &PlacesArgs,
    locate: Option<Locate<'_>>,
) -> Result<Places, String> {
    let name = source::name(path);
    let fail = |reason: String| format!("{name}: {reason}");
    let bytes = source::bytes(path)
        .map_err(|error| format!("cannot read {name}: {error}; name a CSV file"))?;
    let units = if locate.is_some() { Units::Other } else { Units::Degrees };
    let table = Table::begin(&options.table, units, &bytes, Rest::End).map_err(fail)?;
    let table = table.expect("the end of the file is there");
    if let Err(error) = std::str::from_utf8(&bytes) {
        let line = lines(&bytes[..error.valid_up_to()]) + 1;
        return Err(fail(format!("line {line} is not UTF-8; save the file as UTF-8")));
    }
    parse(&bytes, &table, options, locate).map_err(fail)
}

/// A row: its line, its fields, and its position.
struct Row {
    line: usize,
    fields: Vec<String>,
    at: Coord<f64>,
}

fn parse(
    bytes: &[u8],
    table: &Table,
    options: &PlacesArgs,
    locate: Option<Locate<'_>>,
) -> Result<Places, String> {
    let columns = Columns::find(&table.header, options.name.as_deref())?;
    let in_line = |line: usize, reason: String| format!("line {line}, {reason}");
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for (line, fields) in records(bytes, table) {
        let read = fields.and_then(|fields| {
            let given = table.columns.given_in(|index| fields[index].as_bytes());
            Ok((
                given?,
                fields
                    .iter()
                    .map(|field| text(field.as_bytes(), table.columns.delimiter).trim().to_owned())
                    .collect(),
            ))
        });
        match read.map_err(|reason| in_line(line, with_remedy(reason)))? {
            (Given::At(x, y), fields) => rows.push(Row { line, fields, at: Coord { x, y } }),
            (Given::Nothing | Given::Bad, _) => left_out += 1,
        }
    }
    if rows.is_empty() {
        return Err(match left_out {
            0 => "there is no place below the header; give one a line".to_owned(),
            _ => "no place has coordinates; give one that has".to_owned(),
        });
    }
    let points: Vec<Coord<f64>> = rows.iter().map(|row| row.at).collect();
    let positions = match locate {
        Some(locate) => locate(&points).map_err(|(index, reason)| {
            let row = index.and_then(|index| rows.get(index));
            row.map_or(reason.clone(), |row| in_line(row.line, reason))
        })?,
        None => {
            let positions = points.iter().map(|point| Position::new(point.x, point.y));
            positions.collect::<Result<_, _>>().map_err(|error| error.to_string())?
        }
    };
    let places = rows.iter().zip(positions).map(|(row, position)| {
        columns.place(&row.fields, position).map_err(|reason| in_line(row.line, reason))
    });
    Ok(Places { gazetteer: Gazetteer::new(places.collect::<Result<_, _>>()?), left_out })
}

/// The rows of a table below its titles, each with its line.
fn records<'a>(
    bytes: &'a [u8],
    table: &'a Table,
) -> impl Iterator<Item = (usize, Result<Vec<&'a str>, String>)> + 'a {
    let (delimiter, mut start) = (table.columns.delimiter, table.start);
    let (mut counted, mut line) = (0, 1);
    std::iter::from_fn(move || {
        start += bytes[start..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        if start == bytes.len() {
            return None;
        }
        let (begin, mut fields, mut stray) = (start, Vec::new(), None);
        let (end, count) = delimiter.row(bytes, start, |_, field| {
            stray = stray.take().or_else(|| field.stray_quote(bytes));
            fields.push(std::str::from_utf8(&bytes[field.range()]).unwrap_or_default());
        });
        start = end;
        line += lines(&bytes[counted..begin]);
        counted = begin;
        let reason = match stray {
            None if end == bytes.len() && delimiter.whole_rows(&bytes[begin..]).is_open => {
                Some(UNENDED.to_owned())
            }
            None if count != table.columns.count => Some(uneven(count, table.columns.count)),
            reason => reason,
        };
        Some((line, reason.map_or(Ok(fields), Err)))
    })
}

/// A reason with the option for numbers that are no degrees.
fn with_remedy(reason: String) -> String {
    if reason.ends_with(DEGREES) {
        return reason + ", or name another system with --input-crs";
    }
    reason
}

/// The columns beside the position.
struct Columns {
    name: Column,
    population: Option<Column>,
    alternates: Option<Column>,
}

impl Columns {
    fn find(header: &Header, name: Option<&str>) -> Result<Self, String> {
        let usual = |what: &str, titles: &[&str]| {
            header
                .usual(what, |title| titles.contains(&title))
                .map_err(|both| format!("{both}; rename the one that has not"))
        };
        let name = match name {
            Some(name) => header.named(name, "name")?,
            None => usual("name", &NAME)?.ok_or_else(|| {
                format!("{}; title one name, or name it with --name", header.lacks("name"))
            })?,
        };
        Ok(Columns {
            name,
            population: usual("population", &POPULATION)?,
            alternates: usual("alternate names", &ALTERNATES)?,
        })
    }

    fn place(&self, fields: &[String], position: Position) -> Result<Settlement, String> {
        let name = self.name.value(fields);
        let population = match &self.population {
            Some(column) => count(column, fields)?,
            None => None,
        };
        let alternates = self.alternates.as_ref().map_or("", |column| column.value(fields));
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
fn count(column: &Column, fields: &[String]) -> Result<Option<u64>, String> {
    let (text, title) = (column.value(fields), &column.title);
    if text.is_empty() || is_missing(text) {
        return Ok(None);
    }
    text.strip_suffix(".0").unwrap_or(text).parse().map(Some).map_err(|_| {
        format!(
            "column {title}: {text:?} is no count; give digits alone, or nothing where it is unknown"
        )
    })
}
