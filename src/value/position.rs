//! A validated position: longitude, latitude in degrees on WGS 84.

use std::fmt;

use geo_types::{Coord, LineString};

use super::error::Error;
use super::input_position::InputPosition;

/// A longitude in -180..=180 and a latitude in -90..=90, in degrees, both finite.
///
/// Use it for a point of your own: a place, or a point to find on a [`Route`](crate::Route).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    lon: f64,
    lat: f64,
}

impl Position {
    /// A position from longitude and latitude in degrees, in that order.
    ///
    /// # Errors
    /// [`Error::NotFinite`], [`Error::OutOfRange`].
    ///
    /// ```
    /// use safe_zone::Position;
    /// assert!(Position::new(38.02, 36.83).is_ok());
    /// let error = Position::new(512_345.0, 4_076_000.0).unwrap_err();
    /// assert!(error.to_string().contains("projected metres"));
    /// ```
    pub fn new(lon: f64, lat: f64) -> Result<Self, Error> {
        Self::at(lon, lat, InputPosition::INPUT)
    }

    /// A position from longitude and latitude in degrees; an error names `place` as its place in
    /// the input.
    pub(crate) fn at(lon: f64, lat: f64, place: InputPosition) -> Result<Self, Error> {
        Self::check_point(lon, lat, 180.0, place)?;
        Ok(Position { lon, lat })
    }

    fn check_point(lon: f64, lat: f64, east: f64, place: InputPosition) -> Result<(), Error> {
        if !(lon.is_finite() && lat.is_finite()) {
            return Err(Error::NotFinite { place, lon, lat });
        }
        if lon.abs() > east || lat.abs() > 90.0 {
            return Err(Error::OutOfRange { place, lon, lat });
        }
        Ok(())
    }

    /// Checks the positions of a line or ring with this index in the input, whose longitudes may go from
    /// `-east` to `east`.
    pub(crate) fn check(line: &LineString<f64>, part: usize, east: f64) -> Result<(), Error> {
        let at = |(index, point): (usize, &Coord<f64>)| {
            Self::check_point(point.x, point.y, east, InputPosition::point(part, index))
        };
        line.coords().enumerate().try_for_each(at)
    }

    /// A position computed from valid ones, which needs no check.
    pub(crate) fn literal(Coord { x, y }: Coord<f64>) -> Self {
        Position { lon: x.clamp(-180.0, 180.0), lat: y.clamp(-90.0, 90.0) }
    }

    /// Longitude in degrees.
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees.
    pub const fn lat(self) -> f64 {
        self.lat
    }
}

impl From<Position> for Coord<f64> {
    fn from(position: Position) -> Self {
        Coord { x: position.lon, y: position.lat }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({:.7}, {:.7})", self.lon, self.lat)
    }
}
