//! The part of a zone that is meant: a territory, sectors of the border, a side.

use super::territory::Territory;
use crate::border::Sector;
use crate::value::Side;

/// The part of the zone along a border that a plan takes.
///
/// Use it with [`bands`](crate::bands()) when less is meant than everything within the distance; a
/// [`Plan`](crate::Plan) makes one of what its proposal says.
///
/// At first everything within the distance: on both sides, round at the border's ends. A territory
/// cuts it along its edge. Sectors leave what is nearest to these stretches of the border, with flat
/// ends; to have flat ends along a whole border, give the sector from 0 to
/// [`Border::length`](crate::Border::length). A side
/// leaves the points that see their nearest border point on that side. All three may be combined.
///
/// # Sharp turns
/// Around an outer corner every point is nearest to the corner; a sector that ends there takes them
/// all. Where the border comes close to itself, sectors and sides meet halfway between its parts,
/// not along the line across the border's end. Straight on beyond the end of a border with round
/// ends, left and right are divided by the continuation of its last edge.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Extent, Route, Sector, Side, Tolerance, area_km2, bands};
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
    /// The same, cut to a territory.
    pub fn within(self, territory: &'a Territory) -> Self {
        Extent { territory: Some(territory), ..self }
    }

    /// The same, along these stretches of the border.
    pub fn along(self, sectors: impl IntoIterator<Item = Sector>) -> Self {
        Extent { sectors: Some(sectors.into_iter().collect()), ..self }
    }

    /// The same, on this side of the border.
    pub fn on(self, side: Side) -> Self {
        Extent { side, ..self }
    }

    /// The territory it is cut to.
    pub fn territory(&self) -> Option<&'a Territory> {
        self.territory
    }

    /// The stretches of the border it lies along; without any, the whole border with round ends.
    pub fn sectors(&self) -> Option<&[Sector]> {
        self.sectors.as_deref()
    }

    /// The side of the border it lies on.
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
