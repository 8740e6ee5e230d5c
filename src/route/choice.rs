//! Which of the border's places is nearest to a point, and which of equally near ones counts.
//!
//! Earth-centred metres. Pieces are found by their chords; those that may be nearest by the length of
//! the geodesic are then compared by that. Pieces in a row have one nearest point, unless the border
//! turns back between two of them; of equally near rows the one of the lowest chainage counts.

use smallvec::SmallVec;

use super::{DEVIATION, Mark, Route};
use crate::earth::{self, Vec3};
use crate::nearest::{Foot, Nearest, on_chord};

/// Parts of the border whose distances differ by less are equally near, metres: each may be nearer by
/// the deviation of its pieces.
pub(crate) const TIE: f64 = 2.0 * DEVIATION;

/// Pieces that may be nearest, with their distances. More than these are rare: the centre of a circle.
type Found = SmallVec<[(f64, Foot); 16]>;

impl Route {
    /// The place nearest to a point, and of equally near ones the first.
    pub(crate) fn nearest(&self, p: Vec3) -> Mark {
        let mut nearest = Nearest::new(&self.tree, |piece| self.ends(piece));
        let chord = nearest.foot(p).chord2.sqrt();
        let mut found = Found::new();
        nearest.within(p, chord + slack(chord), |foot| {
            found.push((earth::arc_length(foot.point, p), foot));
        });
        self.first(found)
    }

    /// The same, where what is nearest lies on one of these pieces.
    pub(crate) fn nearest_of(&self, p: Vec3, pieces: impl Iterator<Item = usize>) -> Mark {
        let mut found = Found::new();
        let mut reach2 = f64::INFINITY;
        for piece in pieces {
            let (a, b) = self.ends(piece);
            let point = on_chord(p, a, b);
            let chord2 = (p - point).norm2();
            if chord2 <= reach2 {
                let chord = chord2.sqrt();
                reach2 = reach2.min((chord + slack(chord)).powi(2));
                found.push((earth::arc_length(point, p), Foot { point, chord: piece, chord2 }));
            }
        }
        self.first(found)
    }

    fn first(&self, mut found: Found) -> Mark {
        let least = found.iter().map(|f| f.0).fold(f64::INFINITY, f64::min);
        found.retain(|f| f.0 <= least + TIE);
        found.sort_unstable_by_key(|f| f.1.chord);
        found.dedup_by_key(|f| f.1.chord);
        let in_a_row = |a: &(f64, Foot), b: &(f64, Foot)| {
            let corner = self.ends(b.1.chord).0;
            let next = a.1.chord + 1 == b.1.chord;
            next && (a.1.point == corner || b.1.point == corner)
        };
        let first = found.chunk_by(in_a_row).next();
        let by_length = |a: &&(f64, Foot), b: &&(f64, Foot)| a.0.total_cmp(&b.0);
        let best = first.and_then(|row| row.iter().min_by(by_length));
        best.map(|&(_, foot)| self.mark_of(foot)).unwrap_or_default()
    }

    fn mark_of(&self, foot: Foot) -> Mark {
        let first = self.pieces[foot.chord] as usize;
        let along = earth::arc_length(self.points[first], foot.point);
        let chainage = (self.chainages[first] + along).min(self.chainages[first + 1]);
        Mark { point: foot.point, chainage, piece: foot.chord }
    }
}

/// How much longer a chord may be than the shortest and yet count as near.
fn slack(chord: f64) -> f64 {
    earth::chord_slack(chord) + TIE
}
