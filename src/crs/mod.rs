//! Coordinate reference systems other than WGS 84: the only door to the C++ library PROJ.
//!
//! Easting or longitude first, northing or latitude second, in each system's own unit; deviations
//! in metres on the ground. PROJ's handles are neither Send nor Sync: they are made and dropped
//! inside a call. No result is undefined: an infinite result of PROJ, or a ballpark in place of a
//! datum shift, is an error.

// Imports: `value`, `earth`. Reading order: `system` is a system; `definition` reads one from a
// text, with `database`; `transformation` moves and checks a position, `densify` and `shape` a
// geometry; `operation` describes PROJ's operations.

mod database;
mod definition;
mod densify;
mod operation;
mod shape;
mod system;
#[cfg(test)]
mod tests;
mod transformation;

use std::str::FromStr;

use self::densify::Densifier;
pub use self::operation::{CoordinateOperation, Outlier, Reprojection};
pub use self::shape::Shape;
pub use self::system::Crs;
use self::transformation::{Direction, Transformation};
use crate::value::{Edges, Error, Tolerance};

/// The largest distance of transformed edges from their originals, as a share of the tolerance.
const DEVIATION: f64 = 0.001;

/// The least such distance, metres.
const LEAST_DEVIATION: f64 = 1e-5;

impl Crs {
    /// Transforms a geometry of this system to longitude and latitude, degrees on WGS 84.
    ///
    /// Planar edges are straight in this system and get as many points as they need to stay in
    /// place, to a thousandth of the tolerance; of lines with geodesic edges only the vertices are
    /// transformed. Polygons' edges are planar.
    ///
    /// # Errors
    /// [`ErrorKind::NotTransformed`](crate::ErrorKind::NotTransformed) with the line or ring and the point,
    /// counted from 0, that is not finite, out of range, outside of the area of use, or without a datum
    /// shift; and at the start of an edge that crosses the antimeridian, along which the transformation
    /// jumps, or that would need more than a quarter of a million points.
    /// [`ErrorKind::BadCrs`](crate::ErrorKind::BadCrs) when PROJ has no operation between this system and
    /// WGS 84.
    pub fn to_wgs84<S: Shape>(
        &self,
        geometry: &S,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<(S, Reprojection), Error> {
        self.transform(Direction::ToWgs84, geometry, edges, tolerance)
    }

    /// Transforms a geometry of longitude and latitude, degrees on WGS 84, to this system.
    ///
    /// Edges as in [`Crs::to_wgs84`]: planar ones are straight in longitude and latitude.
    ///
    /// # Errors
    /// Those of [`Crs::to_wgs84`].
    pub fn from_wgs84<S: Shape>(
        &self,
        geometry: &S,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<(S, Reprojection), Error> {
        self.transform(Direction::FromWgs84, geometry, edges, tolerance)
    }

    fn transform<S: Shape>(
        &self,
        direction: Direction,
        geometry: &S,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<(S, Reprojection), Error> {
        let mut transformation = Transformation::new(self, direction)?;
        let deviation = (DEVIATION * tolerance.metres()).max(LEAST_DEVIATION);
        let mut densifier = Densifier::new(&mut transformation, edges, deviation);
        let geometry = geometry.through(&mut densifier)?;
        Ok((geometry, transformation.finish()))
    }
}

impl FromStr for Crs {
    type Err = Error;

    /// Reads an authority's code (`EPSG:32637`, `urn:ogc:def:crs:EPSG::32637`), a name of PROJ's
    /// database, a PROJ string, WKT or PROJJSON.
    ///
    /// # Errors
    /// [`ErrorKind::BadCrs`](crate::ErrorKind::BadCrs) when PROJ does not know the text, and for anything
    /// but a projected or geographic system with two axes, one east and one north, in a length or in
    /// degrees; [`ErrorKind::ProjDatabase`](crate::ErrorKind::ProjDatabase) when PROJ has no database that
    /// it can read.
    fn from_str(text: &str) -> Result<Self, Error> {
        database::check()?;
        definition::read(text)
    }
}
