//! A length with a sign, metres: positive outwards, negative inwards.

use std::fmt;
use std::ops::{Neg, Sub};
use std::str::FromStr;

use super::error::Error;
use super::length::Length;
use super::order::ordered_as_number;
use super::text::{pad, serde_as_text};

/// A length with a sign: a boundary moves outwards by a positive one, inwards by a negative one.
///
/// A [`Length`] is a positive one, and minus a length a negative one.
///
/// ```
/// use safe_zone::{Length, SignedLength};
/// let inwards: SignedLength = "-2km".parse()?;
/// assert_eq!(inwards, -Length::from_km(2.0)?);
/// assert_eq!((inwards.metres(), inwards.magnitude().km()), (-2000.0, 2.0));
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignedLength(f64);

impl SignedLength {
    /// The length in metres, with its sign.
    pub const fn metres(self) -> f64 {
        self.0
    }

    /// The length without its sign.
    pub const fn magnitude(self) -> Length {
        Length::literal(self.0.abs())
    }
}

impl From<Length> for SignedLength {
    fn from(length: Length) -> Self {
        SignedLength(length.metres())
    }
}

impl Neg for Length {
    type Output = SignedLength;

    fn neg(self) -> SignedLength {
        -SignedLength::from(self)
    }
}

impl Neg for SignedLength {
    type Output = SignedLength;

    fn neg(self) -> SignedLength {
        // No zero is negative.
        SignedLength(0.0 - self.0)
    }
}

impl FromStr for SignedLength {
    type Err = Error;

    /// Reads a [`Length`], with or without a minus before it: `500m`, `-2km`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim();
        match trimmed.strip_prefix(['-', '\u{2212}']) {
            Some(length) => length.parse().map(Length::neg),
            None => trimmed.parse().map(Length::into),
        }
    }
}

impl fmt::Display for SignedLength {
    /// As a [`Length`], with a minus before a negative one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0.0 { "-" } else { "" };
        let text = match f.precision() {
            Some(decimals) => format!("{sign}{:.decimals$}", self.magnitude()),
            None => format!("{sign}{}", self.magnitude()),
        };
        pad(f, &text)
    }
}

serde_as_text!(SignedLength);

ordered_as_number!(SignedLength);

impl Sub for Length {
    type Output = SignedLength;

    /// The difference, which may be negative.
    fn sub(self, other: Length) -> SignedLength {
        SignedLength(self.metres() - other.metres())
    }
}
