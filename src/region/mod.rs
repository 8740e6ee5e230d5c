//! TODO region

mod containment;
mod extent;
mod largest_depth;
mod territory;

pub(crate) use self::containment::{Containment, Inside};
pub use self::extent::Extent;
pub use self::largest_depth::largest_depth;
pub use self::territory::Territory;
