//! The form of a table of points, told from its beginning and from the options.

use memchr::memchr2;

use super::beside;
use super::columns::{Columns, Coordinates, text};
use super::degrees::{Coordinate, Decimal, coordinate};
use super::fields::{Delimiter, lines, row_start};
use super::header::{self, Header};
use super::one_field::OneField;
use super::options::{TableArgs, is_delimiter};
use super::{BYTE_ORDER_MARK, Order, Units, check_encoding};

/// The error of a quote that does not end.
pub const UNENDED: &str = "a quote that opens here does not end; put one there";

/// The delimiters that a file may have without being told.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// The form of a table.
pub struct Table {
    pub header: Header,
    pub columns: Columns,
    /// The number of bytes before the rows: with titles, to the end of their line, its line end
    /// apart.
    pub start: usize,
}

/// Whether more bytes follow those read.
#[derive(Clone, Copy, PartialEq)]
pub enum Rest {
    /// The end of the file.
    End,
    /// Perhaps more bytes.
    More,
}

/// The first line, divided by a delimiter.
struct First {
    delimiter: Delimiter,
    fields: Vec<String>,
    end: usize,
}

impl Table {
    /// The form of a file that begins with these bytes; `None` where that needs more of them.
    ///
    /// # Errors
    /// The reason for which no points can be read.
    pub fn begin(
        options: &TableArgs,
        units: Units,
        bytes: &[u8],
        rest: Rest,
    ) -> Result<Option<Self>, String> {
        check_encoding(bytes)?;
        let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let mut start = row_start(bytes, mark);
        let length = memchr2(b'\n', b'\r', &bytes[start..]);
        if length.is_none() && rest == Rest::More {
            return Ok(None);
        }
        let line = &bytes[start..length.map_or(bytes.len(), |length| start + length)];
        let separator = separator(line);
        if separator.is_some() {
            start = row_start(bytes, start + line.len());
        }
        let reader = Reader { options, units, delimiter: options.delimiter.or(separator) };
        let read = reader.read(bytes, start, rest).map_err(|reason| {
            let later = reader.later_titles(bytes, start, rest);
            later.map_or(reason.clone(), |line| {
                format!("{reason}; line {line} titles columns: take out what stands above it")
            })
        });
        let Some(((header, mut columns), first)) = read? else { return Ok(None) };
        let start = if options.no_header { start } else { first.end };
        if let Coordinates::Two { decimal: Decimal::Either, .. } = columns.coordinates {
            columns.mark = columns.usual_mark(&bytes[start..]);
        }
        Ok(Some(Table { header, columns, start }))
    }
}

/// The reading with which the columns are found, of several the one with most columns; or the error
/// of the likeliest.
fn chosen<T>(readings: Vec<(Result<T, String>, First)>) -> Result<(T, First), String> {
    let most = readings.iter().map(|(_, first)| first.fields.len()).max().unwrap_or(0);
    let (mut found, mut error) = (None::<(T, First)>, None::<(String, usize)>);
    for (columns, first) in readings {
        let count = first.fields.len();
        match (columns, &found) {
            // A line that another delimiter divides is no title of one column.
            (Ok(_), _) if count == 1 && most > 1 => {}
            (Ok(columns), None) => found = Some((columns, first)),
            (Ok(columns), Some((_, other))) if count > other.fields.len() => {
                found = Some((columns, first));
            }
            (Ok(_), Some((_, other))) if count == other.fields.len() && count > 1 => {
                let [one, two] = [other.delimiter, first.delimiter].map(|it| char::from(it.0));
                return Err(format!(
                    "line 1: the columns could be divided by {one:?} or by {two:?}; give --delimiter"
                ));
            }
            (Err(reason), _) if error.as_ref().is_none_or(|(_, most)| count > *most) => {
                error = Some((reason, count));
            }
            _ => {}
        }
    }
    found.ok_or_else(|| error.map_or(String::new(), |(reason, _)| reason))
}

