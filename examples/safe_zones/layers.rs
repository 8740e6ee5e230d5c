//! The files: a GeoJSON file and a QGIS style for each layer; one QGIS project, one picture and one page of all.

use safe_zone::html::Page;
use safe_zone::layers::{self, Caption, Layer};
use safe_zone::qgis;
use safe_zone::svg::{AreaName, Map};
use safe_zone::{Error, Plan, Tolerance, dataset};

use crate::Results;
use crate::area_name::Label;
use crate::shared::crs::{self, Crs};
use crate::shared::failure::Failure;
use crate::shared::inputs::{Inputs, InputsArgs};

/// The name of the project's file.
pub const PROJECT: &str = "safe_zones.qgs";
/// The name of the picture's file.
pub const PICTURE: &str = "safe_zones.svg";
/// The name of the page's file.
pub const PAGE: &str = "safe_zones.html";

/// The names of the files to be written for so many plans.
pub fn names(plans: usize, inputs: &InputsArgs, crs: Option<&Crs>) -> Vec<String> {
    let mut stems = vec!["border", "zones"];
    stems.extend((plans == 2).then_some("comparison"));
    stems.extend(inputs.has_places().then_some("places"));
    names_of(&stems, crs)
}

fn names_of(stems: &[&str], crs: Option<&Crs>) -> Vec<String> {
    let files = stems.iter().flat_map(|stem| {
        let other = crs.map(|crs| crs::tag(stem, crs));
        [Some((*stem).to_owned()), other].into_iter().flatten()
    });
    let mut names: Vec<String> = files.flat_map(|stem| [data(&stem), style(&stem)]).collect();
    names.extend([PROJECT, PICTURE, PAGE].map(str::to_owned));
    names
}

/// The files that a run with other plans or places would write, and this one does not.
pub fn others(files: &[(String, String)]) -> impl Iterator<Item = String> {
    let all = names_of(&["border", "zones", "comparison", "places"], None).into_iter();
    all.filter(|name| files.iter().all(|(file, _)| file != name))
}

/// The files, each a name with its text, the layers in another coordinate system too if one is
/// given; with notes on their transformation to it.
pub fn files(
    inputs: &Inputs,
    results: &Results<'_>,
    crs: Option<&Crs>,
    notes: &mut Vec<(String, String)>,
) -> Result<Vec<(String, String)>, Failure> {
    let tolerance = inputs.tolerance();
    let mut files = Files { crs, tolerance, notes, texts: Vec::new(), layers: Vec::new() };
    files.add("border", border(inputs), qgis::Layer::border)?;
    files.add("zones", zones(inputs, results), qgis::Layer::zones)?;
    if let Some(comparison) = &results.comparison {
        let caption = Caption {
            name: "The two plans compared",
            description: &comparison.statement(),
            data_licence: &inputs.zones_licence(&results.plans),
        };
        files.add(
            "comparison",
            layers::comparison(comparison, &caption),
            qgis::Layer::comparison,
        )?;
    }
    if !results.censuses.is_empty() {
        let caption = Caption {
            name: "Places",
            description: "How far places are from the border, and which zones hold them",
            data_licence: &inputs.places_licence(),
        };
        let plans: Vec<_> = results.plans.iter().zip(&results.censuses).collect();
        files.add("places", layers::places(&plans, &caption), qgis::Layer::places)?;
    }
    let caption = Caption {
        name: &title(inputs, results),
        description: &description(results),
        data_licence: &inputs.licence(&results.plans),
    };
    let project = qgis::project(&caption, &files.layers);
    files.texts.push((PROJECT.to_owned(), project));
    files.texts.extend(maps(inputs, results, &caption, files.notes));
    Ok(files.texts)
}

/// The files so far, and the layers of the project.
struct Files<'a> {
    crs: Option<&'a Crs>,
    tolerance: Tolerance,
    notes: &'a mut Vec<(String, String)>,
    texts: Vec<(String, String)>,
    layers: Vec<qgis::Layer>,
}

impl Files<'_> {
    fn add(
        &mut self,
        stem: &str,
        layer: Layer,
        styled: fn(&str, &Layer) -> Result<qgis::Layer, Error>,
    ) -> Result<(), Failure> {
        let styled = styled(&data(stem), &layer)?;
        self.texts.push((data(stem), layer.to_string()));
        self.texts.push((style(stem), styled.style()));
        if let Some(crs) = self.crs {
            let (text, note) = crs::layer(&layer, crs, self.tolerance)?;
            let stem = crs::tag(stem, crs);
            self.notes.extend(note.map(|note| (data(&stem), note)));
            self.texts.push((data(&stem), text));
            self.texts.push((style(&stem), styled.style()));
        }
        self.layers.push(styled);
        Ok(())
    }
}

