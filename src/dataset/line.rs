//! An embedded line with its provenance: a GeoJSON Feature with one LineString, read once.

use geo_types::Coord;
use serde::Deserialize;

use crate::value::Provenance;

/// The points of an embedded file, longitude and latitude in degrees, with their provenance.
pub(super) struct Line {
    pub(super) points: Vec<Coord<f64>>,
    pub(super) provenance: Provenance,
}

#[derive(Deserialize)]
struct Feature {
    properties: Provenance,
    geometry: LineString,
}

#[derive(Deserialize)]
struct LineString {
    coordinates: Vec<[f64; 2]>,
}

impl Line {
    /// Reads the line in one of the files beside this one; the crate's tests read them all.
    pub(super) fn embedded(text: &str) -> Self {
        let feature: Feature =
            serde_json::from_str(text).expect("an embedded file is a line with its provenance");
        let points = feature.geometry.coordinates.into_iter().map(Coord::from).collect();
        Line { points, provenance: feature.properties }
    }
}
