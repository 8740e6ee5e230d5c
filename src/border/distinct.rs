//! Points that are distinct on the Earth: -180° is 180°, a pole is a pole.
//!
//! Longitude, latitude in degrees.

use geo_types::LineString;

use crate::earth;

/// The smallest distance between points for the line between them to have a direction, metres.
const APART: f64 = 1e-5;

/// `true` if a line has no two distinct points.
pub(crate) fn is_point(line: &LineString<f64>) -> bool {
    let mut points = line.coords().map(|&point| earth::ecef(point));
    let first = points.next();
    first.is_none_or(|first| points.all(|point| (point - first).norm() < APART))
}
