//! A sweep: the area, the places and the people within each of many depths, in a plan's extent.
//!
//! Depths in metres, areas in square kilometres on the ellipsoid. The map is divided once, by the contours of
//! all depths, and the bands are summed from the border outwards; each place is located once. Areas have the
//! accuracy of [`Zones`](crate::Zones), people the rules of [`Census`]. Along sectors and sides
//! the flat ends are drawn for all depths together, so areas at other depths than those of one call may differ
//! by half of the tolerance times the length of these ends. Undefined: the number of people where
//! the source gives none; such places are counted as places, never as nobody.

use geo_types::MultiPolygon;

use super::Plan;
use super::census::{Census, Entry, People};
use super::plan_overlay::PlanOverlay;
use super::standing::Standing;
use crate::earth::area_km2;
use crate::overlay::bands_of;
use crate::places::{Gazetteer, Settlement};
use crate::value::{Error, Length, Tolerance};

/// The area, the places and the people within each of some depths, in the extent of a plan.
///
/// Use it to see what a plan would hold at other depths than its own: what the next kilometre adds, and where
/// two plans are alike. The plan's own bands do not count.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::Sweep;
/// use safe_zone::{Length, Tolerance, dataset};
/// let plan = dataset::plan(dataset::turkey_2019())?;
/// let depths = ["5km".parse()?, "14km".parse()?, "28km".parse()?];
/// let sweep = Sweep::compute(&plan, &depths, Some(dataset::places()), Tolerance::default())?;
/// let areas: Vec<f64> = sweep.steps().iter().map(|step| step.area_km2().round()).collect();
/// assert_eq!(areas, [2214.0, 6028.0, 11541.0]);
/// let people = sweep.steps()[2].people().unwrap();
/// assert_eq!((people.places, people.known, people.unknown), (11, 308_844, 6));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep<'a> {
    steps: Vec<Step>,
    /// The polygons between one depth and the next.
    bands: Vec<MultiPolygon<f64>>,
    /// The places in the extent within the largest depth, the nearest first.
    places: Vec<Placed<'a>>,
}

/// A place of a sweep.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed<'a> {
    distance: Length,
    settlement: &'a Settlement,
    /// The index of the first step that counts the place.
    first: usize,
}

/// What lies within one depth.
///
/// [`Sweep::steps`] gives one for each depth.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::plan::Sweep;
/// use safe_zone::{Border, Edges, Plan, Tolerance};
/// let border = Border::new(line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)], Edges::Planar)?;
/// let plan = Plan::of_depths("strip", &border, &["5km".parse()?], None)?;
/// let sweep = Sweep::compute(&plan, &["1km".parse()?, "2km".parse()?], None, Tolerance::default())?;
/// let [first, second] = sweep.steps() else { unreachable!() };
/// // A strip of 111.32 km on both sides, and a disc around its ends.
/// assert!((first.area_km2() - (111.32 * 2.0 + 3.14)).abs() < 0.1);
/// assert!((second.area_km2() - (111.32 * 4.0 + 12.57)).abs() < 0.1);
/// assert_eq!(first.people(), None); // no places were given
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    depth: Length,
    area_km2: f64,
    people: Option<People>,
    undecided: usize,
}

impl<'a> Sweep<'a> {
    /// What lies within each of these growing depths in the plan's extent, with the places of a gazetteer, if
    /// one is given.
    ///
    /// # Errors
    /// Those of [`bands()`](crate::bands): depths that do not grow by more than twice the tolerance, a depth
    /// beyond the territory's data or beyond what is supported, a tolerance that is not below the first depth,
    /// a sector beyond the border.
    pub fn compute(
        plan: &Plan<'_>,
        depths: &[Length],
        places: Option<&'a Gazetteer>,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        PlanOverlay::new(plan.border(), tolerance).sweep(plan, depths, places)
    }

    /// What lies within each depth, in the order of the depths.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step at a depth; `None` at a depth that was not asked for.
    pub fn at(&self, depth: Length) -> Option<&Step> {
        self.steps.iter().find(|step| step.depth == depth)
    }

    /// The places within the largest depth with their distances from the border, the nearest first, without
    /// those that are undecided at the ends of sectors and the edges of the territory.
    pub fn places(&self) -> impl ExactSizeIterator<Item = (Length, &'a Settlement)> {
        self.places.iter().map(|place| (place.distance, place.settlement))
    }

    /// The zones between one depth and the next as polygons, the innermost first. They tile: neighbours share
    /// their edges vertex for vertex, as those of [`bands()`](crate::bands).
    pub fn bands(&self) -> &[MultiPolygon<f64>] {
        &self.bands
    }

