//! Exact measure: the border and the plans along it, ready to measure one point.
//!
//! Longitude, latitude in degrees; metres. A distance is compared with a limit as [`Arcs`] measure
//! it, and within [`CLOSE`] of a limit by Karney's geodesic. Chainages and sides are those of
//! [`Route`]; only a plan with sectors or a side needs them.
//!
//! # Imports
//! `value`, `earth`, `index`, `border`, `region`, `plan`, and `grid`; not `build`.
//!
//! # Reading order
//! `parts`, `arcs`, `block`, `blocks`, `foot`, this file.

mod arcs;
mod block;
mod blocks;
mod foot;
mod parts;

use std::sync::Arc;

use geo_types::Coord;
use smallvec::SmallVec;

pub(crate) use self::arcs::Arcs;
pub(crate) use self::blocks::Blocks;
pub(crate) use self::foot::Foot;
pub(crate) use self::parts::Parts;
use crate::border::{Border, Route, RoutePoint, TIE};
use crate::earth::{Sines, Vec3};
use crate::plan::{LocatedPoint, Membership, Plan, Standing, check_depth};
use crate::region::{Containment, Territory};
use crate::value::{Error, ErrorKind, Length};

/// The distance from a limit below which Karney's geodesic decides, metres.
const CLOSE: f64 = 1e-6;

/// The largest mean size of the limbs that are listed by cells, metres.
const COARSE: f64 = 500.0;

/// The blocks that hold the nearest border point.
pub(crate) type Near<'a> = &'a [u32];

/// The mean size of the limbs that are listed by cells, metres: a tenth of the first limit, and no
/// more than [`COARSE`], because points nearer to the border are measured too.
fn coarse(limits: &[f64]) -> f64 {
    limits.first().map_or(COARSE, |first| (0.1 * first).min(COARSE))
}

/// The border and the plans along it.
#[derive(Debug)]
pub(crate) struct ExactMeasure {
    pub route: Arc<Route>,
    pub arcs: Arcs,
    pub blocks: Blocks,
    sines: Sines,
    pub containments: Vec<Containment>,
    pub plans: Vec<IndexedPlan>,
    /// The limits of all plans, growing.
    pub limits: Vec<f64>,
}

/// A plan: its conditions, and the place of its territory among the containments.
#[derive(Debug)]
pub(super) struct IndexedPlan {
    pub membership: Membership,
    pub containment: Option<usize>,
}

/// A point with its distance, chainage and side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    pub position: Coord<f64>,
    pub p: Vec3,
    pub spot: LocatedPoint,
    pub doubt: f64,
}

