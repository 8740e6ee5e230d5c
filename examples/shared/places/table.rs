//! Reads places from the rows of a table.

use std::rc::Rc;

use super::super::points::Units;
use super::super::points::columns::text;
use super::super::points::fields::{lines, row_start};
use super::super::points::table::{Rest, Table, UNENDED};
use super::super::points::width::Width;
use super::{Columns, PlacesArgs, Row, with_remedy};

/// The rows below the titles.
pub fn rows(bytes: &[u8], options: &PlacesArgs, units: Units) -> Result<Vec<Row>, String> {
    let table = Table::begin(&options.table, units, bytes, Rest::End)?;
    let table = table.expect("the end of the file is there");
    let columns = Rc::new(Columns::find(&table.header, options.name.as_deref())?);
    let rows = records(bytes, &table).map(|(line, fields)| {
        let label = format!("line {line}");
        let read = fields.and_then(|fields| {
            let given = table.columns.given_in(|index| fields[index].as_bytes())?;
            let text = |field: &&str| text(field.as_bytes(), table.columns.delimiter).into_owned();
            Ok((given, fields.iter().map(text).collect()))
        });
        let (given, fields) = read.map_err(|reason| format!("{label}, {}", with_remedy(reason)))?;
        Ok(Row { label, columns: Rc::clone(&columns), fields, given })
    });
    rows.collect()
}

/// The rows of a table below its titles, each with its line.
fn records<'a>(
    bytes: &'a [u8],
    table: &'a Table,
) -> impl Iterator<Item = (usize, Result<Vec<&'a str>, String>)> + 'a {
    let (delimiter, mut start) = (table.columns.delimiter, table.start);
    let (mut counted, mut line) = (0, 1);
    std::iter::from_fn(move || {
        start = row_start(bytes, start);
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
            None if count != table.columns.width.fields => {
                let last = fields.last().map_or(&b""[..], |field: &&str| field.as_bytes());
                Some(table.columns.width.uneven(Width::of(count, last)))
            }
            reason => reason,
        };
        Some((line, reason.map_or(Ok(fields), Err)))
    })
}
