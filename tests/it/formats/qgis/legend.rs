//! The legend of zones: entries, words, the order in which they are drawn.

use geojson::Feature;
use roxmltree::{Document, Node};
use safe_zone::layers::{self as layers, Caption};
use safe_zone::qgis::{self, Layer};
use safe_zone::{Proposal, Tolerance, Zones, dataset};
use serde_json::json;

use super::super::read;
use super::{all, one, plan, short_border, zones};

fn labels(collection: &layers::Layer) -> Vec<String> {
    let label = |it: &Feature| it.property("label").unwrap().as_str().unwrap().to_owned();
    read(collection).features.iter().map(label).collect()
}

#[test]
fn the_deepest_zone_lies_at_the_bottom_whatever_the_order_of_the_plans() {
    let depths = [3.0, 20.0, 7.5, 14.0];
    let plans = depths.map(|km| {
        let band = json!([{ "inner": "0km", "outer": format!("{km}km"), "depth": "exact" }]);
        plan(&format!("plan-{km}"), json!({ "bands": band, "proponent": format!("Who {km}") }))
    });
    let style = |plans: &[Proposal]| {
        Layer::zones("zones.geojson", &zones(&short_border(), plans)).unwrap().style()
    };
    let mut reversed = plans.clone();
    reversed.reverse();
    let style = [style(&plans), style(&reversed)];
    assert_eq!(style[0], style[1]);
    let [style, _] = style;

    let document = Document::parse(&style).unwrap();
    assert_eq!(one(document.root(), "renderer-v2").attribute("symbollevels"), Some("1"));
    let categories = all(document.root(), "category");
    let label = |it: &Node| it.attribute("label").unwrap().rsplit_once(", ").unwrap().0.to_owned();
    let legend: Vec<_> = categories.iter().map(label).collect();
    // From the border outwards.
    let names = [3.0, 7.5, 14.0, 20.0].map(|km| format!("Who {km}: 0-{km} km"));
    assert_eq!(legend, names);
    let passes: Vec<Vec<u32>> = all(document.root(), "symbol")
        .iter()
        .map(|symbol| {
            let pass = |it: &Node| it.attribute("pass").unwrap().parse().unwrap();
            all(*symbol, "layer").iter().map(pass).collect()
        })
        .collect();
    // Less deep on deeper, and all outlines on all fills.
    assert!(passes.windows(2).all(|it| it[0][0] > it[1][0] && it[0][1] > it[1][1]), "{passes:?}");
    assert!(passes[0][0] < passes[3][1]);
}

/// The legend of a print layout computes what stands in [% %]; the label of the feature stays as it is.
#[test]
fn nothing_in_a_label_is_computed() {
    let bands =
        json!([{ "inner": "0km", "outer": "5km", "depth": "exact", "regime": "[% 6+6 %]" }]);
    let plan = plan("a", json!({ "bands": bands, "proponent": "Who [% 3+3 %]" }));
    let collection = zones(&short_border(), &[plan]);
    let style = Layer::zones("zones.geojson", &collection).unwrap().style();
    let document = Document::parse(&style).unwrap();
    let label = one(document.root(), "category").attribute("label").unwrap();
    assert!(label.starts_with("Who [ % 3+3 %]: 0-5 km") && !label.contains("[%"), "{label}");
    assert!(labels(&collection)[0].starts_with("Who [% 3+3 %]: 0-5 km"));
}

#[test]
fn bands_without_number_stay_below_the_last_pass() {
    let band = |index: u32| json!({ "inner": format!("{}km", f64::from(index) / 50.0), "outer": format!("{}km", f64::from(index + 1) / 50.0), "depth": "exact" });
    let bands: Vec<_> = (0..600).map(band).collect();
    let collection = zones(&short_border(), &[plan("many", json!({ "bands": bands }))]);
    assert_eq!(read(&collection).features.len(), 600);
    let style = Layer::zones("zones.geojson", &collection).unwrap().style();
    let document = Document::parse(&style).unwrap();
    assert_eq!(all(document.root(), "category").len(), 600);
    let layers = all(document.root(), "layer");
    assert!(layers.iter().all(|it| it.attribute("pass").unwrap().parse::<u32>().unwrap() < 1000));
}

#[test]
fn a_legend_reads_well_whatever_a_source_leaves_out() {
    let miles = json!([{ "inner": "0km", "outer": "20mi", "depth": "minimum", "most": "40km", "regime": "no arms" }]);
    let plans = [
        plan("a", json!({ "date": "2019-08-08", "period": "until 8 August 2019" })),
        plan("b", json!({ "period": "August  2019\n" })),
        plan("c", json!({ "bands": miles })),
        plan("d", json!({ "proponent": "Bell\u{7}", "colour": "#d55e00" })),
        plan("e", json!({ "proponent": "Bell", "colour": "#d55e01" })),
    ];
    let collection = zones(&short_border(), &plans);
    let mut labels = labels(&collection);
    labels.sort_unstable();
    assert_eq!(
        labels,
        [
            "Bell (d): 0-5 km",
            "Bell (e): 0-5 km",
            "Somebody, 8 August 2019: 0-5 km",
            "Somebody, August 2019: 0-5 km",
            "Somebody: 0-32.19 km or more, up to 40 km, no arms",
        ]
    );
}

#[test]
fn halves_of_a_zone_are_one_entry_of_the_legend() {
    let border = short_border();
    let halves = ["left", "right"].map(|side| plan("dmz", json!({ "side": side })));
    let collection = zones(&border, &halves);
    assert_eq!(read(&collection).features.len(), 2);
    let style = Layer::zones("zones.geojson", &collection).unwrap().style();
    assert_eq!(style.matches("<category ").count(), 1);
}

#[test]
fn all_the_embedded_plans_have_their_entries() {
    let laid = dataset::proposals().iter().filter(|plan| plan.line().is_none());
    let zones: Vec<_> = laid
        .map(|plan| Zones::compute(&dataset::plan(plan).unwrap(), Tolerance::default()).unwrap())
        .collect();
    let collection = layers::zones(&zones, &Caption::default());
    let layer = Layer::zones("zones.geojson", &collection).unwrap();
    let style = layer.style();
    let style = Document::parse(&style).unwrap();
    let legend: Vec<_> =
        all(style.root(), "category").iter().filter_map(|it| it.attribute("label")).collect();
    // The depths of src/dataset/README.md, from the border, with the areas of the README.
    assert_eq!(
        legend,
        [
            "United States and Turkey, August to October 2019: 0-5 km or more, up to 14 km, at least 527 km²",
            "United States, 8 August 2019: 0-5 km, demilitarized, 2214 km²",
            "United States, 8 August 2019: 5-14 km, cleared of heavy weapons, 3814 km²",
            "Turkey, August 2019: 0-28 km or more, no YPG, at least 11541 km²",
            "Russia and Turkey, 22 October 2019: 0-10 km, joint patrols, no YPG, 3191 km²",
            "Russia and Turkey, 22 October 2019: 10-30 km, no YPG, 5407 km²",
            "Turkey, 24 September 2019: 0-30 km, 12294 km²",
            "Turkey, October 2019: 0-32 km, 3522 km²",
            "Turkey, January to September 2019: 0-32.19 km, 13109 km²",
        ]
    );
    // A layer without a name is called after its file.
    assert!(qgis::project(&Caption::default(), &[layer]).contains(r#"name="zones.geojson""#));
}
