//! The texts of the files, in the order in which they are named.

use safe_zone::geojson::{self, Caption};
use safe_zone::svg::Map;

use crate::Results;
use crate::setting::Setting;

pub fn texts(setting: &Setting, results: &Results<'_>) -> Vec<String> {
    let mut layers = vec![border(setting), zones(setting, results)];
    layers.extend(results.comparison.as_ref().map(|comparison| {
        let caption = Caption {
            name: "What both plans hold",
            description: &comparison.statement(),
            data_licence: &setting.zones_licence(&results.plans),
        };
        geojson::comparison(comparison, &caption)
    }));
    if !results.censuses.is_empty() {
        let caption = Caption {
            name: "Places",
            description: "How far places are from the border, and which zones hold them",
            data_licence: &setting.places_licence(),
        };
        let plans: Vec<_> = results.plans.iter().zip(&results.censuses).collect();
        layers.push(geojson::places(&plans, &caption));
    }
    let map = map(setting, results);
    layers.iter().map(ToString::to_string).chain([map]).collect()
}

fn border(setting: &Setting) -> ::geojson::FeatureCollection {
    let Some(origin) = setting.origin() else {
        let caption = Caption { name: "Border", ..Caption::default() };
        return geojson::border(setting.border(), setting.tolerance(), &caption);
    };
    let text = format!("{} Source: {}, {}.", origin.description(), origin.source(), origin.date());
    let caption =
        Caption { name: origin.name(), description: &text, data_licence: &origin.notice() };
    geojson::border(setting.border(), setting.tolerance(), &caption)
}

fn zones(setting: &Setting, results: &Results<'_>) -> ::geojson::FeatureCollection {
    let plans = results.plans.iter().map(|plan| plan.proposal());
    let plans: Vec<String> =
        plans.map(|plan| format!("{}: {}", plan.proponent(), plan.title())).collect();
    let caption = Caption {
        name: "Proposed zones",
        description: &plans.join("; "),
        data_licence: &setting.zones_licence(&results.plans),
    };
    geojson::zones(&results.zones, &caption)
}

fn map(setting: &Setting, results: &Results<'_>) -> String {
    let name = match (&results.plans[..], setting.origin()) {
        ([plan], _) => plan.proposal().title().to_owned(),
        (_, Some(origin)) => format!("Proposed zones, {}", origin.name()),
        (_, None) => "Proposed zones".to_owned(),
    };
    let statement = results.comparison.as_ref().map(|comparison| comparison.statement());
    let caption = Caption {
        name: &name,
        description: statement.as_deref().unwrap_or_default(),
        data_licence: &setting.map_licence(&results.plans),
    };
    let territories = results.plans.iter().filter_map(|plan| plan.extent().territory());
    let map = Map::new(setting.border(), &results.zones, caption)
        .within(territories)
        .with_places(&results.censuses);
    match &results.comparison {
        Some(comparison) => map.comparing(comparison).to_string(),
        None => map.to_string(),
    }
}
