//! The sheet: title, map, legend and footnotes, one below the other.
//!
//! Pixels, to the right and down.

use geo_types::{Coord, LineString, Rect, coord};

use super::block::{Block, DECK, NOTE, TITLE};
use super::label::Boxes;
use super::layers::Layers;
use super::map::Map;
use super::outline::DEVIATION;
use super::places::Places;
use super::shapes::tenths;
use super::view::View;
use super::{area_names, block, graticule, layers, legend, multiples, scale_bar, view};
use crate::earth::{self, area_in_words};
use crate::format::legend as words;
use crate::format::xml::Element;
use crate::plan::Zones;
use crate::value::{Edges, Position};

const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 24.0;
const COLUMNS: usize = 3;
const GAP: Coord<f64> = coord! { x: 28.0, y: 18.0 };
const GROUND: &str = "#ffffff";

pub(super) fn draw(map: &Map<'_>) -> Element {
    let across = WIDTH - 2.0 * MARGIN;
    let mut heading = Block::new(across);
    heading.paragraph(map.caption.name, TITLE);
    heading.space(2.0);
    heading.paragraph(map.caption.description, DECK);
    if let Some(comparison) = map.comparison {
        heading.paragraph(&words::statement(comparison), DECK);
    }
    let corner = coord! { x: MARGIN, y: MARGIN - 6.0 };
    let below = coord! { x: MARGIN, y: corner.y + heading.height() + 10.0 };

    let shown = shown(map);
    let view = View::of(&shown, below, across);
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
    let (alone, deep) = multiples::draw(map, &shown, under, across);
    let foot = under + coord! { x: 0.0, y: deep + 8.0 };
    // One for each plan, one for the shared part, one for the signs.
    let blocks = map.zones.len() + usize::from(map.comparison.is_some()) + 1;
    let columns = blocks.min(COLUMNS);
    let wide = (across - GAP.x * (columns - 1) as f64) / columns as f64;
    let blocks = legend::blocks(map, &layers, &places.standings(), wide);
    let (legend, high) = block::columns(blocks, foot, GAP, columns);
    let mut notes = Block::new(across);
    footnotes(map, &view).iter().for_each(|note| notes.paragraph(note, NOTE));
    let last = foot + coord! { x: 0.0, y: high + 16.0 };
    let height = (last.y + notes.height() + MARGIN - 6.0).ceil();

    let sheet = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: WIDTH, y: height });
    let size = [WIDTH, height].map(tenths);
    let frame = Element::rect(view.frame()).with("fill", "none").with("stroke", "#8a8a84");
    Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("width", &size[0])
        .with("height", &size[1])
        .with("viewBox", format!("0 0 {} {}", size[0], size[1]))
        .with("role", "img")
        .with("font-family", "sans-serif")
        .child(Element::new("title").holding(map.caption.name))
        .child(Element::new("desc").holding(&description(map)))
        .child(Element::new("defs").children(layers.patterns()).children(layers.clips()))
        .child(Element::rect(sheet).with("fill", GROUND))
        .child(heading.at(corner).with("id", "heading"))
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
    let view = View::of(&shown(map), coord! { x: 0.0, y: 0.0 }, WIDTH - 2.0 * MARGIN);
    view::contains(view.frame(), view.pixel(position.into()))
}

/// The positions that the map has to show.
fn shown(map: &Map<'_>) -> Vec<Coord<f64>> {
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
fn description(map: &Map<'_>) -> String {
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

/// The largest error of lengths in words, rounded up.
fn lengths(view: &View) -> String {
    let percent = 100.0 * view.distortion();
    if percent < 20.0 {
        format!("lengths to {:.2} %", (100.0 * percent).ceil().max(1.0) / 100.0)
    } else {
        "lengths are not, away from the middle".to_owned()
    }
}
