//! A cell of the divided map, what its points have in common, and the kinds of lines around it.
//!
//! A level counts limits; claims are weighed by lengths in metres.

use smallvec::SmallVec;

use super::label::Label;

/// What the points of a cell have in common.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    /// How many limits they are beyond.
    pub level: usize,
    /// Which territories hold them.
    pub territories: Vec<bool>,
    pub(super) on_map: bool,
    /// The sector and the side of the border points nearest to them, where they were asked for.
    pub(super) label: Option<Label>,
    /// The labels beside the curves along its ring.
    pub(super) claims: Claims,
}

/// How much of a ring lies beside curves of each label, longest first.
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

/// A line that divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The contour of a level, its inside on the left.
    Contour(usize),
    /// A territory's edge, its inside on the left.
    Territory(usize),
    /// The map's edge, the map on the left.
    Map,
    /// Across a gap between the end of one line and another that is no wider than a few tolerances.
    Bridge,
    /// The border itself, or where the nearest border point changes from one part or side to another:
    /// the labels on the left and on the right.
    Curve(Label, Label),
}
