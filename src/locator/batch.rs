//! Answers for many points at once.
//!
//! Longitude, latitude in degrees, longitude as x. The answers equal those for one point at a time;
//! with a reused buffer nothing is allocated.

use geo_types::Coord;

use super::Locator;
use super::located::Located;
use super::offset::Offset;
use crate::value::{Error, Length};

impl Locator {
    /// Calls [`locate`](Locator::locate) for each of some points.
    pub fn locate_each<'a>(
        &'a self,
        points: impl IntoIterator<Item = Coord<f64>> + 'a,
    ) -> impl Iterator<Item = Result<Located<'a>, Error>> {
        points.into_iter().map(|point| self.locate(point.x, point.y))
    }

    /// Calls [`locate`](Locator::locate) for each of some points and replaces the content of a
    /// buffer by the results; a few thousand points at once stay in the processor's cache.
    pub fn locate_all<'a>(
        &'a self,
        points: &[Coord<f64>],
        located: &mut Vec<Result<Located<'a>, Error>>,
    ) {
        located.clear();
        located.extend(points.iter().map(|point| self.locate(point.x, point.y)));
    }

    /// Calls [`distance`](Locator::distance) for each of some points, into a buffer in the same
    /// way.
    pub fn distances(&self, points: &[Coord<f64>], distances: &mut Vec<Result<Length, Error>>) {
        distances.clear();
        distances.extend(points.iter().map(|point| self.distance(point.x, point.y)));
    }

    /// Calls [`offset`](Locator::offset) for each of some points, into a buffer in the same way.
    pub fn offsets(&self, points: &[Coord<f64>], offsets: &mut Vec<Result<Offset, Error>>) {
        offsets.clear();
        offsets.extend(points.iter().map(|point| self.offset(point.x, point.y)));
    }
}
