//! A layer of a map: features, each with its geometry and its properties, under one caption.
//!
//! Longitude and latitude in degrees on WGS 84, or coordinates in the system named. The writers of
//! `layers` make layers, and QGIS styles and layers in other coordinate systems are made of them.
//! Serialized, a layer is a FeatureCollection, its members and properties in the order in which
//! they are declared.

use std::{fmt, io};

use geo_types::{Geometry, LineString, Polygon};
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::bounding_box::BoundingBox;
use super::caption::Caption;
use super::property::{OfKind, Properties};
use crate::planar::polygon_rings;
use crate::value::{Error, ErrorKind};

/// A layer of a map, as the functions of this module make it.
///
/// Its `Display` is the text of the GeoJSON file; it also is a `serde::Serialize`.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::layers::{self, Caption, Layer};
/// use safe_zone::{Border, Edges, Tolerance};
/// let border = Border::new(line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7)], Edges::Planar)?;
/// let layer: Layer = layers::border(&border, Tolerance::default(), &Caption::default());
/// let text = layer.to_string();
/// let mut file = Vec::new();
/// layer.write_to(&mut file)?;
/// assert_eq!(file, text.as_bytes());
/// assert!(text.starts_with(r#"{"type":"FeatureCollection","bbox":[38.0,36.7,39.0,36.8],"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename = "FeatureCollection")]
pub struct Layer {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bbox: Option<[f64; 4]>,
    pub(super) features: Vec<Feature>,
    pub(super) name: String,
    pub(super) description: String,
    #[serde(skip)]
    pub(super) licence: Option<String>,
    /// The coordinate system; `None` for WGS 84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) crs: Option<NamedCrs>,
}

/// A feature; its box is west, south, east, north.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type")]
pub(super) struct Feature {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bbox: Option<[f64; 4]>,
    /// The id of the feature of the input from which it is made, as JSON.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "json")]
    pub(super) id: Option<String>,
    #[serde(serialize_with = "geometry")]
    pub(super) geometry: Geometry<f64>,
    pub(super) properties: Properties,
}

/// A coordinate system as GeoJSON of 2008 names it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename = "name")]
pub(super) struct NamedCrs {
    pub(super) properties: CrsName,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct CrsName {
    pub(super) name: String,
}

impl Layer {
    /// The layer of these features on WGS 84.
    pub(super) fn new(
        features: impl IntoIterator<Item = (Geometry<f64>, Properties)>,
        caption: &Caption,
    ) -> Self {
        let mut whole = BoundingBox::default();
        let feature = |(geometry, properties)| {
            let extent = BoundingBox::around(&geometry);
            let bbox = extent.bbox();
            whole.join(extent);
            Feature { bbox, id: None, geometry, properties }
        };
        let features = features.into_iter().map(feature).collect();
        Layer {
            bbox: whole.bbox(),
            features,
            name: caption.name.to_owned(),
            description: caption.description.to_owned(),
            licence: caption.licence(),
            crs: None,
        }
    }

    /// The layer of the features of some layers, in their order, under one caption.
    ///
    /// ```
    /// use geo_types::line_string;
    /// use safe_zone::layers::{self, Caption, Layer};
    /// use safe_zone::{Border, Edges, Tolerance};
    /// let line = |y: f64| Border::new(line_string![(x: 38.0, y: y), (x: 39.0, y: y)], Edges::Planar);
    /// let (tolerance, caption) = (Tolerance::default(), Caption::default());
    /// let layers = [line(36.0)?, line(37.0)?].map(|it| layers::border(&it, tolerance, &caption));
    /// let both = Layer::concat(layers, &caption);
    /// assert_eq!(both.len(), 2);
    /// assert!(both.to_string().contains(r#""bbox":[38.0,36.0,39.0,37.0]"#));
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn concat(layers: impl IntoIterator<Item = Layer>, caption: &Caption) -> Self {
        let features: Vec<Feature> = layers.into_iter().flat_map(|it| it.features).collect();
        let mut whole = BoundingBox::default();
        features.iter().filter_map(|it| it.bbox).for_each(|bbox| whole.add_bbox(bbox));
        Layer { bbox: whole.bbox(), features, ..Layer::new([], caption) }
    }

    /// Writes the text of the GeoJSON file, piece by piece: give a buffered writer.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_to(&self, writer: impl io::Write) -> io::Result<()> {
        serde_json::to_writer(writer, self).map_err(io::Error::from)
    }

    /// The number of features.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// `true` if there is no feature.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The properties of each feature, all of one kind.
    ///
    /// # Errors
    /// [`ErrorKind::OtherLayer`] for a feature of another kind, with the name of the function that makes
    /// layers of this one.
    pub(super) fn each<T: OfKind>(&self, maker: &'static str) -> Result<Vec<&T>, Error> {
        let refused = |index| Error::from(ErrorKind::OtherLayer { feature: Some(index), maker });
        let features = self.features.iter().enumerate();
        features.map(|(index, it)| T::of(&it.properties).ok_or_else(|| refused(index))).collect()
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

/// Serializes a text of JSON as it is.
fn json<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let value = text.as_deref().map(serde_json::from_str::<&RawValue>).transpose();
    value.map_err(S::Error::custom)?.serialize(serializer)
}

/// Serializes a point, lines or polygons; one line alone is a LineString.
fn geometry<S: Serializer>(geometry: &Geometry<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(tag = "type", content = "coordinates")]
    enum Shape {
        Point([f64; 2]),
        LineString(Vec<[f64; 2]>),
        MultiLineString(Vec<Vec<[f64; 2]>>),
        MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
    }
    let line = |line: &LineString<f64>| line.coords().map(|&p| p.into()).collect();
    let rings = |polygon: &Polygon<f64>| polygon_rings(polygon).map(line).collect();
    let shape = match geometry {
        Geometry::Point(at) => Shape::Point((*at).into()),
        Geometry::MultiLineString(lines) => match &lines.0[..] {
            [only] => Shape::LineString(line(only)),
            lines => Shape::MultiLineString(lines.iter().map(line).collect()),
        },
        Geometry::MultiPolygon(polygons) => {
            Shape::MultiPolygon(polygons.iter().map(rings).collect())
        }
        other => return Err(S::Error::custom(format!("no layer has {other:?}"))),
    };
    shape.serialize(serializer)
}
