//! The standings of one point in every plan of a locator.

use std::fmt;

use super::exact::{ExactMeasure, Measured};
use crate::plan::Standing;

/// Where a point stands in every plan of a [`Locator`](crate::Locator), in the order in which they were given.
#[derive(Clone, Copy)]
pub struct Located<'a> {
    exact: &'a ExactMeasure,
    /// Of each class, where its points stand in every plan.
    standings: &'a [Standing],
    answer: Answer,
}

/// What plans are asked by: only when they are.
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

    /// Where it stands in one plan, counted from 0; none where there is no such plan.
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

    /// Where it stands in every plan.
    pub fn standings(&self) -> impl Iterator<Item = Standing> + use<'_, 'a> {
        (0..self.exact.plans.len()).filter_map(|plan| self.standing(plan))
    }
}

/// The standings.
impl fmt::Debug for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.standings()).finish()
    }
}

/// The same standings.
impl PartialEq for Located<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.standings().eq(other.standings())
    }
}
