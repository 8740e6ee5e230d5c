//! A border in parts: arcs, or several arcs together.
//!
//! Earth-centred metres; squared chords.

use crate::earth::Vec3;

/// A border in parts, counted along it.
pub(crate) trait Parts {
    /// No point of a part is nearer, as a squared chord; and what of it is nearest.
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32);

    /// A ball around a part.
    fn ball(&self, part: u32) -> (Vec3, f64);

    /// A place near to a point on what of a part is nearest.
    fn place(&self, nearest: u32, p: Vec3) -> Vec3;
}
