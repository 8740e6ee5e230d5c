//! A chart of sweeps: area, people and places by depth, and where plans stand on these curves.
//!
//! The sheet, the type and the colours are those of the map. Plans of one extent share a curve, which is grey;
//! the curve of a single plan has the plan's colour. Areas are drawn straight from step to step; people and
//! places rise where a place lies.

use std::fmt;

use geo_types::{Coord, Rect, coord};

use super::block::{self, BODY, Block, HEAD};
use super::page::{self, ACROSS, CORNER, GAP};
use super::panel::{Curve, Marker, Note, Panel};
use crate::format::caption::Caption;
use crate::format::xml::Element;
use crate::format::{legend, style};
use crate::plan::{Proposal, Step, Sweep};
use crate::value::Length;

const SHARED: &str = "#5c5c5c";
/// The dashes of the first curve, the second and so on.
const DASHES: [&str; 4] = ["", "8 4", "2 3", "9 3 2 3"];
/// The share of all people from which a place is named.
const NAMED: f64 = 0.06;
const KM: f64 = 1000.0;

/// A chart of what lies within each depth; its `Display` is the picture.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::svg::{Caption, Chart};
/// use safe_zone::plan::Sweep;
/// use safe_zone::{Tolerance, dataset};
/// let proposal = dataset::turkey_2019();
/// let plan = dataset::plan(proposal)?;
/// let depths = ["7km".parse()?, "14km".parse()?, "28km".parse()?];
/// let sweep = Sweep::compute(&plan, &depths, Some(dataset::places()), Tolerance::default())?;
/// let caption = Caption { name: "By depth", ..Caption::default() };
/// let picture = Chart::new(caption).with(&sweep, [proposal]).to_string();
/// assert!(picture.starts_with("<svg ") && picture.contains("Turkey"));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Chart<'a> {
    caption: Caption<'a>,
    curves: Vec<(&'a Sweep<'a>, Vec<&'a Proposal>)>,
}

impl<'a> Chart<'a> {
    /// An empty chart, with the caption's name as its title, the description below it, and the licence at its
    /// foot.
    pub fn new(caption: Caption<'a>) -> Self {
        Chart { caption, curves: Vec::new() }
    }

    /// The same chart with the curves of a sweep, and the plans of its extent, which stand on the curves where
    /// the sweep has a step at their depth.
    #[must_use]
    pub fn with(
        mut self,
        sweep: &'a Sweep<'a>,
        plans: impl IntoIterator<Item = &'a Proposal>,
    ) -> Self {
        self.curves.push((sweep, plans.into_iter().collect()));
        self
    }

    /// `true` if people are known for some curve.
    fn has_people(&self) -> bool {
        self.curves.iter().flat_map(|(sweep, _)| sweep.steps()).any(|step| step.people().is_some())
    }

    /// The panel of a quantity: of a step for markers, along a sweep for curves.
    fn panel(
        &self,
        title: &str,
        height: f64,
        along: impl Fn(&Sweep<'_>) -> Vec<Coord<f64>>,
        of: impl Fn(&Step) -> Option<f64>,
    ) -> Panel {
        let curve = |(index, (sweep, plans)): (usize, &(&Sweep<'_>, Vec<&Proposal>))| Curve {
            points: along(sweep),
            colour: colour(plans),
            dashes: DASHES[index % DASHES.len()],
            width: 2.0,
        };
        let curves = self.curves.iter().enumerate().map(curve).collect();
        let standing = self.curves.iter().flat_map(|(sweep, plans)| {
            plans.iter().filter_map(|plan| Some((*plan, sweep.at(plan.depth())?)))
        });
        let markers = standing.filter_map(|(plan, step)| {
            let at = coord! { x: step.depth().km(), y: of(step)? };
            Some(Marker { at, colour: style::edge(plan).to_string(), name: plan.id().to_owned() })
        });
        let (title, markers) = (title.to_owned(), markers.collect());
        Panel { title, height, curves, markers, notes: Vec::new() }
    }

    fn panels(&self) -> Vec<(&'static str, Panel)> {
        let area = |step: &Step| coord! { x: step.depth().km(), y: step.area_km2() };
        let areas = |sweep: &Sweep<'_>| {
            let none = coord! { x: 0.0, y: 0.0 };
            [none].into_iter().chain(sweep.steps().iter().map(area)).collect()
        };
        let mut panels =
            vec![("area", self.panel("Area, km²", 300.0, areas, |step| Some(step.area_km2())))];
        if self.has_people() {
            let title = "People, at least: those of the places whose population is known";
            let people =
                |sweep: &Sweep<'_>| stairs(sweep, |people| people.unwrap_or_default() as f64);
            let mut panel =
                self.panel(title, 240.0, people, |step| Some(step.people()?.known as f64));
            panel.notes = self.towns();
            panels.push(("people", panel));
            let title = "Places; thin: those of unknown population";
            let mut panel = self.panel(
                title,
                170.0,
                |sweep| stairs(sweep, |_| 1.0),
                |step| Some(step.people()?.places as f64),
            );
            let unknown = self.panel("", 0.0, |sweep| stairs(sweep, unknown), |_| None);
            panel.curves.extend(unknown.curves.into_iter().map(|it| Curve { width: 0.9, ..it }));
            panels.push(("places", panel));
        }
        panels
    }

    /// The places with many of the people, each named once, where the curve has risen by them.
    fn towns(&self) -> Vec<Note> {
        let mut named = Vec::new();
        let mut notes = Vec::new();
        for (sweep, _) in &self.curves {
            let all: u64 = sweep.places().filter_map(|(_, place)| place.population()).sum();
            let mut known = 0;
            for (distance, place) in sweep.places() {
                let people = place.population().unwrap_or_default();
                known += people;
                if people as f64 >= NAMED * all as f64 && people > 0 && !named.contains(&place) {
                    named.push(place);
                    let at = coord! { x: distance.km(), y: known as f64 };
                    notes.push(Note { at, text: format!("{} {people}", place.name()) });
                }
            }
        }
        notes
    }

    fn draw(&self) -> Element {
        let heading = page::heading(&self.caption);
        let mut below = CORNER + coord! { x: 0.0, y: heading.height() + 12.0 };
        let steps = self.curves.iter().flat_map(|(sweep, _)| sweep.steps());
        let deepest = steps.map(|step| step.depth().km()).fold(0.0, f64::max).max(1e-6);
        let mut panels = Vec::new();
        for (id, panel) in self.panels() {
            panels.push(panel.draw(id, below, ACROSS, deepest));
            below.y += panel.height + 12.0;
        }
        let columns = self.curves.iter().map(|(_, plans)| plans.len()).sum::<usize>().clamp(1, 2);
        let wide = page::column(columns);
        let blocks = self.curves.iter().enumerate().flat_map(|(index, curve)| {
            curve.1.iter().map(move |plan| plan_block(index, curve, plan, wide))
        });
        let (legend, high) = block::columns(blocks.collect(), below, GAP, columns);
        let notes = page::notes(&self.footnotes());
        let last = below + coord! { x: 0.0, y: high + 14.0 };
        let height = page::height(last, &notes);
        page::root(height, self.caption.name, &format!("Chart. {}", self.caption.description))
            .child(page::ground(height))
            .child(heading.at(CORNER).with("id", "heading"))
            .children(panels)
            .child(legend)
            .child(notes.at(last).with("id", "notes"))
    }

    fn footnotes(&self) -> Vec<String> {
        let mut notes = vec![
            "Area within the distance from the border, as if each plan were that deep; on the WGS 84 ellipsoid."
                .to_owned(),
        ];
        if self.has_people() {
            let note = "A place is a point: a curve rises where the point lies. Places at the end of a stretch \
                        of the border, or at the edge of the territory, are left out.";
            notes.push(note.to_owned());
        }
        if !self.caption.data_licence.is_empty() {
            notes.push(format!("Data: {}.", self.caption.data_licence));
        }
        notes
    }
}

impl fmt::Display for Chart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.draw().document(0))
    }
}

