//! Which of some stretches of a border may be nearest to a point of a ball, and which cannot.
//!
//! Earth-centred metres. For places i and q of the border |x - i|² - |x - q|² is linear in x, so its
//! largest value over a ball is at hand: where that is negative, q is nowhere nearest. So is a corner that
//! lies behind two others: one of the two is nearer wherever a mean of both differences is negative, and
//! the mean in which the corner lies closest to the line between them hardly depends on x. Corners are
//! looked at in their order as for a convex hull (Graham 1972). Between the ends of a stretch of length l
//! that leaves its straight line by e, a place may be nearer than both, in squares by l²/4 and by what e
//! makes of the distance; stretches whose ends are both farther by more are dropped. And those of which
//! an end is always nearest are not needed, as long as the one beside stays, which has that end too.

use std::ops::Range;

use super::arcs::Span;
use super::frame::Middle;
use crate::earth::Vec3;

/// Room to work in.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    corners: Vec<Corner>,
    hull: Vec<usize>,
}

/// An end of a stretch, or of two.
#[derive(Debug)]
struct Corner {
    place: Vec3,
    /// Its squared chord to the ball's centre.
    chord2: f64,
    /// It has to be farther by so much, in squares, for its stretches not to be nearest.
    spare: f64,
    /// How far its stretches leave their straight lines.
    deviation: f64,
    is_farther: bool,
    /// The stretch that begins here, if one does: it ends at the next corner.
    begins: Option<u32>,
}

/// A border in stretches, counted along it.
pub(super) trait Stretch {
    /// Where one begins and ends.
    fn ends(&self, index: u32) -> (Vec3, Vec3);

    /// How far it leaves the straight line between its ends.
    fn deviation(&self, index: u32) -> f64;

    /// Whether it begins where the one before ends.
    fn goes_on(&self, index: u32) -> bool;

    /// Where its place that is nearest to some point of a ball may lie; `far` is farther than that.
    #[inline]
    fn span(&self, _index: u32, _ball: &Middle, _far: f64) -> Span {
        Span { from: f64::NEG_INFINITY, to: f64::INFINITY }
    }
}

impl Sieve {
    /// Adds to a list those of its stretches, growing, that may be nearest to a point of a ball; `slack` is
    /// by how much the longer of two chords may be the shorter geodesic.
    pub fn narrow<S: Stretch>(
        &mut self,
        stretches: &S,
        list: &mut Vec<u32>,
        own: Range<usize>,
        ball: &Middle,
        slack: impl Fn(f64) -> f64,
    ) {
        let nearest = self.set_up(stretches, &list[own], ball.center);
        let Some(nearest) = self.corners.get(nearest) else { return };
        let (place, chord2) = (nearest.place, nearest.chord2);
        let far = chord2.sqrt() + 2.0 * ball.radius;
        self.drop_hidden(ball.radius, (place, chord2), far, 4.0 * far * slack(far));
        // Of the last one kept: the one after it, and whether its end is always nearest of it.
        let (mut next, mut ends_it) = (u32::MAX, false);
        for pair in self.corners.windows(2) {
            let Some(one) = pair[0].begins else { continue };
            if pair[0].is_farther && pair[1].is_farther {
                continue;
            }
            let span = stretches.span(one, ball, 2.0 * far);
            let is_beside = one == next && stretches.goes_on(one);
            if is_beside && span.to < 0.0 {
                continue;
            }
            if is_beside && ends_it {
                list.pop();
            }
            (next, ends_it) = (one + 1, span.from > 1.0);
            list.push(one);
        }
    }

    /// The corners of some stretches; which is nearest to the centre.
    fn set_up<S: Stretch>(&mut self, stretches: &S, list: &[u32], center: Vec3) -> usize {
        self.corners.clear();
        let (mut next, mut nearest) = (u32::MAX, (0, f64::INFINITY));
        for &one in list {
            let (a, b) = stretches.ends(one);
            let (spare, deviation) = (0.25 * (b - a).norm2(), stretches.deviation(one));
            let corner = |place: Vec3, begins: Option<u32>| {
                let chord2 = (center - place).norm2();
                Corner { place, chord2, spare, deviation, is_farther: false, begins }
            };
            match self.corners.last_mut() {
                Some(shared) if one == next && stretches.goes_on(one) => {
                    shared.spare = shared.spare.max(spare);
                    shared.deviation = shared.deviation.max(deviation);
                    shared.begins = Some(one);
                }
                _ => self.corners.push(corner(a, Some(one))),
            }
            let end = corner(b, None);
            if end.chord2 < nearest.1 {
                nearest = (self.corners.len(), end.chord2);
            }
            self.corners.push(end);
            next = one + 1;
        }
        nearest.0
    }

    /// Marks corners that are farther than the nearest, or than one of two others, by their spare and
    /// `doubt2` wherever in the ball, from which the nearest is nowhere farther than `far`.
    fn drop_hidden(&mut self, radius: f64, nearest: (Vec3, f64), far: f64, doubt2: f64) {
        let Sieve { corners, hull, .. } = self;
        hull.clear();
        for index in 0..corners.len() {
            let corner = &mut corners[index];
            corner.spare += corner.deviation * (2.0 * far + corner.deviation) + doubt2;
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
