//! The files: a GeoJSON file and a QGIS style for each layer, one QGIS project and one picture of all.

use geojson::FeatureCollection;
use safe_zone::Error;
use safe_zone::geojson::{self as layers, Caption};
use safe_zone::qgis::{self, Layer};
use safe_zone::svg::Map;

use crate::Results;
use crate::setting::Setting;

/// The project.
pub const PROJECT: &str = "safe_zones.qgs";
/// The picture.
pub const PICTURE: &str = "safe_zones.svg";

/// The names of the files that there will be.
pub fn names(plans: usize, has_places: bool) -> Vec<String> {
    let mut stems = vec!["border", "zones"];
    stems.extend((plans == 2).then_some("comparison"));
    stems.extend(has_places.then_some("places"));
    let mut names: Vec<String> = stems.into_iter().flat_map(|it| [data(it), style(it)]).collect();
    names.extend([PROJECT, PICTURE].map(str::to_owned));
    names
}

/// The files, each a name with its text.
pub fn files(setting: &Setting, results: &Results<'_>) -> Result<Vec<(String, String)>, Error> {
    let mut files = Files::default();
    files.add("border", border(setting), Layer::border)?;
    files.add("zones", zones(setting, results), Layer::zones)?;
    if let Some(comparison) = &results.comparison {
        let caption = Caption {
            name: "The two plans compared",
            description: &comparison.statement(),
            data_licence: &setting.zones_licence(&results.plans),
        };
        files.add("comparison", layers::comparison(comparison, &caption), Layer::comparison)?;
    }
    if !results.censuses.is_empty() {
        let caption = Caption {
            name: "Places",
            description: "How far places are from the border, and which zones hold them",
            data_licence: &setting.places_licence(),
        };
        let plans: Vec<_> = results.plans.iter().zip(&results.censuses).collect();
        files.add("places", layers::places(&plans, &caption), Layer::places)?;
    }
    let caption = Caption {
        name: &title(setting, results),
        description: &description(results),
        data_licence: &setting.licence(&results.plans),
    };
    let project = qgis::project(&caption, &files.layers);
    files.texts.push((PROJECT.to_owned(), project));
    files.texts.push((PICTURE.to_owned(), picture(setting, results, &caption)));
    Ok(files.texts)
}

/// The files so far, and the layers of the project.
#[derive(Default)]
struct Files {
    texts: Vec<(String, String)>,
    layers: Vec<Layer>,
}

impl Files {
    fn add(
        &mut self,
        stem: &str,
        collection: FeatureCollection,
        layer: fn(&str, &FeatureCollection) -> Result<Layer, Error>,
    ) -> Result<(), Error> {
        let layer = layer(&data(stem), &collection)?;
        self.texts.push((data(stem), collection.to_string()));
        self.texts.push((style(stem), layer.style()));
        self.layers.push(layer);
        Ok(())
    }
}

fn data(stem: &str) -> String {
    format!("{stem}.geojson")
}

/// The same stem: QGIS applies it when it opens the data.
fn style(stem: &str) -> String {
    format!("{stem}.qml")
}

fn border(setting: &Setting) -> FeatureCollection {
    let Some(origin) = setting.origin() else {
        let caption = Caption { name: "Border", ..Caption::default() };
        return layers::border(setting.border(), setting.tolerance(), &caption);
    };
    let text = format!("{} Source: {}, {}.", origin.description(), origin.source(), origin.date());
    let caption =
        Caption { name: origin.name(), description: &text, data_licence: &origin.notice() };
    layers::border(setting.border(), setting.tolerance(), &caption)
}

/// The zones alone.
pub fn zones(setting: &Setting, results: &Results<'_>) -> FeatureCollection {
    let caption = Caption {
        name: "Proposed zones",
        description: &description(results),
        data_licence: &setting.zones_licence(&results.plans),
    };
    layers::zones(&results.zones, &caption)
}

/// Who proposes what.
fn description(results: &Results<'_>) -> String {
    let plans = results.plans.iter().map(|plan| plan.proposal());
    let plans = plans.map(|plan| format!("{}: {}", plan.proponent(), plan.title()));
    plans.collect::<Vec<_>>().join("; ")
}

fn title(setting: &Setting, results: &Results<'_>) -> String {
    match (&results.plans[..], setting.origin()) {
        ([plan], _) => plan.proposal().title().to_owned(),
        (_, Some(origin)) => format!("Zones proposed along the {}", origin.name()),
        (_, None) => "Proposed zones".to_owned(),
    }
}

fn picture(setting: &Setting, results: &Results<'_>, caption: &Caption<'_>) -> String {
    let caption = Caption { description: "", ..*caption };
    let territories = results.plans.iter().filter_map(|plan| plan.extent().territory());
    let map = Map::new(setting.border(), &results.zones, caption)
        .within(territories)
        .with_places(&results.censuses);
    match &results.comparison {
        Some(comparison) => map.comparing(comparison).to_string(),
        None => map.to_string(),
    }
}
