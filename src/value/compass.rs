//! The four directions of the compass.

use std::fmt;
use std::str::FromStr;

use super::error::Error;
use super::text::{pad, serde_as_text};

/// A direction of the compass: towards a pole, or along the parallel.
///
/// ```
/// use safe_zone::Compass;
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

impl fmt::Display for Compass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Compass::North => "north",
            Compass::East => "east",
            Compass::South => "south",
            Compass::West => "west",
        };
        pad(f, text)
    }
}

impl FromStr for Compass {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "north" => Ok(Compass::North),
            "east" => Ok(Compass::East),
            "south" => Ok(Compass::South),
            "west" => Ok(Compass::West),
            _ => {
                let reason = "is no direction; give north, east, south or west";
                Err(Error::bad_field("direction", text, reason))
            }
        }
    }
}

serde_as_text!(Compass);
