//! The map of some plans as one page for any browser: HTML without a library, a font or a file from elsewhere.
//!
//! The page shows the shapes of the SVG picture (`svg`), which the reader moves and magnifies. Plans go on and off,
//! and a slider draws the zone within each of many depths, with its area, places and people. All numbers are the
//! crate's: the scripts draw, and compute none. The page keeps below [`LARGEST`] bytes by drawing more coarsely where
//! it must. Text from outside is text wherever it stands, and the page's own policy (CSP level 3) forbids any other
//! script, style and request.

// Imports: `svg`, whose shapes it takes, and the files shared by all formats; every layer but `locator` and `dataset`.
// Reading order: this file, `page`, `page.html`; `markup`, `data`; `plans`, `depths`, `places`; `sha256`; `page.css`;
// `start.js`, `view.js`, `labels.js`, `info.js`, `depth.js`, `link.js`, which make one script in this order.

mod data;
mod depths;
mod markup;
mod page;
mod places;
mod plans;
mod sha256;

use std::fmt;

pub use crate::format::Caption;
use crate::format::svg::Map;
use crate::plan::{Proposal, Sweep};

/// The largest size of a page whose plans and places have ordinary names, bytes.
pub const LARGEST: usize = 1_000_000;

/// The longer side of the drawing, pixels, from the finest to the coarsest.
const SIZES: [f64; 5] = [4000.0, 2000.0, 1000.0, 500.0, 250.0];

/// A page that shows a map; its `Display` is the text of the HTML file.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::html::{Caption, Page};
/// use safe_zone::{Sweep, Tolerance, Zones, dataset, svg};
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
    map: &'a Map<'a>,
    swept: Option<(&'a Sweep<'a>, &'a Proposal)>,
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

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for size in SIZES {
            text = page::text(self, size);
            if text.len() < LARGEST {
                break;
            }
        }
        f.write_str(&text)
    }
}
