//! The border as sites: its nodes and straight chords, and the site nearest to a point.
//!
//! Earth-centred metres. A site has a label on each of its sides: the sector of its chainage and
//! the side from which the border is seen. A chord keeps the direction and the chainage of the part
//! of the border that passes there first; so does a node. Nearest means nearest by the length of
//! the geodesic; two sites that meet in a node share that node's points.

use std::collections::HashMap;

use geo_types::Coord;
use smallvec::SmallVec;

use super::label::Label;
use crate::earth::{self, Vec3};
use crate::index::{BallTree, Nearest};
use crate::value::Side;

/// The length above which chords do not order distances as geodesics do to a few nanometres,
/// metres.
const LONG: f64 = 500.0;

/// The distance from the end of a chord within which a foot is the end, metres.
const AT_END: f64 = 1e-8;

/// The distance from a chord's line within which a point may lie on either side, metres.
const ON_CHORD: f64 = 1e-6;

/// A point of the border at which chords end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub point: Vec3,
    pub coord: Coord<f64>,
    /// The border's direction at its first passage: at a corner the mean of both.
    pub forward: Vec3,
    /// The sector of the points that are nearest to the node.
    pub sector: u32,
}

/// A straight part of the border between two nodes, in the border's direction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chord {
    pub ends: [u32; 2],
    pub direction: Vec3,
    pub length: f64,
    pub sector: u32,
}

/// The nodes and chords of a border that is cut where it meets itself and where sectors end.
pub(super) struct Sites {
    pub nodes: Vec<Node>,
    pub chords: Vec<Chord>,
    pub tree: BallTree,
    /// The chords at the nodes where labels may change.
    pub around: HashMap<u32, Vec<u32>>,
    pub sided: bool,
}

/// A chord or a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Feature {
    Chord(u32),
    Node(u32),
}

/// A feature with the label of one of its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Site {
    pub feature: Feature,
    pub label: Label,
}

/// The point of a feature that is nearest to a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Touch {
    pub foot: Vec3,
    /// A node of the feature, and the way from it to the foot: the difference between two feet is
    /// known more exactly than their positions.
    pub from: Vec3,
    pub way: Vec3,
    /// The node at the foot, `None` where there is none.
    pub node: Option<u32>,
    /// The geodesic distance to the foot.
    pub distance: f64,
}

impl Sites {
    /// The point of a feature that is nearest to `q`.
    pub fn touch(&self, feature: Feature, q: Vec3) -> Touch {
        let none = Vec3::default();
        let (from, way, node) = match feature {
            Feature::Node(node) => (self.point(node), none, Some(node)),
            Feature::Chord(index) => {
                let chord = &self.chords[index as usize];
                let [a, b] = chord.ends;
                let start = self.point(a);
                match (q - start).dot(chord.direction) {
                    along if along <= AT_END => (start, none, Some(a)),
                    along if along >= chord.length - AT_END => (self.point(b), none, Some(b)),
                    along => (start, chord.direction * along, None),
                }
            }
        };
        let foot = from + way;
        Touch { foot, from, way, node, distance: earth::arc_length(foot, q) }
    }

    /// The site nearest to a point, and its distance.
    pub fn nearest(&self, q: Vec3) -> (Site, f64) {
        let best = Nearest::new(&self.tree, |chord| self.ends(chord)).foot(q);
        self.among(q, self.feature(best.chord, q), best.chord2.sqrt())
    }

    /// The site nearest to a point, and its distance; one of these where none is nearer.
    pub fn nearest_beside(&self, q: Vec3, sites: [Site; 2]) -> (Site, f64) {
        let (mut found, mut chord2) = (sites[0].feature, f64::INFINITY);
        for site in sites {
            let touch = self.touch(site.feature, q);
            let own2 = (q - touch.foot).norm2();
            if own2 < chord2 {
                (found, chord2) = (touch.node.map_or(site.feature, Feature::Node), own2);
            }
        }
        let nearest = Nearest::new(&self.tree, |chord| self.ends(chord)).nearer(q, chord2);
        if let Some(nearer) = nearest {
            (found, chord2) = (self.feature(nearer.chord, q), nearer.chord2);
        }
        self.among(q, found, chord2.sqrt())
    }

