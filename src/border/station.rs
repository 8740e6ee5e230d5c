//! A point of a border, and what a point beside it is to the border.
//!
//! Chainages and distances are [`Length`]s, azimuths degrees clockwise from north.

use crate::value::{Length, Position, Side};

/// A point of a border.
///
/// What [`Route::at`](crate::Route::at) gives, and the nearest point in a [`Projection`].
///
/// # Accuracy
/// A nearest point lies on the edge as drawn, within 0.2 mm of where the geodesic to it is
/// perpendicular to the edge, from up to 500 km away; within 1 cm from 3,000 km, 10 cm from 9,000 km
/// (measured on random edges of 20 m to 300 km up to 78° of latitude; where an edge passes a pole
/// within a few kilometres, less exact).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Station {
    pub(super) chainage: Length,
    pub(super) position: Position,
    pub(super) azimuth: f64,
}

/// What a point is to a border: where the border is nearest, how far, on which side.
///
/// What [`Route::project`](crate::Route::project) gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    pub(super) station: Station,
    pub(super) distance: Length,
    pub(super) side: Side,
}

impl Station {
    /// Length along the border from its start.
    pub fn chainage(&self) -> Length {
        self.chainage
    }

    /// Where it is.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The border's direction there, in degrees clockwise from north, from 0 up to 360; at a corner
    /// the mean of both.
    pub fn azimuth(&self) -> f64 {
        self.azimuth
    }
}

impl Projection {
    /// The nearest border point.
    pub fn station(&self) -> Station {
        self.station
    }

    /// Geodesic distance to it.
    pub fn distance(&self) -> Length {
        self.distance
    }

    /// On which side of the border it lies.
    pub fn side(&self) -> Side {
        self.side
    }
}
