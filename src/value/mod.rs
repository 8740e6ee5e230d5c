//! Values that every layer shares: lengths, positions, tolerances, dates, colours, errors.
//!
//! A value is checked when it is made. Lengths are metres; positions are longitude, latitude in
//! degrees on WGS 84.
//!
//! # Imports
//! No other layer. `error`, `error_kind`, `fault`, `length`, `position` and `compass` import one another,
//! because an error names the value that it refuses.
//!
//! # Reading order
//! `text`, `order`, `input_position`, `error`, `error_kind`, `fault`, `message`, `remedy`, `length`,
//! `signed_length`, `position`, `tolerance`; then `edges`, `side`, `compass`, `date`, `colour`,
//! `provenance`.

mod colour;
mod compass;
mod date;
mod edges;
mod error;
mod error_kind;
mod fault;
mod input_position;
mod length;
mod message;
mod order;
mod position;
mod provenance;
mod remedy;
mod side;
mod signed_length;
mod text;
mod tolerance;

pub use self::colour::Colour;
pub use self::compass::Compass;
pub use self::date::Date;
pub use self::edges::Edges;
pub use self::error::Error;
pub use self::error_kind::ErrorKind;
pub use self::fault::{
    Catalogue, CrsFault, GeoJsonFault, LengthFault, OptionName, SectorFault, TerritoryFault,
    ToleranceLimit, TransformationFault,
};
pub use self::input_position::{InputPosition, TextPosition};
pub use self::length::{Length, Unit};
pub use self::position::Position;
pub use self::provenance::Provenance;
pub use self::side::Side;
pub use self::signed_length::SignedLength;
pub(crate) use self::text::{named, pad, serde_as_text};
pub use self::tolerance::Tolerance;
