//! A cell of the divided map, the properties that its points share, and the kinds of lines around
//! it.
//!
//! A level counts limits; claims are weighed by lengths in metres.

use smallvec::SmallVec;

use super::label::Label;

/// The properties that the points of a cell share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    /// The number of limits beyond which the points lie.
    pub level: usize,
    /// For each territory, `true` if it holds the points.
    pub territories: Vec<bool>,
    pub(super) on_map: bool,
    /// The sector and the side of the border points nearest to the points, where a request asks for
    /// them.
    pub(super) label: Option<Label>,
    /// The labels of the curves along the cell's ring.
    pub(super) claims: Claims,
}

/// The length of a ring along curves of each label, longest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Claims(pub(super) SmallVec<[(Label, f64); 1]>);

impl Claims {
    pub(super) fn add(&mut self, label: Label, length: f64) {
        match self.0.iter_mut().find(|claim| claim.0 == label) {
            Some(claim) => claim.1 += length,
            None => self.0.push((label, length)),
        }
        self.0.sort_by(|a, b| b.1.total_cmp(&a.1));
    }

    pub(super) fn first(&self) -> Option<Label> {
        self.0.first().map(|claim| claim.0)
    }
}

/// A line that divides the map, by its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The contour of a level, its inside on the left.
    Contour(usize),
    /// A territory's edge, its inside on the left.
    Territory(usize),
    /// The map's edge, the map on the left.
    Map,
    /// A line across a gap, no wider than a few tolerances, between the end of one line and another
    /// line.
    Bridge,
    /// The border itself, or a line where the nearest border point changes from one part or side to
    /// another, with the labels on the left and on the right.
    Curve(Label, Label),
}
