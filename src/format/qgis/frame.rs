//! The part of the Earth that a map shows, and the coordinate system to show it in.
//!
//! Degrees on WGS 84; or metres in Lambert's azimuthal equal-area projection about the middle (Snyder,
//! Map Projections, USGS 1395, §24), which knows no antimeridian. The box in metres is found on the
//! sphere, up to 0.5 % off, which the margin covers.

use super::xml::Element;
use crate::format::geojson::Extent;

/// On each side, as a share of the whole width or height.
const MARGIN: f64 = 0.06;
/// Of a map of a single point.
const LEAST_DEGREES: f64 = 0.01;
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A box in degrees: west, south, east, north; its east is beyond 180 where it crosses the
/// antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame([f64; 4]);

impl Frame {
    /// The narrowest that holds some boxes as GeoJSON has them; the Earth where there is none.
    pub(super) fn around<'a>(boxes: impl IntoIterator<Item = &'a [f64; 4]>) -> Self {
        let mut extent = Extent::default();
        boxes.into_iter().for_each(|bbox| extent.add_bbox(*bbox));
        match extent.bbox().as_deref() {
            Some(&[west, south, east, north]) => {
                let east = if east < west { east + 360.0 } else { east };
                let x = (MARGIN * (east - west)).max(LEAST_DEGREES);
                let y = (MARGIN * (north - south)).max(LEAST_DEGREES);
                Frame([west - x, (south - y).max(-90.0), east + x, (north + y).min(90.0)])
            }
            _ => Frame([-180.0, -90.0, 180.0, 90.0]),
        }
    }

    /// Degrees, or metres where degrees would tear the map at the antimeridian.
    pub(super) fn crs(&self) -> Crs {
        let [west, _, east, _] = self.0;
        let is_torn = east - west < 360.0 && (west < -180.0 || east > 180.0);
        if is_torn { self.equal_area() } else { Crs::Degrees(self.0) }
    }

    /// Metres about the middle, areas in proportion.
    pub(super) fn equal_area(&self) -> Crs {
        let [west, south, east, north] = self.0;
        let (lon, lat) = (0.5 * (west + east), 0.5 * (south + north));
        let mut extent = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for column in 0..=8 {
            for row in 0..=2 {
                let x = west + (east - west) * f64::from(column) / 8.0 - lon;
                let y = south + (north - south) * f64::from(row) / 2.0;
                let (x, y) = lambert(x.to_radians(), y.to_radians(), lat.to_radians());
                extent = [extent[0].min(x), extent[1].min(y), extent[2].max(x), extent[3].max(y)];
            }
        }
        let lon = if lon > 180.0 { lon - 360.0 } else { lon };
        Crs::EqualArea { lon: (lon * 1e3).round() / 1e3, lat: (lat * 1e3).round() / 1e3, extent }
    }
}

/// Metres east and north of the middle, which lies at longitude 0; angles in radians.
fn lambert(lon: f64, lat: f64, lat0: f64) -> (f64, f64) {
    let along = lat0.sin() * lat.sin() + lat0.cos() * lat.cos() * lon.cos();
    // The point opposite the middle is the whole edge of the map.
    let k = EARTH_RADIUS_M * (2.0 / (1.0 + along).max(1e-3)).sqrt();
    let north = lat0.cos() * lat.sin() - lat0.sin() * lat.cos() * lon.cos();
    (k * lat.cos() * lon.sin(), k * north)
}

/// A coordinate system with the box to show in it.
pub(super) enum Crs {
    Degrees([f64; 4]),
    EqualArea { lon: f64, lat: f64, extent: [f64; 4] },
}

impl Crs {
    /// The system as QGIS names it.
    pub(super) fn system(&self) -> Element {
        match self {
            Crs::Degrees(_) => wgs84(),
            Crs::EqualArea { lon, lat, .. } => system([
                (
                    "proj4",
                    &format!("+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m +no_defs"),
                ),
                ("description", "Lambert's azimuthal equal-area, about the middle of the map"),
                ("projectionacronym", "laea"),
                ("ellipsoidacronym", "EPSG:7030"),
                ("geographicflag", "false"),
            ]),
        }
    }

    /// What QGIS calls its unit.
    pub(super) fn unit(&self) -> &'static str {
        match self {
            Crs::Degrees(_) => "degrees",
            Crs::EqualArea { .. } => "meters",
        }
    }

    /// West, south, east, north of the box in it.
    pub(super) fn extent(&self) -> [f64; 4] {
        match self {
            Crs::Degrees(extent) | Crs::EqualArea { extent, .. } => *extent,
        }
    }
}

/// WGS 84 in degrees.
pub(super) fn wgs84() -> Element {
    system([
        ("proj4", "+proj=longlat +datum=WGS84 +no_defs"),
        ("srsid", "3452"), // QGIS's own number of it
        ("srid", "4326"),
        ("authid", "EPSG:4326"),
        ("description", "WGS 84"),
        ("projectionacronym", "longlat"),
        ("ellipsoidacronym", "EPSG:7030"),
        ("geographicflag", "true"),
    ])
}

/// An element with the sides of a box, west, south, east, north.
pub(super) fn extent(name: &'static str, sides: [f64; 4]) -> Element {
    let sides = ["xmin", "ymin", "xmax", "ymax"].into_iter().zip(sides);
    Element::new(name).children(sides.map(|(side, value)| Element::new(side).text(value)))
}

fn system<const N: usize>(facts: [(&'static str, &str); N]) -> Element {
    let facts = facts.into_iter().map(|(name, value)| Element::new(name).text(value));
    Element::new("spatialrefsys").children(facts)
}
