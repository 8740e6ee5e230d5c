//! The standing of a point in a plan, from its distance, its nearest border point and its
//! territory.
//!
//! Metres. A point is in the band (a, b] when a < s <= b and it is in the plan's territory, its
//! sectors and on its side; the innermost band includes the border. With a doubt, a length, a point
//! nearer than the doubt to a limit, a sector's end, the territory's edge or, for a plan on one
//! side, the border is undecided. Undefined: a doubt about which of two equally near parts of the
//! border counts; the nearer as measured does.

use super::Plan;
use super::proposal::{Band, Proposal};
use crate::border::{Border, Route, Sector};
use crate::buffer::LARGEST_DISTANCE;
use crate::region::{Inside, Territory, largest_depth};
use crate::value::{Error, ErrorKind, Length, Side};

/// The standing of a point in a plan.
///
/// Use it to sort points into bands: a [`Locator`](crate::Locator) and a
/// [`Census`](crate::plan::Census) give one for each plan.
///
/// ```
/// use safe_zone::plan::Standing;
/// # #[cfg(feature = "data")] {
/// use safe_zone::{Locator, Position, dataset};
/// let us = dataset::plan(dataset::us_2019())?;
/// let locator = Locator::new(us.border(), &[us.clone()])?;
/// let qamishli = locator.locate(Position::new(41.23, 37.05)?).standing(0).unwrap();
/// assert_eq!(qamishli, Standing::In(0)); // 0-5 km
/// assert_eq!(qamishli.is_held(us.proposal()), Some(true));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// In this band, counted from the border.
    In(usize),
    /// In no band.
    Outside,
    /// Within the doubt of the outer limit of this band: in the band or just beyond.
    AtLimit(usize),
    /// Within the doubt of a sector's end, at a depth within the bands: in the sector or just
    /// beyond.
    AtEnd,
    /// Within the doubt of the territory's edge, or of the border for a plan on one side of it, at
    /// a depth within the bands.
    AtEdge,
}

impl Standing {
    /// The label of the band, `outside`, or `at the limit`.
    pub fn label(self, proposal: &Proposal) -> String {
        match self {
            Standing::In(band) => proposal.bands().get(band).map(Band::label).unwrap_or_default(),
            Standing::Outside => "outside".to_owned(),
            Standing::AtLimit(_) | Standing::AtEnd | Standing::AtEdge => "at the limit".to_owned(),
        }
    }

    /// The band that holds the point, counted from 0 at the border; `None` outside and at a limit.
    pub fn band(self) -> Option<usize> {
        match self {
            Standing::In(band) => Some(band),
            _ => None,
        }
    }

    /// `true` if the plan holds the point; `None` at its outermost limit, at a sector's end or at
    /// the territory's edge.
    pub fn is_held(self, proposal: &Proposal) -> Option<bool> {
        match self {
            Standing::In(_) => Some(true),
            Standing::Outside => Some(false),
            Standing::AtEnd | Standing::AtEdge => None,
            Standing::AtLimit(band) => (band + 1 < proposal.bands().len()).then_some(true),
        }
    }
}

/// A point located along a border: its distance, chainage and side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LocatedPoint {
    pub distance: f64,
    pub chainage: Length,
    pub side: Option<Side>,
    /// `true` if the nearest border point is an end of the border and the point is not on it.
    pub beyond: bool,
}

/// The conditions of a plan on a point.
#[derive(Debug, Clone)]
pub(crate) struct Membership {
    /// The outer limits of the plan's bands, growing, metres.
    limits: Vec<f64>,
    sectors: Option<Vec<Sector>>,
    side: Side,
    /// The border's length.
    length: Length,
}

