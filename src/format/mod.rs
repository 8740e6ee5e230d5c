//! The formats of borders read and zones written; no other layer knows a format.
//!
//! # Imports
//! Any layer but `locator` and `dataset`. `geojson`, `qgis` and `svg` do not import one another; `html` takes the
//! shapes of `svg`.
//!
//! # Reading order
//! `caption`, `property`, `bounding_box`, `layer`, which `geojson` makes and `qgis` styles;
//! `style`, `legend`, shared by all formats; `geojson`; `xml`; `svg`; `html`; `qgis`.

mod bounding_box;
mod caption;
pub mod geojson;
pub mod html;
mod layer;
mod legend;
mod property;
pub mod qgis;
mod style;
pub mod svg;
mod xml;

pub use self::caption::Caption;
