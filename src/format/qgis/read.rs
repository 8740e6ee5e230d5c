//! Reads the properties of features for the styles.

use geojson::{Feature, FeatureCollection};

use crate::format::property::{LICENCE, SOURCE};
use crate::value::{Colour, Error};

pub(super) struct Properties<'a> {
    feature: &'a Feature,
    index: usize,
}

impl<'a> Properties<'a> {
    /// The properties of the feature with this index.
    pub(super) fn new(feature: &'a Feature, index: usize) -> Self {
        Properties { feature, index }
    }

    pub(super) fn text(&self, key: &str) -> Result<&'a str, Error> {
        let text = self.feature.property(key).and_then(|value| value.as_str());
        text.ok_or_else(|| self.lacks("text", key))
    }

    pub(super) fn number(&self, key: &str) -> Result<f64, Error> {
        let number = self.feature.property(key).and_then(|value| value.as_f64());
        number.ok_or_else(|| self.lacks("number", key))
    }

    pub(super) fn colour(&self, key: &str) -> Result<Colour, Error> {
        self.text(key)?.parse()
    }

    fn lacks(&self, what: &str, key: &str) -> Error {
        Error::GeoJson(format!(
            "feature {} has no {what} {key:?}; give a collection as the module geojson makes it",
            self.index
        ))
    }
}

/// A text member of the collection itself; empty where there is none.
pub(super) fn member<'a>(collection: &'a FeatureCollection, key: &str) -> &'a str {
    let members = collection.foreign_members.as_ref();
    members.and_then(|members| members.get(key)).and_then(|it| it.as_str()).unwrap_or_default()
}

/// The sources that the features name, each once.
pub(super) fn sources(collection: &FeatureCollection) -> Vec<&str> {
    each(collection, SOURCE)
}

/// The licences that the features name, each once.
pub(super) fn licences(collection: &FeatureCollection) -> Vec<&str> {
    each(collection, LICENCE)
}

fn each<'a>(collection: &'a FeatureCollection, key: &str) -> Vec<&'a str> {
    let mut texts = Vec::new();
    for text in collection.features.iter().filter_map(|it| it.property(key)?.as_str()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}
