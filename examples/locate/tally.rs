//! Counts the points by their standing, and the rows without a point.

use safe_zone::Proposal;

use crate::added;
use crate::rows::Given;
use crate::shared::text_table::{Align, Table};

/// The number of far points in a block that are looked at with their coordinates exchanged.
const LOOKED: usize = 64;

/// A point is far from the border at this many times the deepest limit.
pub const FAR: f64 = 10.0;

/// Counts of rows.
#[derive(Clone)]
pub struct Tally {
    points: usize,
    empty: usize,
    bad: usize,
    /// The points far from every limit.
    far: usize,
    /// Some of them, looked at with their coordinates exchanged.
    looked: usize,
    /// Those of them that then lie near.
    exchanged: usize,
    /// The number that may still be looked at in a block.
    left: usize,
    /// The counts by plan and standing.
    plans: Vec<Vec<usize>>,
}

impl Tally {
    /// A tally of no rows.
    pub fn new(proposals: &[&Proposal]) -> Self {
        let plans = proposals.iter().map(|proposal| vec![0; added::standings(proposal).count()]);
        Tally {
            points: 0,
            empty: 0,
            bad: 0,
            far: 0,
            looked: 0,
            exchanged: 0,
            left: 0,
            plans: plans.collect(),
        }
    }

    /// Counts a row.
    pub fn count(&mut self, given: Given) {
        *match given {
            Given::At(..) => &mut self.points,
            Given::Nothing => &mut self.empty,
            Given::Bad => &mut self.bad,
        } += 1;
    }

    /// Counts a point's standing in a plan.
    pub fn stands(&mut self, plan: usize, standing: usize) {
        self.plans[plan][standing] += 1;
    }

    /// Begins a block, of which some points may be looked at with their coordinates exchanged: the
    /// same ones however many threads there are.
    pub fn begin_block(&mut self) {
        self.left = LOOKED;
    }

    /// Counts a point far from every limit; `would_be_near` tells whether it is near with its coordinates
    /// exchanged.
    pub fn is_far(&mut self, would_be_near: impl FnOnce() -> bool) {
        self.far += 1;
        if self.left > 0 {
            self.left -= 1;
            self.looked += 1;
            self.exchanged += usize::from(would_be_near());
        }
    }

    /// `true` if there were rows and none of them had a point.
    pub fn is_useless(&self) -> bool {
        self.points == 0 && self.empty + self.bad > 0
    }

    /// The doubt that longitude and latitude are exchanged, where nearly all points are far away and most
    /// of those looked at would not be.
    pub fn doubt(&self) -> Option<String> {
        let Tally { points, far, looked, exchanged, .. } = *self;
        let is_doubtful = far * 20 > points * 19 && exchanged * 2 > looked;
        is_doubtful.then(|| {
            format!(
                "{far} of {points} points lie farther than {FAR} times the deepest limit from the border, but \
                 {exchanged} of {looked} looked at would lie within it with longitude and latitude \
                 exchanged; give --swap if they are"
            )
        })
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Tally) {
        self.far += other.far;
        self.looked += other.looked;
        self.exchanged += other.exchanged;
        self.points += other.points;
        self.empty += other.empty;
        self.bad += other.bad;
        for (own, other) in self.plans.iter_mut().zip(&other.plans) {
            own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
        }
    }

    /// The counts as a table, and a line for all rows.
    pub fn text(&self, proposals: &[&Proposal], fault: Option<&str>) -> String {
        let mut table =
            Table::new([("plan", Align::Left), ("", Align::Left), ("points", Align::Right)]);
        for (proposal, counts) in proposals.iter().zip(&self.plans) {
            let mut name = proposal.id().to_owned();
            for (standing, &count) in added::standings(proposal).zip(counts) {
                // Only an uncertainty leaves anything open.
                let is_open = added::index(standing, counts.len() - 2) == counts.len() - 1;
                if !is_open || count > 0 {
                    let label = standing.label(proposal);
                    table.push(vec![std::mem::take(&mut name), label, count.to_string()]);
                }
            }
        }
        let rows = self.points + self.empty + self.bad;
        let Tally { points, empty, bad, .. } = self;
        let mut text = table.text();
        text += &format!(
            "rows: {rows}, of them {points} located, {empty} without coordinates, {bad} bad"
        );
        if let Some(fault) = fault {
            text += &format!("\nthe first bad one: {fault}");
        }
        text
    }
}
