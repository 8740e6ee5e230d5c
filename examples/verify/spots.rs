//! Where to look at a feature: the box of it, and random points.
//!
//! Longitude and latitude in degrees, lengths in metres. The box holds what the feature is and what
//! it should be, so that missing and invented parts are seen alike. Half of the points are uniform
//! over it; half are close to the rings, where errors of a few tolerances are. The same file
//! always gets the same points. A box that reaches the antimeridian or a pole goes all around.

use geo::BoundingRect;
use geo_types::{Coord, MultiLineString, MultiPoint, Polygon, Rect};

use super::input::Claim;
use super::oracle::sample;

/// How far the box reaches beyond the zone, metres.
const BEYOND: f64 = 2_000.0;

/// How far from a ring points are drawn, in tolerances.
const NEAR: f64 = 50.0;

/// Draws points for one feature.
pub fn draw(claim: &Claim, area: Rect<f64>, count: usize) -> Vec<Coord<f64>> {
    let (all_over, near) = (1, 2);
    let mut spots = sample::near_rings(&claim.polygons, NEAR * claim.tolerance, count / 2, near);
    spots.extend(sample::uniform(area, count - spots.len(), all_over));
    spots
}

/// A box that holds what the feature is and what it should be, and a little more.
pub fn area(
    claim: &Claim,
    border: &MultiLineString<f64>,
    territory: Option<&Polygon<f64>>,
) -> Rect<f64> {
    let reached = border.bounding_rect().map(|rect| grown(rect, claim.outer));
    let should = match (reached, territory.and_then(Polygon::bounding_rect)) {
        (Some(reached), Some(territory)) => common(reached, territory),
        _ => reached,
    };
    let rects = claim.polygons.bounding_rect().into_iter().chain(should);
    let corners: MultiPoint<f64> = rects.flat_map(|rect| [rect.min(), rect.max()]).collect();
    // Without a corner there is nothing to look at: any box will do.
    grown(corners.bounding_rect().unwrap_or_else(|| Rect::new((0.0, 0.0), (0.0, 0.0))), BEYOND)
}

/// What two boxes have in common.
fn common(a: Rect<f64>, b: Rect<f64>) -> Option<Rect<f64>> {
    let low = Coord { x: a.min().x.max(b.min().x), y: a.min().y.max(b.min().y) };
    let high = Coord { x: a.max().x.min(b.max().x), y: a.max().y.min(b.max().y) };
    (low.x <= high.x && low.y <= high.y).then(|| Rect::new(low, high))
}

/// A box that holds everything up to `by` metres from another.
fn grown(rect: Rect<f64>, by: f64) -> Rect<f64> {
    /// Fewer metres than any degree of a meridian or of the equator has.
    const DEGREE: f64 = 110_500.0;
    let north = by / DEGREE;
    let (south, north) = (rect.min().y - north, rect.max().y + north);
    let poleward = north.max(-south);
    let east = (by / DEGREE) / poleward.min(89.0).to_radians().cos();
    let (west, east) = (rect.min().x - east, rect.max().x + east);
    let around = west < -180.0 || east > 180.0 || poleward >= 89.0;
    let (west, east) = if around { (-180.0, 180.0) } else { (west, east) };
    Rect::new(Coord { x: west, y: south.max(-90.0) }, Coord { x: east, y: north.min(90.0) })
}
