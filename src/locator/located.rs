//! Where a point stands in every plan of a locator.

use super::Locator;
use super::ground::Measured;
use crate::Standing;

/// Where a point stands in every plan of a locator, in the order in which they were given.
#[derive(Debug, Clone, Copy)]
pub struct Located<'a> {
    locator: &'a Locator,
    answer: Answer,
}

#[derive(Debug, Clone, Copy)]
enum Answer {
    Class(u32),
    Measured(Measured),
}

impl<'a> Located<'a> {
    #[inline]
    pub(super) fn of_class(locator: &'a Locator, class: u32) -> Self {
        Located { locator, answer: Answer::Class(class) }
    }

    pub(super) fn of_measured(locator: &'a Locator, at: Measured) -> Self {
        Located { locator, answer: Answer::Measured(at) }
    }

    /// Where it stands in one plan; none where there is no such plan.
    #[inline]
    pub fn standing(&self, plan: usize) -> Option<Standing> {
        let plans = &self.locator.ground.plans;
        match &self.answer {
            Answer::Class(class) => {
                let first = *class as usize * plans.len();
                self.locator.standings.get(first..first + plans.len())?.get(plan).copied()
            }
            Answer::Measured(at) => Some(self.locator.ground.standing(plans.get(plan)?, at)),
        }
    }

    /// Where it stands in every plan.
    pub fn standings(&self) -> impl Iterator<Item = Standing> + use<'_, 'a> {
        (0..self.locator.ground.plans.len()).filter_map(|plan| self.standing(plan))
    }
}
