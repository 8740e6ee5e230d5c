//! Drops most pieces of raw offset curve early: most lie well within reach of some border point a
//! little way along the border.
//!
//! Earth-centred metres. A ball that holds both ends of a line holds the line, and one around
//! another border point that holds both ends of an arc of less than half a turn holds the arc; so a
//! point buries a piece in two comparisons. Points are tried at growing steps along the border,
//! starting with the one that buried the piece before. Pieces are placed as on a sphere, and the
//! error of that is taken off the distance, so nothing exposed is lost.

use crate::buffer::graph::{HalfEdge, Network};
use crate::buffer::offset::{Join, Reach};
use crate::earth::Vec3;

/// A prefilter for the pieces of one network at one distance.
pub(super) struct Prefilter<'a> {
    network: &'a Network,
    reach: Reach,
    /// The steps are the powers of two below this number.
    steps: u32,
    burier: u32,
}

impl<'a> Prefilter<'a> {
    pub fn new(network: &'a Network, reach: &Reach) -> Self {
        let points = network.points().len() as u32;
        // The largest distance of a border point within reach of the offset curve here.
        let farthest = 2.0 * reach.distance / network.mean_length();
        let farthest = farthest.min(f64::from(points - 1)).max(1.0);
        let steps = farthest.log2() as u32 + 1;
        Prefilter { network, reach: *reach, steps, burier: 0 }
    }

    /// Tests whether the line beside a half-edge is surely buried.
    pub fn buries_line(&mut self, half: HalfEdge) -> bool {
        let (tail, head) = self.network.run(half);
        let [at_tail, at_head] = self.network.right(half);
        self.buries([self.beside(tail, at_tail), self.beside(head, at_head)], head)
    }

    /// Tests whether the arc at a half-edge's head is surely buried.
    pub fn buries_corner(&mut self, corner: &Join, half: HalfEdge) -> bool {
        let (_, head) = self.network.run(half);
        !corner.is_wide() && self.buries(corner.sides().map(|side| self.beside(head, side)), head)
    }

    #[inline]
    fn beside(&self, point: u32, outwards: Vec3) -> Vec3 {
        let Reach { rough_radius, rough_depth, .. } = self.reach;
        self.network.point(point) + outwards * rough_radius - self.network.up(point) * rough_depth
    }

    /// Makes this point the first to try from now on.
    pub fn remember(&mut self, burier: u32) {
        self.burier = burier;
    }

    /// The points at growing steps along the border from one of them, either way.
    #[inline]
    pub fn ladder(&self, around: u32) -> impl Iterator<Item = u32> + use<'a> {
        let (steps, points) = (self.steps, self.network.points().len() as u32);
        (0..steps)
            .flat_map(move |step| [around.wrapping_add(1 << step), around.wrapping_sub(1 << step)])
            .filter(move |&index| index < points)
    }

    #[inline]
    fn buries(&mut self, [a, b]: [Vec3; 2], around: u32) -> bool {
        let points = self.network.points();
        let within2 = self.reach.roughly_least.max(0.0).powi(2);
        let buries = |point: Vec3| (a - point).norm2() < within2 && (b - point).norm2() < within2;
        if buries(points[self.burier as usize]) {
            return true;
        }
        let burier = self.ladder(around).find(|&index| buries(points[index as usize]));
        self.burier = burier.unwrap_or(self.burier);
        burier.is_some()
    }
}
