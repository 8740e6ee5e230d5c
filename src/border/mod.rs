//! A border: one or several directed polylines, checked when they are made, and measured along.
//!
//! Longitude, latitude in degrees. A border is checked for positions finite and in range, at least
//! two distinct points a line, no planar edge wider than 180° of longitude. Repeated points are dropped;
//! a line that goes on past 180° is cut there.
//! Crossing, overlapping and closed lines are allowed.
//!
//! # Imports
//! `value`, `earth`, `index`.
//!
//! # Reading order
//! This file, `distinct`, `longitudes`, `joining`, `head_on`, `facing`, `pieces`; `station`, `route`;
//! `foot` finds the nearest point of one edge, `nearest_mark` the nearest point of the border; `sector`.

mod distinct;
mod facing;
mod foot;
mod head_on;
mod joining;
pub(crate) mod longitudes;
mod nearest_mark;
mod pieces;
mod route;
mod sector;
mod station;

use std::fmt;
use std::sync::{Arc, OnceLock};

use geo_types::MultiLineString;

pub(crate) use self::distinct::is_point;
pub use self::joining::{Joined, Joining, Run};
pub(crate) use self::nearest_mark::TIE;
pub(crate) use self::pieces::DEVIATION;
use self::pieces::Pieces;
pub use self::route::Route;
pub(crate) use self::route::{PieceEnd, RoutePoint};
pub use self::sector::Sector;
pub use self::station::{Projection, Station};
use crate::value::{Edges, Error, ErrorKind, InputPosition, Length};

/// One or several directed polylines from which distances are measured.
///
/// Make one whenever distances are to be measured from lines of your own, from `geo_types` here or
/// from a file by [`layers::read_border`](crate::layers::read_border); everything else takes it
/// checked.
///
/// ```
/// use safe_zone::{Border, Edges};
/// use geo_types::line_string;
/// let line = line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7), (x: 39.0, y: 36.7)];
/// let border = Border::new(line, Edges::Planar)?;
/// assert_eq!(border.lines().0[0].0.len(), 2); // the repeated point is gone
/// assert!((border.length().km() - 89.9).abs() < 0.1);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Clone)]
pub struct Border {
    lines: MultiLineString<f64>,
    edges: Edges,
    /// Measured when it is first asked for; clones share it.
    route: OnceLock<Arc<Route>>,
}

impl Border {
    /// A border of these lines.
    ///
    /// Longitudes may go on past 180°, up to 540°, and down to -540°: a planar edge from 170° to 190° crosses
    /// the antimeridian. The line is cut there in two; chainages and sides go on.
    ///
    /// # Errors
    /// [`ErrorKind::Empty`], [`ErrorKind::NotFinite`], [`ErrorKind::OutOfRange`], [`ErrorKind::TooFewPoints`],
    /// [`ErrorKind::LongEdge`], each with the line and the point where it stands.
    pub fn new(lines: impl Into<MultiLineString<f64>>, edges: Edges) -> Result<Self, Error> {
        let lines = lines.into();
        if lines.0.is_empty() {
            return Err(ErrorKind::Empty { place: InputPosition::INPUT }.into());
        }
        let mut on_map = Vec::with_capacity(lines.0.len());
        for (part, line) in lines.into_iter().enumerate() {
            on_map.extend(longitudes::on_map(part, line, edges)?);
        }
        Ok(Border { lines: MultiLineString(on_map), edges, route: OnceLock::new() })
    }

    /// The lines, without repeated points, from -180° to 180° of longitude.
    pub fn lines(&self) -> &MultiLineString<f64> {
        &self.lines
    }

    /// The course of the edges between the vertices.
    pub fn edges(&self) -> Edges {
        self.edges
    }

    /// The length along the edges as drawn, within 0.1 mm in 1000 km. It equals the chainage of the
    /// border's end on a [`Route`], to the last digit.
    pub fn length(&self) -> Length {
        self.route().length()
    }

    /// The border measured along its length: at the first call, in n log n time, and kept.
    pub fn route(&self) -> &Route {
        self.shared_route()
    }

    /// The same, for what outlives the border.
    pub(crate) fn shared_route(&self) -> &Arc<Route> {
        self.route.get_or_init(|| Arc::new(Route::new(self)))
    }

    /// Cuts the edges into pieces that leave them by at most `deviation` metres, and measures the
    /// pieces; takes time in proportion to their number.
    pub(crate) fn pieces(&self, deviation: f64) -> Pieces {
        Pieces::new(&self.lines, self.edges, deviation)
    }
}

impl Route {
    /// Measures a border; takes n log n time. [`Border::route`] does it once a border.
    pub fn new(border: &Border) -> Self {
        Route::of(border.pieces(DEVIATION), border.edges)
    }
}

/// The same lines with the same edges.
impl PartialEq for Border {
    fn eq(&self, other: &Self) -> bool {
        self.edges == other.edges && self.lines == other.lines
    }
}

impl fmt::Debug for Border {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Border { lines, edges, .. } = self;
        f.debug_struct("Border").field("lines", lines).field("edges", edges).finish()
    }
}
