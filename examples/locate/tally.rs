//! Counts the points by their standing, and the rows without a point.

use safe_zone::Proposal;

use crate::added;
use crate::rows::Given;
use crate::shared::text_table::{Align, Table};

/// Counts of rows.
#[derive(Clone)]
pub struct Tally {
    points: usize,
    empty: usize,
    bad: usize,
    /// The counts by plan and standing.
    plans: Vec<Vec<usize>>,
}

impl Tally {
    /// A tally of no rows.
    pub fn new(proposals: &[&Proposal]) -> Self {
        let plans = proposals.iter().map(|proposal| vec![0; added::standings(proposal).count()]);
        Tally { points: 0, empty: 0, bad: 0, plans: plans.collect() }
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

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Tally) {
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
