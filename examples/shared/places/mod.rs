//! Reads the user's places, from a table of points in any form, or from GeoJSON.
//!
//! Beside the position there are the columns, or properties, `name`; and where there are such, `population` or `pop`
//! (empty, or 0 as GeoNames has it, where it is unknown) and `alternate_names` or `alternatenames`, separated by commas,
//! semicolons or bars. Other columns are left alone. Degrees on WGS 84, unless another coordinate
//! system is named. Errors are one line that names the file, the line and the column, counted from
//! 1, and the remedy.

mod geojson;
mod table;

use std::path::Path;
use std::rc::Rc;

use clap::Args;
use geo_types::Coord;
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::{Error, ErrorKind, Position};

use super::failure::Failure;
use super::file_format::{FileFormat, POINTS, Wanted};
use super::points::columns::DEGREES;
use super::points::degrees::is_missing;
use super::points::fields::lines;
use super::points::header::{Column, Header};
use super::points::json::is_json;
use super::points::options::{HEADING, TableArgs};
use super::points::{Given, Units, check_encoding};
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
    #[arg(long, value_name = "COLUMN", help_heading = HEADING)]
    pub name: Option<String>,
}

impl PlacesArgs {
    /// Refuses options without a file of places.
    pub fn check(&self, places: Option<&Path>) -> Result<(), Failure> {
        let given = self.table.given().into_iter().chain(self.name.as_ref().map(|_| "--name"));
        let given: Vec<&str> = given.collect();
        if places.is_some() || given.is_empty() {
            return Ok(());
        }
        let given = given.join(", ");
        Err(Failure::File(format!("{given}: these are for places of your own; give --places too")))
    }
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
) -> Result<Places, Failure> {
    let name = source::name(path);
    let bytes = source::bytes(path).map_err(|error| {
        Failure::File(format!("cannot read {name}: {error}; name a CSV or GeoJSON file"))
    })?;
    if let Some(refusal) = FileFormat::refusal(&bytes, path, Wanted::Points, POINTS) {
        return Err(Failure::File(refusal));
    }
    let units = if locate.is_some() { Units::Other } else { Units::Degrees };
    let read = || {
        check_encoding(&bytes)?;
        let rows = match std::str::from_utf8(&bytes) {
            Ok(text) if is_json(&bytes) => {
                options.table.check_columns()?;
                geojson::rows(text, options, units)
            }
            Ok(_) => table::rows(&bytes, options, units),
            Err(error) => {
                let line = lines(&bytes[..error.valid_up_to()]) + 1;
                Err(format!("line {line} is not UTF-8; save the file as UTF-8"))
            }
        };
        settled(rows?, locate)
    };
    let places = read().map_err(|reason| Failure::File(format!("{name}: {reason}")))?;
    if places.gazetteer.is_empty() {
        let reason = "no place has coordinates; give one that has";
        return Err(Failure::Refused(format!("{name}: {reason}")));
    }
    Ok(places)
}

/// A row of a table, or a feature: a place as it is written.
struct Row {
    /// Where it stands in the file.
    label: String,
    columns: Rc<Columns>,
    fields: Vec<String>,
    given: Given,
}

impl Row {
    fn fault(&self, reason: &str) -> String {
        format!("{}, {reason}", self.label)
    }
}

/// Makes places of rows, at least one; none may have coordinates.
fn settled(all: Vec<Row>, locate: Option<Locate<'_>>) -> Result<Places, String> {
    let count = all.len();
    let with_points = all.into_iter().filter_map(|row| match row.given {
        Given::At(x, y) => Some((row, Coord { x, y })),
        Given::Nothing | Given::Bad => None,
    });
    let (rows, points): (Vec<Row>, Vec<Coord<f64>>) = with_points.unzip();
    if count == 0 {
        return Err("there is no place below the header; give one a line".to_owned());
    }
    let positions = match locate {
        // A system of coordinates has no operation for none of them.
        Some(_) if points.is_empty() => Vec::new(),
        Some(locate) => locate(&points).map_err(|(index, reason)| {
            let row = index.and_then(|index| rows.get(index));
            row.map_or(reason.clone(), |row| row.fault(&reason))
        })?,
        None => {
            let positions = points.iter().map(|point| Position::new(point.x, point.y));
            positions.collect::<Result<_, _>>().map_err(|error| error.to_string())?
        }
    };
    let places = rows.iter().zip(positions).map(|(row, position)| {
        row.columns.place(&row.fields, position).map_err(|reason| row.fault(&reason))
    });
    let gazetteer = Gazetteer::new(places.collect::<Result<_, _>>()?);
    Ok(Places { left_out: count - rows.len(), gazetteer })
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
        let ErrorKind::BadField { field, value, reason, .. } = error.kind() else {
            return error.to_string();
        };
        let column = match field.as_str() {
            "population" => self.population.as_ref(),
            "alternate name" => self.alternates.as_ref(),
            _ => Some(&self.name),
        };
        let title = column.map_or(field, |column| &column.title);
        format!("column {title}: {value:?} {reason}")
    }
}

/// A number of people; `None` where the field is empty, or 0, as GeoNames writes an unknown one. Some
/// programs write whole numbers with `.0` behind.
fn count(column: &Column, fields: &[String]) -> Result<Option<u64>, String> {
    let (text, title) = (column.value(fields), &column.title);
    if is_missing(text) {
        return Ok(None);
    }
    let count: u64 = text.strip_suffix(".0").unwrap_or(text).parse().map_err(|_| {
        format!(
            "column {title}: {text:?} is no count; give digits alone, or nothing where it is unknown"
        )
    })?;
    Ok(Some(count).filter(|&count| count > 0))
}
