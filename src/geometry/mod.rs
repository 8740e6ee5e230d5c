//! Zones of any geometry: points, lines and polygons grown, polygons eroded, one side of lines, zones
//! shared among geometries.
//!
//! Longitude, latitude in degrees; distances in metres.
//!
//! # Imports
//! `value`, `earth`, `planar`, `border`, `region`, `buffer`, `overlay`; no plan.
//!
//! # Reading order
//! `turned` brings a geometry at ±180° to where the map has no edge, `parts` takes a geometry apart, `areas` holds its polygons on the map; `options`, `disc`, `offset_line`,
//! `geodesic_buffer`, `allocation`.

mod allocation;
mod areas;
mod disc;
mod geodesic_buffer;
mod offset_line;
mod options;
mod parts;
mod turned;

pub(crate) use self::allocation::between;
pub use self::allocation::{MedianLine, allocate, median_lines};
pub use self::geodesic_buffer::GeodesicBuffer;
pub use self::options::{BufferOptions, Caps};
