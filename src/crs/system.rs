//! A coordinate reference system: what it is called, its unit, the order of its axes, its area of use.

use std::fmt;

use crate::value::Tolerance;

/// A coordinate reference system of two axes that PROJ knows, projected or geographic.
///
/// Brings geometries from there to longitude and latitude in degrees on WGS 84, and back.
///
/// ```
/// use safe_zone::{Crs, Edges, Tolerance};
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
/// Systems whose axes run south or west are refused, and so are geographic ones in grads: files have
/// their coordinates in one way as well as in the other.
///
/// # Accuracy
/// A straight edge of one system is a curve in another. Edges get as many points as they need for
/// the straight pieces between to leave it by less than a thousandth of the tolerance, or 0.01 mm
/// where that is more, looked at in the middle and at both quarters of every piece. That comes on
/// top of the tolerance of zones. An edge is cut alike from either end, so neighbours go on sharing
/// theirs vertex for vertex.
///
/// Datum shifts are those that PROJ chooses, with the accuracy that it states, which may be metres:
/// [`Reprojection`] says which and how exact. Where they change along a line, it makes a step no
/// longer than all of them may be wrong. Where PROJ has none but a ballpark, there is an error.
///
/// # Area of use
/// A system is made for an area. Positions up to [`Crs::MARGIN_DEGREES`] outside are let through and
/// reported, those farther out refused; so are those that do not come back when they are
/// transformed there and back. Where a system has no area of use (PROJ strings), only the way back
/// is checked.
///
/// # Installation
/// The feature `proj` takes PROJ 9.6.2 or later where pkg-config finds one, and else builds 9.6.2 from
/// its source, which comes with the crate `proj-sys`. That takes cmake, a C++ compiler, SQLite (its
/// library, and its program `sqlite3`) and some minutes:
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
/// PROJ built so has its database inside, and no grids: it reads none in TIFF, as PROJ's own are.
/// Where a shift needs one, [`CoordinateOperation::better`] names it. A PROJ that pkg-config finds
/// uses the grids installed with it (<https://proj.org/resource_files.html>).
///
/// # Environment
/// `PROJ_DATA`, or else `PROJ_LIB`, goes before PROJ's own database. When it leads to one of an older
/// PROJ, [`Error::ProjDatabase`] says so, and what to unset. Before an error is returned PROJ writes
/// its own words to standard error; `PROJ_DEBUG=0` silences it.
#[derive(Debug, Clone, PartialEq)]
pub struct Crs {
    /// What PROJ makes it from.
    pub(super) definition: String,
    /// What it is called: PROJ's name, or where that is unknown, what was given.
    pub(super) name: String,
    pub(super) code: Option<String>,
    pub(super) unit: Unit,
    pub(super) order: Order,
    pub(super) area: Option<Area>,
}

/// Where a system is meant to be used, degrees; west is greater than east where it crosses the
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

/// In what order a system's authority has its axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Order {
    EastNorth,
    NorthEast,
}

impl Crs {
    /// How far outside of a system's area of use positions may lie, in degrees of longitude and of
    /// latitude: a country astride two zones of a grid is often mapped in one of them.
    pub const MARGIN_DEGREES: f64 = 2.0;

    /// Its name, as `WGS 84 / UTM zone 37N`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Authority and code, as `EPSG:32637`, where it has them.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// How many decimals of its unit keep rounding below a hundredth of the tolerance, but never
    /// fewer than 4 of a length; of degrees, [`Tolerance::decimals`].
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
    /// Code and name: `EPSG:32637 (WGS 84 / UTM zone 37N)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{code} ({})", self.name),
            None => f.write_str(&self.name),
        }
    }
}
