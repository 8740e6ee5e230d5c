//! TODO buffer::offset

mod bounds;
mod intervals;
mod join;
mod piece;
mod quadratic;

pub(crate) use self::bounds::{Cuts, Reach, Touch, misplaced};
pub(crate) use self::intervals::{Interval, Open, Stretch};
pub(crate) use self::join::Corner;
pub(crate) use self::piece::Piece;
pub(crate) use self::quadratic::Quadratic;
