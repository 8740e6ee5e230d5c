//! Sines and cosines of positions from a table, several times faster than one by one.
//!
//! Degrees. The circle is cut into [`PARTS`]. An angle is the nearest end of a part, turned by the
//! rest through its series, whose first omitted term is below 1e-17. Points of the ellipsoid are
//! exact to 10 nm.

use geo_types::Coord;

use super::ecef::{Vec3, at_angles};

/// The number of parts of the circle; a quarter turn holds a whole number of parts.
const PARTS: usize = 256;

/// The sines and cosines at the ends of the parts of the circle.
#[derive(Debug)]
pub(crate) struct Sines(Vec<(f64, f64)>);

impl Sines {
    pub fn new() -> Self {
        let angle = |part: usize| part as f64 * (std::f64::consts::TAU / PARTS as f64);
        Sines((0..PARTS).map(|part| angle(part).sin_cos()).collect())
    }

    /// The point of the ellipsoid at a position.
    #[inline(always)]
    pub fn ecef(&self, position: Coord<f64>) -> Vec3 {
        at_angles(self.sin_cos(position.x), self.sin_cos(position.y))
    }

    /// Sine and cosine of an angle between -180 and 180 degrees.
    #[inline]
    fn sin_cos(&self, degrees: f64) -> (f64, f64) {
        const DEGREES: f64 = 360.0 / PARTS as f64;
        // Rounding down a positive number, a whole turn further on, is the same as rounding to the
        // nearest.
        let part = (degrees * (1.0 / DEGREES) + (PARTS as f64 + 0.5)) as usize;
        let rest = (degrees - (part as f64 - PARTS as f64) * DEGREES).to_radians();
        let (sin, cos) = self.0[part % PARTS];
        let rest2 = rest * rest;
        let small_sin = rest * (1.0 - rest2 * (1.0 / 6.0 - rest2 * (1.0 / 120.0)));
        // One less the cosine, so that no digit is lost.
        let lack = rest2 * (0.5 - rest2 * (1.0 / 24.0 - rest2 * (1.0 / 720.0)));
        (sin + (cos * small_sin - sin * lack), cos - (sin * small_sin + cos * lack))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::ecef;

    #[test]
    fn points_are_those_of_the_library_s_sines() {
        let sines = Sines::new();
        let off = |x, y| {
            let position = Coord { x, y };
            (sines.ecef(position) - ecef(position)).norm()
        };
        let mut worst: f64 = 0.0;
        for i in 0..200_000 {
            let turn = f64::from(i) * 0.618_033_988_749_894_9;
            let x = 360.0 * turn.fract() - 180.0;
            let y = f64::from(i).mul_add(180.0 / 199_999.0, -90.0);
            worst = worst.max(off(x, y));
        }
        for (x, y) in [(-180.0, -90.0), (180.0, 90.0), (0.0, 0.0), (90.0, -0.0), (-90.0, 45.0)] {
            worst = worst.max(off(x, y));
        }
        assert!(worst < 1e-8, "off by {worst} m");
    }
}
