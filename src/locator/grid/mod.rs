//! A grid of cells over the map, with the class of each cell and its candidate blocks.
//!
//! Longitude, latitude in degrees.
//!
//! # Imports
//! `earth`; neither `exact` nor `build`.
//!
//! # Reading order
//! `tiling`, `quadtree`, `candidates`, `split`, this file.

mod candidates;
mod quadtree;
mod split;
mod tiling;

use self::candidates::Candidates;
pub(crate) use self::candidates::{List, MOST};
use self::quadtree::Quadtree;
pub(crate) use self::quadtree::Site;
pub(crate) use self::split::Split;
pub(crate) use self::tiling::{Middle, Square, Tangent, Tiling};

/// The class of the points that no plan holds, such as all points beyond the map.
pub(crate) const OUTSIDE: u32 = 0;
/// The value of the first split; classes have smaller values.
pub(crate) const SPLITS: u32 = 1 << 30;
/// The value of a cell whose points have to be measured.
pub(crate) const OPEN: u32 = u32::MAX >> 1;
/// The value of a list that was not stored, because it would be too long.
pub(crate) const ALL: u32 = u32::MAX >> 1;

/// The class and the candidates of every cell.
#[derive(Debug)]
pub(crate) struct Grid {
    pub tiling: Tiling,
    /// The class of a cell's points, [`SPLITS`] and the number of a split, or [`OPEN`].
    pub classes: Quadtree,
    /// The first word of a cell's list, or [`ALL`].
    pub near: Quadtree,
    pub candidates: Candidates,
    /// The limits through cells.
    pub splits: Vec<Split>,
}

impl Grid {
    /// A grid without any classes and lists.
    pub fn new(tiling: Tiling) -> Self {
        let (classes, near) = (Quadtree::new(&tiling, OPEN), Quadtree::new(&tiling, ALL));
        Grid { tiling, classes, near, candidates: Candidates::default(), splits: Vec::new() }
    }

    /// The class of a point; `None` when the point has to be measured.
    #[inline]
    pub fn class(&self, lon: f64, lat: f64) -> Option<u32> {
        let class = self.tiling.part(lon, lat).map_or(OUTSIDE, |part| self.classes.value(part));
        if class < SPLITS { Some(class) } else { self.class_by_splits(class, lon, lat) }
    }

    /// The class of a point of a cell that is split.
    #[inline]
    fn class_by_splits(&self, mut value: u32, lon: f64, lat: f64) -> Option<u32> {
        // A split refers to one stored before it.
        while value >= SPLITS {
            value = self.splits.get((value - SPLITS) as usize)?.class(lon, lat)?;
        }
        Some(value)
    }

    /// The blocks that may be nearest to a point; `None` when it may be any.
    #[inline]
    pub fn list(&self, lon: f64, lat: f64) -> Option<List> {
        let list = self.near.value(self.tiling.part(lon, lat)?);
        (list != ALL).then_some(List(list))
    }

    /// Frees spare room.
    pub fn shrink(&mut self) {
        self.classes.shrink();
        self.near.shrink();
        self.candidates.shrink();
        self.splits.shrink_to_fit();
    }
}
