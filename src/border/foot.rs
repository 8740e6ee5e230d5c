//! The point of an edge nearest to a point.
//!
//! Earth-centred metres; a share of a piece is 0 at its start, 1 at its end. The search starts at
//! the nearest point of a piece's chord. Along an edge the squared distance is a parabola, apart
//! from the bend of the edge itself, so the parabola through three of its values has its minimum at
//! the foot. Where the minimum lies beyond the piece, the search goes on along the next piece of
//! the same edge. Distances are those of [`arc_length`](earth::arc_length) up to [`FAR`], Karney's
//! beyond. [`Station`](crate::linear::Station) states the error of the foot; the error of the distance is
//! the square of the foot's error over twice the distance.

use super::route::Route;
use crate::earth::{self, Vec3};
use crate::index;
use crate::value::Edges;

/// The chord from which distances are Karney's, metres.
const FAR: f64 = 400_000.0;

/// The largest half of the stretch that the parabola spans along the edge, metres. The half is a
/// share of the distance and of the radius of the parallel, within limits. Rounding moves the foot
/// by a nanometre times the distance over the half, and the bend of the edge moves it by the square
/// of the half times the bend.
const WIDEST: f64 = 25.0;
const OF_DISTANCE: f64 = 2e-4;
const OF_PARALLEL: f64 = 1e-3;
/// The smallest half of that stretch, metres.
const NARROWEST: f64 = 1e-3;

/// The error of a distance, metres: a foot farther than the last one by more is rejected.
const NOISE: f64 = 1e-6;

/// The largest number of parabolas; one is enough where the foot on the chord lies within its
/// stretch.
const STEPS: usize = 8;

/// The point of an edge nearest to a point, among the route's pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foot {
    pub piece: usize,
    pub share: f64,
    pub point: Vec3,
    pub distance: f64,
}

impl Route {
    /// The point of a piece's edge that is nearest to a point, from the nearest point of the
    /// piece's chord.
    pub(super) fn foot(&self, p: Vec3, from: index::Foot) -> Foot {
        let mut foot = self.foot_at(p, from.chord, self.share(from.chord, from.point));
        for _ in 0..STEPS {
            let Some((next, is_last)) = self.nearer(p, &foot) else { break };
            foot = next;
            if is_last {
                break;
            }
        }
        foot
    }

    /// The minimum of the parabola around a place on an edge, and `true` if it lies within its
    /// stretch; `None` where no place is nearer.
    fn nearer(&self, p: Vec3, foot: &Foot) -> Option<(Foot, bool)> {
        let (a, b) = self.ends(foot.piece);
        let length = (b - a).norm();
        let step = (OF_DISTANCE * foot.distance)
            .min(OF_PARALLEL * foot.point.x.hypot(foot.point.y))
            .clamp(NARROWEST, WIDEST)
            / length;
        let [before, after] = [-step, step].map(|step| {
            let point = self.edge_point(foot.piece, foot.share + step);
            length_of(point, p)
        });
        // Differences of squares, each less the square at the middle.
        let here = foot.distance;
        let fall = (before - here) * (before + here);
        let rise = (after - here) * (after + here);
        let shift = 0.5 * step * (fall - rise) / (fall + rise);
        // Undefined: the piece has zero length, or the point lies beyond the centre of the edge's
        // bend.
        if !(shift.is_finite() && fall + rise > 0.0) {
            return None;
        }
        let (piece, share) = self.along(foot.piece, foot.share + shift);
        let next = self.foot_at(p, piece, share);
        let is_same = next.piece == foot.piece && next.share == foot.share;
        (next.distance <= here + NOISE && !is_same).then_some((next, shift.abs() <= step))
    }

    /// The place at a share of a piece. It may lie on the pieces beside it along the same edge, and
    /// is the edge's end where the share lies beyond.
    fn along(&self, mut piece: usize, mut share: f64) -> (usize, f64) {
        let length = |piece: usize| {
            let (a, b) = self.ends(piece);
            (b - a).norm()
        };
        while share < 0.0 && self.edges.binary_search(&(piece as u32)).is_err() {
            let over = share * length(piece);
            piece -= 1;
            share = 1.0 + over / length(piece);
        }
        let ends_edge = |piece: usize| {
            let next = piece + 1;
            next == self.pieces.len() || self.edges.binary_search(&(next as u32)).is_ok()
        };
        while share > 1.0 && !ends_edge(piece) {
            let over = (share - 1.0) * length(piece);
            piece += 1;
            share = over / length(piece);
        }
        (piece, share.clamp(0.0, 1.0))
    }

    fn foot_at(&self, p: Vec3, piece: usize, share: f64) -> Foot {
        let point = self.edge_point(piece, share);
        Foot { piece, share, point, distance: length_of(point, p) }
    }

    /// The point of an edge at a share of one of its pieces, or straight on beyond the piece.
    pub(super) fn edge_point(&self, piece: usize, share: f64) -> Vec3 {
        let first = self.pieces[piece] as usize;
        match self.straight {
            // A corner is known by its coordinates.
            _ if share == 0.0 => self.points[first],
            _ if share == 1.0 => self.points[first + 1],
            Edges::Planar => {
                let (from, to) = (self.positions[first], self.positions[first + 1]);
                earth::ecef(earth::along(from, to, share))
            }
            // Pieces are so short that the geodesic runs over their chord, to a nanometre.
            Edges::Geodesic => {
                let (a, b) = self.ends(piece);
                let point = a + (b - a) * share;
                earth::drop(point, earth::normal(point))
            }
        }
    }

    /// The share of a piece's chord at a point of the piece.
    pub(super) fn share(&self, piece: usize, point: Vec3) -> f64 {
        let (a, b) = self.ends(piece);
        if point == a {
            0.0
        } else if point == b {
            1.0
        } else {
            ((point - a).dot(b - a) / (b - a).norm2()).clamp(0.0, 1.0)
        }
    }
}

/// The geodesic length between two points.
fn length_of(a: Vec3, b: Vec3) -> f64 {
    if (b - a).norm2() < FAR * FAR {
        earth::arc_length(a, b)
    } else {
        earth::distance(earth::lonlat(a), earth::lonlat(b))
    }
}
