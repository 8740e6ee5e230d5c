//! The formats in which borders come in and zones go out; nothing else in the crate knows them.

pub mod geojson;
mod legend;
mod property;
pub mod qgis;
