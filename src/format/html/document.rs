//! The text of the page: its template filled with the drawing, the plans, the depths and the data, and its policy.

use super::data::Data;
use super::markup::Markup;
use super::page::Page;
use super::{depths, places, plans, sha256};
use crate::format::legend;
use crate::format::svg::Map;
use crate::format::svg::drawing::{Drawing, DrawnZone, Shape, clip_id, stripes};
use crate::plan::{Proposal, Sweep};
use crate::region::Territory;
use crate::value::Side;

const TEMPLATE: &str = include_str!("page.html");
const DEPTH: &str = include_str!("depth.html");
const PLACES: &str = include_str!("places.html");
const STYLE: &str = include_str!("page.css");
/// The script, in parts.
const SCRIPT: [&str; 6] = [
    include_str!("start.js"),
    include_str!("view.js"),
    include_str!("labels.js"),
    include_str!("info.js"),
    include_str!("depth.js"),
    include_str!("link.js"),
];

/// The text of a page whose drawing has this longer side, pixels.
pub(super) fn text(page: &Page<'_>, longer: f64) -> String {
    let (map, sweep) = (page.map, page.swept.map(|(sweep, _)| sweep));
    let drawing = Drawing::of(map, sweep.and_then(|sweep| sweep.bands().last()), longer);
    let found = places::of(map, &drawing, sweep);
    let (left_out, has_places) = (found.left_out, !found.places.is_empty());
    let data = Data {
        frame: drawing.size(),
        inner: drawing.inner(),
        metres: drawing.scale(),
        plans: plans::data(map),
        zones: plans::zones(map, &drawing),
        standings: found.standings,
        places: found.places,
        names: drawing.names.clone(),
        slider: page.swept.map(|(sweep, plan)| depths::slider(map, &drawing, sweep, plan)),
    };
    let [_, _, width, height] = drawing.inner();
    let ratio = Markup::text(&format!("{:.3}", width as f64 / (height as f64).max(1.0)));
    let style = Markup::filled(STYLE, &[("ratio", ratio)]);
    let script: Markup = SCRIPT.into_iter().map(Markup::own).collect();
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        sha256::digest(script.as_str()),
        sha256::digest(style.as_str())
    );
    let deck = [map.caption.description.to_owned()];
    let deck = deck.into_iter().chain(map.comparison.map(legend::statement));
    let deck = deck.filter(|it| !it.is_empty()).map(|it| plans::paragraph("deck", &it));
    let parts = [
        ("policy", Markup::text(&policy)),
        ("title", Markup::text(map.caption.name)),
        ("style", style),
        ("deck", deck.collect()),
        ("map", picture(map, &drawing)),
        ("depth", page.swept.map(|(sweep, plan)| depth(map, sweep, plan)).unwrap_or_default()),
        ("plans", plans::list(map, &drawing)),
        (
            "comparison",
            map.comparison.map(|it| plans::comparison(it, &drawing)).unwrap_or_default(),
        ),
        ("places", if has_places { Markup::own(PLACES) } else { Markup::default() }),
        ("table", sweep.map(table).unwrap_or_default()),
        ("signs", signs(map, page.swept.is_some())),
        ("notes", notes(map, &drawing, left_out)),
        ("data", Markup::json(&data)),
        ("script", script),
    ];
    Markup::filled(TEMPLATE, &parts).into_string()
}

