//! Points equally far from two sites: the offset of a point from them, and the nearest of them.
//!
//! Earth-centred metres. Beside a node and a chord that ends there, the sites are parted by the
//! plane across the chord; between two chords that end in one node, by the plane that halves their
//! angle; within a node's own points, by the border's direction; between all others, by the
//! difference of the geodesic distances. Newton's method finds the surface on which these vanish.

use super::label::Label;
use super::sites::{Feature, Site, Sites, Touch};
use crate::earth::{self, Vec3};

/// The rounding of a difference of distances, metres.
const ROUNDING: f64 = 1e-11;

/// The distance beyond the end of a chord within which points count as the chord's, metres.
const BESIDE: f64 = 1e-6;

/// The surface that parts two sites, seen from a point.
pub(super) struct Parting {
    /// The signed offset, positive where the second site is the nearer.
    pub value: f64,
    /// The horizontal gradient of the offset, towards the second site's side.
    pub gradient: Vec3,
    /// The geodesic distance to the nearer site.
    pub distance: f64,
}

impl Parting {
    /// The direction along the points equally far, with the second site on the left.
    pub fn ahead(&self, up: Vec3) -> Vec3 {
        self.gradient.cross(up).unit()
    }
}

impl Sites {
    /// The surface that parts two sites, seen from a point; `None` where nothing parts them.
    pub fn parting(&self, [a, b]: [Site; 2], q: Vec3) -> Option<Parting> {
        let (ta, tb) = (self.touch(a.feature, q), self.touch(b.feature, q));
        let up = earth::normal(q);
        let level = |v: Vec3| v - up * v.dot(up);
        let (value, gradient) = match self.plane([a, b], [&ta, &tb]) {
            Some((point, across)) => ((q - point).dot(across), level(across)),
            None => {
                let (to_a, to_b) = (level(ta.foot - q), level(tb.foot - q));
                (difference(q, &ta, &tb), to_b.unit() - to_a.unit())
            }
        };
        let distance = ta.distance.min(tb.distance);
        (gradient.norm2() > 1e-20).then_some(Parting { value, gradient, distance })
    }

    /// A point of the plane that parts two sites which meet in a node, and its normal.
    fn plane(&self, [a, b]: [Site; 2], [ta, tb]: [&Touch; 2]) -> Option<(Vec3, Vec3)> {
        let node = match (ta.node, tb.node) {
            (Some(one), Some(other)) if one == other => one,
            (None, None) => self.shared_node(a.feature, b.feature)?,
            (Some(node), None) if self.is_at(b.feature, node) => node,
            (None, Some(node)) if self.is_at(a.feature, node) => node,
            _ => return None,
        };
        let point = self.point(node);
        let away = |site: Site, touch: &Touch, alone: bool| match site.feature {
            Feature::Chord(chord) if alone || touch.node.is_none() => self.away(chord, node),
            _ => None,
        };
        // Where both touch the node itself, the chords still decide to which a point belongs.
        let alone = ta.node == tb.node;
        let across = match (away(a, ta, alone), away(b, tb, alone)) {
            (Some(a), Some(b)) => b - a,
            (Some(a), None) => -a,
            (None, Some(b)) => b,
            (None, None) => {
                let left = earth::normal(point).cross(self.nodes[node as usize].forward);
                if b.label.is_left() { left } else { -left }
            }
        };
        // A chord dips below the surface; geodesics leave the node level.
        let up = earth::normal(point);
        Some((point, across - up * across.dot(up)))
    }

    /// The node in which two chords meet.
    pub fn shared_node(&self, a: Feature, b: Feature) -> Option<u32> {
        let ends = |feature| match feature {
            Feature::Chord(chord) => self.chords[chord as usize].ends,
            Feature::Node(node) => [node, node],
        };
        let others = ends(b);
        ends(a).into_iter().find(|end| others.contains(end))
    }

    fn is_at(&self, feature: Feature, node: u32) -> bool {
        matches!(feature, Feature::Chord(chord) if self.away(chord, node).is_some())
    }

    /// The site that replaces one of two sites at a point: a node seen from its other side, or,
    /// beyond the plane across the end of a chord, that chord. `None` where both stay.
    pub fn turned(&self, sites: [Site; 2], q: Vec3) -> Option<Site> {
        (0..2).find_map(|place| {
            let node = self.touch(sites[place].feature, q).node?;
            let feature = Feature::Node(node);
            if self.shared_node(feature, sites[1 - place].feature).is_some() {
                return None;
            }
            let feature = self.beyond(node, q, BESIDE).map_or(feature, Feature::Chord);
            let label = self.label(feature, q);
            (label != sites[place].label).then_some(Site { feature, label })
        })
    }

    /// Two sites as seen from a point. Where one is a node and the other a chord that ends there, beyond
    /// its end, the two meet at the plane across that end, or, where the node's own points beside the
    /// chord have the chord's label, at the line straight on: they are the two sides of the node.
    pub fn as_seen(&self, sites: [Site; 2], q: Vec3) -> [Site; 2] {
        [0, 1].map(|place| {
            let (site, other) = (sites[place], sites[1 - place].feature);
            match (site.feature, other) {
                (Feature::Chord(chord), Feature::Node(node))
                    if self.touch(site.feature, q).node == Some(node)
                        && self.past(chord, node, site.label) == Some(site.label) =>
                {
                    Site { feature: other, ..site }
                }
                _ => site,
            }
        })
    }

    /// The label of a node's own points just past the end of a chord, on the side of a label.
    fn past(&self, chord: u32, node: u32, label: Label) -> Option<Label> {
        let (start, away) = (self.point(node), self.away(chord, node)?);
        let left = earth::normal(start).cross(self.chords[chord as usize].direction);
        let aside = if label.is_left() { left } else { -left };
        Some(self.label(Feature::Node(node), start + aside - away * 1e-6))
    }

    /// The point near another that is equally far from two sites, with the surface that parts them
    /// there.
    pub fn settle(&self, sites: [Site; 2], from: Vec3, exact: f64) -> Option<(Vec3, Parting)> {
        let mut q = from;
        for _ in 0..20 {
            let parting = self.parting(sites, q)?;
            let slope = parting.gradient.norm();
            let miss = parting.value.abs() / slope;
            // Feet that all but coincide part points no better than to the rounding of coordinates.
            if miss <= exact.max(ROUNDING / slope) {
                return Some((q, parting));
            }
            let step = parting.gradient * (-parting.value / parting.gradient.norm2());
            q = earth::drop(q + step, earth::normal(q));
        }
        None
    }
}

/// The first distance less the second, exact also where they all but agree.
fn difference(q: Vec3, a: &Touch, b: &Touch) -> f64 {
    let (chord_a, chord_b) = ((q - a.foot).norm(), (q - b.foot).norm());
    let apart = (b.from - a.from) + (b.way - a.way);
    let chords = apart.dot(q * 2.0 - a.foot - b.foot) / (chord_a + chord_b);
    chords + ((a.distance - chord_a) - (b.distance - chord_b))
}
