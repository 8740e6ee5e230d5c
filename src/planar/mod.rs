//! TODO planar

pub(crate) mod antimeridian;
mod boxes;
pub(crate) mod crossings;
mod dcel;
pub(crate) mod noding;
mod orient;
mod polygons;
pub(crate) mod rounding;

pub(crate) use self::antimeridian::Frame;
pub(crate) use self::dcel::{Faces, Half};
pub(crate) use self::noding::{Edge, Edges};
pub(crate) use self::orient::turn;
pub(crate) use self::polygons::{polygons, twice_area};
