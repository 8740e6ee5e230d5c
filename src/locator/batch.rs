//! Answers for many points at once.
//!
//! The answers equal those for one point at a time; with a reused buffer nothing is allocated.

use super::Locator;
use super::located::Located;
use super::offset::Offset;
use crate::value::{Length, Position};

impl Locator {
    /// Calls [`locate`](Locator::locate) for each of some points.
    pub fn locate_each<'a>(
        &'a self,
        points: impl IntoIterator<Item = Position> + 'a,
    ) -> impl Iterator<Item = Located<'a>> {
        points.into_iter().map(|point| self.locate(point))
    }

    /// Calls [`locate`](Locator::locate) for each of some points and replaces the content of a
    /// buffer by the results; a few thousand points at once stay in the processor's cache.
    pub fn locate_all<'a>(&'a self, points: &[Position], located: &mut Vec<Located<'a>>) {
        located.clear();
        located.extend(points.iter().map(|point| self.locate(*point)));
    }

    /// Calls [`distance`](Locator::distance) for each of some points, into a buffer in the same
    /// way.
    pub fn distances(&self, points: &[Position], distances: &mut Vec<Length>) {
        distances.clear();
        distances.extend(points.iter().map(|point| self.distance(*point)));
    }

    /// Calls [`offset`](Locator::offset) for each of some points, into a buffer in the same way.
    pub fn offsets(&self, points: &[Position], offsets: &mut Vec<Offset>) {
        offsets.clear();
        offsets.extend(points.iter().map(|point| self.offset(*point)));
    }
}
