//! Transforms single positions between a system and WGS 84, and checks each; PROJ's handles live
//! here alone.
//!
//! In and out in GIS order, in each system's own unit. A vertex is refused unless it is finite,
//! in range, inside the area of use or near it, comes back to within [`ASTRAY`] metres, and was
//! moved by an operation that is no ballpark (PROJ's word for leaving a datum shift out).

use geo_types::Coord;
use proj::{Proj, ProjError, ProjInfo};

use super::definition;
use super::operation::{CoordinateOperation, Outlier, Reprojection};
use super::system::{Area, Crs, Order, Unit};
use crate::earth;
use crate::value::{
    CrsFault, Error, ErrorKind, InputPosition, Length, Position, TransformationFault,
};

const WGS84: &str = "EPSG:4326";

/// The largest distance of a position that comes back from itself, metres. PROJ may choose one
/// datum shift there and another back, apart by the errors of both; positions that a projection
/// folds over come back much farther away.
const ASTRAY: f64 = 1000.0;

/// The direction of a transformation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Direction {
    ToWgs84,
    FromWgs84,
}

pub(super) struct Transformation<'a> {
    crs: &'a Crs,
    direction: Direction,
    there: Proj,
    back: Proj,
    used: Vec<CoordinateOperation>,
    outlier: Option<Outlier>,
}

impl<'a> Transformation<'a> {
    pub fn new(crs: &'a Crs, direction: Direction) -> Result<Self, Error> {
        let between = |from: &str, to: &str| {
            let proj = Proj::new_known_crs(from, to, None).ok();
            // A handle without a name is empty, and would leave positions as they are.
            proj.filter(|proj| proj.proj_info().description.is_some()).ok_or_else(|| {
                let reason = "PROJ has no operation between it and WGS 84 (is it of another \
                              celestial body?); give another"
                    .to_owned();
                let (crs, fault) = (crs.to_string(), CrsFault::NoOperation);
                Error::from(ErrorKind::BadCrs { crs, fault, reason })
            })
        };
        let out = between(WGS84, &crs.definition)?;
        let home = between(&crs.definition, WGS84)?;
        let (there, back) = match direction {
            Direction::ToWgs84 => (home, out),
            Direction::FromWgs84 => (out, home),
        };
        Ok(Transformation { crs, direction, there, back, used: Vec::new(), outlier: None })
    }

    /// Transforms and checks a vertex, and notes its operation.
    pub fn vertex(&mut self, p: Coord<f64>, place: &InputPosition) -> Result<Coord<f64>, Error> {
        self.check_range(p, place)?;
        let q = self.between(p, place)?;
        let on_earth = self.lonlat(p, q);
        self.check_area(p, on_earth, place)?;
        self.check_way_back(p, q, place)?;
        self.note(p, on_earth, place)?;
        Ok(q)
    }

    /// Transforms a point between the vertices that becomes a vertex, and notes its operation.
    pub fn halfway(&mut self, p: Coord<f64>, place: &InputPosition) -> Result<Coord<f64>, Error> {
        let q = self.between(p, place)?;
        self.note(p, self.lonlat(p, q), place)?;
        Ok(q)
    }

    /// Transforms a point of an edge.
    pub fn between(&self, p: Coord<f64>, place: &InputPosition) -> Result<Coord<f64>, Error> {
        convert(&self.there, p).map_err(|error| {
            let (words, crs) = (words(&error), self.crs);
            let reason = format!("cannot be transformed (PROJ: {words}); give positions in {crs}");
            self.refused(p, place, TransformationFault::Failed, reason).caused_by(error)
        })
    }

    /// The position of a transformed point as longitude and latitude; the same way back for all
    /// points.
    pub fn ground(&self, q: Coord<f64>, place: &InputPosition) -> Result<Coord<f64>, Error> {
        match self.direction {
            Direction::ToWgs84 => Ok(q),
            Direction::FromWgs84 => convert(&self.back, q).map_err(|error| {
                let reason = format!("cannot be transformed back (PROJ: {})", words(&error));
                self.refused(q, place, TransformationFault::Failed, reason).caused_by(error)
            }),
        }
    }

    pub fn direction(&self) -> Direction {
        self.direction
    }

    pub fn refused(
        &self,
        p: Coord<f64>,
        place: &InputPosition,
        fault: TransformationFault,
        reason: String,
    ) -> Error {
        let place = place.clone();
        ErrorKind::NotTransformed { place, x: p.x, y: p.y, fault, reason }.into()
    }

