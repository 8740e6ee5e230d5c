//! The standings of one point in every plan of a locator.

use std::fmt;

use super::exact::{ExactMeasure, Measured};
use crate::plan::Standing;

/// The standing of a point in every plan of a [`Locator`](crate::Locator), in the plans' order.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::Standing;
/// use safe_zone::{Locator, Position, dataset};
/// let us = dataset::plan(dataset::us_2019())?;
/// let turkey = dataset::plan(dataset::turkey_2019())?;
/// let locator = Locator::new(us.border(), &[us, turkey])?;
/// let located = locator.locate(Position::new(40.74, 36.50)?); // Al-Hasakah
/// let standings: Vec<Standing> = located.standings().collect();
/// assert_eq!(standings, [Standing::Outside, Standing::Outside]);
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Located<'a> {
    exact: &'a ExactMeasure,
    /// The standings in every plan of each class.
    standings: &'a [Standing],
    answer: Answer,
}

/// The source of the standings, which are computed only on demand.
#[derive(Clone, Copy)]
enum Answer {
    Class(u32),
    Measured(Measured),
}

impl<'a> Located<'a> {
    #[inline]
    pub(super) fn of_class(exact: &'a ExactMeasure, standings: &'a [Standing], class: u32) -> Self {
        Located { exact, standings, answer: Answer::Class(class) }
    }

    pub(super) fn of_measured(exact: &'a ExactMeasure, at: Measured) -> Self {
        Located { exact, standings: &[], answer: Answer::Measured(at) }
    }

    /// The standing in one plan, counted from 0; `None` where there is no such plan.
    #[inline]
    pub fn standing(&self, plan: usize) -> Option<Standing> {
        let plans = &self.exact.plans;
        let asked = plans.get(plan)?;
        match &self.answer {
            Answer::Class(class) => {
                self.standings.get(*class as usize * plans.len() + plan).copied()
            }
            Answer::Measured(at) => Some(self.exact.standing(asked, at)),
        }
    }

    /// The standing in every plan.
    pub fn standings(&self) -> impl Iterator<Item = Standing> + use<'_, 'a> {
        (0..self.exact.plans.len()).filter_map(|plan| self.standing(plan))
    }
}

/// Writes the standings as a list.
impl fmt::Debug for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.standings()).finish()
    }
}

/// Compares the standings.
impl PartialEq for Located<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.standings().eq(other.standings())
    }
}
