//! QGIS's typed maps of settings (`Option`), and settings that follow an expression.

use crate::format::xml::Element;

/// A map of texts.
pub(super) fn texts<'a>(options: impl IntoIterator<Item = (&'a str, String)>) -> Element {
    map().children(options.into_iter().map(|(name, value)| text(name, &value)))
}

/// A text in which QGIS finds nothing to compute, as it would in [% %].
pub(super) fn unevaluated(text: &str) -> String {
    text.replace("[%", "[ %")
}

/// Settings by feature: each takes the value of its expression.
pub(super) fn by_feature<'a>(
    element: &'static str,
    expressions: impl IntoIterator<Item = (&'a str, String)>,
) -> Element {
    let property = |(name, expression): (&str, String)| {
        map().attribute("name", name).children([
            option("active", "bool", "true"),
            text("expression", &expression),
            option("type", "int", "3"), // an expression, not a field or a value
        ])
    };
    let properties = map().attribute("name", "properties");
    Element::new(element).child(map().children([
        text("name", ""),
        properties.children(expressions.into_iter().map(property)),
        text("type", "collection"),
    ]))
}

fn map() -> Element {
    Element::new("Option").attribute("type", "Map")
}

fn text(name: &str, value: &str) -> Element {
    option(name, "QString", value)
}

fn option(name: &str, kind: &str, value: &str) -> Element {
    Element::new("Option").attributes([("name", name), ("type", kind), ("value", value)])
}
