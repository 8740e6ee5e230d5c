//! The options of a buffer: tolerance, course of the edges, side, and the ends of lines.

use crate::value::{Edges, Error, Side, Tolerance, named};

/// The zone at the ends of a line.
///
/// Mitred corners and square ends, which buffers in a plane offer, are missing: they hold points
/// farther from the line than the distance.
///
/// ```
/// use safe_zone::Caps;
/// assert_eq!(Caps::default(), Caps::Round);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Caps {
    /// All points within the distance: half a disc around each end.
    #[default]
    Round,
    /// No points beyond an end: the zone ends at right angles to the line.
    Flat,
}

named!(
    pub(crate) Caps, "caps", "are not known; give round or flat",
    { Round => "round", Flat => "flat" }
);

/// The options of [`geodesic_buffer`](crate::GeodesicBuffer::geodesic_buffer).
///
/// The default is a tolerance of 1 m, edges straight on the map, both sides, round ends.
///
/// ```
/// use safe_zone::{BufferOptions, Caps, Edges, Side};
/// let options = BufferOptions::default()
///     .tolerance("5cm".parse()?)
///     .edges(Edges::Geodesic)
///     .side(Side::Left)
///     .caps(Caps::Flat);
/// assert_ne!(options, BufferOptions::default());
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
#[must_use]
pub struct BufferOptions {
    pub(crate) tolerance: Tolerance,
    pub(crate) edges: Edges,
    pub(crate) side: Side,
    pub(crate) caps: Caps,
}

impl BufferOptions {
    /// The same options with the largest error of the boundary.
    pub fn tolerance(self, tolerance: Tolerance) -> Self {
        BufferOptions { tolerance, ..self }
    }

    /// The same options with the course of the geometry's edges between its points.
    pub fn edges(self, edges: Edges) -> Self {
        BufferOptions { edges, ..self }
    }

    /// The same options with the side of the lines that the zone takes. At round ends, the line
    /// straight on beyond the end parts the sides.
    pub fn side(self, side: Side) -> Self {
        BufferOptions { side, ..self }
    }

    /// `true` for zones of both sides with round ends, which every geometry has.
    pub(super) fn is_plain(&self) -> bool {
        self.side == Side::Both && self.caps == Caps::Round
    }

    /// The same options with the zone at the ends of lines.
    pub fn caps(self, caps: Caps) -> Self {
        BufferOptions { caps, ..self }
    }
}
