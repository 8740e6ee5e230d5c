//! Offset curves: the points of one side at a distance from lines, as lines.
//!
//! Longitude, latitude in degrees. An offset curve is the part of a zone's edge that is neither the
//! border nor an end, so it has the zone's accuracy.

use geo_types::{LineString, MultiLineString};

use super::options::BufferOptions;
use super::parts::Parts;
use crate::border::{Border, Sector};
use crate::buffer::Contours;
use crate::overlay::contours_of;
use crate::region::Extent;
use crate::value::{Error, Length, Position, Side};

/// The offset curves of the lines among some parts, those of the left first, each in the order of
/// the lines.
///
/// # Errors
/// Those of [`bands`](crate::bands()).
pub(super) fn of(
    parts: Parts,
    distance: Length,
    side: Side,
    options: &BufferOptions,
) -> Result<MultiLineString<f64>, Error> {
    let border = Border::new(MultiLineString(parts.lines), options.edges)?;
    let sides = match side {
        Side::Both => vec![Side::Left, Side::Right],
        one => vec![one],
    };
    let whole = Sector::new(Length::ZERO, border.length())?;
    let extents: Vec<Extent<'_>> =
        sides.iter().map(|&side| Extent::default().along([whole]).on(side)).collect();
    let mut contours = Contours::new(&border, options.tolerance);
    let mut lines = Vec::new();
    for (side, mut curves) in sides.into_iter().zip(contours_of(&mut contours, &extents, distance)?)
    {
        if side == Side::Left {
            curves.iter_mut().for_each(|curve| curve.0.reverse());
        }
        let mut placed: Vec<(f64, LineString<f64>)> = Vec::with_capacity(curves.len());
        for curve in curves {
            let start = Position::literal(curve.0[0]);
            placed.push((border.route().project(start).station().chainage().metres(), curve));
        }
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        lines.extend(placed.into_iter().map(|(_, curve)| curve));
    }
    Ok(MultiLineString(lines))
}
