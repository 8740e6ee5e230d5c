//! The linear reference of a point: its chainage, its distance and its side.
//!
//! Chainage and distance are [`Length`]s, the distance within 1 µm of Karney's up to 500 km. The
//! nearest border point is a point of the edge as drawn, which bends: for a far point it lies some
//! centimetres from the nearest point of the straight pieces of a [`Route`](crate::Route).
//! Undefined: the choice between equally near border points.

use crate::value::{Length, Side};

/// The chainage of a point along a border, its distance from the border, and its side.
///
/// [`Locator::offset`](super::Locator::offset) returns it.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Locator, Position, Side};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 40.0, y: 0.0)];
/// let locator = Locator::new(&Border::new(line, Edges::Planar)?, &[])?;
/// let offset = locator.offset(Position::new(39.0, -0.1)?);
/// assert_eq!(offset.side(), Some(Side::Right));
/// assert!((offset.chainage().km() - 111.3195).abs() < 1e-4);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Offset {
    pub(super) chainage: Length,
    pub(super) distance: Length,
    pub(super) side: Option<Side>,
}

impl Offset {
    /// The length along the border from its start to the nearest border point.
    pub fn chainage(&self) -> Length {
        self.chainage
    }

    /// The geodesic distance to the nearest border point.
    pub fn distance(&self) -> Length {
        self.distance
    }

    /// The side of the border on which the point lies; `None` on the border itself, which is at a distance of
    /// less than 1 µm, and straight on beyond one of its ends.
    pub fn side(&self) -> Option<Side> {
        self.side
    }
}
