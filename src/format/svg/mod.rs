//! The map of some plans as one SVG picture, for readers without a GIS, and the chart of a sweep.
//!
//! The plane keeps areas (`plane.rs`) and the map says so. It shows bands in the colours of the
//! GeoJSON, the overlap of two plans striped in both colours, three plans and more also one by one, places, a scale bar, degrees, and a
//! legend with areas, sources and licences. The embedded plans' colours are those of M. Okabe and
//! K. Ito (Color Universal Design, 2008), which the colour-blind can tell apart. Lines are drawn
//! within a fifth of a pixel, neighbours thinned alike. The sheet is 1000 pixels wide and as high
//! as its legend needs, on a white ground of its own, so it reads the same in light and dark
//! viewers; it uses no font, style sheet or script from elsewhere. The same input gives the same
//! text.
//!
//! ```
//! # #[cfg(feature = "data")] {
//! use safe_zone::svg::{Caption, Map};
//! use safe_zone::{Tolerance, Zones, dataset};
//! let plan = dataset::plan(dataset::us_2019())?;
//! let zones = [Zones::compute(&plan, Tolerance::default())?];
//! let caption = Caption { name: "A zone of 14 km", ..Caption::default() };
//! let picture = Map::new(plan.border(), &zones, caption).to_string();
//! assert!(picture.starts_with("<svg "));
//! assert!(picture.contains("cleared of heavy weapons"));
//! # }
//! # Ok::<(), safe_zone::Error>(())
//! ```

// Imports: every layer but `locator` and `dataset`, and the files shared by all formats; no other format.
// Reading order: `map`, `sheet`, `drawing`; `plane`, `view`, `outline`, `clip`, `overlap`; `shapes`, `text`, `label`,
// `hatch`; `layers`, `graticule`, `scale_bar`, `places`,
// `area_names`, `multiples`; `block`, `page`, `legend`; `panel`, `chart`.

mod area_names;
mod block;
mod chart;
mod clip;
pub(in crate::format) mod drawing;
mod graticule;
mod hatch;
mod label;
mod layers;
mod legend;
mod map;
mod multiples;
mod outline;
mod overlap;
mod page;
mod panel;
mod places;
mod plane;
mod scale_bar;
mod shapes;
mod sheet;
mod text;
mod view;

use std::fmt;

pub use self::chart::Chart;
pub use self::map::{AreaName, Map};
pub(in crate::format) use self::shapes::allowed;
pub use crate::format::Caption;
use crate::value::Position;

impl Map<'_> {
    /// `true` if the map shows a position.
    pub fn shows(&self, position: Position) -> bool {
        sheet::shows(self, position)
    }
}

impl fmt::Display for Map<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sheet::draw(self).document(0))
    }
}
