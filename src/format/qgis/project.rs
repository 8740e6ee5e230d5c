//! The project: the order of the layers, their visibility, and the first view.

use super::entry::Entry;
use super::layer::{Kind, Layer};
use super::map_extent::{Crs, MapExtent};
use super::{WRITTEN_FOR, layout, map_extent};
use crate::format::caption::Caption;
use crate::format::xml::Element;

/// The text of a `.qgs` file that opens straight to a map of these layers: places on top, then
/// borders, comparisons and zones, each in the order given.
///
/// The caption's name is the project's title, and the licence of its data goes with it. The map
/// begins at the zones and comparisons, or at all layers where there are none of these. Comparisons
/// are switched off where there are zones, which they would hide. Positions are shown as longitude
/// and latitude; a map across the antimeridian is in the equidistant cylindrical projection, true
/// to scale at its middle latitude, instead. In both, edges straight in longitude and latitude are
/// drawn straight. Distances and areas are measured on the ellipsoid, in km and km². The print
/// layout `Map`, an A4 page, has the title, the legend with areas, a scale bar, the sources and the
/// licence, and is always in that projection.
///
/// A zone around a pole is shown as a strip from 180° west to 180° east, and a zone across the
/// antimeridian has an outline along its cut at 180°, where RFC 7946 has it cut. A legend of more
/// than about a hundred entries runs off the page.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::qgis::{self, Layer};
/// use safe_zone::{Tolerance, dataset};
/// let caption = Caption { name: "Turkey-Syria border", ..Caption::default() };
/// let border = dataset::turkey_syria_border();
/// let collection = layers::border(border, Tolerance::default(), &caption);
/// let layer = Layer::border("border.geojson", &collection)?;
/// assert!(qgis::project(&caption, &[layer]).contains("./border.geojson"));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn project(caption: &Caption, layers: &[Layer]) -> String {
    let mut layers: Vec<Entry> = layers
        .iter()
        .enumerate()
        .map(|(index, layer)| Entry { layer, id: layer.id(index), shown: is_shown(layer, layers) })
        .collect();
    layers.sort_by_key(|it| it.layer.kind());
    let areas = layers.iter().filter(|it| it.layer.kind().is_area());
    let mut boxes: Vec<_> = areas.filter_map(|it| it.layer.bbox()).collect();
    if boxes.is_empty() {
        boxes = layers.iter().filter_map(|it| it.layer.bbox()).collect();
    }
    let frame = MapExtent::around(boxes);
    let crs = frame.crs();
    Element::new("qgis")
        .attributes([("projectname", caption.name), ("version", WRITTEN_FOR)])
        .child(Element::new("title").text(caption.name))
        .child(Element::new("projectCrs").child(crs.system()))
        .child(Element::new("layer-tree-group").children(layers.iter().map(Entry::in_tree)))
        .child(canvas(&crs))
        .child(Element::new("projectlayers").children(layers.iter().map(Entry::map_layer)))
        .child(properties())
        .child(metadata(caption))
        .child(Element::new("Layouts").child(layout::layout(caption, &frame, &layers)))
        .document(1)
}

fn is_shown(layer: &Layer, all: &[Layer]) -> bool {
    layer.kind() != Kind::Comparison || all.iter().all(|it| it.kind() != Kind::Zones)
}

fn canvas(crs: &Crs) -> Element {
    Element::new("mapcanvas").attribute("name", "theMapCanvas").children([
        Element::new("units").text(crs.unit()),
        map_extent::extent("extent", crs.extent()),
        Element::new("destinationsrs").child(crs.system()),
    ])
}

fn properties() -> Element {
    let setting = |name, kind, value| Element::new(name).attribute("type", kind).text(value);
    Element::new("properties").children([
        Element::new("Measure").child(setting("Ellipsoid", "QString", "EPSG:7030")),
        Element::new("Measurement").children([
            setting("AreaUnits", "QString", "km2"),
            setting("DistanceUnits", "QString", "km"),
        ]),
        Element::new("Paths").child(setting("Absolute", "bool", "false")),
        // QGIS reads the project's coordinate system only with this setting.
        Element::new("SpatialRefSys").child(setting("ProjectionsEnabled", "int", "1")),
    ])
}

fn metadata(caption: &Caption) -> Element {
    Element::new("projectMetadata").children([
        Element::new("type").text("dataset"),
        Element::new("title").text(caption.name),
        Element::new("abstract").text(caption.description),
        Element::new("rights").text(caption.data_licence),
    ])
}
