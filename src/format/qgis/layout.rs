//! The print layout: title, map, scale bar, legend and licences on an A4 page.
//!
//! Millimetres on the page, from its upper left corner; the map in an equal-area projection about its
//! middle. The map leaves the legend the room that its rows need, down to a third of the page.

use super::frame::{Crs, Frame};
use super::project::Entry;
use super::xml::Element;
use crate::format::geojson::Caption;

const NAME: &str = "Map";
const PAGE_MM: [f64; 2] = [297.0, 210.0];
const EDGE_MM: f64 = 8.0;
const TITLE_MM: f64 = 11.0;
const FOOT_MM: f64 = 8.0;
const ROW_MM: f64 = 5.5;
/// QGIS fills one column before the other, and leaves space between layers.
const SPARE_ROWS: usize = 2;
const LEAST_MAP_MM: f64 = 70.0;
const LONGEST_SEGMENT_MM: f64 = 30.0;
const PROJECTION: &str = "Lambert's azimuthal equal-area projection, WGS 84.";
/// What the scale bar refers to.
const MAP_ID: &str = "map";

/// Weights as Qt 5 counts them.
#[derive(Clone, Copy)]
enum Weight {
    Normal = 50,
    Bold = 75,
}

/// Where something lies on the page: left, top, width, height.
type Rectangle = [f64; 4];

pub(super) fn layout(caption: &Caption, frame: &Frame, layers: &[Entry]) -> Element {
    // Zones first: they are what a reader looks for.
    let shown: Vec<&Entry> = layers.iter().rev().filter(|layer| layer.shown).collect();
    // In two columns, no layer in both: half of all rows at least, and the longest layer's.
    let rows = shown.iter().map(|it| it.layer.legend_rows());
    let rows = rows.clone().max().unwrap_or(0).max(rows.sum::<usize>().div_ceil(2));
    let width = PAGE_MM[0] - 2.0 * EDGE_MM;
    let top = EDGE_MM + TITLE_MM;
    let bottom = PAGE_MM[1] - EDGE_MM - FOOT_MM;
    let map_height = (bottom - top - ROW_MM * (rows + SPARE_ROWS) as f64).max(LEAST_MAP_MM);
    let map = [EDGE_MM, top, width, map_height];
    let below = top + map_height + 1.0;
    let crs = frame.equal_area();
    let extent = filled(crs.extent(), width / map_height);
    // What is too long for the line is smaller.
    let points = 1260 / caption.name.chars().count().max(70);
    let title = font(points.max(7), Weight::Bold);
    let licences = match caption.data_licence {
        "" => PROJECTION.to_owned(),
        licence => format!("Data: {licence}\n{PROJECTION}"),
    };
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
            scale_bar((extent[2] - extent[0]) / width, [EDGE_MM + 3.0, below - 14.0]),
            legend(&shown, [EDGE_MM, below, width, bottom - below]),
            label(
                "licences",
                &licences,
                &font(7, Weight::Normal),
                [EDGE_MM, bottom, width, FOOT_MM],
            ),
        ])
}

/// The box, made wider or higher to have this ratio of width to height.
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

/// Two segments of a round length, where a millimetre of the map is so many metres.
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
            ("unitType", "km"),
            ("unitLabel", "km"),
            ("numMapUnitsPerScaleBarUnit", "1"),
            ("numSegments", "2"),
            ("numSegmentsLeft", "0"),
            ("height", "2"),
        ])
        .attribute("numUnitsPerSegment", km)
        .child(style)
}

fn legend(layers: &[&Entry], place: Rectangle) -> Element {
    let style = |(name, font): (&str, String)| {
        Element::new("style")
            .attribute("name", name)
            .attribute("marginTop", "1.5")
            .attribute("marginLeft", if name == "symbolLabel" { "2" } else { "0" })
            .child(Element::new("styleFont").attribute("description", font))
    };
    let styles = [
        ("subgroup", font(10, Weight::Bold)),
        ("symbol", font(9, Weight::Normal)),
        ("symbolLabel", font(9, Weight::Normal)),
    ];
    item("65642", "legend", place)
        .attributes([
            ("map_uuid", MAP_ID),
            ("columnCount", "2"),
            ("columnSpace", "8"),
            ("splitLayer", "0"),
            ("boxSpace", "0"),
            ("symbolWidth", "7"),
            ("symbolHeight", "3.5"),
            ("resizeToContents", "1"),
        ])
        .child(Element::new("styles").children(styles.into_iter().map(style)))
        .child(Element::new("layer-tree-group").children(layers.iter().map(|it| it.in_tree())))
}

/// As Qt writes fonts: whatever the machine takes for a sans-serif one, of this size in points.
fn font(points: usize, weight: Weight) -> String {
    format!("Sans Serif,{points},-1,5,{},0,0,0,0,0", weight as u8)
}

fn label(id: &str, text: &str, font: &str, place: Rectangle) -> Element {
    // What stands in [% %] QGIS would compute.
    item("65641", id, place)
        .attribute("labelText", text.replace("[%", "[ %"))
        .attributes([("valign", "32"), ("halign", "1"), ("htmlState", "0")])
        .child(Element::new("LabelFont").attribute("description", font))
}

fn item(kind: &str, id: &str, [left, top, width, height]: Rectangle) -> Element {
    let position = format!("{left},{top},mm");
    Element::new("LayoutItem")
        .attributes([("type", kind), ("uuid", id), ("id", id), ("visibility", "1")])
        .attributes([("position", &*position), ("positionOnPage", &position)])
        .attribute("size", format!("{width},{height},mm"))
}
