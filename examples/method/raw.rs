//! The raw offset curve of a border in the plane: lines beside its edges, arcs around its points.
//!
//! Metres east and north; angles in radians, counter-clockwise from east.

use std::f64::consts::{PI, TAU};

use geo_types::{Coord, coord};

pub enum Piece {
    Line {
        from: Coord<f64>,
        to: Coord<f64>,
    },
    /// An arc from an angle counter-clockwise, by half a turn at most.
    Arc {
        center: Coord<f64>,
        radius: f64,
        start: f64,
        turn: f64,
    },
}

impl Piece {
    /// The start and the end of the piece.
    pub fn ends(&self) -> [Coord<f64>; 2] {
        match *self {
            Piece::Line { from, to } => [from, to],
            Piece::Arc { center, radius, start, turn } => {
                [start, start + turn].map(|angle| center + towards(angle) * radius)
            }
        }
    }

    /// The point of the piece farthest from another point.
    pub fn farthest(&self, from: Coord<f64>) -> Coord<f64> {
        let [a, b] = self.ends();
        if let Piece::Arc { center, radius, start, turn } = *self {
            let opposite = angle(center - from);
            if (opposite - start).rem_euclid(TAU) < turn {
                return center + towards(opposite) * radius;
            }
        }
        if norm(a - from) > norm(b - from) { a } else { b }
    }
}

/// All pieces at a distance: for each edge a line on either side, for each point an arc on its
/// outer side, for each end half a turn.
pub fn pieces(border: &[Coord<f64>], distance: f64) -> Vec<Piece> {
    let there_and_back: Vec<Coord<f64>> =
        border.iter().chain(border[..border.len() - 1].iter().rev()).copied().collect();
    let mut pieces = Vec::new();
    for (i, edge) in there_and_back.windows(2).enumerate() {
        let right = right(edge[0], edge[1]);
        let across = towards(right) * distance;
        pieces.push(Piece::Line { from: edge[0] + across, to: edge[1] + across });
        // Back at its start, the walk turns into its first edge.
        let after = there_and_back.get(i + 2).unwrap_or(&border[1]);
        let turn = (self::right(edge[1], *after) - right).rem_euclid(TAU);
        // On the inner side there is no arc; at an end, half a turn but for rounding.
        if turn < PI + 1e-9 {
            let (center, radius) = (edge[1], distance);
            pieces.push(Piece::Arc { center, radius, start: right, turn });
        }
    }
    pieces
}

/// The middle of an edge, and the point at a distance from it on the left.
pub fn beside(from: Coord<f64>, to: Coord<f64>, distance: f64) -> (Coord<f64>, Coord<f64>) {
    let middle = (from + to) / 2.0;
    (middle, middle - towards(right(from, to)) * distance)
}

/// The angle of the right-hand side of the way from one point to another.
fn right(from: Coord<f64>, to: Coord<f64>) -> f64 {
    angle(to - from) - 0.5 * PI
}

fn angle(vector: Coord<f64>) -> f64 {
    vector.y.atan2(vector.x)
}

fn towards(angle: f64) -> Coord<f64> {
    coord! { x: angle.cos(), y: angle.sin() }
}

/// A vector's length.
pub fn norm(vector: Coord<f64>) -> f64 {
    vector.x.hypot(vector.y)
}
