//! What the files hold, in the order in which they are named.

use ::geojson::FeatureCollection;
use safe_zone::geojson::{self, Caption};

use crate::Results;
use crate::setting::Setting;

pub fn all(setting: &Setting, results: &Results<'_>) -> Vec<FeatureCollection> {
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
    layers
}

fn border(setting: &Setting) -> FeatureCollection {
    let Some(origin) = setting.origin() else {
        let caption = Caption { name: "Border", ..Caption::default() };
        return geojson::border(setting.border(), setting.tolerance(), &caption);
    };
    let text = format!("{} Source: {}, {}.", origin.description(), origin.source(), origin.date());
    let caption =
        Caption { name: origin.name(), description: &text, data_licence: &origin.notice() };
    geojson::border(setting.border(), setting.tolerance(), &caption)
}

fn zones(setting: &Setting, results: &Results<'_>) -> FeatureCollection {
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
