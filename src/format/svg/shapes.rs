//! Shapes and words of the picture, as elements of SVG.
//!
//! Points in pixels, rounded to a tenth. Characters that XML does not allow become U+FFFD; those
//! that turn the direction of writing (Unicode Standard Annex 9) are left out, because they would
//! turn the text that follows.

use std::fmt::Display;

use geo_types::{Coord, Rect};

use crate::format::legend::is_turn;
use crate::format::xml::Element;

impl Element {
    /// A group of elements with this id.
    pub fn group(id: &str) -> Self {
        Element::new("g").with("id", id)
    }

    /// A group of words with a halo.
    pub fn haloed(id: &str) -> Self {
        Element::group(id)
            .with("stroke", "#ffffff")
            .with("stroke-width", 3)
            .with("stroke-linejoin", "round")
            .with("paint-order", "stroke")
    }

    /// A path through these lines.
    pub fn lines(lines: &[Vec<Coord<f64>>]) -> Self {
        Element::new("path").with("d", data(lines, "")).with("fill", "none")
    }

    /// The area within these rings; an area within two of them is a hole.
    pub fn area(rings: &[Vec<Coord<f64>>]) -> Self {
        Element::new("path").with("d", data(rings, "Z")).with("fill-rule", "evenodd")
    }

    pub fn rect(rect: Rect<f64>) -> Self {
        Element::new("rect")
            .at("x", "y", rect.min())
            .with("width", tenths(rect.width()))
            .with("height", tenths(rect.height()))
    }

    pub fn circle(center: Coord<f64>, radius: f64) -> Self {
        Element::new("circle").at("cx", "cy", center).with("r", tenths(radius))
    }

    /// A line of text of this size that starts at a point.
    pub fn words(at: Coord<f64>, size: f64, text: &str) -> Self {
        Element::new("text").at("x", "y", at).with("font-size", tenths(size)).holding(text)
    }

    /// The same element with one more attribute.
    #[must_use]
    pub fn with(self, attribute: &'static str, value: impl Display) -> Self {
        self.attribute(attribute, allowed(&value.to_string()))
    }

    fn at(self, x: &'static str, y: &'static str, point: Coord<f64>) -> Self {
        self.with(x, tenths(point.x)).with(y, tenths(point.y))
    }

    /// The same element with this text inside.
    #[must_use]
    pub fn holding(self, words: &str) -> Self {
        if words.is_empty() { self } else { self.text(allowed(words)) }
    }
}

fn data(parts: &[Vec<Coord<f64>>], close: &str) -> String {
    let mut data = String::new();
    for part in parts {
        let mut points: Vec<String> =
            part.iter().map(|p| format!("{},{}", tenths(p.x), tenths(p.y))).collect();
        points.dedup();
        data += &format!("M{}{close}", points.join(" "));
    }
    data
}

/// A number to a tenth, without a tenth that is zero.
pub(super) fn tenths(value: f64) -> String {
    // Adding zero turns -0.0 into 0.0.
    format!("{}", (value * 10.0).round() / 10.0 + 0.0)
}

/// The text without characters that XML does not allow or that turn the direction of writing.
pub(in crate::format) fn allowed(text: &str) -> String {
    let is_allowed = |c: char| c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}';
    text.chars()
        .filter(|c| !is_turn(*c))
        .map(|c| match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
            c if is_allowed(c) => c,
            _ => char::REPLACEMENT_CHARACTER,
        })
        .collect()
}
