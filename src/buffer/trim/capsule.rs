//! The nodes of a tree of chords as capsules: a segment, and the largest distance of the chords
//! from it.
//!
//! Earth-centred metres. A ball around a stretch of the border reaches as far out as the stretch is
//! long; a capsule only as far as the stretch bends. From a place about equally far from many
//! stretches of the border, capsules show which stretches are farther.

use crate::earth::{self, Vec3};
use crate::index::{BallTree, Node, Parts, between_chords, on_chord};

/// A segment and a thickness that hold all chords of a node.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Capsule {
    a: Vec3,
    b: Vec3,
    thickness: f64,
}

impl Capsule {
    #[inline]
    pub fn thickness(&self) -> f64 {
        self.thickness
    }

    pub fn new([a, b]: [Vec3; 2], thickness: f64) -> Self {
        Capsule { a, b, thickness }
    }

    /// `true` if a segment lies inside.
    pub fn holds(&self, ends: [Vec3; 2]) -> bool {
        ends.into_iter().all(|end| self.gap(end) <= 0.0)
    }

    /// A lower bound of the distance between anything in two capsules.
    pub fn between(&self, other: &Capsule) -> f64 {
        other.apart([self.a, self.b]) - self.thickness
    }

    /// A lower bound of the distance from a place to anything in the capsule.
    #[inline]
    pub fn gap(&self, place: Vec3) -> f64 {
        (on_chord(place, self.a, self.b) - place).norm() - self.thickness
    }

    /// A lower bound of the distance from a segment to anything in the capsule.
    pub fn apart(&self, segment: [Vec3; 2]) -> f64 {
        let own = [self.a, self.b];
        let dip = [own, segment].map(|[a, b]| (b - a).norm2() / (8.0 * earth::LEAST_RADIUS));
        between_chords(own, segment) - dip[0] - dip[1] - self.thickness
    }

    /// The capsule over other capsules, between the two of their ends that are farthest apart.
    fn over(capsules: &[Capsule]) -> Self {
        let mut longest = (capsules[0].a, capsules[0].b);
        let ends = || capsules.iter().flat_map(|capsule| [capsule.a, capsule.b]);
        for (index, a) in ends().enumerate() {
            for b in ends().skip(index + 1) {
                if (b - a).norm2() > (longest.1 - longest.0).norm2() {
                    longest = (a, b);
                }
            }
        }
        let whole = Capsule { a: longest.0, b: longest.1, thickness: 0.0 };
        let leaves = |part: &Capsule| whole.gap(part.a).max(whole.gap(part.b)) + part.thickness;
        Capsule { thickness: capsules.iter().map(leaves).fold(0.0, f64::max), ..whole }
    }
}

/// The capsules of a tree's nodes, in the order of the nodes' places.
pub(super) fn all(tree: &BallTree, ends: impl Fn(usize) -> (Vec3, Vec3)) -> Vec<Capsule> {
    let mut capsules = vec![Capsule::default(); tree.len()];
    fill(tree, tree.root(), &ends, &mut capsules);
    capsules
}

fn fill(
    tree: &BallTree,
    node: Node,
    ends: &impl Fn(usize) -> (Vec3, Vec3),
    capsules: &mut [Capsule],
) -> Capsule {
    let parts: Vec<Capsule> = match tree.parts(node) {
        Parts::Nodes(nodes) => {
            nodes.iter().map(|(child, _)| fill(tree, child, ends, capsules)).collect()
        }
        Parts::Chords(chords) => {
            let capsule = |(a, b)| Capsule { a, b, thickness: 0.0 };
            chords.map(|chord| capsule(ends(chord))).collect()
        }
    };
    let whole = Capsule::over(&parts);
    capsules[tree.place(node)] = whole;
    whole
}
