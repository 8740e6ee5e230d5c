//! Classifies cells: finds the standing that all points of a cell share in every plan.
//!
//! Metres. Distances are 1-Lipschitz: within a cell of radius r around a point at distance s they
//! are between s - r and s + r. A cell is decided when no limit lies between the two, and for every
//! plan whose zone reaches it: no edge of its territory crosses the cell, and all border points
//! that may be nearest lie in one sector and are seen from one side. Then the standing of its
//! middle, by the same [`Membership`](crate::plan::Membership) as for a single point, holds for all
//! of it.

use std::collections::HashMap;
use std::ops::Range;

use super::prune::Pruner;
use crate::border::{PieceEnd, RoutePoint};
use crate::locator::exact::{ExactMeasure, Measured};
use crate::locator::grid::{Middle, OPEN, OUTSIDE};
use crate::plan::{LocatedPoint, Standing};
use crate::value::{Length, Side};

/// The margin by which sides and sectors are told apart, metres: arcs and their directions differ
/// slightly from those of the route.
const CLEAR: f64 = 0.01;

/// The classes found so far, each with its standings in every plan.
#[derive(Debug)]
pub(super) struct Classifier<'a> {
    exact: &'a ExactMeasure,
    /// The ends of all sectors, growing.
    ends: Vec<f64>,
    classes: HashMap<Vec<Standing>, u32>,
    /// The standings of all classes, one after another, as many each as there are plans.
    standings: Vec<Standing>,
    /// The last class.
    last: u32,
    work: Vec<Standing>,
    pruner: Pruner,
    arcs: Vec<u32>,
}

/// The properties that some plan within reach asks for.
#[derive(Clone, Copy)]
struct Counting {
    chainage: bool,
    side: bool,
}

/// The properties of the border points that may be nearest to the points of a cell, as far as plans
/// tell them apart.
#[derive(Debug, Clone, Copy)]
struct Seen {
    chainage: f64,
    side: Option<Side>,
    beyond: bool,
}

impl<'a> Classifier<'a> {
    pub fn new(exact: &'a ExactMeasure) -> Self {
        let sectors = exact.plans.iter().filter_map(|plan| plan.membership.sectors()).flatten();
        let mut ends: Vec<f64> =
            sectors.flat_map(|sector| [sector.from().metres(), sector.to().metres()]).collect();
        ends.sort_by(f64::total_cmp);
        let outside = vec![Standing::Outside; exact.plans.len()];
        let classes = HashMap::from([(outside.clone(), OUTSIDE)]);
        Classifier {
            exact,
            ends,
            classes,
            standings: outside,
            last: OUTSIDE,
            work: Vec::new(),
            pruner: Pruner::default(),
            arcs: Vec::new(),
        }
    }

    /// The standings of all classes.
    pub fn into_standings(self) -> Vec<Standing> {
        self.standings
    }

    /// Classifies a cell from its distance bounds, its candidate blocks, where known, and the
    /// territory edges that cross it, by `crossed`.
    pub fn class(
        &mut self,
        middle: &Middle,
        distance: &Range<f64>,
        blocks: Option<&[u32]>,
        crossed: impl Fn(usize) -> bool,
    ) -> Option<u32> {
        let (low, high) = (distance.start - middle.radius, distance.end + middle.radius);
        let exact = self.exact;
        if low > exact.deepest() {
            return Some(OUTSIDE);
        }
        if exact.limits.iter().any(|limit| (low..=high).contains(limit)) {
            return None;
        }
        let reached = || exact.plans.iter().filter(|plan| low <= plan.membership.depth());
        if reached().filter_map(|plan| plan.containment).any(crossed) {
            return None;
        }
        let counts = Counting {
            chainage: reached().any(|plan| plan.membership.is_along_sectors()),
            side: reached().any(|plan| plan.membership.is_on_one_side()),
        };
        let seen = match counts.chainage || counts.side {
            true => self.seen(middle, low, blocks?, counts)?,
            false => Seen { chainage: 0.0, side: None, beyond: false },
        };
        let spot = LocatedPoint {
            distance: 0.5 * (distance.start + distance.end),
            chainage: Length::literal(seen.chainage),
            side: seen.side,
            beyond: seen.beyond,
        };
        let (position, p) = (middle.position, middle.center);
        let at = Measured { position, p, spot, doubt: 0.0 };
        self.work.clear();
        self.work.extend(exact.plans.iter().map(|plan| exact.standing(plan, &at)));
        self.numbered()
    }

