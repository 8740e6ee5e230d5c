//! The formats of borders read and zones written; no other layer knows a format.
//!
//! # Imports
//! Any layer but `locator` and `dataset`. `qgis` and `svg` do not import one another; `qgis`
//! renders the collections that `geojson` writes.
//!
//! # Reading order
//! `caption`, `property`, `style`, `legend`, shared by all formats; `geojson`; `xml`; `svg`;
//! `qgis`.

mod caption;
pub mod geojson;
mod legend;
mod property;
pub mod qgis;
mod style;
pub mod svg;
mod xml;

pub use self::caption::Caption;
