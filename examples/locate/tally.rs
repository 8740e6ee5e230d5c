//! Counts the points by their standing, and the rows without a point.

use safe_zone::Proposal;

use crate::added;
use crate::shared::exchanged::{Doubt, Look, Origin, Place};
use crate::shared::points::Given;
use crate::shared::text_table::{Align, Table};

/// The number of points in a block that are looked at with their coordinates exchanged.
const LOOKED: usize = 64;

/// Counts of rows.
#[derive(Clone)]
pub struct Tally {
    points: usize,
    empty: usize,
    bad: usize,
    /// Rows whose own columns of these names are replaced.
    replaced: usize,
    exchanged: Doubt,
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
            replaced: 0,
            exchanged: Doubt::default(),
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

    /// Counts a row that had the added columns already.
    pub fn replaces(&mut self) {
        self.replaced += 1;
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

    /// Counts a point outside all plans; `exchanged` looks at it with its coordinates exchanged.
    pub fn is_outside(&mut self, place: Place, exchanged: impl FnOnce() -> Look) {
        let look = (self.left > 0).then(exchanged);
        self.left = self.left.saturating_sub(1);
        self.exchanged.count(place, look);
    }

    /// The number of all rows.
    fn rows(&self) -> usize {
        self.points + self.empty + self.bad
    }

    /// `true` if rows were bad and none has a point.
    pub fn is_useless(&self) -> bool {
        self.points == 0 && self.bad > 0
    }

    /// The counts of rows without a usable point.
    pub fn unusable(&self) -> String {
        format!("{} without coordinates, {} bad", self.empty, self.bad)
    }

    /// The warning of bad rows, the first of which is `fault`.
    pub fn bad(&self, fault: &str) -> String {
        let rows = self.rows();
        let (bad, are) = (self.bad, if self.bad == 1 { "is" } else { "are" });
        format!("{bad} of {rows} rows {are} bad; the first bad one: {fault}")
    }

    /// The doubt about the file: that no row has coordinates, or that they are exchanged.
    pub fn doubt(&self, border: Origin) -> Option<String> {
        if self.points == 0 && self.empty > 0 {
            return Some("no row has coordinates".to_owned());
        }
        self.exchanged.text(self.points, border)
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Tally) {
        self.exchanged.add(&other.exchanged);
        self.points += other.points;
        self.empty += other.empty;
        self.bad += other.bad;
        self.replaced += other.replaced;
        for (own, other) in self.plans.iter_mut().zip(&other.plans) {
            own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
        }
    }

    /// The counts as a table, and a line for all rows.
    pub fn text(&self, proposals: &[&Proposal]) -> String {
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
        let rows = self.rows();
        let Tally { points, empty, bad, .. } = self;
        let mut text = table.text();
        text += &format!(
            "rows: {rows}, of them {points} located, {empty} without coordinates, {bad} bad"
        );
        if self.replaced > 0 {
            text += &format!("\n{} had these columns already: they are replaced", self.replaced);
        }
        text
    }
}
