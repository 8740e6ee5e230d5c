//! A distance as the engine compares it: chords between Earth-centred points, with margins.
//!
//! Metres. The chord of a geodesic depends on the ellipsoid's curvature along it, whose radius lies
//! between 6,335,439 m and 6,399,594 m (meridian at the equator, at the pole); the margins add the
//! deviation of the pieces of the offset curve from the surface (see `piece`).

use std::f64::consts::FRAC_PI_2;

use super::piece::Piece;
use crate::buffer::graph::{EQUATORIAL, Outline, sagitta};
use crate::index::Ball;

/// The Earth's mean curvature, 1/m.
const CURVATURE: f64 = 1.0 / 6_371_008.8;

/// The way in which cuts are found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cuts {
    /// By the pieces' equations: to some micrometres at tens of kilometres.
    Fast,
    /// By the pieces' equations corrected by geodesic lengths at three places: to some nanometres,
    /// which tells apart offset curves that run within millimetres of one another for kilometres.
    Exact,
}

impl Cuts {
    /// Fast cuts where their error is below a hundredth of the tolerance, else exact ones.
    pub fn first(distance: f64, tolerance: f64) -> Self {
        if misplaced(distance) < 0.01 * tolerance { Cuts::Fast } else { Cuts::Exact }
    }

    /// The cuts to try in order: `self`, then exact cuts where fast ones leave a doubt.
    pub fn and_finer(self) -> impl Iterator<Item = Cuts> {
        let finer = (self == Cuts::Fast).then_some(Cuts::Exact);
        std::iter::once(self).chain(finer)
    }
}

/// A bound of the error of the distances by which fast cuts are made, metres (measured: a quarter
/// of it).
pub(crate) fn misplaced(distance: f64) -> f64 {
    1e-6 + 0.012 * (distance / 500_000.0).powi(3)
}

/// A distance with the range of its chords, allowing for the ellipsoid's varying curvature and for
/// the deviation of the pieces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    pub distance: f64,
    pub least_chord: f64,
    /// The least chord for pieces placed as on a sphere, with their radius and their depth.
    pub roughly_least: f64,
    pub rough_radius: f64,
    pub rough_depth: f64,
    pub most_chord: f64,
    /// The least difference of chords for a cut, metres.
    pub strict: f64,
    pub cuts: Cuts,
    /// The widest arc in one piece, radians.
    pub widest: f64,
    /// The parameter at the end of an arc that deviates by no more than a micrometre.
    pub narrow: f64,
}

impl Reach {
    /// The reach for pieces that leave the surface by at most 0.2 % of the tolerance.
    pub fn new(distance: f64, tolerance: f64, cuts: Cuts) -> Self {
        let chord = |radius: f64| 2.0 * radius * (0.5 * distance / radius).sin();
        let (polar, equatorial) = (6_399_594.0, EQUATORIAL);
        let deviation = deviation(distance);
        let margin = 1e-6 + deviation;
        // On a sphere a point at distance d is misplaced by less than 1 % of d²/2R downwards and of
        // d³/6R² along.
        let rough_margin = 0.02 * distance * distance / equatorial;
        let x2 = (distance * CURVATURE).powi(2);
        Reach {
            distance,
            least_chord: chord(equatorial) - margin,
            roughly_least: chord(equatorial) - margin - rough_margin,
            rough_radius: distance * (1.0 - x2 / 6.0),
            rough_depth: 0.5 * distance * distance * CURVATURE,
            most_chord: chord(polar) + margin,
            widest: FRAC_PI_2 * (0.002 * tolerance / deviation).sqrt().min(1.0),
            // Ten times the noise of an Earth-centred coordinate in doubles, so that rounding never
            // buries both of two equals.
            strict: 1e-8,
            cuts,
            narrow: (0.25 * FRAC_PI_2 * (1e-6 / deviation).sqrt()).min(FRAC_PI_2).tan(),
        }
    }

    /// The largest difference of the distance's chord between places `across` metres apart, and
    /// between their feet: less than 0.0007·(d/R)² for each metre, since c = d - d³k²/24 and the
    /// ellipsoid's curvatures k differ by 0.7 %; in addition, a straight line bends by its square
    /// over 2R.
    pub fn slack(&self, across: f64) -> f64 {
        let share = self.distance / EQUATORIAL;
        1e-6 + across * share * (0.01 * share + across / EQUATORIAL)
    }

    /// A bound of the error of the distances by which fast cuts of a piece are made, metres; for an
    /// arc, from the parameter at its end.
    pub fn misplaced(&self, piece: &Piece, end: f64) -> f64 {
        let arc = if piece.is_arc() { self.arc_deviation(sine(end)) } else { 0.0 };
        misplaced(self.distance) + arc
    }

    /// The largest error of a grazing cut of an arc, as a parameter; `end` is the parameter at the
    /// arc's end.
    pub fn graze(&self, end: f64) -> f64 {
        (2.0 * self.arc_deviation(sine(end)) / self.distance).sqrt() + 1e-9
    }

    /// The largest error of the points of an arc of 90°, metres.
    pub fn most_deviation(&self) -> f64 {
        deviation(self.distance)
    }

    /// The largest error of the points of an arc, metres, from the sine of half its angle.
    fn arc_deviation(&self, sine: f64) -> f64 {
        deviation(self.distance) * (2.0 * sine).powi(2).min(1.0)
    }

    /// The largest error of the points of a piece, metres: an arc's grows with the square of its
    /// width; a line lies below the surface by its sagitta.
    pub fn deviation(&self, piece: &Piece, outline: &Outline) -> f64 {
        let half = outline.radius;
        if piece.is_arc() {
            self.arc_deviation(half / self.distance)
        } else {
            let sagitta = sagitta(half * half);
            sagitta * (self.distance / EQUATORIAL + sagitta / self.distance)
        }
    }
}

/// The relation of a piece to the contents of a ball.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Touch {
    /// Farther than the distance from everything in the ball.
    Apart,
    /// Perhaps nearer to something in the ball.
    Near,
    /// Nearer, all of the piece, to everything in the ball.
    Buries,
}

impl Outline {
    /// The relation of the piece to the contents of a ball.
    #[inline]
    pub fn touches(&self, ball: &Ball, reach: &Reach) -> Touch {
        if !self.comes_near(ball, reach.most_chord) {
            Touch::Apart
        } else if self.buried_in(ball, reach) {
            Touch::Buries
        } else {
            Touch::Near
        }
    }

    /// `true` if all of the piece is nearer than the distance to everything in a ball.
    #[inline]
    pub fn buried_in(&self, ball: &Ball, reach: &Reach) -> bool {
        let inner = reach.least_chord - self.radius - ball.radius;
        inner > 0.0 && (ball.center - self.middle).norm2() < inner * inner
    }
}

/// The sine of half an arc's angle, from the parameter at the arc's end.
fn sine(end: f64) -> f64 {
    2.0 * end / (1.0 + end * end)
}

/// The largest error of the points of an arc of 90°, metres: up to 0.0017·d³/R².
fn deviation(distance: f64) -> f64 {
    0.002 * distance * (distance / EQUATORIAL).powi(2)
}
