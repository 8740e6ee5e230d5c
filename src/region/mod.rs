//! The part of the map in which a zone may lie: a territory, a side, sectors of the border.
//!
//! Longitude, latitude in degrees; distances in metres.
//!
//! # Imports
//! `value`, `earth`, `index`, `planar`, `border`.
//!
//! # Reading order
//! `territory`, `extent`; `even_odd` and `containment` find the points that a territory holds, `largest_depth`
//! the depth limit of a zone in the territory.

mod containment;
mod even_odd;
mod extent;
mod largest_depth;
mod territory;

pub(crate) use self::containment::{Containment, Inside};
pub(crate) use self::even_odd::EvenOdd;
pub use self::extent::Extent;
pub use self::largest_depth::largest_depth;
pub use self::territory::Territory;
