//! Where a point stands in every plan of a locator.

use std::fmt;

use super::Locator;
use super::exact::Measured;
use crate::plan::Standing;

/// Where a point stands in every plan of a [`Locator`], in the order in which they were given.
#[derive(Clone, Copy)]
pub struct Located<'a> {
    locator: &'a Locator,
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
    pub(super) fn of_class(locator: &'a Locator, class: u32) -> Self {
        Located { locator, answer: Answer::Class(class) }
    }

    pub(super) fn of_measured(locator: &'a Locator, at: Measured) -> Self {
        Located { locator, answer: Answer::Measured(at) }
    }

    /// Where it stands in one plan, counted from 0; none where there is no such plan.
    #[inline]
    pub fn standing(&self, plan: usize) -> Option<Standing> {
        let (ground, standings) = (&self.locator.ground, &self.locator.standings);
        let asked = ground.plans.get(plan)?;
        match &self.answer {
            Answer::Class(class) => {
                standings.get(*class as usize * ground.plans.len() + plan).copied()
            }
            Answer::Measured(at) => Some(ground.standing(asked, at)),
        }
    }

    /// Where it stands in every plan.
    pub fn standings(&self) -> impl Iterator<Item = Standing> + use<'_, 'a> {
        (0..self.locator.ground.plans.len()).filter_map(|plan| self.standing(plan))
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
