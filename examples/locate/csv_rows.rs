//! The rows of a CSV file, each with its longitude and latitude.
//!
//! Blank lines are no rows. A row whose quote does not end within [`LONGEST`] bytes or in the file is
//! bad, and ends with its first line; so is a row whose quote ends on another line before more text.
//! Undetected: a surplus quote that another one ends before a delimiter or a line end.

use memchr::memchr2;
use safe_zone::Error;

use crate::added::Added;
use crate::rows::{Block, Cut, Fault, LONGEST, Rest, Rows};
use crate::shared::points::Given;
use crate::shared::points::columns::Columns;
use crate::shared::points::fields::lines;
use crate::shared::points::header;
use crate::shared::points::table::UNENDED;
use crate::tally::Tally;

/// The rows below the titles.
pub struct CsvRows {
    pub columns: Columns,
}

impl CsvRows {
    /// The end of the row that begins at `start`, its line end apart, and the position in the row.
    fn row(&self, bytes: &[u8], start: usize) -> (usize, Result<Given, String>) {
        let Columns { count, indices: [lon, lat], delimiter, .. } = &self.columns;
        let (mut x, mut y, mut stray) = (0..0, 0..0, None);
        let (end, found) = delimiter.row(bytes, start, |index, field| {
            if index == *lon {
                x = field.range();
            } else if index == *lat {
                y = field.range();
            }
            if field.runs_on() {
                stray = stray.take().or_else(|| field.stray_quote(bytes));
            }
        });
        if let Some(reason) = stray {
            return (end, Err(reason));
        }
        if found != *count {
            return (end, Err(header::uneven(found, *count)));
        }
        (end, self.columns.given(&bytes[x], &bytes[y]))
    }
}

impl Rows for CsvRows {
    fn cut(&self, bytes: &[u8], rest: Rest) -> Cut {
        let is_last = rest == Rest::End;
        // The last byte may be half of a line end.
        let is_half = !is_last && bytes.ends_with(b"\r");
        let whole = self.columns.delimiter.whole_rows(&bytes[..bytes.len() - usize::from(is_half)]);
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
                let line = || block.lines + lines(&bytes[..start]) + 1;
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
