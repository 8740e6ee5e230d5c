//! The largest depth at which a zone stays clear of the cut where a territory's data ends.
//!
//! Metres. The distance to the border is 1-Lipschitz, so along a stretch of half-length h it is
//! nowhere below its value in the middle less h. Branch and bound finds the minimum to
//! [`RESOLUTION`].

use geo_types::{Coord, LineString};

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
/// use safe_zone::{dataset, largest_depth};
/// let largest = largest_depth(dataset::turkey_syria_border(), dataset::syria()).unwrap();
/// assert!(largest.km() > 89.0 && largest.km() < 90.0);
/// # }
/// ```
pub fn largest_depth(border: &Border, territory: &Territory) -> Option<Length> {
    let cut = territory.cut()?;
    let route = border.route();
    let least = least_distance(cut, |p| {
        let p = earth::ecef(p);
        earth::arc_length(route.nearest(p).point, p)
    });
    Some(Length::literal((least - RESOLUTION).floor().max(0.0)))
}

fn least_distance(line: &LineString<f64>, mut distance: impl FnMut(Coord<f64>) -> f64) -> f64 {
    let mut points = Vec::new();
    for edge in line.lines() {
        // Pieces so short that drawn length and geodesic length agree far below a metre.
        earth::subdivide(edge.start, edge.end, Edges::Planar, 0.1, &mut points);
    }
    points.extend(line.0.last());
    let mut least = points.iter().map(|&p| distance(p)).fold(f64::INFINITY, f64::min);
    let mut stretches: Vec<_> = points.windows(2).map(|pair| (pair[0], pair[1])).collect();
    while let Some((a, b)) = stretches.pop() {
        let middle = (a + b) / 2.0;
        let here = distance(middle);
        least = least.min(here);
        let half = earth::distance(a, middle).max(earth::distance(middle, b));
        if here - half < least - RESOLUTION {
            stretches.push((a, middle));
            stretches.push((middle, b));
        }
    }
    least
}
