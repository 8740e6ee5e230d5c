//! What is taken from the library under test: its data, none of its code.

use geo_types::{MultiLineString, Polygon};
use safe_zone::dataset;

/// The embedded border, with edges straight in longitude and latitude.
pub fn border() -> &'static MultiLineString<f64> {
    dataset::turkey_syria_border().lines()
}

/// Syria east of the Euphrates.
pub fn northeast() -> &'static Polygon<f64> {
    dataset::northeast_syria().polygon()
}

/// Syria.
pub fn whole() -> &'static Polygon<f64> {
    dataset::syria().polygon()
}
