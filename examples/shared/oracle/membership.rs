//! Finds the points inside polygons as drawn in longitude and latitude, by the even-odd rule.
//!
//! Longitude and latitude in degrees. A point is inside when a ray to the east crosses the rings
//! of all polygons together an odd number of times; where two polygons overlap it is outside, so an
//! overlap shows as a fault. Edges are sorted into bands of latitude, and a ray looks at one band.
//!
//! Undefined: points closer to a ring than the rounding of the crossing, 1e-13 degrees, and rings
//! that are not cut at the antimeridian.

use geo_types::{Line, LineString, MultiPolygon, Polygon};

/// Polygons, indexed for points.
pub struct Membership {
    south: f64,
    bands_per_degree: f64,
    bands: Vec<Vec<Line<f64>>>,
}

/// All rings of a polygon, the outer one first.
pub fn rings(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

/// All edges of all rings of all polygons, in order.
pub fn edges(polygons: &MultiPolygon<f64>) -> impl Iterator<Item = Line<f64>> {
    polygons.iter().flat_map(rings).flat_map(LineString::lines)
}

impl Membership {
    /// An index of these polygons.
    pub fn new(polygons: &MultiPolygon<f64>) -> Self {
        let (mut south, mut north, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0);
        for edge in edges(polygons) {
            south = south.min(edge.start.y);
            north = north.max(edge.start.y);
            count += 1;
        }
        // Bands about as high as the edges, so that most edges lie in two bands.
        let number = (count / 8).max(1);
        let height = (north - south).max(f64::MIN_POSITIVE);
        let mut index = Membership {
            south,
            bands_per_degree: number as f64 / height,
            bands: vec![Vec::new(); number],
        };
        for edge in edges(polygons) {
            let (low, high) = (edge.start.y.min(edge.end.y), edge.start.y.max(edge.end.y));
            for band in index.band(low)..=index.band(high) {
                index.bands[band].push(edge);
            }
        }
        index
    }

    /// `true` if a point is inside.
    pub fn contains(&self, lon: f64, lat: f64) -> bool {
        let crossed = self.bands[self.band(lat)].iter().filter(|edge| {
            let (a, b) = (edge.start, edge.end);
            (a.y > lat) != (b.y > lat) && lon < a.x + (lat - a.y) / (b.y - a.y) * (b.x - a.x)
        });
        crossed.count() % 2 == 1
    }

    /// The band of a latitude; latitudes beyond the polygons fall into the outermost.
    fn band(&self, lat: f64) -> usize {
        let band = (lat - self.south) * self.bands_per_degree;
        (band.max(0.0) as usize).min(self.bands.len() - 1)
    }
}
