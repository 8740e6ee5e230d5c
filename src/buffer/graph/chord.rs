//! A straight chord between two of the border's points, with its directions computed once.
//!
//! Earth-centred metres and unit vectors.

use crate::earth::Vec3;

/// The smallest radius of curvature, of a meridian at the equator, metres.
pub(crate) const EQUATORIAL: f64 = 6_335_439.0;

/// A straight piece of the border between two of its points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chord {
    pub a: u32,
    pub b: u32,
    /// Unit vector from `a` to `b`.
    pub direction: Vec3,
    pub half_length: f64,
    /// Horizontal unit vectors to its right, at `a` and at `b`.
    pub right: [Vec3; 2],
}

impl Chord {
    /// The chord between two different points.
    pub fn new(points: &[Vec3], ups: &[Vec3], a: u32, b: u32) -> Self {
        let along = points[b as usize] - points[a as usize];
        let length = along.norm();
        let direction = along * (1.0 / length);
        let right = [a, b].map(|end| direction.cross(ups[end as usize]).unit());
        Chord { a, b, direction, half_length: 0.5 * length, right }
    }
}

/// The depth of a chord's middle below the surface, from the square of half its length.
pub(crate) fn sagitta(half2: f64) -> f64 {
    half2 / (2.0 * EQUATORIAL)
}
