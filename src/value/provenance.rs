//! The source of data, and the licence under which the data may be passed on.

use serde::Deserialize;

/// The origin of a data file, as the file itself states it.
///
/// Use it to name the sources of zones made from embedded data, as their licences ask.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::values::Provenance;
/// use safe_zone::dataset;
/// let sources = [dataset::border_provenance(), dataset::places_provenance()];
/// let notices = Provenance::notices(sources);
/// assert!(notices.contains("OpenStreetMap") && notices.contains("GeoNames"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
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
    /// The name of the data.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The content of the data and the changes made to it.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The body that gathered the data.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The registry and package from which the data was taken.
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

    /// The attribution: whom to name with the data.
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// The licence and the attribution in one line.
    pub fn notice(&self) -> String {
        format!("{}, {}", self.licence, self.attribution)
    }

    /// The notices of several data files in one line, each notice once.
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
