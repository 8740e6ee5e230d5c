//! The spatial index over chords: finds the nearest chord, and all chords within a distance.
//!
//! Earth-centred metres. The index is a tree of balls over runs of consecutive chords. A border is
//! a line, so consecutive chords are near one another and the tree needs no sorting: building the
//! tree takes O(n log n) distance computations.
//!
//! # Imports
//! `earth`, `parallel`.
//!
//! # Reading order
//! `ball_tree`, `nearest`.

mod ball_tree;
mod nearest;

pub(crate) use self::ball_tree::{Ball, BallTree, Node, Parts};
pub(crate) use self::nearest::{Foot, Nearest, between_chords, on_chord};
