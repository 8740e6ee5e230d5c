//! The attribute table: a heading in words for each field, columns for drawing only hidden.

use geojson::FeatureCollection;

use crate::format::property;
use crate::format::xml::Element;

/// The names of the fields, in the order of the features' properties.
pub(super) fn fields(collection: &FeatureCollection) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for key in collection.features.iter().filter_map(|it| it.properties.as_ref()).flatten() {
        if !fields.contains(key.0) {
            fields.push(key.0.clone());
        }
    }
    fields
}

pub(super) fn table(fields: &[String]) -> [Element; 2] {
    let alias = |(index, field): (usize, &String)| {
        let alias = Element::new("alias").attribute("field", field).attribute("index", index);
        alias.attribute("name", property::heading(field))
    };
    let column = |field: &String| {
        let column = Element::new("column").attributes([("type", "field"), ("width", "-1")]);
        column.attribute("name", field).attribute("hidden", u8::from(property::is_style(field)))
    };
    [
        Element::new("aliases").children(fields.iter().enumerate().map(alias)),
        Element::new("attributetableconfig")
            .child(Element::new("columns").children(fields.iter().map(column))),
    ]
}
