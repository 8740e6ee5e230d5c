//! Names of plans, zones and pieces of a comparison, as legends show them.
//!
//! Depths in kilometres to four digits, areas in square kilometres. Where a source gives neither
//! regime nor date, the words for them are left out.

use crate::earth::area_in_words;
use crate::plan::{Band, Comparison, DepthKind, HeldBy, People, Piece, Proposal, Standing};

/// The proponent and the date of each plan, with its id where two plans would have one name.
pub(super) fn names(plans: &[&Proposal]) -> Vec<String> {
    let is_like = |a: &Proposal, b: &Proposal| a.id() != b.id() && name(a) == name(b);
    plans
        .iter()
        .map(|plan| match plans.iter().any(|other| is_like(plan, other)) {
            true => one_line(&format!("{} ({})", name(plan), plan.id())),
            false => name(plan),
        })
        .collect()
}

/// The proponent and the date, `United States, 8 August 2019`, or the title where no proponent is known.
pub(super) fn name(plan: &Proposal) -> String {
    let date = plan.date().map(|date| date.in_words());
    let when = date.or(plan.period().map(str::to_owned));
    let when = when.map(|when| format!(", {when}")).unwrap_or_default();
    one_line(&format!("{}{when}", who(plan)))
}

/// The proponent, or the title where none is known.
fn who(plan: &Proposal) -> &str {
    plan.proponent().unwrap_or(plan.title())
}

/// A zone of the plan with this name: `United States, 8 August 2019: 0-5 km, demilitarized`.
pub(super) fn zone(name: &str, band: &Band) -> String {
    let regime = band.regime().map(|regime| format!(", {regime}")).unwrap_or_default();
    one_line(&format!("{name}: {}{regime}", band.label_with(four_digits)))
}

/// The area of a zone whose depth is of this kind: `at least 11541 km²`.
pub(super) fn area(depth: DepthKind, km2: f64) -> String {
    let least = match depth {
        DepthKind::Exact => "",
        DepthKind::Minimum => "at least ",
    };
    format!("{least}{}", area_in_words(km2))
}

/// The people and places in words: `at least 308844 people in 10 places, 5 of unknown population`.
pub(super) fn people(people: People) -> String {
    let places = match people.places {
        0 => return "no place".to_owned(),
        1 => "1 place".to_owned(),
        places => format!("{places} places"),
    };
    match people.unknown {
        0 => format!("{} people in {places}", people.known),
        unknown if unknown == people.places => format!("{places} of unknown population"),
        unknown => {
            format!("at least {} people in {places}, {unknown} of unknown population", people.known)
        }
    }
}

/// The same with the source of the places, where it is known.
pub(super) fn people_by(people: People, source: Option<&str>) -> String {
    let source = source.map(|source| format!("; {source}")).unwrap_or_default();
    one_line(&format!("{}{source}", self::people(people)))
}

/// A piece: `Only Turkey, August 2019: at least 5514 km²`.
pub(super) fn piece(comparison: &Comparison, piece: &Piece) -> String {
    let names = names(&[comparison.first(), comparison.second()]);
    match piece.held_by() {
        HeldBy::Both => format!("Both: {}", piece.amount()),
        HeldBy::First => format!("Only {}: {}", names[0], piece.amount()),
        HeldBy::Second => format!("Only {}: {}", names[1], piece.amount()),
    }
}

/// The result of a comparison: `United States and Turkey share 6028 km²; Turkey adds at least 5514
/// km², 48 % of its zone`; piece by piece where names alone would be misread.
pub(super) fn statement(comparison: &Comparison) -> String {
    let plans = [comparison.first(), comparison.second()];
    let [first, second] = plans.map(|plan| one_line(who(plan)));
    let is_plain = |name: &str| !name.contains([',', ';']) && !name.contains(" and ");
    if first != second && is_plain(&first) && is_plain(&second) {
        return comparison.statement_of([&first, &second]);
    }
    let pieces: Vec<String> = comparison.pieces().iter().map(|it| piece(comparison, it)).collect();
    pieces.join(". ")
}

/// A territory's id as words: `Syria east of the Euphrates`; a text that is no id is unchanged.
pub(super) fn territory(id: &str) -> String {
    const SMALL: [&str; 9] = ["and", "east", "in", "north", "of", "south", "the", "to", "west"];
    if id.contains(|c: char| c.is_uppercase() || c.is_whitespace()) {
        return one_line(id);
    }
    let words = id.split(['-', '_']).filter(|word| !word.is_empty()).enumerate();
    let words = words.map(|(index, word)| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if index == 0 || !SMALL.contains(&word) => {
                first.to_uppercase().chain(letters).collect()
            }
            _ => word.to_owned(),
        }
    });
    one_line(&words.collect::<Vec<String>>().join(" "))
}

/// The standings of a place towards plans taken together.
pub(crate) const STANDINGS: [&str; 3] = ["in a zone", "at a limit", "in no zone"];

/// A place's summary label over all plans.
pub(super) fn standing(to: &[(&Proposal, Standing)]) -> &'static str {
    let held: Vec<_> = to.iter().map(|(plan, standing)| standing.is_held(plan)).collect();
    let [inside, at_limit, outside] = STANDINGS;
    if held.contains(&Some(true)) {
        inside
    } else if held.contains(&None) {
        at_limit
    } else {
        outside
    }
}

/// A number of kilometres as a legend gives it, to four digits.
pub(super) fn four_digits(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let scale = 10f64.powf(3.0 - value.abs().log10().floor());
    (value * scale).round() / scale
}

/// `true` for a character that turns the direction of the text behind it, which then reads as another
/// (Unicode Technical Report 36, §3.2).
pub(super) fn is_turn(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text without line breaks and other characters that formats cannot hold.
fn one_line(text: &str) -> String {
    let spaced = text.replace(is_turn, "");
    let spaced = spaced.replace(|c: char| c.is_control() || c.is_whitespace(), " ");
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
