//! A border in parts: arcs, or several arcs together.
//!
//! Earth-centred metres; squared chords.

use crate::earth::Vec3;

/// A border in parts, counted along it.
pub(crate) trait Parts {
    /// A lower bound of the squared chord to a part, and the arc of the part that is nearest.
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32);

    /// A ball around a part.
    fn ball(&self, part: u32) -> (Vec3, f64);

    /// A border point near to a point, on the nearest arc of a part.
    fn place(&self, nearest: u32, p: Vec3) -> Vec3;

    /// A border point not far from the nearest arc of a part, found sooner.
    fn corner(&self, nearest: u32, p: Vec3) -> Vec3 {
        self.place(nearest, p)
    }
}
