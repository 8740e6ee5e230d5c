//! A layer of a project: a GeoJSON file of the module `layers`, its caption, its style.

use super::label::{diameter, labels};
use super::map_extent::wgs84;
use super::renderer::{Category, Renderer, categorized, field, single};
use super::style::Style;
use super::symbol::{Disc, cased_line, disc};
use super::zones;
use crate::format::layer::Layer as Written;
use crate::format::legend::STANDINGS;
use crate::format::property::{BorderProperties, PieceProperties, PlaceProperties, ZoneProperties};
use crate::format::style;
use crate::format::xml::Element;
use crate::value::{Error, ErrorKind};

/// A GeoJSON file with its style.
///
/// It is made from the layer that is written to the file: name, abstract, colours, legend and
/// extent are those of that layer, and the columns have headings in words.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::qgis::Layer;
/// use safe_zone::{Tolerance, Zones, dataset};
/// let zones = Zones::compute(&dataset::plan(dataset::us_2019())?, Tolerance::default())?;
/// let caption = Caption { name: "Proposed zones", ..Caption::default() };
/// let zones = layers::zones(&[zones], &caption);
/// let layer = Layer::zones("zones.geojson", &zones)?;
/// assert!(layer.style().contains("United States, 8 August 2019: 0-5 km, demilitarized"));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    file: String,
    kind: Kind,
    name: String,
    description: String,
    licence: String,
    sources: Vec<String>,
    /// West, south, east, north in degrees; `None` for an empty file.
    bbox: Option<[f64; 4]>,
    style: Style,
}

/// The content of a layer, from the top of a map down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Places,
    Border,
    Comparison,
    Zones,
}

impl Kind {
    pub(super) fn is_area(self) -> bool {
        matches!(self, Kind::Zones | Kind::Comparison)
    }
}

impl Layer {
    /// The layer of the border, a dark line between white edges.
    ///
    /// `file` is the path of the GeoJSON file, seen from the project: `border.geojson`.
    ///
    /// # Errors
    /// [`ErrorKind::OtherLayer`] when this is no layer of [`layers::border`](crate::layers::border);
    /// [`ErrorKind::BadField`] when the file has no name, or one with `|`, after which QGIS expects a
    /// layer's name.
    pub fn border(file: &str, written: &Written) -> Result<Self, Error> {
        let border = written.each::<BorderProperties>("border")?;
        let empty = ErrorKind::OtherLayer { feature: None, maker: "border" };
        let first = border.first().ok_or(empty)?;
        let line = cased_line("0", first.stroke);
        Layer::new(file, written, Kind::Border, single(line))
    }

