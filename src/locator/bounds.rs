//! Bounds of a plan: rectangles on the map that hold every point of its bands.
//!
//! Degrees; metres. The ellipsoid is nowhere bent more than a sphere of its smallest radius of curvature, so
//! two positions are no nearer to one another on the ellipsoid than on that sphere, and a circle there holds
//! the one here. A circle reaches to the north and south by its angle, to the east and west by
//! asin(sin(angle) / cos(latitude)); where a pole is within reach, to all longitudes. The latitudes and the
//! longitudes of the border are taken from its pieces, those of all lines together. Sectors and sides do not
//! narrow the bounds; a territory does, by the rectangle around all of it.

use geo_types::{Coord, Rect, coord};

use super::Locator;
use crate::border::Route;
use crate::value::Error;

/// A lower bound of the ellipsoid's radii of curvature, metres: the meridian's at the equator.
const RADIUS: f64 = 6_335_400.0;

/// An upper bound of rounding, metres.
const ROOM: f64 = 1e-3;

impl Locator {
    /// One or two rectangles that hold all points of the bands of a plan; plans are counted from 0. There are
    /// two where a zone reaches across the antimeridian, and none where the plan's territory surely holds no
    /// point of a band.
    ///
    /// Use them to leave out what surely is outside, before a point is located: parts of a file, or pages
    /// of a table with the least and the largest longitudes and latitudes.
    ///
    /// # Errors
    /// [`ErrorKind::NoSuchPlan`](crate::ErrorKind::NoSuchPlan).
    ///
    /// ```
    /// # #[cfg(feature = "data")] {
    /// use safe_zone::{Locator, dataset};
    /// let plan = dataset::plan(dataset::us_2019())?;
    /// let bounds = Locator::new(plan.border(), &[plan])?.bounds(0)?;
    /// assert!(bounds[0].min().x > 38.0 && bounds[0].max().x < 42.5); // the territory
    /// # }
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn bounds(&self, plan: usize) -> Result<Vec<Rect<f64>>, Error> {
        let plan = self.exact.plan(plan)?;
        let around = around(&self.exact.route, plan.membership.depth() + ROOM);
        let Some(territory) = self.exact.containment(plan) else { return Ok(around) };
        let ends = territory.edges().flat_map(|edge| [edge.start, edge.end]);
        let (west, east) = extremes(ends.clone().map(|p| p.x));
        let (south, north) = extremes(ends.map(|p| p.y));
        let own = Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north });
        Ok(around.into_iter().filter_map(|rect| common(rect, own)).collect())
    }
}

/// The rectangles that hold all points up to a depth from a border.
fn around(route: &Route, depth: f64) -> Vec<Rect<f64>> {
    let (angle, bulge) = (depth / RADIUS, (route.largest_bulge() / RADIUS).to_degrees());
    let (south, north) = extremes(route.positions().map(|p| p.y));
    let (south, north) = (south - bulge, north + bulge);
    let narrowest = south.abs().max(north.abs()).min(90.0).to_radians().cos();
    let (south, north) = (south - angle.to_degrees(), north + angle.to_degrees());
    let rect = |west: f64, east: f64| {
        let (south, north) = (south.max(-90.0), north.min(90.0));
        Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
    };
    let (west, east) = longitudes(route.piece_ends());
    let across = (angle.sin() / narrowest).asin().to_degrees();
    let (west, east) = (west - across, east + across);
    let is_at_pole = south <= -90.0 || north >= 90.0 || across.is_nan();
    if is_at_pole || east - west >= 360.0 {
        vec![rect(-180.0, 180.0)]
    } else if west < -180.0 {
        vec![rect(-180.0, east), rect(west + 360.0, 180.0)]
    } else if east > 180.0 {
        vec![rect(-180.0, east - 360.0), rect(west, 180.0)]
    } else {
        vec![rect(west, east)]
    }
}

/// The shortest stretch of longitudes that holds these pieces, from west to east; its end may be beyond 180.
fn longitudes(pieces: impl Iterator<Item = [Coord<f64>; 2]>) -> (f64, f64) {
    let span = |[a, b]: [Coord<f64>; 2]| {
        let (west, east) = (a.x.min(b.x), a.x.max(b.x));
        // A piece goes the short way.
        if east - west > 180.0 { (east, west + 360.0) } else { (west, east) }
    };
    let mut spans: Vec<(f64, f64)> = pieces.map(span).collect();
    spans.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    // What goes on beyond 180 holds what is as far beyond -180.
    let mut reached = extremes(spans.iter().map(|span| span.1)).1 - 360.0;
    let mut widest = (0.0, (-180.0, 180.0));
    for (west, east) in spans {
        if west - reached > widest.0 {
            widest = (west - reached, (west, reached + 360.0));
        }
        reached = reached.max(east);
    }
    widest.1
}

/// The least and the largest of some numbers.
fn extremes(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let least = numbers.clone().fold(f64::INFINITY, f64::min);
    (least, numbers.fold(f64::NEG_INFINITY, f64::max))
}

/// The part of two rectangles that both hold.
fn common(a: Rect<f64>, b: Rect<f64>) -> Option<Rect<f64>> {
    let (west, east) = (a.min().x.max(b.min().x), a.max().x.min(b.max().x));
    let (south, north) = (a.min().y.max(b.min().y), a.max().y.min(b.max().y));
    (west <= east && south <= north)
        .then(|| Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }))
}
