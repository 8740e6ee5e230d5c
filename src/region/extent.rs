//! An extent: the part of a zone within a territory, along sectors of the border, on a side.

use super::territory::Territory;
use crate::border::Sector;
use crate::value::Side;

/// The part of the zone along a border that a plan takes.
///
/// Use it with [`bands`](crate::bands()) for less than everything within the distance; a
/// [`Plan`](crate::Plan) makes one from its proposal.
///
/// The default extent is everything within the distance: on both sides, round at the border's ends.
/// A territory cuts the zone along its edge, wherever that runs. Sectors leave the points nearest to these stretches of
/// the border, with flat ends; for flat ends along a whole border, give the sector from 0 to
/// [`Border::length`](crate::Border::length). A side leaves the points that see their nearest
/// border point on that side. All three may be combined.
///
/// # Sharp turns
/// Around an outer corner every point is nearest to the corner, and a sector that ends there takes
/// all these points. Where the border comes close to itself, sectors and sides meet halfway between
/// its parts, not along the line across the border's end. Straight on beyond the end of a border
/// with round ends, the continuation of its last edge divides left from right.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::linear::Sector;
/// use safe_zone::{Border, Edges, Extent, Route, Side, Tolerance, area_km2, bands};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)];
/// let border = Border::new(line, Edges::Planar)?;
/// let middle = Sector::new("20km".parse()?, "50km".parse()?)?;
/// let north = Extent::default().along([middle]).on(Side::Left);
/// let zone = bands(&border, north, &["5km".parse()?], Tolerance::default())?;
/// // A rectangle of 30 km by 5 km.
/// assert!((area_km2(&zone[0]) - 150.0).abs() < 0.01);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extent<'a> {
    territory: Option<&'a Territory>,
    sectors: Option<Vec<Sector>>,
    side: Side,
}

impl<'a> Extent<'a> {
    /// The same extent, cut to a territory.
    #[must_use]
    pub fn within(self, territory: &'a Territory) -> Self {
        Extent { territory: Some(territory), ..self }
    }

    /// The same extent, along these stretches of the border.
    #[must_use]
    pub fn along(self, sectors: impl IntoIterator<Item = Sector>) -> Self {
        Extent { sectors: Some(sectors.into_iter().collect()), ..self }
    }

    /// The same extent, on this side of the border.
    #[must_use]
    pub fn on(self, side: Side) -> Self {
        Extent { side, ..self }
    }

    /// The territory to which the extent is cut.
    pub fn territory(&self) -> Option<&'a Territory> {
        self.territory
    }

    /// The stretches of the border in the extent; `None` for the whole border with round ends.
    pub fn sectors(&self) -> Option<&[Sector]> {
        self.sectors.as_deref()
    }

    /// The side of the border in the extent.
    pub fn side(&self) -> Side {
        self.side
    }
}

impl<'a> From<Option<&'a Territory>> for Extent<'a> {
    fn from(territory: Option<&'a Territory>) -> Self {
        Extent { territory, ..Extent::default() }
    }
}

impl<'a> From<&'a Territory> for Extent<'a> {
    fn from(territory: &'a Territory) -> Self {
        Extent::default().within(territory)
    }
}
