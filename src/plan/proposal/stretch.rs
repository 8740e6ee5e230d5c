//! A stretch of a border as a source gives it: from one stop to another.
//!
//! A stop is a chainage (the geodesic length along the border from its start), the name of a place,
//! or an end of the border. The chainage of a name is unknown here: finding it takes a border and a
//! list of places.

use std::fmt;
use std::str::FromStr;

use crate::value::{Error, ErrorKind, Length, pad, serde_as_text};

/// A part of a border between two stops, in the border's direction.
///
/// A proposal's sectors are stretches; laid along a border a stretch becomes a
/// [`Sector`](crate::linear::Sector).
///
/// ```
/// use safe_zone::plan::Stretch;
/// let stretch = Stretch::new("452.1km".parse()?, "Tell Abyad".parse()?)?;
/// assert_eq!(stretch.to_string(), "452.1 km to Tell Abyad");
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stretch {
    from: Stop,
    to: Stop,
}

/// An end of a stretch: a chainage, a place or an end of the border.
///
/// ```
/// use safe_zone::plan::Stop;
/// use safe_zone::Length;
/// assert_eq!("start".parse::<Stop>()?, Stop::Start);
/// assert_eq!("20mi".parse::<Stop>()?, Stop::Chainage("20mi".parse::<Length>()?));
/// assert_eq!("Ras al-Ayn".parse::<Stop>()?, Stop::Place("Ras al-Ayn".to_owned()));
/// assert!("452.1".parse::<Stop>().is_err()); // no unit
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stop {
    /// The border's start.
    Start,
    /// The point of the border at this chainage.
    Chainage(Length),
    /// The point of the border nearest to the place of this name.
    Place(String),
    /// The border's end.
    End,
}

/// The forms of a stop, for error messages.
const ALLOWED: &str =
    "give a chainage with its unit, as 452.1km, the name of a place, or start or end";

impl Stretch {
    /// The stretch between these stops.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`] when the name of a place is blank or reads as another stop, or when `to` is
    /// known not to lie beyond `from`.
    pub fn new(from: Stop, to: Stop) -> Result<Self, Error> {
        for (field, stop) in [("from", &from), ("to", &to)] {
            let Stop::Place(name) = stop else { continue };
            if name.trim().is_empty() {
                return Err(Error::bad_field(field, "", format!("is empty; {ALLOWED}")));
            }
            // It would be another stop when it is read back.
            if !matches!(name.parse(), Ok(Stop::Place(_))) {
                let reason = format!("is not the name of a place; {ALLOWED}");
                return Err(Error::bad_field(field, name, reason));
            }
        }
        let goes_on = match (&from, &to) {
            (Stop::End, _) | (_, Stop::Start) => false,
            (Stop::Chainage(from), Stop::Chainage(to)) => to > from,
            _ => from != to,
        };
        if !goes_on {
            let reason = format!(
                "is not beyond {from}, where the stretch begins; give a stop further along the line"
            );
            return Err(Error::bad_field("to", to.to_string(), reason));
        }
        Ok(Stretch { from, to })
    }

    /// The stop at which the stretch begins.
    pub fn from(&self) -> &Stop {
        &self.from
    }

    /// The stop at which the stretch ends.
    pub fn to(&self) -> &Stop {
        &self.to
    }
}

impl FromStr for Stop {
    type Err = Error;

    /// Reads `start`, `end`, or a length; any other text that does not begin like a number is the
    /// name of a place.
    fn from_str(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim();
        let refused = |what: &str| Error::bad_field("stop", text, format!("{what}; {ALLOWED}"));
        let like_a_number = trimmed.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        match trimmed {
            "" => Err(refused("is empty")),
            "start" => Ok(Stop::Start),
            "end" => Ok(Stop::End),
            _ => match trimmed.parse().map_err(Error::into_kind) {
                Ok(length) => Ok(Stop::Chainage(length)),
                Err(ErrorKind::BadLength { fault, .. }) if like_a_number => {
                    Err(refused(&fault.to_string()))
                }
                Err(_) => Ok(Stop::Place(trimmed.to_owned())),
            },
        }
    }
}

impl fmt::Display for Stop {
    /// Writes the stop in the form in which it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Start => pad(f, "start"),
            Stop::Chainage(length) => length.fmt(f),
            Stop::Place(name) => pad(f, name),
            Stop::End => pad(f, "end"),
        }
    }
}

serde_as_text!(Stop);

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}
