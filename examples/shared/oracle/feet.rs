//! The points of a border that are nearest to a point, each with its direction.
//!
//! Longitude and latitude in degrees, lengths in metres, angles in radians. A foot is within 1e-8 m
//! of where Karney's geodesic meets the border at a right angle, or it is an end of an edge.

use geo::Point;

use super::Oracle;
use super::piece::Piece;

/// A point of the border with no nearer one beside it.
pub struct Foot<'a> {
    /// The foot's piece.
    pub piece: &'a Piece,
    /// The part of the piece before the foot, 0 to 1.
    pub part: f64,
    /// The position of the foot.
    pub at: Point<f64>,
    /// The distance of the foot from the point, metres.
    pub distance: f64,
    /// The angle from the border's direction clockwise to the point: positive sines are right.
    pub angle: f64,
}

impl Foot<'_> {
    /// `true` if the foot is the start of its edge, and `true` if it is its end.
    pub fn is_end(&self) -> [bool; 2] {
        let [first, last] = self.piece.of_edge;
        [first && self.part == 0.0, last && self.part == 1.0]
    }

    /// The distance of the point to the left of the border's direction at the foot, metres.
    pub fn left_by(&self) -> f64 {
        -self.angle.sin() * self.distance
    }
}

impl Oracle {
    /// The foot on each piece of the border that is at most `beyond` metres farther than the
    /// nearest, the nearest first.
    pub(super) fn feet(&self, p: Point<f64>, beyond: f64) -> Vec<Foot<'_>> {
        let mut candidates = self.reach(p.x(), p.y(), beyond).candidates;
        candidates.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut best = f64::INFINITY;
        let mut feet = Vec::new();
        for (floor, piece) in candidates {
            if floor > best + beyond {
                break;
            }
            if let Some((part, distance)) = piece.foot(p, best + beyond) {
                best = best.min(distance);
                let (at, angle) = (piece.at(part), piece.angle(p, part));
                feet.push(Foot { piece, part, at, distance, angle });
            }
        }
        feet.retain(|foot| foot.distance <= best + beyond);
        feet.sort_by(|a, b| a.distance.total_cmp(&b.distance));
        feet
    }

    /// All pieces, in the order of the border.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.runs.iter().flat_map(|run| &run.pieces)
    }
}
