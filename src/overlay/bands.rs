//! The strips of a zone between several distances from a border.
//!
//! Longitude, latitude in degrees; distances in metres. Checks what is asked; the work is done in
//! `partition`.

use std::collections::HashSet;

use geo_types::{Coord, LineString, MultiPolygon};

use super::Partition;
use super::request::Division;
use crate::border::Border;
use crate::region::{Extent, Territory, largest_depth};
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
/// [`largest_depth`]; [`Error::BadTerritory`] when the territory shares no edge with the border;
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
    let extent = extent.into();
    let division = Division::new(border, [&extent], limits.to_vec())?;
    check(&division, tolerance)?;
    let partition = Partition::new(&division, tolerance)?;
    let holds = division.holding(&extent);
    let band = |level: usize| partition.polygons(|cell| cell.level == level && holds(cell));
    Ok((0..limits.len()).map(band).collect())
}

/// What is asked of a division can be had.
pub(crate) fn check(division: &Division<'_>, tolerance: Tolerance) -> Result<(), Error> {
    check_limits(division.limits(), tolerance)?;
    for sector in division.sectors() {
        if sector.length().metres() <= 2.0 * tolerance.metres() {
            let limit = Length::literal(0.5 * sector.length().metres());
            let what = "half length of a sector";
            return Err(Error::ToleranceTooLarge { tolerance: tolerance.length(), limit, what });
        }
    }
    for territory in division.territories() {
        check_territory(division.border(), territory, division.limits(), tolerance)?;
    }
    Ok(())
}

fn check_limits(limits: &[Length], tolerance: Tolerance) -> Result<(), Error> {
    for pair in limits.windows(2) {
        let [inner, outer] = [pair[0], pair[1]];
        if outer <= inner {
            return Err(Error::LimitsNotAscending { inner, outer });
        }
        // Closer than this, drawn contours could cross.
        if outer.metres() - inner.metres() <= 2.0 * tolerance.metres() {
            let limit = Length::literal(0.5 * (outer.metres() - inner.metres()));
            let what = "half depth of a band";
            return Err(Error::ToleranceTooLarge { tolerance: tolerance.length(), limit, what });
        }
    }
    Ok(())
}

/// The territory begins at the border, and its data do not end within the zone.
fn check_territory(
    border: &Border,
    territory: &Territory,
    limits: &[Length],
    tolerance: Tolerance,
) -> Result<(), Error> {
    let edges: HashSet<[u64; 4]> = border
        .lines()
        .iter()
        .flat_map(LineString::lines)
        .map(|edge| key(edge.start, edge.end))
        .collect();
    let mut own = territory.edges();
    if !own.any(|edge| edges.contains(&key(edge.start, edge.end))) {
        let reason = "it shares no edge with the border; use the border's own vertices along it";
        return Err(Error::BadTerritory {
            territory: territory.name().to_owned(),
            reason: reason.to_owned(),
        });
    }
    if let (Some(&deepest), Some(largest)) = (limits.last(), largest_depth(border, territory))
        && deepest.metres() + tolerance.metres() > largest.metres()
    {
        let territory = territory.name().to_owned();
        return Err(Error::BeyondTerritory { depth: deepest, largest, territory });
    }
    Ok(())
}

fn key(a: Coord<f64>, b: Coord<f64>) -> [u64; 4] {
    let (a, b) = ([a.x.to_bits(), a.y.to_bits()], [b.x.to_bits(), b.y.to_bits()]);
    let (a, b) = (a.min(b), a.max(b));
    [a[0], a[1], b[0], b[1]]
}
