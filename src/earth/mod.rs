//! The WGS 84 ellipsoid: geodesics, Earth-centred coordinates and areas.
//!
//! No other layer calls the geodesic library. Positions are longitude, latitude in degrees; lengths
//! are metres; vectors are Earth-centred, Earth-fixed (ECEF) metres.
//!
//! # Imports
//! `value`.
//!
//! # Reading order
//! `ecef`, `geodesic`, `sine_table`; then `ring_area`, `polygon_area`.

mod ecef;
mod geodesic;
mod polygon_area;
mod ring_area;
mod sine_table;

pub(crate) use self::ecef::{
    Vec3, arc_length, at_angles, chord_at, chord_slack, destination, drop, ecef, gradient, lonlat,
    near_destination, normal, steepness, tangents,
};
pub(crate) use self::geodesic::{
    METRES_A_DEGREE, along, arrival, departure, distance, subdivide, subdivide_within, way,
};
pub(crate) use self::polygon_area::area_in_words;
pub use self::polygon_area::area_km2;
pub(crate) use self::ring_area::{authalic, ring_area_m2};
pub(crate) use self::sine_table::Sines;

/// Equatorial radius, metres (WGS 84, NGA.STND.0036).
pub(crate) const A: f64 = 6_378_137.0;
/// Flattening (WGS 84).
pub(crate) const F: f64 = 1.0 / 298.257_223_563;
/// First eccentricity squared.
pub(crate) const E2: f64 = F * (2.0 - F);
/// Polar radius, metres.
pub(crate) const B: f64 = A * (1.0 - F);
/// The smallest radius of curvature, of a meridian at the equator, rounded down to a kilometre.
pub(crate) const LEAST_RADIUS: f64 = 6_335_000.0;
