//! The outer side of a border point: the arc between the offset lines of two half-edges.
//!
//! Earth-centred metres. The arc runs counter-clockwise around the point, from the right of the
//! arriving half-edge to the right of the leaving one; where the border turns the other way there
//! is none.

use std::f64::consts::{PI, TAU};

use super::bounds::Reach;
use super::piece::Piece;
use crate::buffer::graph::{HalfEdge, Network};
use crate::earth::Vec3;

/// The distance from a corner up to which places are compared with it, as a share of the distance.
const NEAR: f64 = 0.1;

/// A border point with the directions between which its arc runs.
pub(crate) struct Join {
    center: Vec3,
    up: Vec3,
    start: Vec3,
    end: Vec3,
    sine: f64,
    cosine: f64,
}

impl Join {
    /// The corner at a half-edge's head; `None` where it has no outer side.
    pub fn at(network: &Network, half: HalfEdge) -> Option<Self> {
        let (_, head) = network.run(half);
        let after = network.next(half);
        let (center, up) = (network.point(head), network.up(head));
        let ([_, start], [end, _]) = (network.right(half), network.right(after));
        // The end of a line turns by half a turn, whatever rounding makes of it.
        let (sine, cosine) = if after == half ^ 1 {
            (0.0, -1.0)
        } else {
            (start.cross(end).dot(up), start.dot(end))
        };
        (sine > 0.0 || cosine < 0.0 && sine == 0.0).then_some(Join {
            center,
            up,
            start,
            end,
            sine,
            cosine,
        })
    }

    /// `true` if the arc turns so far that the chord between its ends tells little of it.
    pub fn is_wide(&self) -> bool {
        self.cosine <= 0.0
    }

    /// The directions at the arc's start and its end.
    pub fn sides(&self) -> [Vec3; 2] {
        [self.start, self.end]
    }

    /// The angle by which the arc turns, radians.
    pub fn turn(&self) -> f64 {
        self.sine.atan2(self.cosine)
    }

    /// A range of directions, as angles from the arc's start, without the ends nearer to a place of
    /// the border than to this point: beyond the plane halfway between the two, less the difference
    /// of chords there.
    pub fn left_by(&self, (low, high): (f64, f64), place: Vec3, reach: &Reach) -> (f64, f64) {
        let Reach { distance, rough_radius, rough_depth, .. } = *reach;
        let way = place - self.center;
        let apart = way.norm();
        let (x, y) = (way.dot(self.start), way.dot(self.up.cross(self.start)));
        // The radius and the depth below the tangent plane are uncertain by hundredths.
        let sunk = rough_depth * way.dot(self.up);
        let least = 0.5 * apart * apart
            + sunk
            + 0.1 * sunk.abs()
            + distance * reach.slack(apart)
            + apart * reach.most_deviation();
        let cosine = least / (0.99 * rough_radius * x.hypot(y));
        if apart > NEAR * distance || !(0.0..1.0).contains(&cosine) {
            return (low, high);
        }
        let (middle, half) = (y.atan2(x), cosine.acos());
        let from_middle = |angle: f64| (angle - middle + PI).rem_euclid(TAU) - PI;
        let (at_low, at_high) = (from_middle(low), from_middle(high));
        (
            if at_low.abs() < half { low + half - at_low } else { low },
            if at_high.abs() < half { high - half - at_high } else { high },
        )
    }

    /// The arcs that cover a range of directions, none wider than `widest`, each with its number
    /// and the parameter at its end.
    pub fn arcs(
        &self,
        (low, high): (f64, f64),
        distance: f64,
        widest: f64,
        out: &mut Vec<(u32, Piece, f64)>,
    ) {
        let turn = self.turn();
        let parts = (turn / widest).ceil();
        let half_width = 0.5 * turn / parts;
        for part in 0..parts as u32 {
            let at = half_width * f64::from(2 * part + 1);
            if at + half_width < low || at - half_width > high {
                continue;
            }
            let (sin, cos) = at.sin_cos();
            let middle = (self.start * cos + self.up.cross(self.start) * sin).unit();
            let arc = Piece::arc(self.center, self.up, middle, distance);
            out.push((part + 1, arc, (0.5 * half_width).tan()));
        }
    }
}
