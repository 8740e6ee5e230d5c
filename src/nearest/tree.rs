//! A tree of balls over runs of consecutive chords.
//!
//! Level 0 holds one ball for every [`LEAF`] chords, each level above one ball for [`FAN`] balls of
//! the level below; every ball holds both ends of each of its chords, hence the chords.

use std::ops::Range;

use crate::earth::Vec3;

/// Chords in a leaf: a leaf's test costs about as much as a few chord tests.
const LEAF: usize = 4;
/// Children of an inner node.
const FAN: usize = 4;

/// A ball in Earth-centred metres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ball {
    pub center: Vec3,
    pub radius: f64,
}

/// A node: its level, 0 for leaves, and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Node {
    level: u32,
    index: u32,
}

/// The tree, its levels one after another from the leaves up.
#[derive(Debug)]
pub(crate) struct BallTree {
    levels: Vec<Vec<Ball>>,
    chords: usize,
}

impl BallTree {
    /// A tree over `chords` chords (at least one), whose ends `ends` gives.
    pub fn new(chords: usize, ends: impl Fn(usize) -> (Vec3, Vec3)) -> Self {
        let mut levels = Vec::new();
        let mut run = LEAF;
        loop {
            let level: Vec<Ball> = (0..chords)
                .step_by(run)
                .map(|start| enclose((start..chords.min(start + run)).map(&ends)))
                .collect();
            let done = level.len() <= 1;
            levels.push(level);
            if done {
                return BallTree { levels, chords };
            }
            run *= FAN;
        }
    }

    /// The node over all chords.
    pub fn root(&self) -> Node {
        Node { level: self.levels.len() as u32 - 1, index: 0 }
    }

    /// The ball of a node.
    #[inline]
    pub fn ball(&self, node: Node) -> &Ball {
        &self.levels[node.level as usize][node.index as usize]
    }

    /// The chords of a leaf, `None` for an inner node.
    #[inline]
    pub fn chords(&self, node: Node) -> Option<Range<usize>> {
        let start = node.index as usize * LEAF;
        (node.level == 0).then(|| start..self.chords.min(start + LEAF))
    }

    /// The children of an inner node.
    #[inline]
    pub fn children(&self, node: Node) -> impl Iterator<Item = Node> + use<> {
        let level = node.level - 1;
        let first = node.index * FAN as u32;
        let end = (self.levels[level as usize].len() as u32).min(first + FAN as u32);
        (first..end).map(move |index| Node { level, index })
    }
}

/// A ball around the middle of the bounding box.
fn enclose(chords: impl Iterator<Item = (Vec3, Vec3)> + Clone) -> Ball {
    let mut low = Vec3::new(f64::MAX, f64::MAX, f64::MAX);
    let mut high = -low;
    for p in chords.clone().flat_map(|(a, b)| [a, b]) {
        low = Vec3::new(low.x.min(p.x), low.y.min(p.y), low.z.min(p.z));
        high = Vec3::new(high.x.max(p.x), high.y.max(p.y), high.z.max(p.z));
    }
    let center = (low + high) * 0.5;
    let radius2 =
        chords.flat_map(|(a, b)| [a, b]).map(|p| (p - center).norm2()).fold(0.0, f64::max);
    Ball { center, radius: radius2.sqrt() }
}
