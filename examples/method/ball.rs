//! A ball of the tree: around a run of a border's edges; a disc in the plane.
//!
//! Metres east and north. The centre is the centre of the points' box, as in the crate.

use geo_types::Coord;

use crate::raw::{Piece, norm};

pub struct Ball {
    pub center: Coord<f64>,
    pub radius: f64,
}

impl Ball {
    pub fn around(points: &[Coord<f64>]) -> Self {
        let (mut low, mut high) = (points[0], points[0]);
        for p in points {
            low = Coord { x: low.x.min(p.x), y: low.y.min(p.y) };
            high = Coord { x: high.x.max(p.x), y: high.y.max(p.y) };
        }
        let center = (low + high) / 2.0;
        let radius = points.iter().map(|&p| norm(p - center)).fold(0.0, f64::max);
        Ball { center, radius }
    }

    /// `true` if all of the ball is nearer than the distance to all of a piece.
    pub fn buries(&self, piece: &Piece, distance: f64) -> bool {
        norm(piece.farthest(self.center) - self.center) + self.radius < distance
    }
}
