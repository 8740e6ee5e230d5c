//! The contents of the plans as a table of text: areas in km², shares of the largest plan, places
//! and people with their source.

use safe_zone::Zones;

use crate::Results;
use crate::shared::people::count;
use crate::shared::text_table::{Align, Table};

const COLUMNS: [(&str, Align); 5] = [
    ("plan", Align::Left),
    ("band", Align::Left),
    ("regime", Align::Left),
    ("area km²", Align::Right),
    ("of largest", Align::Right),
];

/// The columns for places: the number of places in a band, the people in the places of known
/// population, and the number of places of unknown population.
const PLACES: [(&str, Align); 3] =
    [("places", Align::Right), ("people", Align::Right), ("unknown", Align::Right)];

pub fn table(results: &Results<'_>) -> String {
    let largest = results.zones.iter().map(Zones::area_km2).fold(0.0, f64::max);
    let places = if results.censuses.is_empty() { &[][..] } else { &PLACES };
    let mut table = Table::new(COLUMNS.iter().chain(places).copied());
    for (index, plan) in results.zones.iter().enumerate() {
        for (number, zone) in plan.iter().enumerate() {
            let band = zone.band();
            let mut row = vec![
                plan.proposal().id().to_owned(),
                band.label(),
                band.regime().unwrap_or("not given").to_owned(),
                format!("{:.0}", zone.area_km2()),
                format!("{:.1} %", 100.0 * zone.area_km2() / largest),
            ];
            if let Some(census) = results.censuses.get(index) {
                let people = census.people(number);
                row.extend([people.places.to_string(), count(people), people.unknown.to_string()]);
            }
            table.push(row);
        }
    }
    let source = results.zones.iter().find_map(Zones::places_source);
    let source = source.map(|source| format!("places and people: {source}\n")).unwrap_or_default();
    let statement = results.comparison.iter().map(|it| format!("{}\n\n", it.statement()));
    format!("{}{source}\n{}", table.text(), statement.collect::<String>())
}
