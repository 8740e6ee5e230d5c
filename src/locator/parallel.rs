//! Batches on all processors, by rayon's pool of threads.

use geo_types::Coord;
use rayon::prelude::*;

use super::Locator;
use super::located::Located;
use crate::value::{Error, Length};

/// The number of points that a thread takes at once: enough that handing them out costs nothing.
const AT_ONCE: usize = 4_096;

impl Locator {
    /// Runs [`locate_all`](Locator::locate_all) on all processors (feature `rayon`).
    pub fn par_locate_all<'a>(
        &'a self,
        points: &[Coord<f64>],
        located: &mut Vec<Result<Located<'a>, Error>>,
    ) {
        let points = points.par_iter().with_min_len(AT_ONCE);
        points.map(|point| self.locate(point.x, point.y)).collect_into_vec(located);
    }

    /// Runs [`distances`](Locator::distances) on all processors (feature `rayon`).
    pub fn par_distances(&self, points: &[Coord<f64>], distances: &mut Vec<Result<Length, Error>>) {
        let points = points.par_iter().with_min_len(AT_ONCE);
        points.map(|point| self.distance(point.x, point.y)).collect_into_vec(distances);
    }
}
