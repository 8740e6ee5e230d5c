//! Bounds of a plan: rectangles on the map that hold every point of its bands.
//!
//! Degrees; metres. The ellipsoid is nowhere bent more than a sphere of its smallest radius of curvature, so
//! two positions are no nearer to one another on the ellipsoid than on that sphere, and a circle there holds
//! the one here. A circle reaches to the north and south by its angle, to the east and west by
//! asin(sin(angle) / cos(latitude)); where a pole is within reach, to all longitudes. Sectors and sides do
//! not narrow the bounds, a territory does.

use geo_types::{Coord, Rect, coord};

use super::Locator;
use crate::value::Error;

/// A lower bound of the ellipsoid's radii of curvature, metres: the meridian's at the equator.
const RADIUS: f64 = 6_335_400.0;

/// A length by which the border as drawn lies less far from its own points, metres.
const ROOM: f64 = 1e-3;

impl Locator {
    /// Rectangles that hold all points of a plan's bands, counted from 0: two where they reach across the
    /// antimeridian, none where its territory and the border are too far apart.
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
    /// assert!(bounds[0].min().y > 36.0 && bounds[0].max().y < 37.5);
    /// # }
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn bounds(&self, plan: usize) -> Result<Vec<Rect<f64>>, Error> {
        let depth = self.exact.limits_of(plan)?.last().copied().unwrap_or(0.0);
        let around = around(self.exact.route.positions(), depth + ROOM);
        let Some(territory) = self.exact.containment(plan) else { return Ok(around) };
        let ends = territory.edges().flat_map(|edge| [edge.start, edge.end]);
        let (west, east) = extremes(ends.clone().map(|p| p.x));
        let (south, north) = extremes(ends.map(|p| p.y));
        let own = Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north });
        Ok(around.into_iter().filter_map(|rect| common(rect, own)).collect())
    }
}

/// The rectangles that hold all points up to a depth from these positions.
fn around(positions: impl Iterator<Item = Coord<f64>> + Clone, depth: f64) -> Vec<Rect<f64>> {
    let angle = depth / RADIUS;
    let (south, north) = extremes(positions.clone().map(|p| p.y));
    let narrowest = south.abs().max(north.abs()).to_radians().cos();
    let (south, north) = (south - angle.to_degrees(), north + angle.to_degrees());
    let rect = |west: f64, east: f64| {
        let (south, north) = (south.max(-90.0), north.min(90.0));
        Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
    };
    let (west, east) = longitudes(positions.map(|p| p.x).collect());
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

/// The least and the largest of some numbers.
fn extremes(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let least = numbers.clone().fold(f64::INFINITY, f64::min);
    (least, numbers.fold(f64::NEG_INFINITY, f64::max))
}

/// The shortest stretch of longitudes that holds these, from west to east; its end may be beyond 180.
fn longitudes(mut all: Vec<f64>) -> (f64, f64) {
    all.sort_unstable_by(f64::total_cmp);
    let (Some(&first), Some(&last)) = (all.first(), all.last()) else { return (-180.0, 180.0) };
    let mut widest = (first + 360.0 - last, (first, last));
    for pair in all.windows(2) {
        if pair[1] - pair[0] > widest.0 {
            widest = (pair[1] - pair[0], (pair[1], pair[0] + 360.0));
        }
    }
    widest.1
}

/// The part of two rectangles that both hold.
fn common(a: Rect<f64>, b: Rect<f64>) -> Option<Rect<f64>> {
    let (west, east) = (a.min().x.max(b.min().x), a.max().x.min(b.max().x));
    let (south, north) = (a.min().y.max(b.min().y), a.max().y.min(b.max().y));
    (west <= east && south <= north)
        .then(|| Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }))
}
