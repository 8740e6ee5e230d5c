//! Renderers: the symbol for each feature, and its label in the legend.

use super::options::unevaluated;
use crate::format::xml::Element;

/// An entry of the legend.
pub(super) struct Category {
    /// The value of the renderer's expression for the entry's features.
    pub(super) value: String,
    pub(super) label: String,
    /// The entry's symbol, named by its place among the categories.
    pub(super) symbol: Element,
}

/// The renderer of a layer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Renderer {
    pub(super) element: Element,
    /// The length of the longest label in the legend, in characters.
    pub(super) longest_label: usize,
}

/// A renderer with one symbol for all features.
pub(super) fn single(symbol: Element) -> Renderer {
    let element = renderer("singleSymbol").child(Element::new("symbols").child(symbol));
    Renderer { element, longest_label: 0 }
}

/// A renderer with a symbol for each value of an expression; parts of symbols are drawn in the
/// order of their passes.
pub(super) fn categorized(expression: &str, categories: Vec<Category>) -> Renderer {
    let entry = |(index, category): (usize, &Category)| {
        let entry = Element::new("category").attribute("symbol", index);
        entry.attributes([
            ("value", &*category.value),
            ("label", &unevaluated(&category.label)),
            ("render", "true"),
        ])
    };
    let entries: Vec<_> = categories.iter().enumerate().map(entry).collect();
    let longest = categories.iter().map(|it| it.label.chars().count()).max();
    let element = renderer("categorizedSymbol").attribute("attr", expression).children([
        Element::new("categories").children(entries),
        Element::new("symbols").children(categories.into_iter().map(|it| it.symbol)),
    ]);
    Renderer { element, longest_label: longest.unwrap_or_default() }
}

fn renderer(kind: &str) -> Element {
    Element::new("renderer-v2").attributes([("type", kind), ("symbollevels", "1")])
}

/// The name of a field in an expression.
pub(super) fn field(key: &str) -> String {
    format!("\"{}\"", key.replace('"', "\"\""))
}
