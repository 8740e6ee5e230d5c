//! A territory: the polygons to which zones are cut.
//!
//! Longitude, latitude in degrees, edges straight in both. Polygons that overlap or share edges are
//! united; all others stay as given, vertex for vertex. Data seldom covers a whole country. The
//! stretch where a polygon is closed for want of data, and not by a frontier, is declared with
//! [`Territory::cut_off_along`], and depths that could reach it are refused.

use geo_types::{Line, LineString, MultiPolygon, Polygon};

use super::even_odd::EvenOdd;
use super::unrolled;
use crate::border::longitudes;
use crate::planar::sets::RingSets;
use crate::planar::{crossings, polygon_rings, twice_area, wound_rings};
use crate::value::{Error, Position, TerritoryFault};

/// Polygons that bound zones, from any source: a country, a district, islands, land with enclaves.
///
/// Use it where a zone ends at a frontier, a coast or a river as well as at its depth. Its edge may
/// cross the border, run apart from it or enclose it. Where the edge is the border itself, give both
/// the same vertices: then the zone begins at the border, to the last bit. Where the edge follows the
/// border nearly, because its source is another one, [`snapped`](Territory::snapped) lays it onto the border.
///
/// ```
/// use geo_types::{line_string, polygon};
/// use safe_zone::{Border, Edges, Extent, Territory, Tolerance, area_km2, bands};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)];
/// let land = polygon![(x: 38.0, y: 0.0), (x: 38.0, y: -1.0), (x: 39.0, y: -1.0), (x: 39.0, y: 0.0)];
/// let south = Territory::new("south", land)?;
/// let border = Border::new(line, Edges::Planar)?;
/// let within = Extent::default().within(&south);
/// let zone = bands(&border, within, &["5km".parse()?], Tolerance::default())?;
/// assert!((area_km2(&zone[0]) - 5.0 * 111.32).abs() < 0.1);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Territory {
    name: String,
    polygons: MultiPolygon<f64>,
    cut: Option<LineString<f64>>,
}

impl Territory {
    /// A territory with this name, of one polygon or several. Polygons that overlap or share edges become
    /// one. Longitudes may go on past ±180°, up to 540°, and are cut there.
    ///
    /// # Errors
    /// Positions as in [`Position::new`]; [`ErrorKind::LongEdge`](crate::ErrorKind::LongEdge) for an edge
    /// that spans more than 180° of longitude, and not all of the map;
    /// [`ErrorKind::BadTerritory`](crate::ErrorKind::BadTerritory) when there is no polygon, or one that
    /// crosses itself, has fewer than three distinct points, no area, or a hole outside it or inside
    /// another.
    pub fn new(
        name: impl Into<String>,
        polygons: impl Into<MultiPolygon<f64>>,
    ) -> Result<Self, Error> {
        let name = name.into();
        let bad = |fault| Error::bad_territory(&name, fault);
        let given = polygons.into();
        let (mut parts, mut on_map) = (0, Vec::new());
        for polygon in given {
            for (at, ring) in polygon_rings(&polygon).enumerate() {
                Position::check(ring, parts + at, longitudes::FARTHEST)?;
            }
            let count = 1 + polygon.interiors().len();
            on_map.extend(self::on_map(polygon, parts)?);
            parts += count;
        }
        if on_map.is_empty() {
            return Err(bad(TerritoryFault::NoPolygon));
        }
        for polygon in &on_map {
            check(polygon).map_err(bad)?;
        }
        let rings: Vec<LineString<f64>> = on_map.iter().flat_map(wound_rings).collect();
        let sets = RingSets::new([&rings]);
        let polygons = if sets.is_simple() && sets.wind_once() {
            MultiPolygon(on_map)
        } else {
            sets.polygons(|[winding]| winding > 0)
        };
        if polygons.0.is_empty() {
            return Err(bad(TerritoryFault::NoArea));
        }
        Ok(Territory { name, polygons, cut: None })
    }

    /// A territory whose polygon has passed the checks of [`Territory::new`] before.
    #[cfg(feature = "data")]
    pub(crate) fn checked_before(name: &str, polygon: Polygon<f64>) -> Self {
        Territory { name: name.to_owned(), polygons: polygon.into(), cut: None }
    }

