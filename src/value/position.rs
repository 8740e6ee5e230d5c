//! A validated position: longitude, latitude in degrees on WGS 84.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use geo_types::{Coord, LineString, Point};

use super::error::Error;
use super::error_kind::ErrorKind;
use super::input_position::InputPosition;
use super::text::pad;

/// A longitude in -180..=180 and a latitude in -90..=90, in degrees, both finite.
///
/// Use it for a point of your own: a place, or a point to find on a [`Route`](crate::Route). Serialized it
/// is a list of both.
///
/// ```
/// use geo_types::point;
/// use safe_zone::Position;
/// let position: Position = "38.02,36.83".parse()?;
/// assert_eq!(Position::try_from(point!(x: 38.02, y: 36.83))?, position);
/// assert_eq!(format!("{position:.1}"), "(38.0, 36.8)");
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "(f64, f64)", into = "(f64, f64)")]
pub struct Position {
    lon: f64,
    lat: f64,
}

impl Position {
    /// A position from longitude and latitude in degrees, in that order.
    ///
    /// # Errors
    /// [`ErrorKind::NotFinite`], [`ErrorKind::OutOfRange`].
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

    /// A position from longitude and latitude in degrees; `None` where they are none.
    pub(crate) fn known(lon: f64, lat: f64) -> Option<Self> {
        (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(Position { lon, lat })
    }

    fn check_point(lon: f64, lat: f64, east: f64, place: InputPosition) -> Result<(), Error> {
        if !(lon.is_finite() && lat.is_finite()) {
            return Err(ErrorKind::NotFinite { place, lon, lat }.into());
        }
        if lon.abs() > east || lat.abs() > 90.0 {
            return Err(ErrorKind::OutOfRange { place, lon, lat }.into());
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

/// Coordinates are never NaN.
impl Eq for Position {}

impl Hash for Position {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // 0 and -0 are equal, and have one hash.
        [self.lon, self.lat].map(|degrees| (degrees + 0.0).to_bits()).hash(state);
    }
}

impl From<Position> for Coord<f64> {
    fn from(position: Position) -> Self {
        Coord { x: position.lon, y: position.lat }
    }
}

impl From<Position> for Point<f64> {
    fn from(position: Position) -> Self {
        Coord::from(position).into()
    }
}

/// Longitude, then latitude.
impl From<Position> for (f64, f64) {
    fn from(position: Position) -> Self {
        (position.lon, position.lat)
    }
}

impl TryFrom<Coord<f64>> for Position {
    type Error = Error;

    fn try_from(Coord { x, y }: Coord<f64>) -> Result<Self, Error> {
        Position::new(x, y)
    }
}

impl TryFrom<Point<f64>> for Position {
    type Error = Error;

    fn try_from(point: Point<f64>) -> Result<Self, Error> {
        Position::try_from(Coord::from(point))
    }
}

/// Longitude, then latitude.
impl TryFrom<(f64, f64)> for Position {
    type Error = Error;

    fn try_from((lon, lat): (f64, f64)) -> Result<Self, Error> {
        Position::new(lon, lat)
    }
}

impl FromStr for Position {
    type Err = Error;

    /// Reads longitude and latitude in degrees, with a comma between them, as `38.02,36.83`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let number = |text: &str| text.trim().parse::<f64>().ok();
        let numbers = text.split_once(',').and_then(|(lon, lat)| number(lon).zip(number(lat)));
        let reason = "is not a position; give longitude,latitude in degrees, as 38.02,36.83";
        let (lon, lat) = numbers.ok_or_else(|| Error::bad_field("position", text, reason))?;
        Position::new(lon, lat)
    }
}

impl fmt::Display for Position {
    /// Longitude and latitude with 7 decimals, or the format's precision.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = f.precision().unwrap_or(7);
        pad(f, &format!("({:.decimals$}, {:.decimals$})", self.lon, self.lat))
    }
}
