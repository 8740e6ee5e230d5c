//! The four directions of the compass.

use super::error::Error;
use super::text::named;

/// A direction of the compass: towards a pole, or along the parallel.
///
/// ```
/// use safe_zone::values::Compass;
/// assert_eq!("south".parse::<Compass>()?, Compass::South);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compass {
    /// Towards the north pole.
    North,
    /// Along the parallel, with the Earth's rotation.
    East,
    /// Towards the south pole.
    South,
    /// Along the parallel, against the Earth's rotation.
    West,
}

named!(
    pub(crate) Compass, "direction", "is no direction; give north, east, south or west",
    { North => "north", East => "east", South => "south", West => "west" }
);
