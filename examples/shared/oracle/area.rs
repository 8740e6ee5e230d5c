//! Areas of polygons on the WGS 84 ellipsoid, whose edges are straight in longitude and latitude.
//!
//! Degrees in, square metres out. Between the equator and the latitude φ a radian of longitude
//! holds A(φ) = b²/2 · (sin φ / (1 − e² sin² φ) + artanh(e sin φ) / e) (Snyder 1987, eq. 3-12,
//! halved), so a ring holds −∮ A(φ) dλ. Each edge is integrated by Gauss and Legendre's rule of
//! five points over parts of at most [`PART`] degrees: an error below 1e-9 of the area that an edge
//! sweeps. A pole that a ring holds needs nothing, for such a ring follows the map's edge.

use geo_types::{Line, LineString, MultiPolygon};

use super::membership::{edges, rings};
use super::sphere::{E2, EQUATOR, FLATTEST};

/// The longest part of an edge, degrees.
const PART: f64 = 1.0;

/// Abscissae and weights on -1 to 1 (Abramowitz and Stegun 1964, table 25.4), the middle first.
const RULE: [(f64, f64); 5] = [
    (0.0, 0.568_888_888_888_889),
    (-0.538_469_310_105_683, 0.478_628_670_499_366),
    (0.538_469_310_105_683, 0.478_628_670_499_366),
    (-0.906_179_845_938_664, 0.236_926_885_056_189),
    (0.906_179_845_938_664, 0.236_926_885_056_189),
];

/// The area of polygons, less their holes, square metres.
pub fn polygons(polygons: &MultiPolygon<f64>) -> f64 {
    let polygon = |rings: Vec<f64>| {
        let (exterior, holes) = rings.split_first().map_or((0.0, &[][..]), |(e, h)| (*e, h));
        exterior.abs() - holes.iter().map(|hole| hole.abs()).sum::<f64>()
    };
    polygons.iter().map(|each| polygon(rings(each).map(ring).collect())).sum()
}

/// The largest change of an area when its points move by `by` metres, square metres: `by` times the
/// length of all rings.
pub fn slack(polygons: &MultiPolygon<f64>, by: f64) -> f64 {
    let length = |edge: Line<f64>| {
        let along = edge.delta();
        let shrink = edge.start.y.abs().min(edge.end.y.abs()).to_radians().cos();
        FLATTEST * (shrink * along.x).hypot(along.y).to_radians()
    };
    by * edges(polygons).map(length).sum::<f64>()
}

/// The area of a ring, positive when it runs counter-clockwise.
fn ring(ring: &LineString<f64>) -> f64 {
    // From a latitude near by, because sums of small numbers lose less.
    let base = ring.0.first().map_or(0.0, |first| to_equator(first.y));
    -ring.lines().map(|edge| under(&edge, base)).sum::<f64>()
}

fn under(edge: &Line<f64>, base: f64) -> f64 {
    let (along, start) = (edge.delta(), edge.start.y);
    let count = (along.x.abs().max(along.y.abs()) / PART).ceil().max(1.0);
    let mut sum = 0.0;
    for i in 0..count as u32 {
        for (at, weight) in RULE {
            let share = (f64::from(i) + 0.5 + 0.5 * at) / count;
            sum += 0.5 * weight * (to_equator(start + along.y * share) - base);
        }
    }
    sum / count * along.x.to_radians()
}

/// The area between the equator and a latitude, per radian of longitude.
fn to_equator(lat: f64) -> f64 {
    let (e, sin) = (E2.sqrt(), lat.to_radians().sin());
    let polar2 = EQUATOR * EQUATOR * (1.0 - E2);
    0.5 * polar2 * (sin / (1.0 - E2 * sin * sin) + (e * sin).atanh() / e)
}
