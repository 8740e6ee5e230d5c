//! Numbers of people as tables give them.

use safe_zone::plan::People;

/// The number of people, "at least" where the population of some places is unknown.
pub fn count(people: People) -> String {
    match people.unknown {
        0 => people.known.to_string(),
        unknown if unknown == people.places => "unknown".to_owned(),
        _ => format!("at least {}", people.known),
    }
}
