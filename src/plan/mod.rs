//! Proposals laid along a border: plans, their zones, comparisons and the places that they hold.
//!
//! This file finds the sectors of a plan from the places that its proposal names, and checks that
//! the sectors do not overlap. Chainages in metres.

// Imports: `value`, `earth`, `places`, `border`, `region`, `buffer`, `overlay`; no format. Reading
// order: `proposal`, this file; `plan_overlay`, `zones`, `comparison`, `shared_areas`; `standing`,
// `census`, `sweep`.

mod census;
mod comparison;
mod plan_overlay;
mod proposal;
mod shared_areas;
mod standing;
mod sweep;
mod zones;

pub use self::census::{Census, Entry, People};
pub use self::comparison::{Bound, Comparison, HeldBy, Piece};
pub use self::plan_overlay::PlanOverlay;
pub use self::proposal::{Band, DepthKind, Origin, Proposal, Scope, Stop, Stretch};
pub use self::shared_areas::{SharedAreas, depth_for_area};
pub use self::standing::Standing;
pub(crate) use self::standing::{LocatedPoint, Membership, check_depth};
pub use self::sweep::{Step, Sweep};
pub use self::zones::{Zone, Zones};
use std::borrow::Cow;

use crate::border::{Border, Sector};
use crate::region::{Extent, Territory};
use crate::value::{Error, ErrorKind, Length, Position, SectorFault, Side};

/// A proposal laid along a border.
///
/// Make one to draw or measure a proposal along a border: [`Zones`], [`Comparison`] and [`Census`]
/// take it. [`Plan::of_depths`] makes one without a proposal.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Plan, Proposal, Tolerance, Zones};
/// let proposal: Proposal = serde_json::from_str(
///     r##"{
///         "id": "strip", "title": "A strip in the middle", "proponent": "Somebody",
///         "source": "An example", "colour": "#0072b2", "side": "left",
///         "sectors": [{ "from": "20km", "to": "50km" }],
///         "bands": [{ "inner": "0km", "outer": "5km", "depth": "exact" }]
///     }"##,
/// )?;
/// let border = Border::new(line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)], Edges::Planar)?;
/// let plan = Plan::new(&proposal, &border, None, Plan::NO_PLACES)?;
/// let zones = Zones::compute(&plan, Tolerance::default())?;
/// assert!((zones.area_km2() - 150.0).abs() < 0.01);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Plan<'a> {
    proposal: Cow<'a, Proposal>,
    border: &'a Border,
    extent: Extent<'a>,
}

impl<'a> Plan<'a> {
    /// The `find` of [`Plan::new`] for proposals that name no places: it finds none.
    pub const NO_PLACES: fn(&str) -> Result<Position, Error> = no_places;

    /// A proposal along the sectors and on the side that it names, in a territory where one is
    /// given; a territory has to be given where the proposal names one. `find` returns the
    /// positions of places; a sector begins and ends at the border point nearest to them.
    ///
    /// The border is taken as the line that the proposal names, and the territory as the territory
    /// that it names: names are not compared.
    ///
    /// # Errors
    /// The errors of `find`; [`ErrorKind::NoTerritory`] when the proposal names a territory and none is
    /// given; [`ErrorKind::BadSector`] when a sector runs backwards, beyond the border's end or over
    /// another.
    pub fn new(
        proposal: &'a Proposal,
        border: &'a Border,
        territory: Option<&'a Territory>,
        find: impl Fn(&str) -> Result<Position, Error>,
    ) -> Result<Self, Error> {
        if let (None, Some(named)) = (territory, proposal.territory()) {
            let (plan, territory) = (proposal.id().to_owned(), named.to_owned());
            return Err(ErrorKind::NoTerritory { plan, territory }.into());
        }
        let mut extent = Extent::from(territory).on(proposal.side().unwrap_or(Side::Both));
        if !proposal.sectors().is_empty() {
            let route = border.route();
            let chainage = |stop: &Stop| -> Result<Length, Error> {
                Ok(match stop {
                    Stop::Start => Length::ZERO,
                    Stop::End => route.length(),
                    Stop::Chainage(chainage) => *chainage,
                    Stop::Place(name) => route.project(find(name)?).station().chainage(),
                })
            };
            let mut sectors = Vec::new();
            for stretch in proposal.sectors() {
                let sector = Sector::new(chainage(stretch.from())?, chainage(stretch.to())?)?;
                sectors.push(route.sector(sector)?);
            }
            sectors.sort_by(|a, b| a.from().metres().total_cmp(&b.from().metres()));
            if let Some(pair) = sectors.windows(2).find(|pair| pair[1].from() < pair[0].to()) {
                let fault = SectorFault::Overlaps([pair[0].from(), pair[0].to()]);
                return Err(
                    ErrorKind::BadSector { from: pair[1].from(), to: pair[1].to(), fault }.into()
                );
            }
            extent = extent.along(sectors);
        }
        Ok(Plan { proposal: Cow::Borrowed(proposal), border, extent })
    }

