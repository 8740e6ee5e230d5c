//! Tells the kind of a file of points from its beginning.

use crate::added;
use crate::blocks::Blocks;
use crate::collection_rows::{self, CollectionRows, Kind};
use crate::csv_rows::CsvRows;
use crate::json_rows::JsonRows;
use crate::rows::{Rest, Rows};
use crate::shared::failure::Failure;
use crate::shared::points::Units;
use crate::shared::points::header::Header;
use crate::shared::points::json::is_json;
use crate::shared::points::options::TableArgs;
use crate::shared::points::table::Table;

/// The rows of a file, and what stands before them.
pub struct Opening {
    pub rows: Box<dyn Rows>,
    /// The number of bytes before the rows.
    pub start: usize,
    /// The form of CSV, if it is such.
    pub form: Option<Form>,
}

/// What the added columns take from a file of CSV.
pub struct Form {
    /// The delimiter, and the mark before the fractions of numbers.
    pub marks: [u8; 2],
    /// `true` where titles are added too.
    pub is_titled: bool,
}

impl Opening {
    /// The opening of a file, whose rows get columns with the titles `added`.
    pub fn tell(
        blocks: &mut Blocks<'_>,
        table: &TableArgs,
        added: &[String],
    ) -> Result<Self, Failure> {
        if is_json(blocks.left()) {
            let name = blocks.name();
            table.check_columns().map_err(|it| Failure::File(format!("{name}: {it}")))?;
            let rows = || JsonRows::new(added, table.lon_first());
            blocks.begin(|bytes, rest| json(rows(), bytes, rest))
        } else {
            blocks.begin(|bytes, rest| csv(table, added, bytes, rest))
        }
    }
}

fn json(rows: JsonRows, bytes: &[u8], rest: Rest) -> Result<Option<Opening>, String> {
    let (rows, start): (Box<dyn Rows>, _) = match collection_rows::kind(bytes, rest) {
        None => return Ok(None),
        Some(Kind::Collection(start)) => {
            (Box::new(CollectionRows::new(&bytes[..start], rows)?), start)
        }
        Some(Kind::Lines) if JsonRows::check(bytes, rest)?.is_none() => return Ok(None),
        Some(Kind::Lines) => (Box::new(rows), 0),
    };
    Ok(Some(Opening { rows, start, form: None }))
}

fn csv(
    table: &TableArgs,
    added: &[String],
    bytes: &[u8],
    rest: Rest,
) -> Result<Option<Opening>, String> {
    let Some(table) = Table::begin(table, Units::Degrees, bytes, rest)? else { return Ok(None) };
    let Table { header, columns, start } = table;
    added::refuse(added, &header)?;
    let marks = [columns.delimiter.0, columns.mark];
    let form = Form { marks, is_titled: matches!(header, Header::Titles(_)) };
    Ok(Some(Opening { rows: Box::new(CsvRows { columns }), start, form: Some(form) }))
}
