//! The place of a value in the input: in geometries, by indices from 0; in text, and in words, counted from 1.

use std::fmt;

/// The place of a value in the input: a line and a point of that line, by their indices from 0. In words,
/// `line 1, point 2`, they are counted from 1.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges};
/// let line = line_string![(x: 38.0, y: 36.8), (x: f64::NAN, y: 36.7)];
/// let error = Border::new(line, Edges::Planar).unwrap_err();
/// let place = error.place().unwrap();
/// assert_eq!((place.line_index(), place.point_index()), (Some(0), Some(1)));
/// assert_eq!(place.to_string(), "line 1, point 2");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct InputPosition {
    part: Option<usize>,
    point: Option<usize>,
}

impl InputPosition {
    /// The input as a whole.
    pub const INPUT: InputPosition = InputPosition { part: None, point: None };

    /// The line with this index.
    pub fn line(part: usize) -> Self {
        InputPosition { part: Some(part), point: None }
    }

    /// The point with this index of that line.
    pub fn point(part: usize, point: usize) -> Self {
        InputPosition { part: Some(part), point: Some(point) }
    }

    /// The index of the line, where it is known.
    pub fn line_index(&self) -> Option<usize> {
        self.part
    }

    /// The index of the point in that line, where it is known.
    pub fn point_index(&self) -> Option<usize> {
        self.point
    }
}

impl fmt::Display for InputPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.part, self.point) {
            (Some(part), Some(point)) => write!(f, "line {}, point {}", part + 1, point + 1),
            (Some(part), None) => write!(f, "line {}", part + 1),
            _ => write!(f, "input"),
        }
    }
}

/// A place in a text: its line and its column, each counted from 1, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextPosition {
    line: usize,
    column: usize,
}

impl TextPosition {
    pub(crate) fn new(line: usize, column: usize) -> Self {
        TextPosition { line, column }
    }

    /// The number of the line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The number of the column in bytes, from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for TextPosition {
    /// Writes `line 3 column 14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} column {}", self.line, self.column)
    }
}
