//! The offset engine (being written).

use geo_types::MultiPolygon;

use crate::{Border, Error, Length, Territory, Tolerance};

/// The two-sided zone within each distance of the border, round at its ends, in the order asked.
pub fn buffer(
    _border: &Border,
    _distances: &[Length],
    _tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    Err(Error::NoDistance)
}

/// The bands between growing limits, cut to a territory where one is given; they share their edges.
pub fn bands(
    _border: &Border,
    _territory: Option<&Territory>,
    _limits: &[Length],
    _tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    Err(Error::NoDistance)
}
