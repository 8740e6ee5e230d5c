//! The linear reference of a point: its chainage, its distance and its side.
//!
//! Chainage and distance are [`Length`]s, the distance within 1 µm of Karney's up to 500 km. The nearest
//! place is that of the edge as drawn, which bends: seen from afar it lies some centimetres from that of
//! the straight pieces of a [`Route`](crate::Route). Undefined: which of equally near places it is.

use crate::value::{Length, Side};

/// How far along a border a point lies, how far from it, and on which side.
///
/// What [`Locator::offset`](super::Locator::offset) gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offset {
    pub(super) chainage: Length,
    pub(super) distance: Length,
    pub(super) side: Side,
}

impl Offset {
    /// Length along the border from its start to the nearest border point.
    pub fn chainage(&self) -> Length {
        self.chainage
    }

    /// Geodesic distance to it.
    pub fn distance(&self) -> Length {
        self.distance
    }

    /// On which side of the border the point lies; [`Side::Both`] on it.
    pub fn side(&self) -> Side {
        self.side
    }
}
