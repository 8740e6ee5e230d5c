//! The two sides of a border: left and right as one looks along it in its direction.

use super::error::Error;
use super::text::named;

/// A side of a border, as one looks along it in its direction.
///
/// The Turkey-Syria border runs from the Mediterranean to the Tigris: Syria is on its right.
///
/// ```
/// use safe_zone::Side;
/// let side: Side = "right".parse()?;
/// assert_eq!(side, Side::Right);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// The left.
    Left,
    /// The right.
    Right,
    /// Both.
    #[default]
    Both,
}

named!(
    /// `left`, `right` or `both`.
    pub Side, "side", "is not a side; give left, right or both",
    { Left => "left", Right => "right", Both => "both" }
);
