//! Numbers of people as tables give them.

use safe_zone::plan::People;

/// The distance from the border to which the embedded places go, metres (src/dataset/README.md): farther out there
/// would seem to be none.
pub const EMBEDDED_PLACES: f64 = 60_000.0;

/// The number of people, "at least" where the population of some places is unknown.
pub fn count(people: People) -> String {
    match people.unknown {
        0 => people.known.to_string(),
        unknown if unknown == people.places => "unknown".to_owned(),
        _ => format!("at least {}", people.known),
    }
}
