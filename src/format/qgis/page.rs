//! A print layout's page: its items, their places, and their fonts.
//!
//! Millimetres on the page, from its upper left corner; fonts in points.

use crate::format::xml::Element;

/// The width of a letter at one point, millimetres.
pub(super) const LETTER_MM: f64 = 0.19;

/// The id of the map, to which the scale bar refers.
pub(super) const MAP_ID: &str = "map";

/// The weights of a font, as Qt 5 counts them.
#[derive(Clone, Copy)]
pub(super) enum Weight {
    Normal = 50,
    Bold = 75,
}

/// The rectangle of an item on the page: left, top, width, height.
pub(super) type Rectangle = [f64; 4];

/// A font of this size in points as Qt writes it: the system's sans-serif one.
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
