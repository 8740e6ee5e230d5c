//! Shows that no other site comes between the two of a bisector along a step.
//!
//! Earth-centred metres. The distance to a chord is convex along a straight edge, so it is at most
//! the larger of those at the ends; where that bound is too large, the edge is halved.

use smallvec::SmallVec;

use super::bisector::{Bisectors, Pace};
use super::sites::{Feature, Site};
use crate::earth::Vec3;
use crate::index::{between_chords, on_chord};

/// The share of a curve's distance from the border within which no chord lies that smoothly takes
/// over from another.
const INTRUDING: f64 = 0.7;

/// The distances of a point from the sites of a step.
type Gaps = SmallVec<[f64; 4]>;

/// The number of times that an edge is halved.
const HALVED: u32 = 5;

impl Bisectors<'_> {
    /// `true` if only these sites can be nearest anywhere on an edge, which has these distances
    /// from them at its ends, or a chord along which the border goes on from them.
    pub fn is_clear(&self, [from, to]: [Vec3; 2], ends: [f64; 2], own: [[Site; 2]; 2]) -> bool {
        let [near, distance] = [ends[0].min(ends[1]), ends[0].max(ends[1])];
        let middle = (from + to) * 0.5;
        let reach = 0.5 * (to - from).norm() + distance;
        let [one, other] = own[0].map(|site| site.feature);
        // Other sites that end in the node where the two meet lie beyond them.
        let joint = self.sites.shared_node(one, other);
        let mut features: SmallVec<[Feature; 4]> = SmallVec::new();
        for site in own.as_flattened() {
            if !features.contains(&site.feature) {
                features.push(site.feature);
            }
        }
        let at_ends = [from, to].map(|p| self.gaps(&features, p));
        let mut clear = true;
        self.sites.within(middle, reach, |chord| {
            if !clear || joint.is_some_and(|node| self.sites.chords[chord].ends.contains(&node)) {
                return;
            }
            if features.contains(&Feature::Chord(chord as u32)) {
                return;
            }
            let goes_on = |&feature: &Feature| self.goes_on(feature, chord);
            let (a, b) = self.sites.ends(chord);
            let gap = between_chords([from, to], [a, b]);
            clear = is_beyond(gap, distance)
                || self.pace == Pace::Quick
                    && (gap > INTRUDING * near && features.iter().any(goes_on)
                        || self.is_farther([from, to], [a, b], &features, &at_ends, HALVED));
        });
        clear
    }

    /// `true` if the border goes on from a site along a chord: the labels beside both are the same,
    /// and the curve turns from one to the other smoothly.
    fn goes_on(&self, feature: Feature, chord: usize) -> bool {
        let is_passed = |node: u32| !self.sites.around.contains_key(&node);
        let at = |node: u32| self.sites.chords[chord].ends.contains(&node) && is_passed(node);
        match feature {
            Feature::Chord(index) => self.sites.chords[index as usize].ends.into_iter().any(at),
            Feature::Node(node) => at(node),
        }
    }

    /// `true` if a chord is nowhere on an edge nearer than one of these sites, whose distances from the
    /// edge's ends are known.
    fn is_farther(
        &self,
        edge: [Vec3; 2],
        chord: [Vec3; 2],
        own: &[Feature],
        at_ends: &[Gaps; 2],
        left: u32,
    ) -> bool {
        let [from, to] = at_ends;
        let farthest = from.iter().zip(to).map(|(&one, &other)| one.max(other));
        if is_beyond(between_chords(edge, chord), farthest.fold(f64::INFINITY, f64::min)) {
            return true;
        }
        if left == 0 {
            return false;
        }
        let middle = (edge[0] + edge[1]) * 0.5;
        let halfway = self.gaps(own, middle);
        let [first, last] = [[from.clone(), halfway.clone()], [halfway, to.clone()]];
        self.is_farther([edge[0], middle], chord, own, &first, left - 1)
            && self.is_farther([middle, edge[1]], chord, own, &last, left - 1)
    }

    /// The distances of a point from sites.
    fn gaps(&self, own: &[Feature], p: Vec3) -> Gaps {
        let gap = |feature: &Feature| match *feature {
            Feature::Chord(index) => {
                let (a, b) = self.sites.ends(index as usize);
                (p - on_chord(p, a, b)).norm()
            }
            Feature::Node(node) => (p - self.sites.point(node)).norm(),
        };
        own.iter().map(gap).collect()
    }
}

/// `true` if a gap is no smaller than a distance, but for rounding.
fn is_beyond(gap: f64, distance: f64) -> bool {
    gap >= distance * (1.0 - 1e-9) - 1e-6
}
