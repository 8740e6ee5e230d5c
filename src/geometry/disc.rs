//! Discs: the zone around one point, without the engine.
//!
//! Longitude, latitude in degrees, distances in metres. Around a point of the ellipsoid the latitude of the
//! circle is a series of cosines of the azimuth, its longitude one of sines, for the ellipsoid is its own mirror
//! image at every meridian; the terms shrink as powers of the distance over the Earth's radius. A few exact
//! points give the terms (J. W. Cooley and J. W. Tukey, 1965, without their shortcut), and the terms give all
//! vertices.
//!
//! # Accuracy
//! Vertices lie within [`TAIL`] of the tolerance of the circle, as far as the last terms tell; edges use the
//! share of the tolerance that the engine's use. A circle for which that does not hold, one that comes near a
//! pole or ±180°, and one farther than [`FARTHEST`] are left to the engine.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use geo_types::{Coord, LineString};

use crate::earth::{self, LEAST_RADIUS, METRES_A_DEGREE};

/// The parts of half a turn at whose ends points are exact, for small circles.
const FEWEST: usize = 4;
/// The parts for others.
const MOST: usize = 8;
/// The cosines of the ends of parts, of a whole turn in 16.
const COSINES: [f64; 2 * MOST] = {
    // Of an eighth of half a turn, of a quarter, and of three eighths.
    const A: f64 = 0.923_879_532_511_286_7;
    const B: f64 = FRAC_1_SQRT_2;
    const C: f64 = 0.382_683_432_365_089_8;
    [1.0, A, B, C, 0.0, -C, -B, -A, -1.0, -A, -B, -C, 0.0, C, B, A]
};
/// The share of the tolerance that the last terms may have.
const TAIL: f64 = 1e-3;
/// The share of the tolerance that edges use.
const EDGES: f64 = 0.9;
/// The largest distance, metres.
const FARTHEST: f64 = 100_000.0;
/// The largest latitude of a point of the circle, degrees.
const HIGHEST: f64 = 80.0;

/// The terms of the circle, degrees: cosines for the latitude, sines for the longitude.
struct Terms {
    latitude: [f64; MOST + 1],
    longitude: [f64; MOST + 1],
    /// The order of the last term.
    last: usize,
}

/// The circle of this radius around a point, counter-clockwise and closed; `None` where the engine has to draw
/// it.
pub(super) fn ring(centre: Coord<f64>, distance: f64, tolerance: f64) -> Option<LineString<f64>> {
    let reach = distance / METRES_A_DEGREE;
    let highest = centre.y.abs() + 1.02 * reach;
    if distance > FARTHEST || highest > HIGHEST {
        return None;
    }
    let widest = 1.02 * reach / highest.to_radians().cos();
    if centre.x.abs() + widest >= 180.0 {
        return None;
    }
    // Terms of the third order, which four parts still tell, are as small as this.
    let third = distance * (distance / LEAST_RADIUS * (1.0 + highest.to_radians().tan())).powi(2);
    let parts = if third < TAIL * tolerance { FEWEST } else { MOST };
    let terms = Terms::new(centre, distance, parts);
    if terms.tail() * METRES_A_DEGREE > TAIL * tolerance {
        return None;
    }
    let half = half_of_the_edges(distance, tolerance, highest)?;
    let mut points = match parts {
        FEWEST => terms.points::<FEWEST>(centre, half),
        _ => terms.points::<MOST>(centre, half),
    };
    // North and south of the point, and closed to the last bit.
    (points[0].x, points[half].x) = (centre.x, centre.x);
    points[2 * half] = points[0];
    Some(LineString(points))
}

/// Half the number of edges that leave the circle by no more than their share of the tolerance.
fn half_of_the_edges(distance: f64, tolerance: f64, highest: f64) -> Option<usize> {
    let edges = |allowed: f64| (PI / (1.0 - allowed / distance).max(0.5).acos() / 2.0).ceil();
    let length = |half: f64| 2.0 * distance * (PI / (2.0 * half)).sin();
    // An edge straight on the map bends against a geodesic, and a geodesic against its chord.
    let bend = |length: f64| {
        length * length * (2.0 * highest.to_radians().tan() + 1e-3) / (8.0 * LEAST_RADIUS)
    };
    let share = EDGES * tolerance;
    let left = share - bend(length(edges(share).max(3.0)));
    (left > 0.5 * share).then(|| edges(left).max(3.0) as usize)
}

