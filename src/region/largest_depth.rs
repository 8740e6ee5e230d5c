//! The distance from a border to a territory, and to the cut where a territory's data ends.
//!
//! Metres. The distance to the border is 1-Lipschitz, so along a stretch of half-length h it is
//! nowhere below its value in the middle less h. Branch and bound finds the minimum to
//! [`RESOLUTION`].

use geo_types::{Coord, Line};

use super::territory::Territory;
use crate::border::Border;
use crate::earth;
use crate::value::{Edges, Length};

/// The largest error of the result below the true minimum, metres.
const RESOLUTION: f64 = 1.0;

/// The largest depth, in whole metres, whose zone stays clear of the cut where the territory's data
/// ends; `None` when the territory is known whole.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::territory::largest_depth;
/// use safe_zone::dataset;
/// let largest = largest_depth(dataset::turkey_syria_border(), dataset::syria()).unwrap();
/// assert!(largest.km() > 89.0 && largest.km() < 90.0);
/// # }
/// ```
pub fn largest_depth(border: &Border, territory: &Territory) -> Option<Length> {
    let cut = territory.cut()?;
    let least = least_distance(cut.lines(), border, 0.0);
    Some(Length::literal((least - RESOLUTION).floor().max(0.0)))
}

/// The distance from a border to a territory if that is more than `depth`; `None` where the territory
/// begins within it.
pub(crate) fn distance_beyond(
    border: &Border,
    territory: &Territory,
    depth: Length,
) -> Option<Length> {
    let least = least_distance(territory.edges(), border, depth.metres());
    if least <= depth.metres() {
        return None;
    }
    let inside = territory.inside();
    let is_around = border.lines().iter().flatten().any(|&point| inside.holds(point));
    (!is_around).then(|| Length::literal(least))
}

/// The least distance of some edges from a border, or one that is not more than `enough`.
fn least_distance(edges: impl Iterator<Item = Line<f64>>, border: &Border, enough: f64) -> f64 {
    let route = border.route();
    let distance = |p: Coord<f64>| {
        let p = earth::ecef(p);
        earth::arc_length(route.nearest(p).point, p)
    };
    let (mut least, mut points) = (f64::INFINITY, Vec::new());
    let mut stretches: Vec<(Coord<f64>, Coord<f64>)> = Vec::new();
    for edge in edges {
        points.clear();
        // Pieces so short that drawn length and geodesic length agree far below a metre.
        earth::subdivide(edge.start, edge.end, Edges::Planar, 0.1, &mut points);
        points.push(edge.end);
        for &point in &points {
            least = least.min(distance(point));
        }
        if least <= enough {
            return least;
        }
        stretches.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }
    while let Some((a, b)) = stretches.pop() {
        let middle = (a + b) / 2.0;
        let here = distance(middle);
        least = least.min(here);
        if least <= enough {
            break;
        }
        let half = earth::distance(a, middle).max(earth::distance(middle, b));
        if here - half < least - RESOLUTION {
            stretches.push((a, middle));
            stretches.push((middle, b));
        }
    }
    least
}