/// The picture: shapes in the drawing's units.
fn picture(map: &Map<'_>, drawing: &Drawing) -> Markup {
    let description = Markup::tag("desc", &[], drawing.description.as_str());
    let patterns = drawing.patterns.iter().map(Markup::svg).chain(plans::sample_stripes(drawing));
    let clips = drawing.overlaps.iter().map(|&[beneath, _]| beneath);
    let mut clips: Vec<usize> = clips.collect();
    clips.dedup();
    let clip = |zone: usize| {
        let shape = reference(zone, &[("clip-rule", "evenodd")]);
        Markup::tag("clipPath", &[("id", &clip_id(zone))], shape)
    };
    let outline = |(index, zone): (usize, &DrawnZone)| {
        let [id, edge_id] = [format!("zone-{index}"), format!("edge-{index}")];
        let edge = zone.shape.edge.as_ref().map(|edge| path(&edge_id, edge));
        [path(&id, &zone.shape.area)].into_iter().chain(edge).collect::<Markup>()
    };
    let outlines = drawing.zones.iter().enumerate().map(outline);
    let defs = patterns.chain(outlines).chain(clips.into_iter().map(clip)).collect::<Markup>();
    let land = drawing.land.iter().flat_map(|Shape { area, edge }| {
        let area = Markup::tag("path", &[("class", "land"), ("d", area)], "");
        let edge =
            edge.iter().map(|edge| Markup::tag("path", &[("class", "shore"), ("d", edge)], ""));
        [area].into_iter().chain(edge)
    });
    let bands = drawing.zones.iter().enumerate().map(|(index, zone)| {
        let (number, plan, fill) =
            (index.to_string(), zone.plan.to_string(), zone.fill.to_string());
        reference(
            index,
            &[("class", "band"), ("data-zone", &number), ("data-plan", &plan), ("fill", &fill)],
        )
    });
    let overlaps = drawing.overlaps.iter().map(|&[beneath, on_top]| {
        let plans = [beneath, on_top].map(|zone| drawing.zones[zone].plan.to_string());
        let clip = format!("url(#{})", clip_id(beneath));
        let attributes = [
            ("data-plan", plans[0].as_str()),
            ("data-over", &plans[1]),
            ("fill", &stripes(beneath)),
            ("clip-path", &clip),
        ];
        reference(on_top, &attributes)
    });
    let is_dashed = |plan: usize| map.zones.len() == 2 && plan == 1;
    let limits = drawing.zones.iter().enumerate().map(|(index, zone)| {
        let (number, plan, edge) =
            (index.to_string(), zone.plan.to_string(), zone.edge.to_string());
        let of = if zone.shape.edge.is_some() {
            format!("#edge-{index}")
        } else {
            format!("#zone-{index}")
        };
        let dashes = if is_dashed(zone.plan) { "6 5" } else { "none" };
        let attributes = [
            ("href", of.as_str()),
            ("data-zone", &number),
            ("data-plan", &plan),
            ("stroke", &edge),
            ("stroke-dasharray", dashes),
        ];
        (is_dashed(zone.plan), Markup::tag("use", &attributes, ""))
    });
    // The dashed ones on top, so that both are seen where two limits are one.
    let (dashed, whole): (Vec<_>, Vec<_>) = limits.partition(|(is_dashed, _)| *is_dashed);
    let limits = whole.into_iter().chain(dashed).map(|(_, limit)| limit);
    let border = ["casing", "border"]
        .map(|class| Markup::tag("path", &[("class", class), ("d", &drawing.border)], ""));
    let group = |id: &str, inside: Markup| Markup::tag("g", &[("id", id)], inside);
    let swept =
        ["swept", "swept-casing", "swept-edge"].map(|id| Markup::tag("path", &[("id", id)], ""));
    let ground = [
        group("land", land.collect()),
        group("bands", bands.collect()),
        group("stripes", overlaps.collect()),
        group("limits", limits.collect()),
    ];
    let above = [group("depth-zone", swept.into()), group("border", border.into())];
    let [x, y, width, height] = drawing.inner();
    let view = format!("{x} {y} {width} {height}");
    let title = Markup::tag("title", &[("id", "picture-title")], map.caption.name);
    let defs = Markup::tag("defs", &[], defs);
    let attributes = [
        ("id", "picture"),
        ("viewBox", view.as_str()),
        ("role", "img"),
        ("aria-labelledby", "picture-title"),
    ];
    let below =
        Markup::tag("svg", &attributes, [title, description, defs, group("world", ground.into())]);
    // A picture of its own, so that the slider does not have the ground painted again.
    let attributes = [("id", "top"), ("viewBox", view.as_str()), ("aria-hidden", "true")];
    let above = [group("world-top", above.into()), group("over", Markup::default())];
    [below, Markup::tag("svg", &attributes, above)].into()
}

/// An outline that others refer to.
fn path(id: &str, d: &str) -> Markup {
    let attributes =
        [("id", id), ("d", d), ("fill-rule", "evenodd"), ("vector-effect", "non-scaling-stroke")];
    Markup::tag("path", &attributes, "")
}

/// The outline of a zone again, with these attributes.
fn reference(zone: usize, attributes: &[(&str, &str)]) -> Markup {
    let href = format!("#zone-{zone}");
    let attributes: Vec<(&str, &str)> =
        [("href", href.as_str())].into_iter().chain(attributes.iter().copied()).collect();
    Markup::tag("use", &attributes, "")
}

