//! The formats in which borders come in and zones go out; nothing else in the crate knows them.

mod caption;
pub mod geojson;
mod legend;
mod property;
pub mod qgis;
mod style;
pub mod svg;
mod xml;

pub use self::caption::Caption;
