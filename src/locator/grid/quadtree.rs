//! A quadtree: a value for every cell of a map, finer where it has to be.
//!
//! A cell has a value, or is cut into 2^[`FAN`] by 2^[`FAN`] cells of its own, a block, and so on.

use super::tiling::{BELOW, Square, Tiling};

/// Cells along a block's side, as a power of two: a block fills a line of the processor's cache.
const FAN: u32 = 2;
/// Cells in a block.
const BLOCK: usize = 1 << (2 * FAN);
/// The flag of a cut cell: the other bits are the start of its block.
const CUT: u32 = 1 << 31;

/// The values of all cells.
#[derive(Debug)]
pub(crate) struct Quadtree {
    /// Columns of the map, as a power of two.
    wide: u32,
    /// The map's cells, row by row, then the blocks.
    cells: Vec<u32>,
}

/// Cells side by side: the cells of the map, or of a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    base: usize,
    /// The side of a cell, as a power of two.
    bits: u32,
    /// The number of columns, as a power of two.
    wide: u32,
    /// The mask of a row's number.
    rows: usize,
}

impl Site {
    /// `true` if a square is one cell.
    pub fn is_cell(&self, square: Square) -> bool {
        square.bits == self.bits
    }

    /// `true` if the cells can be cut, and their cells once more.
    pub fn can_be_cut(&self) -> bool {
        self.bits >= 2 * FAN
    }

    #[inline]
    fn cell(&self, x: u64, y: u64) -> usize {
        let column = (x >> self.bits) as usize & ((1 << self.wide) - 1);
        self.base + (((y >> self.bits) as usize & self.rows) << self.wide) + column
    }

    #[inline]
    fn block(&self, base: usize) -> Site {
        Site { base, bits: self.bits - FAN, wide: FAN, rows: (1 << FAN) - 1 }
    }
}

impl Quadtree {
    /// A tree with the same value for all cells of a map.
    pub fn new(tiling: &Tiling, value: u32) -> Self {
        let [wide, high] = tiling.bits;
        Quadtree { wide, cells: vec![value; 1 << (wide + high)] }
    }

    /// The map's own cells.
    #[inline]
    pub fn map(&self) -> Site {
        Site { base: 0, bits: BELOW, wide: self.wide, rows: usize::MAX }
    }

    /// The value at a part of the map.
    #[inline]
    pub fn value(&self, (x, y): (u64, u64)) -> u32 {
        let mut site = self.map();
        loop {
            let value = self.cells[site.cell(x, y)];
            if value & CUT == 0 {
                return value;
            }
            site = site.block((value & !CUT) as usize);
        }
    }

    /// Gives all cells of a square a value below 2^31.
    pub fn fill(&mut self, site: Site, square: Square, value: u32) {
        let side = 1_usize << (square.bits - site.bits);
        let first = site.cell(square.x, square.y);
        for row in 0..side {
            let start = first + (row << site.wide);
            self.cells[start..start + side].fill(value);
        }
    }

    /// Cuts a cell, and returns its own cells.
    pub fn cut(&mut self, site: Site, square: Square) -> Site {
        let base = self.cells.len();
        self.cells[site.cell(square.x, square.y)] = CUT | base as u32;
        self.cells.resize(base + BLOCK, 0);
        site.block(base)
    }

    /// The number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Frees spare room.
    pub fn shrink(&mut self) {
        self.cells.shrink_to_fit();
    }
}
