//! The rows of a CSV file: the first has the titles, and of every other the longitude and latitude.
//!
//! Degrees on WGS 84. Fields are told apart as crate `csv` does (RFC 4180, and any of \n, \r\n and \r
//! ends a row); blank lines are no rows. A row whose quote does not end within [`LONGEST`] bytes or in
//! the file is bad, and ends with its first line. Not seen: a quote too many that another one ends.

use clap::Args;
use csv::StringRecord;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::rows::{self, BYTE_ORDER_MARK, Block, Fault, Form, Given, LONGEST, Row, Split};
use crate::titles::{self, Column, LATITUDE, LONGITUDE};

const LINE_ENDS: [u8; 2] = *b"\r\n";

/// How the columns are to be read, as asked on the command line.
#[derive(Args)]
pub struct CsvArgs {
    /// Column with the longitude, by its title [default: longitude, long, lon, lng or x]
    #[arg(long, value_name = "COLUMN", requires = "lat")]
    lon: Option<String>,

    /// Column with the latitude, by its title [default: latitude, lat or y]
    #[arg(long, value_name = "COLUMN", requires = "lon")]
    lat: Option<String>,

    /// What separates the columns of CSV, one character, or tab
    #[arg(long, value_name = "CHARACTER", default_value = ",", value_parser = delimiter,
        allow_hyphen_values = true)]
    pub delimiter: u8,
}

/// Reads a delimiter: none that a number, a plan's id or a depth may have.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" | b"\t" => Ok(b'\t'),
        &[byte]
            if byte.is_ascii_graphic()
                && !byte.is_ascii_alphanumeric()
                && !b"\"+-._".contains(&byte) =>
        {
            Ok(byte)
        }
        _ => Err("give one character, as ';' or '|', or tab".to_owned()),
    }
}

/// Finds the rows.
pub struct CsvRows {
    given: [Option<String>; 2],
    /// Titles of the columns that are added.
    added: Vec<String>,
    reader: Reader,
    columns: Option<Columns>,
    /// Lines before the block.
    lines: usize,
    /// The fields of a row, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
}

struct Columns {
    count: usize,
    lon: Column,
    lat: Column,
}

impl CsvRows {
    /// Rows that get columns with these titles.
    pub fn new(args: &CsvArgs, added: Vec<String>) -> Self {
        CsvRows {
            given: [args.lon.clone(), args.lat.clone()],
            added,
            reader: ReaderBuilder::new().delimiter(args.delimiter).build(),
            columns: None,
            lines: 0,
            fields: Vec::new(),
            ends: vec![0; 64],
        }
    }

    /// Reads the row that begins these bytes: how many of them it has, and how many fields; none where
    /// it does not end in them.
    fn read(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        // As many fields as bytes would fit.
        self.fields.resize(self.fields.len().max(bytes.len()), 0);
        loop {
            let (found, read, _, count) =
                self.reader.read_record(bytes, &mut self.fields, &mut self.ends);
            match found {
                ReadRecordResult::Record => return Some((read, count)),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                _ => {
                    self.reader.reset();
                    return None;
                }
            }
            self.reader.reset();
        }
    }

    fn field(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.fields[start..self.ends[index]].trim_ascii()
    }

    /// What the row just read gives.
    fn given(&self, columns: &Columns, count: usize) -> Result<Given, String> {
        if count != columns.count {
            return Err(titles::uneven(count, columns.count));
        }
        let [lon, lat] = [&columns.lon, &columns.lat].map(|column| self.field(column.index));
        if lon.is_empty() && lat.is_empty() {
            return Ok(Given::Nothing);
        }
        let degrees = |column: &Column, text: &[u8], limit| {
            column.number(
                &String::from_utf8_lossy(text),
                limit,
                "give degrees on WGS 84 (EPSG:4326)",
            )
        };
        Ok(Given::At(degrees(&columns.lon, lon, 180.0)?, degrees(&columns.lat, lat, 90.0)?))
    }