    /// The site nearest to a point by the length of the geodesic, from the nearest one by its
    /// chord.
    fn among(&self, q: Vec3, mut found: Feature, chord: f64) -> (Site, f64) {
        let mut nearest = Nearest::new(&self.tree, |chord| self.ends(chord));
        let mut distance = self.touch(found, q).distance;
        if chord > LONG {
            let mut near: SmallVec<[usize; 16]> = SmallVec::new();
            nearest.within(q, chord + earth::chord_slack(chord), |foot| near.push(foot.chord));
            for chord in near {
                let feature = self.feature(chord, q);
                let touch = self.touch(feature, q);
                if touch.distance < distance {
                    (found, distance) = (feature, touch.distance);
                }
            }
        }
        // Beside the end of a chord, rounding hides the difference of the distances to node and
        // chord.
        if let Feature::Node(node) = found
            && let Some(chord) = self.beyond(node, q, AT_END)
        {
            found = Feature::Chord(chord);
        }
        (Site { feature: found, label: self.label(found, q) }, distance)
    }

    /// The chord at a joint beside which a point lies by more than `by` metres.
    pub fn beyond(&self, node: u32, q: Vec3, by: f64) -> Option<u32> {
        let from = q - self.point(node);
        let chords = self.around.get(&node).map_or(&[][..], |chords| chords);
        let beside = |&chord: &u32| self.away(chord, node).is_some_and(|away| from.dot(away) > by);
        chords.iter().copied().find(beside)
    }

    /// Shows the chords that come within a straight distance of a point.
    pub fn within(&self, q: Vec3, distance: f64, mut see: impl FnMut(usize)) {
        let mut nearest = Nearest::new(&self.tree, |chord| self.ends(chord));
        nearest.within(q, distance, |foot| see(foot.chord));
    }

    fn feature(&self, chord: usize, q: Vec3) -> Feature {
        let feature = Feature::Chord(chord as u32);
        self.touch(feature, q).node.map_or(feature, Feature::Node)
    }

    /// The label of a point to which a feature is nearest.
    pub fn label(&self, feature: Feature, q: Vec3) -> Label {
        match feature {
            Feature::Node(node) => {
                let Node { sector, .. } = self.nodes[node as usize];
                Label::new(sector as usize, self.side(|| self.left_of_node(node, q)))
            }
            Feature::Chord(index) => {
                let sector = self.chords[index as usize].sector;
                Label::new(sector as usize, self.side(|| self.left_of_chord(index, q)))
            }
        }
    }

    /// The side of a point this far to the left of the border.
    fn side(&self, left: impl FnOnce() -> f64) -> Side {
        match self.sided {
            false => Side::Both,
            true if left() > 0.0 => Side::Left,
            true => Side::Right,
        }
    }

    /// `true` if a point beside a chord lies on the side opposite to the label's.
    pub fn is_astray(&self, site: Site, q: Vec3) -> bool {
        let Feature::Chord(index) = site.feature else { return false };
        if self.touch(site.feature, q).node.is_some() {
            return false;
        }
        let left = self.left_of_chord(index, q);
        self.sided && left.abs() > ON_CHORD && (left > 0.0) != site.label.is_left()
    }

    /// The distance of a point to the left of a chord; negative on the right.
    fn left_of_chord(&self, chord: u32, q: Vec3) -> f64 {
        let Chord { ends: [start, _], direction, .. } = self.chords[chord as usize];
        let start = self.point(start);
        earth::normal(start).cross(direction).dot(q - start)
    }

    /// The distance of a point to the left of the border as it passes a node; negative on the
    /// right.
    pub fn left_of_node(&self, node: u32, q: Vec3) -> f64 {
        let Node { point, forward, .. } = self.nodes[node as usize];
        earth::normal(point).cross(forward).dot(q - point)
    }

    pub fn point(&self, node: u32) -> Vec3 {
        self.nodes[node as usize].point
    }

    /// Both ends of a chord.
    pub fn ends(&self, chord: usize) -> (Vec3, Vec3) {
        let [a, b] = self.chords[chord].ends;
        (self.point(a), self.point(b))
    }

    /// The direction of a chord away from a node at which it ends.
    pub fn away(&self, chord: u32, node: u32) -> Option<Vec3> {
        let Chord { ends: [a, b], direction, .. } = self.chords[chord as usize];
        if a == node { Some(direction) } else { (b == node).then(|| -direction) }
    }

    /// The label on one side of a chord.
    pub fn beside(&self, chord: u32, side: Side) -> Label {
        let side = if self.sided { side } else { Side::Both };
        Label::new(self.chords[chord as usize].sector as usize, side)
    }
}
