//! Markup: text that is escaped, elements, data for scripts, and the page's template.
//!
//! Whatever is not [`Markup`] is text from outside, and escaped where it is put in. Characters that turn the
//! direction of writing are left out, as in the picture.

use serde::Serialize;

use crate::format::legend::is_turn;
use crate::format::svg::allowed;
use crate::format::xml::Element;

/// A piece of a page that is HTML already.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Markup(String);

impl Markup {
    /// A text of the page's own files, HTML as it stands.
    pub fn own(text: &'static str) -> Self {
        // A browser reads line ends as line feeds, also before it compares digests.
        Markup(text.replace("\r\n", "\n"))
    }

    /// A text from outside.
    pub fn text(text: &str) -> Self {
        let mut escaped = String::new();
        for c in allowed(text).chars() {
            match c {
                '&' => escaped += "&amp;",
                '<' => escaped += "&lt;",
                '>' => escaped += "&gt;",
                '"' => escaped += "&quot;",
                '\'' => escaped += "&#39;",
                c => escaped.push(c),
            }
        }
        Markup(escaped)
    }

    /// An element. Those without an end tag, such as `input`, hold nothing.
    pub fn tag(name: &str, attributes: &[(&str, &str)], inside: impl Into<Markup>) -> Self {
        let mut text = format!("<{name}");
        for (key, value) in attributes {
            text += &format!(" {key}=\"{}\"", Markup::text(value).0);
        }
        match name {
            "input" | "path" | "rect" | "use" => text += " />",
            _ => text += &format!(">{}</{name}>", inside.into().0),
        }
        Markup(text)
    }

    /// An element of the picture.
    pub fn svg(element: &Element) -> Self {
        Markup(element.document(0))
    }

    /// Data for a script, as the content of a `script` of the type `application/json`.
    pub fn json(data: &impl Serialize) -> Self {
        let text = serde_json::to_string(data).expect("texts and numbers have a form in JSON");
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                c if is_turn(c) => {}
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    escaped += &format!("\\u{:04x}", u32::from(c));
                }
                c => escaped.push(c),
            }
        }
        Markup(escaped)
    }

    /// A template in which each `{{name}}` is replaced by the markup of that name.
    pub fn filled(template: &'static str, parts: &[(&str, Markup)]) -> Self {
        let template = Markup::own(template).0;
        let mut text = String::new();
        for (index, piece) in template.split("{{").enumerate() {
            let (name, rest) = if index == 0 {
                ("", piece)
            } else {
                piece.split_once("}}").unwrap_or(("", piece))
            };
            let part = parts.iter().find(|(own, _)| *own == name);
            text += part.map_or("", |(_, part)| &part.0);
            text += rest;
        }
        Markup(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl From<&str> for Markup {
    fn from(text: &str) -> Self {
        Markup::text(text)
    }
}

impl<const N: usize> From<[Markup; N]> for Markup {
    fn from(parts: [Markup; N]) -> Self {
        parts.into_iter().collect()
    }
}

impl FromIterator<Markup> for Markup {
    fn from_iter<I: IntoIterator<Item = Markup>>(parts: I) -> Self {
        Markup(parts.into_iter().map(|part| part.0).collect())
    }
}
