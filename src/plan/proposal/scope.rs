//! The scope of a proposal: its line, side, territory and stretches.
//!
//! Names only; their meaning is found where the line, the territories and the places are known.

use super::not_blank::not_blank;
use super::stretch::{Stop, Stretch};
use crate::value::{Error, Side};

/// The scope of a proposal, as far as its source states it.
///
/// Use it to make a [`Proposal`](crate::Proposal) in code instead of JSON; the default is all of
/// the line.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::{Scope, Stretch};
/// use safe_zone::dataset;
/// let west = Stretch::new("0km".parse()?, "100km".parse()?)?;
/// let scope = Scope { sectors: vec![west], ..Scope::default() };
/// let shorter = dataset::us_2019().clone().within(scope)?;
/// assert_eq!((shorter.sectors().len(), shorter.territory()), (1, None));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Scope {
    /// The line along which the plan runs, in words, when it is not the border: such a plan can be
    /// drawn only along a line that the user gives.
    pub line: Option<String>,
    /// The territory in which the plan lies, as `syria`.
    pub territory: Option<String>,
    /// The stretches of the line, in the line's direction; empty for all of it.
    pub sectors: Vec<Stretch>,
    /// The side of the line.
    pub side: Option<Side>,
}

impl Scope {
    /// Checks that no text is blank, and that stretches whose chainages are known do not overlap.
    pub(super) fn check(&self) -> Result<(), Error> {
        not_blank("line", self.line.as_deref())?;
        not_blank("territory", self.territory.as_deref())?;
        for (index, pair) in self.sectors.windows(2).enumerate() {
            let (end, start) = (pair[0].to(), pair[1].from());
            let overlap = match (end, start) {
                (Stop::End, _) | (_, Stop::Start) => true,
                (Stop::Chainage(end), Stop::Chainage(start)) => start < end,
                _ => false,
            };
            if overlap {
                let reason = format!(
                    "overlaps: it is before {end}, where sectors[{index}] ends; give stretches that \
                     follow one another along the line"
                );
                let field = format!("sectors[{}].from", index + 1);
                return Err(Error::bad_field(field, start.to_string(), reason));
            }
        }
        Ok(())
    }
}
