//! A label: the sector, or the owner of the line, that holds the border point nearest to a point, and
//! the side of the point.

use crate::value::Side;

/// A sector, by the number of ends of sectors before it or by its owner's number, and a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    sector: u32,
    side: Side,
}

impl Label {
    /// The label of a sector and a side, [`Side::Both`] where sides do not matter.
    pub fn new(sector: usize, side: Side) -> Self {
        Label { sector: sector as u32, side }
    }

    /// The number of ends of sectors before the sector, or the number of its owner.
    pub fn sector(self) -> usize {
        self.sector as usize
    }

    /// `true` if the point lies on the border's left; always `false` where sides do not matter.
    pub fn is_left(self) -> bool {
        self.side == Side::Left
    }
}
