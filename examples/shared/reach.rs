//! The depths to which the data go: of the embedded places, and of a plan's territory.
//!
//! Metres.

use safe_zone::territory::largest_depth;
use safe_zone::values::LARGEST_DISTANCE;
use safe_zone::{Plan, Tolerance};

/// The distance from the border to which the embedded places go (src/dataset/README.md): farther out there
/// would seem to be none.
pub const EMBEDDED_PLACES: f64 = 60_000.0;

/// The largest depth that the places allow.
pub fn of_places(are_embedded: bool) -> f64 {
    if are_embedded { EMBEDDED_PLACES } else { LARGEST_DISTANCE.metres() }
}

/// The largest depth that the places and the territory of a plan allow.
pub fn of(plan: &Plan<'_>, has_embedded_places: bool, tolerance: Tolerance) -> f64 {
    let territory = plan.extent().territory();
    let known = territory.and_then(|territory| largest_depth(plan.border(), territory));
    // The zone's drawn edge has to stay within the data.
    let known = known.map(|known| known.metres() - tolerance.length().metres().ceil());
    known.unwrap_or(f64::INFINITY).min(of_places(has_embedded_places))
}
