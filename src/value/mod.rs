//! TODO value

mod colour;
mod date;
mod edges;
mod error;
mod length;
mod position;
mod provenance;
mod side;
mod tolerance;

pub use self::colour::Colour;
pub use self::date::Date;
pub use self::edges::Edges;
pub use self::error::{Error, InputPosition};
pub use self::length::{Length, Unit};
pub use self::position::Position;
pub use self::provenance::Provenance;
pub use self::side::Side;
pub use self::tolerance::Tolerance;
