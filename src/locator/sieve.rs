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
    starts: Vec<u32>,
    hull: Vec<u32>,
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
        // Of the last arc kept: the one after it, and whether its end is always nearest of it.
        let (mut next, mut ends_it) = (u32::MAX, false);
        for (index, &corner) in own.zip(&self.starts) {
            let corner = corner as usize;
            if self.corners[corner].is_farther && self.corners[corner + 1].is_farther {
                continue;
            }
            let arc = list[index];
            let chord = arcs.chord(arc as usize);
            let span = arcs.span(chord, ball.center, ball.radius, 2.0 * far);
            let is_beside = arc == next && arcs.goes_on(arc as usize);
            if is_beside && span.to < 0.0 {
                continue;
            }
            if is_beside && ends_it {
                list.pop();
            }
            (next, ends_it) = (arc + 1, span.from > 1.0);
            list.push(arc);
        }
        start..list.len()
    }

    fn set_up(&mut self, arcs: &Arcs, list: &[u32], center: Vec3, doubt2: f64) {
        self.corners.clear();
        self.starts.clear();
        let mut next = u32::MAX;
        for &arc in list {
            let chord = arcs.chord(arc as usize);
            let spare = 0.25 * chord.way.norm2() + doubt2;
            let corner = |place: Vec3| {
                let chord2 = (center - place).norm2();
                Corner { place, chord2, spare, is_farther: false }
            };
            match self.corners.last_mut() {
                Some(shared) if arc == next && arcs.goes_on(arc as usize) => {
                    shared.spare = shared.spare.max(spare)
                }
                _ => self.corners.push(corner(chord.start)),
            }
            self.starts.push(self.corners.len() as u32 - 1);
            self.corners.push(corner(chord.start + chord.way));
            next = arc + 1;
        }
    }

    fn drop_hidden(&mut self, radius: f64, nearest: (f64, Vec3)) {
        let Sieve { corners, hull, .. } = self;
        hull.clear();
        for index in 0..corners.len() {
            let corner = &corners[index];
            let nearer = corner.chord2 - nearest.0 - corner.spare;
            if nearer > 0.0 && exceeds(nearer, 2.0 * radius, nearest.1 - corner.place) {
                corners[index].is_farther = true;
                continue;
            }
            while let &[.., before, between] = &hull[..]
                && corners[between as usize].is_behind(
                    &corners[before as usize],
                    &corners[index],
                    radius,
                )
            {
                corners[between as usize].is_farther = true;
                hull.pop();
            }
            hull.push(index as u32);
        }
    }
}

impl Corner {
    /// Whether one of two corners is nearer than this one, wherever in the ball.
    fn is_behind(&self, before: &Corner, after: &Corner, radius: f64) -> bool {
        let way = after.place - before.place;
        let length2 = way.norm2();
        if length2 == 0.0 {
            return false;
        }
        let share = ((self.place - before.place).dot(way) / length2).clamp(0.0, 1.0);
        let mean = before.chord2 + (after.chord2 - before.chord2) * share;
        let nearer = self.chord2 - mean - self.spare;
        nearer > 0.0 && exceeds(nearer, 2.0 * radius, before.place + way * share - self.place)
    }
}

/// Whether a positive number is greater than a vector's length so many times.
fn exceeds(number: f64, times: f64, vector: Vec3) -> bool {
    number * number > times * times * vector.norm2()
}