impl First {
    /// Divides the line that begins at `start`; `None` where it may go on.
    fn read(
        delimiter: Delimiter,
        bytes: &[u8],
        start: usize,
        rest: Rest,
    ) -> Result<Option<Self>, String> {
        let mut fields = Vec::new();
        let (end, _) = delimiter.row(bytes, start, |_, field| fields.push(field.range()));
        if end == bytes.len() && rest == Rest::More {
            return Ok(None);
        }
        if start == bytes.len() {
            return Err("it is empty; its first line has to title the columns".to_owned());
        }
        if end == bytes.len() && delimiter.whole_rows(&bytes[start..]).is_open {
            return Err(format!("line 1: {UNENDED}"));
        }
        if bytes[start..end].contains(&0) {
            return Err("line 1 is no text; give a CSV file in UTF-8".to_owned());
        }
        let fields = fields
            .into_iter()
            .map(|field| text(&bytes[field], delimiter).trim().to_owned())
            .collect();
        Ok(Some(First { delimiter, fields, end }))
    }
}

/// Finds columns in the first line.
struct Reader<'a> {
    options: &'a TableArgs,
    units: Units,
    /// The delimiter, if it is known.
    delimiter: Option<u8>,
}

/// A line as titles, with their columns.
type Reading = ((Header, Columns), First);

/// The number of lines that may stand above the one with the titles.
const ABOVE: usize = 20;