impl ExactMeasure {
    /// Measures and indexes a border and the plans along it.
    ///
    /// # Errors
    /// [`ErrorKind::AnotherBorder`], [`ErrorKind::DistanceTooLarge`], [`ErrorKind::BeyondTerritory`],
    /// [`ErrorKind::BadSector`].
    pub fn new(border: &Border, plans: &[Plan<'_>]) -> Result<Self, Error> {
        let route = Arc::clone(border.shared_route());
        let mut territories: Vec<&Territory> = Vec::new();
        let mut limits = Vec::new();
        let mut indexed = Vec::with_capacity(plans.len());
        for plan in plans {
            if plan.border() != border {
                return Err(
                    ErrorKind::AnotherBorder { plan: plan.proposal().id().to_owned() }.into()
                );
            }
            let containment = plan.extent().territory().map(|territory| {
                let known = territories.iter().position(|known| *known == territory);
                known.unwrap_or_else(|| {
                    territories.push(territory);
                    territories.len() - 1
                })
            });
            let membership = Membership::new(plan, &route)?;
            limits.extend_from_slice(membership.limits());
            indexed.push(IndexedPlan { membership, containment });
        }
        for (index, territory) in territories.iter().enumerate() {
            let inside = indexed.iter().filter(|plan| plan.containment == Some(index));
            let deepest = inside.map(|plan| plan.membership.depth()).fold(0.0, f64::max);
            check_depth(border, territory, Length::literal(deepest))?;
        }
        limits.sort_by(f64::total_cmp);
        limits.dedup();
        let arcs = Arcs::new(&route);
        let blocks = Blocks::new(&arcs, coarse(&limits));
        let containments = territories.into_iter().map(Containment::new).collect();
        let sines = Sines::new();
        Ok(ExactMeasure { route, arcs, blocks, sines, containments, plans: indexed, limits })
    }

    /// The point of the ellipsoid at a position.
    #[inline]
    pub fn point(&self, position: Coord<f64>) -> Vec3 {
        self.sines.ecef(position)
    }

    /// The plan of a number.
    ///
    /// # Errors
    /// [`ErrorKind::NoSuchPlan`].
    pub fn plan(&self, plan: usize) -> Result<&IndexedPlan, Error> {
        let plans = self.plans.len();
        self.plans.get(plan).ok_or(ErrorKind::NoSuchPlan { plan, plans }.into())
    }

    /// The territory of a plan that has one.
    pub fn containment(&self, plan: &IndexedPlan) -> Option<&Containment> {
        self.containments.get(plan.containment?)
    }

    /// The largest limit.
    pub fn deepest(&self) -> f64 {
        self.limits.last().copied().unwrap_or(0.0)
    }

    /// Measures a point whose nearest border points lie on the arcs of a list, or on any arc.
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
        let mut spot = LocatedPoint { distance, chainage: Length::ZERO, side: None, beyond: false };
        let counts = |plan: &IndexedPlan| {
            plan.membership.is_along_sectors() || plan.membership.is_on_one_side()
        };
        if distance <= self.deepest() + doubt && self.plans.iter().any(counts) {
            let mark = self.mark(p, near);
            spot.chainage = Length::literal(mark.chainage);
            spot.side = self.route.side(p, &mark, distance);
            spot.beyond = self.route.is_beyond_tip(p, &mark);
        }
        Measured { position, p, spot, doubt }
    }

    /// The standing of a measured point in a plan.
    pub fn standing(&self, plan: &IndexedPlan, at: &Measured) -> Standing {
        let inside = || {
            let containment = self.containment(plan)?;
            Some(containment.inside(at.position, at.p, at.doubt))
        };
        plan.membership.standing(&at.spot, inside, at.doubt)
    }

    /// The length by which the chord to an arc may exceed the shortest while the arc is as near, or
    /// so near that it counts as such.
    pub fn slack(&self, chord: f64) -> f64 {
        self.arcs.slack(chord) + TIE
    }

    /// The nearest border point on the arcs of a list, or on any arc.
    #[inline]
    pub fn foot(&self, p: Vec3, near: Option<Near<'_>>) -> Foot {
        let Some(blocks) = near else { return self.arcs.nearest(&self.route, p) };
        let mut nearest = self.arcs.to_be_nearest(p);
        self.blocks.nearest(blocks, p, |chord| self.arcs.slack(chord), |arc| nearest.see(arc));
        nearest.foot()
    }

    /// The point of the route nearest to a point whose nearest border points lie on the arcs of a
    /// list, or on any arc.
    pub fn mark(&self, p: Vec3, near: Option<Near<'_>>) -> RoutePoint {
        let Some(blocks) = near else { return self.route.nearest(p) };
        // Twice the slack, because pieces as near as the nearest count too.
        let slack = |chord| 2.0 * self.arcs.slack(chord) + 1e-3;
        let mut arcs = SmallVec::<[usize; 16]>::new();
        self.blocks.nearest(blocks, p, slack, |arc| arcs.push(arc));
        let pieces = arcs.into_iter().flat_map(|arc| self.arcs.pieces_around(arc));
        self.route.nearest_of(p, pieces)
    }
}
