//! The polygons of a plan: one zone a band, within tolerance, with its area.
//!
//! Longitude, latitude in degrees; areas in square kilometres on the ellipsoid over the edges as
//! drawn. All depths of a plan come from one call of the engine, so neighbouring zones share
//! their edges vertex for vertex. Error bound: the tolerance, at every point of a boundary.

use geo_types::MultiPolygon;

use crate::{Band, Border, Error, Length, Proposal, Territory, Tolerance, area_km2, bands};

/// The zones of one proposal along one border.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::{Tolerance, Zones, dataset};
/// let zones = Zones::compute(
///     dataset::us_2019(),
///     dataset::turkey_syria_border(),
///     Some(dataset::northeast_syria()),
///     Tolerance::default(),
/// )?;
/// for zone in zones.iter() {
///     println!("{}: {:.0} km²", zone.band().label(), zone.area_km2());
/// }
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Zones {
    proposal: Proposal,
    tolerance: Tolerance,
    zones: Vec<Zone>,
}

/// The points of a territory whose distance to the border lies in one band.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    band: Band,
    polygons: MultiPolygon<f64>,
    area_km2: f64,
}

impl Zones {
    /// The zones of `proposal` along `border`: in the territory where one is given, else on both
    /// sides with round ends.
    ///
    /// # Errors
    /// Those of [`bands()`](crate::bands): a depth beyond the territory or beyond what is
    /// supported, a tolerance that is not below a band's depth.
    pub fn compute(
        proposal: &Proposal,
        border: &Border,
        territory: Option<&Territory>,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        let limits: Vec<Length> = proposal.bands().iter().map(Band::outer).collect();
        let zones = bands(border, territory, &limits, tolerance)?
            .into_iter()
            .zip(proposal.bands())
            .map(|(polygons, band)| {
                let area_km2 = area_km2(&polygons);
                Zone { band: band.clone(), polygons, area_km2 }
            })
            .collect();
        Ok(Zones { proposal: proposal.clone(), tolerance, zones })
    }

    /// The proposal they belong to.
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// How far a boundary may lie from its depth.
    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    /// The zones, innermost first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Zone> {
        self.zones.iter()
    }

    /// What the whole plan holds, in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.zones.iter().map(Zone::area_km2).sum()
    }
}

impl Zone {
    /// The band it is the zone of.
    pub fn band(&self) -> &Band {
        &self.band
    }

    /// Its polygons.
    pub fn polygons(&self) -> &MultiPolygon<f64> {
        &self.polygons
    }

    /// Its area in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }
}