/// The slider with its figures.
fn depth(map: &Map<'_>, sweep: &Sweep<'_>, plan: &Proposal) -> Markup {
    let zones = map.zones.iter().find(|zones| zones.proposal().id() == plan.id());
    let territory = zones.and_then(|zones| zones.territory()).map(legend::territory);
    let along = zones.and_then(|zones| zones.sectors());
    let along = along.map(|_| "along its stretches of the border".to_owned());
    let side = zones.map(|zones| zones.side()).filter(|side| *side != Side::Both);
    let side = side.map(|side| format!("on the {side} of the border"));
    let parts: Vec<String> = [territory, along, side].into_iter().flatten().collect();
    let parts =
        if parts.is_empty() { "both sides of the border".to_owned() } else { parts.join(", ") };
    let extent = format!(
        "The zone within this distance of the border in the extent of {} ({}): {parts}.",
        legend::name(plan),
        plan.id()
    );
    let parts = [("extent", Markup::text(&extent)), ("marks", depths::buttons(map, sweep))];
    Markup::filled(DEPTH, &parts)
}

/// The signs of the map.
fn signs(map: &Map<'_>, has_depth: bool) -> Markup {
    let sample = |inside: Markup| {
        let size =
            [("class", "swatch sign"), ("width", "24"), ("height", "14"), ("viewBox", "0 0 24 14")];
        let hidden = ("aria-hidden", "true");
        Markup::tag("svg", &[size[0], size[1], size[2], size[3], hidden], inside)
    };
    let line = |class: &str| Markup::tag("path", &[("class", class), ("d", "M0 7h24")], "");
    let disc = |(class, radius): &(&str, &str)| {
        Markup::tag("circle", &[("class", class), ("cx", "12"), ("cy", "7"), ("r", radius)], "")
    };
    let discs = |discs: &[(&str, &str)]| discs.iter().map(disc).collect::<Markup>();
    let area = Markup::tag(
        "rect",
        &[("class", "swept"), ("x", "1"), ("y", "1"), ("width", "22"), ("height", "12")],
        "",
    );
    let mut rows = vec![("border", Markup::from([line("casing"), line("border")]))];
    if has_depth {
        rows.push(("zone within the slider's depth", area));
    }
    if !map.censuses.is_empty() {
        if has_depth {
            rows.push(("place within that depth", discs(&[("in", "3.8")])));
        }
        rows.push(("place within a plan", discs(&[("dot", "3.8")])));
        rows.push((
            "place at a plan's limit, not decided",
            discs(&[("dot", "3.8"), ("rim", "2.5"), ("dot", "1.2")]),
        ));
        rows.push(("place outside", discs(&[("dot", "3.8"), ("rim", "2.5")])));
    }
    let row = |(words, inside): (&str, Markup)| {
        let words = Markup::tag("span", &[], words);
        Markup::tag("li", &[], Markup::tag("div", &[("class", "row")], [sample(inside), words]))
    };
    let heading = Markup::tag("h3", &[], "Signs");
    let rows = Markup::tag("ul", &[], rows.into_iter().map(row).collect::<Markup>());
    Markup::tag("section", &[("class", "plan")], [heading, rows])
}

/// The table of all depths, folded.
fn table(sweep: &Sweep<'_>) -> Markup {
    let words =
        if depths::has_places(sweep) { "Area and people by depth" } else { "Area by depth" };
    let title = Markup::tag("summary", &[], words);
    let scrolled =
        [("class", "scrolled"), ("tabindex", "0"), ("role", "region"), ("aria-label", words)];
    let table = Markup::tag("div", &scrolled, depths::table(sweep));
    Markup::tag("details", &[], [title, table])
}

fn notes(map: &Map<'_>, drawing: &Drawing, left_out: usize) -> Markup {
    let mut notes = drawing.notes.clone();
    let territories = map.territories.iter().copied().map(Territory::name);
    let territories: Vec<String> = territories.map(legend::territory).collect();
    if !territories.is_empty() {
        notes.push(format!("Land: {}.", territories.join(", ")));
    }
    if !map.censuses.is_empty() {
        notes.push(
            "People are those of the places whose population is known; a place is a point, and counted where the \
             point lies. Places at the end of a stretch of the border, or at the edge of the territory, are left out."
                .to_owned(),
        );
    }
    if left_out > 0 {
        notes.push(format!("{left_out} smaller places outside the zones are not shown."));
    }
    if !map.caption.data_licence.is_empty() {
        notes.push(format!("Data: {}.", map.caption.data_licence));
    }
    notes.iter().map(|note| plans::paragraph("", note)).collect()
}
