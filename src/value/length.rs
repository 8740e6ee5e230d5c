//! Lengths with their units: the sources mix kilometres, miles and nautical miles.
//!
//! Inside, metres. One international mile is 1609.344 m, one nautical mile 1852 m (both exact by
//! definition). Conversion is one multiplication, so exact to a rounding of the last bit.

use std::fmt;
use std::str::FromStr;

use super::error::Error;

/// A length in metres: finite and not negative.
///
/// Use it for every depth, distance and tolerance: kilometres and miles are mixed in the sources,
/// and a number without its unit is refused.
///
/// ```
/// use safe_zone::{Length, Unit};
/// let depth: Length = "14km".parse()?;
/// assert_eq!(depth, Length::new(14.0, Unit::Kilometre)?);
/// assert_eq!("20mi".parse::<Length>()?.metres(), 32_186.88);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Length(f64);

/// The unit in which a [`Length`] is given.
///
/// ```
/// use safe_zone::{Length, Unit};
/// assert_eq!(Length::new(20.0, Unit::Mile)?.km(), 32.18688);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A thousandth of a metre, `mm`.
    Millimetre,
    /// A hundredth of a metre, `cm`.
    Centimetre,
    /// `m`.
    Metre,
    /// A thousand metres, `km`.
    Kilometre,
    /// The international mile of 1609.344 m, `mi`.
    Mile,
    /// The nautical mile of 1852 m, `nmi`.
    NauticalMile,
}

impl Unit {
    const ALL: [Unit; 6] = [
        Unit::Millimetre,
        Unit::Centimetre,
        Unit::Metre,
        Unit::Kilometre,
        Unit::Mile,
        Unit::NauticalMile,
    ];

    /// The unit's symbol, as written after a number.
    pub fn symbol(self) -> &'static str {
        match self {
            Unit::Millimetre => "mm",
            Unit::Centimetre => "cm",
            Unit::Metre => "m",
            Unit::Kilometre => "km",
            Unit::Mile => "mi",
            Unit::NauticalMile => "nmi",
        }
    }

    /// The value in metres, by one multiplication or division, so that decimal values are rounded
    /// once.
    fn convert(self, value: f64) -> f64 {
        match self {
            Unit::Millimetre => value / 1000.0,
            Unit::Centimetre => value / 100.0,
            Unit::Metre => value,
            Unit::Kilometre => value * 1000.0,
            Unit::Mile => value * 1609.344,
            Unit::NauticalMile => value * 1852.0,
        }
    }
}

impl Length {
    /// The length of 0 m.
    pub const ZERO: Length = Length(0.0);

    /// A length of `value` units.
    ///
    /// # Errors
    /// [`Error::BadLength`] when the value is negative, NaN or infinite.
    pub fn new(value: f64, unit: Unit) -> Result<Self, Error> {
        let metres = unit.convert(value);
        let reason = if metres.is_nan() {
            "is not a number"
        } else if metres.is_infinite() {
            "is infinite"
        } else if metres < 0.0 {
            "is negative"
        } else {
            return Ok(Length(metres + 0.0));
        };
        Err(Error::BadLength { text: format!("{value}{}", unit.symbol()), reason })
    }

    /// A length of `value` metres; the errors are those of [`Length::new`].
    pub fn from_metres(value: f64) -> Result<Self, Error> {
        Length::new(value, Unit::Metre)
    }

    /// A length of `value` kilometres; the errors are those of [`Length::new`].
    pub fn from_km(value: f64) -> Result<Self, Error> {
        Length::new(value, Unit::Kilometre)
    }

    /// The length in metres.
    pub const fn metres(self) -> f64 {
        self.0
    }

    /// The length in kilometres.
    pub fn km(self) -> f64 {
        self.0 / 1000.0
    }

    /// A length for constants of this crate that are known to be finite and positive.
    pub(crate) const fn literal(metres: f64) -> Self {
        Length(metres)
    }
}

impl FromStr for Length {
    type Err = Error;

    /// Reads a number followed by its unit: `500m`, `14km`, `20mi`, `12nmi`, `1mm`; a space
    /// between the two is allowed.
    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = |reason| Error::BadLength { text: text.to_owned(), reason };
        let trimmed = text.trim();
        if trimmed.parse::<f64>().is_ok() {
            return Err(bad("has no unit"));
        }
        // Not the first symbol that fits but the one that leaves a number: `5mm` ends in `m` too.
        let in_unit = |unit: Unit| {
            let number = trimmed.strip_suffix(unit.symbol())?.trim_end();
            number.parse::<f64>().ok().map(|value| (value, unit))
        };
        let (value, unit) = Unit::ALL
            .into_iter()
            .find_map(in_unit)
            .ok_or_else(|| bad("is not a number with a known unit"))?;
        Length::new(value, unit).map_err(|error| match error {
            Error::BadLength { reason, .. } => bad(reason),
            other => other,
        })
    }
}

impl fmt::Display for Length {
    /// Kilometres from 1 km up, metres below, without trailing zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 >= 1000.0 { write!(f, "{} km", self.km()) } else { write!(f, "{} m", self.0) }
    }
}
