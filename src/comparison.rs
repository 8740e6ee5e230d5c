//! Two plans along the same border in the same territory: what both hold, what one adds.
//!
//! Plans are nested, since each starts at the border: both hold what is within the smaller depth,
//! and the deeper one adds the rest. Areas in square kilometres, shares of what the deeper plan
//! holds. The pieces tile: they share their edge vertex for vertex, and that edge is the same
//! contour as in the plans' own zones. Where a plan gives a minimum depth, its pieces are bounds.

use geo_types::MultiPolygon;

use crate::{Border, DepthKind, Error, Length, Proposal, Territory, Tolerance, area_km2, bands};

/// What two proposals share and what the deeper one adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    shallower: Proposal,
    deeper: Proposal,
    tolerance: Tolerance,
    pieces: Vec<Piece>,
}

/// A part of the zone that is held by both plans or by the deeper one only.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    held_by: HeldBy,
    bound: Bound,
    inner: Length,
    outer: Length,
    polygons: MultiPolygon<f64>,
    area_km2: f64,
}

/// Which of two plans hold a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// Both.
    Both,
    /// The deeper one only.
    Deeper,
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
    /// Compares two proposals along a border, in a territory where one is given.
    ///
    /// # Errors
    /// Those of [`bands()`](crate::bands).
    pub fn compute(
        a: &Proposal,
        b: &Proposal,
        border: &Border,
        territory: Option<&Territory>,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        // Of two equal depths the exact one is the shallower: a minimum can only be more.
        let a_first = match a.depth().metres().total_cmp(&b.depth().metres()) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => a.depth_kind() == DepthKind::Exact,
        };
        let (shallower, deeper) = if a_first { (a, b) } else { (b, a) };
        let mut limits = vec![shallower.depth()];
        if deeper.depth() > shallower.depth() {
            limits.push(deeper.depth());
        }
        let kinds = (shallower.depth_kind(), deeper.depth_kind());
        let roles = [(HeldBy::Both, common_bound(kinds.0)), (HeldBy::Deeper, extra_bound(kinds))];
        let mut inner = Length::ZERO;
        let pieces = bands(border, territory, &limits, tolerance)?
            .into_iter()
            .zip(roles)
            .zip(limits)
            .map(|((polygons, (held_by, bound)), outer)| {
                let area_km2 = area_km2(&polygons);
                let piece = Piece { held_by, bound, inner, outer, polygons, area_km2 };
                inner = outer;
                piece
            })
            .collect();
        Ok(Comparison { shallower: shallower.clone(), deeper: deeper.clone(), tolerance, pieces })
    }

    /// The plan of the smaller depth, which lies in the other whole.
    pub fn shallower(&self) -> &Proposal {
        &self.shallower
    }

    /// The plan of the larger depth.
    pub fn deeper(&self) -> &Proposal {
        &self.deeper
    }

    /// How far a boundary may lie from its depth.
    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    /// What both hold, then what the deeper plan adds if it is deeper.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// What the comparison comes to, in a sentence, with "at least" where a depth is a minimum.
    pub fn statement(&self) -> String {
        let (shallower, deeper) = (self.shallower.id(), self.deeper.id());
        let [common, rest @ ..] = self.pieces.as_slice() else { return String::new() };
        let common = format!("{shallower} and {deeper} share {}", common.amount());
        match rest.first() {
            None => format!("{common}; neither adds to it"),
            Some(extra) => {
                let percent = 100.0 * self.share(extra);
                format!("{common}; {deeper} adds {}, {percent:.0} % of its zone", extra.amount())
            }
        }
    }

    /// A piece's share of what the deeper plan holds, from 0 to 1.
    pub fn share(&self, piece: &Piece) -> f64 {
        piece.area_km2 / self.pieces.iter().map(Piece::area_km2).sum::<f64>()
    }
}

/// The common part ends where the shallower plan does, wherever the deeper one ends.
fn common_bound(shallower: DepthKind) -> Bound {
    match shallower {
        DepthKind::Exact => Bound::Exact,
        DepthKind::Minimum => Bound::AtLeast,
    }
}

/// The rest begins where the shallower plan ends and ends where the deeper one does.
fn extra_bound((shallower, deeper): (DepthKind, DepthKind)) -> Bound {
    match (shallower, deeper) {
        (DepthKind::Exact, DepthKind::Exact) => Bound::Exact,
        (DepthKind::Exact, DepthKind::Minimum) => Bound::AtLeast,
        (DepthKind::Minimum, DepthKind::Exact) => Bound::AtMost,
        (DepthKind::Minimum, DepthKind::Minimum) => Bound::Open,
    }
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

    /// The distance from the border at which it begins.
    pub fn inner(&self) -> Length {
        self.inner
    }

    /// The distance from the border at which it ends.
    pub fn outer(&self) -> Length {
        self.outer
    }

    /// Its polygons.
    pub fn polygons(&self) -> &MultiPolygon<f64> {
        &self.polygons
    }

    /// Its area in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    fn amount(&self) -> String {
        let bound = match self.bound {
            Bound::Exact => "",
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
            Bound::Open => "by the stated minimums ",
        };
        format!("{bound}{:.0} km²", self.area_km2)
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
