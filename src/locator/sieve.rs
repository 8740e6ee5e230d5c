//! Which of some arcs may be nearest to a point of a ball, and which cannot.
//!
//! Earth-centred metres. For places i and q of the border |x - i|² - |x - q|² is linear in x, so its
//! largest value over a ball is at hand: where that is negative, q is nowhere nearest. So is a corner that
//! lies behind two others: one of the two is nearer wherever a mean of both differences is negative, and
//! the mean in which the corner lies closest to the line between them hardly depends on x. Corners are
//! looked at in their order as for a convex hull (Graham 1972). Of an arc of length l whose ends are both
//! farther than something by l²/4 and more, in squares, nothing is nearest. And an arc of which an end is
//! always nearest is not needed, as long as the arc beside it stays, which has that end too.

use std::ops::Range;

use super::arcs::Arcs;
use super::frame::Middle;
use crate::earth::Vec3;

/// Room to work in.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    corners: Vec<Corner>,
    /// The corner at which each arc begins; it ends at the next.
    starts: Vec<usize>,
    hull: Vec<usize>,
}

/// An end of an arc, or of two.
#[derive(Debug)]
struct Corner {
    place: Vec3,
    /// Its squared chord to the ball's centre.
    chord2: f64,
    /// It has to be farther by so much, in squares, for its arcs not to be nearest.
    spare: f64,
    is_farther: bool,
}

impl Sieve {
    /// Adds to a list those of its arcs, growing, that may be nearest; `nearest` is the place nearest to the
    /// ball's centre.
    pub fn narrow(
        &mut self,
        arcs: &Arcs,
        list: &mut Vec<u32>,
        own: Range<usize>,
        ball: &Middle,
        nearest: Vec3,
    ) -> Range<usize> {
        let chord2 = (ball.center - nearest).norm2();
        let far = chord2.sqrt() + 2.0 * ball.radius;
        self.set_up(arcs, &list[own.clone()], ball.center, 4.0 * far * arcs.slack(far));
        self.drop_hidden(ball.radius, (chord2, nearest));
        let start = list.len();
        // Of the last arc kept: whether its end is always nearest of it.
        let mut ends_it = false;
        for (index, &corner) in own.zip(&self.starts) {
            if self.corners[corner].is_farther && self.corners[corner + 1].is_farther {
                continue;
            }
            let arc = list[index];
            let span = arcs.span(arc as usize, ball.center, ball.radius, 2.0 * far);
            let is_beside = list[start..].last().is_some_and(|&last| arcs.meet(last, arc));
            if is_beside && span.to < 0.0 {
                continue;
            }
            if is_beside && ends_it {
                list.pop();
            }
            ends_it = span.from > 1.0;
            list.push(arc);
        }
        start..list.len()
    }

    fn set_up(&mut self, arcs: &Arcs, list: &[u32], center: Vec3, doubt2: f64) {
        self.corners.clear();
        self.starts.clear();
        let mut last = None;
        for &arc in list {
            let (a, b, length) = arcs.chord(arc as usize);
            let spare = 0.25 * length * length + doubt2;
            let corner = |place: Vec3| {
                let chord2 = (center - place).norm2();
                Corner { place, chord2, spare, is_farther: false }
            };
            if last.is_some_and(|last| arcs.meet(last, arc))
                && let Some(shared) = self.corners.last_mut()
            {
                shared.spare = shared.spare.max(spare);
            } else {
                self.corners.push(corner(a));
            }
            self.starts.push(self.corners.len() - 1);
            self.corners.push(corner(b));
            last = Some(arc);
        }
    }

    fn drop_hidden(&mut self, radius: f64, nearest: (f64, Vec3)) {
        self.hull.clear();
        for index in 0..self.corners.len() {
            let corner = &self.corners[index];
            let nearer = corner.chord2 - nearest.0 - corner.spare;
            if nearer > 0.0 && nearer > 2.0 * radius * (nearest.1 - corner.place).norm() {
                self.corners[index].is_farther = true;
                continue;
            }
            while let &[.., before, between] = &self.hull[..]
                && self.is_behind(between, [before, index], radius)
            {
                self.corners[between].is_farther = true;
                self.hull.pop();
            }
            self.hull.push(index);
        }
    }

    /// Whether one of two corners is nearer than another, wherever in the ball.
    fn is_behind(&self, between: usize, [before, after]: [usize; 2], radius: f64) -> bool {
        let (p, q, between) = (&self.corners[before], &self.corners[after], &self.corners[between]);
        let way = q.place - p.place;
        let length2 = way.norm2();
        if length2 == 0.0 {
            return false;
        }
        let share = ((between.place - p.place).dot(way) / length2).clamp(0.0, 1.0);
        let mean = p.chord2 + (q.chord2 - p.chord2) * share;
        let nearer = between.chord2 - mean - between.spare;
        let off = || (p.place + way * share - between.place).norm();
        nearer > 0.0 && nearer > 2.0 * radius * off()
    }
}
