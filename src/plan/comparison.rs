//! The comparison of two plans along one border: the part that both hold, and the parts that only
//! one holds.
//!
//! Areas in square kilometres. The two plans may differ in depth, sectors, side and territory. All
//! pieces are cells of one division of the map, so they tile, vertex for vertex. Where a plan gives
//! a minimum depth, pieces are bounds: the plan may grow, into the other plan's zone or beyond it.

use std::slice;

use geo_types::MultiPolygon;

use super::Plan;
use super::plan_overlay::{PlanOverlay, held};
use super::proposal::{DepthKind, Proposal};
use crate::earth::{area_in_words, area_km2};
use crate::overlay::{Partition, Request};
use crate::value::{Error, Tolerance};

/// The part that two plans share, and the part that each adds.
///
/// Use it for the dispute between two plans, in a sentence and as polygons with areas; for more
/// than two plans, or for areas alone, use [`SharedAreas`](crate::plan::SharedAreas).
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::{Comparison, Tolerance, dataset};
/// let (us, turkey) = (dataset::plan(dataset::us_2019())?, dataset::plan(dataset::turkey_2019())?);
/// let comparison = Comparison::compute(&us, &turkey, Tolerance::default())?;
/// assert_eq!(comparison.pieces().len(), 2); // the United States' plan adds nothing
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    first: Proposal,
    second: Proposal,
    tolerance: Tolerance,
    pieces: Vec<Piece>,
}

/// A part of the zones that is held by both plans or by one only.
///
/// [`Comparison::pieces`] gives them; the pieces of one comparison tile.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::{Bound, HeldBy};
/// use safe_zone::{Comparison, Tolerance, dataset};
/// let plans = [dataset::plan(dataset::us_2019())?, dataset::plan(dataset::turkey_2019())?];
/// let comparison = Comparison::compute(&plans[0], &plans[1], Tolerance::default())?;
/// let added = comparison.piece(HeldBy::Second).unwrap();
/// assert_eq!((added.bound(), &*added.amount()), (Bound::AtLeast, "at least 5514 km²"));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    held_by: HeldBy,
    bound: Bound,
    polygons: MultiPolygon<f64>,
    area_km2: f64,
}

/// The plans, of two, that hold a piece.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::HeldBy;
/// use safe_zone::{Comparison, Tolerance, dataset};
/// let plans = [dataset::plan(dataset::us_2019())?, dataset::plan(dataset::turkey_2019())?];
/// let comparison = Comparison::compute(&plans[0], &plans[1], Tolerance::default())?;
/// assert!(comparison.piece(HeldBy::First).is_none()); // the United States' zone lies in Turkey's
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeldBy {
    /// Both plans.
    Both,
    /// The first plan only.
    First,
    /// The second plan only.
    Second,
}

/// The certainty of a piece where a plan's depth may be a minimum.
///
/// ```
/// use safe_zone::plan::Bound;
/// assert_eq!(Bound::AtLeast.as_str(), "minimum");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The piece is exact.
    Exact,
    /// The piece is a lower bound.
    AtLeast,
    /// The piece is an upper bound.
    AtMost,
    /// Both depths are minimums: the piece holds for both at their least, and may grow or shrink.
    Open,
}

impl<'a> IntoIterator for &'a Comparison {
    type Item = &'a Piece;
    type IntoIter = slice::Iter<'a, Piece>;

    fn into_iter(self) -> Self::IntoIter {
        self.pieces.iter()
    }
}

impl Comparison {
    /// Compares two plans along the same border.
    ///
    /// # Errors
    /// Those of [`bands()`](crate::bands); [`ErrorKind::OtherBorder`](crate::ErrorKind::OtherBorder) when
    /// the plans' borders differ.
    pub fn compute(
        first: &Plan<'_>,
        second: &Plan<'_>,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        PlanOverlay::new(first.border(), tolerance).comparison(first, second)
    }

