//! The slider's depths: the outline of the zone within each, its area, its places and people; and a table of them.
//!
//! Areas in square kilometres. The bands of a sweep share their edges, so each edge is written once; the outline of
//! the zone within a depth has the edges that bound an odd number of the bands up to there.

use std::collections::HashMap;

use super::data::{Mark, Slider, StepData};
use super::markup::Markup;
use crate::earth::area_in_words;
use crate::format::svg::Map;
use crate::format::svg::drawing::{Drawing, steps};
use crate::format::{legend, style};
use crate::plan::{Band, Proposal, Step, Sweep};
use crate::value::Length;

/// The outlines of all bands, each once, with the bands that they bound.
struct Outlines {
    arcs: Vec<Vec<[i64; 2]>>,
    cuts: Vec<usize>,
    /// The arcs of each band; one that stands twice is inside it.
    bands: Vec<Vec<usize>>,
}

/// The slider of a sweep; it begins at the depth of the plan.
pub(super) fn slider(
    map: &Map<'_>,
    drawing: &Drawing,
    sweep: &Sweep<'_>,
    plan: &Proposal,
) -> Slider {
    let outlines = Outlines::of(drawing, sweep);
    let mut all = vec![nothing(sweep)];
    let mut odd = vec![false; outlines.arcs.len()];
    for (step, band) in sweep.steps().iter().zip(&outlines.bands) {
        for &arc in band {
            odd[arc] = !odd[arc];
        }
        all.push(StepData {
            km: step.depth().km(),
            depth: depth(step.depth()),
            area: area_in_words(step.area_km2()),
            people: step.people().map(legend::people),
            undecided: step.undecided(),
            rings: outlines.rings(&odd),
        });
    }
    let arc = |points: &Vec<[i64; 2]>| {
        let [x, y] = points[0];
        format!("{x} {y} {}", steps(points))
    };
    let arcs = outlines.arcs.iter().map(arc).collect();
    let start = sweep.steps().iter().position(|step| step.depth() == plan.depth());
    let start = start.unwrap_or(sweep.steps().len().saturating_sub(1)) + 1;
    Slider {
        start: start.min(all.len() - 1),
        steps: all,
        marks: marks(map, sweep),
        arcs,
        cuts: outlines.cuts,
    }
}

/// The step at depth 0.
fn nothing(sweep: &Sweep<'_>) -> StepData {
    StepData {
        km: 0.0,
        depth: "0 km".to_owned(),
        area: "0 km²".to_owned(),
        people: has_places(sweep).then(|| legend::people(Default::default())),
        undecided: 0,
        rings: Vec::new(),
    }
}

/// A depth in kilometres, to four digits.
fn depth(depth: Length) -> String {
    format!("{} km", legend::four_digits(depth.km()))
}

/// The limits of the plans' bands that are steps, with the numbers of these.
fn limits<'m>(map: &'m Map<'_>, sweep: &Sweep<'_>) -> Vec<(&'m Proposal, &'m Band, usize)> {
    let bands = map.zones.iter().flat_map(|zones| {
        let proposal = zones.proposal();
        proposal.bands().iter().map(move |band| (proposal, band))
    });
    let step = |depth: Length| sweep.steps().iter().position(|step| step.depth() == depth);
    bands.filter_map(|(plan, band)| Some((plan, band, step(band.outer())? + 1))).collect()
}

/// The marks of the slider at these limits.
fn marks(map: &Map<'_>, sweep: &Sweep<'_>) -> Vec<Mark> {
    let limits = limits(map, sweep).into_iter();
    limits.map(|(plan, _, step)| Mark { step, colour: style::edge(plan).to_string() }).collect()
}

/// The buttons that set the slider to the limits of plans' bands.
pub(super) fn buttons(map: &Map<'_>, sweep: &Sweep<'_>) -> Markup {
    let button = |(plan, band, step): (&Proposal, &Band, usize)| {
        let number = step.to_string();
        let words = format!("{}: {}", plan.id(), depth(band.outer()));
        let attributes = [("type", "button"), ("data-step", number.as_str()), ("dir", "auto")];
        Markup::tag("button", &attributes, words.as_str())
    };
    limits(map, sweep).into_iter().map(button).collect()
}

/// `true` if a sweep counts places; it does at all depths or at none.
pub(super) fn has_places(sweep: &Sweep<'_>) -> bool {
    sweep.steps().first().is_some_and(|step| step.people().is_some())
}

/// The table of all depths.
pub(super) fn table(sweep: &Sweep<'_>) -> Markup {
    let titles = ["Depth", "Area", "People"];
    let titles = titles.iter().take(if has_places(sweep) { 3 } else { 2 });
    let head = titles.map(|title| Markup::tag("th", &[("scope", "col")], *title));
    let head = Markup::tag("tr", &[], head.collect::<Markup>());
    let row = |step: &Step| {
        let depth = Markup::tag("th", &[("scope", "row")], depth(step.depth()).as_str());
        let area = Markup::tag("td", &[], area_in_words(step.area_km2()).as_str());
        let people =
            step.people().map(|people| Markup::tag("td", &[], legend::people(people).as_str()));
        Markup::tag("tr", &[], [depth, area].into_iter().chain(people).collect::<Markup>())
    };
    let body = sweep.steps().iter().map(row).collect::<Markup>();
    Markup::tag("table", &[], [Markup::tag("thead", &[], head), Markup::tag("tbody", &[], body)])
}

impl Outlines {
    fn of(drawing: &Drawing, sweep: &Sweep<'_>) -> Self {
        let mut outlines = Outlines { arcs: Vec::new(), cuts: Vec::new(), bands: Vec::new() };
        let mut known: HashMap<Vec<[i64; 2]>, usize> = HashMap::new();
        for rings in drawing.parts(sweep.bands()) {
            let mut band = Vec::new();
            for mut part in rings.into_iter().flatten() {
                // The same in either direction.
                if part.points.iter().gt(part.points.iter().rev()) {
                    part.points.reverse();
                }
                let next = outlines.arcs.len();
                let index = *known.entry(part.points.clone()).or_insert(next);
                if index == next {
                    outlines.arcs.push(part.points);
                    outlines.cuts.extend(part.is_map_edge.then_some(next));
                }
                band.push(index);
            }
            outlines.bands.push(band);
        }
        outlines
    }

    /// The rings of some arcs. An even number of ends meets in every point, so a walk ends where it began.
    fn rings(&self, chosen: &[bool]) -> Vec<Vec<i64>> {
        let ends = |arc: usize| [self.arcs[arc].first(), self.arcs[arc].last()];
        let mut at: HashMap<Option<&[i64; 2]>, Vec<usize>> = HashMap::new();
        let arcs: Vec<usize> = (0..chosen.len()).filter(|&arc| chosen[arc]).collect();
        for &arc in &arcs {
            ends(arc).into_iter().for_each(|end| at.entry(end).or_default().push(arc));
        }
        let mut left: Vec<bool> = chosen.to_vec();
        let mut rings = Vec::new();
        for &first in &arcs {
            let (mut ring, mut next) = (Vec::new(), Some(first));
            let mut here = ends(first)[0];
            while let Some(arc) = next.filter(|&arc| left[arc]) {
                left[arc] = false;
                let [from, to] = ends(arc);
                let is_forward = from == here;
                ring.push(if is_forward { arc as i64 } else { !(arc as i64) });
                here = if is_forward { to } else { from };
                next = at.get(&here).into_iter().flatten().copied().find(|&arc| left[arc]);
            }
            if !ring.is_empty() {
                rings.push(ring);
            }
        }
        rings
    }
}
