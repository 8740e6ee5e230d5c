//! The place of a value in the input, counted from 0.

use std::fmt;

/// The place of a value in the input: a line and a point of that line, each counted from 0.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Error};
/// let line = line_string![(x: 38.0, y: 36.8), (x: f64::NAN, y: 36.7)];
/// let Err(Error::NotFinite { place, .. }) = Border::new(line, Edges::Planar) else { panic!() };
/// assert_eq!((place.line_index(), place.point_index()), (Some(0), Some(1)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
            (Some(part), Some(point)) => write!(f, "line {part}, point {point}"),
            (Some(part), None) => write!(f, "line {part}"),
            _ => write!(f, "input"),
        }
    }
}
