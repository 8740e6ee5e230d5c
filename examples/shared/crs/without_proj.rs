//! The place of PROJ in examples built without it: there is no other coordinate system.

use geo_types::{Coord, Geometry, MultiLineString, MultiPolygon};
use safe_zone::layers::{InputFeature, Layer};
use safe_zone::{Edges, Error, Position, Tolerance};

use super::{Counted, Noted};

/// A coordinate system other than WGS 84; without PROJ there is none.
#[derive(Clone)]
pub enum Crs {}

pub fn parse(text: &str) -> Result<Crs, String> {
    let reason = "this program was built without PROJ; build it with --features proj after cargo \
                  run or cargo build, for which the documentation of the feature says what it takes";
    Err(format!("coordinate reference system {text:?}: {reason}"))
}

pub fn code(crs: &Crs) -> &str {
    match *crs {}
}

/// Declares no system: the reader refuses a text that names another one.
pub fn declared(_: &str) -> Result<Option<Crs>, Error> {
    Ok(None)
}

type Read<T> = Result<(Counted<T>, Option<String>), Error>;

pub fn lines(_: &str, crs: &Crs, _: Edges, _: Tolerance) -> Read<MultiLineString<f64>> {
    match *crs {}
}

pub fn geometry(_: &str, crs: &Crs, _: Edges, _: Tolerance) -> Read<Geometry<f64>> {
    match *crs {}
}

pub fn features(_: &str, crs: &Crs, _: Edges, _: Tolerance) -> Read<Vec<InputFeature>> {
    match *crs {}
}

pub fn polygons(_: &str, crs: &Crs, _: Tolerance) -> Read<MultiPolygon<f64>> {
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
