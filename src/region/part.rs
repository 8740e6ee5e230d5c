//! The part of a zone that lies in a territory.
//!
//! Longitude, latitude in degrees, edges straight in both. The rings of both are laid over one another
//! (`planar::sets`); the part is the faces that both hold. No vertex moves, and crossings are rounded once,
//! so the part is as exact as the zone.

use geo::Intersects;
use geo_types::{Coord, LineString, MultiLineString, MultiPolygon};

use super::largest_depth::distance_beyond;
use super::territory::Territory;
use super::unrolled::is_pole_edge;
use crate::border::Border;
use crate::planar::sets::RingSets;
use crate::planar::wound_rings;
use crate::value::{Edges, Error, ErrorKind, Length, TerritoryFault};

impl Territory {
    /// The part of a zone that lies in the territory.
    ///
    /// Use it for the zones of [`GeodesicBuffer`](crate::GeodesicBuffer), of points, lines and polygons, grown
    /// or eroded; [`bands()`](crate::bands()) takes a territory in its extent. The result has the vertices
    /// of both, bit for bit, and the points where their edges cross; it is valid. A zone without a polygon has
    /// no part.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfReach`] when the zone has no part in the territory; [`ErrorKind::BadTerritory`]
    /// when the zone reaches the line along which the territory's data end.
    ///
    /// ```
    /// use geo_types::{point, polygon};
    /// use safe_zone::{BufferOptions, GeodesicBuffer, Length, Territory, area_km2};
    /// let disc = point!(x: 0.0, y: 0.0)
    ///     .geodesic_buffer("5km".parse::<Length>()?, &BufferOptions::default())?;
    /// let quarter = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)];
    /// let part = Territory::new("north-east", quarter)?.part_of(&disc)?;
    /// assert!((area_km2(&part) - 0.25 * 78.54).abs() < 0.01);
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn part_of(&self, zone: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, Error> {
        if zone.0.is_empty() {
            return Ok(MultiPolygon(Vec::new()));
        }
        if self.cut().is_some_and(|cut| zone.intersects(cut)) {
            return Err(Error::bad_territory(self.name(), TerritoryFault::CutReached));
        }
        let rings = |polygons: &MultiPolygon<f64>| -> Vec<LineString<f64>> {
            polygons.iter().flat_map(wound_rings).collect()
        };
        let (own, others) = (rings(self.polygons()), rings(zone));
        let part = RingSets::new([&own, &others]).polygons(|[own, other]| own > 0 && other > 0);
        if part.0.is_empty() {
            // Along a pole a zone has no boundary.
            let stays = |a: &Coord<f64>, b: &Coord<f64>| !is_pole_edge(*a, *b);
            let runs = others.iter().flat_map(|ring| ring.0.chunk_by(stays));
            let lines = runs.filter(|run| run.len() > 1).map(|run| LineString(run.to_vec()));
            let border = Border::new(lines.collect::<MultiLineString<f64>>(), Edges::Planar)?;
            let gap = distance_beyond(&border, self, Length::ZERO).unwrap_or(Length::ZERO);
            let gap = Length::literal(gap.metres().ceil());
            return Err(ErrorKind::OutOfReach { territory: self.name().to_owned(), gap }.into());
        }
        Ok(part)
    }
}
