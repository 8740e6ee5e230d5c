//! The places that a plan holds: which in which band, and how many people are known to live there.
//!
//! Distances in metres from the border by Karney's geodesics, chainages along it. A place is a point;
//! what is within the tolerance of a limit, of a sector's end or of the territory's edge is not
//! decided: the place at which a sector is said to end lies there. Undefined: how many people
//! live where the source does not say; they are counted as places, never as nobody.

use super::Plan;
use super::plan_overlay::PlanOverlay;
use super::standing::{LocatedPoint, Membership, Standing, check_depth};
use crate::border::{Border, Projection};
use crate::earth::{self, Vec3};
use crate::places::{Gazetteer, Settlement};
use crate::region::{Containment, Territory};
use crate::value::{Error, Tolerance};

/// The places of a gazetteer as a plan takes them.
///
/// Use it to say whom a plan holds: it keeps every place beside where it stands, for tables and maps.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::{Census, Standing, Tolerance, dataset};
/// let plan = dataset::plan(dataset::us_2019())?;
/// let census = Census::take(&plan, dataset::places(), Tolerance::default())?;
/// let kobani = census.entries().find(|entry| entry.settlement().name() == "‘Ayn al ‘Arab").unwrap();
/// assert_eq!(kobani.standing(), Standing::In(0));
/// assert!(census.people(0).known > 40_000);
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Census<'a> {
    entries: Vec<Entry<'a>>,
}

/// A place and how it stands to a plan.
///
/// What [`Census::entries`] gives, one for every place asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    settlement: &'a Settlement,
    projection: Projection,
    standing: Standing,
}

/// The people of some places.
///
/// What [`Census::people`] sums up; a population that is not known is counted, not guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct People {
    /// How many places there are.
    pub places: usize,
    /// How many people live in those of known population.
    pub known: u64,
    /// How many places are of unknown population.
    pub unknown: usize,
}

/// A place and what it is to the border.
struct Found<'a> {
    settlement: &'a Settlement,
    p: Vec3,
    projection: Projection,
    spot: LocatedPoint,
}

fn found<'a>(border: &Border, places: &'a Gazetteer) -> Vec<Found<'a>> {
    let route = border.route();
    let places = places.iter().map(|settlement| {
        let position = settlement.position();
        let p = earth::ecef(position.into());
        let mark = route.nearest(p);
        let projection = route.projection(position, p, &mark);
        let spot = LocatedPoint {
            distance: projection.distance().metres(),
            chainage: projection.station().chainage(),
            side: projection.side(),
            beyond: route.is_beyond_tip(p, &mark),
        };
        Found { settlement, p, projection, spot }
    });
    places.collect()
}

impl PlanOverlay<'_> {
    /// Where each place stands in each of some plans, in their order: each place is looked for once.
    ///
    /// # Errors
    /// Those of [`Census::take`]; [`Error::AnotherBorder`].
    pub fn censuses<'a>(
        &self,
        plans: &[Plan<'_>],
        places: &'a Gazetteer,
    ) -> Result<Vec<Census<'a>>, Error> {
        let places = found(self.border(), places);
        let mut edges = Vec::new();
        let census = |plan| {
            self.check_border(plan)?;
            Census::of(plan, &places, &mut edges, self.tolerance())
        };
        plans.iter().map(census).collect()
    }
}

impl<'a> Census<'a> {
    /// Asks of every place where it stands in a plan.
    ///
    /// # Errors
    /// Those of the plan's zones: [`Error::DistanceTooLarge`], [`Error::BadSector`],
    /// [`Error::BeyondTerritory`].
    pub fn take(
        plan: &Plan<'_>,
        places: &'a Gazetteer,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        Census::of(plan, &found(plan.border(), places), &mut Vec::new(), tolerance)
    }

    /// The same of places found along the plan's border, with the edges of the territories that were asked
    /// for before.
    fn of<'p>(
        plan: &Plan<'p>,
        places: &[Found<'a>],
        edges: &mut Vec<(&'p Territory, Containment)>,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        let membership = Membership::new(plan, plan.border().route())?;
        let mut containment = None;
        if let Some(territory) = plan.extent().territory() {
            check_depth(plan.border(), territory, plan.proposal().depth())?;
            let known = edges.iter().position(|(known, _)| *known == territory);
            let known = known.unwrap_or_else(|| {
                edges.push((territory, Containment::new(territory)));
                edges.len() - 1
            });
            containment = Some(&edges[known].1);
        }
        let doubt = tolerance.metres();
        let entry = |place: &Found<'a>| {
            let &Found { settlement, p, projection, spot } = place;
            let inside = |it: &Containment| it.inside(settlement.position().into(), p, doubt);
            let standing = membership.standing(&spot, || containment.map(inside), doubt);
            Entry { settlement, projection, standing }
        };
        Ok(Census { entries: places.iter().map(entry).collect() })
    }

    /// Every place, in the gazetteer's order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.entries.iter()
    }

    /// The people in a band, without those of places that are not decided.
    pub fn people(&self, band: usize) -> People {
        self.entries
            .iter()
            .filter(|entry| entry.standing == Standing::In(band))
            .fold(People::default(), |sum, entry| sum.and(entry.settlement))
    }
}

impl<'a> Entry<'a> {
    /// The place.
    pub fn settlement(&self) -> &'a Settlement {
        self.settlement
    }

    /// What it is to the border: distance, chainage, side.
    pub fn projection(&self) -> &Projection {
        &self.projection
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        self.standing
    }
}

impl People {
    /// These and those of one more place.
    fn and(self, settlement: &Settlement) -> Self {
        People {
            places: self.places + 1,
            known: self.known + settlement.population().unwrap_or_default(),
            unknown: self.unknown + usize::from(settlement.population().is_none()),
        }
    }
}