    /// A proposal's bands in another extent than the proposal's own: the sectors, the side and the
    /// territory that it names do not count.
    ///
    /// Use it for one side of a plan, or for the same depth elsewhere; to change only a part of the
    /// proposal's own extent, start from the plan's [`extent`](Self::extent).
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// use safe_zone::{Plan, dataset};
    /// let plan = dataset::plan(dataset::proposal("peace-spring-2019")?)?;
    /// let elsewhere = plan.extent().clone().along([dataset::sector("tigris")?]);
    /// let moved = Plan::in_extent(plan.proposal(), plan.border(), elsewhere);
    /// assert_eq!(moved.extent().territory(), plan.extent().territory());
    /// # }
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn in_extent(
        proposal: &'a Proposal,
        border: &'a Border,
        extent: impl Into<Extent<'a>>,
    ) -> Self {
        Plan { proposal: Cow::Borrowed(proposal), border, extent: extent.into() }
    }

    /// A plan of nothing but a name and depths: bands from the border to the first depth, from there to the
    /// next, and so on, in an extent. Its proponent and source are unknown.
    ///
    /// # Errors
    /// Those of [`Proposal::of_depths`].
    ///
    /// ```
    /// use geo_types::line_string;
    /// use safe_zone::{Border, Comparison, Edges, Extent, Plan, Side, Tolerance};
    /// let border = Border::new(line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)], Edges::Planar)?;
    /// let north = Extent::default().on(Side::Left);
    /// let shallow = Plan::of_depths("shallow", &border, &["5km".parse()?, "14km".parse()?], None)?;
    /// let deep = Plan::of_depths("deep", &border, &["20mi".parse()?], north)?;
    /// let comparison = Comparison::compute(&shallow, &deep, Tolerance::default())?;
    /// assert_eq!(
    ///     comparison.statement(),
    ///     "shallow and deep share 1866 km²; shallow adds 1866 km², 50 % of its zone; \
    ///      deep adds 3344 km², 64 % of its zone"
    /// );
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn of_depths(
        id: impl Into<String>,
        border: &'a Border,
        depths: &[Length],
        extent: impl Into<Extent<'a>>,
    ) -> Result<Self, Error> {
        let proposal = Cow::Owned(Proposal::of_depths(id, depths)?);
        Ok(Plan { proposal, border, extent: extent.into() })
    }

    /// The proposal.
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// The border along which the plan runs.
    pub fn border(&self) -> &'a Border {
        self.border
    }

    /// The part of the zone that the plan takes.
    pub fn extent(&self) -> &Extent<'a> {
        &self.extent
    }
}

fn no_places(name: &str) -> Result<Position, Error> {
    Err(Error::bad_field("place", name, "is not known here; give a chainage, as 452.1km"))
}
