//! The raw offset curve: lines beside chords and arcs around points, before any is cut.
//!
//! Earth-centred metres; the parameter of a piece locates a place on it.
//!
//! # Imports
//! `earth`, `index`, and `graph`; not `trim`.
//!
//! # Reading order
//! `quadratic`, `piece`, `join`; `bounds` has the distance with its margins, `intervals` the
//! exposed part of a piece.

mod bounds;
mod intervals;
mod join;
mod piece;
mod quadratic;

pub(crate) use self::bounds::{Cuts, Reach, Touch, misplaced};
pub(crate) use self::intervals::{Interval, Open, Stretch};
pub(crate) use self::join::Join;
pub(crate) use self::piece::{Course, Piece};
pub(crate) use self::quadratic::Quadratic;
