//! QGIS styles and projects, read back by another XML library and compared with the features they are
//! for.
//!
//! That ids need more than ten characters, that no pass from 1000 on is drawn, and what names
//! EPSG:4326 was seen with QGIS 3.22, with which the CI opens the files.

mod legend;
mod project;
mod styles;

use geo_types::line_string;
use roxmltree::Node;
use safe_zone::layers::{self as layers, Caption, Layer};
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::plan::Census;
use safe_zone::qgis;
use safe_zone::{Border, Comparison, Edges, Plan, Position, Proposal, Tolerance, Zones};
use serde_json::{Value, json};

const HOSTILE: &str = "<b>\"Ко & 'Ço'\"</b> ]]> %1 | {x}";
const FILES: [&str; 4] =
    ["border.geojson", "zones.geojson", "comparison.geojson", "places.geojson"];

fn all<'a, 'input>(node: Node<'a, 'input>, name: &'a str) -> Vec<Node<'a, 'input>> {
    node.descendants().filter(|it| it.has_tag_name(name)).collect()
}

fn one<'a, 'input>(node: Node<'a, 'input>, name: &'a str) -> Node<'a, 'input> {
    let all = all(node, name);
    assert_eq!(all.len(), 1, "{name}");
    all[0]
}

fn child_text<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let child = node.children().find(|it| it.has_tag_name(name));
    child.unwrap_or_else(|| panic!("no {name}")).text().unwrap_or_default()
}

fn plan(id: &str, overrides: Value) -> Proposal {
    let mut plan = json!({
        "id": id, "title": "A title", "proponent": "Somebody", "source": "A test",
        "colour": "#0072b2", "bands": [{ "inner": "0km", "outer": "5km", "depth": "exact" }]
    });
    plan.as_object_mut().unwrap().extend(overrides.as_object().unwrap().clone());
    serde_json::from_str(&plan.to_string()).unwrap()
}

fn short_border() -> Border {
    Border::new(line_string![(x: 38.0, y: 36.8), (x: 38.6, y: 36.7)], Edges::Planar).unwrap()
}

fn zones(border: &Border, plans: &[Proposal]) -> Layer {
    let caption = Caption { name: "Zones", ..Caption::default() };
    let compute = |plan| {
        let plan = Plan::new(plan, border, None, Plan::NO_PLACES).unwrap();
        Zones::compute(&plan, Tolerance::default()).unwrap()
    };
    layers::zones(&plans.iter().map(compute).collect::<Vec<_>>(), &caption)
}

/// Border, zones, comparison and places of two plans, as `safe_zones` writes them.
fn collections(border: &Border, plans: &[Proposal; 2], name: &str) -> [Layer; 4] {
    let caption = Caption { name, description: name, data_licence: name };
    let tolerance = Tolerance::default();
    let laid = |plan| Plan::new(plan, border, None, Plan::NO_PLACES).unwrap();
    let laid = plans.each_ref().map(laid);
    let comparison = Comparison::compute(&laid[0], &laid[1], tolerance).unwrap();
    let settlement = |name: &str, lon, lat| {
        Settlement::new(name, vec![], Position::new(lon, lat).unwrap(), Some(1000)).unwrap()
    };
    let places = [settlement(name, 38.3, 36.76), settlement("Far", 39.5, 36.7)];
    let places = Gazetteer::new(places.to_vec());
    let censuses = laid.each_ref().map(|plan| Census::take(plan, &places, tolerance).unwrap());
    let pairs: Vec<_> = laid.iter().zip(&censuses).collect();
    let computed: Vec<_> =
        laid.iter().map(|plan| Zones::compute(plan, tolerance).unwrap()).collect();
    [
        layers::border(border, tolerance, &caption),
        layers::zones(&computed, &caption),
        layers::comparison(&comparison, &caption),
        layers::places(&pairs, &caption),
    ]
}

fn styled([border, zones, comparison, places]: &[Layer; 4]) -> [qgis::Layer; 4] {
    let [a, b, c, d] = FILES;
    [
        qgis::Layer::border(a, border).unwrap(),
        qgis::Layer::zones(b, zones).unwrap(),
        qgis::Layer::comparison(c, comparison).unwrap(),
        qgis::Layer::places(d, places).unwrap(),
    ]
}

/// Whatever plans hold and whatever they are called.
fn any_plans() -> [Proposal; 2] {
    let bands = json!([
        { "inner": "0km", "outer": "2km", "depth": "exact", "regime": HOSTILE },
        { "inner": "2km", "outer": "9km", "depth": "minimum", "most": "12km" }
    ]);
    let (first, second) = (
        json!({ "proponent": HOSTILE, "period": HOSTILE, "title": HOSTILE, "source": HOSTILE }),
        json!({ "bands": bands, "date": "2019-08-08", "colour": "#D55E00", "side": "left" }),
    );
    [plan(HOSTILE, first), plan("o'dd \"id\"", second)]
}
