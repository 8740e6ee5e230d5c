//! The part of the map in which a zone may lie: a territory, a side, sectors of the border.
//!
//! Longitude, latitude in degrees; distances in metres.
//!
//! # Imports
//! `value`, `earth`, `index`, `planar`, `border`.
//!
//! # Reading order
//! `unrolled` brings polygons to the map; `territory`, `extent`; `even_odd` and `containment` find the points
//! that a territory holds, `largest_depth` the depth limit of a zone in the territory; `part` cuts a zone to
//! it, `snapping` lays its edge onto the border.

mod containment;
mod even_odd;
mod extent;
mod largest_depth;
mod part;
mod snapping;
mod territory;
pub(crate) mod unrolled;

pub(crate) use self::containment::{Containment, Inside};
pub(crate) use self::even_odd::EvenOdd;
pub use self::extent::Extent;
pub(crate) use self::largest_depth::distance_beyond;
pub use self::largest_depth::largest_depth;
pub use self::snapping::Snapped;
pub use self::territory::Territory;
pub(crate) use self::unrolled::is_pole_edge;
