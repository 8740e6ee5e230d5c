//! Coordinate systems other than WGS 84, of files read and of files written.
//!
//! They need the feature `proj`; without it, a system given is refused with the option that brings
//! the feature. PROJ's operations, with the accuracy that PROJ states, come back as a note to be
//! shown.

#[cfg(feature = "proj")]
mod with_proj;
#[cfg(not(feature = "proj"))]
mod without_proj;

use std::path::{Path, PathBuf};

use clap::Args;
use geo_types::Geometry;
use safe_zone::geojson::{read_border, read_geometry, read_territory};
use safe_zone::{Border, Edges, Error, Territory, Tolerance};

use super::failure::Failure;
#[cfg(feature = "proj")]
use with_proj as proj;
#[cfg(not(feature = "proj"))]
use without_proj as proj;

pub use proj::{Crs, layer, positions};

/// A result, with a note of its transformation from one system to another, if there was one.
pub type Noted<T> = (T, Option<String>);

/// The coordinate system of the input files, from the command line.
#[derive(Args)]
pub struct InputCrsArgs {
    /// Coordinate system of the input files, as EPSG:32637, a PROJ string, WKT or PROJJSON
    /// [default: the system that a GeoJSON file names in its member crs, else WGS 84]
    #[arg(long = "input-crs", value_name = "CRS", allow_hyphen_values = true)]
    given: Option<String>,
}

/// The coordinate system of the input files, if one is given.
pub struct InputCrs(Option<Crs>);

impl InputCrsArgs {
    /// Looks the system up.
    pub fn read(&self) -> Result<InputCrs, Failure> {
        asked("--input-crs", self.given.as_deref()).map(InputCrs)
    }
}

impl InputCrs {
    /// The input in which each file has the system that it names.
    pub fn as_named() -> Self {
        InputCrs(None)
    }

    /// Reads the border in a text of GeoJSON.
    pub fn border(
        &self,
        text: &str,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<Noted<Border>, Error> {
        match self.system(text)? {
            Some(crs) => proj::border(text, &crs, edges, tolerance),
            None => Ok((read_border(text, edges)?, None)),
        }
    }

    /// Reads any geometry in a text of GeoJSON; in a system other than WGS 84, lines alone.
    pub fn geometry(
        &self,
        text: &str,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<Noted<Geometry<f64>>, Error> {
        match self.system(text)? {
            Some(crs) => {
                let (border, note) = proj::border(text, &crs, edges, tolerance)?;
                Ok((border.lines().clone().into(), note))
            }
            None => Ok((read_geometry(text)?, None)),
        }
    }

    /// Reads the territory in a text of GeoJSON.
    pub fn territory(
        &self,
        text: &str,
        name: &str,
        tolerance: Tolerance,
    ) -> Result<Noted<Territory>, Error> {
        match self.system(text)? {
            Some(crs) => proj::territory(text, name, &crs, tolerance),
            None => Ok((read_territory(text, name)?, None)),
        }
    }

    /// The system given, if there is one.
    pub fn given(&self) -> Option<&Crs> {
        self.0.as_ref()
    }

    /// The system of a text, unless it is WGS 84.
    fn system(&self, text: &str) -> Result<Option<Crs>, Error> {
        if self.0.is_some() { Ok(self.0.clone()) } else { proj::declared(text) }
    }
}

/// The system to write, if one is given.
pub fn output(given: Option<&str>) -> Result<Option<Crs>, Failure> {
    asked("--output-crs", given)
}

fn asked(option: &str, given: Option<&str>) -> Result<Option<Crs>, Failure> {
    let crs = given.map(proj::parse).transpose();
    crs.map_err(|error| Failure::File(format!("{option}: {error}")))
}

/// A file's name with the system in it: `zones.geojson` becomes `zones.epsg-32637.geojson`.
pub fn tagged(path: &Path, crs: &Crs) -> PathBuf {
    let mut name = tag(&path.file_stem().unwrap_or_default().to_string_lossy(), crs);
    if let Some(extension) = path.extension() {
        name = format!("{name}.{}", extension.to_string_lossy());
    }
    path.with_file_name(name)
}

/// A name with the system in it: `zones` becomes `zones.epsg-32637`.
pub fn tag(stem: &str, crs: &Crs) -> String {
    let tag = proj::code(crs).to_lowercase().replace(':', "-");
    if stem.to_lowercase().contains(&tag) { stem.to_owned() } else { format!("{stem}.{tag}") }
}

/// The notes as lines, each with the file that it is about.
pub fn lines(notes: &[(String, String)]) -> String {
    notes.iter().map(|(about, note)| format!("{about}: {note}\n")).collect()
}
