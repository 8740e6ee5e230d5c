//! Buffer zones along a border, as polygons on the WGS 84 ellipsoid within a stated tolerance.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod area;
mod border;
mod buffer;
mod colour;
mod comparison;
#[cfg(feature = "data")]
pub mod dataset;
mod date;
mod earth;
mod edges;
mod error;
mod format;
mod length;
mod nearest;
mod position;
mod proposal;
mod provenance;
mod territory;
mod tolerance;
mod zone;

pub use area::area_km2;
pub use border::Border;
pub use buffer::{LARGEST_DISTANCE, bands, buffer, largest_depth};
pub use colour::Colour;
pub use comparison::{Bound, Comparison, HeldBy, Piece};
pub use date::Date;
pub use edges::Edges;
pub use error::{Error, Place};
pub use format::geojson;
pub use length::{Length, Unit};
pub use position::Position;
pub use proposal::{Band, DepthKind, Origin, Proposal};
pub use provenance::Provenance;
pub use territory::Territory;
pub use tolerance::Tolerance;
pub use zone::{Zone, Zones};

/// The README's example, compiled and run.
#[cfg(all(doctest, feature = "data"))]
#[doc = include_str!("../README.md")]
struct Readme;
