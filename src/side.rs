//! The sides of a directed line.

use std::str::FromStr;

use crate::Error;

/// A side of a border, as one looks along it in its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// On the left.
    Left,
    /// On the right.
    Right,
    /// On either side; of a point, that it lies on the line.
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
            _ => Err(Error::BadField {
                field: "side".to_owned(),
                value: text.to_owned(),
                reason: "is none of left, right, both".to_owned(),
            }),
        }
    }
}
