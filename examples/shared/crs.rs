//! Coordinate systems other than WGS 84: those of files that are read, and that of files written.
//!
//! They take the feature `proj`; without it, one that is asked for is refused with the command that
//! has it. What PROJ did, and how exact it says that is, comes back as a note to be shown.

#![allow(dead_code, reason = "every example that includes this file uses its own part")]

#[cfg(feature = "proj")]
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use geo_types::Coord;
#[cfg(feature = "proj")]
use geo_types::{MultiPoint, Point};
use geojson::FeatureCollection;
#[cfg(feature = "proj")]
use safe_zone::geojson::{declared_crs, in_crs, read_border_in, read_territory_in};
use safe_zone::geojson::{read_border, read_territory};
use safe_zone::{Border, Edges, Error, Position, Territory, Tolerance};

use crate::failure::Failure;

/// Without PROJ there is none.
#[cfg(not(feature = "proj"))]
pub type Crs = std::convert::Infallible;
#[cfg(feature = "proj")]
pub use safe_zone::Crs;

/// What came of it, and how it came from one system to another if it did.
pub type Noted<T> = (T, Option<String>);

/// The coordinate system of the files that are read.
#[derive(Args)]
pub struct InputCrs {
    /// Coordinate system of the files given, as EPSG:32637, a PROJ string, WKT or PROJJSON [default:
    /// what a GeoJSON file names in its member crs, else WGS 84]
    #[arg(long = "input-crs", value_name = "CRS", allow_hyphen_values = true)]
    given: Option<String>,
}

impl InputCrs {
    /// The border in a text of GeoJSON.
    pub fn border(
        &self,
        text: &str,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<Noted<Border>, Error> {
        match self.system(text)? {
            None => Ok((read_border(text, edges)?, None)),
            #[cfg(feature = "proj")]
            Some(crs) => read_border_in(text, &crs, edges, tolerance).map(noted),
        }
    }

    /// The territory in a text of GeoJSON.
    pub fn territory(
        &self,
        text: &str,
        name: &str,
        tolerance: Tolerance,
    ) -> Result<Noted<Territory>, Error> {
        match self.system(text)? {
            None => Ok((read_territory(text, name)?, None)),
            #[cfg(feature = "proj")]
            Some(crs) => read_territory_in(text, name, &crs, tolerance).map(noted),
        }
    }

    /// The system given, if there is one.
    pub fn given(&self) -> Result<Option<Crs>, Error> {
        self.given.as_deref().map(parse).transpose()
    }

    /// The system that a text is in, unless it is WGS 84.
    #[cfg(feature = "proj")]
    fn system(&self, text: &str) -> Result<Option<Crs>, Error> {
        match self.given()? {
            Some(crs) => Ok(Some(crs)),
            None => declared_crs(text)?.as_deref().map(parse).transpose(),
        }
    }

    /// Without PROJ, a text that names another system is refused by its reader.
    #[cfg(not(feature = "proj"))]
    fn system(&self, _: &str) -> Result<Option<Crs>, Error> {
        self.given()
    }
}

/// The system to write, if one is asked for with `--output-crs`.
pub fn output(given: Option<&str>) -> Result<Option<Crs>, Failure> {
    let crs = given.map(parse).transpose();
    crs.map_err(|error| Failure::File(format!("--output-crs: {error}")))
}

/// Shows notes on standard error, each with what it is about.
pub fn show(notes: &[(String, String)]) {
    let text: String = notes.iter().map(|(about, note)| format!("{about}: {note}\n")).collect();
    // What it is about is done: a reader who left early is no failure.
    let _ = io::stderr().write_all(text.as_bytes());
}

#[cfg(feature = "proj")]
fn parse(text: &str) -> Result<Crs, Error> {
    text.parse()
}

#[cfg(not(feature = "proj"))]
fn parse(text: &str) -> Result<Crs, Error> {
    let reason = "this program was built without PROJ; put --features proj after cargo run or \
                  cargo build (the documentation of the crate's type Crs, made with that feature, \
                  says what it takes)";
    Err(Error::BadCrs { crs: text.to_owned(), reason: reason.to_owned() })
}

#[cfg(feature = "proj")]
fn noted<T>((made, how): (T, safe_zone::Reprojection)) -> Noted<T> {
    (made, Some(how.to_string()))
}

/// A file's name with the system in it: `zones.geojson` becomes `zones.epsg-32637.geojson`.
#[cfg(feature = "proj")]
pub fn tagged(path: &Path, crs: &Crs) -> PathBuf {
    let tag = crs.code().unwrap_or("other").to_lowercase().replace(':', "-");
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(path.file_stem()), part(path.extension()));
    if stem.to_lowercase().contains(&tag) || stem.is_empty() {
        return path.to_owned();
    }
    let name = if extension.is_empty() {
        format!("{stem}.{tag}")
    } else {
        format!("{stem}.{tag}.{extension}")
    };
    path.with_file_name(name)
}

#[cfg(not(feature = "proj"))]
pub fn tagged(_: &Path, crs: &Crs) -> PathBuf {
    match *crs {}
}

/// A layer in that system, as text.
#[cfg(feature = "proj")]
pub fn layer(
    layer: &FeatureCollection,
    crs: &Crs,
    tolerance: Tolerance,
) -> Result<Noted<String>, Error> {
    let (layer, how) = in_crs(layer, crs, tolerance)?;
    Ok((layer.to_string(), Some(how.to_string())))
}

#[cfg(not(feature = "proj"))]
pub fn layer(_: &FeatureCollection, crs: &Crs, _: Tolerance) -> Result<Noted<String>, Error> {
    match *crs {}
}

/// Positions of that system on WGS 84, or which of them is refused, and why.
#[cfg(feature = "proj")]
pub fn positions(
    points: &[Coord<f64>],
    crs: &Crs,
) -> Result<Noted<Vec<Position>>, (Option<usize>, String)> {
    let points: MultiPoint = points.iter().copied().map(Point).collect();
    // Points have no edges: no tolerance either.
    let there = crs.to_wgs84(&points, Edges::Planar, Tolerance::default());
    let (points, how) = there.map_err(|error| match error {
        Error::NotTransformed { place, x, y, reason } => {
            (place.point_index(), format!("the position ({x:?}, {y:?}) {reason}"))
        }
        other => (None, other.to_string()),
    })?;
    let positions = points.iter().map(|point| Position::new(point.x(), point.y()));
    let positions = positions.collect::<Result<_, _>>();
    Ok((positions.map_err(|error| (None, error.to_string()))?, Some(how.to_string())))
}

#[cfg(not(feature = "proj"))]
pub fn positions(
    _: &[Coord<f64>],
    crs: &Crs,
) -> Result<Noted<Vec<Position>>, (Option<usize>, String)> {
    match *crs {}
}
