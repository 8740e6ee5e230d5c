//! The area of polygons on the ellipsoid, in square kilometres, edges straight in longitude and
//! latitude as drawn.
//!
//! The areas of the exteriors (see `ring_area`) less those of the holes, whichever way the rings
//! wind: to 1e-12 of the ring's area. Polygons are those of the map, as [`buffer`](crate::buffer())
//! writes them: cut at the antimeridian, and along the map's edge where they hold a pole.

use geo_types::MultiPolygon;

use crate::earth;

/// The area of these polygons in square kilometres.
///
/// Use it for the area of a zone, a piece or a polygon of your own;
/// [`Zone::area_km2`](crate::plan::Zone::area_km2) holds a zone's area already.
///
/// ```
/// use geo_types::{MultiPolygon, polygon};
/// let cell = polygon![(x: 38.0, y: 36.0), (x: 39.0, y: 36.0), (x: 39.0, y: 37.0), (x: 38.0, y: 37.0)];
/// let area = safe_zone::area_km2(&MultiPolygon(vec![cell]));
/// assert!((area - 9940.0).abs() < 10.0);
/// ```
pub fn area_km2(polygons: &MultiPolygon<f64>) -> f64 {
    let square_metres: f64 = polygons
        .iter()
        .map(|polygon| {
            let holes: f64 =
                polygon.interiors().iter().map(|ring| earth::ring_area_m2(ring).abs()).sum();
            earth::ring_area_m2(polygon.exterior()).abs() - holes
        })
        .sum();
    // The sum over no polygon is -0.0.
    square_metres / 1e6 + 0.0
}

/// An area in words: to a square kilometre, or to three digits below ten.
pub(crate) fn area_in_words(km2: f64) -> String {
    match km2 {
        ..0.01 => format!("{:.0} m²", 1e6 * km2),
        ..1.0 => format!("{km2:.3} km²"),
        ..10.0 => format!("{km2:.2} km²"),
        _ => format!("{km2:.0} km²"),
    }
}