    /// The layer of zones: each band in its colour, the deepest at the bottom.
    ///
    /// # Errors
    /// As for [`border`](Layer::border), of [`layers::zones`](crate::layers::zones).
    pub fn zones(file: &str, written: &Written) -> Result<Self, Error> {
        let zones = written.each::<ZoneProperties>("zones")?;
        let mut sources: Vec<String> = Vec::new();
        for source in zones.iter().filter_map(|zone| zone.source.as_ref()) {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        let layer = Layer::new(file, written, Kind::Zones, zones::zones(&zones))?;
        Ok(Layer { sources, ..layer })
    }

    /// The layer of a comparison: the part that both plans hold in one colour, the added parts
    /// hatched in their own.
    ///
    /// # Errors
    /// As for [`border`](Layer::border), of [`layers::comparison`](crate::layers::comparison).
    pub fn comparison(file: &str, written: &Written) -> Result<Self, Error> {
        let pieces = written.each::<PieceProperties>("comparison")?;
        Layer::new(file, written, Kind::Comparison, zones::pieces(&pieces))
    }

    /// The layer of places: discs by population, full in a zone, with their names.
    ///
    /// # Errors
    /// As for [`border`](Layer::border), of [`layers::places`](crate::layers::places).
    pub fn places(file: &str, written: &Written) -> Result<Self, Error> {
        let places = written.each::<PlaceProperties>("places")?;
        let discs = STANDINGS.into_iter().zip([Disc::Full, Disc::Ring, Disc::Faint]);
        let discs = discs.filter(|(standing, _)| places.iter().any(|it| it.standing == *standing));
        let categories = discs.enumerate().map(|(index, (standing, fill))| Category {
            value: standing.to_owned(),
            label: format!("Place {standing}"),
            symbol: disc(&index.to_string(), fill, &diameter()),
        });
        let renderer = categorized(&field("standing"), categories.collect());
        Layer::new(file, written, Kind::Places, renderer)
    }

    fn new(file: &str, written: &Written, kind: Kind, renderer: Renderer) -> Result<Self, Error> {
        if file.trim().is_empty() || file.contains('|') {
            let reason = "is no name of a file; give one without |, relative to the project";
            return Err(Error::bad_field("file", file, reason));
        }
        let first = written.features.first();
        let style = Style {
            renderer,
            labels: (kind == Kind::Places).then(labels),
            opacity: if kind.is_area() { style::OPACITY } else { 1.0 },
            columns: first.map(|it| it.properties.columns()).unwrap_or_default(),
            display: if kind.is_area() { "label" } else { "name" },
        };
        Ok(Layer {
            file: file.to_owned(),
            kind,
            name: written.name.clone(),
            description: written.description.clone(),
            licence: written.licence.clone().unwrap_or_default(),
            sources: Vec::new(),
            bbox: written.bbox,
            style,
        })
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn bbox(&self) -> Option<&[f64; 4]> {
        self.bbox.as_ref()
    }

    /// The layer's name in the legend: its own, or that of the file.
    pub(super) fn name(&self) -> &str {
        if self.name.is_empty() { &self.file } else { &self.name }
    }

    /// The path of the file, seen from the project.
    pub(super) fn source(&self) -> String {
        format!("./{}", self.file)
    }

    /// The layer's id within the project, with its place in it. QGIS requires more than ten
    /// characters.
    pub(super) fn id(&self, index: usize) -> String {
        let kind = match self.kind {
            Kind::Border => "border",
            Kind::Zones => "zones",
            Kind::Comparison => "comparison",
            Kind::Places => "places",
        };
        format!("safe_zone_{kind}_{index}")
    }

    /// The number of rows in a legend, the layer's name included.
    pub(super) fn legend_rows(&self) -> usize {
        match self.style.renderer.element.count("category") {
            0 => 1, // its name is its only symbol's
            categories => 1 + categories,
        }
    }

    /// The number of characters in the longest of these rows.
    pub(super) fn longest_row(&self) -> usize {
        self.style.renderer.longest_label.max(self.name().chars().count())
    }

    /// The sources of the plans in the layer.
    pub(super) fn sources(&self) -> &[String] {
        &self.sources
    }

    /// The layer in a project, under this id.
    pub(super) fn map_layer(&self, id: &str) -> Element {
        let geometry = match self.kind {
            Kind::Border => "Line",
            Kind::Zones | Kind::Comparison => "Polygon",
            Kind::Places => "Point",
        };
        let sources = match &self.sources[..] {
            [] => String::new(),
            sources => format!("Sources: {}.", sources.join("; ")),
        };
        let said = [&*self.description, &sources].into_iter().filter(|it| !it.is_empty());
        let about = said.collect::<Vec<_>>().join("\n");
        let text = |name, text: &str| Element::new(name).text(text);
        let layer = Element::new("maplayer")
            .attributes([("type", "vector"), ("geometry", geometry)])
            .children([
                text("id", id),
                text("datasource", &self.source()),
                text("layername", self.name()),
                text("title", self.name()),
                text("abstract", &about),
                text("attribution", &self.licence),
                Element::new("srs").child(wgs84()),
                Element::new("provider").attribute("encoding", "UTF-8").text("ogr"),
                Element::new("resourceMetadata").children([
                    text("type", "dataset"),
                    text("title", self.name()),
                    text("abstract", &about),
                    text("rights", &self.licence),
                ]),
            ]);
        self.style.fill(layer)
    }

    /// The text of the `.qml` file which QGIS applies when it opens the GeoJSON file of the same
    /// stem beside it.
    pub fn style(&self) -> String {
        self.style.document()
    }
}
