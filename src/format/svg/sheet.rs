//! The sheet: title, map, legend and footnotes, one below the other.
//!
//! Pixels, to the right and down.

use geo_types::{Coord, LineString, coord};

use super::block::DECK;
use super::label::Boxes;
use super::layers::Layers;
use super::map::Map;
use super::outline::DEVIATION;
use super::page::{ACROSS, CORNER, GAP, MARGIN};
use super::places::Places;
use super::view::View;
use super::{area_names, block, graticule, layers, legend, multiples, page, scale_bar, view};
use crate::earth::{self, area_in_words};
use crate::format::legend as words;
use crate::format::xml::Element;
use crate::plan::Zones;
use crate::value::{Edges, Position};

const COLUMNS: usize = 3;

pub(super) fn draw(map: &Map<'_>) -> Element {
    let mut heading = page::heading(&map.caption);
    if let Some(comparison) = map.comparison {
        heading.paragraph(&words::statement(comparison), DECK);
    }
    let below = CORNER + coord! { x: 0.0, y: heading.height() + 10.0 };

    let shown = shown(map);
    let view = View::of(&shown, below, ACROSS);
    let layers = Layers::of(map, &view);
    let border = layers.border();
    let mut boxes = Boxes::default();
    let pole = scale_bar::pole(&view, &mut boxes);
    let scale = scale_bar::draw(&view, &layers.all_lines(), &mut boxes);
    let places = Places::of(map, &view, &mut boxes);
    let areas = area_names::draw(map, &view, &layers, &mut boxes);
    let [graticule, degrees] = graticule::draw(&view, border, &mut boxes);
    let places = places.named(&view, &layers.all_lines(), &mut boxes);

    let under = coord! { x: MARGIN, y: view.frame().max().y + 12.0 };
    let (alone, deep) = multiples::draw(map, &shown, under, ACROSS);
    let foot = under + coord! { x: 0.0, y: deep + 8.0 };
    // One for each plan, one for the shared part, one for the signs.
    let blocks = map.zones.len() + usize::from(map.comparison.is_some()) + 1;
    let columns = blocks.min(COLUMNS);
    let blocks = legend::blocks(map, &layers, &places.standings(), page::column(columns));
    let (legend, high) = block::columns(blocks, foot, GAP, columns);
    let notes = page::notes(&footnotes(map, &view));
    let last = foot + coord! { x: 0.0, y: high + 16.0 };
    let height = page::height(last, &notes);

    let frame = Element::rect(view.frame()).with("fill", "none").with("stroke", "#8a8a84");
    page::root(height, map.caption.name, &description(map))
        .child(Element::new("defs").children(layers.patterns()).children(layers.clips()))
        .child(page::ground(height))
        .child(heading.at(CORNER).with("id", "heading"))
        .child(Element::rect(view.frame()).with("fill", layers::SEA))
        .child(layers.land())
        .child(graticule)
        .child(areas)
        .child(layers.bands())
        .child(layers.stripes())
        .child(places.halos())
        .child(layers.limits())
        .child(Element::group("border").children(layers::border(border)))
        .child(degrees)
        .children(pole)
        .child(scale)
        .child(places.leaders())
        .child(places.dots())
        .child(places.names())
        .child(frame)
        .children(alone)
        .child(legend)
        .child(notes.at(last).with("id", "notes"))
}

/// `true` if a map shows a position, wherever its frame is on the sheet.
pub(super) fn shows(map: &Map<'_>, position: Position) -> bool {
    let view = View::of(&shown(map), coord! { x: 0.0, y: 0.0 }, ACROSS);
    view::contains(view.frame(), view.pixel(position.into()))
}

/// The positions that the map has to show.
pub(super) fn shown(map: &Map<'_>) -> Vec<Coord<f64>> {
    /// The largest bulge of zones and border beyond these positions, metres; zones have short
    /// edges.
    const DEVIATION: f64 = 500.0;
    let polygons = map.zones.iter().flat_map(Zones::iter).flat_map(|zone| zone.polygons());
    let mut lines: Vec<&LineString<f64>> = polygons.map(|polygon| polygon.exterior()).collect();
    if lines.is_empty() {
        lines.extend(map.border.lines());
    }
    let mut positions = Vec::new();
    for line in lines {
        for edge in line.lines() {
            earth::subdivide(edge.start, edge.end, Edges::Planar, DEVIATION, &mut positions);
        }
        positions.extend(line.0.last());
    }
    positions
}

/// The description of the picture in words, for readers who do not see it.
pub(super) fn description(map: &Map<'_>) -> String {
    let mut text = format!("Map. {}", map.caption.description);
    text += &map.comparison.map(|it| format!(" {}.", words::statement(it))).unwrap_or_default();
    for zones in map.zones {
        for zone in zones.iter() {
            let (id, band) = (zones.proposal().id(), zone.band());
            let regime = band.regime().map(|regime| format!(", {regime}")).unwrap_or_default();
            text +=
                &format!(" {id}: {}{regime}, {}.", band.label(), area_in_words(zone.area_km2()));
        }
    }
    text
}

fn footnotes(map: &Map<'_>, view: &View) -> Vec<String> {
    let mut notes = accuracy(map, view);
    let overlapping = "Where zones overlap, the less deep one lies on the deeper one";
    match map.zones.len() {
        0 | 1 => {}
        2 => notes.push(format!("{overlapping}, striped in the colour of the other.")),
        _ => notes.push(format!("{overlapping}; below the map each plan is drawn alone.")),
    }
    if !map.caption.data_licence.is_empty() {
        notes.push(format!("Data: {}.", map.caption.data_licence));
    }
    notes
}

/// The projection, and the accuracy of lengths and limits.
pub(super) fn accuracy(map: &Map<'_>, view: &View) -> Vec<String> {
    let metres = 2.0 * DEVIATION * view.scale();
    let drawn =
        if metres >= 1.0 { format!("{metres:.0} m") } else { format!("{:.0} cm", 100.0 * metres) };
    let mut notes = vec![format!(
        "Lambert azimuthal equal-area projection of the WGS 84 ellipsoid around {}: areas are to scale, \
         {}; the scale bar is true from west to east through the middle.",
        graticule::position(view.plane().center()),
        lengths(view),
    )];
    if let Some(zones) = map.zones.first() {
        let tolerance = zones.tolerance().length();
        notes.push(format!(
            "Limits are computed to {tolerance} and drawn to {drawn}; areas are of the ellipsoid."
        ));
    }
    notes
}

/// The largest error of lengths in words, rounded up.
fn lengths(view: &View) -> String {
    let percent = 100.0 * view.distortion();
    if percent < 20.0 {
        format!("lengths to {:.2} %", (100.0 * percent).ceil().max(1.0) / 100.0)
    } else {
        "lengths are not, away from the middle".to_owned()
    }
}
