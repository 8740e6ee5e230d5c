//! The border and the plans along it, ready to be asked about one point.
//!
//! Longitude, latitude in degrees; metres. A distance is compared with a limit as [`Arcs`] measure it,
//! and where it comes within [`CLOSE`] of one, by Karney's geodesic. Chainages and sides are those of
//! [`Route`]; they are asked for only where a plan has sectors or a side.

mod arcs;
mod blocks;
mod foot;
mod parts;

use geo_types::Coord;
use smallvec::SmallVec;

pub(crate) use self::arcs::Arcs;
pub(crate) use self::blocks::Fours;
pub(crate) use self::foot::Foot;
pub(crate) use self::parts::Parts;
use crate::border::{Border, Mark, Route, TIE};
use crate::earth::{Sines, Vec3};
use crate::plan::{Plan, Spot, Standing, Terms, check_depth};
use crate::region::{Outline, Territory};
use crate::value::{Error, Length, Side};

/// Nearer to a limit than this, metres, Karney's geodesic decides.
const CLOSE: f64 = 1e-6;

/// The fours on which what is nearest lies.
pub(crate) type Near<'a> = &'a [u32];

/// The border and the plans along it.
#[derive(Debug)]
pub(crate) struct Ground {
    pub route: Route,
    pub arcs: Arcs,
    pub fours: Fours,
    sines: Sines,
    pub outlines: Vec<Outline>,
    pub plans: Vec<Laid>,
    /// The limits of all plans, growing.
    pub limits: Vec<f64>,
}

/// A plan: what it asks, and its territory among the outlines.
#[derive(Debug)]
pub(super) struct Laid {
    pub terms: Terms,
    pub outline: Option<usize>,
}

/// A point and what it is to the border.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    pub position: Coord<f64>,
    pub p: Vec3,
    pub spot: Spot,
    pub doubt: f64,
}

impl Ground {
    /// # Errors
    /// [`Error::AnotherBorder`], [`Error::DistanceTooLarge`], [`Error::BeyondTerritory`],
    /// [`Error::BadSector`].
    pub fn new(border: &Border, plans: &[Plan<'_>]) -> Result<Self, Error> {
        let route = Route::new(border);
        let mut territories: Vec<&Territory> = Vec::new();
        let mut limits = Vec::new();
        let mut laid = Vec::with_capacity(plans.len());
        for plan in plans {
            if plan.border() != border {
                return Err(Error::AnotherBorder { plan: plan.proposal().id().to_owned() });
            }
            let outline = plan.extent().territory().map(|territory| {
                let known = territories.iter().position(|known| *known == territory);
                known.unwrap_or_else(|| {
                    territories.push(territory);
                    territories.len() - 1
                })
            });
            let terms = Terms::new(plan, &route)?;
            limits.extend_from_slice(terms.limits());
            laid.push(Laid { terms, outline });
        }
        for (index, territory) in territories.iter().enumerate() {
            let inside = laid.iter().filter(|plan| plan.outline == Some(index));
            let deepest = inside.map(|plan| plan.terms.depth()).fold(0.0, f64::max);
            check_depth(border, territory, Length::literal(deepest))?;
        }
        limits.sort_by(f64::total_cmp);
        limits.dedup();
        let arcs = Arcs::new(&route);
        let fours = Fours::new(&arcs);
        let outlines = territories.into_iter().map(Outline::new).collect();
        let sines = Sines::new();
        Ok(Ground { route, arcs, fours, sines, outlines, plans: laid, limits })
    }

    /// The point of the ellipsoid at a position.
    #[inline]
    pub fn point(&self, position: Coord<f64>) -> Vec3 {
        self.sines.ecef(position)
    }

    /// The largest limit.
    pub fn deepest(&self) -> f64 {
        self.limits.last().copied().unwrap_or(0.0)
    }

    /// What a point is to the border, whose nearest places are on the arcs of a list, or on
    /// any.
    pub fn measure(
        &self,
        position: Coord<f64>,
        p: Vec3,
        near: Option<Near<'_>>,
        doubt: f64,
    ) -> Measured {
        let foot = self.foot(p, near);
        let mut distance = self.arcs.exact(&self.route, &foot, position);
        if self.limits.iter().any(|limit| (limit - distance).abs() < CLOSE) {
            distance = self.arcs.karney(&self.route, &foot, position);
        }
        let mut spot = Spot { distance, chainage: Length::ZERO, side: Side::Both, beyond: false };
        let counts = |plan: &Laid| plan.terms.is_along_sectors() || plan.terms.is_on_one_side();
        if distance <= self.deepest() + doubt && self.plans.iter().any(counts) {
            let mark = self.mark(p, near);
            spot.chainage = Length::literal(mark.chainage);
            spot.side = self.route.side(p, &mark, distance);
            spot.beyond = self.route.is_beyond_tip(p, &mark);
        }
        Measured { position, p, spot, doubt }
    }

    /// Where a point that has been measured stands in a plan.
    pub fn standing(&self, plan: &Laid, at: &Measured) -> Standing {
        let inside = || {
            let outline = plan.outline.and_then(|index| self.outlines.get(index));
            outline.map(|outline| outline.inside(at.position, at.p, at.doubt))
        };
        plan.terms.standing(&at.spot, inside, at.doubt)
    }

    /// How much longer the chord to an arc may be than the shortest, and yet the arc be as near, or so near
    /// that it counts as such.
    pub fn slack(&self, chord: f64) -> f64 {
        self.arcs.slack(chord) + TIE
    }

    /// The nearest place on the arcs of a list, or on any.
    #[inline]
    pub fn foot(&self, p: Vec3, near: Option<Near<'_>>) -> Foot {
        let Some(fours) = near else { return self.arcs.nearest(p) };
        let mut nearest = self.arcs.to_be_nearest(p);
        self.fours.nearest(fours, p, |chord| self.arcs.slack(chord), |arc| nearest.see(arc));
        nearest.foot()
    }

    /// The place of the route nearest to a point, whose nearest places are on the arcs of a list, or on
    /// any.
    pub fn mark(&self, p: Vec3, near: Option<Near<'_>>) -> Mark {
        let Some(fours) = near else { return self.route.nearest(p) };
        // Twice the slack: pieces that are as near as the nearest count too.
        let slack = |chord| 2.0 * self.arcs.slack(chord) + 1e-3;
        let mut arcs = SmallVec::<[usize; 16]>::new();
        self.fours.nearest(fours, p, slack, |arc| arcs.push(arc));
        let pieces = arcs.into_iter().flat_map(|arc| self.arcs.pieces_around(arc));
        self.route.nearest_of(p, pieces)
    }
}
