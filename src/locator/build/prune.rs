//! Prunes parts of a border that cannot be nearest anywhere in a ball.
//!
//! Earth-centred metres. For border points i and q, |x - i|² - |x - q|² is linear in x, so its
//! largest value over a ball has a closed form: where it is negative, q is nowhere nearest. A
//! border point that lies behind two others is nowhere nearest either: one of the two is nearer
//! wherever a mean of both differences is negative, and the mean in which the point lies closest to
//! the line between them hardly depends on x. The points that hide others are those of each part
//! nearest to the ball's centre, looked at in order as for a convex hull (Graham 1972); a part is
//! hidden where all of its points are.

use std::ops::Range;

use crate::earth::Vec3;
use crate::locator::exact::Parts;
use crate::locator::grid::Middle;

/// The buffers of the pruning.
#[derive(Debug, Default)]
pub(super) struct Pruner {
    views: Vec<(u32, f64, u32)>,
    seen: Vec<Seen>,
    hull: Vec<usize>,
}

/// A part, seen from the ball's centre.
#[derive(Debug, Clone, Copy)]
struct Seen {
    part: u32,
    is_hidden: bool,
    /// The lower bound of the squared chord to the part.
    least2: f64,
    /// The ball around the part.
    center: Vec3,
    size: f64,
    /// A border point of the part, and its squared chord.
    place: Vec3,
    chord2: f64,
}

impl Pruner {
    /// Adds to a list those of its parts, growing, that may be nearest to a point of a ball.
    /// Returns bounds of the shortest chord to the ball's centre. `slack` is the length by which
    /// the longer of two chords may exceed the shorter and still be the shorter geodesic.
    pub fn narrow<P: Parts>(
        &mut self,
        parts: &P,
        list: &mut Vec<u32>,
        own: Range<usize>,
        ball: &Middle,
        slack: impl Fn(f64) -> f64,
    ) -> Range<f64> {
        self.views.clear();
        let mut least = (f64::INFINITY, 0);
        for &part in &list[own] {
            let (least2, nearest) = parts.least2(part, ball.center);
            least = if least2 < least.0 { (least2, nearest) } else { least };
            self.views.push((part, least2, nearest));
        }
        let place = parts.place(least.1, ball.center);
        let least = least.0.max(0.0).sqrt();
        let chord2 = (place - ball.center).norm2();
        let chord = chord2.sqrt();
        let far = chord + 2.0 * ball.radius;
        let doubt2 = 4.0 * far * slack(far);
        let per_radius = 0.5 / ball.radius;
        self.seen.clear();
        for &(part, least2, nearest) in &self.views {
            let least2 = least2 - doubt2;
            let (center, size) = parts.ball(part);
            let room = (least2 - chord2) * per_radius - size;
            if room > 0.0 && room * room > (center - place).norm2() {
                continue;
            }
            let place = parts.corner(nearest, ball.center);
            let chord2 = (place - ball.center).norm2();
            let is_hidden = false;
            self.seen.push(Seen { part, is_hidden, least2, center, size, place, chord2 });
        }
        self.drop_hidden(per_radius);
        list.extend(self.seen.iter().filter(|seen| !seen.is_hidden).map(|seen| seen.part));
        least..chord
    }

    /// Marks parts that are farther than one of two others everywhere in the ball.
    fn drop_hidden(&mut self, per_radius: f64) {
        let Pruner { seen, hull, .. } = self;
        hull.clear();
        for index in 0..seen.len() {
            while let &[.., before, between] = &hull[..]
                && seen[between].is_behind(&seen[before], &seen[index], per_radius)
            {
                seen[between].is_hidden = true;
                hull.pop();
            }
            hull.push(index);
        }
    }
}

impl Seen {
    /// `true` if a point of one of two parts is nearer than this part, everywhere in the ball.
    fn is_behind(&self, before: &Seen, after: &Seen, per_radius: f64) -> bool {
        if self.least2 <= before.chord2 && self.least2 <= after.chord2 {
            return false;
        }
        let way = after.place - before.place;
        // Any share is valid, and there is none where the two points are one.
        let share = (self.center - before.place).dot(way) / way.norm2();
        let share = if share > 0.0 { share.min(1.0) } else { 0.0 };
        let chord2 = before.chord2 + (after.chord2 - before.chord2) * share;
        let room = (self.least2 - chord2) * per_radius - self.size;
        room > 0.0 && room * room > (before.place + way * share - self.center).norm2()
    }
}
