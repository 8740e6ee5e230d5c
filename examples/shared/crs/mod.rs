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
use safe_zone::layers::{
    InputFeature, Unused, usable_features, usable_geometry, usable_lines, usable_polygons,
};
use safe_zone::{Border, Edges, Error, Territory, Tolerance};

use super::failure::Failure;
#[cfg(feature = "proj")]
use with_proj as proj;
#[cfg(not(feature = "proj"))]
use without_proj as proj;

pub use proj::{Crs, layer, positions};

/// A result, with a note of what is not used and of its transformation to another system, where there is one.
pub type Noted<T> = (T, Option<String>);

/// What was read, and the count of what is not used.
pub type Counted<T> = (T, Unused);

/// The coordinate system of the input files, from the command line.
#[derive(Args)]
pub struct InputCrsArgs {
    /// Coordinate system of the input files, as EPSG:32637, a PROJ string, WKT or PROJJSON
    /// [default: the system that a GeoJSON file names in its member crs, else WGS 84]
    #[arg(long = "input-crs", value_name = "CRS", allow_hyphen_values = true)]
    given: Option<String>,

    /// Refuse a GeoJSON file with a feature that cannot be used: without geometry, empty, of one point, or of
    /// another type than is asked for [default: leave it out, and count it]
    #[arg(long)]
    strict: bool,
}

/// The treatment of geometries that cannot be used.
#[derive(Clone, Copy, PartialEq)]
pub enum Unusable {
    /// They are left out and counted.
    Count,
    /// The first is an error.
    Refuse,
}

impl Unusable {
    /// As `--strict` says.
    pub fn strict(strict: bool) -> Self {
        if strict { Unusable::Refuse } else { Unusable::Count }
    }
}

/// The coordinate system of the input files, if one is given, and the treatment of what is in them.
pub struct InputCrs {
    given: Option<Crs>,
    unusable: Unusable,
}

impl InputCrsArgs {
    /// Refuses the system where there is no file to have it.
    pub fn refuse(&self) -> Result<(), Failure> {
        let Some(given) = &self.given else { return Ok(()) };
        Err(Failure::File(format!(
            "--input-crs {given}: no file has it; give --border, --territory or --places a file of yours"
        )))
    }

    /// Looks the system up.
    pub fn read(&self) -> Result<InputCrs, Failure> {
        let given = asked("--input-crs", self.given.as_deref())?;
        Ok(InputCrs { given, unusable: Unusable::strict(self.strict) })
    }
}

impl InputCrs {
    /// The input in which each file has the system that it names.
    pub fn as_named(unusable: Unusable) -> Self {
        InputCrs { given: None, unusable }
    }

    /// Reads the border in a text of GeoJSON.
    pub fn border(
        &self,
        text: &str,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<Noted<Border>, Error> {
        let (read, how) = match self.system(text)? {
            Some(crs) => proj::lines(text, &crs, edges, tolerance)?,
            None => (usable_lines(text)?, None),
        };
        let (lines, note) = self.noted(read, how)?;
        Ok((Border::new(lines, edges)?, note))
    }

    /// Reads any geometry in a text of GeoJSON.
    pub fn geometry(
        &self,
        text: &str,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<Noted<Geometry<f64>>, Error> {
        let (read, how) = match self.system(text)? {
            Some(crs) => proj::geometry(text, &crs, edges, tolerance)?,
            None => (usable_geometry(text)?, None),
        };
        self.noted(read, how)
    }

    /// Reads the features in a text of GeoJSON.
    pub fn features(
        &self,
        text: &str,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<Noted<Vec<InputFeature>>, Error> {
        let (read, how) = match self.system(text)? {
            Some(crs) => proj::features(text, &crs, edges, tolerance)?,
            None => (usable_features(text)?, None),
        };
        self.noted(read, how)
    }

    /// Reads the territory in a text of GeoJSON.
    pub fn territory(
        &self,
        text: &str,
        name: &str,
        tolerance: Tolerance,
    ) -> Result<Noted<Territory>, Error> {
        let (read, how) = match self.system(text)? {
            Some(crs) => proj::polygons(text, &crs, tolerance)?,
            None => (usable_polygons(text)?, None),
        };
        let (polygons, note) = self.noted(read, how)?;
        Ok((Territory::new(name, polygons)?, note))
    }

    /// What was read, with a note of what is not used and of its transformation.
    fn noted<T>(&self, (read, unused): Counted<T>, how: Option<String>) -> Result<Noted<T>, Error> {
        if unused.count() == 0 {
            return Ok((read, how));
        }
        let left_out = unused.to_string();
        if self.unusable == Unusable::Refuse {
            unused.refuse()?;
        }
        // The operations of PROJ are lines of their own.
        let note = how.map_or_else(|| left_out.clone(), |how| format!("{how}\n  {left_out}"));
        Ok((read, Some(note)))
    }

    /// The system given, if there is one.
    pub fn given(&self) -> Option<&Crs> {
        self.given.as_ref()
    }

    /// The system of a text, unless it is WGS 84.
    fn system(&self, text: &str) -> Result<Option<Crs>, Error> {
        if self.given.is_some() { Ok(self.given.clone()) } else { proj::declared(text) }
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
