//! Finds the point of a border nearest to a point, and among equally near ones the first.
//!
//! Earth-centred metres. Pieces are found by their chords. On the pieces that may be nearest by the
//! length of the geodesic, the foot on the edge itself is found and its distance compared. Parts of
//! the border are equally near only where they overlap or meet: where their distances differ by
//! less than [`TIE`] and their feet lie within [`SAME`] of one another. Edges in a row have one
//! nearest point, unless the border turns back between two of them; of equally near rows the one of
//! the lowest chainage counts.

use smallvec::SmallVec;

use super::foot::Foot;
use super::pieces::DEVIATION;
use super::route::{Route, RoutePoint};
use crate::earth::{self, Vec3};
use crate::index::{self, Nearest, on_chord};

/// The difference of distances below which parts of the border that overlap or meet are equally
/// near, metres.
pub(crate) const TIE: f64 = 2e-4;

/// The distance between feet below which they are one point of the border, metres: beside a joint
/// of nearly straight lines the tie rule decides nothing wider.
const SAME: f64 = 1e-3;

/// The pieces that may be nearest, with their distances; more than 16 are rare: at the centre of a
/// circle.
type Found = SmallVec<[(f64, index::Foot); 16]>;

impl Route {
    /// The pieces that may be nearest to a point by the length of the geodesic, in no order.
    pub(crate) fn pieces_near(&self, p: Vec3) -> SmallVec<[usize; 16]> {
        let mut pieces = SmallVec::new();
        self.near(p, |foot| pieces.push(foot.chord));
        pieces
    }

    /// Finds the border point nearest to a point; of equally near ones the first.
    pub(crate) fn nearest(&self, p: Vec3) -> RoutePoint {
        let mut found = Found::new();
        self.near(p, |foot| found.push((earth::arc_length(foot.point, p), foot)));
        self.first(p, found)
    }

    /// Shows the feet on the pieces that may be nearest to a point by the length of the geodesic, in no order.
    fn near(&self, p: Vec3, see: impl FnMut(index::Foot)) {
        let mut nearest = Nearest::new(&self.tree, |piece| self.ends(piece));
        let chord = nearest.foot(p).chord2.sqrt();
        nearest.within(p, chord + slack(chord), see);
    }

    /// Finds the border point nearest to a point among these pieces; of equally near ones the
    /// first.
    pub(crate) fn nearest_of(&self, p: Vec3, pieces: impl Iterator<Item = usize>) -> RoutePoint {
        let mut found = Found::new();
        let mut reach2 = f64::INFINITY;
        for piece in pieces {
            let (a, b) = self.ends(piece);
            let point = on_chord(p, a, b);
            let chord2 = (p - point).norm2();
            if chord2 <= reach2 {
                let chord = chord2.sqrt();
                reach2 = reach2.min((chord + slack(chord)).powi(2));
                let foot = index::Foot { point, chord: piece, chord2 };
                found.push((earth::arc_length(point, p), foot));
            }
        }
        self.first(p, found)
    }

    fn first(&self, p: Vec3, mut found: Found) -> RoutePoint {
        let least = found.iter().map(|f| f.0).fold(f64::INFINITY, f64::min);
        found.retain(|f| f.0 <= least + DOUBT);
        found.sort_unstable_by_key(|f| f.1.chord);
        found.dedup_by_key(|f| f.1.chord);
        let mut feet: SmallVec<[Foot; 8]> = found.iter().map(|f| self.foot(p, f.1)).collect();
        let by_length = |a: &&Foot, b: &&Foot| a.distance.total_cmp(&b.distance);
        let Some(&nearest) = feet.iter().min_by(by_length) else { return RoutePoint::default() };
        feet.retain(|foot| {
            foot.distance <= nearest.distance + TIE
                && (foot.point - nearest.point).norm2() <= SAME * SAME
        });
        let first = feet.chunk_by(|a, b| self.is_in_a_row(a, b)).next();
        let best = first.and_then(|row| row.iter().min_by(by_length));
        best.map(|foot| self.mark_of(foot)).unwrap_or_default()
    }

    /// `true` if two feet are on one edge, or on two edges in a row with one foot at the corner
    /// between.
    fn is_in_a_row(&self, a: &Foot, b: &Foot) -> bool {
        let edge = |foot: &Foot| self.edges.partition_point(|&first| first as usize <= foot.piece);
        let (before, after) = (edge(a), edge(b));
        let Some(&corner) = self.edges.get(before) else { return before == after };
        let corner = self.ends(corner as usize).0;
        before == after || (before + 1 == after && (a.point == corner || b.point == corner))
    }

    fn mark_of(&self, foot: &Foot) -> RoutePoint {
        let first = self.pieces[foot.piece] as usize;
        let along = earth::arc_length(self.points[first], foot.point);
        let chainage = (self.chainages[first] + along).min(self.chainages[first + 1]);
        RoutePoint { point: foot.point, chainage, piece: foot.piece, share: foot.share }
    }
}

/// The excess over the least distance of a piece at which it may be equally near along the edge,
/// metres: each may be nearer by the deviation of its pieces.
const DOUBT: f64 = TIE + 2.0 * DEVIATION;

/// The excess over the shortest chord at which a chord still counts as near, metres.
fn slack(chord: f64) -> f64 {
    earth::chord_slack(chord) + DOUBT
}
