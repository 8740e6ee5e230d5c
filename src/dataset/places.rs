//! The embedded places with their provenance, read once.
//!
//! The file also gives each place's country and GeoNames id, for readers of the file.

use serde::Deserialize;

use crate::places::{Gazetteer, Settlement};
use crate::value::{Error, Position, Provenance};

/// The places of the embedded file, with their provenance.
pub(super) struct Places {
    pub(super) gazetteer: Gazetteer,
    pub(super) provenance: Provenance,
}

#[derive(Deserialize)]
struct File {
    provenance: Provenance,
    places: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    alternates: Vec<String>,
    lon: f64,
    lat: f64,
    population: Option<u64>,
}

impl Places {
    /// Reads the places in the file beside this one; the crate's tests read them all.
    pub(super) fn embedded(text: &str) -> Self {
        let file: File =
            serde_json::from_str(text).expect("the embedded file is places with their provenance");
        let settlements: Result<Vec<Settlement>, Error> =
            file.places.into_iter().map(Entry::checked).collect();
        let gazetteer = Gazetteer::new(settlements.expect("the embedded places pass their checks"));
        let body = file.provenance.source().split(',').next().unwrap_or_default();
        let year = file.provenance.date().split('-').next().unwrap_or_default();
        let gazetteer = gazetteer.with_source(format!("{body}, {year}"));
        Places { gazetteer, provenance: file.provenance }
    }
}

impl Entry {
    fn checked(self) -> Result<Settlement, Error> {
        let position = Position::new(self.lon, self.lat)?;
        Settlement::new(self.name, self.alternates, position, self.population)
    }
}