    /// The operations used.
    pub fn finish(self) -> Reprojection {
        let (crs, wgs84) = (self.crs.to_string(), "WGS 84".to_owned());
        let (from, to) = match self.direction {
            Direction::ToWgs84 => (crs, wgs84),
            Direction::FromWgs84 => (wgs84, crs),
        };
        Reprojection { from, to, operations: self.used, outlier: self.outlier }
    }

    /// The longitude and latitude of a position, out of its coordinates before and after.
    fn lonlat(&self, p: Coord<f64>, q: Coord<f64>) -> Coord<f64> {
        match self.direction {
            Direction::ToWgs84 => q,
            Direction::FromWgs84 => p,
        }
    }

    /// The unit of the positions that come in.
    fn unit(&self) -> Unit {
        match self.direction {
            Direction::ToWgs84 => self.crs.unit,
            Direction::FromWgs84 => Unit::Degree,
        }
    }

    fn check_range(&self, p: Coord<f64>, place: &InputPosition) -> Result<(), Error> {
        if !(p.x.is_finite() && p.y.is_finite()) {
            let reason = "is not finite; give two numbers".to_owned();
            return Err(self.refused(p, place, TransformationFault::NotFinite, reason));
        }
        if self.unit() == Unit::Degree && (p.x.abs() > 180.0 || p.y.abs() > 90.0) {
            let remedy = if p.x.abs().max(p.y.abs()) > 1000.0 {
                "it looks like projected metres: name the projected system that it is in"
            } else {
                "give degrees, longitude first"
            };
            let reason = format!(
                "is outside longitude -180..180, latitude -90..90 of {}; {remedy}",
                self.crs
            );
            return Err(self.refused(p, place, TransformationFault::OutOfRange, reason));
        }
        Ok(())
    }

    fn check_area(
        &mut self,
        p: Coord<f64>,
        lonlat: Coord<f64>,
        place: &InputPosition,
    ) -> Result<(), Error> {
        let Some(area) = &self.crs.area else { return Ok(()) };
        let degrees = area.outside(lonlat);
        let position = Position::literal(lonlat);
        // Coordinates within some metres of a system's origin are seldom inside its area.
        let looks_like_degrees =
            matches!(self.unit(), Unit::Metres(_)) && p.x.abs() <= 180.0 && p.y.abs() <= 90.0;
        if degrees > Crs::MARGIN_DEGREES || (degrees > 0.0 && looks_like_degrees) {
            let remedy = if looks_like_degrees {
                "it looks like degrees: is it in a geographic system, as EPSG:4326?"
            } else {
                "is it in another system, or are its coordinates swapped?"
            };
            let is = match self.direction {
                Direction::ToWgs84 => format!("is at {position}, "),
                Direction::FromWgs84 => "is ".to_owned(),
            };
            let Area { west, south, east, north, name } = area;
            let crs = self.crs;
            let reason = format!(
                "{is}{degrees:.2}° outside of the area of use of {crs}, longitude {west} to {east}, \
                 latitude {south} to {north} ({name}); {remedy}"
            );
            return Err(self.refused(p, place, TransformationFault::OutsideArea, reason));
        }
        if degrees > self.outlier.as_ref().map_or(0.0, |outlier| outlier.degrees) {
            self.outlier = Some(Outlier { position, degrees, area: area.name.clone() });
        }
        Ok(())
    }

    fn check_way_back(
        &self,
        p: Coord<f64>,
        q: Coord<f64>,
        place: &InputPosition,
    ) -> Result<(), Error> {
        let astray = convert(&self.back, q).map(|again| match self.unit() {
            Unit::Degree => (earth::ecef(again) - earth::ecef(p)).norm(),
            Unit::Metres(metres) => metres * (again - p).x.hypot((again - p).y),
        });
        // A distance that is not a number counts as astray.
        if astray.is_ok_and(|metres| metres < ASTRAY) {
            return Ok(());
        }
        let reason = format!(
            "does not come back when it is transformed and back: it lies where {} has no meaning",
            self.crs
        );
        Err(self.refused(p, place, TransformationFault::Failed, reason))
    }

