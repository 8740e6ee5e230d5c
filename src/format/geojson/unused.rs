//! The geometries of a file that a reader cannot use, counted.

use std::collections::BTreeMap;
use std::fmt;

use crate::value::{Error, ErrorKind, GeoJsonFault};

/// The geometries of a file that a reader left out, counted: each feature, and each line or polygon of a
/// multiple one.
///
/// Its `Display` is a clause such as "not used: 1 without geometry, 2 empty, 1 of one point, 3 Point".
///
/// ```
/// use safe_zone::layers::usable_lines;
/// let text = r#"{"type": "GeometryCollection", "geometries": [
///     {"type": "LineString", "coordinates": [[38.0, 36.8], [39.0, 36.7]]},
///     {"type": "LineString", "coordinates": []},
///     {"type": "Point", "coordinates": [38.0, 36.8]}]}"#;
/// let (lines, unused) = usable_lines(text)?;
/// assert_eq!((lines.0.len(), unused.count(), unused.empty()), (1, 2, 1));
/// assert_eq!(unused.to_string(), "not used: 1 empty, 1 Point");
/// assert!(unused.refuse().unwrap_err().to_string().contains("member 2 is an empty LineString"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unused {
    missing: usize,
    empty: usize,
    of_one_point: usize,
    others: BTreeMap<String, usize>,
    /// The first of them, as an error names it.
    first: Option<Error>,
}

/// The reason for which a geometry is not used.
pub(super) enum Why<'a> {
    Missing,
    Empty,
    OnePoint,
    /// It is of another type than the wanted ones.
    Type(&'a str),
}

impl Why<'_> {
    fn fault(&self) -> GeoJsonFault {
        match self {
            Why::Missing => GeoJsonFault::MissingGeometry,
            Why::Empty => GeoJsonFault::Empty,
            Why::OnePoint => GeoJsonFault::OnePoint,
            Why::Type(_) => GeoJsonFault::OtherType,
        }
    }
}

/// The error of a feature or a geometry in this place.
pub(super) fn refused(fault: GeoJsonFault, place: &str, reason: String) -> Error {
    ErrorKind::GeoJson { fault, place: Some(place.to_owned()), reason, at: None }.into()
}

impl Unused {
    /// The number of all of them.
    pub fn count(&self) -> usize {
        self.missing + self.empty + self.of_one_point + self.others.values().sum::<usize>()
    }

    /// The number of features and members whose geometry is null or missing.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// The number of geometries, lines, rings and polygons without a point.
    pub fn empty(&self) -> usize {
        self.empty
    }

    /// The number of lines and polygons without two distinct points.
    pub fn of_one_point(&self) -> usize {
        self.of_one_point
    }

    /// The number of geometries of each type that was not asked for.
    pub fn others(&self) -> impl Iterator<Item = (&str, usize)> {
        self.others.iter().map(|(kind, &count)| (kind.as_str(), count))
    }

    /// Refuses what was left out.
    ///
    /// # Errors
    /// [`ErrorKind::GeoJson`] with the place of the first, unless there is none.
    pub fn refuse(self) -> Result<(), Error> {
        self.first.map_or(Ok(()), Err)
    }

    /// Counts one more; `sentence` is its place, and the fault with the remedy.
    pub(super) fn add(&mut self, why: Why<'_>, sentence: impl FnOnce() -> (String, String)) {
        self.first.get_or_insert_with(|| {
            let (place, reason) = sentence();
            refused(why.fault(), &place, reason)
        });
        match why {
            Why::Missing => self.missing += 1,
            Why::Empty => self.empty += 1,
            Why::OnePoint => self.of_one_point += 1,
            Why::Type(kind) => *self.others.entry(kind.to_owned()).or_default() += 1,
        }
    }
}

/// What was read, where all of a text is used.
pub(super) fn strictly<T>((read, unused): (T, Unused)) -> Result<T, Error> {
    unused.refuse().map(|()| read)
}

impl fmt::Display for Unused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = [
            (self.missing, "without geometry"),
            (self.empty, "empty"),
            (self.of_one_point, "of one point"),
        ];
        let own = own.into_iter().filter(|&(count, _)| count > 0);
        let all = own.chain(self.others().map(|(kind, count)| (count, kind)));
        let all: Vec<String> = all.map(|(count, what)| format!("{count} {what}")).collect();
        if all.is_empty() {
            f.write_str("all used")
        } else {
            write!(f, "not used: {}", all.join(", "))
        }
    }
}
