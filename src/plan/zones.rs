//! The zones of a plan as polygons: one zone a band, within the tolerance, with its area.
//!
//! Longitude, latitude in degrees; areas in square kilometres on the ellipsoid over the edges as
//! drawn. All depths of a plan come from one call of the engine, so neighbouring zones share
//! their edges vertex for vertex. Error bound: the tolerance, at every point of a boundary.

use std::{slice, vec};

use geo_types::MultiPolygon;

use super::Plan;
use super::census::{Census, People};
use super::plan_overlay::PlanOverlay;
use super::proposal::{Band, Proposal};
use crate::border::Sector;
use crate::earth::area_km2;
use crate::overlay::{Slivers, bands_of, check_held, slivers_of};
use crate::region::Territory;
use crate::value::{Error, Length, Side, Tolerance};

/// The zones of one plan, one for each band.
///
/// Use it to draw or measure a plan; for the part that two plans share, use
/// [`Comparison`](crate::Comparison).
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::{Tolerance, Zones, dataset};
/// let plan = dataset::plan(dataset::us_2019())?;
/// let zones = Zones::compute(&plan, Tolerance::default())?;
/// for zone in &zones {
///     println!("{}: {:.0} km²", zone.band().label(), zone.area_km2());
/// }
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Zones {
    proposal: Proposal,
    territory: Option<String>,
    sectors: Option<Vec<Sector>>,
    side: Side,
    tolerance: Tolerance,
    places_source: Option<String>,
    zones: Vec<Zone>,
}

/// The points of a plan's extent whose distance to the border lies in one band.
///
/// [`Zones::iter`] gives one for each band.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::{Tolerance, Zones, dataset};
/// let zones = Zones::compute(&dataset::plan(dataset::us_2019())?, Tolerance::default())?;
/// let inner = zones.iter().next().unwrap();
/// assert_eq!(inner.band().label(), "0-5 km");
/// assert_eq!(inner.area_km2().round(), 2214.0);
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    band: Band,
    polygons: MultiPolygon<f64>,
    area_km2: f64,
    people: Option<People>,
}

impl Zones {
    /// Computes the zones of a plan, one for each of its bands.
    ///
    /// # Errors
    /// Those of [`bands()`](crate::bands): a depth beyond the territory or beyond what is
    /// supported, a tolerance that is not below a band's depth, a sector beyond the border;
    /// [`ErrorKind::BadTerritory`](crate::ErrorKind::BadTerritory) when the plan has no zone, because its
    /// territory lies on another side or along other sectors.
    pub fn compute(plan: &Plan<'_>, tolerance: Tolerance) -> Result<Self, Error> {
        PlanOverlay::new(plan.border(), tolerance).zones(plan)
    }

    /// The zones of a plan whose bands are these polygons.
    fn of(plan: &Plan<'_>, tolerance: Tolerance, polygons: Vec<MultiPolygon<f64>>) -> Self {
        let proposal = plan.proposal();
        let zones = polygons
            .into_iter()
            .zip(proposal.bands())
            .map(|(polygons, band)| {
                let area_km2 = area_km2(&polygons);
                Zone { band: band.clone(), polygons, area_km2, people: None }
            })
            .collect();
        let extent = plan.extent();
        Zones {
            proposal: proposal.clone(),
            territory: extent.territory().map(Territory::name).map(str::to_owned),
            sectors: extent.sectors().map(<[Sector]>::to_vec),
            side: extent.side(),
            tolerance,
            places_source: None,
            zones,
        }
    }

    /// The same zones with the people in each, from a census of the same plan: layers and maps then say how many.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// use safe_zone::plan::Census;
    /// use safe_zone::{Tolerance, Zones, dataset};
    /// let (plan, tolerance) = (dataset::plan(dataset::us_2019())?, Tolerance::default());
    /// let census = Census::take(&plan, dataset::places(), tolerance)?;
    /// let zones = Zones::compute(&plan, tolerance)?.with_people(&census);
    /// assert_eq!(zones.iter().next().unwrap().people().unwrap().known, 282_533);
    /// assert_eq!(zones.places_source(), Some("GeoNames, 2026"));
    /// # }
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    #[must_use]
    pub fn with_people(mut self, census: &Census<'_>) -> Self {
        for (band, zone) in self.zones.iter_mut().enumerate() {
            zone.people = Some(census.people(band));
        }
        self.places_source = census.source().map(str::to_owned);
        self
    }

    /// The proposal of the zones.
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// The name of the territory to which the zones are cut.
    pub fn territory(&self) -> Option<&str> {
        self.territory.as_deref()
    }

    /// The stretches of the border along which the zones lie; `None` for the whole border with
    /// round ends.
    pub fn sectors(&self) -> Option<&[Sector]> {
        self.sectors.as_deref()
    }

    /// The side of the border on which the zones lie.
    pub fn side(&self) -> Side {
        self.side
    }

    /// The tolerance of the boundaries.
    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    /// The source of the places in which people are counted, where it is known.
    pub fn places_source(&self) -> Option<&str> {
        self.places_source.as_deref()
    }

    /// The zones, innermost first.
    pub fn iter(&self) -> slice::Iter<'_, Zone> {
        self.zones.iter()
    }

    /// The area of all zones together, in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.zones.iter().map(Zone::area_km2).sum()
    }
}

impl<'a> IntoIterator for &'a Zones {
    type Item = &'a Zone;
    type IntoIter = slice::Iter<'a, Zone>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Zones {
    type Item = Zone;
    type IntoIter = vec::IntoIter<Zone>;

    fn into_iter(self) -> Self::IntoIter {
        self.zones.into_iter()
    }
}

impl PlanOverlay<'_> {
    /// The zones of a plan, one for each of its bands.
    ///
    /// # Errors
    /// Those of [`Zones::compute`]; [`ErrorKind::AnotherBorder`](crate::ErrorKind::AnotherBorder).
    pub fn zones(&mut self, plan: &Plan<'_>) -> Result<Zones, Error> {
        self.check_border(plan)?;
        let limits: Vec<Length> = plan.proposal().bands().iter().map(Band::outer).collect();
        let polygons = bands_of(self.contours(), plan.extent(), &limits)?;
        check_held(plan.extent(), &polygons, &limits)?;
        Ok(Zones::of(plan, self.tolerance(), polygons))
    }

    /// The parts of a plan's zone that its territory holds on the other side of the border than the most of
    /// it; `None` where there are none, or the plan has no territory, or one side.
    ///
    /// A territory from another source than the border has such slivers, and [`Territory::snapped`] ends them.
    /// Where more than a tenth of the zone lies on either side, the territory lies on both, and there are none.
    ///
    /// # Errors
    /// As of [`zones`](PlanOverlay::zones).
    pub fn slivers(&mut self, plan: &Plan<'_>) -> Result<Option<Slivers>, Error> {
        self.check_border(plan)?;
        let extent = plan.extent();
        if extent.territory().is_none() || extent.side() != Side::Both {
            return Ok(None);
        }
        slivers_of(self.contours(), extent, plan.proposal().depth())
    }
}

impl Zone {
    /// The band of the zone.
    pub fn band(&self) -> &Band {
        &self.band
    }

    /// The zone's polygons.
    pub fn polygons(&self) -> &MultiPolygon<f64> {
        &self.polygons
    }

    /// The zone's area in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// The people in the zone, where [`Zones::with_people`] has counted them.
    pub fn people(&self) -> Option<People> {
        self.people
    }
}
