//! The rows of a CSV file, each with its longitude and latitude.
//!
//! Degrees on WGS 84. Blank lines are no rows. A row whose quote does not end within [`LONGEST`]
//! bytes or in the file is bad, and ends with its first line. Undetected: a surplus quote that
//! another one ends.

use std::borrow::Cow;

use csv::ReaderBuilder;
use memchr::memchr2;
use safe_zone::Error;

use crate::added::Added;
use crate::csv_columns::Columns;
use crate::decimal::decimal;
use crate::fields::Delimiter;
use crate::rows::{self, Block, Cut, Fault, Given, LONGEST, Rest, Rows};
use crate::shared::csv_header::{self, Column};
use crate::tally::Tally;

/// The error of such a row.
pub const UNENDED: &str = "a quote that opens here does not end; put one there";

/// The rows below a line of titles.
pub struct CsvRows {
    pub delimiter: Delimiter,
    pub columns: Columns,
}

impl CsvRows {
    /// The end of the row that begins at `start`, its line end apart, and the position in the row.
    fn row(&self, bytes: &[u8], start: usize) -> (usize, Result<Given, String>) {
        let Columns { count, lon, lat } = &self.columns;
        let (mut x, mut y) = (0..0, 0..0);
        let (mut index, mut at) = (0, start);
        loop {
            let end = self.delimiter.field_end(bytes, at);
            if index == lon.index {
                x = at..end;
            } else if index == lat.index {
                y = at..end;
            }
            index += 1;
            if bytes.get(end) != Some(&self.delimiter.0) {
                let given = if index == *count {
                    self.given(&bytes[x], &bytes[y])
                } else {
                    Err(csv_header::uneven(index, *count))
                };
                return (end, given);
            }
            at = end + 1;
        }
    }

    /// The position in these fields.
    fn given(&self, lon: &[u8], lat: &[u8]) -> Result<Given, String> {
        let [lon, lat] = [lon, lat].map(unquoted);
        if let (Some(lon), Some(lat)) = (decimal(lon), decimal(lat))
            && lon.abs() <= 180.0
            && lat.abs() <= 90.0
        {
            return Ok(Given::At(lon, lat));
        }
        let [lon, lat] = [lon, lat].map(|field| self.text(field));
        let [lon, lat] = [lon.trim(), lat.trim()];
        if lon.is_empty() && lat.is_empty() {
            return Ok(Given::Nothing);
        }
        let degrees = |column: &Column, text, limit| {
            column.number(text, limit, "give degrees on WGS 84 (EPSG:4326)")
        };
        let Columns { lon: x, lat: y, .. } = &self.columns;
        Ok(Given::At(degrees(x, lon, 180.0)?, degrees(y, lat, 90.0)?))
    }

    /// The text of a field.
    fn text<'a>(&self, field: &'a [u8]) -> Cow<'a, str> {
        if field.first() != Some(&b'"') {
            return String::from_utf8_lossy(field);
        }
        let mut reader =
            ReaderBuilder::new().delimiter(self.delimiter.0).has_headers(false).from_reader(field);
        let record = reader.byte_records().next().and_then(Result::ok).unwrap_or_default();
        String::from_utf8_lossy(record.get(0).unwrap_or_default()).into_owned().into()
    }
}

/// A field without the quotes around it, unless there are more of them.
fn unquoted(field: &[u8]) -> &[u8] {
    match field {
        [b'"', inner @ .., b'"'] if !inner.contains(&b'"') => inner,
        _ => field,
    }
}

impl Rows for CsvRows {
    fn cut(&self, bytes: &[u8], rest: Rest) -> Cut {
        let is_last = rest == Rest::End;
        // The last byte may be half of a line end.
        let is_half = !is_last && bytes.ends_with(b"\r");
        let whole = self.delimiter.whole_rows(&bytes[..bytes.len() - usize::from(is_half)]);
        if is_last && !whole.is_open {
            return Cut::Rows(bytes.len());
        }
        if whole.bytes > 0 {
            return Cut::Rows(whole.bytes);
        }
        if !whole.is_open || !is_last && bytes.len() < LONGEST {
            return Cut::More;
        }
        match memchr2(b'\n', b'\r', bytes) {
            Some(at) => Cut::Unended(at + if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 }),
            None if is_last => Cut::Unended(bytes.len()),
            None => Cut::More,
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
        let (mut fault, mut copied, mut start) = (None, 0, 0);
        loop {
            start += bytes[start..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
            if start == bytes.len() {
                break;
            }
            let (end, given) = if block.is_unended {
                let own = bytes.iter().rposition(|byte| !b"\r\n".contains(byte));
                (own.map_or(0, |last| last + 1), Err(UNENDED.to_owned()))
            } else {
                self.row(bytes, start)
            };
            let given = given.unwrap_or_else(|reason| {
                let line = || block.lines + rows::lines(&bytes[..start]) + 1;
                fault.get_or_insert_with(|| Fault { line: line(), reason });
                Given::Bad
            });
            out.extend_from_slice(&bytes[copied..end]);
            added.fields(given, tally, out)?;
            (copied, start) = (end, end);
        }
        out.extend_from_slice(&bytes[copied..]);
        Ok(fault)
    }
}
