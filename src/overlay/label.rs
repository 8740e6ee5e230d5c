//! A label: the sector of the border that a point is nearest to, and the side on which the point lies.

/// The number of a sector, counted by the ends before it, and a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    sector: u32,
    left: bool,
}

impl Label {
    pub fn new(sector: usize, left: bool) -> Self {
        Label { sector: sector as u32, left }
    }

    /// How many ends of sectors lie before it.
    pub fn sector(self) -> usize {
        self.sector as usize
    }

    /// Whether the border is seen on its left; never where sides do not matter.
    pub fn is_left(self) -> bool {
        self.left
    }
}
