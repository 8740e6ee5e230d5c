//! QGIS: a style for each GeoJSON file, and a project that opens straight to a map of them.
//!
//! A [`Layer`] is made from the layer that is written to the file, so that colours, legend and
//! extent are those of its features. [`Layer::style`] is the text of the `.qml` file which QGIS
//! applies when it opens the GeoJSON file of the same stem beside it; [`project`] is the text of a
//! `.qgs` file in the same folder, with the same styles. The files are XML, in the form of QGIS
//! 3.22, with which they are checked.
//!
//! ```
//! # #[cfg(feature = "data")] {
//! use safe_zone::layers::{self, Caption};
//! use safe_zone::qgis::{self, Layer};
//! use safe_zone::{Tolerance, Zones, dataset};
//! let zones = Zones::compute(&dataset::plan(dataset::us_2019())?, Tolerance::default())?;
//! let caption = Caption { name: "The plan of August 2019", ..Caption::default() };
//! let collection = layers::zones(&[zones], &caption);
//!
//! let layer = Layer::zones("zones.geojson", &collection)?;
//! let files = [
//!     ("zones.geojson", collection.to_string()),
//!     ("zones.qml", layer.style()),
//!     ("zones.qgs", qgis::project(&caption, &[layer])),
//! ];
//! assert!(files.iter().all(|(_, text)| text.contains("#0072b2")));
//! # }
//! # Ok::<(), safe_zone::Error>(())
//! ```

// Imports: `value`, `earth`, `plan`, and the files shared by all formats; no other format.
// Reading order: `layer`; `options`, `symbol`, `renderer`, `label`, `table`, `style`, `zones`;
// `entry`, `map_extent`, `page`, `legend`, `layout`, `project`.

mod entry;
mod label;
mod layer;
mod layout;
mod legend;
mod map_extent;
mod options;
mod page;
mod project;
mod renderer;
mod style;
mod symbol;
mod table;
mod zones;

pub use self::layer::Layer;
pub use self::project::project;

/// The version of QGIS in whose form the files are written.
const WRITTEN_FOR: &str = "3.22.0";
