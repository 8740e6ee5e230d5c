//! The place of PROJ in examples built without it: there is no other coordinate system.

use geo_types::Coord;
use safe_zone::geojson::Layer;
use safe_zone::{Border, Edges, Error, Position, Territory, Tolerance};

use super::Noted;

/// A coordinate system other than WGS 84; without PROJ there is none.
#[derive(Clone)]
pub enum Crs {}

pub fn parse(text: &str) -> Result<Crs, Error> {
    let reason = "this program was built without PROJ; build it with --features proj after cargo \
                  run or cargo build, for which the documentation of the feature says what it takes";
    Err(Error::BadCrs { crs: text.to_owned(), reason: reason.to_owned() })
}

pub fn code(crs: &Crs) -> &str {
    match *crs {}
}

/// Declares no system: the reader refuses a text that names another one.
pub fn declared(_: &str) -> Result<Option<Crs>, Error> {
    Ok(None)
}

pub fn border(_: &str, crs: &Crs, _: Edges, _: Tolerance) -> Result<Noted<Border>, Error> {
    match *crs {}
}

pub fn territory(_: &str, _: &str, crs: &Crs, _: Tolerance) -> Result<Noted<Territory>, Error> {
    match *crs {}
}

pub fn positions(
    _: &[Coord<f64>],
    crs: &Crs,
) -> Result<Noted<Vec<Position>>, (Option<usize>, String)> {
    match *crs {}
}

pub fn layer(_: &Layer, crs: &Crs, _: Tolerance) -> Result<Noted<String>, Error> {
    match *crs {}
}
