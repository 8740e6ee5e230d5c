//! A territory: the polygon to which zones are cut, part of whose edge is the border itself.
//!
//! Longitude, latitude in degrees, edges straight in both. Data seldom covers a whole country. The
//! stretch where the polygon is closed for want of data, and not by a frontier, is declared with
//! [`Territory::cut_off_along`], and depths that could reach it are refused.

use geo::{CoordsIter, MapCoords, Validation};
use geo_types::{Coord, Line, LineString, Polygon};

use crate::border::longitudes;
use crate::planar::polygon_rings;
use crate::value::{Error, Position};

/// A polygon that bounds zones, sharing its edge with the border vertex for vertex.
///
/// Use it where a zone ends at a frontier, a coast or a river as well as at its depth.
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
    polygon: Polygon<f64>,
    cut: Option<LineString<f64>>,
}

impl Territory {
    /// A territory with this name and polygon. Its longitudes may lie beyond 180°, as from 190° to 200°, if
    /// none lies across ±180°.
    ///
    /// # Errors
    /// Positions as in [`Position::new`]; [`Error::BadTerritory`] when the polygon is not valid
    /// in the sense of OGC Simple Features (crossing rings, fewer than four points).
    pub fn new(name: impl Into<String>, polygon: Polygon<f64>) -> Result<Self, Error> {
        let name = name.into();
        for (part, ring) in polygon_rings(&polygon).enumerate() {
            Position::check(ring, part, longitudes::FARTHEST)?;
        }
        let Some(polygon) = on_map(polygon) else {
            let reason =
                "its longitudes go on past ±180; split it there (RFC 7946 §3.1.9), and give \
                          the part along the border"
                    .to_owned();
            return Err(Error::BadTerritory { territory: name, reason });
        };
        if polygon.exterior().0.len() < 4 {
            let reason =
                "the polygon has fewer than three distinct points; give a closed ring".to_owned();
            return Err(Error::BadTerritory { territory: name, reason });
        }
        if let Err(problem) = polygon.check_validation() {
            let reason = format!("the polygon is not valid: {problem}; repair it first");
            return Err(Error::BadTerritory { territory: name, reason });
        }
        Ok(Territory { name, polygon, cut: None })
    }

    /// A territory whose polygon has passed the checks of [`Territory::new`] before; they take
    /// quadratic time, 0.7 s for the longest embedded ring.
    #[cfg(feature = "data")]
    pub(crate) fn checked_before(name: &str, polygon: Polygon<f64>) -> Self {
        Territory { name: name.to_owned(), polygon, cut: None }
    }

    /// Declares the part of the polygon's edge where the data ends and the territory does not: one
    /// or several edges of the polygon, in a row.
    ///
    /// # Errors
    /// [`Error::BadTerritory`] when the line has no edge, or one that is not the polygon's.
    pub fn cut_off_along(mut self, cut: LineString<f64>) -> Result<Self, Error> {
        let own: Vec<Line<f64>> = self.edges().collect();
        let reversed = |edge: Line<f64>| Line::new(edge.end, edge.start);
        let stranger =
            cut.lines().find(|&edge| !own.contains(&edge) && !own.contains(&reversed(edge)));
        let reason = match stranger {
            _ if cut.0.len() < 2 => "the line along which it is cut off has no edge".to_owned(),
            Some(edge) => format!(
                "it is cut off along ({}, {}) to ({}, {}), which is not one of its edges",
                edge.start.x, edge.start.y, edge.end.x, edge.end.y
            ),
            None => {
                self.cut = Some(cut);
                return Ok(self);
            }
        };
        Err(Error::BadTerritory { territory: self.name, reason })
    }

    /// The territory's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The territory's polygon.
    pub fn polygon(&self) -> &Polygon<f64> {
        &self.polygon
    }

    /// The edges of the polygon's rings.
    pub(crate) fn edges(&self) -> impl Iterator<Item = Line<f64>> {
        polygon_rings(&self.polygon).flat_map(LineString::lines)
    }

    /// The part of the edge where the data ends before the territory; `None` where the territory is
    /// known whole.
    pub fn cut(&self) -> Option<&LineString<f64>> {
        self.cut.as_ref()
    }
}

/// A polygon with longitudes from -180° to 180°, turned there where they lie beyond; `None` where they lie on both
/// sides of ±180°.
fn on_map(polygon: Polygon<f64>) -> Option<Polygon<f64>> {
    let polygon = polygon.map_coords(longitudes::snapped);
    let fits = |turn: &f64| polygon.coords_iter().all(|point| (point.x - turn).abs() <= 180.0);
    let turn = [0.0, 360.0, -360.0].into_iter().find(fits)?;
    Some(polygon.map_coords(|point| Coord { x: point.x - turn, ..point }))
}
