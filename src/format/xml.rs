//! An XML element, and a document with one root element.
//!
//! Characters that XML 1.0 (§2.2) cannot hold, such as a bell, become U+FFFD.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// An element with its attributes, and either text or elements inside.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: Option<String>,
    children: Vec<Element>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Element { name, attributes: Vec::new(), text: None, children: Vec::new() }
    }

    pub(super) fn attribute(mut self, key: &'static str, value: impl ToString) -> Self {
        self.attributes.push((key, clean(&value.to_string())));
        self
    }

    /// The same element without its id.
    pub(super) fn unnamed(mut self) -> Self {
        self.attributes.retain(|(key, _)| *key != "id");
        self
    }

    pub(super) fn attributes<const N: usize>(self, all: [(&'static str, &str); N]) -> Self {
        all.into_iter().fold(self, |element, (key, value)| element.attribute(key, value))
    }

    pub(super) fn text(mut self, text: impl ToString) -> Self {
        self.text = Some(clean(&text.to_string()));
        self
    }

    pub(super) fn child(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// The number of elements of this name inside the element.
    pub(super) fn count(&self, name: &str) -> usize {
        let inside = self.children.iter().map(|child| child.count(name));
        usize::from(self.name == name) + inside.sum::<usize>()
    }

    /// The document with this element as its root: one line for each element, indented by `indent`
    /// spaces more than the element around it.
    pub(super) fn document(&self, indent: usize) -> String {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', indent);
        self.write(&mut writer).expect("memory takes whatever is written");
        String::from_utf8_lossy(&writer.into_inner()).into_owned() + "\n"
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self.attributes.iter().map(|(key, value)| (*key, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.text.is_none() && self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if let Some(text) = &self.text {
            writer.write_event(Event::Text(BytesText::new(text)))?;
        }
        self.children.iter().try_for_each(|child| child.write(writer))?;
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

fn clean(text: &str) -> String {
    let is_lost = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        '\u{0}'..' ' | '\u{fffe}' | '\u{ffff}' => true,
        _ => false,
    };
    text.replace(is_lost, "\u{fffd}")
}
