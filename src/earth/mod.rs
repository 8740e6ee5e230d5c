//! The WGS 84 ellipsoid: the only door to geodesics, Earth-centred coordinates and areas.
//!
//! Positions go in and out as longitude, latitude in degrees; lengths are metres; vectors are
//! Earth-centred, Earth-fixed (ECEF) metres.

mod area;
mod geodesic;
mod sines;
mod vector;

pub(crate) use area::{authalic, ring_area_m2};
pub(crate) use geodesic::{along, distance, heading, subdivide};
pub(crate) use sines::Sines;
pub(crate) use vector::{
    Vec3, arc_length, at_angles, chord_at, chord_slack, destination, drop, ecef, gradient, lonlat,
    near_destination, normal, steepness, tangents,
};

/// Equatorial radius, metres (WGS 84, NGA.STND.0036).
pub(crate) const A: f64 = 6_378_137.0;
/// Flattening (WGS 84).
pub(crate) const F: f64 = 1.0 / 298.257_223_563;
/// First eccentricity squared.
pub(crate) const E2: f64 = F * (2.0 - F);
/// Polar radius, metres.
pub(crate) const B: f64 = A * (1.0 - F);
/// Smallest radius of curvature, that of a meridian at the equator, rounded down to a kilometre.
pub(crate) const LEAST_RADIUS: f64 = 6_335_000.0;