fn data(stem: &str) -> String {
    format!("{stem}.geojson")
}

/// The name of a style: QGIS applies a style with the stem of the data's file.
fn style(stem: &str) -> String {
    format!("{stem}.qml")
}

fn border(inputs: &Inputs) -> Layer {
    let Some(origin) = inputs.origin() else {
        let caption = Caption { name: "Border", ..Caption::default() };
        return layers::border(inputs.border(), inputs.tolerance(), &caption);
    };
    let text = format!("{} Source: {}, {}.", origin.description(), origin.source(), origin.date());
    let caption =
        Caption { name: origin.name(), description: &text, data_licence: &origin.notice() };
    layers::border(inputs.border(), inputs.tolerance(), &caption)
}

/// The zones alone.
pub fn zones(inputs: &Inputs, results: &Results<'_>) -> Layer {
    let caption = Caption {
        name: "Proposed zones",
        description: &description(results),
        data_licence: &inputs.zones_licence(&results.plans),
    };
    layers::zones(&results.zones, &caption)
}

/// The description of a layer: the proponents and their plans.
fn description(results: &Results<'_>) -> String {
    let plans = results.plans.iter().map(|plan| plan.proposal());
    let plans = plans.map(|plan| match plan.proponent() {
        Some(proponent) => format!("{proponent}: {}", plan.title()),
        None => plan.title().to_owned(),
    });
    plans.collect::<Vec<_>>().join("; ")
}

/// The title: what, where and when, as far as that is known.
fn title(inputs: &Inputs, results: &Results<'_>) -> String {
    let line = inputs.origin().map(|origin| origin.name());
    let (what, when) = match &results.plans[..] {
        [plan] => {
            let plan = plan.proposal();
            let when = plan.date().map(|date| date.in_words());
            let place = line.map(|line| format!(": {line}")).unwrap_or_default();
            (format!("{}{place}", plan.title()), when.or(plan.period().map(str::to_owned)))
        }
        plans => {
            let what = line.map(|line| format!("Zones proposed along the {line}"));
            (what.unwrap_or("Proposed zones".to_owned()), years(plans))
        }
    };
    when.map_or(what.clone(), |when| format!("{what}, {when}"))
}

/// The years of some plans: `2019`, or `2018 to 2019`.
fn years(plans: &[Plan<'_>]) -> Option<String> {
    let when = plans.iter().map(|plan| {
        let date = plan.proposal().date().map(|date| date.to_string());
        date.or(plan.proposal().period().map(str::to_owned)).unwrap_or_default()
    });
    let all = when.collect::<Vec<_>>().join(" ");
    let numbers = all.split(|c: char| !c.is_ascii_digit()).filter(|it| it.len() == 4);
    let (first, last) = (numbers.clone().min()?, numbers.max()?);
    Some(if first == last { first.to_owned() } else { format!("{first} to {last}") })
}

/// The picture and the page.
fn maps(
    inputs: &Inputs,
    results: &Results<'_>,
    caption: &Caption<'_>,
    notes: &mut Vec<(String, String)>,
) -> [(String, String); 2] {
    let caption = Caption { description: "", ..*caption };
    let territories = results.plans.iter().filter_map(|plan| plan.extent().territory());
    let own = results.labels.iter().map(Label::name);
    let countries = dataset::countries().into_iter();
    let countries = countries.map(|(name, positions)| AreaName::at_first_free(name, positions));
    let is_default = results.labels.is_empty() && inputs.origin().is_some();
    let names: Vec<AreaName> = if is_default { countries.collect() } else { own.collect() };
    let map = Map::new(inputs.border(), &results.zones, caption)
        .within(territories)
        .with_places(&results.censuses)
        .naming(&names);
    notes.extend(results.labels.iter().filter_map(|label| label.note(&map)));
    let map = match &results.comparison {
        Some(comparison) => map.comparing(comparison),
        None => map,
    };
    let page = Page::new(&map);
    let page = match (&results.sweep, results.plans.first()) {
        (Some(sweep), Some(plan)) => page.with_depths(sweep, plan.proposal()),
        _ => page,
    };
    [(PICTURE, map.to_string()), (PAGE, page.to_string())]
        .map(|(name, text)| (name.to_owned(), text))
}
