//! Lengths with their units: the sources mix kilometres, miles and nautical miles.
//!
//! Inside, metres. One international mile is 1609.344 m, one nautical mile 1852 m (both exact by
//! definition). Conversion is one multiplication, so exact to a rounding of the last bit.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div};
use std::str::FromStr;

use super::error::Error;
use super::error_kind::ErrorKind;
use super::fault::LengthFault;
use super::order::ordered_as_number;
use super::text::{pad, serde_as_text};

/// A length in metres: finite and not negative.
///
/// Use it for every depth, distance and tolerance: kilometres and miles are mixed in the sources,
/// and a number without its unit is refused.
///
/// ```
/// use safe_zone::values::Unit;
/// use safe_zone::Length;
/// let depth: Length = "14km".parse()?;
/// assert_eq!(depth, Length::new(14.0, Unit::Kilometre)?);
/// assert_eq!("20mi".parse::<Length>()?.metres(), 32_186.88);
/// assert_eq!(format!("{:>8.1}", depth + "44m".parse()?), " 14.0 km");
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length(f64);

/// The unit in which a [`Length`] is given.
///
/// ```
/// use safe_zone::values::Unit;
/// use safe_zone::Length;
/// assert_eq!(Length::new(20.0, Unit::Mile)?.km(), 32.18688);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// [`ErrorKind::BadLength`] when the value is negative, NaN or infinite.
    pub fn new(value: f64, unit: Unit) -> Result<Self, Error> {
        let metres = unit.convert(value);
        let fault = if metres.is_nan() {
            LengthFault::NotANumber
        } else if metres.is_infinite() {
            LengthFault::Infinite
        } else if metres < 0.0 {
            LengthFault::Negative
        } else {
            return Ok(Length(metres + 0.0));
        };
        Err(ErrorKind::BadLength { text: format!("{value}{}", unit.symbol()), fault }.into())
    }

    /// A length of `value` metres.
    ///
    /// # Errors
    /// Those of [`Length::new`].
    pub fn from_metres(value: f64) -> Result<Self, Error> {
        Length::new(value, Unit::Metre)
    }

    /// A length of `value` kilometres.
    ///
    /// # Errors
    /// Those of [`Length::new`].
    pub fn from_km(value: f64) -> Result<Self, Error> {
        Length::new(value, Unit::Kilometre)
    }

    /// The length as many times as that.
    ///
    /// # Errors
    /// Those of [`Length::new`].
    pub fn times(self, factor: f64) -> Result<Self, Error> {
        Length::from_metres(self.0 * factor)
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
        let bad = |fault| Error::from(ErrorKind::BadLength { text: text.to_owned(), fault });
        let trimmed = text.trim();
        if trimmed.parse::<f64>().is_ok() {
            return Err(bad(LengthFault::NoUnit));
        }
        // Not the first symbol that fits but the one that leaves a number: `5mm` ends in `m` too.
        let in_unit = |unit: Unit| {
            let number = trimmed.strip_suffix(unit.symbol())?.trim_end();
            number.parse::<f64>().ok().map(|value| (value, unit))
        };
        let (value, unit) =
            Unit::ALL.into_iter().find_map(in_unit).ok_or_else(|| bad(LengthFault::Unreadable))?;
        Length::new(value, unit).map_err(|error| match error.kind() {
            ErrorKind::BadLength { fault, .. } => bad(*fault),
            _ => error,
        })
    }
}

impl fmt::Display for Length {
    /// Kilometres from 1 km up, metres below; without a precision all digits, so that the text reads
    /// back as the same length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let km = self.0 >= 1000.0;
        let text = match f.precision() {
            Some(decimals) if km => format!("{:.decimals$} km", self.km()),
            Some(decimals) => format!("{:.decimals$} m", self.0),
            None if km && Unit::Kilometre.convert(self.km()) == self.0 => {
                format!("{} km", self.km())
            }
            None => format!("{} m", self.0),
        };
        pad(f, &text)
    }
}

serde_as_text!(Length, Unit);

ordered_as_number!(Length);

impl Add for Length {
    type Output = Length;

    /// The sum, at most the largest finite length.
    fn add(self, other: Length) -> Length {
        Length((self.0 + other.0).min(f64::MAX))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Length::add)
    }
}

impl Div for Length {
    type Output = f64;

    /// The ratio of two lengths; of none to none NaN.
    fn div(self, other: Length) -> f64 {
        self.0 / other.0
    }
}

impl fmt::Display for Unit {
    /// The symbol.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, self.symbol())
    }
}

impl FromStr for Unit {
    type Err = Error;

    /// Reads a symbol.
    fn from_str(text: &str) -> Result<Self, Error> {
        let unit = Unit::ALL.into_iter().find(|unit| unit.symbol() == text);
        let reason = "is not a unit of length; give mm, cm, m, km, mi or nmi";
        unit.ok_or_else(|| Error::bad_field("unit", text, reason))
    }
}
