//! The attribute table: a heading in words for each field, columns for drawing only hidden.

use crate::format::property;
use crate::format::xml::Element;

/// The table of these columns, each a key and a heading.
pub(super) fn table(columns: &[(String, String)]) -> [Element; 2] {
    let alias = |(index, (key, heading)): (usize, &(String, String))| {
        let alias = Element::new("alias").attribute("field", key).attribute("index", index);
        alias.attribute("name", heading)
    };
    let column = |(key, _): &(String, String)| {
        let column = Element::new("column").attributes([("type", "field"), ("width", "-1")]);
        column.attribute("name", key).attribute("hidden", u8::from(property::is_style(key)))
    };
    [
        Element::new("aliases").children(columns.iter().enumerate().map(alias)),
        Element::new("attributetableconfig")
            .child(Element::new("columns").children(columns.iter().map(column))),
    ]
}
