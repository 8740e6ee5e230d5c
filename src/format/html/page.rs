//! A page: the map that it shows, and the depths of its slider.

use crate::format::svg::Map;
use crate::plan::{Proposal, Sweep};

/// A page that shows a map; its `Display` is the text of the HTML file.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::html::{Caption, Page};
/// use safe_zone::plan::Sweep;
/// use safe_zone::{Tolerance, Zones, dataset, svg};
/// let (plan, tolerance) = (dataset::plan(dataset::us_2019())?, Tolerance::default());
/// let zones = [Zones::compute(&plan, tolerance)?];
/// let caption = Caption { name: "A zone of 14 km", ..Caption::default() };
/// let map = svg::Map::new(plan.border(), &zones, caption);
/// let depths = ["10km".parse()?, "20km".parse()?];
/// let sweep = Sweep::compute(&plan, &depths, Some(dataset::places()), tolerance)?;
/// let page = Page::new(&map).with_depths(&sweep, plan.proposal()).to_string();
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// assert!(page.contains("cleared of heavy weapons") && page.len() < 1_000_000);
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Page<'a> {
    pub(super) map: &'a Map<'a>,
    /// The sweep of the slider, and the plan in whose extent it is.
    pub(super) swept: Option<(&'a Sweep<'a>, &'a Proposal)>,
}

impl<'a> Page<'a> {
    /// The page of a map.
    pub fn new(map: &'a Map<'a>) -> Self {
        Page { map, swept: None }
    }

    /// The same page with a slider over the depths of a sweep, in the extent of this plan. Of the map's places
    /// those of the sweep's gazetteer are told apart by depth.
    #[must_use]
    pub fn with_depths(self, sweep: &'a Sweep<'a>, plan: &'a Proposal) -> Self {
        Page { swept: Some((sweep, plan)), ..self }
    }
}
