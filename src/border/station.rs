//! A point of a border, and the relation of another point to the border.
//!
//! Chainages and distances are [`Length`]s, azimuths degrees clockwise from north.

use crate::value::{Length, Position, Side};

/// A point of a border.
///
/// [`Route::at`](crate::Route::at) returns one, and a [`Projection`] holds the nearest one.
///
/// # Accuracy
/// A nearest point lies on the edge as drawn, within 0.2 mm of the foot of the perpendicular
/// geodesic from up to 500 km away; within 1 cm from 3,000 km, 10 cm from 9,000 km
/// (measured on random edges of 20 m to 300 km up to 78° of latitude; where an edge passes a pole
/// within a few kilometres, less exact).
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Route};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 40.0, y: 0.0)];
/// let route = Route::new(&Border::new(line, Edges::Planar)?);
/// let station = route.at("50km".parse()?)?;
/// assert_eq!(station.chainage().km(), 50.0);
/// assert!((station.azimuth() - 90.0).abs() < 1e-9); // east
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Station {
    pub(super) chainage: Length,
    pub(super) position: Position,
    pub(super) azimuth: f64,
}

/// The nearest border point of a point, its distance and its side.
///
/// [`Route::project`](crate::Route::project) returns it.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Position, Route, Side};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 40.0, y: 0.0)];
/// let route = Route::new(&Border::new(line, Edges::Planar)?);
/// let found = route.project(Position::new(39.0, 0.1)?);
/// assert_eq!(found.side(), Some(Side::Left));
/// assert!((found.distance().km() - 11.0574).abs() < 1e-4);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    pub(super) station: Station,
    pub(super) distance: Length,
    pub(super) side: Option<Side>,
}

impl Station {
    /// Length along the border from its start.
    pub fn chainage(&self) -> Length {
        self.chainage
    }

    /// The position of the border point.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The border's direction at the point, in degrees clockwise from north, from 0 up to 360; at a
    /// corner the mean of both directions.
    pub fn azimuth(&self) -> f64 {
        self.azimuth
    }
}

impl Projection {
    /// The nearest border point.
    pub fn station(&self) -> Station {
        self.station
    }

    /// The geodesic distance to that border point.
    pub fn distance(&self) -> Length {
        self.distance
    }

    /// The side of the border on which the point lies; `None` on the border itself, which is at a distance of
    /// less than 1 µm, and straight on beyond one of its ends.
    pub fn side(&self) -> Option<Side> {
        self.side
    }
}
