//! Stretches of a border between two chainages.
//!
//! A point belongs to the sector that holds the border point nearest to it; of several equally near
//! border points the one of the lowest chainage counts. So a zone over a sector has flat ends, and
//! the zones of sectors that follow one another meet without gap or overlap. The points around an
//! outer corner at which one sector ends and the next begins belong to the sector that ends there.

use std::fmt;

use crate::value::{Error, ErrorKind, Length, SectorFault};

/// A stretch of a border between two chainages.
///
/// Use it with an [`Extent`](crate::Extent) for zones with flat ends, or beside one another.
///
/// ```
/// use safe_zone::linear::Sector;
/// let sector = Sector::new("551.2km".parse()?, "656.5km".parse()?)?;
/// assert_eq!(sector.to_string(), "551.2 km to 656.5 km");
/// assert!(Sector::new("656.5km".parse()?, "551.2km".parse()?).is_err());
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sector {
    from: Length,
    to: Length,
}

impl Sector {
    /// The stretch from one chainage to a larger one.
    ///
    /// # Errors
    /// [`ErrorKind::BadSector`] when it has no length or runs backwards.
    pub fn new(from: Length, to: Length) -> Result<Self, Error> {
        if to <= from {
            return Err(ErrorKind::BadSector { from, to, fault: SectorFault::Backwards }.into());
        }
        Ok(Sector { from, to })
    }

    /// The chainage at which the sector begins.
    pub fn from(&self) -> Length {
        self.from
    }

    /// The chainage at which the sector ends.
    pub fn to(&self) -> Length {
        self.to
    }

    /// The part of the sector within a border of this length.
    pub(crate) fn within(self, length: Length) -> Result<Self, Error> {
        if self.to.metres() > length.metres() + 1.0 || self.from >= length {
            return Err(ErrorKind::BadSector {
                from: self.from,
                to: self.to,
                fault: SectorFault::BeyondEnd(length),
            }
            .into());
        }
        Sector::new(self.from, Length::literal(self.to.metres().min(length.metres())))
    }

    /// The sector's length along the border.
    pub fn length(&self) -> Length {
        Length::literal(self.to.metres() - self.from.metres())
    }

    /// `true` if a chainage lies in the sector. The end belongs to the sector; the beginning does
    /// not, unless it is the border's own.
    pub fn holds(&self, chainage: Length) -> bool {
        let begun = self.from < chainage || self.from == Length::ZERO;
        begun && chainage <= self.to
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}
