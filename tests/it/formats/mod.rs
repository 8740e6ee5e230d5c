//! Formats: GeoJSON, QGIS, SVG, and other coordinate systems.

#[cfg(feature = "proj")]
mod crs;
#[cfg(feature = "proj")]
mod crs_faults;
mod geojson;
mod html;
mod qgis;
mod svg;

/// The layer as it is written and read back.
fn read(layer: &safe_zone::layers::Layer) -> ::geojson::FeatureCollection {
    layer.to_string().parse().unwrap()
}
