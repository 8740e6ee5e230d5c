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
    /// The arc that begins here, if one does: it ends at the next corner.
    arc: Option<u32>,
}

impl Sieve {
    /// Adds to a list those of its arcs, growing, that may be nearest to a point of a ball.
    pub fn narrow(&mut self, arcs: &Arcs, list: &mut Vec<u32>, own: Range<usize>, ball: &Middle) {
        let nearest = self.set_up(arcs, &list[own], ball.center);
        let Some(nearest) = self.corners.get(nearest) else { return };
        let (place, chord2) = (nearest.place, nearest.chord2);
        let far = chord2.sqrt() + 2.0 * ball.radius;
        self.drop_hidden(ball.radius, (place, chord2), 4.0 * far * arcs.slack(far));
        // Of the last arc kept: the one after it, and whether its end is always nearest of it.
        let (mut next, mut ends_it) = (u32::MAX, false);
        for pair in self.corners.windows(2) {
            let Some(arc) = pair[0].arc else { continue };
            if pair[0].is_farther && pair[1].is_farther {
                continue;
            }
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
    }

    /// The corners of some arcs; which is nearest to the centre.
    fn set_up(&mut self, arcs: &Arcs, list: &[u32], center: Vec3) -> usize {
        self.corners.clear();
        let (mut next, mut nearest) = (u32::MAX, (0, f64::INFINITY));
        for &arc in list {
            let chord = arcs.chord(arc as usize);
            let spare = 0.25 * chord.way.norm2();
            let corner = |place: Vec3| {
                let chord2 = (center - place).norm2();
                Corner { place, chord2, spare, is_farther: false, arc: None }
            };
            match self.corners.last_mut() {
                Some(shared) if arc == next && arcs.goes_on(arc as usize) => {
                    shared.spare = shared.spare.max(spare);
                    shared.arc = Some(arc);
                }
                _ => self.corners.push(Corner { arc: Some(arc), ..corner(chord.start) }),
            }
            let end = corner(chord.start + chord.way);
            if end.chord2 < nearest.1 {
                nearest = (self.corners.len(), end.chord2);
            }
            self.corners.push(end);
            next = arc + 1;
        }
        nearest.0
    }

    /// Marks corners that are farther than the nearest, or than one of two others, by their spare and
    /// `doubt2` wherever in the ball.
    fn drop_hidden(&mut self, radius: f64, nearest: (Vec3, f64), doubt2: f64) {
        let Sieve { corners, hull, .. } = self;
        hull.clear();
        for index in 0..corners.len() {
            let corner = &mut corners[index];
            corner.spare += doubt2;
            let over = corner.chord2 - nearest.1 - corner.spare;
            if over > 0.0 && exceeds(over, 2.0 * radius, nearest.0 - corner.place) {
                corner.is_farther = true;
                continue;
            }
            while let &[.., before, between] = &hull[..]
                && corners[between].is_behind(&corners[before], &corners[index], radius)
            {
                corners[between].is_farther = true;
                hull.pop();
            }
            hull.push(index);
        }
    }
}

impl Corner {
    /// Whether one of two corners is nearer than this one, wherever in the ball.
    fn is_behind(&self, before: &Corner, after: &Corner, radius: f64) -> bool {
        let farther = self.chord2 - self.spare;
        if farther <= before.chord2 && farther <= after.chord2 {
            return false;
        }
        let way = after.place - before.place;
        let share = (self.place - before.place).dot(way) / way.norm2();
        let share = share.max(0.0).min(1.0);
        let over = farther - before.chord2 - (after.chord2 - before.chord2) * share;
        over > 0.0 && exceeds(over, 2.0 * radius, before.place + way * share - self.place)
    }
}

/// Whether a positive number is greater than a vector's length so many times.
fn exceeds(number: f64, times: f64, vector: Vec3) -> bool {
    number * number > times * times * vector.norm2()
}
