//! A caption: the name, the description and the licence of a map or a layer.

/// The caption of a layer or a map.
///
/// Every layer takes one; the default is empty, and QGIS then names the layer after its file.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::{Border, Edges, Tolerance};
/// let border = Border::new(line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7)], Edges::Planar)?;
/// let caption = Caption { name: "The line", ..Caption::default() };
/// let layer = layers::border(&border, Tolerance::default(), &caption).to_string();
/// assert!(layer.contains(r#""name":"The line""#));
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Caption<'a> {
    /// The name; QGIS names the layer after it.
    pub name: &'a str,
    /// The description; QGIS takes it for the layer's abstract.
    pub description: &'a str,
    /// Licence and attribution of the data; empty where none is known.
    pub data_licence: &'a str,
}

impl Caption<'_> {
    /// The licence; `None` where it is empty.
    pub(super) fn licence(&self) -> Option<String> {
        Some(self.data_licence.to_owned()).filter(|licence| !licence.is_empty())
    }
}
