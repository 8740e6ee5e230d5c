//! The embedded data: the Turkey-Syria border, Syria's land south of it, the places near it, and
//! the plans.
//!
//! Longitude, latitude in degrees, WGS 84; edges straight in both. The files beside this one carry
//! their own source, version, date and licence; README.md there lists the changes made to them and
//! their imprecision. Every file is read once, on first use. South of 35.0° N nothing is known:
//! territories are closed along that parallel and refuse depths that could reach it.

// Imports: `value`, `places`, `border`, `region`, `plan`.
// Reading order: `line`, `places`, this file, `countries`, `plans`.

mod countries;
mod line;
mod places;
mod plans;

use std::sync::OnceLock;

use geo_types::{Coord, LineString, Polygon};

pub use self::countries::countries;
use self::line::Line;
use self::places::Places;
pub use self::plans::{
    plan, proposal, proposals, sector, territory, territory_provenance, turkey_2019, us_2019,
};
use crate::border::Border;
use crate::places::Gazetteer;
use crate::region::Territory;
use crate::value::{Edges, Provenance};

/// The Turkey-Syria border from the Mediterranean to the Tigris tripoint; Syria is on its right.
///
/// OpenStreetMap's line of 2026, simplified to 1 m, 915.3 km.
///
/// ```
/// let border = safe_zone::dataset::turkey_syria_border();
/// assert_eq!(border.lines().0[0].0.len(), 11_035);
/// assert!((border.length().km() - 915.3).abs() < 0.1);
/// ```
pub fn turkey_syria_border() -> &'static Border {
    static BORDER: OnceLock<Border> = OnceLock::new();
    BORDER.get_or_init(|| {
        Border::new(LineString(border_line().points.clone()), Edges::Planar)
            .expect("the embedded border is a line")
    })
}

/// The origin of [`turkey_syria_border`].
pub fn border_provenance() -> &'static Provenance {
    &border_line().provenance
}

/// Syria's mainland north of 35.0° N, from the coast to Iraq; its name is `syria`.
pub fn syria() -> &'static Territory {
    static SYRIA: OnceLock<Territory> = OnceLock::new();
    SYRIA.get_or_init(|| closed("syria", &border_line().points, &coast().points))
}

/// The part of [`syria`] east of the Euphrates; its name is `syria-east-of-the-euphrates`.
pub fn northeast_syria() -> &'static Territory {
    static NORTHEAST: OnceLock<Territory> = OnceLock::new();
    NORTHEAST.get_or_init(|| {
        let (border, river) = (&border_line().points, &euphrates().points);
        let start = border
            .iter()
            .position(|point| Some(point) == river.first())
            .expect("the embedded river starts at a vertex of the border");
        closed("syria-east-of-the-euphrates", &border[start..], river)
    })
}

/// The places within 60 km of the border, in Syria, Turkey and Iraq: from GeoNames, those of 500
/// people and more, and seats of administration.
///
/// ```
/// let kobani = safe_zone::dataset::places().find("Kobani")?;
/// assert_eq!(kobani.name(), "‘Ayn al ‘Arab");
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn places() -> &'static Gazetteer {
    &embedded_places().gazetteer
}

/// The origin of [`places`].
pub fn places_provenance() -> &'static Provenance {
    &embedded_places().provenance
}

/// A territory bounded by the border, the Iraq line, 35.0° N and, back, `west`; counter-clockwise.
fn closed(name: &str, border: &[Coord<f64>], west: &[Coord<f64>]) -> Territory {
    let iraq = &iraq_line().points;
    // The lines share their ends: each leaves out the point that the next begins with.
    let mut ring: Vec<Coord<f64>> =
        border.iter().chain(&iraq[1..]).chain(west.iter().rev()).copied().collect();
    ring.reverse();
    let ends: Vec<_> = [iraq.last(), west.last()].into_iter().flatten().copied().collect();
    // The crate's tests put these rings through the checks.
    Territory::checked_before(name, Polygon::new(LineString(ring), Vec::new()))
        .cut_off_along(LineString(ends))
        .expect("the ring is closed along the cut")
}

fn border_line() -> &'static Line {
    static LINE: OnceLock<Line> = OnceLock::new();
    LINE.get_or_init(|| Line::embedded(include_str!("border.geojson")))
}

fn iraq_line() -> &'static Line {
    static LINE: OnceLock<Line> = OnceLock::new();
    LINE.get_or_init(|| Line::embedded(include_str!("iraq_line.geojson")))
}

fn coast() -> &'static Line {
    static LINE: OnceLock<Line> = OnceLock::new();
    LINE.get_or_init(|| Line::embedded(include_str!("coast.geojson")))
}

fn euphrates() -> &'static Line {
    static LINE: OnceLock<Line> = OnceLock::new();
    LINE.get_or_init(|| Line::embedded(include_str!("euphrates.geojson")))
}

fn embedded_places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| Places::embedded(include_str!("places.json")))
}