    /// The places in the order of [`places`](Self::places), each with the index of the first step that counts
    /// it; that of a place at the largest depth is beyond the steps.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (usize, &'a Settlement)> {
        self.places.iter().map(|place| (place.first, place.settlement))
    }

    /// The distance of the place with which the people known to live within it become at least so many; `None`
    /// where they do not within the largest depth, or none are asked for.
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// use safe_zone::plan::Sweep;
    /// use safe_zone::{Tolerance, dataset};
    /// let plan = dataset::plan(dataset::turkey_2019())?;
    /// let depths = ["28km".parse()?];
    /// let sweep = Sweep::compute(&plan, &depths, Some(dataset::places()), Tolerance::default())?;
    /// // Qamishli and Kobani, within the first kilometres.
    /// assert!(sweep.depth_for_people(200_000).unwrap().km() < 2.0);
    /// assert_eq!(sweep.depth_for_people(1_000_000), None);
    /// # }
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn depth_for_people(&self, people: u64) -> Option<Length> {
        let mut known = 0;
        let enough = |place: &&Placed<'_>| {
            let more = place.settlement.population().unwrap_or_default();
            known += more;
            more > 0 && known >= people
        };
        self.places.iter().find(enough).map(|place| place.distance)
    }
}

impl PlanOverlay<'_> {
    /// What lies within each of some depths in a plan's extent.
    ///
    /// # Errors
    /// Those of [`Sweep::compute`]; [`ErrorKind::AnotherBorder`](crate::ErrorKind::AnotherBorder).
    pub fn sweep<'a>(
        &mut self,
        plan: &Plan<'_>,
        depths: &[Length],
        places: Option<&'a Gazetteer>,
    ) -> Result<Sweep<'a>, Error> {
        self.check_border(plan)?;
        let bands = bands_of(self.contours(), plan.extent(), depths)?;
        let swept =
            Plan::of_depths(plan.proposal().id(), plan.border(), depths, plan.extent().clone())?;
        let census =
            places.map(|places| Census::take(&swept, places, self.tolerance())).transpose()?;
        let (mut area, doubt) = (0.0, self.tolerance().metres());
        let steps = depths.iter().zip(&bands).enumerate().map(|(index, (&depth, band))| {
            area += area_km2(band);
            let entries = census.iter().flat_map(Census::entries);
            let undecided =
                entries.filter(|entry| is_undecided(entry, index, depth.metres() + doubt)).count();
            let people = census.as_ref().map(|census| people(census, index));
            Step { depth, area_km2: area, people, undecided }
        });
        let steps = steps.collect();
        let placed = |entry: &Entry<'a>| {
            let (distance, settlement) = (entry.projection().distance(), entry.settlement());
            Some(Placed { distance, settlement, first: first(entry)? })
        };
        let mut places: Vec<_> =
            census.iter().flat_map(Census::entries).filter_map(placed).collect();
        places.sort_by_key(|place| place.distance);
        Ok(Sweep { steps, bands, places })
    }
}

/// The index of the first limit within which a place is counted; `None` outside, and for a place that is
/// undecided at the end of a sector or at the territory's edge.
fn first(entry: &Entry<'_>) -> Option<usize> {
    match entry.standing() {
        Standing::In(band) => Some(band),
        Standing::AtLimit(band) => Some(band + 1),
        Standing::Outside | Standing::AtEnd | Standing::AtEdge => None,
    }
}

/// The people within a limit of a plan, without those of undecided places.
fn people(census: &Census<'_>, limit: usize) -> People {
    let within = |entry: &&Entry<'_>| first(entry).is_some_and(|first| first <= limit);
    People::in_all(census.entries().filter(within).map(Entry::settlement))
}

/// `true` for a place at a limit of a plan, or nearer than these metres at the end of a sector or at the
/// territory's edge.
fn is_undecided(entry: &Entry<'_>, limit: usize, metres: f64) -> bool {
    match entry.standing() {
        Standing::AtLimit(band) => band == limit,
        Standing::AtEnd | Standing::AtEdge => entry.projection().distance().metres() < metres,
        Standing::In(_) | Standing::Outside => false,
    }
}

impl Step {
    /// The depth.
    pub fn depth(&self) -> Length {
        self.depth
    }

    /// The area within the depth, in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// The people in the places within the depth, without those of undecided places; `None` where no places
    /// were given.
    pub fn people(&self) -> Option<People> {
        self.people
    }

    /// The number of places that are undecided: within the tolerance of the depth, of a sector's end or of the
    /// territory's edge.
    pub fn undecided(&self) -> usize {
        self.undecided
    }
}
