//! A census: the places of a gazetteer in each band of a plan, and the people known to live there.
//!
//! Distances in metres from the border by Karney's geodesics, chainages along it. A place is a
//! point. A place within the tolerance of a limit, of a sector's end or of the territory's edge is
//! undecided, such as the place at which a sector is said to end. Undefined: the number of people
//! where the source gives none; such places are counted as places, never as nobody.

use std::slice;

use super::Plan;
use super::plan_overlay::PlanOverlay;
use super::standing::{LocatedPoint, Membership, Standing, check_depth};
use crate::border::{Border, Projection};
use crate::earth::{self, Vec3};
use crate::places::{Gazetteer, Settlement};
use crate::region::{Containment, Territory};
use crate::value::{Error, Tolerance};

/// The places of a gazetteer with their standing in a plan.
///
/// Use it for the places and people in a plan: it keeps every place with its standing, for tables
/// and maps.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::{Census, Standing};
/// use safe_zone::{Tolerance, dataset};
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
    source: Option<&'a str>,
}

/// A place and its standing in a plan.
///
/// [`Census::entries`] gives one for every place of the gazetteer.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::{Census, Standing};
/// use safe_zone::{Tolerance, dataset};
/// let us = dataset::plan(dataset::us_2019())?;
/// let census = Census::take(&us, dataset::places(), Tolerance::default())?;
/// let mut inner = census.entries().filter(|entry| entry.standing() == Standing::In(0));
/// assert!(inner.all(|entry| entry.projection().distance().km() <= 5.0));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    settlement: &'a Settlement,
    projection: Projection,
    standing: Standing,
}

/// The number of people in some places.
///
/// [`Census::people`] sums it up; an unknown population is counted, not guessed.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::Census;
/// use safe_zone::{Tolerance, dataset};
/// let us = dataset::plan(dataset::us_2019())?;
/// let census = Census::take(&us, dataset::places(), Tolerance::default())?;
/// let people = census.people(0);
/// assert_eq!((people.places, people.known, people.unknown), (6, 282_533, 2));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct People {
    /// The number of places.
    pub places: usize,
    /// The number of people in the places of known population.
    pub known: u64,
    /// The number of places of unknown population.
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
    /// Those of [`Census::take`]; [`ErrorKind::AnotherBorder`](crate::ErrorKind::AnotherBorder).
    pub fn censuses<'a>(
        &self,
        plans: &[Plan<'_>],
        places: &'a Gazetteer,
    ) -> Result<Vec<Census<'a>>, Error> {
        let source = places.source();
        let places = found(self.border(), places);
        let mut edges = Vec::new();
        let census = |plan| {
            self.check_border(plan)?;
            let census = Census::of(plan, &places, &mut edges, self.tolerance())?;
            Ok(Census { source, ..census })
        };
        plans.iter().map(census).collect()
    }
}

impl<'a> Census<'a> {
    /// Finds the standing of every place in a plan.
    ///
    /// # Errors
    /// Those of the plan's zones: [`ErrorKind::DistanceTooLarge`](crate::ErrorKind::DistanceTooLarge),
    /// [`ErrorKind::BadSector`](crate::ErrorKind::BadSector),
    /// [`ErrorKind::BeyondTerritory`](crate::ErrorKind::BeyondTerritory).
    pub fn take(
        plan: &Plan<'_>,
        places: &'a Gazetteer,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        let found = found(plan.border(), places);
        let census = Census::of(plan, &found, &mut Vec::new(), tolerance)?;
        Ok(Census { source: places.source(), ..census })
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
        Ok(Census { entries: places.iter().map(entry).collect(), source: None })
    }

    /// Every place, in the gazetteer's order.
    pub fn entries(&self) -> slice::Iter<'_, Entry<'a>> {
        self.entries.iter()
    }

    /// The source of the places, where the gazetteer has one.
    pub fn source(&self) -> Option<&'a str> {
        self.source
    }

    /// The people in a band, without those of undecided places.
    pub fn people(&self, band: usize) -> People {
        let inside = self.entries.iter().filter(|entry| entry.standing == Standing::In(band));
        People::in_all(inside.map(Entry::settlement))
    }
}

impl<'c, 'a> IntoIterator for &'c Census<'a> {
    type Item = &'c Entry<'a>;
    type IntoIter = slice::Iter<'c, Entry<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries()
    }
}

impl<'a> Entry<'a> {
    /// The place.
    pub fn settlement(&self) -> &'a Settlement {
        self.settlement
    }

    /// The place's nearest border point, distance and side.
    pub fn projection(&self) -> &Projection {
        &self.projection
    }

    /// The place's standing in the plan.
    pub fn standing(&self) -> Standing {
        self.standing
    }
}

impl People {
    /// The people in some places.
    pub(super) fn in_all<'a>(places: impl Iterator<Item = &'a Settlement>) -> Self {
        places.fold(People::default(), People::and)
    }

    /// The people in these places without those of `nearer`, which are some of them.
    #[must_use]
    pub fn beyond(self, nearer: People) -> People {
        People {
            places: self.places.saturating_sub(nearer.places),
            known: self.known.saturating_sub(nearer.known),
            unknown: self.unknown.saturating_sub(nearer.unknown),
        }
    }

    /// The sum with one more place.
    fn and(self, settlement: &Settlement) -> Self {
        People {
            places: self.places + 1,
            known: self.known + settlement.population().unwrap_or_default(),
            unknown: self.unknown + usize::from(settlement.population().is_none()),
        }
    }
}
