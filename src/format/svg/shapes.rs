//! Elements of the picture and their XML, which the library escapes.
//!
//! Points in pixels, rounded to a tenth. Characters that XML does not allow become U+FFFD; those that turn
//! the direction of writing (Unicode Standard Annex 9) are left out, as they would turn what follows.

use std::fmt::Display;
use std::io;

use geo_types::{Coord, Rect};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// An element with its attributes and what it holds.
#[derive(Debug, Clone)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    pub fn new(name: &'static str) -> Self {
        Element { name, attributes: Vec::new(), children: Vec::new(), text: String::new() }
    }

    /// A group of elements that is known by this name.
    pub fn group(id: &str) -> Self {
        Element::new("g").with("id", id)
    }

    /// A group of words that stand out from what lies under them.
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

    /// The area within these rings: what is in two of them is a hole.
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

    /// A line of text that starts at a point, of this size.
    pub fn text(at: Coord<f64>, size: f64, text: &str) -> Self {
        Element::new("text").at("x", "y", at).with("font-size", tenths(size)).holding(text)
    }

    #[must_use]
    pub fn with(mut self, attribute: &'static str, value: impl Display) -> Self {
        self.attributes.push((attribute, allowed(&value.to_string())));
        self
    }

    fn at(self, x: &'static str, y: &'static str, point: Coord<f64>) -> Self {
        self.with(x, tenths(point.x)).with(y, tenths(point.y))
    }

    #[must_use]
    pub fn holding(mut self, text: &str) -> Self {
        self.text = allowed(text);
        self
    }

    #[must_use]
    pub fn and(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    #[must_use]
    pub fn and_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// The element as XML, one line an element.
    pub fn write(&self, to: impl io::Write) -> io::Result<()> {
        let mut writer = Writer::new_with_indent(to, b' ', 0);
        self.write_to(&mut writer)?;
        writer.get_mut().write_all(b"\n")
    }

    fn write_to<W: io::Write>(&self, writer: &mut Writer<W>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (attribute, value) in &self.attributes {
            start.push_attribute((*attribute, value.as_str()));
        }
        if self.children.is_empty() && self.text.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if !self.text.is_empty() {
            writer.write_event(Event::Text(BytesText::new(&self.text)))?;
        }
        for child in &self.children {
            child.write_to(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
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

fn allowed(text: &str) -> String {
    let is_allowed = |c: char| c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}';
    let is_turn = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| !is_turn(c))
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            c if is_allowed(c) => c,
            _ => char::REPLACEMENT_CHARACTER,
        })
        .collect()
}