impl Terms {
    fn new(centre: Coord<f64>, distance: f64, parts: usize) -> Self {
        let start = earth::ecef(centre);
        let up = earth::normal(start);
        let (east, north) = earth::tangents(up);
        // Of a number of parts.
        let cosine = |count: usize| COSINES[count * (MOST / parts) % (2 * MOST)];
        let sine = |count: usize| COSINES[(count * (MOST / parts) + 3 * MOST / 2) % (2 * MOST)];
        let mut exact = [Coord::zero(); MOST + 1];
        for (index, exact) in exact.iter_mut().take(parts + 1).enumerate() {
            let way = east * sine(index) + north * cosine(index);
            let point = earth::lonlat(earth::destination(start, up, way, distance));
            let x = point.x - centre.x;
            *exact = Coord { x: x - 360.0 * (x / 360.0).round(), y: point.y - centre.y };
        }
        let (mut latitude, mut longitude) = ([0.0; MOST + 1], [0.0; MOST + 1]);
        for order in 0..=parts {
            let ends = 0.5 * (exact[0].y + exact[parts].y * cosine(order * parts));
            let inner: f64 = (1..parts).map(|i| exact[i].y * cosine(order * i)).sum();
            let whole = if order == 0 || order == parts { 1.0 } else { 2.0 };
            latitude[order] = whole / parts as f64 * (ends + inner);
            let sines: f64 = (1..parts).map(|i| exact[i].x * sine(order * i)).sum();
            longitude[order] = 2.0 / parts as f64 * sines;
        }
        Terms { latitude, longitude, last: parts }
    }

    /// The size of the last terms; of sines, the very last is none.
    fn tail(&self) -> f64 {
        let sizes = |terms: &[f64], last: usize| terms[last - 1].abs() + terms[last].abs();
        sizes(&self.latitude, self.last) + sizes(&self.longitude, self.last - 1)
    }

    /// The points of the circle from the south by the east to the north, and back by the west; two for each
    /// of `half` edges.
    fn points<const LAST: usize>(&self, centre: Coord<f64>, half: usize) -> Vec<Coord<f64>> {
        let mut points = vec![Coord::zero(); 2 * half + 1];
        let (sin_step, cos_step) = (PI / half as f64).sin_cos();
        let (mut sin, mut cos) = (0.0, -1.0);
        for index in 0..=half {
            let Coord { x, y } = self.at::<LAST>(sin, cos);
            points[index] = Coord { x: centre.x + x, y: centre.y + y };
            points[2 * half - index] = Coord { x: centre.x - x, y: centre.y + y };
            (sin, cos) = (sin * cos_step - cos * sin_step, cos * cos_step + sin * sin_step);
        }
        points
    }

    /// The point at an azimuth, from the centre, by Clenshaw's recurrences (1955).
    #[inline(always)]
    fn at<const LAST: usize>(&self, sin: f64, cos: f64) -> Coord<f64> {
        let (mut across, mut along) = ((0.0, 0.0), (0.0, 0.0));
        for order in (1..=LAST).rev() {
            across = (self.longitude[order] + 2.0 * cos * across.0 - across.1, across.0);
            along = (self.latitude[order] + 2.0 * cos * along.0 - along.1, along.0);
        }
        Coord { x: sin * across.0, y: self.latitude[0] + cos * along.0 - along.1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks vertices and edges against Karney's geodesics, from 1 m to 100 km at all latitudes.
    #[test]
    fn circles_keep_their_distance() {
        let mut drawn = 0;
        for distance in [1.0, 30.0, 1_000.0, 5_000.0, 28_000.0, 100_000.0] {
            for tolerance in [1e-3, 0.05, 0.4 * f64::min(distance, 1_000.0)] {
                for lat in [-79.0, -60.3, -12.0, 0.0, 1e-9, 36.8, 55.0, 78.7] {
                    let centre = Coord { x: 38.0, y: lat };
                    let Some(ring) = ring(centre, distance, tolerance) else { continue };
                    drawn += 1;
                    let stride = (ring.0.len() / 50).max(1);
                    for edge in ring.lines().step_by(stride) {
                        let at = |share| earth::distance(centre, edge.start + edge.delta() * share);
                        assert!((at(0.0) - distance).abs() < 2e-3 * tolerance + 5e-8);
                        for share in [0.1, 0.3, 0.5, 0.7, 0.9] {
                            let off = at(share) - distance;
                            assert!(off < 0.01 * tolerance && off > -0.91 * tolerance, "{off}");
                        }
                    }
                }
            }
        }
        assert!(drawn > 100, "{drawn}");
    }

    #[test]
    fn poles_and_the_antimeridian_are_left_to_the_engine() {
        for (x, y) in [(38.0, 79.99), (179.99, 10.0), (-179.5, 79.0)] {
            assert_eq!(ring(Coord { x, y }, 28_000.0, 1.0), None);
        }
        assert!(ring(Coord { x: 179.7, y: 0.0 }, 28_000.0, 1.0).is_some());
    }
}
