//! A coordinate reference system: its name, its unit, the order of its axes, its area of use.

use std::fmt;

use crate::value::Tolerance;

/// A coordinate reference system of two axes that PROJ knows, projected or geographic.
///
/// Transforms geometries of the system to longitude and latitude in degrees on WGS 84, and back.
///
/// ```
/// use safe_zone::crs::Crs;
/// use safe_zone::{Edges, Tolerance};
/// use geo_types::point;
///
/// let utm: Crs = "EPSG:32637".parse()?;
/// assert_eq!(utm.to_string(), "EPSG:32637 (WGS 84 / UTM zone 37N)");
/// let here = point!(x: 500_000.0, y: 4_000_000.0);
/// let (there, how) = utm.to_wgs84(&here, Edges::Planar, Tolerance::default())?;
/// assert!((there.x() - 39.0).abs() < 1e-9 && (there.y() - 36.144718).abs() < 1e-6);
/// // A projection of WGS 84 itself: no shift of the datum, nothing lost.
/// assert_eq!(how.accuracy().unwrap().metres(), 0.0);
///
/// let error = "EPSG:5773".parse::<Crs>().unwrap_err();
/// assert!(error.to_string().contains("vertical"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
///
/// # Axis order
/// Easting or longitude first, northing or latitude second, whatever order a system's authority has
/// laid down, as in all GeoJSON and in GIS programs (PROJ's `proj_normalize_for_visualization`).
/// Systems whose axes run south or west are refused, and so are geographic ones in grads: files may
/// hold their coordinates in one way or in the other.
///
/// # Accuracy
/// A straight edge of one system is a curve in another. Edges get as many points as they need for
/// the straight pieces between to leave the curve by less than a thousandth of the tolerance, or
/// 0.01 mm where that is more, measured in the middle and at both quarters of every piece. This
/// adds to the tolerance of zones. An edge is cut alike from either end, so neighbours go on
/// sharing edges vertex for vertex.
///
/// Datum shifts are those that PROJ chooses, with the accuracy that PROJ states, which may be
/// metres; [`Reprojection`](crate::crs::Reprojection) lists them with their accuracy. Where the shift
/// changes along a line, the line makes a step, at most as long as all of the shifts may be wrong. Where
/// PROJ has only a ballpark, there is an error.
///
/// # Area of use
/// A system is made for an area. Positions up to [`Crs::MARGIN_DEGREES`] outside are accepted and
/// reported, those farther out refused; so are positions that do not come back when they are
/// transformed there and back. Where a system has no area of use (PROJ strings), only the way back
/// is checked.
///
/// # Installation
/// The feature `proj` takes PROJ 9.6.2 or later where pkg-config finds one, and otherwise builds
/// 9.6.2 from its source, which comes with the crate `proj-sys`. That takes cmake, a C++ compiler,
/// SQLite (its library, and its program `sqlite3`) and some minutes:
///
/// - Debian, Ubuntu: `apt-get install cmake g++ make pkg-config libsqlite3-dev sqlite3`
/// - macOS: `xcode-select --install` and `brew install cmake pkgconf sqlite`; or `brew install pkgconf
///   proj`, which brings PROJ itself
/// - Windows, with Visual Studio's C++ tools and cmake: `vcpkg install
///   sqlite3[tool]:x64-windows-static-md`, and vcpkg's folder `tools/sqlite3` in `PATH`
///
/// The line for Debian is run at every change; the other two are from the packages'
/// documentation and have not been tried.
///
/// PROJ built in this way has its database inside, and no grids: it cannot read TIFF, the format of
/// PROJ's own grids. Where a shift needs a grid,
/// [`CoordinateOperation::better`](crate::crs::CoordinateOperation::better) names it. A PROJ that
/// pkg-config finds uses the grids installed with it (<https://proj.org/resource_files.html>).
///
/// # Environment
/// `PROJ_DATA`, or else `PROJ_LIB`, goes before PROJ's own database. When it leads to a database of
/// an older PROJ, [`ErrorKind::ProjDatabase`](crate::ErrorKind::ProjDatabase) names the variable to unset.
/// Before an error is returned PROJ writes its own words to standard error; `PROJ_DEBUG=0` silences it.
#[derive(Debug, Clone, PartialEq)]
pub struct Crs {
    /// The definition from which PROJ makes the system.
    pub(super) definition: String,
    /// The system's name: PROJ's, or the text given where PROJ has none.
    pub(super) name: String,
    pub(super) code: Option<String>,
    pub(super) unit: Unit,
    pub(super) order: Order,
    pub(super) area: Option<Area>,
}

/// The area of use of a system, degrees; west is greater than east where the area crosses the
/// antimeridian.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Area {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
    pub(super) name: String,
}

/// The unit of a system's coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    /// A degree of longitude and latitude.
    Degree,
    /// A length of that many metres.
    Metres(f64),
}

/// The order of a system's axes as its authority lays it down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Order {
    EastNorth,
    NorthEast,
}

impl Crs {
    /// The distance outside of a system's area of use up to which positions are accepted, in
    /// degrees of longitude and of latitude: a country astride two zones of a grid is often mapped
    /// in one of them.
    pub const MARGIN_DEGREES: f64 = 2.0;

    /// The system's name, as `WGS 84 / UTM zone 37N`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The authority and the code, as `EPSG:32637`, where the system has them.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The number of decimals of the system's unit that keeps rounding below a hundredth of the
    /// tolerance: at least 4 for a length; for degrees, [`Tolerance::decimals`].
    pub fn decimals(&self, tolerance: Tolerance) -> usize {
        match self.unit {
            Unit::Degree => tolerance.decimals(),
            Unit::Metres(metres) => {
                // Half a unit of the last decimal, in both axes, moves a point by 0.71 of it.
                let needed = (0.71 * metres / (0.01 * tolerance.metres())).log10().ceil();
                (needed.max(0.0) as usize).max(4)
            }
        }
    }
}

impl fmt::Display for Crs {
    /// Writes code and name: `EPSG:32637 (WGS 84 / UTM zone 37N)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{code} ({})", self.name),
            None => f.write_str(&self.name),
        }
    }
}
