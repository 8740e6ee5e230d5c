//! Finds the columns of a CSV file that have the longitude and the latitude, by the titles in its
//! first row.

use clap::Args;
use csv::{ReaderBuilder, StringRecord};

use crate::csv_rows::{CsvRows, UNENDED};
use crate::fields::Delimiter;
use crate::rows::{BYTE_ORDER_MARK, Order, Rest};
use crate::shared::csv_header::{self, Column, LATITUDE, LONGITUDE};

/// The options for reading columns, from the command line.
#[derive(Args)]
pub struct CsvArgs {
    /// Column with the longitude, by its title [default: longitude, long, lon, lng or x]
    #[arg(long, value_name = "COLUMN", requires = "lat")]
    lon: Option<String>,

    /// Column with the latitude, by its title [default: latitude, lat or y]
    #[arg(long, value_name = "COLUMN", requires = "lon")]
    lat: Option<String>,

    /// Delimiter between the columns of CSV, one character, or tab
    #[arg(long, value_name = "CHARACTER", default_value = ",", value_parser = delimiter,
        allow_hyphen_values = true)]
    pub delimiter: u8,
}

/// Reads a delimiter, and refuses one that a number, a plan's id or a depth may contain.
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

/// The columns of a file.
pub struct Columns {
    pub count: usize,
    pub lon: Column,
    pub lat: Column,
}

impl CsvArgs {
    /// The rows of a file that begins with these bytes, and the end of the line of titles, its line
    /// end apart; `None` where that needs more bytes.
    ///
    /// # Errors
    /// The reason for which no rows can be read that would get columns with the titles `added`.
    pub fn begin(
        &self,
        bytes: &[u8],
        rest: Rest,
        added: &[String],
        order: Order,
    ) -> Result<Option<(CsvRows, usize)>, String> {
        let delimiter = Delimiter(self.delimiter);
        let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let blank = bytes[mark..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        let start = mark + blank;
        let mut end = delimiter.field_end(bytes, start);
        while bytes.get(end) == Some(&self.delimiter) {
            end = delimiter.field_end(bytes, end + 1);
        }
        if end == bytes.len() && rest == Rest::More {
            return Ok(None);
        }
        if end == bytes.len() && delimiter.whole_rows(&bytes[start..]).is_open {
            return Err(format!("line 1: {UNENDED}"));
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .from_reader(&bytes[start..end]);
        let header = reader.byte_records().next().and_then(Result::ok);
        let header = header.ok_or("it is empty; its first line has to title the columns")?;
        let titles = header.iter().map(|title| String::from_utf8_lossy(title.trim_ascii()));
        let mut columns = self.find(&titles.collect(), added)?;
        if order == Order::LatLon {
            std::mem::swap(&mut columns.lon, &mut columns.lat);
        }
        Ok(Some((CsvRows { delimiter, columns }, end)))
    }

    /// Finds the columns by their titles.
    fn find(&self, header: &StringRecord, added: &[String]) -> Result<Columns, String> {
        if header.iter().any(|title| title.contains('\0')) {
            return Err("line 1 is no text; give a CSV file in UTF-8".to_owned());
        }
        let columns = Columns {
            count: header.len(),
            lon: column(header, "longitude", self.lon.as_deref(), &LONGITUDE)?,
            lat: column(header, "latitude", self.lat.as_deref(), &LATITUDE)?,
        };
        if columns.lon.index == columns.lat.index {
            let title = &columns.lon.title;
            return Err(format!("column {title} cannot have both longitude and latitude"));
        }
        let taken = |added: &&String| header.iter().any(|title| title.eq_ignore_ascii_case(added));
        if let Some(added) = added.iter().find(taken) {
            return Err(format!(
                "line 1: there is a column {added} already, which is to be added; rename it"
            ));
        }
        Ok(columns)
    }
}

/// The column of this title; without a title, the column of a usual one.
fn column(
    header: &StringRecord,
    what: &str,
    given: Option<&str>,
    usual: &[&str],
) -> Result<Column, String> {
    let option = &what[..3];
    let Some(given) = given else {
        let found = csv_header::column(header, what, usual)
            .map_err(|both| format!("{both}; name the one with --{option}"))?;
        return found.ok_or_else(|| {
            let remedy = match csv_header::other_delimiter(header) {
                Some('\t') => "give --delimiter tab".to_owned(),
                Some(other) => format!("give --delimiter '{other}'"),
                None => format!("name it with --{option}"),
            };
            format!("{}; {remedy}", csv_header::none_has(header, what))
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
