//! A caption: the name, the description and the licence of a map or a layer.

/// What a layer or a map says about itself.
///
/// Every layer takes one; the default says nothing, and QGIS then names the layer after its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caption<'a> {
    /// Its name; QGIS names the layer after it.
    pub name: &'a str,
    /// What it shows; QGIS takes it for the layer's abstract.
    pub description: &'a str,
    /// Licence and attribution of the data it is made from; empty where none is known.
    pub data_licence: &'a str,
}

impl<'a> Caption<'a> {
    /// The licence, or null.
    pub(super) fn licence(&self) -> Option<&'a str> {
        Some(self.data_licence).filter(|licence| !licence.is_empty())
    }
}
