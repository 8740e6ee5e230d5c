//! Formats: GeoJSON, QGIS, SVG, and other coordinate systems.

#[cfg(feature = "proj")]
mod crs;
#[cfg(feature = "proj")]
mod crs_faults;
mod geojson;
mod qgis;
mod svg;
