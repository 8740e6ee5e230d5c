//! The places that some plans hold and others do not, the most populous first.

use std::cmp::Reverse;

use safe_zone::Plan;
use safe_zone::plan::{Census, Entry};

use crate::shared::text_table::{Align, Table};

/// The standing of a place in each of the plans.
type Standings<'a> = Vec<&'a Entry<'a>>;

pub fn table(plans: &[Plan<'_>], censuses: &[Census<'_>]) -> String {
    let mut disputed = disputed(plans, censuses);
    disputed.sort_by_key(|standings| {
        let place = standings[0].settlement();
        (Reverse(place.population()), place.name().to_owned())
    });
    if disputed.is_empty() {
        return "No place is held by one and not by another.\n\n".to_owned();
    }
    let ids = plans.iter().map(|plan| (plan.proposal().id(), Align::Left));
    let columns =
        [("disputed place", Align::Left), ("km away", Align::Right)].into_iter().chain(ids);
    let mut table = Table::new(columns.chain([("people", Align::Right)]));
    for standings in disputed {
        let place = standings[0];
        let mut row = vec![
            place.settlement().name().to_owned(),
            format!("{:.1}", place.projection().distance().km()),
        ];
        let labels = plans.iter().zip(&standings);
        row.extend(labels.map(|(plan, entry)| entry.standing().label(plan.proposal())));
        let people = place.settlement().population();
        row.push(people.map_or("unknown".to_owned(), |people| people.to_string()));
        table.push(row);
    }
    format!("{}\n", table.text())
}

/// The places that one plan holds and another does not, and those for which the tolerance leaves
/// that open for one of the plans.
fn disputed<'a>(plans: &[Plan<'_>], censuses: &'a [Census<'a>]) -> Vec<Standings<'a>> {
    let mut places: Vec<Standings<'a>> = Vec::new();
    for census in censuses {
        for (index, entry) in census.entries().enumerate() {
            match places.get_mut(index) {
                Some(standings) => standings.push(entry),
                None => places.push(vec![entry]),
            }
        }
    }
    places.retain(|standings| {
        let held = plans.iter().zip(standings);
        let held: Vec<_> =
            held.map(|(plan, entry)| entry.standing().is_held(plan.proposal())).collect();
        held.iter().any(|other| *other != held[0])
    });
    places
}
