//! A settlement: a town or village with its position, its spellings and its population.
//!
//! Longitude, latitude in degrees on WGS 84. The position is the source's: one point for the whole
//! place, a kilometre or two from its edge where the place is large. A population is a count of the
//! source, of any year; an unknown population is absent, never 0.

use crate::value::{Error, ErrorKind, Position};

/// The population that no place reaches: sums of smaller ones do not overflow.
const MOST: u64 = 10_000_000_000;

/// A town or village.
///
/// Make one for each place of your own and put them into a [`Gazetteer`](crate::places::Gazetteer).
///
/// ```
/// use safe_zone::places::Settlement;
/// use safe_zone::Position;
/// let position = Position::new(37.95495, 36.52815)?;
/// let manbij = Settlement::new("Manbij", vec!["Menbij".to_owned()], position, Some(99_497))?;
/// assert_eq!(manbij.population(), Some(99_497));
/// assert!(Settlement::new("Manbij", vec![], position, Some(0)).is_err());
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Settlement {
    name: String,
    alternate_names: Vec<String>,
    position: Position,
    population: Option<u64>,
}

impl Settlement {
    /// The settlement with this name, its other spellings and names, and its population where
    /// known.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`] when a name has neither letter nor digit, or the population is 0 or ten
    /// billion and more.
    pub fn new(
        name: impl Into<String>,
        alternate_names: Vec<String>,
        position: Position,
        population: Option<u64>,
    ) -> Result<Self, Error> {
        let name = name.into();
        not_blank("name", &name)?;
        for alternate in &alternate_names {
            not_blank("alternate name", alternate)?;
        }
        let refused = |count: u64, reason: &str| {
            let reason = format!("is no population of {name}; {reason}");
            Err(Error::bad_field("population", count.to_string(), reason))
        };
        match population {
            Some(0) => refused(0, "give none where it is unknown")?,
            Some(count @ MOST..) => refused(count, "fewer people live on the Earth")?,
            _ => {}
        }
        Ok(Settlement { name, alternate_names, position, population })
    }

    /// The settlement's name, in the source's first spelling.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The other spellings and names, in the source's order.
    pub fn alternate_names(&self) -> &[String] {
        &self.alternate_names
    }

    /// The settlement's position.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The number of inhabitants; `None` where it is unknown.
    pub fn population(&self) -> Option<u64> {
        self.population
    }
}

fn not_blank(field: &str, name: &str) -> Result<(), Error> {
    if name.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    Err(ErrorKind::BadField {
        field: field.to_owned(),
        value: name.to_owned(),
        reason: "is no name; give one with a letter".to_owned(),
    }
    .into())
}
