//! The data of the library under test, and none of its code.

use geo_types::{MultiLineString, MultiPolygon};
use safe_zone::dataset;

/// The embedded border, with edges straight in longitude and latitude.
pub fn border() -> MultiLineString<f64> {
    dataset::turkey_syria_border().lines().clone()
}

/// The territory with this id, if there is one.
pub fn territory(id: &str) -> Option<MultiPolygon<f64>> {
    dataset::territory(id).ok().map(|territory| territory.polygons().clone())
}
