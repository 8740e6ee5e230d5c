//! Questions about many points at once.
//!
//! Longitude, latitude in degrees, longitude as x. The answers are those about one point, one by one;
//! into a buffer that is reused nothing is allocated for them.

use geo_types::Coord;

use super::Locator;
use super::located::Located;
use super::offset::Offset;
use crate::value::{Error, Length};

impl Locator {
    /// [`locate`](Locator::locate) for each of some points.
    pub fn locate_each<'a>(
        &'a self,
        points: impl IntoIterator<Item = Coord<f64>> + 'a,
    ) -> impl Iterator<Item = Result<Located<'a>, Error>> {
        points.into_iter().map(|point| self.locate(point.x, point.y))
    }

    /// The same into a buffer, in place of what it holds; a few thousand points at once stay in the
    /// processor's cache.
    pub fn locate_all<'a>(
        &'a self,
        points: &[Coord<f64>],
        located: &mut Vec<Result<Located<'a>, Error>>,
    ) {
        located.clear();
        located.extend(points.iter().map(|point| self.locate(point.x, point.y)));
    }

    /// [`distance`](Locator::distance) for each of some points, into a buffer in the same way.
    pub fn distances(&self, points: &[Coord<f64>], distances: &mut Vec<Result<Length, Error>>) {
        distances.clear();
        distances.extend(points.iter().map(|point| self.distance(point.x, point.y)));
    }

    /// [`offset`](Locator::offset) for each of some points, into a buffer in the same way.
    pub fn offsets(&self, points: &[Coord<f64>], offsets: &mut Vec<Result<Offset, Error>>) {
        offsets.clear();
        offsets.extend(points.iter().map(|point| self.offset(point.x, point.y)));
    }
}
