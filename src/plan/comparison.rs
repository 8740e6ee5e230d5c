//! Two plans along one border: what both hold, and what only one holds.
//!
//! Areas in square kilometres. The two may differ in depth, sectors, side and territory. All pieces
//! are cells of one division of the map, so they tile, vertex for vertex. Where a plan gives a minimum
//! depth, pieces are bounds: it may grow, into what the other holds or does not.

use geo_types::MultiPolygon;

use super::Plan;
use super::plan_overlay::{PlanOverlay, held};
use super::proposal::{DepthKind, Proposal};
use crate::earth::{area_in_words, area_km2};
use crate::overlay::{Partition, Request};
use crate::value::{Error, Tolerance};

/// What two plans share and what each adds.
///
/// Use it to say what is in dispute between two plans, in a sentence and as polygons with areas; for
/// more than two, or for areas alone, use [`SharedAreas`](crate::SharedAreas).
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
/// What [`Comparison::pieces`] gives; the pieces of one comparison tile.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    held_by: HeldBy,
    bound: Bound,
    polygons: MultiPolygon<f64>,
    area_km2: f64,
}

/// Which of two plans hold a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// Both.
    Both,
    /// The first only.
    First,
    /// The second only.
    Second,
}

/// What is known of a piece when a plan's depth is a minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The piece is this.
    Exact,
    /// The piece is at least this.
    AtLeast,
    /// The piece is at most this.
    AtMost,
    /// Both depths are minimums: the piece is this if both are taken at their least.
    Open,
}

impl Comparison {
    /// Compares two plans along the same border.
    ///
    /// # Errors
    /// Those of [`bands()`](crate::bands); [`Error::OtherBorder`] when the plans' borders differ.
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

    /// How far a boundary may lie from its depth.
    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    /// What both hold, what only the first, what only the second holds: those that there are.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The piece that is held so, if there is one.
    pub fn piece(&self, held_by: HeldBy) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.held_by == held_by)
    }

    /// What the comparison comes to, in a sentence, with "at least" where a depth is a minimum.
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

    /// A piece's share of what either plan holds, from 0 to 1.
    pub fn share(&self, piece: &Piece) -> f64 {
        piece.area_km2 / self.pieces.iter().map(Piece::area_km2).sum::<f64>()
    }
}

impl PlanOverlay<'_> {
    /// What two plans share and what each adds.
    ///
    /// # Errors
    /// Those of [`Comparison::compute`]; [`Error::AnotherBorder`].
    pub fn comparison(&mut self, first: &Plan<'_>, second: &Plan<'_>) -> Result<Comparison, Error> {
        let plans = [first, second];
        let (request, partition) = self.divided(&plans)?;
        Ok(Comparison::of(plans, self.tolerance(), &request, &partition))
    }
}

/// The common part ends where the shallower plan does, wherever the deeper one ends.
fn common(a: &Proposal, b: &Proposal) -> Bound {
    let shallower =
        if a.depth() < b.depth() || (a.depth() == b.depth() && is_exact(a)) { a } else { b };
    if is_exact(shallower) { Bound::Exact } else { Bound::AtLeast }
}

/// What only one holds grows with it, and where it is the deeper one shrinks as the other grows.
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
    /// Who holds it.
    pub fn held_by(&self) -> HeldBy {
        self.held_by
    }

    /// Whether it is exact or a bound.
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// Its polygons.
    pub fn polygons(&self) -> &MultiPolygon<f64> {
        &self.polygons
    }

    /// Its area in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// Its area to a square kilometre, with what is known of it: `at least 5514 km²`.
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
