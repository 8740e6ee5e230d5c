//! Symbols for areas, lines and points.
//!
//! Widths and sizes in millimetres on the screen or page. Colours are written as in the features,
//! `#0072b2`; QGIS reads this form beside its own `0,114,178,255`.

use super::options::{by_feature, texts};
use crate::format::xml::Element;
use crate::value::Colour;

const WHITE: Colour = Colour::new(0xff, 0xff, 0xff);
const BLACK: Colour = Colour::new(0, 0, 0);

/// An area of a zone, with the passes in which its parts are drawn: numbers below 1000, the higher
/// on top.
pub(super) struct Area {
    pub(super) fill: Colour,
    pub(super) stroke: Colour,
    pub(super) width_mm: f64,
    pub(super) fill_pass: usize,
    pub(super) outline_pass: usize,
}

/// An area of one colour with an outline.
pub(super) fn area(name: &str, area: &Area) -> Element {
    symbol("fill", name).children([fill(area.fill, area.fill_pass), outline(area)])
}

/// A pale area of one colour, with lines of the same colour from lower left to upper right.
pub(super) fn hatched_area(name: &str, area: &Area) -> Element {
    let lines = symbol("line", &format!("@{name}@1")).child(line_layer(area.fill, 0.5));
    let hatch = layer(
        "LinePatternFill",
        area.fill_pass,
        [
            ("angle", "45".to_owned()),
            ("distance", "1.8".to_owned()),
            ("distance_unit", "MM".to_owned()),
        ],
    );
    let pale = fill(area.fill.tint(0.75), area.fill_pass);
    symbol("fill", name).children([pale, hatch.child(lines), outline(area)])
}

/// A line between white edges.
pub(super) fn cased_line(name: &str, colour: Colour) -> Element {
    symbol("line", name).children([line_layer(WHITE, 1.6), line_layer(colour, 0.8)])
}

/// A disc whose size an expression gives; full discs lie on top.
pub(super) fn disc(name: &str, fill: Disc, size_mm: &str) -> Element {
    let (fill, stroke, width_mm, pass) = match fill {
        Disc::Full => (BLACK, WHITE, 0.3, 2),
        Disc::Ring => (WHITE, BLACK, 0.5, 1),
        Disc::Faint => (BLACK.tint(0.6), WHITE, 0.0, 0),
    };
    let marker = layer(
        "SimpleMarker",
        pass,
        [
            ("name", "circle".to_owned()),
            ("color", fill.to_string()),
            ("outline_color", stroke.to_string()),
            ("outline_style", if width_mm > 0.0 { "solid" } else { "no" }.to_owned()),
            ("outline_width", width_mm.to_string()),
            ("outline_width_unit", "MM".to_owned()),
            ("size", "2".to_owned()),
            ("size_unit", "MM".to_owned()),
        ],
    );
    let sized = by_feature("data_defined_properties", [("size", size_mm.to_owned())]);
    symbol("marker", name).child(marker.child(sized))
}

/// The filling of a disc.
pub(super) enum Disc {
    Full,
    Ring,
    Faint,
}

fn fill(colour: Colour, pass: usize) -> Element {
    layer(
        "SimpleFill",
        pass,
        [
            ("color", colour.to_string()),
            ("style", "solid".to_owned()),
            ("outline_style", "no".to_owned()),
        ],
    )
}

fn outline(area: &Area) -> Element {
    layer(
        "SimpleFill",
        area.outline_pass,
        [
            ("style", "no".to_owned()),
            ("outline_color", area.stroke.to_string()),
            ("outline_style", "solid".to_owned()),
            ("outline_width", area.width_mm.to_string()),
            ("outline_width_unit", "MM".to_owned()),
            ("joinstyle", "round".to_owned()),
        ],
    )
}

fn line_layer(colour: Colour, width_mm: f64) -> Element {
    layer(
        "SimpleLine",
        0,
        [
            ("line_color", colour.to_string()),
            ("line_width", width_mm.to_string()),
            ("line_width_unit", "MM".to_owned()),
            ("joinstyle", "round".to_owned()),
            ("capstyle", "round".to_owned()),
        ],
    )
}

fn symbol(kind: &str, name: &str) -> Element {
    Element::new("symbol").attributes([
        ("type", kind),
        ("name", name),
        ("alpha", "1"),
        ("clip_to_extent", "1"),
    ])
}

fn layer<const N: usize>(
    class: &str,
    pass: usize,
    options: [(&'static str, String); N],
) -> Element {
    Element::new("layer")
        .attributes([("class", class), ("enabled", "1"), ("locked", "0")])
        .attribute("pass", pass)
        .child(texts(options))
}
