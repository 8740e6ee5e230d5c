//! The main places: a dot and a name, the zones' own first, then the largest.
//!
//! A dot is full where some plan holds the place, a ring where none does, a ring around a point where
//! it is not decided; what has no room is left out.

use geo_types::Coord;

use super::Map;
use super::element::Element;
use super::label::{self, Boxes, DOT};
use super::view::{self, View};
use crate::Settlement;

/// Names on a map at most.
const MOST: usize = 32;
const SIZE: f64 = 12.0;
const INK: &str = "#1a1a1a";

/// How a place stands to all plans together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Held,
    Undecided,
    Outside,
}

/// The dots and names of a map.
pub(super) struct Places<'a> {
    placed: Vec<(&'a Settlement, Standing, Coord<f64>, Coord<f64>)>,
}

impl<'a> Places<'a> {
    pub fn of(map: &Map<'a>, view: &View, border: &[Vec<Coord<f64>>], boxes: &mut Boxes) -> Self {
        let Some(first) = map.censuses.first() else { return Places { placed: Vec::new() } };
        let mut others: Vec<_> = map
            .zones
            .iter()
            .zip(map.censuses)
            .map(|(zones, census)| (zones, census.entries()))
            .collect();
        let mut places = Vec::new();
        for entry in first.entries() {
            let standings = others.iter_mut().filter_map(|(zones, entries)| {
                let standing = entries.next()?.standing().is_held(zones.proposal());
                Some(match standing {
                    Some(true) => Standing::Held,
                    None => Standing::Undecided,
                    Some(false) => Standing::Outside,
                })
            });
            // The nearest to being held counts.
            let standing =
                standings.collect::<Vec<_>>().into_iter().min().unwrap_or(Standing::Outside);
            let dot = view.pixel(entry.settlement().position().into());
            if view::contains(view.frame(), dot) {
                places.push((entry.settlement(), standing, dot));
            }
        }
        places.sort_by_key(|(settlement, standing, _)| {
            let is_outside = *standing == Standing::Outside;
            (is_outside, std::cmp::Reverse(settlement.population()))
        });
        let mut placed = Vec::new();
        for (settlement, standing, dot) in places {
            if placed.len() == MOST {
                break;
            }
            if let Some(at) = label::place(settlement.name(), SIZE, dot, view, border, boxes) {
                placed.push((settlement, standing, dot, at));
            }
        }
        Places { placed }
    }

    /// How the places drawn stand, each once.
    pub fn standings(&self) -> Vec<Standing> {
        let mut standings: Vec<Standing> = self.placed.iter().map(|place| place.1).collect();
        standings.sort();
        standings.dedup();
        standings
    }

    pub fn dots(&self) -> Element {
        let dots = self.placed.iter().flat_map(|(_, standing, dot, _)| mark(*standing, *dot));
        Element::group("places").and_all(dots)
    }

    pub fn names(&self) -> Element {
        let names = self.placed.iter().map(|(settlement, standing, _, at)| {
            let colour = if *standing == Standing::Outside { "#4a4a4a" } else { INK };
            Element::text(*at, SIZE, settlement.name()).with("fill", colour)
        });
        Element::haloed("names").and_all(names)
    }
}

/// The dot of a place that stands so.
pub(super) fn mark(standing: Standing, at: Coord<f64>) -> Vec<Element> {
    let disc = |radius: f64, fill: &str| Element::circle(at, radius).with("fill", fill);
    let rim = [disc(DOT + 1.3, "#ffffff"), disc(DOT + 0.4, INK)];
    let hollow = || disc(DOT - 0.9, "#ffffff");
    match standing {
        Standing::Held => rim.into(),
        Standing::Outside => rim.into_iter().chain([hollow()]).collect(),
        Standing::Undecided => rim.into_iter().chain([hollow(), disc(1.2, INK)]).collect(),
    }
}
