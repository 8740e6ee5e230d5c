//! Classifies cells: finds the standing that all points of a cell share in every plan, or the two
//! standings on both sides of a limit.
//!
//! Metres. Distances are 1-Lipschitz: within a cell of radius r around a point whose chord to the
//! border is c, chords are between c - r and c + r. A cell is decided when no limit lies between the
//! two, and for every plan whose zone reaches it: no edge of its territory crosses the cell, and all
//! border points that may be nearest lie in one sector and are seen from one side. Then the standing
//! of its middle, by the same [`Membership`](crate::plan::Membership) as for a single point, holds
//! for all of it. Where limits lie between the two, the cell is split (`strip`).

use std::collections::HashMap;
use std::ops::Range;

use smallvec::SmallVec;

use super::prune::Pruner;
use super::strip::{Bounds, Limit};
use crate::border::{PieceEnd, RoutePoint};
use crate::locator::exact::ExactMeasure;
use crate::locator::grid::{Middle, OUTSIDE, SPLITS, Split, Square, Tangent};
use crate::plan::{LocatedPoint, Standing};
use crate::region::Inside;
use crate::value::{Length, Side};

/// The margin by which sides and sectors are told apart, metres: arcs and their directions differ
/// slightly from those of the route.
const CLEAR: f64 = 0.01;

/// The classes found so far, each with its standings in every plan.
#[derive(Debug)]
pub(super) struct Classifier<'a> {
    exact: &'a ExactMeasure,
    limits: Vec<Limit>,
    /// The ends of all sectors but those at the border's own, growing.
    ends: Vec<f64>,
    territories: Vec<Territory>,
    /// A square whose points see the border alike as far as plans count it, and how they see it.
    alike: Option<(Square, Counting, Seen)>,
    classes: HashMap<Vec<Standing>, u32>,
    /// The standings of all classes, one after another, as many each as there are plans.
    standings: Vec<Standing>,
    /// The last class.
    last: u32,
    work: Vec<Standing>,
    pruner: Pruner,
    arcs: Vec<u32>,
}

/// A territory, by its place among the containments.
#[derive(Debug)]
struct Territory {
    /// The largest depth of a plan in the territory.
    depth: f64,
    /// A square that no edge crosses, and whether it lies inside.
    known: Option<(Square, Inside)>,
}

/// The classes of a cell.
pub(super) enum Verdict {
    /// All points have one class.
    Class(u32),
    /// Limits run through the cell: their splits in order, each with the class beyond the next.
    Split(Splits),
    /// Points have to be measured.
    Open,
}

/// The splits of a cell, from the border outwards.
pub(super) type Splits = SmallVec<[Split; 2]>;

/// A cell to classify.
pub(super) struct Cell<'c> {
    pub square: Square,
    pub middle: &'c Middle,
    /// Bounds of the shortest chord from the middle to the border.
    pub chords: Range<f64>,
    /// The blocks that may be nearest to its points, where they are known.
    pub blocks: Option<&'c [u32]>,
    /// The largest width of a strip along a limit, metres.
    pub wide: f64,
}

