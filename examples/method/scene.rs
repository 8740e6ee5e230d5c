//! The scene: a border 15 km across that doubles back, and its zone.
//!
//! Metres east and north of 0° E, 0° N. There a plane with one scale for each axis is off by less
//! than a centimetre over 10 km, far less than the picture shows.

use geo_types::{Coord, LineString, MultiPolygon, coord};
use safe_zone::{Border, Edges, Error, Length, Tolerance, buffer};

/// The zone's distance, metres.
pub const DISTANCE: f64 = 1_800.0;

/// The tolerance, metres, so coarse that flattening is seen.
pub const TOLERANCE: f64 = 100.0;

/// Metres in a degree of longitude on the equator, and in one of latitude there, on WGS 84.
const DEGREE: Coord<f64> = coord! { x: 111_319.490_8, y: 110_574.275_8 };

/// The border's points. The upper arm comes so near to the lower one that the zone closes around a
/// hole, and nearer than the distance, so that each arm buries pieces of the other.
const BORDER: [Coord<f64>; 16] = [
    coord! { x: -8_250.0, y: 2_125.0 },
    coord! { x: -5_550.0, y: 2_675.0 },
    coord! { x: -4_000.0, y: 500.0 },
    coord! { x: -2_625.0, y: -625.0 },
    coord! { x: -1_450.0, y: -925.0 },
    coord! { x: 0.0, y: 2_825.0 },
    coord! { x: 3_500.0, y: 3_525.0 },
    coord! { x: 6_600.0, y: 875.0 },
    coord! { x: 5_000.0, y: -2_625.0 },
    coord! { x: -1_550.0, y: -2_825.0 },
    coord! { x: -2_375.0, y: -2_150.0 },
    coord! { x: -3_200.0, y: -2_675.0 },
    coord! { x: -4_100.0, y: -2_025.0 },
    coord! { x: -5_000.0, y: -2_875.0 },
    coord! { x: -6_600.0, y: -1_875.0 },
    coord! { x: -8_550.0, y: -2_625.0 },
];

pub struct Scene {
    pub border: &'static [Coord<f64>],
    /// Exteriors and holes, closed.
    pub rings: Vec<LineString<f64>>,
}

impl Scene {
    pub fn new() -> Result<Self, Error> {
        let degrees: LineString<f64> =
            BORDER.iter().map(|p| coord! { x: p.x / DEGREE.x, y: p.y / DEGREE.y }).collect();
        let border = Border::new(degrees, Edges::Planar)?;
        let distance = Length::from_metres(DISTANCE)?;
        let tolerance = Tolerance::new(Length::from_metres(TOLERANCE)?)?;
        let zones = buffer(&border, &[distance], tolerance)?;
        Ok(Scene { border: &BORDER, rings: zones.iter().flat_map(rings).collect() })
    }
}

/// A zone's rings in metres.
fn rings(zone: &MultiPolygon<f64>) -> Vec<LineString<f64>> {
    let metres = |ring: &LineString<f64>| {
        ring.0.iter().map(|p| coord! { x: p.x * DEGREE.x, y: p.y * DEGREE.y }).collect()
    };
    let rings = zone
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.map(metres).collect()
}