    /// Compares two plans by the cells of the divided map.
    fn of(
        [first, second]: [&Plan<'_>; 2],
        tolerance: Tolerance,
        request: &Request<'_>,
        partition: &Partition,
    ) -> Self {
        let (a, b) = (first.proposal(), second.proposal());
        let (in_first, in_second) = (held(request, first), held(request, second));
        let mut pieces = Vec::new();
        for held_by in [HeldBy::Both, HeldBy::First, HeldBy::Second] {
            let wanted = match held_by {
                HeldBy::Both => (true, true),
                HeldBy::First => (true, false),
                HeldBy::Second => (false, true),
            };
            let polygons = partition.polygons(|cell| (in_first(cell), in_second(cell)) == wanted);
            if polygons.0.is_empty() {
                continue;
            }
            let bound = match held_by {
                HeldBy::Both => common(a, b),
                HeldBy::First => extra(a, b),
                HeldBy::Second => extra(b, a),
            };
            pieces.push(Piece { held_by, bound, area_km2: area_km2(&polygons), polygons });
        }
        Comparison { first: a.clone(), second: b.clone(), tolerance, pieces }
    }

    /// The first plan.
    pub fn first(&self) -> &Proposal {
        &self.first
    }

    /// The second plan.
    pub fn second(&self) -> &Proposal {
        &self.second
    }

    /// The tolerance of the boundaries.
    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    /// The pieces that exist: held by both, by the first only, by the second only.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The piece held by these plans; `None` where there is none.
    pub fn piece(&self, held_by: HeldBy) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.held_by == held_by)
    }

    /// The result of the comparison in a sentence, with "at least" where a depth is a minimum.
    pub fn statement(&self) -> String {
        self.statement_of([self.first.id(), self.second.id()])
    }

    /// The statement with other names for the plans.
    pub(crate) fn statement_of(&self, [first, second]: [&str; 2]) -> String {
        let both = self.piece(HeldBy::Both);
        let shared = both.map_or("nothing".to_owned(), Piece::amount);
        let mut text = format!("{first} and {second} share {shared}");
        let shared = both.map_or(0.0, Piece::area_km2);
        for (held_by, name) in [(HeldBy::First, first), (HeldBy::Second, second)] {
            if let Some(extra) = self.piece(held_by) {
                let percent = 100.0 * extra.area_km2 / (extra.area_km2 + shared);
                let added = extra.amount();
                text += &format!("; {name} adds {added}, {percent:.0} % of its zone");
            }
        }
        if self.pieces.len() == usize::from(both.is_some()) {
            text += "; neither adds to it";
        }
        text
    }

    /// A piece's share of the area that either plan holds, from 0 to 1.
    pub fn share(&self, piece: &Piece) -> f64 {
        piece.area_km2 / self.pieces.iter().map(Piece::area_km2).sum::<f64>()
    }
}

impl PlanOverlay<'_> {
    /// Compares two plans: the part that both hold, and the parts that only one holds.
    ///
    /// # Errors
    /// The errors of [`Comparison::compute`], and
    /// [`ErrorKind::AnotherBorder`](crate::ErrorKind::AnotherBorder).
    pub fn comparison(&mut self, first: &Plan<'_>, second: &Plan<'_>) -> Result<Comparison, Error> {
        let plans = [first, second];
        let (request, partition) = self.divided(&plans)?;
        Ok(Comparison::of(plans, self.tolerance(), &request, &partition))
    }
}

/// The certainty of the common part, which ends where the shallower plan does, wherever the deeper
/// one ends.
fn common(a: &Proposal, b: &Proposal) -> Bound {
    let shallower =
        if a.depth() < b.depth() || (a.depth() == b.depth() && is_exact(a)) { a } else { b };
    if is_exact(shallower) { Bound::Exact } else { Bound::AtLeast }
}

/// The certainty of the part that only one plan holds: it grows with that plan, and where that plan
/// is the deeper one, shrinks as the other grows.
fn extra(own: &Proposal, other: &Proposal) -> Bound {
    let shrinks = !is_exact(other) && own.depth() > other.depth();
    match (!is_exact(own), shrinks) {
        (false, false) => Bound::Exact,
        (true, false) => Bound::AtLeast,
        (false, true) => Bound::AtMost,
        (true, true) => Bound::Open,
    }
}

fn is_exact(proposal: &Proposal) -> bool {
    proposal.depth_kind() == DepthKind::Exact
}

impl Piece {
    /// The plans that hold the piece.
    pub fn held_by(&self) -> HeldBy {
        self.held_by
    }

    /// The certainty of the piece: exact or a bound.
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The piece's polygons.
    pub fn polygons(&self) -> &MultiPolygon<f64> {
        &self.polygons
    }

    /// The piece's area in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// The area to a square kilometre, with its certainty: `at least 5514 km²`.
    pub fn amount(&self) -> String {
        let area = area_in_words(self.area_km2);
        match self.bound {
            Bound::Exact => area,
            Bound::AtLeast => format!("at least {area}"),
            Bound::AtMost => format!("at most {area}"),
            Bound::Open => format!("{area} by the stated minimums"),
        }
    }
}

impl Bound {
    /// `exact`, `minimum`, `maximum` or `open`.
    pub fn as_str(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::AtLeast => "minimum",
            Bound::AtMost => "maximum",
            Bound::Open => "open",
        }
    }
}
