//! The bands of a zone between several distances from a border.
//!
//! Longitude, latitude in degrees; distances in metres. The other files of this folder check the
//! request and divide the map.

use geo_types::{LineString, MultiPolygon};

use super::Partition;
use super::request::Request;
use crate::border::Border;
use crate::buffer::Contours;
use crate::region::Extent;
use crate::value::{Error, Length, Side, TerritoryFault, Tolerance};

/// The bands between growing limits, innermost first, within an extent.
///
/// Band i holds the points farther from the border than limit i-1 and not farther than limit i;
/// the innermost includes the border. Neighbouring bands share their edge vertex for vertex, and
/// along a territory every vertex is one of the territory's own or a place where another line meets its
/// edge. A band that ends before the territory begins has no polygon.
///
/// # Accuracy
/// As for [`buffer()`](crate::buffer()) at the limits; exact along the territory's edge; half of
/// the tolerance at the ends of sectors and between sides. A vertex within 0.1 mm of another, or of an edge,
/// is on it: where the border passes there twice, the side of the points nearest to it is that of the first
/// time.
///
/// # Errors
/// Those of [`buffer()`](crate::buffer());
/// [`ErrorKind::LimitsNotAscending`](crate::ErrorKind::LimitsNotAscending);
/// [`ErrorKind::ToleranceTooLarge`](crate::ErrorKind::ToleranceTooLarge) when a band is not deeper, or a
/// sector not longer, than twice the tolerance;
/// [`ErrorKind::BeyondTerritory`](crate::ErrorKind::BeyondTerritory) when a limit exceeds
/// [`largest_depth`](crate::territory::largest_depth);
/// [`ErrorKind::OutOfReach`](crate::ErrorKind::OutOfReach) when the territory lies beyond the last limit;
/// [`ErrorKind::BadSector`](crate::ErrorKind::BadSector) when a sector runs beyond the border's end;
/// [`ErrorKind::BadTerritory`](crate::ErrorKind::BadTerritory) when no part of the territory deeper than
/// the tolerance lies in the zone; [`ErrorKind::Unclosed`](crate::ErrorKind::Unclosed), a defect of the
/// crate, when sectors or sides cannot be told apart; never a wrong shape.
///
/// Ends of sectors within the tolerance of a tip or of a joint, where parts of the border meet, are
/// moved there.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Tolerance, area_km2, bands};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)];
/// let border = Border::new(line, Edges::Planar)?;
/// let limits = ["5km".parse()?, "14km".parse()?];
/// let strips = bands(&border, None, &limits, Tolerance::default())?;
/// // Two strips of 111.32 km, and the round ends: a disc of 5 km, a ring from 5 km to 14 km.
/// assert!((area_km2(&strips[0]) - (111.32 * 10.0 + 78.5)).abs() < 1.0);
/// assert!((area_km2(&strips[1]) - (111.32 * 18.0 + 537.2)).abs() < 1.0);
/// # Ok::<(), safe_zone::Error>(())
/// ```
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
    let bands: Vec<MultiPolygon<f64>> = (0..limits.len()).map(band).collect();
    if extent.sectors().is_none() && extent.side() == Side::Both {
        check_held(extent, &bands, limits)?;
    }
    Ok(bands)
}

/// Refuses a territory of which bands hold nothing.
///
/// # Errors
/// [`ErrorKind::BadTerritory`](crate::ErrorKind::BadTerritory).
pub(crate) fn check_held(
    extent: &Extent<'_>,
    bands: &[MultiPolygon<f64>],
    limits: &[Length],
) -> Result<(), Error> {
    let (Some(territory), Some(depth)) = (extent.territory(), limits.last()) else { return Ok(()) };
    if bands.iter().any(|band| !band.0.is_empty()) {
        return Ok(());
    }
    Err(Error::bad_territory(territory.name(), TerritoryFault::OutsideExtent(*depth)))
}

/// The outermost contour within each extent, the extent on its left.
///
/// # Errors
/// Those of [`bands`].
pub(crate) fn contours_of(
    contours: &mut Contours<'_>,
    extents: &[Extent<'_>],
    distance: Length,
) -> Result<Vec<Vec<LineString<f64>>>, Error> {
    let request = Request::new(contours.border(), extents, vec![distance], contours.tolerance())?;
    let partition = Partition::new(&request, contours)?;
    let contour = |extent| {
        let holds = request.holding(extent);
        partition.contour(|cell| cell.level == 0 && holds(cell))
    };
    Ok(extents.iter().map(contour).collect())
}
