//! A side of lines, as it is named on the command line: by the lines' direction, or by the compass.

use std::str::FromStr;

use safe_zone::values::Compass;
use safe_zone::{Border, Error, Side};

/// A side, or a direction of the compass that it faces.
#[derive(Clone, Copy, PartialEq)]
pub enum Faced {
    Side(Side),
    Towards(Compass),
}

impl Faced {
    /// The side of a border.
    pub fn of(self, border: &Border) -> Result<Side, Error> {
        match self {
            Faced::Side(side) => Ok(side),
            Faced::Towards(direction) => border.side_facing(direction),
        }
    }
}

impl FromStr for Faced {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let side = text.parse().map(Faced::Side);
        let named = side.or_else(|_| text.parse().map(Faced::Towards));
        named.map_err(|_| "give left, right or both, or north, east, south or west")
    }
}