    /// Notes the operation last used.
    fn note(
        &mut self,
        p: Coord<f64>,
        lonlat: Coord<f64>,
        place: &InputPosition,
    ) -> Result<(), Error> {
        let operation = CoordinateOperation::from(self.there.proj_info());
        if self.used.iter().any(|used| used.name == operation.name) {
            return Ok(());
        }
        let better = match operation.accuracy {
            Some(Length::ZERO) => None,
            _ => self.unavailable(p),
        };
        // PROJ's word for an operation that leaves the datum shift out.
        if operation.name.contains("Ballpark") {
            let (crs, position) = (self.crs, Position::literal(lonlat));
            let remedy = match better {
                Some(better) => format!("{better}, would, but needs {}", better.needs()),
                None => {
                    "where its datum is as good as WGS 84, say so with a PROJ string that ends \
                         in +towgs84=0,0,0; else give another system"
                        .to_owned()
                }
            };
            let reason = format!(
                "at {position}: PROJ has no datum shift between {crs} and WGS 84 there; {remedy}"
            );
            return Err(self.refused(p, place, TransformationFault::NoDatumShift, reason));
        }
        self.used.push(CoordinateOperation { better: better.map(Box::new), ..operation });
        Ok(())
    }

    /// The operation that PROJ would choose for this position if it had the grids, `None` where it
    /// has them.
    fn unavailable(&self, p: Coord<f64>) -> Option<CoordinateOperation> {
        let (from, to) = match self.direction {
            Direction::ToWgs84 => (self.crs.definition.as_str(), WGS84),
            Direction::FromWgs84 => (WGS84, self.crs.definition.as_str()),
        };
        let (from, to) = (Proj::new(from).ok()?, Proj::new(to).ok()?);
        let only_best = Some(vec!["ONLY_BEST=YES"]);
        let best = from.create_crs_to_crs_from_pj(&to, None, only_best).ok()?;
        // Unlike the other handles, this one takes coordinates in their authority's order.
        let is_swapped =
            self.direction == Direction::FromWgs84 || self.crs.order == Order::NorthEast;
        let p = if is_swapped { (p.y, p.x) } else { (p.x, p.y) };
        let failed = best.convert(p).is_err();
        failed.then(|| {
            let operation = CoordinateOperation::from(best.proj_info());
            let grids = operation.name.split(" + ").flat_map(definition::grids).collect();
            CoordinateOperation { grids, ..operation }
        })
    }

    /// The largest jump of positions where PROJ goes from one operation to another: the errors of
    /// all of them together.
    pub fn leap(&self) -> f64 {
        self.used.iter().filter_map(|operation| operation.accuracy).map(Length::metres).sum()
    }
}

impl Area {
    /// The distance of a position outside of the area, in degrees.
    fn outside(&self, p: Coord<f64>) -> f64 {
        let wide = (self.east - self.west).rem_euclid(360.0);
        // An area of a whole turn has width 360 and not 0.
        let wide = if wide == 0.0 && self.east != self.west { 360.0 } else { wide };
        let beyond_west = (p.x - self.west).rem_euclid(360.0);
        let sideways =
            if beyond_west <= wide { 0.0 } else { (beyond_west - wide).min(360.0 - beyond_west) };
        sideways.max(self.south - p.y).max(p.y - self.north)
    }
}

impl From<ProjInfo> for CoordinateOperation {
    fn from(info: ProjInfo) -> Self {
        let name = info.description.unwrap_or_default();
        // Both ends are in GIS order, so swapping axes is no step to name.
        let steps = name.split(" + ").filter(|step| !step.starts_with("axis order change"));
        let name = steps.collect::<Vec<_>>().join(" + ");
        CoordinateOperation {
            name: if name.is_empty() { "no change".to_owned() } else { name },
            accuracy: Length::from_metres(info.accuracy).ok(),
            better: None,
            grids: Vec::new(),
        }
    }
}

fn convert(proj: &Proj, p: Coord<f64>) -> Result<Coord<f64>, ProjError> {
    let (x, y) = proj.convert((p.x, p.y))?;
    if x.is_finite() && y.is_finite() {
        Ok(Coord { x, y })
    } else {
        Err(ProjError::Conversion("the result is infinite".to_owned()))
    }
}

/// PROJ's own words, without those that the crate `proj` puts around them.
fn words(error: &ProjError) -> String {
    match error {
        ProjError::Conversion(words) | ProjError::Projection(words) => words.clone(),
        other => other.to_string(),
    }
}
