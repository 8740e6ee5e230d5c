//! The places of the page, with their standing in each plan and the depth from which the slider's zone holds them.
//!
//! Distances in metres. Of very many places those that a zone holds, then the largest, are shown.

use std::collections::HashMap;

use super::data::PlaceData;
use crate::format::svg::Map;
use crate::format::svg::drawing::Drawing;
use crate::places::Settlement;
use crate::plan::Sweep;

/// The largest number of places on a page.
const MOST: usize = 2000;

/// The places in the frame, with the texts of their standings, and the number of those that are left out.
pub(super) struct Places {
    pub standings: Vec<String>,
    pub places: Vec<PlaceData>,
    pub left_out: usize,
}

/// The places of a map; steps are counted from 1, because at depth 0 there is no zone.
pub(super) fn of(map: &Map<'_>, drawing: &Drawing, sweep: Option<&Sweep<'_>>) -> Places {
    let mut all = Places { standings: Vec::new(), places: Vec::new(), left_out: 0 };
    let Some(first) = map.censuses.first() else { return all };
    let counted = sweep.into_iter().flat_map(|sweep| {
        let steps = sweep.steps().len();
        sweep.counted().filter(move |&(first, _)| first < steps)
    });
    let counted: HashMap<*const Settlement, usize> =
        counted.map(|(first, place)| (std::ptr::from_ref(place), first + 1)).collect();
    let plans = map.zones.iter().zip(map.censuses);
    let mut others: Vec<_> =
        plans.map(|(zones, census)| (zones.proposal(), census.entries())).collect();
    for entry in first.entries() {
        let (mut stands, mut held) = (Vec::new(), Vec::new());
        for (plan, entries) in &mut others {
            let Some(standing) = entries.next().map(|entry| entry.standing()) else { continue };
            stands.push(all.standing(standing.label(plan)));
            held.push(standing.is_held(plan).map_or(2, u8::from));
        }
        let settlement = entry.settlement();
        let Some(at) = drawing.point(settlement.position()) else { continue };
        all.places.push(PlaceData {
            name: settlement.name().to_owned(),
            at,
            people: settlement.population(),
            away: entry.projection().distance().metres().round() as u64,
            stands,
            held,
            first: counted.get(&std::ptr::from_ref(settlement)).copied(),
        });
    }
    all.places.sort_by_key(|place| {
        let is_held = place.first.is_some() || place.held.iter().any(|&held| held > 0);
        (!is_held, std::cmp::Reverse(place.people))
    });
    all.left_out = all.places.len().saturating_sub(MOST);
    all.places.truncate(MOST);
    all
}

impl Places {
    /// The place of a text among the texts.
    fn standing(&mut self, label: String) -> usize {
        let known = self.standings.iter().position(|known| *known == label);
        known.unwrap_or_else(|| {
            self.standings.push(label);
            self.standings.len() - 1
        })
    }
}
