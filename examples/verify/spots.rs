//! Draws the points at which a feature is checked: in its box, and at random.
//!
//! Longitude and latitude in degrees, lengths in metres. The box holds both the feature and its
//! definition, so that missing and invented parts are seen alike. Half of the points are uniform
//! over the box; half are close to the rings, where errors of a few tolerances are. Two more for
//! each edge of a ring lie [`BESIDE`] it on either side; more lie around the border, near to it and far: a
//! quarter as many as there are random points, or of [`MOST`]; where stretches or sides end the zone, as many,
//! and more beside the stretches' ends. The same file always gets the same points. A box that reaches
//! the antimeridian or a pole goes all around.

use geo::{BoundingRect, Destination, Geodesic, Point};
use geo_types::{Coord, MultiLineString, MultiPoint, MultiPolygon, Rect};

use crate::shared::oracle::check::Definition;
use crate::shared::oracle::sample::{self, Random, on_map};
use crate::shared::oracle::stretch::Stretch;

/// The distance that the box reaches beyond the zone, metres.
const BEYOND: f64 = 2_000.0;

/// The distance from a ring within which points are drawn, in tolerances.
const NEAR: f64 = 50.0;

/// The least distance beside a ring, or the end of a stretch, of points, in tolerances.
const BESIDE: f64 = 2.0;

/// The largest number of points beside rings, and around the border.
const MOST: usize = 100_000;

/// The number of points beside the end of a stretch.
const AT_END: usize = 1_000;

/// Draws points for polygons with these definitions.
pub fn draw(
    polygons: &MultiPolygon<f64>,
    definitions: &[(Definition<'_>, bool)],
    border: &MultiLineString<f64>,
    area: Rect<f64>,
    count: usize,
) -> Vec<Coord<f64>> {
    let [all_over, near, beside, around, ends] = [1, 2, 3, 4, 5];
    let tolerance = definitions.iter().map(|(it, _)| it.tolerance).fold(0.0, f64::max);
    let mut spots = sample::near_rings(polygons, NEAR * tolerance, count / 2, near);
    spots.extend(sample::uniform(area, count - spots.len(), all_over));
    spots.extend(sample::beside_rings(polygons, BESIDE * tolerance, count.min(MOST), beside));
    // What an eroded zone holds lies deeper than its limit.
    let depth = |it: &Definition<'_>| if it.outer.is_finite() { it.outer } else { 3.0 * it.inner };
    let deepest = definitions.iter().map(|(it, _)| depth(it)).fold(0.0, f64::max);
    let stretches: Vec<&Stretch> = definitions.iter().filter_map(|(it, _)| it.stretch).collect();
    // A part that is missing whole has no ring beside which points lie.
    let share = if stretches.is_empty() { 4 } else { 1 };
    let reach = (BESIDE * tolerance, 1.2 * deepest.max(10.0 * tolerance));
    spots.extend(sample::around_lines(border, reach, count.min(MOST) / share, around));
    let mut random = Random::new(ends);
    for (at, azimuth) in stretches.into_iter().flat_map(Stretch::ends) {
        for _ in 0..AT_END.min(count) {
            let across = if random.between(-1.0, 1.0) > 0.0 { 90.0 } else { -90.0 };
            let out = Geodesic.destination(at, azimuth + across, random.between(0.0, deepest));
            let off = BESIDE * tolerance * 25_f64.powf(random.between(0.0, 1.0));
            let along = if random.between(-1.0, 1.0) > 0.0 { azimuth } else { azimuth + 180.0 };
            let beside: Point<f64> = Geodesic.destination(out, along, off);
            spots.push(on_map(beside.into()));
        }
    }
    spots
}

/// A box that holds polygons and their definition, and a little more.
pub fn area(
    polygons: &MultiPolygon<f64>,
    definitions: &[(Definition<'_>, bool)],
    border: &MultiLineString<f64>,
) -> Rect<f64> {
    let should = definitions.iter().filter_map(|(it, _)| {
        // An eroded zone reaches nowhere beyond the border.
        let reach = if it.outer.is_finite() { it.outer } else { 0.0 };
        let reached = border.bounding_rect().map(|rect| grown(rect, reach));
        match (reached, it.territory.and_then(|it| it.polygons().bounding_rect())) {
            (Some(reached), Some(territory)) => common(reached, territory),
            _ => reached,
        }
    });
    let rects = polygons.bounding_rect().into_iter().chain(should);
    let corners: MultiPoint<f64> = rects.flat_map(|rect| [rect.min(), rect.max()]).collect();
    // Without a corner there is nothing to check, and any box will do.
    grown(corners.bounding_rect().unwrap_or_else(|| Rect::new((0.0, 0.0), (0.0, 0.0))), BEYOND)
}

/// The intersection of two boxes.
fn common(a: Rect<f64>, b: Rect<f64>) -> Option<Rect<f64>> {
    let low = Coord { x: a.min().x.max(b.min().x), y: a.min().y.max(b.min().y) };
    let high = Coord { x: a.max().x.min(b.max().x), y: a.max().y.min(b.max().y) };
    (low.x <= high.x && low.y <= high.y).then(|| Rect::new(low, high))
}

/// A box that holds everything up to `by` metres from another.
fn grown(rect: Rect<f64>, by: f64) -> Rect<f64> {
    /// A lower bound of the metres in a degree of a meridian or of the equator.
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
