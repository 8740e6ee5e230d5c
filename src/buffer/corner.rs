//! The outer side of a border point: the arc between the offset lines of two half-edges.
//!
//! Earth-centred metres. From the right of the half-edge that arrives to the right of the one that
//! leaves, counter-clockwise around the point; where the border turns the other way there is none.

use super::network::{HalfEdge, Network};
use super::piece::Piece;
use crate::earth::Vec3;

/// A border point with the directions between which its arc runs.
pub(super) struct Corner {
    center: Vec3,
    up: Vec3,
    start: Vec3,
    end: Vec3,
    sine: f64,
    cosine: f64,
}

impl Corner {
    /// The corner at a half-edge's head, if it has an outer side.
    pub fn at(network: &Network, half: HalfEdge) -> Option<Self> {
        let (_, head) = network.run(half);
        let after = network.next(half);
        let (center, up) = (network.point(head), network.up(head));
        let ([_, start], [end, _]) = (network.right(half), network.right(after));
        // Around the end of a line by half a turn, whatever rounding makes of it.
        let (sine, cosine) = if after == half ^ 1 {
            (0.0, -1.0)
        } else {
            (start.cross(end).dot(up), start.dot(end))
        };
        (sine > 0.0 || cosine < 0.0 && sine == 0.0).then_some(Corner {
            center,
            up,
            start,
            end,
            sine,
            cosine,
        })
    }

    /// Whether it turns by so much that the chord between its ends tells little of its arc.
    pub fn is_wide(&self) -> bool {
        self.cosine <= 0.0
    }

    /// The directions at its start and its end.
    pub fn sides(&self) -> [Vec3; 2] {
        [self.start, self.end]
    }

    /// The arcs, none wider than `widest`, each with the parameter at its end.
    pub fn arcs(&self, distance: f64, widest: f64, out: &mut Vec<(Piece, f64)>) {
        let turn = self.sine.atan2(self.cosine);
        let parts = (turn / widest).ceil();
        let half_width = 0.5 * turn / parts;
        for part in 0..parts as usize {
            let (sin, cos) = (half_width * (2 * part + 1) as f64).sin_cos();
            let middle = (self.start * cos + self.up.cross(self.start) * sin).unit();
            let arc = Piece::arc(self.center, self.up, middle, distance);
            out.push((arc, (0.5 * half_width).tan()));
        }
    }
}
