//! The two sides of a border: left and right as one looks along it in its direction.

use std::fmt;
use std::str::FromStr;

use super::error::Error;
use super::text::{pad, serde_as_text};

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
    /// Both; for a point, on the border itself.
    #[default]
    Both,
}

impl Side {
    /// `left`, `right` or `both`.
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
            Side::Both => "both",
        }
    }
}

impl FromStr for Side {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "left" => Ok(Side::Left),
            "right" => Ok(Side::Right),
            "both" => Ok(Side::Both),
            _ => Err(Error::bad_field("side", text, "is not a side; give left, right or both")),
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, self.as_str())
    }
}

serde_as_text!(Side);