    /// Declares the part of the territory's edge where the data ends and the territory does not: one
    /// or several edges of a polygon, in a row.
    ///
    /// # Errors
    /// [`ErrorKind::BadTerritory`](crate::ErrorKind::BadTerritory) when the line has no edge, or one that
    /// is no polygon's.
    pub fn cut_off_along(mut self, cut: LineString<f64>) -> Result<Self, Error> {
        let own: Vec<Line<f64>> = self.edges().collect();
        let reversed = |edge: Line<f64>| Line::new(edge.end, edge.start);
        let stranger =
            cut.lines().find(|&edge| !own.contains(&edge) && !own.contains(&reversed(edge)));
        let fault = match stranger {
            _ if cut.0.len() < 2 => TerritoryFault::NoCut,
            Some(edge) => TerritoryFault::StrayCut(edge),
            None => {
                self.cut = Some(cut);
                return Ok(self);
            }
        };
        Err(Error::bad_territory(&self.name, fault))
    }

    /// The territory's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The territory's polygons: on the map, valid, none sharing an edge with another.
    pub fn polygons(&self) -> &MultiPolygon<f64> {
        &self.polygons
    }

    /// The same territory with another name and other polygons.
    ///
    /// # Errors
    /// [`ErrorKind::BadTerritory`](crate::ErrorKind::BadTerritory) when there is none.
    pub(super) fn reshaped(
        &self,
        name: String,
        polygons: MultiPolygon<f64>,
    ) -> Result<Self, Error> {
        if polygons.0.is_empty() {
            return Err(Error::bad_territory(&self.name, TerritoryFault::SnappedAway));
        }
        Ok(Territory { name, polygons, cut: self.cut.clone() })
    }

    /// The rings of all polygons, each with `true` for an exterior.
    pub(crate) fn rings(&self) -> impl Iterator<Item = (&LineString<f64>, bool)> {
        let rings = |polygon| polygon_rings(polygon).enumerate();
        self.polygons.iter().flat_map(rings).map(|(at, ring)| (ring, at == 0))
    }

    /// The points inside, indexed.
    pub(crate) fn inside(&self) -> EvenOdd {
        EvenOdd::new(&self.edges().collect::<Vec<_>>())
    }

    /// The edges of all rings.
    pub(crate) fn edges(&self) -> impl Iterator<Item = Line<f64>> {
        self.rings().flat_map(|(ring, _)| ring.lines())
    }

    /// The part of the edge where the data ends before the territory; `None` where the territory is
    /// known whole.
    pub fn cut(&self) -> Option<&LineString<f64>> {
        self.cut.as_ref()
    }
}

/// The polygons on the map of a polygon whose longitudes may go on past ±180°; its first ring is the one
/// with this number.
fn on_map(polygon: Polygon<f64>, first: usize) -> Result<Vec<Polygon<f64>>, Error> {
    let (exterior, holes) = polygon.into_inner();
    let unrolled = |(at, mut ring): (usize, LineString<f64>)| {
        ring.0.iter_mut().for_each(|point| *point = longitudes::snapped(*point));
        ring.0.dedup();
        unrolled::unrolled(&ring).map_err(|index| {
            longitudes::long_edge(first + at, index, ring.0[index].x, ring.0[index + 1].x)
        })
    };
    let holes = holes.into_iter().filter(|hole| !hole.0.is_empty());
    let holes = holes.enumerate().map(|(at, hole)| unrolled((at + 1, hole)));
    unrolled::on_map(unrolled((0, exterior))?, holes.collect::<Result<_, _>>()?)
}

/// Checks one polygon.
fn check(polygon: &Polygon<f64>) -> Result<(), TerritoryFault> {
    let rings: Vec<LineString<f64>> = wound_rings(polygon).collect();
    if let Some(near) = crossings::first(&rings) {
        return Err(TerritoryFault::CrossingEdges(Position::literal(near)));
    }
    if let Some(near) = RingSets::new([&rings]).inverted() {
        let near = Position::literal(near);
        return Err(match rings.len() {
            1 => TerritoryFault::TwistedRing(near),
            _ => TerritoryFault::StrayHole(near),
        });
    }
    let is_flat = |ring: &LineString<f64>| ring.0.len() < 4 || twice_area(ring) == 0.0;
    if rings.iter().any(is_flat) { Err(TerritoryFault::FlatRing) } else { Ok(()) }
}