impl Membership {
    /// The conditions of a plan along the border of this route.
    ///
    /// # Errors
    /// [`ErrorKind::DistanceTooLarge`], [`ErrorKind::BadSector`].
    pub fn new(plan: &Plan<'_>, route: &Route) -> Result<Self, Error> {
        let depth = plan.proposal().depth();
        if depth > LARGEST_DISTANCE {
            return Err(
                ErrorKind::DistanceTooLarge { distance: depth, largest: LARGEST_DISTANCE }.into()
            );
        }
        let bands = plan.proposal().bands();
        let sectors = plan.extent().sectors().map(|sectors| {
            sectors.iter().map(|&sector| route.sector(sector)).collect::<Result<_, _>>()
        });
        Ok(Membership {
            limits: bands.iter().map(|band| band.outer().metres()).collect(),
            sectors: sectors.transpose()?,
            side: plan.extent().side(),
            length: route.length(),
        })
    }

    /// The outer limits of the bands, growing, metres.
    pub fn limits(&self) -> &[f64] {
        &self.limits
    }

    /// The outer limit of the last band, metres.
    pub fn depth(&self) -> f64 {
        self.limits.last().copied().unwrap_or_default()
    }

    /// The stretches of the border in the plan; `None` for all of it.
    pub fn sectors(&self) -> Option<&[Sector]> {
        self.sectors.as_deref()
    }

    /// `true` if the chainage of a point counts.
    pub fn is_along_sectors(&self) -> bool {
        self.sectors.is_some()
    }

    /// `true` if the side of a point counts.
    pub fn is_on_one_side(&self) -> bool {
        self.side != Side::Both
    }

    /// The standing of a point. `inside` is called only where it matters, and returns `None`
    /// without a territory.
    pub fn standing(
        &self,
        spot: &LocatedPoint,
        inside: impl FnOnce() -> Option<Inside>,
        doubt: f64,
    ) -> Standing {
        let near = |a: f64, b: f64| (a - b).abs() < doubt;
        let at_limit = self.limits.iter().position(|&limit| near(spot.distance, limit));
        let within = self.limits.iter().position(|&limit| spot.distance <= limit);
        let deep = at_limit.map(Standing::AtLimit).or(within.map(Standing::In));
        let Some(deep) = deep else { return Standing::Outside };

        let ends_here = self.ends_at(|end| near(end.metres(), spot.chainage.metres()));
        let holds = |sector: &Sector| sector.holds(spot.chainage) && !spot.beyond;
        let along = self.sectors.as_ref().is_none_or(|sectors| sectors.iter().any(holds));
        let at_border = self.is_on_one_side() && spot.distance < doubt;
        let on_side = match (self.side, spot.side) {
            (Side::Both, _) | (_, None) => true,
            (wanted, Some(side)) => wanted == side || at_border,
        };
        if !((along || ends_here > 0) && on_side) {
            return Standing::Outside;
        }
        match inside() {
            Some(Inside::No) => Standing::Outside,
            // Where one sector ends and the next begins, the two ends cancel out.
            _ if ends_here == 1 => Standing::AtEnd,
            Some(Inside::AtEdge) => Standing::AtEdge,
            _ if at_border => Standing::AtEdge,
            _ => deep,
        }
    }

    /// The number of ends of sectors, other than the border's own, that satisfy a condition.
    fn ends_at(&self, such: impl Fn(Length) -> bool) -> usize {
        let sectors = self.sectors.iter().flatten();
        let ends = sectors.flat_map(|sector| [sector.from(), sector.to()]);
        ends.filter(|&end| Length::ZERO < end && end < self.length && such(end)).count()
    }
}

/// Checks that a territory is known as far as a depth.
///
/// # Errors
/// [`ErrorKind::BeyondTerritory`].
pub(crate) fn check_depth(
    border: &Border,
    territory: &Territory,
    depth: Length,
) -> Result<(), Error> {
    match largest_depth(border, territory) {
        Some(largest) if depth > largest => {
            let territory = territory.name().to_owned();
            Err(ErrorKind::BeyondTerritory { depth, largest, territory }.into())
        }
        _ => Ok(()),
    }
}
