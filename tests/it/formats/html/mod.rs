//! The page: well-formed, whole in one file, any text as text, and the crate's own figures.

mod figures;
mod policy;

use roxmltree::{Document, ParsingOptions};
use safe_zone::html::{Caption, Page};
use safe_zone::plan::{Census, Sweep};
use safe_zone::svg::{AreaName, Map};
use safe_zone::{Comparison, Plan, Proposal, Tolerance, Zones, dataset};
use serde_json::Value;

/// A page taken apart.
struct Parts {
    text: String,
    data: Value,
    /// The page without its scripts and its style, as XML.
    markup: String,
}

impl Parts {
    fn of(text: String) -> Self {
        let (json, without) =
            cut(&text, "<script type=\"application/json\" id=\"data\">", "</script>");
        let data = serde_json::from_str(&json).unwrap();
        let (_, without) = cut(&without, "<script type=\"module\">", "</script>");
        let (_, markup) = cut(&without, "<style>", "</style>");
        Parts { text, data, markup }
    }

    fn document(&self) -> Document<'_> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(&self.markup, options).unwrap()
    }

    /// All text that is shown, element by element.
    fn words(&self) -> Vec<String> {
        let document = self.document();
        let texts = document.descendants().filter(|node| node.is_text());
        texts.map(|node| node.text().unwrap().to_owned()).collect()
    }

    fn holds(&self, words: &str) -> bool {
        self.words().iter().any(|text| text.contains(words))
    }
}

/// The text between two others, and all but that.
fn cut(text: &str, from: &str, to: &str) -> (String, String) {
    let (before, rest) = text.split_once(from).unwrap();
    let (inside, after) = rest.split_once(to).unwrap();
    (inside.to_owned(), format!("{before}{from}{to}{after}"))
}

const TOLERANCE: &str = "1m";

fn tolerance() -> Tolerance {
    TOLERANCE.parse().unwrap()
}

/// The page of embedded plans, with a slider over these depths in the extent of the first.
fn embedded(ids: &[&str], depths: &[&str]) -> Parts {
    let proposals: Vec<&Proposal> = ids.iter().map(|id| dataset::proposal(id).unwrap()).collect();
    let plans: Vec<Plan<'_>> = proposals.iter().map(|it| dataset::plan(it).unwrap()).collect();
    let census = |plan| Census::take(plan, dataset::places(), tolerance()).unwrap();
    let censuses: Vec<Census<'_>> = plans.iter().map(census).collect();
    let zones: Vec<Zones> = plans
        .iter()
        .zip(&censuses)
        .map(|(plan, census)| Zones::compute(plan, tolerance()).unwrap().with_people(census))
        .collect();
    let caption = Caption { name: "A map", description: "What it shows", data_licence: "" };
    let names = dataset::countries().map(|(name, at)| AreaName::at_first_free(name, at));
    let territories = plans.iter().filter_map(|plan| plan.extent().territory());
    let map = Map::new(dataset::turkey_syria_border(), &zones, caption)
        .within(territories)
        .with_places(&censuses)
        .naming(&names);
    let comparison = match &plans[..] {
        [a, b] => Some(Comparison::compute(a, b, tolerance()).unwrap()),
        _ => None,
    };
    let map = match &comparison {
        Some(comparison) => map.comparing(comparison),
        None => map,
    };
    if depths.is_empty() {
        return Parts::of(Page::new(&map).to_string());
    }
    let depths: Vec<_> = depths.iter().map(|depth| depth.parse().unwrap()).collect();
    let sweep = Sweep::compute(&plans[0], &depths, Some(dataset::places()), tolerance()).unwrap();
    Parts::of(Page::new(&map).with_depths(&sweep, proposals[0]).to_string())
}
