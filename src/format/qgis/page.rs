//! A print layout's page: its items, where they lie, and their fonts.
//!
//! Millimetres on the page, from its upper left corner; fonts in points.

use crate::format::xml::Element;

/// The width of a letter at one point, millimetres.
pub(super) const LETTER_MM: f64 = 0.19;

/// What the scale bar refers to.
pub(super) const MAP_ID: &str = "map";

/// Weights as Qt 5 counts them.
#[derive(Clone, Copy)]
pub(super) enum Weight {
    Normal = 50,
    Bold = 75,
}

/// Where something lies on the page: left, top, width, height.
pub(super) type Rectangle = [f64; 4];

/// As Qt writes fonts: whatever the machine takes for a sans-serif one, of this size in points.
pub(super) fn font(points: usize, weight: Weight) -> String {
    format!("Sans Serif,{points},-1,5,{},0,0,0,0,0", weight as u8)
}

pub(super) fn item(kind: &str, id: &str, [left, top, width, height]: Rectangle) -> Element {
    let position = format!("{left},{top},mm");
    Element::new("LayoutItem")
        .attributes([("type", kind), ("uuid", id), ("id", id), ("visibility", "1")])
        .attributes([("position", &*position), ("positionOnPage", &position)])
        .attribute("size", format!("{width},{height},mm"))
}
