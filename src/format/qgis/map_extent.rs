//! The extent of a map on the Earth, and the coordinate system in which to show it.
//!
//! Degrees on WGS 84; or metres in the equidistant cylindrical projection (Snyder, Map Projections,
//! USGS 1395, §12), true to scale at the middle latitude, in which the antimeridian is no edge. In
//! both, edges straight in longitude and latitude are straight: QGIS projects vertices only, and in
//! another projection the chord of a long edge leaves the edge by kilometres. PROJ computes the
//! projection on a sphere of the equatorial radius, up to 0.7 % off in scale.

use crate::earth;
use crate::format::bounding_box::BoundingBox;
use crate::format::xml::Element;

/// The margin on each side, as a share of the whole width or height.
const MARGIN: f64 = 0.06;
/// The margin of a flat box, as a share of the longer side.
const LEAST_MARGIN: f64 = 0.001;
/// The length up to which a box counts as a point, degrees: a centimetre.
const POINT_DEGREES: f64 = 1e-7;
/// The margin around a point, degrees.
const POINT_MARGIN_DEGREES: f64 = 0.01;
/// The last parallel with a length to be true to.
const LAST_PARALLEL: f64 = 89.9;

/// A box in degrees: west, south, east, north; its east is beyond 180 where it crosses the
/// antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MapExtent([f64; 4]);

impl MapExtent {
    /// The narrowest extent around some boxes as GeoJSON has them; the Earth where there is none.
    pub(super) fn around<'a>(boxes: impl IntoIterator<Item = &'a [f64; 4]>) -> Self {
        let mut extent = BoundingBox::default();
        boxes.into_iter().for_each(|bbox| extent.add_bbox(*bbox));
        match extent.bbox() {
            Some([west, south, east, north]) => {
                let east = if east < west { east + 360.0 } else { east };
                let longest = (east - west).max(north - south);
                let least = match longest > POINT_DEGREES {
                    true => LEAST_MARGIN * longest,
                    false => POINT_MARGIN_DEGREES,
                };
                let x = (MARGIN * (east - west)).max(least);
                let y = (MARGIN * (north - south)).max(least);
                MapExtent([west - x, (south - y).max(-90.0), east + x, (north + y).min(90.0)])
            }
            None => MapExtent([-180.0, -90.0, 180.0, 90.0]),
        }
    }

    /// Degrees, or metres where degrees would tear the map at the antimeridian.
    pub(super) fn crs(&self) -> Crs {
        let [west, _, east, _] = self.0;
        let is_torn = east - west < 360.0 && (west < -180.0 || east > 180.0);
        if is_torn { self.cylindrical() } else { Crs::Degrees(self.0) }
    }

    /// The system of metres east of the middle and north of the equator.
    pub(super) fn cylindrical(&self) -> Crs {
        let [west, south, east, north] = self.0;
        let rounded = |degrees: f64| (degrees * 1e3).round() / 1e3;
        let lon = rounded(0.5 * (west + east));
        let lat = rounded(0.5 * (south + north)).clamp(-LAST_PARALLEL, LAST_PARALLEL);
        let x = |degrees: f64| earth::A * lat.to_radians().cos() * (degrees - lon).to_radians();
        let y = |degrees: f64| earth::A * degrees.to_radians();
        let extent = [x(west), y(south), x(east), y(north)];
        Crs::Cylindrical { lon: if lon > 180.0 { lon - 360.0 } else { lon }, lat, extent }
    }
}

/// A coordinate system with the box to show in it.
pub(super) enum Crs {
    Degrees([f64; 4]),
    Cylindrical { lon: f64, lat: f64, extent: [f64; 4] },
}

impl Crs {
    /// The system as QGIS names it.
    pub(super) fn system(&self) -> Element {
        match self {
            Crs::Degrees(_) => wgs84(),
            Crs::Cylindrical { lon, lat, .. } => system([
                (
                    "proj4",
                    &format!("+proj=eqc +lat_ts={lat} +lon_0={lon} +datum=WGS84 +units=m +no_defs"),
                ),
                ("description", "Equidistant cylindrical, true to scale in the middle of the map"),
                ("projectionacronym", "eqc"),
                ("ellipsoidacronym", "EPSG:7030"),
                ("geographicflag", "false"),
            ]),
        }
    }

    /// The note on the system for a reader of the map.
    pub(super) fn words(&self) -> String {
        match self {
            Crs::Degrees(_) => "Longitude and latitude in degrees, WGS 84.".to_owned(),
            Crs::Cylindrical { lat, .. } => format!(
                "Equidistant cylindrical projection, WGS 84: true to scale, as the scale bar is, \
                 along latitude {}° {} and from north to south; wider farther from the equator, \
                 narrower nearer to it.",
                lat.abs(),
                if *lat < 0.0 { "south" } else { "north" },
            ),
        }
    }

    /// QGIS's name of the unit.
    pub(super) fn unit(&self) -> &'static str {
        match self {
            Crs::Degrees(_) => "degrees",
            Crs::Cylindrical { .. } => "meters",
        }
    }

    /// West, south, east, north of the extent in the system.
    pub(super) fn extent(&self) -> [f64; 4] {
        match self {
            Crs::Degrees(extent) | Crs::Cylindrical { extent, .. } => *extent,
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

/// An element with the sides of a box: west, south, east, north.
pub(super) fn extent(name: &'static str, sides: [f64; 4]) -> Element {
    let sides = ["xmin", "ymin", "xmax", "ymax"].into_iter().zip(sides);
    Element::new(name).children(sides.map(|(side, value)| Element::new(side).text(value)))
}

fn system<const N: usize>(facts: [(&'static str, &str); N]) -> Element {
    let facts = facts.into_iter().map(|(name, value)| Element::new(name).text(value));
    Element::new("spatialrefsys").children(facts)
}
