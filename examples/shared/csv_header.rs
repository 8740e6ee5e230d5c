//! Finds the columns of a table by the titles in its first line, in any order and any case.
//!
//! Degrees on WGS 84, or numbers of another system. Errors name the column as the file has it.

use csv::StringRecord;

pub const LONGITUDE: [&str; 6] = ["longitude", "long", "lon", "lng", "x", "easting"];
pub const LATITUDE: [&str; 4] = ["latitude", "lat", "y", "northing"];

/// A column: its index, and its title as the file has it.
pub struct Column {
    pub index: usize,
    pub title: String,
}

impl Column {
    /// The field in this column; every record has as many fields as the header.
    pub fn value<'a>(&self, record: &'a StringRecord) -> &'a str {
        record.get(self.index).unwrap_or_default().trim()
    }

    /// The number in a text of the column, up to a limit; beyond the limit, the error has `remedy`.
    pub fn number(&self, text: &str, limit: f64, remedy: &str) -> Result<f64, String> {
        let title = &self.title;
        let number: f64 = text.parse().map_err(|_| {
            format!("column {title}: {text:?} is no number; give degrees with a point, as 36.5")
        })?;
        // A value that is not a number is in no range.
        if (-limit..=limit).contains(&number) {
            return Ok(number);
        }
        Err(format!("column {title}: {text} is outside -{limit}..{limit}; {remedy}"))
    }
}

/// The one column with one of these titles, if there is any.
pub fn column(
    header: &StringRecord,
    what: &str,
    titles: &[&str],
) -> Result<Option<Column>, String> {
    let mut found = header.iter().enumerate().filter(|(_, title)| {
        let title = title.trim().to_lowercase().replace([' ', '-'], "_");
        titles.contains(&title.as_str())
    });
    let Some((index, title)) = found.next() else { return Ok(None) };
    if let Some((_, other)) = found.next() {
        return Err(format!("line 1: columns {title} and {other} could both have the {what}"));
    }
    Ok(Some(Column { index, title: title.trim().to_owned() }))
}

/// The error that no column has a value, with the columns that there are.
pub fn none_has(header: &StringRecord, what: &str) -> String {
    let found = header.iter().collect::<Vec<_>>().join(", ");
    format!("line 1: no column has the {what}, of the columns {found:?}")
}

/// The likely delimiter of a header whose columns were all taken for one.
pub fn other_delimiter(header: &StringRecord) -> Option<char> {
    let title = header.get(0).filter(|_| header.len() == 1)?;
    [';', '\t', '|', ','].into_iter().find(|&delimiter| title.contains(delimiter))
}

/// The error that a line has another number of fields than the first.
pub fn uneven(found: usize, expected: usize) -> String {
    format!(
        "has {found} fields, the header {expected}; put a field that has a comma in double quotes"
    )
}