    /// The class of the standings in `work`; `None` when there are too many classes.
    fn numbered(&mut self) -> Option<u32> {
        let (count, last) = (self.work.len(), self.last as usize);
        if self.standings.get(last * count..(last + 1) * count) == Some(&self.work[..]) {
            return Some(self.last);
        }
        let next = u32::try_from(self.classes.len()).ok().filter(|&class| class < OPEN)?;
        self.last = match self.classes.get(&self.work) {
            Some(&class) => class,
            None => {
                self.standings.extend(&self.work);
                self.classes.insert(self.work.clone(), next);
                next
            }
        };
        Some(self.last)
    }

    /// The properties of the border that all points of a cell see alike; `None` where they differ.
    fn seen(
        &mut self,
        middle: &Middle,
        low: f64,
        blocks: &[u32],
        counts: Counting,
    ) -> Option<Seen> {
        let mut all: Option<Seen> = None;
        self.arcs.clear();
        let arcs = blocks.iter().flat_map(|&block| self.exact.blocks.arcs(block));
        self.arcs.extend(arcs.map(|arc| arc as u32));
        let own = 0..self.arcs.len();
        let arcs = &self.exact.arcs;
        self.pruner
            .narrow(arcs, &mut self.arcs, own.clone(), middle, |chord| self.exact.slack(chord));
        for &arc in &self.arcs[own.end..] {
            let seen = self.seen_of(middle, low, arc as usize, counts)?;
            match all {
                None => all = Some(seen),
                Some(all) => {
                    let alike = seen.side == all.side
                        && seen.beyond == all.beyond
                        && self.sector(seen.chainage) == self.sector(all.chainage);
                    if !alike {
                        return None;
                    }
                }
            }
        }
        all
    }

    fn seen_of(&self, middle: &Middle, low: f64, arc: usize, counts: Counting) -> Option<Seen> {
        let route = &self.exact.route;
        let arcs = &self.exact.arcs;
        let far = low + 4.0 * middle.radius;
        let span = arcs.span(arc, middle, far);
        let pieces = arcs.pieces(arc);
        let start = route.end_mark(pieces.start, PieceEnd::Start);
        let end = route.end_mark(pieces.end - 1, PieceEnd::End);
        let length = end.chainage - start.chainage;
        let at = |share: f64| start.chainage + length * share.clamp(0.0, 1.0);
        let (from, to) = (at(span.from), at(span.to));
        let mut beyond = false;
        if counts.chainage {
            if self.sector(from - CLEAR) != self.sector(to + CLEAR) {
                return None;
            }
            let tips = [
                (span.from <= 0.0 && route.is_tip(&start), span.to < 0.0),
                (span.to >= 1.0 && route.is_tip(&end), span.from > 1.0),
            ];
            for (touched, only) in tips {
                if touched && !only {
                    return None;
                }
                beyond |= touched;
            }
        }
        let side = match counts.side {
            true => Some(self.side(middle, low, arc, &[start, end], [span.from, span.to])?),
            false => None,
        };
        Some(Seen { chainage: 0.5 * (from + to), side, beyond })
    }

    /// The side from which all points of a cell see an arc; `None` where they differ.
    fn side(
        &self,
        middle: &Middle,
        low: f64,
        arc: usize,
        ends: &[RoutePoint; 2],
        span: [f64; 2],
    ) -> Option<Side> {
        let [from, to] = span;
        let (route, p) = (&self.exact.route, middle.center);
        let mut sides = [None; 3];
        if from <= 0.0 {
            sides[0] = Some(route.left_by(p, &ends[0]));
        }
        if to >= 1.0 {
            sides[1] = Some(route.left_by(p, &ends[1]));
        }
        if to > 0.0 && from < 1.0 {
            sides[2] = Some(self.exact.arcs.left_by(arc, p));
        }
        // The route's directions are those of its pieces, at most a ten-thousandth from an arc's.
        let turn = 2.0 * self.exact.arcs.turn(arc) + 1e-3;
        let doubt = middle.radius + turn * (low.max(0.0) + 2.0 * middle.radius) + CLEAR;
        let mut found = sides.into_iter().flatten().map(|left| match left {
            left if left > doubt => Some(Side::Left),
            left if left < -doubt => Some(Side::Right),
            _ => None,
        });
        let first = found.next()??;
        found.all(|side| side == Some(first)).then_some(first)
    }

    /// The number of ends of sectors before a chainage.
    fn sector(&self, chainage: f64) -> usize {
        self.ends.partition_point(|&end| end < chainage)
    }
}
