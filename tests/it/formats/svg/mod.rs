//! The map as a picture: right lengths and areas, nothing over anything else, any text.

mod colours;
mod content;
mod layout;
mod to_scale;

use std::sync::LazyLock;

use geo_types::{LineString, MultiLineString};
use safe_zone::plan::Census;
use safe_zone::svg::{Caption, Map};
use safe_zone::{Border, Comparison, Edges, Extent, Plan, Proposal, Tolerance, Zones, dataset};

use crate::support::svg_tree::Node;

const CAPTION: Caption = Caption { name: "A map", description: "What it shows", data_licence: "" };

fn proposal(id: &str, limits: &[&str]) -> Proposal {
    coloured(id, limits, "#0072b2")
}

fn coloured(id: &str, limits: &[&str], colour: &str) -> Proposal {
    let inner = std::iter::once(&"0km").chain(limits);
    let bands: Vec<String> = inner
        .zip(limits)
        .map(|(from, to)| format!(r#"{{ "inner": "{from}", "outer": "{to}", "depth": "exact" }}"#))
        .collect();
    let text = format!(
        r##"{{ "id": "{id}", "title": "A plan", "proponent": "Somebody", "source": "A test",
        "colour": "{colour}", "bands": [{}] }}"##,
        bands.join(",")
    );
    serde_json::from_str(&text).unwrap()
}

fn border(lines: &[&[(f64, f64)]]) -> Border {
    let lines = lines.iter().map(|line| LineString::from(line.to_vec())).collect();
    Border::new(MultiLineString(lines), Edges::Planar).unwrap()
}

fn zones(border: &Border, proposal: &Proposal) -> Zones {
    Zones::compute(&Plan::in_extent(proposal, border, Extent::default()), Tolerance::default())
        .unwrap()
}

/// The map of one plan along a line.
fn map(lines: &[&[(f64, f64)]], limits: &[&str]) -> (Node, Zones) {
    let border = border(lines);
    let zones = zones(&border, &proposal("plan", limits));
    let picture = Map::new(&border, std::slice::from_ref(&zones), CAPTION).to_string();
    (Node::read(&picture), zones)
}

/// The map of embedded plans, as `safe_zones` draws it.
fn embedded(ids: &[&str]) -> Node {
    let proposals = dataset::proposals().iter().filter(|plan| ids.contains(&plan.id()));
    let plans: Vec<Plan> = proposals.map(|plan| dataset::plan(plan).unwrap()).collect();
    let tolerance = Tolerance::default();
    let zones: Vec<Zones> =
        plans.iter().map(|plan| Zones::compute(plan, tolerance).unwrap()).collect();
    let censuses: Vec<Census> = plans
        .iter()
        .map(|plan| Census::take(plan, dataset::places(), tolerance).unwrap())
        .collect();
    let territories = plans.iter().filter_map(|plan| plan.extent().territory());
    let map = Map::new(dataset::turkey_syria_border(), &zones, CAPTION);
    let map = map.within(territories).with_places(&censuses);
    let comparison = match &plans[..] {
        [a, b] => Some(Comparison::compute(a, b, tolerance).unwrap()),
        _ => None,
    };
    let text = match &comparison {
        Some(comparison) => map.comparing(comparison).to_string(),
        None => map.to_string(),
    };
    Node::read(&text)
}

/// The map of the two plans of August 2019.
static TWO_DRAWN: LazyLock<Node> = LazyLock::new(|| embedded(&["us-2019", "turkey-2019"]));

/// The map of all plans along the border.
static ALL_DRAWN: LazyLock<Node> = LazyLock::new(|| embedded(&ALL));

pub const ALL: [&str; 7] = [
    "us-2019",
    "turkey-2019",
    "turkey-2019-20-miles",
    "turkey-2019-un",
    "security-mechanism-2019",
    "peace-spring-2019",
    "sochi-2019",
];

type Lines = Vec<&'static [(f64, f64)]>;

/// Lines at every kind of place, each with limits that suit it.
fn anywhere() -> [(Lines, [&'static str; 2]); 6] {
    [
        (vec![&[(38.0, 36.8), (38.001, 36.8005), (38.002, 36.8)]], ["50m", "100m"]),
        (
            vec![&[(177.0, -16.0), (180.0, -17.5)], &[(-180.0, -17.5), (-177.0, -16.0)]],
            ["100km", "300km"],
        ),
        (vec![&[(0.0, 88.0), (90.0, 89.0), (180.0, 88.5)]], ["30km", "300km"]),
        (vec![&[(-60.0, -89.9995), (120.0, -89.9995)]], ["20m", "100m"]),
        (vec![&[(20.0, 30.0), (20.5, 35.0), (19.0, 45.0), (20.0, 50.0)]], ["10km", "30km"]),
        (vec![&[(-60.0, 0.0), (60.0, 10.0)]], ["100km", "500km"]),
    ]
}
