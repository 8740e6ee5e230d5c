//! The areas that each two of several plans share, and the depth at which a plan has a given area.
//!
//! Areas in square kilometres, within the tolerance times the length of the zones' edges; depths in
//! metres.

use super::Plan;
use super::plan_overlay::{PlanOverlay, held};
use crate::buffer::{Contours, LARGEST_DISTANCE};
use crate::earth::area_km2;
use crate::overlay::{Partition, Request, bands_of};
use crate::region::largest_depth;
use crate::value::{Error, ErrorKind, Length, Tolerance};

/// The relative difference from an area at which a depth is accepted.
const NEAR: f64 = 1e-9;

/// The areas that each two of several plans share; a plan with itself, its own area.
///
/// Use it for a table of many plans; for the polygons that two plans share, use
/// [`Comparison`](crate::Comparison).
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::SharedAreas;
/// use safe_zone::{Tolerance, dataset};
/// let plans = [dataset::us_2019(), dataset::turkey_2019()].map(dataset::plan);
/// let plans = plans.into_iter().collect::<Result<Vec<_>, _>>()?;
/// let shared = SharedAreas::compute(&plans, Tolerance::default())?;
/// assert_eq!(shared.km2(0, 1), shared.km2(0, 0)); // the smaller lies in the larger
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SharedAreas {
    ids: Vec<String>,
    rows: Vec<Vec<f64>>,
}

impl SharedAreas {
    /// Computes the areas that each two of these plans share.
    ///
    /// # Errors
    /// Those of [`Comparison::compute`](crate::Comparison::compute); [`ErrorKind::NoPlan`] without a
    /// plan.
    pub fn compute(plans: &[Plan<'_>], tolerance: Tolerance) -> Result<Self, Error> {
        let Some(first) = plans.first() else { return Err(ErrorKind::NoPlan.into()) };
        PlanOverlay::new(first.border(), tolerance).shared_areas(plans)
    }

    /// What each two of these plans share, by the cells of the divided map.
    fn measured(plans: &[Plan<'_>], request: &Request<'_>, partition: &Partition) -> Self {
        let mut rows = vec![vec![0.0; plans.len()]; plans.len()];
        for (i, a) in plans.iter().enumerate() {
            for (j, b) in plans.iter().enumerate().skip(i) {
                let (in_a, in_b) = (held(request, a), held(request, b));
                let area = area_km2(&partition.polygons(|cell| in_a(cell) && in_b(cell)));
                (rows[i][j], rows[j][i]) = (area, area);
            }
        }
        let ids = plans.iter().map(|plan| plan.proposal().id().to_owned()).collect();
        SharedAreas { ids, rows }
    }

    /// The plans' ids, in the order in which they were given.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The area that two plans share, in square kilometres, by their places in that order; `None`
    /// where there is no such plan.
    pub fn km2(&self, one: usize, other: usize) -> Option<f64> {
        self.rows.get(one)?.get(other).copied()
    }
}

impl PlanOverlay<'_> {
    /// Measures the area that each pair of plans shares.
    ///
    /// # Errors
    /// The errors of [`SharedAreas::compute`], and [`ErrorKind::AnotherBorder`].
    pub fn shared_areas(&mut self, plans: &[Plan<'_>]) -> Result<SharedAreas, Error> {
        let all: Vec<&Plan<'_>> = plans.iter().collect();
        let (request, partition) = self.divided(&all)?;
        Ok(SharedAreas::measured(plans, &request, &partition))
    }
}

/// The depth at which a plan's extent, whatever its bands, would have an area; `None` where the
/// area is larger than that at the tolerance already, or smaller at the largest depth that can be
/// computed.
///
/// # Errors
/// Those of [`bands()`](crate::bands).
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::depth_for_area;
/// use safe_zone::{Tolerance, dataset};
/// let us = dataset::plan(dataset::us_2019())?;
/// let depth = depth_for_area(&us, 6028.0, Tolerance::default())?.unwrap();
/// assert!((depth.km() - 14.0).abs() < 0.01); // the area of its own 14 km
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn depth_for_area(
    plan: &Plan<'_>,
    km2: f64,
    tolerance: Tolerance,
) -> Result<Option<Length>, Error> {
    if km2.is_nan() {
        return Err(Error::bad_field("area", "NaN", "is not an area; give square kilometres"));
    }
    let largest = plan.extent().territory().and_then(|it| largest_depth(plan.border(), it));
    let largest = largest.map_or(LARGEST_DISTANCE.metres(), |it| it.metres() - tolerance.metres());
    let mut contours = Contours::new(plan.border(), tolerance);
    let mut area = |depth: f64| -> Result<f64, Error> {
        let depth = [Length::from_metres(depth)?];
        let zones = bands_of(&mut contours, plan.extent(), &depth)?;
        Ok(zones.iter().map(area_km2).sum())
    };
    // The search goes outwards from the plan's own depth, so that it computes nothing larger than
    // needed.
    let mut high = plan.proposal().depth().metres();
    let mut low = (2.0 * tolerance.metres()).min(high);
    let (mut area_low, mut area_high) = (area(low)?, area(high)?);
    while area_high < km2 {
        if high >= largest {
            return Ok(None);
        }
        (low, area_low) = (high, area_high);
        high = (2.0 * high).min(largest);
        area_high = area(high)?;
    }
    if area_low > km2 {
        return Ok(None);
    }
    if area_low == km2 || low == high {
        return Ok(Some(Length::from_metres(low)?));
    }
    // Areas grow almost evenly with depth: the false position, halved where it stalls (M. Dowell and
    // P. Jarratt, A modified regula falsi method, 1971).
    let (mut miss_low, mut miss_high) = (area_low - km2, area_high - km2);
    let mut depth = high;
    for _ in 0..60 {
        depth = high - miss_high * (high - low) / (miss_high - miss_low);
        if high - low < 0.1 * tolerance.metres() || !depth.is_finite() {
            break;
        }
        let miss = area(depth)? - km2;
        if miss.abs() <= NEAR * km2 {
            break;
        }
        if (miss > 0.0) == (miss_high > 0.0) {
            (high, miss_high, miss_low) = (depth, miss, 0.5 * miss_low);
        } else {
            (low, miss_low, miss_high) = (depth, miss, 0.5 * miss_high);
        }
    }
    Ok(Some(Length::from_metres(depth)?))
}
