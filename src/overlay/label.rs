//! A label: the sector that holds the border point nearest to a point, and the side of the point.

/// A sector, by the number of ends of sectors before it, and a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    sector: u32,
    left: bool,
}

impl Label {
    pub fn new(sector: usize, left: bool) -> Self {
        Label { sector: sector as u32, left }
    }

    /// The number of ends of sectors before the sector.
    pub fn sector(self) -> usize {
        self.sector as usize
    }

    /// `true` if the point lies on the border's left; always `false` where sides do not matter.
    pub fn is_left(self) -> bool {
        self.left
    }
}
