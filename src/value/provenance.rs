//! The source of data, and the licence under which the data may be passed on.

use serde::Deserialize;

/// The origin of a data file, as the file itself states it.
///
/// Use it to name what zones of embedded data are made from, as their licences ask.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    name: String,
    description: String,
    source: String,
    package: String,
    version: String,
    date: String,
    licence: String,
    attribution: String,
}

impl Provenance {
    /// What the data is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it holds and what was done to it.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Who gathered it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The registry and package it was taken from.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The version of that package.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The date of the data, as `2026-07-11`.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// The licence, as an SPDX identifier.
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// Whom to name.
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// Licence and attribution in one line.
    pub fn notice(&self) -> String {
        format!("{}, {}", self.licence, self.attribution)
    }

    /// Licences and attributions of several, each once, in one line.
    pub fn notices<'a>(of: impl IntoIterator<Item = &'a Provenance>) -> String {
        let mut notices: Vec<String> = Vec::new();
        for notice in of.into_iter().map(Provenance::notice) {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
        notices.join("; ")
    }
}
