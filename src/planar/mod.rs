//! Plane geometry: lines cut where they meet, the faces between lines, rings, rounded polygons.
//!
//! Coordinates are longitude, latitude in degrees, edges straight in both; rounding takes any unit.
//! Signs of orientation are exact.
//!
//! # Imports
//! `earth`, for edges that run the short way around the Earth.
//!
//! # Reading order
//! `orient`, `boxes`, `crossings`; `noding` cuts lines, `dcel` finds the faces between the cut
//! lines, `nesting` the rings that lie in them; `polygons` and `antimeridian` sort and cut rings, `seams` are the
//! cuts;
//! `rounding` makes polygons valid as written; `sets` lays sets of polygons over one another; `shared` finds
//! where polygons meet.

pub(crate) mod antimeridian;
mod boxes;
pub(crate) mod crossings;
mod dcel;
mod nesting;
pub(crate) mod noding;
mod orient;
mod polygons;
pub(crate) mod rounding;
mod seams;
pub(crate) mod sets;
mod shared;

pub(crate) use self::antimeridian::Frame;
pub(crate) use self::boxes::{Boxes, diagonal};
pub(crate) use self::dcel::{Faces, Half};
pub(crate) use self::noding::{Edge, Edges};
pub(crate) use self::orient::turn;
pub(crate) use self::polygons::{polygon_rings, polygons, twice_area, wound_rings};
pub(crate) use self::seams::{Seams, across, is_on_edge};
pub(crate) use self::shared::shared;
