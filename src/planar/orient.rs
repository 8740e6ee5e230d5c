//! The orientation of three points in the plane.
//!
//! Coordinates in any unit, first axis, second axis. The sign is exact (J. R. Shewchuk, Adaptive
//! precision floating-point arithmetic, 1997).

use geo_types::Coord;
use robust::{Coord as Exact, orient2d};

/// The orientation of three points: positive for a left turn, negative for a right turn; the sign
/// is exact.
#[inline]
pub(crate) fn turn(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> f64 {
    let exact = |c: Coord<f64>| Exact { x: c.x, y: c.y };
    orient2d(exact(a), exact(b), exact(c))
}
