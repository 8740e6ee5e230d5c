//! The plans of the page: for each a switch, its bands with areas and people, and its source; and the areas that two
//! plans share.

use super::data::{PlanData, ZoneData};
use super::markup::Markup;
use crate::format::legend;
use crate::format::svg::Map;
use crate::format::svg::drawing::{Drawing, DrawnZone};
use crate::plan::{Comparison, HeldBy, Zone, Zones};

pub(super) fn data(map: &Map<'_>) -> Vec<PlanData> {
    let plan = |zones: &Zones| {
        let (proposal, id) = (zones.proposal(), zones.proposal().id());
        PlanData { id: id.to_owned(), name: legend::name(proposal) }
    };
    map.zones.iter().map(plan).collect()
}

/// The zones with their texts, in the order of drawing.
pub(super) fn zones(map: &Map<'_>, drawing: &Drawing) -> Vec<ZoneData> {
    let zone = |drawn: &DrawnZone| {
        let plan = &map.zones[drawn.plan];
        let zone = plan.iter().nth(drawn.band)?;
        let proposal = plan.proposal();
        let mut lines = vec![legend::name(proposal), title(zone), area(zone)];
        lines.extend(zone.people().map(|it| legend::people_by(it, plan.places_source())));
        lines.extend(proposal.source().map(|source| format!("Source: {source}")));
        Some(ZoneData { plan: drawn.plan, lines })
    };
    drawing.zones.iter().filter_map(zone).collect()
}

fn title(zone: &Zone) -> String {
    let band = zone.band();
    let regime = band.regime().map(|regime| format!(": {regime}")).unwrap_or_default();
    format!("{}{regime}", band.label_with(legend::four_digits))
}

fn area(zone: &Zone) -> String {
    legend::area(zone.band().depth_kind(), zone.area_km2())
}

/// The list of plans.
pub(super) fn list(map: &Map<'_>, drawing: &Drawing) -> Markup {
    map.zones.iter().enumerate().map(|(index, zones)| plan(index, zones, drawing)).collect()
}

fn plan(index: usize, zones: &Zones, drawing: &Drawing) -> Markup {
    let proposal = zones.proposal();
    let number = index.to_string();
    let switch = [("type", "checkbox"), ("checked", ""), ("data-plan", &number)];
    let switch = Markup::tag("input", &switch, "");
    let name = Markup::tag("span", &[("dir", "auto")], legend::name(proposal).as_str());
    let mut parts = vec![Markup::tag("label", &[], [switch, name])];
    if proposal.proponent().is_some() {
        parts.push(paragraph("", &format!("{} ({})", proposal.title(), proposal.id())));
    }
    let bands = zones.iter().enumerate().filter_map(|(band, zone)| {
        let is_it = |drawn: &DrawnZone| (drawn.plan, drawn.band) == (index, band);
        let drawn = drawing.zones.iter().position(is_it)?;
        Some(self::band(zones, zone, &drawing.zones[drawn], drawn))
    });
    parts.push(Markup::tag("ul", &[], bands.collect::<Markup>()));
    parts.extend(proposal.source().map(|it| paragraph("note", &format!("Source: {it}"))));
    parts.extend(proposal.note().map(|it| paragraph("note", it)));
    Markup::tag("section", &[("class", "plan")], parts.into_iter().collect::<Markup>())
}

fn band(plan: &Zones, zone: &Zone, drawn: &DrawnZone, index: usize) -> Markup {
    let (fill, edge) = (drawn.fill.to_string(), drawn.edge.to_string());
    let swatch = swatch(&[&fill], &edge);
    let words = Markup::tag("span", &[("dir", "auto")], title(zone).as_str());
    let area = Markup::tag("b", &[], area(zone).as_str());
    let number = index.to_string();
    let button = [("type", "button"), ("class", "row"), ("data-zone", &number)];
    let button = Markup::tag("button", &button, [swatch, words, area]);
    let people = zone.people().map(|it| legend::people_by(it, plan.places_source()));
    let people = people.map(|it| paragraph("note", &it)).unwrap_or_default();
    Markup::tag("li", &[], [button, people])
}

/// The stripes of a sample, which stay as they are when the map is magnified.
pub(super) fn sample_stripes(drawing: &Drawing) -> Option<Markup> {
    let pattern = drawing.patterns.last()?.clone().unnamed().attribute("id", "sample");
    Some(Markup::svg(&pattern))
}

const SAMPLE: &str = "url(#sample)";

/// A sample of these fills, one over the other.
fn swatch(fills: &[&str], edge: &str) -> Markup {
    let rect = |fill: &&str| {
        let size = [("width", "24"), ("height", "13"), ("fill", *fill), ("stroke", edge)];
        Markup::tag("rect", &size, "")
    };
    let attributes = [
        ("class", "swatch"),
        ("width", "24"),
        ("height", "13"),
        ("viewBox", "0 0 24 13"),
        ("aria-hidden", "true"),
    ];
    Markup::tag("svg", &attributes, fills.iter().map(rect).collect::<Markup>())
}

/// The areas that both or only one of two plans hold.
pub(super) fn comparison(comparison: &Comparison, drawing: &Drawing) -> Markup {
    let names = legend::names(&[comparison.first(), comparison.second()]);
    let deepest = |plan: usize| drawing.zones.iter().find(|drawn| drawn.plan == plan);
    let rows = comparison.pieces().iter().map(|piece| {
        let (words, swatch) = match piece.held_by() {
            HeldBy::Both => {
                let over = drawing.overlaps.last();
                let striped = over.map(|&[_, on_top]| {
                    let fill = drawing.zones[on_top].fill.to_string();
                    self::swatch(&[&fill, SAMPLE], "none")
                });
                ("held by both: striped".to_owned(), striped.unwrap_or_default())
            }
            alone => {
                let plan = usize::from(alone == HeldBy::Second);
                let swatch = deepest(plan)
                    .map(|drawn| self::swatch(&[&drawn.fill.to_string()], &drawn.edge.to_string()));
                (format!("only {}", names[plan]), swatch.unwrap_or_default())
            }
        };
        let words = Markup::tag("span", &[("dir", "auto")], words.as_str());
        let area = Markup::tag("b", &[], piece.amount().as_str());
        let row = Markup::tag("div", &[("class", "row")], [swatch, words, area]);
        Markup::tag("li", &[], row)
    });
    let heading = Markup::tag("h3", &[], "Shared and disputed");
    let rows = Markup::tag("ul", &[], rows.collect::<Markup>());
    Markup::tag("section", &[("class", "plan")], [heading, rows])
}

/// A paragraph in its own direction of writing.
pub(super) fn paragraph(class: &str, text: &str) -> Markup {
    let class = [("class", class), ("dir", "auto")];
    let attributes = if class[0].1.is_empty() { &class[1..] } else { &class[..] };
    Markup::tag("p", attributes, text)
}
