//! Names of the countries along the embedded border, with positions for them on maps.
//!
//! Longitude, latitude in degrees. The positions are chosen by eye, in the countries' land and away from the
//! border, the best first.

use crate::value::Position;

/// The countries at the embedded border, each with positions in its land where a map may have its name, the best
/// first.
///
/// ```
/// let [turkey, syria, iraq] = safe_zone::dataset::countries();
/// assert_eq!([turkey.0, syria.0, iraq.0], ["Turkey", "Syria", "Iraq"]);
/// ```
pub fn countries() -> [(&'static str, Vec<Position>); 3] {
    const TURKEY: [[f64; 2]; 9] = [
        [39.9, 37.3],
        [38.8, 37.35],
        [39.5, 37.0],
        [39.5, 36.85],
        [41.7, 37.4],
        [37.2, 37.15],
        [37.4, 36.95],
        [40.9, 37.35],
        [36.4, 37.0],
    ];
    const SYRIA: [[f64; 2]; 11] = [
        [40.1, 36.25],
        [40.3, 35.9],
        [39.4, 36.2],
        [38.6, 36.2],
        [38.8, 35.8],
        [39.6, 36.4],
        [40.6, 36.5],
        [37.6, 36.3],
        [36.9, 35.6],
        [39.35, 36.62],
        [39.5, 36.6],
    ];
    const IRAQ: [[f64; 2]; 6] =
        [[42.4, 36.75], [42.5, 36.6], [42.2, 36.5], [42.3, 36.3], [42.1, 36.0], [42.6, 36.9]];
    let positions = |all: &[[f64; 2]]| all.iter().map(|&[lon, lat]| position(lon, lat)).collect();
    [("Turkey", positions(&TURKEY)), ("Syria", positions(&SYRIA)), ("Iraq", positions(&IRAQ))]
}

fn position(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).expect("the positions are on Earth")
}