    /// Finds the columns in the row just read.
    fn find(&self, count: usize) -> Result<Columns, String> {
        let titles = (0..count).map(|index| String::from_utf8_lossy(self.field(index)));
        let header: StringRecord = titles.collect();
        if header.iter().any(|title| title.contains('\0')) {
            return Err("line 1 is no text; give a CSV file in UTF-8".to_owned());
        }
        let [lon, lat] = &self.given;
        let columns = Columns {
            count,
            lon: column(&header, "longitude", lon.as_deref(), &LONGITUDE)?,
            lat: column(&header, "latitude", lat.as_deref(), &LATITUDE)?,
        };
        if columns.lon.index == columns.lat.index {
            let title = &columns.lon.title;
            return Err(format!("column {title} cannot have both longitude and latitude"));
        }
        let taken = |added: &&String| header.iter().any(|title| title.eq_ignore_ascii_case(added));
        if let Some(added) = self.added.iter().find(taken) {
            return Err(format!(
                "line 1: there is a column {added} already, which is to be added; rename it"
            ));
        }
        Ok(columns)
    }
}

/// The column of this title; where none is given, of one of those usual.
fn column(
    header: &StringRecord,
    what: &str,
    given: Option<&str>,
    usual: &[&str],
) -> Result<Column, String> {
    let option = &what[..3];
    let Some(given) = given else {
        let found = titles::column(header, what, usual)
            .map_err(|both| format!("{both}; name the one with --{option}"))?;
        return found.ok_or_else(|| {
            let remedy = match titles::other_delimiter(header) {
                Some('\t') => "give --delimiter tab".to_owned(),
                Some(other) => format!("give --delimiter '{other}'"),
                None => format!("name it with --{option}"),
            };
            format!("{}; {remedy}", titles::none_has(header, what))
        });
    };
    let mut found = header.iter().enumerate().filter(|(_, title)| *title == given.trim());
    match (found.next(), found.next()) {
        (Some((index, title)), None) => Ok(Column { index, title: title.to_owned() }),
        (Some(_), Some(_)) => {
            Err(format!("line 1: there are two columns {given}; give each a title of its own"))
        }
        (None, _) => {
            let titles = header.iter().collect::<Vec<_>>().join(", ");
            Err(format!(
                "line 1: no column {given:?} among {titles:?}; give --{option} one of them"
            ))
        }
    }
}

impl Split for CsvRows {
    fn split(&mut self, block: &mut Block, is_last: bool) -> Result<usize, String> {
        let mut start = 0;
        if self.columns.is_none() && block.bytes.starts_with(BYTE_ORDER_MARK) {
            start = BYTE_ORDER_MARK.len();
        }
        loop {
            let left = &block.bytes[start..];
            let blank = left.iter().take_while(|byte| LINE_ENDS.contains(byte)).count();
            if blank == left.len() {
                // The last may be half of a line end.
                start += if is_last { blank } else { blank.saturating_sub(1) };
                break;
            }
            let first = start + blank;
            let left = &block.bytes[first..];
            let line = |before: usize| before + rows::lines(&block.bytes[..first]) + 1;
            let (read, given) = match self.read(left) {
                Some((read, _)) if read == left.len() && left.ends_with(b"\r") && !is_last => break,
                Some((read, count)) => {
                    let read = read + usize::from(left[read - 1..].starts_with(b"\r\n"));
                    let given = match &self.columns {
                        Some(columns) => Some(self.given(columns, count)),
                        None => {
                            self.columns = Some(self.find(count)?);
                            None
                        }
                    };
                    (read, given)
                }
                None if left.len() < LONGEST && !is_last => break,
                None => {
                    let unended = "a quote that opens here does not end; put one there";
                    if self.columns.is_none() {
                        return Err(format!("line 1: {unended}"));
                    }
                    let read =
                        rows::line_end(left).ok_or_else(|| rows::too_long(line(self.lines)))?;
                    (read, Some(Err(unended.to_owned())))
                }
            };
            let own = left[..read].iter().rposition(|byte| !LINE_ENDS.contains(byte));
            let at = first + own.map_or(0, |last| last + 1);
            let form = if given.is_none() { Form::Titles } else { Form::Fields };
            let given = given.map(|given| {
                given.unwrap_or_else(|reason| {
                    let line = line(self.lines);
                    block.fault.get_or_insert(Fault { line, reason });
                    Given::Bad
                })
            });
            block.rows.push(Row { at, until: at, form, given });
            start = first + read;
        }
        if is_last && self.columns.is_none() {
            return Err("it is empty; its first line has to title the columns".to_owned());
        }
        self.lines += rows::lines(&block.bytes[..start]);
        Ok(start)
    }
}
