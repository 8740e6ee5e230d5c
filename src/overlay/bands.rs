//! The strips of a zone between several distances from a border.
//!
//! Longitude, latitude in degrees; distances in metres. The request is checked and the map divided by
//! the files beside this one.

use geo_types::MultiPolygon;

use super::Partition;
use super::request::Request;
use crate::border::Border;
use crate::buffer::Contours;
use crate::region::Extent;
use crate::value::{Error, Length, Tolerance};

/// The bands between growing limits, innermost first, in the part of the zone that is meant.
///
/// Band i holds the points farther from the border than limit i-1 and not farther than limit i;
/// the innermost includes the border. Neighbouring bands share their edge vertex for vertex, and
/// along a territory every vertex that stands on the border is one of the border's own.
///
/// # Accuracy
/// As for [`buffer()`](crate::buffer()) at the limits; along the territory's edge, the edge itself; at
/// the ends of sectors and between sides, half of the tolerance.
///
/// # Errors
/// Those of [`buffer()`](crate::buffer()); [`Error::LimitsNotAscending`]; [`Error::ToleranceTooLarge`]
/// when a band is not deeper than twice the tolerance; [`Error::BeyondTerritory`] when a limit exceeds
/// [`largest_depth`](crate::largest_depth); [`Error::BadTerritory`] when the territory shares no edge with the border;
/// [`Error::BadSector`] when a sector runs beyond the border's end; [`Error::ToleranceTooLarge`] when
/// one is not longer than twice the tolerance.
///
/// [`Error::Unclosed`], a defect of the crate, when sectors or sides cannot be told apart, rather than a wrong
/// shape.
///
/// Ends of sectors within the tolerance of a tip or of a joint, where parts of the border meet, are moved
/// there.
pub fn bands<'a>(
    border: &Border,
    extent: impl Into<Extent<'a>>,
    limits: &[Length],
    tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    bands_of(&mut Contours::new(border, tolerance), &extent.into(), limits)
}

/// The bands, from contours that others may have drawn.
///
/// # Errors
/// Those of [`bands`].
pub(crate) fn bands_of(
    contours: &mut Contours<'_>,
    extent: &Extent<'_>,
    limits: &[Length],
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    let request = Request::new(contours.border(), [extent], limits.to_vec(), contours.tolerance())?;
    let partition = Partition::new(&request, contours)?;
    let holds = request.holding(extent);
    let band = |level: usize| partition.polygons(|cell| cell.level == level && holds(cell));
    Ok((0..limits.len()).map(band).collect())
}
