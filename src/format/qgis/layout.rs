//! The print layout: title, map, scale bar, legend, sources and licences on an A4 page.
//!
//! Millimetres on the page, from its upper left corner; the map in the equidistant cylindrical
//! projection. The map leaves the legend and the notes the room that they need, and takes at least
//! a third of the page.

use super::entry::Entry;
use super::legend::Legend;
use super::map_extent::{Crs, MapExtent};
use super::options::unevaluated;
use super::page::{LETTER_MM, MAP_ID, Rectangle, Weight, font, item};
use crate::format::caption::Caption;
use crate::format::xml::Element;

const NAME: &str = "Map";
const PAGE_MM: [f64; 2] = [297.0, 210.0];
const EDGE_MM: f64 = 8.0;
const TITLE_MM: f64 = 11.0;
const SCALE_BAR_MM: f64 = 12.0;
const LEAST_MAP_MM: f64 = 70.0;
const LONGEST_SEGMENT_MM: f64 = 30.0;
/// The height of a line of text at one point, millimetres.
const LINE_MM: f64 = 0.45;
const NOTES_MARGIN_MM: f64 = 2.0;
pub(super) fn layout(caption: &Caption, frame: &MapExtent, layers: &[Entry]) -> Element {
    // Zones come first: readers look for them.
    let shown: Vec<&Entry> = layers.iter().rev().filter(|layer| layer.shown).collect();
    let width = PAGE_MM[0] - 2.0 * EDGE_MM;
    let crs = frame.cylindrical();
    let notes = notes(caption, &crs, &shown);
    // Many sources are set smaller.
    let points = if lines(&notes, width, 7) > 8 { 5 } else { 7 };
    let foot = NOTES_MARGIN_MM + LINE_MM * (points * lines(&notes, width, points)) as f64;
    let top = EDGE_MM + TITLE_MM;
    let bottom = PAGE_MM[1] - EDGE_MM - foot;
    let room = bottom - top - SCALE_BAR_MM;
    let legend = Legend::fitting(&shown, [width, room - LEAST_MAP_MM]);
    let map_height = (room - legend.height()).max(LEAST_MAP_MM);
    let map = [EDGE_MM, top, width, map_height];
    let below = top + map_height + 1.0;
    let under_bar = top + map_height + SCALE_BAR_MM;
    let extent = filled(crs.extent(), width / map_height);
    // A title too long for the line is set smaller.
    let title_points = 1260 / caption.name.chars().count().max(70);
    let title = font(title_points.max(7), Weight::Bold);
    Element::new("Layout")
        .attributes([("name", NAME), ("units", "mm"), ("printResolution", "300")])
        .child(Element::new("PageCollection").child(item(
            "65638",
            "page",
            [0.0, 0.0, PAGE_MM[0], PAGE_MM[1]],
        )))
        .children([
            label("title", caption.name, &title, [EDGE_MM, EDGE_MM, width, 9.0]),
            map_item(&crs, extent, map),
            scale_bar((extent[2] - extent[0]) / width, [EDGE_MM, below]),
            legend.item(&shown, [EDGE_MM, under_bar, width, bottom - under_bar]),
            label("notes", &notes, &font(points, Weight::Normal), [EDGE_MM, bottom, width, foot]),
        ])
}

/// The sources, the data and the map's projection, each in a paragraph.
fn notes(caption: &Caption, crs: &Crs, layers: &[&Entry]) -> String {
    let mut sources: Vec<&str> = Vec::new();
    for source in layers.iter().flat_map(|it| it.layer.sources()) {
        if !sources.contains(&&**source) {
            sources.push(source);
        }
    }
    let said = |what: &str, text: &str| match text {
        "" => String::new(),
        text => format!("{what}: {text}\n"),
    };
    let sources = said("Sources", &sources.join("; "));
    format!("{sources}{}{}", said("Data", caption.data_licence), crs.words())
}

/// The number of lines that a text takes in this width and size.
fn lines(text: &str, width: f64, points: usize) -> usize {
    let letters = (width / (LETTER_MM * points as f64)) as usize;
    text.lines().map(|it| it.chars().count().div_ceil(letters).max(1)).sum()
}

/// The box, widened or heightened to this ratio of width to height.
fn filled([west, south, east, north]: [f64; 4], ratio: f64) -> [f64; 4] {
    let (width, height) = (east - west, north - south);
    let x = 0.5 * (height * ratio - width).max(0.0);
    let y = 0.5 * (width / ratio - height).max(0.0);
    [west - x, south - y, east + x, north + y]
}

fn map_item(crs: &Crs, [west, south, east, north]: [f64; 4], place: Rectangle) -> Element {
    item("65639", MAP_ID, place)
        .attributes([("frame", "true"), ("background", "true"), ("drawCanvasItems", "true")])
        .child(
            Element::new("Extent")
                .attribute("xmin", west)
                .attribute("ymin", south)
                .attribute("xmax", east)
                .attribute("ymax", north),
        )
        .child(Element::new("crs").child(crs.system()))
}

/// The scale bar: two segments of a round length along the parallel that is true to scale, at this
/// many metres for a millimetre of the map.
fn scale_bar(metres_a_mm: f64, [left, top]: [f64; 2]) -> Element {
    let most_km = metres_a_mm / 1000.0 * LONGEST_SEGMENT_MM;
    let decade = 10f64.powf(most_km.log10().floor());
    let km = [5.0, 2.0].into_iter().map(|it| it * decade).find(|km| *km <= most_km);
    let km = km.unwrap_or(decade);
    let style = Element::new("text-style").attributes([
        ("fontFamily", "Sans Serif"),
        ("fontSize", "8"),
        ("fontSizeUnit", "Point"),
        ("fontWeight", "50"),
        ("textColor", "#000000"),
        ("textOpacity", "1"),
    ]);
    item("65646", "scale bar", [left, top, 80.0, 11.0])
        .attributes([
            ("mapUuid", MAP_ID),
            ("style", "Line Ticks Up"),
            // The units of the map itself: for kilometres QGIS would measure along the lower edge.
            ("unitType", "<unknown>"),
            ("unitLabel", "km"),
            ("numMapUnitsPerScaleBarUnit", "1000"),
            ("numSegments", "2"),
            ("numSegmentsLeft", "0"),
            ("height", "2"),
        ])
        .attribute("numUnitsPerSegment", 1000.0 * km)
        .child(style)
}

fn label(id: &str, text: &str, font: &str, place: Rectangle) -> Element {
    item("65641", id, place)
        .attribute("labelText", unevaluated(text))
        .attributes([("valign", "32"), ("halign", "1"), ("htmlState", "0")])
        .child(Element::new("LabelFont").attribute("description", font))
}
