//! The main places: a dot and a name, places in the zones first, then the largest.
//!
//! A dot is full where some plan holds the place, a ring where none does, a ring around a point where it is not
//! decided. The name of a town in a zone that has no room beside its dot stands farther away, at the end of a line.
//! Another name without room is left out, and its dot where no plan holds the place. Of several dots on one pixel
//! one is drawn.

use std::collections::HashSet;

use geo_types::Coord;

use super::label::{Anchored, Around, Boxes, DOT};
use super::map::Map;
use super::view::View;
use super::{label, view};
use crate::format::xml::Element;
use crate::places::Settlement;

/// The largest number of names on a map.
const MOST: usize = 32;
/// The largest number of dots that names keep off, whatever happens to their own names.
const KEPT: usize = 128;
/// The least number of people of a town, whose name may stand away from its dot, with a line between them.
const TOWN: u64 = 20_000;
const SIZE: f64 = 12.0;
const INK: &str = "#1a1a1a";

/// The standing of a place towards all plans together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Held,
    Undecided,
    Outside,
}

/// The dots and names of a map.
pub(super) struct Places<'a> {
    /// The places in the order in which they are named.
    places: Vec<Place<'a>>,
}

struct Place<'a> {
    settlement: &'a Settlement,
    standing: Standing,
    dot: Coord<f64>,
    name: Option<Anchored>,
}

impl<'a> Places<'a> {
    /// The places in the frame; takes the room of the dots that will be there in any case.
    pub fn of(map: &Map<'a>, view: &View, boxes: &mut Boxes) -> Self {
        let Some(first) = map.censuses.first() else { return Places { places: Vec::new() } };
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
            // The standing nearest to being held counts.
            let standing =
                standings.collect::<Vec<_>>().into_iter().min().unwrap_or(Standing::Outside);
            let dot = view.pixel(entry.settlement().position().into());
            if view::contains(view.frame(), dot) {
                places.push(Place { settlement: entry.settlement(), standing, dot, name: None });
            }
        }
        places.sort_by_key(|place| {
            (!place.is_kept(), std::cmp::Reverse(place.settlement.population()))
        });
        let kept = places.iter().filter(|place| place.is_kept()).take(KEPT);
        kept.for_each(|place| boxes.add(label::disc(place.dot)));
        Places { places }
    }

    /// The places that are drawn, with names where there is room.
    pub fn named(mut self, view: &View, lines: &[Vec<Coord<f64>>], boxes: &mut Boxes) -> Self {
        let mut dots: Vec<Coord<f64>> =
            self.places.iter().filter(|it| it.is_kept()).map(|it| it.dot).collect();
        let mut names = 0;
        for place in &mut self.places {
            if names == MOST {
                break;
            }
            let disc = label::disc(place.dot);
            if place.is_kept() || boxes.is_free(disc) {
                let name = place.settlement.name();
                let around = Around { view, lines, dots: &dots };
                place.name = label::place(name, SIZE, place.dot, around, boxes);
                let is_town = place.settlement.population().is_some_and(|people| people >= TOWN);
                if place.name.is_none() && is_town && place.is_kept() {
                    place.name = label::place_away(name, SIZE, place.dot, around, boxes);
                }
            }
            if place.name.is_some() {
                boxes.take(disc);
                dots.push(place.dot);
                names += 1;
            }
        }
        let mut drawn = HashSet::new();
        self.places.retain(|place| {
            let pixel = [place.dot.x.round() as i64, place.dot.y.round() as i64];
            place.name.is_some() || place.is_kept() && drawn.insert(pixel)
        });
        self
    }

    /// The standings of the places drawn, each once.
    pub fn standings(&self) -> Vec<Standing> {
        let mut standings: Vec<Standing> = self.places.iter().map(|place| place.standing).collect();
        standings.sort();
        standings.dedup();
        standings
    }

    /// The lines from dots to names away from them.
    pub fn leaders(&self) -> Element {
        let leaders = self.places.iter().filter_map(|place| place.name?.leader(SIZE));
        let lines: Vec<_> = leaders.map(|line| line.to_vec()).collect();
        let lines = (!lines.is_empty()).then(|| Element::lines(&lines));
        Element::group("leaders").children(lines).with("stroke", INK).with("stroke-width", 0.8)
    }

    pub fn dots(&self) -> Element {
        let dots = self.places.iter().rev().flat_map(|place| mark(place.standing, place.dot));
        Element::group("places").children(dots)
    }

    /// The halos of the names, to lie beneath lines, which they would erase.
    pub fn halos(&self) -> Element {
        let halos = self.places.iter().filter_map(|place| {
            Some(place.name?.words(SIZE, place.settlement.name()).with("fill", "#ffffff"))
        });
        Element::haloed("halos").with("aria-hidden", "true").children(halos)
    }

    pub fn names(&self) -> Element {
        let names = self.places.iter().filter_map(|place| {
            let colour = if place.standing == Standing::Outside { "#3a3a3a" } else { INK };
            Some(place.name?.words(SIZE, place.settlement.name()).with("fill", colour))
        });
        Element::group("names").children(names)
    }
}

impl Place<'_> {
    /// `true` if the place is drawn in any case: some plan holds it, or may hold it.
    fn is_kept(&self) -> bool {
        self.standing != Standing::Outside
    }
}

/// The dot of a place of this standing.
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