impl Reader<'_> {
    /// The columns by the line that begins at `start`; `None` where it may go on.
    fn read(&self, bytes: &[u8], start: usize, rest: Rest) -> Result<Option<Reading>, String> {
        let delimiters = self.delimiter.map_or(DELIMITERS.to_vec(), |told| vec![told]);
        let mut readings = Vec::new();
        for delimiter in delimiters.into_iter().map(Delimiter) {
            let Some(first) = First::read(delimiter, bytes, start, rest)? else { return Ok(None) };
            readings.push((self.columns(&first), first));
        }
        chosen(readings).map(Some)
    }

    /// The number of the first line below the one at `start` that titles columns, if there is one.
    fn later_titles(&self, bytes: &[u8], start: usize, rest: Rest) -> Option<usize> {
        if self.options.no_header {
            return None;
        }
        let below = |at: &usize| {
            let length = memchr2(b'\n', b'\r', &bytes[*at..])?;
            Some(row_start(bytes, at + length)).filter(|&next| next < bytes.len())
        };
        let titles = |at: &usize| matches!(self.read(bytes, *at, rest), Ok(Some(_)));
        let later = std::iter::successors(below(&start), below).take(ABOVE).find(titles)?;
        Some(lines(&bytes[..later]) + 1)
    }

    fn columns(&self, first: &First) -> Result<(Header, Columns), String> {
        let fields = &first.fields;
        let header = if self.options.no_header {
            Header::None(fields.len())
        } else {
            Header::Titles(fields.clone())
        };
        let (delimiter, decimal) = (first.delimiter, self.decimal(first.delimiter));
        let coordinates = self
            .coordinates(&header, decimal)
            .map_err(|reason| self.untitled(fields, decimal).unwrap_or(reason))?;
        let indices = match &coordinates {
            Coordinates::Two { lon, lat, .. } => [lon.index, lat.index],
            Coordinates::One { point, .. } => [point.index; 2],
        };
        let mark = if decimal == Decimal::Comma { b',' } else { b'.' };
        let beside = match &coordinates {
            Coordinates::Two { lon, lat, .. } => {
                // As they are titled.
                beside::find(&header, Some(self.options.lon_first().lon_lat([lon, lat])))
            }
            Coordinates::One { .. } => beside::find(&header, None),
        };
        let columns =
            Columns { width: header.width(), indices, mark, coordinates, beside, delimiter };
        if self.options.no_header {
            // The delimiter is one with which the first row has a position.
            let given = columns.given_in(|index| fields[index].as_bytes());
            given.map_err(|reason| {
                format!("line 1, {reason}; or give --delimiter if another divides the columns")
            })?;
        }
        Ok((header, columns))
    }

    /// Where a comma does not divide columns, it may stand before a fraction of degrees.
    fn decimal(&self, delimiter: Delimiter) -> Decimal {
        self.options.decimal.unwrap_or(match (self.units, delimiter.0) {
            (Units::Other, _) | (_, b',') => Decimal::Point,
            _ => Decimal::Either,
        })
    }

    fn coordinates(&self, header: &Header, decimal: Decimal) -> Result<Coordinates, String> {
        let (options, units) = (self.options, self.units);
        let two = match (&options.lon, &options.lat, &options.point) {
            (Some(lon), Some(lat), _) => {
                Some((header.named(lon, "lon")?, header.named(lat, "lat")?))
            }
            (.., Some(_)) => None,
            _ if options.no_header => {
                return Err(
                    "line 1: --no-header leaves no titles; number the columns with --lon and \
                            --lat, as --lon 1 --lat 2, or with --point"
                        .to_owned(),
                );
            }
            _ => match (header.longitude()?, header.latitude()?) {
                (Some(lon), Some(lat)) => Some((lon, lat)),
                (None, Some(_)) => return Err(header.none_has("longitude")),
                (Some(_), None) => return Err(header.none_has("latitude")),
                (None, None) => None,
            },
        };
        if let Some((lon, lat)) = two {
            if lon.index == lat.index {
                let title = &lon.title;
                return Err(format!(
                    "column {title} cannot be both longitude and latitude; give --point {title} if \
                     it has both"
                ));
            }
            if options.order.is_some() {
                return Err("--order is for one column with both coordinates; give --swap to \
                            exchange two"
                    .to_owned());
            }
            let [lon, lat] = options.lon_first().lon_lat([lon, lat]);
            return Ok(Coordinates::Two { lon, lat, decimal, units });
        }
        let point = match &options.point {
            Some(given) => header.named(given, "point")?,
            None => header.point()?.ok_or_else(|| header.none_has("longitude"))?,
        };
        let titled = header::order(&point.title);
        let titled = titled.map(|order| if options.swap { order.exchanged() } else { order });
        let order = options.order.or(titled);
        let wkt = Some(options.lon_first()).filter(|_| options.order != Some(Order::LatLon));
        let form = OneField { decimal, order, wkt, units };
        Ok(Coordinates::One { point, form })
    }

    /// The error that a first line without known titles has numbers.
    fn untitled(&self, fields: &[String], decimal: Decimal) -> Option<String> {
        let is_number = |field: &String| {
            matches!(
                coordinate(field, decimal, self.units),
                Ok(Coordinate::Number(_) | Coordinate::Lettered(..))
            )
        };
        if self.options.no_header || !fields.iter().any(is_number) {
            return None;
        }
        Some(format!(
            "line 1 has numbers and no known title, in {:?}; title the columns, or give --no-header \
             and the numbers of the columns, as --lon 1 --lat 2",
            fields.join(", ")
        ))
    }
}

impl Columns {
    /// The mark before the fractions in the first row that has one.
    fn usual_mark(&self, bytes: &[u8]) -> u8 {
        let mut start = row_start(bytes, 0);
        while start < bytes.len() {
            let mut mark = None;
            let (end, _) = self.delimiter.row(bytes, start, |index, field| {
                if self.indices.contains(&index) {
                    mark = mark.or(memchr2(b',', b'.', &bytes[field.range()])
                        .map(|at| bytes[field.range()][at]));
                }
            });
            if let Some(mark) = mark {
                return mark;
            }
            start = row_start(bytes, end);
        }
        b'.'
    }
}

/// The delimiter that a line `sep=;`, as spreadsheets write it, names.
fn separator(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix(b"\"").map_or(line, |it| it.strip_suffix(b"\"").unwrap_or(it));
    match line.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', byte] if is_delimiter(*byte) => Some(*byte),
        // The tab is a blank that is trimmed.
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'='] if line.ends_with(b"\t") => Some(b'\t'),
        _ => None,
    }
}
