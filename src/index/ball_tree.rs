//! A tree of balls over short runs of connected chords.
//!
//! Level 0 holds one ball for every run of at most [`LEAF`] chords, each level above one ball for
//! [`FAN`] balls of the level below; every ball holds both ends of each of its chords, hence the
//! chords. Leaves are put in an order in which every block of them lies close together, by
//! splitting at medians across the longest side (J. L. Bentley, Multidimensional binary search
//! trees, 1975), so the tree is as good for a scribble as for a line. Building it takes O(n log n).

use std::ops::Range;

use crate::earth::Vec3;
use crate::parallel;

/// Chords in a leaf: a leaf's test costs about as much as a few chord tests.
const LEAF: usize = 4;
/// Children of an inner node.
const FAN: usize = 4;

/// The number of leaves from which two processors arrange them.
const WORTH_SHARING: usize = 1000;

/// A ball in Earth-centred metres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ball {
    pub center: Vec3,
    pub radius: f64,
}

/// A node: its level, 0 for leaves, and its place in the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Node {
    level: u32,
    index: u32,
}

/// The contents of a node.
pub(crate) enum Parts<'a> {
    /// The chords of a leaf.
    Chords(Range<usize>),
    /// The children of an inner node, each with its ball.
    Nodes(Nodes<'a>),
}

/// The children of a node.
pub(crate) struct Nodes<'a> {
    first: Node,
    balls: &'a [Ball],
}

impl<'a> Nodes<'a> {
    /// The nodes and their balls, in the order of their chords.
    #[inline]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Node, &'a Ball)> + use<'a> {
        let Node { level, index } = self.first;
        let node = move |(i, ball)| (Node { level, index: index + i as u32 }, ball);
        self.balls.iter().enumerate().map(node)
    }
}

/// The tree, its levels one after another from the leaves up.
#[derive(Debug)]
pub(crate) struct BallTree {
    balls: Vec<Ball>,
    /// The start of each level, and the end of the last.
    levels: Vec<usize>,
    /// Each leaf's first chord, and the chord after its last.
    runs: Vec<(u32, u32)>,
}

/// A leaf before the tree is built.
struct Leaf {
    ball: Ball,
    run: (u32, u32),
}

impl BallTree {
    /// A tree over `chords` chords (at least one); `ends` gives both ends of a chord.
    pub fn new(chords: usize, ends: impl Fn(usize) -> (Vec3, Vec3)) -> Self {
        let mut leaves = Vec::with_capacity(chords / LEAF + 1);
        let mut start = 0;
        while start < chords {
            let mut end = start + 1;
            while end < chords && end < start + LEAF && ends(end - 1).1 == ends(end).0 {
                end += 1;
            }
            let run = (start as u32, end as u32);
            leaves.push(Leaf { ball: around((start..end).map(&ends)), run });
            start = end;
        }
        let mut block = FAN;
        while block * FAN < leaves.len() {
            block *= FAN;
        }
        arrange(&mut leaves, block);
        let mut balls: Vec<Ball> = leaves.iter().map(|leaf| leaf.ball).collect();
        let runs = leaves.iter().map(|leaf| leaf.run).collect();
        let mut levels = vec![0, balls.len()];
        let mut start = 0;
        while balls.len() > start + 1 {
            let end = balls.len();
            for first in (start..end).step_by(FAN) {
                balls.push(over(&balls[first..end.min(first + FAN)]));
            }
            levels.push(balls.len());
            start = end;
        }
        BallTree { balls, levels, runs }
    }

    /// The node over all chords.
    pub fn root(&self) -> Node {
        Node { level: self.levels.len() as u32 - 2, index: 0 }
    }

    /// The ball of a node.
    pub fn ball(&self, node: Node) -> &Ball {
        &self.balls[self.place(node)]
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.balls.len()
    }

    /// A node's place among all nodes.
    pub fn place(&self, node: Node) -> usize {
        self.levels[node.level as usize] + node.index as usize
    }

    /// The contents of a node.
    #[inline]
    pub fn parts(&self, node: Node) -> Parts<'_> {
        let Some(level) = node.level.checked_sub(1) else {
            let (start, end) = self.runs[node.index as usize];
            return Parts::Chords(start as usize..end as usize);
        };
        let index = node.index * FAN as u32;
        let start = self.levels[level as usize] + index as usize;
        let end = self.levels[level as usize + 1].min(start + FAN);
        Parts::Nodes(Nodes { first: Node { level, index }, balls: &self.balls[start..end] })
    }
}

/// Sorts leaves so that every block of this size, and of smaller powers of [`FAN`], lies close
/// together.
fn arrange(leaves: &mut [Leaf], mut block: usize) {
    while leaves.len() <= block {
        if block <= FAN {
            return;
        }
        block /= FAN;
    }
    let mut extent = Extent::EMPTY;
    for leaf in leaves.iter() {
        extent.add(leaf.ball.center, 0.0);
    }
    let side = extent.high - extent.low;
    let along = |leaf: &Leaf| {
        let center = leaf.ball.center;
        if side.x >= side.y && side.x >= side.z {
            center.x
        } else if side.y >= side.z {
            center.y
        } else {
            center.z
        }
    };
    let middle = leaves.len().div_ceil(block).div_ceil(2) * block;
    let order = |a: &Leaf, b: &Leaf| along(a).total_cmp(&along(b)).then(a.run.cmp(&b.run));
    leaves.select_nth_unstable_by(middle, order);
    let is_worth_sharing = leaves.len() > WORTH_SHARING;
    let (low, high) = leaves.split_at_mut(middle);
    if is_worth_sharing {
        parallel::both(|| arrange(low, block), || arrange(high, block));
    } else {
        arrange(low, block);
        arrange(high, block);
    }
}

/// The box around points, for a ball around the box.
struct Extent {
    low: Vec3,
    high: Vec3,
}

impl Extent {
    const EMPTY: Extent = Extent {
        low: Vec3::new(f64::MAX, f64::MAX, f64::MAX),
        high: Vec3::new(f64::MIN, f64::MIN, f64::MIN),
    };

    #[inline]
    fn add(&mut self, p: Vec3, radius: f64) {
        let less = |a: f64, b: f64| if b < a { b } else { a };
        let more = |a: f64, b: f64| if b > a { b } else { a };
        let Extent { low, high } = *self;
        self.low = Vec3::new(
            less(low.x, p.x - radius),
            less(low.y, p.y - radius),
            less(low.z, p.z - radius),
        );
        self.high = Vec3::new(
            more(high.x, p.x + radius),
            more(high.y, p.y + radius),
            more(high.z, p.z + radius),
        );
    }

    fn center(&self) -> Vec3 {
        (self.low + self.high) * 0.5
    }
}

/// A ball around chords.
fn around(chords: impl Iterator<Item = (Vec3, Vec3)> + Clone) -> Ball {
    let mut extent = Extent::EMPTY;
    for (a, b) in chords.clone() {
        extent.add(a, 0.0);
        extent.add(b, 0.0);
    }
    let center = extent.center();
    let radius2 = chords.flat_map(|(a, b)| [a, b]).map(|p| (p - center).norm2());
    Ball { center, radius: radius2.fold(0.0, f64::max).sqrt() }
}

/// A ball around balls.
fn over(balls: &[Ball]) -> Ball {
    let mut extent = Extent::EMPTY;
    for ball in balls {
        extent.add(ball.center, ball.radius);
    }
    let center = extent.center();
    let radii = balls.iter().map(|ball| (ball.center - center).norm() + ball.radius);
    Ball { center, radius: radii.fold(0.0, f64::max) }
}
