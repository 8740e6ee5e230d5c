//! Buffer zones along a border, as polygons on the WGS 84 ellipsoid within a stated tolerance.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod border;
mod buffer;
mod earth;
mod edges;
mod error;
mod length;
mod position;
mod territory;
mod tolerance;

pub use border::Border;
pub use buffer::{bands, buffer};
pub use edges::Edges;
pub use error::{Error, Place};
pub use length::{Length, Unit};
pub use position::Position;
pub use territory::Territory;
pub use tolerance::Tolerance;
