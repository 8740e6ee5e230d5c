//! Batches on all processors, by rayon's pool of threads.

use rayon::prelude::*;

use super::Locator;
use super::located::Located;
use crate::value::{Length, Position};

/// The number of points that a thread takes at once: enough that handing them out costs nothing.
const AT_ONCE: usize = 4_096;

impl Locator {
    /// Runs [`locate_all`](Locator::locate_all) on all processors (feature `rayon`).
    pub fn par_locate_all<'a>(&'a self, points: &[Position], located: &mut Vec<Located<'a>>) {
        let points = points.par_iter().with_min_len(AT_ONCE);
        points.map(|point| self.locate(*point)).collect_into_vec(located);
    }

    /// Runs [`distances`](Locator::distances) on all processors (feature `rayon`).
    pub fn par_distances(&self, points: &[Position], distances: &mut Vec<Length>) {
        let points = points.par_iter().with_min_len(AT_ONCE);
        points.map(|point| self.distance(*point)).collect_into_vec(distances);
    }
}
