//! What is known of every cell of a map: where its points stand, and what of the border may be nearest.
//!
//! A cell whose points do not all stand alike, or of which too much of the border may be nearest, is cut
//! in [`FAN`] by [`FAN`] cells, a block, and so on. Two arrays hold it all, one for each question, so that
//! the one asked most often stays in the processor's cache.

use super::frame::{BELOW, Frame, Square};
use super::lists::{List, Lists};

/// Cells along a block's side, as a power of two.
const FAN: u32 = 3;
/// Cells in a block.
const BLOCK: usize = 1 << (2 * FAN);

/// Classes from here on are none.
pub(super) const CLASSES: u16 = u16::MAX - 1;
/// To be measured.
const OPEN: u16 = CLASSES;
/// To be asked of a finer cell.
const FINER: u16 = u16::MAX;

/// Of a cell: the rest is the number of a block.
const CUT: u32 = 1 << 31;
/// Of a cell: it has no list, because it would be too long.
const ALL: u32 = CUT - 1;

/// What is known of every cell.
#[derive(Debug)]
pub(super) struct Grid {
    frame: Frame,
    classes: Vec<u16>,
    /// For every cell its list of arcs, or its block.
    cells: Vec<u32>,
    lists: Lists,
}

/// What is known of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// All points around stand like this.
    Class(u16),
    /// Nothing.
    Open,
    /// It is beyond the map.
    Beyond,
}

/// Some cells in a row of blocks: where a square's cells are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    /// The first cell of the block, of which the first is the map.
    base: usize,
    /// Blocks around it.
    level: u32,
}

impl Site {
    pub const MAP: Site = Site { base: 0, level: 0 };

    /// The side of one cell here, as a power of two.
    fn bits(self) -> u32 {
        BELOW - FAN * self.level
    }

    /// Whether a square is one cell.
    pub fn is_cell(self, square: Square) -> bool {
        square.bits == self.bits()
    }

    /// Whether cells can be cut once more.
    pub fn can_be_cut(self) -> bool {
        self.bits() >= 2 * FAN
    }
}

impl Grid {
    pub fn new(frame: Frame) -> Self {
        let cells = 1 << (frame.bits[0] + frame.bits[1]);
        Grid { frame, classes: vec![OPEN; cells], cells: vec![ALL; cells], lists: Lists::default() }
    }

    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// What is known of where a point stands.
    #[inline]
    pub fn known(&self, lon: f64, lat: f64) -> Known {
        let Some((x, y)) = self.frame.part(lon, lat) else { return Known::Beyond };
        let (mut site, mut cell) = (Site::MAP, self.cell(Site::MAP, x, y));
        loop {
            match self.classes[cell] {
                OPEN => return Known::Open,
                FINER => (site, cell) = self.finer(site, cell, x, y),
                class => return Known::Class(class),
            }
        }
    }

    /// The arcs that may be nearest to a point; none when it may be any.
    #[inline]
    pub fn list(&self, lon: f64, lat: f64) -> Option<List> {
        let (x, y) = self.frame.part(lon, lat)?;
        let (mut site, mut cell) = (Site::MAP, self.cell(Site::MAP, x, y));
        while self.cells[cell] & CUT != 0 {
            (site, cell) = self.finer(site, cell, x, y);
        }
        let list = self.cells[cell];
        (list != ALL).then_some(List(list))
    }

    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    pub fn lists_mut(&mut self) -> &mut Lists {
        &mut self.lists
    }

    #[inline]
    fn cell(&self, site: Site, x: u64, y: u64) -> usize {
        let bits = site.bits();
        let (x, y) = ((x >> bits) as usize, (y >> bits) as usize);
        let wide = if site.level == 0 { self.frame.bits[0] } else { FAN };
        let mask = (1 << wide) - 1;
        let high = if site.level == 0 { usize::MAX } else { mask };
        site.base + ((y & high) << wide) + (x & mask)
    }

    #[inline]
    fn finer(&self, site: Site, cell: usize, x: u64, y: u64) -> (Site, usize) {
        let site = Site { base: (self.cells[cell] & !CUT) as usize, level: site.level + 1 };
        (site, self.cell(site, x, y))
    }

    /// Says of all cells of a square what is known.
    pub fn fill(&mut self, site: Site, square: Square, class: Option<u16>, list: Option<List>) {
        let wide = if site.level == 0 { self.frame.bits[0] } else { FAN };
        let side = 1_usize << (square.bits - site.bits());
        let first = self.cell(site, square.x, square.y);
        for row in 0..side {
            let cells = first + (row << wide)..first + (row << wide) + side;
            self.classes[cells.clone()].fill(class.unwrap_or(OPEN));
            self.cells[cells].fill(list.map_or(ALL, |list| list.0));
        }
    }

    /// Cuts a cell: where its own cells are.
    pub fn cut(&mut self, site: Site, square: Square, class: Option<u16>) -> Site {
        let cell = self.cell(site, square.x, square.y);
        let base = self.classes.len();
        self.classes[cell] = class.unwrap_or(FINER);
        self.cells[cell] = CUT | base as u32;
        self.classes.resize(base + BLOCK, OPEN);
        self.cells.resize(base + BLOCK, ALL);
        Site { base, level: site.level + 1 }
    }

    /// Bytes.
    pub fn size(&self) -> usize {
        2 * self.classes.capacity() + 4 * self.cells.capacity() + self.lists.size()
    }

    /// Gives back what growing has left over.
    pub fn shrink(&mut self) {
        self.classes.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.lists.shrink();
    }
}
