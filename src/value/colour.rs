//! A colour as maps on the web write it: `#0072b2`, red, green and blue in sRGB.

use std::fmt;
use std::str::FromStr;

use super::error::Error;
use super::error_kind::ErrorKind;
use super::text::{pad, serde_as_text};

/// An opaque sRGB colour.
///
/// A proposal has one; its bands are drawn in tints of it.
///
/// ```
/// use safe_zone::values::Colour;
/// let blue: Colour = "#0072b2".parse()?;
/// assert_eq!(blue.tint(0.5).to_string(), "#80b9d9");
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour([u8; 3]);

impl Colour {
    /// A colour from its red, green and blue.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Colour([red, green, blue])
    }

    /// The same colour mixed with a share of white, from 0 (unchanged) to 1 (white).
    #[must_use]
    pub fn tint(self, white: f64) -> Self {
        let white = white.clamp(0.0, 1.0);
        Colour(self.0.map(|part| {
            let part = f64::from(part);
            (part + (255.0 - part) * white).round() as u8
        }))
    }

    /// The relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
    pub(crate) fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl FromStr for Colour {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = || {
            Error::from(ErrorKind::BadField {
                field: "colour".to_owned(),
                value: text.to_owned(),
                reason: "is not a colour; write it as # and six hexadecimal digits, as #0072b2"
                    .to_owned(),
            })
        };
        let digits = text.strip_prefix('#').ok_or_else(refused)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(refused());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| refused())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Colour([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        pad(f, &format!("#{red:02x}{green:02x}{blue:02x}"))
    }
}

serde_as_text!(Colour);
