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
use crate::shared::points::fields::{Delimiter, lines, row_start};
use crate::shared::points::table::UNENDED;
use crate::shared::points::width::Width;
use crate::tally::Tally;

/// The rows below the titles.
pub struct CsvRows {
    pub columns: Columns,
}

impl CsvRows {
    /// The end of the row that begins at `start`, its line end apart, and the position in the row.
    fn row(&self, bytes: &[u8], start: usize) -> (usize, Result<Given, String>) {
        let Columns { width, indices: [lon, lat], beside, delimiter, .. } = &self.columns;
        let (mut x, mut y, mut odd) = (0..0, 0..0, None);
        let (mut index, mut at) = (0, start);
        // As `Delimiter::row` does, without a call for each field.
        loop {
            let field = delimiter.field(bytes, at);
            if index == *lon {
                x = at..field.end;
            } else if index == *lat {
                y = at..field.end;
            }
            if field.runs_on() {
                odd = odd.or(Some(at));
            }
            index += 1;
            if bytes.get(field.end) != Some(&delimiter.0) {
                let given = match odd.and_then(|first| stray_quote(*delimiter, bytes, first)) {
                    Some(reason) => Err(reason),
                    None if index != width.fields => Err(self.uneven(index, &bytes[at..field.end])),
                    None if !beside.is_empty() => self.with_beside(bytes, start),
                    None => self.columns.given(&bytes[x], &bytes[y]),
                };
                return (field.end, given);
            }
            at = field.end + 1;
        }
    }

    /// The error of a row with this number of fields, of which this is the last.
    #[cold]
    fn uneven(&self, fields: usize, last: &[u8]) -> String {
        self.columns.width.uneven(Width::of(fields, last))
    }

    /// The position in the row that begins at `start`, with what the columns beside it say.
    #[cold]
    fn with_beside(&self, bytes: &[u8], start: usize) -> Result<Given, String> {
        let mut fields = Vec::with_capacity(self.columns.width.fields);
        self.columns.delimiter.row(bytes, start, |_, field| fields.push(&bytes[field.range()]));
        self.columns.given_in(|index| fields[index])
    }
}

/// The error of a stray quote in the fields of a row from the one that begins at `first`.
#[cold]
fn stray_quote(delimiter: Delimiter, bytes: &[u8], first: usize) -> Option<String> {
    let mut stray = None;
    delimiter.row(bytes, first, |_, field| {
        stray = stray.take().or_else(|| field.stray_quote(bytes));
    });
    stray
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
            start = row_start(bytes, start);
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
                fault.get_or_insert_with(|| Fault { line: line(), feature: None, reason });
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
