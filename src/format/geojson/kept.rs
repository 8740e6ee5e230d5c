//! Layers in which each feature keeps the id and the properties of the feature from which it is made.
//!
//! Properties stand as in the text, digit for digit, before the computed ones.

use std::collections::{BTreeSet, HashSet};

use super::features::InputFeature;
use crate::format::layer::Layer;
use crate::format::property::{KeptProperties, Properties};
use crate::value::{Error, ErrorKind};

/// A layer with the id and the properties of a feature of the input in each of its features: one for each, in
/// their order. The ids stay where each feature of the input is named once.
///
/// The properties of the input come first, as they are. Where some feature has a property of the same name as a
/// computed one, the names of all computed ones begin with `buffer_`.
///
/// # Errors
/// [`ErrorKind::OtherCount`] when there are more or fewer features of the input than in the layer.
///
/// ```
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::{BufferOptions, GeodesicBuffer, Length};
/// let text = r#"{"type": "Feature", "id": 7, "properties": {"name": "Kobani"},
///     "geometry": {"type": "Point", "coordinates": [38.35347, 36.89095]}}"#;
/// let features = layers::read_features(text)?;
/// let (distance, options) = (Length::from_km(1.0)?, BufferOptions::default());
/// let zone = features[0].geometry().geodesic_buffer(distance, &options)?;
/// let layer = layers::buffers([(distance, &zone)], &options, None, &Caption::default());
/// let layer = layers::with_properties(layer, &features)?.to_string();
/// assert!(layer.contains(r#""properties":{"name":"Kobani","distance_m":1000.0,"#));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn with_properties<'a>(
    mut layer: Layer,
    features: impl IntoIterator<Item = &'a InputFeature>,
) -> Result<Layer, Error> {
    let features: Vec<&InputFeature> = features.into_iter().collect();
    if features.len() != layer.features.len() {
        let (layer, given) = (layer.features.len(), features.len());
        return Err(ErrorKind::OtherCount { layer, given }.into());
    }
    let own: HashSet<&str> =
        features.iter().flat_map(|it| it.properties()).map(|it| it.0).collect();
    let computed: BTreeSet<String> =
        layer.features.iter().flat_map(|it| it.properties.columns()).map(|it| it.0).collect();
    let mut prefix = String::new();
    while computed.iter().any(|key| own.contains(&*format!("{prefix}{key}"))) {
        prefix += "buffer_";
    }
    let distinct: HashSet<*const InputFeature> =
        features.iter().map(|&it| std::ptr::from_ref(it)).collect();
    let is_once = distinct.len() == features.len();
    for (feature, input) in layer.features.iter_mut().zip(features) {
        feature.id = input.id().filter(|_| is_once).map(str::to_owned);
        feature.properties = Properties::Kept(KeptProperties {
            own: input
                .properties()
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
            prefix: prefix.clone(),
            computed: Box::new(feature.properties.clone()),
        });
    }
    Ok(layer)
}