/// The colour of the curve of these plans.
fn colour(plans: &[&Proposal]) -> String {
    match plans {
        [plan] => style::edge(plan).to_string(),
        _ => SHARED.to_owned(),
    }
}

/// A sum over places that rises at each of them, as far as the sweep goes.
fn stairs(sweep: &Sweep<'_>, height: impl Fn(Option<u64>) -> f64) -> Vec<Coord<f64>> {
    let mut points = vec![coord! { x: 0.0, y: 0.0 }];
    let mut sum = 0.0;
    for (distance, place) in sweep.places() {
        points.push(coord! { x: distance.km(), y: sum });
        sum += height(place.population());
        points.push(coord! { x: distance.km(), y: sum });
    }
    let end = sweep.steps().last().map(|step| coord! { x: step.depth().km(), y: sum });
    points.extend(end);
    points
}

fn unknown(population: Option<u64>) -> f64 {
    f64::from(u8::from(population.is_none()))
}

/// A plan's part of the legend: the line of its curve, and what it holds.
fn plan_block(
    index: usize,
    (sweep, plans): &(&Sweep<'_>, Vec<&Proposal>),
    plan: &Proposal,
    wide: f64,
) -> Block {
    let mut block = Block::new(wide);
    block.paragraph(&legend::name(plan), HEAD);
    block.space(3.0);
    let (line, dot) = (colour(plans), style::edge(plan).to_string());
    let sample = |rect: Rect<f64>| {
        let y = rect.center().y;
        let ends = [rect.min().x, rect.max().x].map(|x| coord! { x: x, y: y });
        let mut line =
            Element::lines(&[ends.to_vec()]).with("stroke", &line).with("stroke-width", 2);
        if !DASHES[index % DASHES.len()].is_empty() {
            line = line.with("stroke-dasharray", DASHES[index % DASHES.len()]);
        }
        vec![line, Element::circle(rect.center(), 4.5).with("fill", &dot)]
    };
    let depth = plan.depth();
    let Some(step) = sweep.at(depth) else {
        block.row(sample, &format!("{} ({depth}): beyond the chart", plan.id()), "");
        return block;
    };
    let area = legend::area(plan.depth_kind(), step.area_km2());
    block.row(sample, &format!("{} ({depth})", plan.id()), &area);
    if let Some(people) = step.people() {
        block.paragraph(&legend::people(people), BODY);
    }
    if let Some(next) = next_km(sweep, depth) {
        let mut words =
            format!("the next kilometre adds {:.0} km²", next.area_km2() - step.area_km2());
        if let (Some(here), Some(there)) = (step.people(), next.people()) {
            words += &format!(" and {}", legend::people(there.beyond(here)));
        }
        block.paragraph(&words, BODY);
    }
    block
}

/// The step a kilometre further out, if the sweep has one.
fn next_km<'s>(sweep: &'s Sweep<'_>, depth: Length) -> Option<&'s Step> {
    sweep.at(Length::from_metres(depth.metres() + KM).ok()?)
}
