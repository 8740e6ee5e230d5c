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
use super::{block, graticule, hatch, layers, legend, scale_bar};
use crate::earth::{self, area_in_words};
use crate::format::legend as words;
use crate::format::xml::Element;
use crate::plan::Zones;
use crate::value::Edges;

const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 24.0;
const COLUMNS: usize = 3;
const GAP: Coord<f64> = coord! { x: 28.0, y: 18.0 };
const GROUND: &str = "#ffffff";
const SEA: &str = "#f7f7f4";

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

    let view = View::of(&shown(map), below, across);
    let layers = Layers::of(map, &view);
    let border = layers.border();
    let mut boxes = Boxes::default();
    let pole = scale_bar::pole(&view, &mut boxes);
    let scale = scale_bar::draw(&view, &layers.all_lines(), &mut boxes);
    let places = Places::of(map, &view, &mut boxes);
    let [graticule, degrees] = graticule::draw(&view, border, &mut boxes);
    let places = places.named(&view, border, &mut boxes);

    let foot = coord! { x: MARGIN, y: view.frame().max().y + 20.0 };
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
        .child(definitions(&layers))
        .child(Element::rect(sheet).with("fill", GROUND))
        .child(heading.at(corner).with("id", "heading"))
        .child(Element::rect(view.frame()).with("fill", SEA))
        .child(layers.land())
        .child(graticule)
        .child(layers.bands())
        .child(layers.disputed())
        .child(layers.limits())
        .child(Element::group("border").children(layers::border(border)))
        .child(degrees)
        .children(pole)
        .child(scale)
        .child(places.dots())
        .child(places.names())
        .child(frame)
        .child(legend)
        .child(notes.at(last).with("id", "notes"))
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

/// The definitions of the hatchings.
fn definitions(layers: &Layers<'_>) -> Element {
    let disputed = layers.disputed_grounds();
    let patterns = disputed.map(|(piece, grounds)| hatch::pattern(piece.held_by(), grounds));
    Element::new("defs").children(patterns)
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
    if map.zones.len() > 1 {
        notes.push("Where zones overlap, the less deep one lies on the deeper one.".to_owned());
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
