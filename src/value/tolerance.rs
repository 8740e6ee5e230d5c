//! The tolerance: the largest error of a boundary at any of its points, in metres.

use std::fmt;
use std::str::FromStr;

use super::error::Error;
use super::error_kind::ErrorKind;
use super::length::Length;
use super::text::serde_as_text;

/// The largest error allowed anywhere along a boundary; 1 m unless said otherwise, 1 mm at least.
///
/// Take the default for maps and areas; 1 cm costs four times the time of 1 m, 1 mm twelve times.
///
/// At every point of a zone's boundary, taken along its edges as drawn in longitude and latitude,
/// the distance to the border differs from the depth by at most this much.
///
/// ```
/// use safe_zone::Tolerance;
/// assert_eq!(Tolerance::default().metres(), 1.0);
/// let fine: Tolerance = "5cm".parse()?;
/// assert_eq!(fine.decimals(), 8);
/// assert!("0.1mm".parse::<Tolerance>().is_err());
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tolerance(Length);

impl Tolerance {
    /// The smallest tolerance accepted, 1 mm.
    pub const SMALLEST: Length = Length::literal(0.001);

    /// A tolerance of that length.
    ///
    /// # Errors
    /// [`ErrorKind::ToleranceTooSmall`] below 1 mm.
    pub fn new(length: Length) -> Result<Self, Error> {
        if length < Self::SMALLEST {
            return Err(ErrorKind::ToleranceTooSmall {
                tolerance: length,
                smallest: Self::SMALLEST,
            }
            .into());
        }
        Ok(Tolerance(length))
    }

    /// The tolerance as a length.
    pub const fn length(self) -> Length {
        self.0
    }

    /// The tolerance in metres.
    pub const fn metres(self) -> f64 {
        self.0.metres()
    }

    /// The number of decimals of a degree that keeps rounding below a twentieth of the tolerance;
    /// at least 7 (11 mm between neighbours on the equator).
    pub fn decimals(self) -> usize {
        // Half a unit of the last decimal, in both axes, moves a point by 0.79e5 m * 10^-decimals.
        let needed = (0.79e5 / (0.05 * self.metres())).log10().ceil();
        (needed as usize).max(7)
    }
}

impl FromStr for Tolerance {
    type Err = Error;

    /// Reads a length with its unit, as [`Length`] does: `1m`, `5cm`, `1mm`.
    fn from_str(text: &str) -> Result<Self, Error> {
        Tolerance::new(text.parse()?)
    }
}

impl fmt::Display for Tolerance {
    /// As the length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

serde_as_text!(Tolerance);

impl Default for Tolerance {
    /// The default tolerance, 1 m.
    fn default() -> Self {
        Tolerance(Length::literal(1.0))
    }
}
