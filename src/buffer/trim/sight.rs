//! The open part of a piece, and the balls of the tree that may hold something nearer to that part.
//!
//! Earth-centred metres. The chord of a geodesic of one length depends on its place and its
//! heading: by 1.3 m at 400 km, over all of the Earth. From one place to one ball it is known far
//! better (see [`Reach::slack`]).

use super::capsule::Capsule;
use crate::buffer::graph::Outline;
use crate::buffer::offset::Reach;
use crate::earth;
use crate::index::Ball;

/// The open part of a piece.
pub(super) struct Sight {
    pub outline: Outline,
    /// The error of the piece's points, metres; 0 where cuts take the piece as it is.
    pub deviation: f64,
}

impl Sight {
    /// The chord below which something in a ball may be nearer than the distance; `None` where
    /// nothing in the ball is, or nothing in the capsule of the same node.
    #[inline]
    pub fn reaches(&self, ball: &Ball, capsule: Option<&Capsule>, reach: &Reach) -> Option<f64> {
        let Sight { outline, deviation } = self;
        let most = reach.most_chord;
        if !outline.comes_near(ball, most) {
            return None;
        }
        let gap = capsule
            .map(|capsule| capsule.gap(outline.middle) - outline.radius - outline.room * most);
        if gap.is_some_and(|gap| gap > most) {
            return None;
        }
        let slack = reach.slack(ball.radius + outline.radius) + deviation;
        if slack > most - reach.least_chord || gap.is_some_and(|gap| gap < reach.least_chord) {
            return Some(most);
        }
        let here = earth::chord_at(outline.middle, ball.center, reach.distance) + slack;
        let most = most.min(here);
        let near = gap.is_none_or(|gap| gap <= most) && outline.comes_near(ball, most);
        near.then_some(most)
    }
}
