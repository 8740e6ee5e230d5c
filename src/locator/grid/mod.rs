//! A grid of cells over the map, with the class of each cell and its candidate blocks.
//!
//! Longitude, latitude in degrees.
//!
//! # Imports
//! `earth`; neither `exact` nor `build`.
//!
//! # Reading order
//! `tiling`, `quadtree`, `candidates`, this file.

mod candidates;
mod quadtree;
mod tiling;

use self::candidates::Candidates;
pub(crate) use self::candidates::{List, MOST};
use self::quadtree::Quadtree;
pub(crate) use self::quadtree::Site;
pub(crate) use self::tiling::{Middle, Square, Tiling};

/// The class of what no plan holds, as all that is beyond the map.
pub(crate) const OUTSIDE: u32 = 0;
/// Of a class: to be measured.
pub(crate) const OPEN: u32 = u32::MAX >> 1;
/// Of a list: there is none, because it would be too long.
pub(crate) const ALL: u32 = u32::MAX >> 1;

/// What is known of every cell.
#[derive(Debug)]
pub(crate) struct Grid {
    pub tiling: Tiling,
    /// The class of a cell's points, or [`OPEN`].
    pub classes: Quadtree,
    /// The first word of a cell's list, or [`ALL`].
    pub near: Quadtree,
    pub candidates: Candidates,
}

impl Grid {
    /// A grid of which nothing is known.
    pub fn new(tiling: Tiling) -> Self {
        let (classes, near) = (Quadtree::new(&tiling, OPEN), Quadtree::new(&tiling, ALL));
        Grid { tiling, classes, near, candidates: Candidates::default() }
    }

    /// The class of a point; none when it is to be measured.
    #[inline]
    pub fn class(&self, lon: f64, lat: f64) -> Option<u32> {
        let class = self.tiling.part(lon, lat).map_or(OUTSIDE, |part| self.classes.value(part));
        (class != OPEN).then_some(class)
    }

    /// The arcs that may be nearest to a point; none when it may be any.
    #[inline]
    pub fn list(&self, lon: f64, lat: f64) -> Option<List> {
        let list = self.near.value(self.tiling.part(lon, lat)?);
        (list != ALL).then_some(List(list))
    }

    /// Gives back what growing has left over.
    pub fn shrink(&mut self) {
        self.classes.shrink();
        self.near.shrink();
        self.candidates.shrink();
    }
}
