//! A layer in a project: its id, its visibility, and its place in the layer tree.

use super::layer::Layer;
use crate::format::xml::Element;

/// A layer in the project.
pub(super) struct Entry<'a> {
    pub(super) layer: &'a Layer,
    pub(super) id: String,
    pub(super) shown: bool,
}

impl Entry<'_> {
    pub(super) fn in_tree(&self) -> Element {
        Element::new("layer-tree-layer")
            .attributes([("id", &*self.id), ("name", self.layer.name())])
            .attributes([("providerKey", "ogr"), ("source", &self.layer.source())])
            .attribute("checked", if self.shown { "Qt::Checked" } else { "Qt::Unchecked" })
            .attribute("expanded", u8::from(self.shown))
    }

    pub(super) fn map_layer(&self) -> Element {
        self.layer.map_layer(&self.id)
    }
}
