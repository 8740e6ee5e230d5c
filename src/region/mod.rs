//! The part of the map in which a zone may lie: a territory, a side, sectors of the border.
//!
//! Longitude, latitude in degrees; distances in metres.
//!
//! # Imports
//! `value`, `earth`, `index`, `planar`, `border`.
//!
//! # Reading order
//! `territory`, `extent`; `containment` finds the points that a territory holds, `largest_depth`
//! the depth limit of a zone in the territory.

mod containment;
mod extent;
mod largest_depth;
mod territory;

pub(crate) use self::containment::{Containment, Inside};
pub use self::extent::Extent;
pub use self::largest_depth::largest_depth;
pub use self::territory::Territory;
