//! The spatial index over a network of chords: what may lie within reach of a point?
//!
//! Earth-centred metres. The index is a tree of balls over runs of consecutive chords. A border is
//! a line, so consecutive chords are near one another and the tree needs no sorting: building it
//! takes O(n log n) distance computations.

mod ball_tree;
mod nearest;

pub(crate) use self::ball_tree::{Ball, BallTree, Node, Parts};
pub(crate) use self::nearest::{Foot, Nearest, on_chord};
