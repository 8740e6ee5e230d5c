//! The places that a plan holds: which in which band, and how many people are known to live there.
//!
//! Distances in metres from the border by Karney's geodesics, chainages along it. A place is a point;
//! one whose distance is within the tolerance of a limit, or its chainage of a sector's end, is not
//! decided: the place at which a sector is said to end lies there. Undefined: how many people
//! live where the source does not say; they are counted as places, never as nobody.

use geo::Intersects;
use geo_types::Point;

use crate::{
    Band, Gazetteer, Length, Plan, Projection, Proposal, Route, Sector, Settlement, Side, Tolerance,
};

/// The places of a gazetteer as a plan takes them.
///
/// Use it to say whom a plan holds: it keeps every place beside where it stands, for tables and maps.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::{Census, Standing, Tolerance, dataset};
/// let plan = dataset::plan(dataset::us_2019())?;
/// let census = Census::take(&plan, dataset::places(), Tolerance::default());
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

/// Where a place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In this band, counted from the border.
    In(usize),
    /// In none.
    Outside,
    /// Within the tolerance of the outer limit of this band: in it or just beyond.
    AtLimit(usize),
    /// Within the tolerance of a sector's end, deep enough for a band: beside it or just beyond.
    AtEnd,
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

impl<'a> Census<'a> {
    /// Asks of every place where it stands in a plan.
    pub fn take(plan: &Plan<'_>, places: &'a Gazetteer, tolerance: Tolerance) -> Self {
        let route = Route::new(plan.border());
        let entries = places
            .iter()
            .map(|settlement| {
                let projection = route.project(settlement.position());
                let standing = standing(plan, &route, settlement, &projection, tolerance);
                Entry { settlement, projection, standing }
            })
            .collect();
        Census { entries }
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

impl Standing {
    /// The label of the band, `outside`, or `at the limit`.
    pub fn label(self, proposal: &Proposal) -> String {
        match self {
            Standing::In(band) => proposal.bands().get(band).map(Band::label).unwrap_or_default(),
            Standing::Outside => "outside".to_owned(),
            Standing::AtLimit(_) | Standing::AtEnd => "at the limit".to_owned(),
        }
    }

    /// Whether the plan holds the place; none at its outermost limit or at a sector's end.
    pub fn is_held(self, proposal: &Proposal) -> Option<bool> {
        match self {
            Standing::In(_) => Some(true),
            Standing::Outside => Some(false),
            Standing::AtEnd => None,
            Standing::AtLimit(band) => (band + 1 < proposal.bands().len()).then_some(true),
        }
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

fn standing(
    plan: &Plan<'_>,
    route: &Route,
    settlement: &Settlement,
    projection: &Projection,
    tolerance: Tolerance,
) -> Standing {
    let extent = plan.extent();
    let point = Point::new(settlement.position().lon(), settlement.position().lat());
    let chainage = projection.station().chainage();
    let beyond = || route.is_beyond_tip(settlement.position());
    let along = |sector: &Sector| sector.holds(chainage) && !beyond();
    let along = extent.sectors().is_none_or(|sectors| sectors.iter().any(along));
    let near = |end: Length| (end.metres() - chainage.metres()).abs() <= tolerance.metres();
    let inner_end = |end: Length| Length::ZERO < end && end < route.length() && near(end);
    let ends = extent.sectors().into_iter().flatten().flat_map(|it| [it.from(), it.to()]);
    let ends_here = ends.filter(|&end| inner_end(end)).count();
    let on_side = match (extent.side(), projection.side()) {
        (Side::Both, _) | (_, Side::Both) => true,
        (wanted, side) => wanted == side,
    };
    let inside = extent.territory().is_none_or(|it| it.polygon().intersects(&point));
    if !((along || ends_here > 0) && on_side && inside) {
        return Standing::Outside;
    }
    let distance = projection.distance().metres();
    let bands = plan.proposal().bands();
    let limit = |band: usize| bands[band].outer().metres();
    let near_limit = |&band: &usize| (distance - limit(band)).abs() <= tolerance.metres();
    let at_limit = (0..bands.len()).find(near_limit).map(Standing::AtLimit);
    let within = (0..bands.len()).find(|&band| distance <= limit(band)).map(Standing::In);
    match at_limit.or(within) {
        // Where one sector ends and the next begins there is no end.
        Some(_) if ends_here == 1 => Standing::AtEnd,
        Some(standing) => standing,
        None => Standing::Outside,
    }
}
