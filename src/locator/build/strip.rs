//! The strip along a limit, in a cell, in which the chord to the border does not decide.
//!
//! Earth-centred metres. Let F be a border point near to the cell's middle M, u the direction from F
//! to M, and w the way from M to a point P no more than r away. The chord from P to the border is at
//! most |P - F| <= |M - F| + u·w + r²/2|M - F|. The chord to each limb is convex, so that it is no
//! less than its tangent at M: the chord to the limb from M, plus u'·w for the limb's own direction
//! u', which is at least u·w - |u' - u| r. Both bounds grow with u·w, and u·w is a sum of multiples of
//! longitude and latitude but for the distance of the ellipsoid from its tangent plane.

use crate::locator::exact::{Arcs, ExactMeasure};
use crate::locator::grid::{Middle, Split, Tangent};

/// Radii beyond the greatest and the least radius of curvature, metres: chords by them are bounds.
const FLAT: f64 = 6_410_000.0;
const ROUND: f64 = 6_320_000.0;

/// The width, as a share of the radius, by which a strip may be wider than need be.
const CLOSE: f64 = 0.01;

/// A limit of a distance, as bounds of chords.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    /// The largest chord of points that are certainly not farther than the limit.
    near: f64,
    /// The smallest chord of points that are certainly farther.
    far: f64,
}

impl Limit {
    pub fn new(distance: f64, arcs: &Arcs) -> Self {
        let chord = |radius: f64| {
            let half = (0.5 * distance / radius).min(std::f64::consts::FRAC_PI_2);
            2.0 * radius * half.sin()
        };
        // The slack grows with the chord, by less than a thousandth within its own length.
        let slack = 1.001 * arcs.slack(chord(FLAT)) + 1e-3;
        Limit { near: chord(ROUND) - slack, far: chord(FLAT) + slack }
    }

    /// `true` if all points whose chords are no shorter are farther than the limit.
    pub fn is_within(&self, chord: f64) -> bool {
        self.far <= chord
    }

    /// `true` if no point whose chord is no longer is farther than the limit.
    pub fn is_beyond(&self, chord: f64) -> bool {
        chord <= self.near
    }

    /// The greatest height of points that are certainly not farther than the limit, and the least of
    /// those that are certainly farther.
    pub fn heights(&self, bounds: &Bounds) -> [f64; 2] {
        let Bounds { height, most, least, .. } = bounds;
        [height + self.near - most, height + self.far - least]
    }
}

/// Bounds of the chords of a cell's points that grow with their heights (see [`Split`]).
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub slope: [f32; 2],
    /// The middle's height, and bounds of the chord of any point of that height.
    height: f64,
    least: f64,
    most: f64,
}

impl Bounds {
    /// The bounds in a cell, from the blocks that may be nearest to its points.
    pub fn new(
        exact: &ExactMeasure,
        blocks: &[u32],
        middle: &Middle,
        tangent: &Tangent,
    ) -> Option<Bounds> {
        let p = middle.center;
        let to = p - exact.blocks.place(blocks, p, &exact.arcs);
        let chord = to.norm();
        let up = to * (1.0 / chord);
        let radius = middle.radius + tangent.off;
        let slope = [tangent.east, tangent.north].map(|way| up.dot(way) as f32);
        // Single precision changes slopes by less than a millionth.
        let off = tangent.off + 1e-6 * radius;
        let enough = chord - CLOSE * radius;
        let least = exact.blocks.floor(blocks, p, up, radius, enough) - off;
        let most = chord + Bounds::bend(radius, chord) + off;
        let height = Split::height(slope, middle.position.x, middle.position.y);
        let is_finite = [height, least, most].iter().all(|value| value.is_finite());
        is_finite.then_some(Bounds { slope, height, least, most })
    }

    /// The length by which the chord to one border point may exceed its tangent in a cell.
    pub fn bend(radius: f64, chord: f64) -> f64 {
        radius * radius / (2.0 * chord)
    }
}