/// The properties that some plan within reach asks for.
#[derive(Debug, Clone, Copy)]
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
        let length = exact.route.length().metres();
        ends.retain(|&end| 0.0 < end && end < length);
        ends.sort_by(f64::total_cmp);
        let territory = |index| {
            let inside = exact.plans.iter().filter(|plan| plan.containment == Some(index));
            let depth = inside.map(|plan| plan.membership.depth()).fold(0.0, f64::max);
            Territory { depth, known: None }
        };
        let outside = vec![Standing::Outside; exact.plans.len()];
        let classes = HashMap::from([(outside.clone(), OUTSIDE)]);
        Classifier {
            exact,
            limits: exact.limits.iter().map(|&limit| Limit::new(limit, &exact.arcs)).collect(),
            ends,
            territories: (0..exact.containments.len()).map(territory).collect(),
            alike: None,
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

    /// Classifies a cell, which the edges of the territories cross for which `crossed` is `true`.
    pub fn verdict(
        &mut self,
        cell: &Cell<'_>,
        crossed: impl Fn(usize) -> bool,
        tangent: impl FnOnce() -> Tangent,
    ) -> Verdict {
        let radius = cell.middle.radius;
        let (low, high) = (cell.chords.start - radius, cell.chords.end + radius);
        let from = self.limits.partition_point(|limit| limit.is_within(low));
        let to = self.limits.partition_point(|limit| !limit.is_beyond(high));
        let Some(&least) = self.exact.limits.get(from) else { return Verdict::Class(OUTSIDE) };
        let is_crossed = self.is_crossed(cell, least, crossed);
        // A crossed cell is cut, and its own cells will ask.
        if is_crossed && !cell.square.is_of_one_cell() {
            return Verdict::Open;
        }
        let seen = self.seen(cell, low, least);
        let Some(seen) = seen.filter(|_| !is_crossed) else { return Verdict::Open };
        let classes: Option<SmallVec<[u32; 4]>> =
            (from..=to).map(|limit| self.class(limit, &seen)).collect();
        let Some(classes) = classes else { return Verdict::Open };
        if classes.iter().all(|&class| class == classes[0]) {
            return Verdict::Class(classes[0]);
        }
        if Bounds::bend(radius, cell.chords.end) > cell.wide {
            return Verdict::Open;
        }
        let bounds = |blocks| Bounds::new(self.exact, blocks, cell.middle, &tangent());
        let Some(bounds) = cell.blocks.and_then(bounds) else { return Verdict::Open };
        let split = |(between, limit): (&[u32], &Limit)| Split {
            slope: bounds.slope,
            heights: limit.heights(&bounds),
            classes: [between[0], between[1]],
        };
        let splits: Splits = classes
            .windows(2)
            .zip(&self.limits[from..to])
            .filter(|(between, _)| between[0] != between[1])
            .map(split)
            .collect();
        match splits.iter().all(|split| split.width() <= cell.wide) {
            true => Verdict::Split(splits),
            false => Verdict::Open,
        }
    }

    /// `true` if the edge of a territory that counts at a distance crosses a cell. Learns on which
    /// side of the edges of other territories the cell lies.
    fn is_crossed(
        &mut self,
        cell: &Cell<'_>,
        distance: f64,
        crossed: impl Fn(usize) -> bool,
    ) -> bool {
        let mut any = false;
        let counting = |territory: &Territory| distance <= territory.depth;
        for (index, territory) in self.territories.iter_mut().enumerate() {
            if !counting(territory) {
                continue;
            }
            if crossed(index) {
                any = true;
            } else if !territory.known.is_some_and(|(around, _)| around.holds(cell.square)) {
                let holds = self.exact.containments[index].holds(cell.middle.position);
                let inside = if holds { Inside::Yes } else { Inside::No };
                territory.known = Some((cell.square, inside));
            }
        }
        any
    }

    /// The class of the points between two limits, the second of which is given by its place;
    /// `None` when there are too many classes.
    fn class(&mut self, limit: usize, seen: &Seen) -> Option<u32> {
        let exact = self.exact;
        let Some(&distance) = exact.limits.get(limit) else { return Some(OUTSIDE) };
        let spot = LocatedPoint {
            distance,
            chainage: Length::literal(seen.chainage),
            side: seen.side,
            beyond: seen.beyond,
        };
        self.work.clear();
        for plan in &exact.plans {
            let known = |index: usize| Some(self.territories.get(index)?.known?.1);
            let inside = || plan.containment.and_then(known);
            self.work.push(plan.membership.standing(&spot, inside, 0.0));
        }
        self.numbered()
    }

    /// The class of the standings in `work`; `None` when there are too many classes.
    fn numbered(&mut self) -> Option<u32> {
        let (count, last) = (self.work.len(), self.last as usize);
        if self.standings.get(last * count..(last + 1) * count) == Some(&self.work[..]) {
            return Some(self.last);
        }
        let next = u32::try_from(self.classes.len()).ok().filter(|&class| class < SPLITS)?;
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

    /// The properties of the border that all points of a cell see alike, as far as plans of at least
    /// a depth count them; `None` where they differ.
    fn seen(&mut self, cell: &Cell<'_>, low: f64, depth: f64) -> Option<Seen> {
        let reached = || self.exact.plans.iter().filter(|plan| depth <= plan.membership.depth());
        let counts = Counting {
            chainage: reached().any(|plan| plan.membership.is_along_sectors()),
            side: reached().any(|plan| plan.membership.is_on_one_side()),
        };
        if !counts.chainage && !counts.side {
            return Some(Seen { chainage: 0.0, side: None, beyond: false });
        }
        if let Some((around, counted, seen)) = self.alike
            && around.holds(cell.square)
            && (counted.chainage || !counts.chainage)
            && (counted.side || !counts.side)
        {
            return Some(seen);
        }
        let seen = self.seen_by(cell.middle, low, cell.blocks?, counts)?;
        self.alike = Some((cell.square, counts, seen));
        Some(seen)
    }

    /// The properties of the border, out of these blocks, that all points of a cell see alike.
    fn seen_by(
        &mut self,
        middle: &Middle,
        low: f64,
        blocks: &[u32],
        counts: Counting,
    ) -> Option<Seen> {
        let mut all: Option<Seen> = None;
        let arcs = &self.exact.arcs;
        let (found, pruner) = (&mut self.arcs, &mut self.pruner);
        let slack = |chord| self.exact.slack(chord);
        self.exact.blocks.narrowed_arcs(arcs, blocks, found, |limbs, list| {
            let all = list.len();
            pruner.narrow(limbs, list, 0..all, middle, slack);
            list.drain(..all);
        });
        let own = 0..found.len();
        pruner.narrow(arcs, found, own.clone(), middle, slack);
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
