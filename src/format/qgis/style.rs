//! The style of a layer: the same in a `.qml` beside its file and inside a project.

use super::WRITTEN_FOR;
use super::renderer::{Renderer, field};
use super::table::table;
use crate::format::xml::Element;

/// The look of a layer, on the map and in its table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Style {
    pub(super) renderer: Renderer,
    pub(super) labels: Option<Element>,
    /// The opacity of the layer as a whole, from 0 to 1: the map under a zone does not mix with its
    /// colour.
    pub(super) opacity: f64,
    /// The key and the heading of each column.
    pub(super) columns: Vec<(String, String)>,
    /// The field that names a feature.
    pub(super) display: &'static str,
}

impl Style {
    /// The text of a `.qml` file.
    pub(super) fn document(&self) -> String {
        self.fill(Element::new("qgis").attribute("version", WRITTEN_FOR)).document(1)
    }

    /// An element with this style in it.
    pub(super) fn fill(&self, element: Element) -> Element {
        element
            .attribute("styleCategories", "AllStyleCategories")
            .attribute("labelsEnabled", u8::from(self.labels.is_some()))
            .child(self.renderer.element.clone())
            .children(self.labels.clone())
            .child(Element::new("layerOpacity").text(self.opacity))
            .children(table(&self.columns))
            .child(Element::new("previewExpression").text(field(self.display)))
    }
}
