//! The claims of a file's features: bands of a plan, buffers, offset curves, pieces of a comparison.
//!
//! Lengths in metres, areas in square kilometres. Every feature must claim something, or the file
//! is refused: an unchecked feature must not pass.

use std::path::Path;

use geo::CoordsIter;
use geo_types::{Coord, MultiLineString, MultiPolygon};
use geojson::{Feature, GeoJson, GeometryValue, JsonObject, JsonValue};

use crate::input;
use crate::shared::oracle::stretch::Side;
use crate::shared::source;

/// Polygons or lines, and their claim.
pub struct Claim {
    /// The name of the feature in a report.
    pub name: String,
    /// The polygons; none for an offset curve.
    pub polygons: MultiPolygon<f64>,
    /// The lines of an offset curve.
    pub lines: MultiLineString<f64>,
    /// The tolerance of their rings, metres.
    pub tolerance: f64,
    /// Their area, km², where the file gives it.
    pub area: Option<f64>,
    /// The kind of the border's edges, as the file names it.
    pub edges: Option<String>,
    /// The points that they should hold.
    pub kind: Kind,
}

/// The words in the name of a territory that `--snap` has changed.
const LAID: &str = ", its edge laid onto the border within ";

/// The points that polygons should hold.
pub enum Kind {
    /// The points farther from the border than the first distance, metres, and not farther than the
    /// second.
    Band(f64, f64, Scope),
    /// The points not farther from some geometries than this distance, metres.
    Grown(f64, Scope),
    /// The points of polygons at least this far from their edge, metres.
    Eroded(f64, Scope),
    /// Of lines: the points at this distance, metres, on one side.
    Curve(f64, Side),
    /// The points that these plans hold and no other does.
    Piece(Vec<String>),
}

impl Kind {
    /// The largest distance from the border at which a ring or line should lie, metres; `None` where the bands of
    /// plans say that.
    pub fn depth(&self) -> Option<f64> {
        match *self {
            Kind::Band(_, depth, _)
            | Kind::Grown(depth, _)
            | Kind::Eroded(depth, _)
            | Kind::Curve(depth, _) => Some(depth),
            Kind::Piece(_) => None,
        }
    }
}

impl Claim {
    /// The part of the map in which the feature lies; `None` where others say that.
    pub fn scope(&self) -> Option<&Scope> {
        match &self.kind {
            Kind::Band(_, _, scope) | Kind::Grown(_, scope) | Kind::Eroded(_, scope) => Some(scope),
            Kind::Curve(..) | Kind::Piece(_) => None,
        }
    }

    /// `true` for a feature of `buffer`.
    pub fn is_buffer(&self) -> bool {
        matches!(self.kind, Kind::Grown(..) | Kind::Eroded(..) | Kind::Curve(..))
    }

    /// The distance in metres, negative inside polygons, and the side: by these the features of `buffer`
    /// around one geometry differ.
    pub fn distance(&self) -> (f64, Option<Side>) {
        let depth = self.kind.depth().unwrap_or_default();
        match &self.kind {
            Kind::Eroded(_, scope) => (-depth, scope.side),
            Kind::Curve(_, side) => (depth, Some(*side)),
            _ => (depth, self.scope().and_then(|scope| scope.side)),
        }
    }

    /// The vertices of the polygons and lines.
    pub fn vertices(&self) -> impl Iterator<Item = Coord<f64>> {
        self.polygons.coords_iter().chain(self.lines.coords_iter())
    }
}

/// The plan of a band, and the part of the map in which it lies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// The plan's id; `None` for a buffer.
    pub proposal: Option<String>,
    /// The territory to which the band is cut, as the file names it.
    pub territory: Option<String>,
    /// The stretches of the border along which the band lies, from and to, metres; `None` for all
    /// of it.
    pub stretches: Option<Vec<(f64, f64)>>,
    /// The side of the border; `None` for both.
    pub side: Option<Side>,
}

/// Reads the features of a file, all of which must claim something.
pub fn read(path: &Path) -> Result<Vec<Claim>, String> {
    let GeoJson::FeatureCollection(collection) = input::parse(path)? else {
        return Err(format!(
            "{} is not a FeatureCollection; give the zones, the comparison or the buffers that this \
             project writes",
            source::name(path)
        ));
    };
    if collection.features.is_empty() {
        return Err(format!(
            "{} has no feature with outer_km, distance_m or piece; give the zones, the comparison or \
             the buffers that this project writes",
            source::name(path)
        ));
    }
    let claim = |(nth, feature): (usize, &Feature)| {
        claim(feature, nth)
            .map_err(|reason| format!("{}, feature {nth}: {reason}", source::name(path)))
    };
    (1..).zip(&collection.features).map(claim).collect()
}

fn claim(feature: &Feature, nth: usize) -> Result<Claim, String> {
    let unknown = "it has none of outer_km, distance_m and piece, so it cannot be judged; give zones, \
                   comparisons and buffers only";
    let given = feature.properties.as_ref().ok_or(unknown)?;
    let computed = computed(given);
    let properties = computed.as_ref().unwrap_or(given);
    let km = |key| number(properties, key).map(|km| 1000.0 * km);
    let kind = if properties.contains_key("outer_km") {
        Kind::Band(km("inner_km")?, km("outer_km")?, scope(properties)?)
    } else if properties.contains_key("distance_m") {
        let distance = number(properties, "distance_m")?;
        let mut scope = scope(properties)?;
        match text(properties, "ends")?.as_deref() {
            None => {}
            // Ends of stretches are flat.
            Some("flat") => scope.stretches = Some(vec![(0.0, f64::INFINITY)]),
            Some(other) => return Err(format!("ends is {other:?}; it must be flat or null")),
        }
        match (is_curve(feature), scope.side) {
            (true, Some(side)) => Kind::Curve(distance, side),
            (true, None) => return Err("side is missing; it must be left or right".to_owned()),
            (false, _) if distance < 0.0 => Kind::Eroded(-distance, scope),
            (false, _) => Kind::Grown(distance, scope),
        }
    } else if properties.contains_key("piece") {
        let holders =
            text(properties, "held_by")?.ok_or("held_by is missing; it must name plans")?;
        Kind::Piece(holders.split(", ").map(str::to_owned).collect())
    } else {
        return Err(unknown.to_owned());
    };
    let inner = if let Kind::Band(inner, ..) = kind { inner } else { 0.0 };
    let depth = kind.depth();
    if let Some(outer) = depth
        && (inner < 0.0 || outer <= inner || !outer.is_finite())
    {
        return Err(format!("depths {inner} m to {outer} m; they must be positive and grow"));
    }
    let tolerance = number(properties, "tolerance_m")?;
    if tolerance <= 0.0 {
        return Err(format!("tolerance_m is {tolerance}; it must be positive"));
    }
    if let Some(depth) = depth.filter(|depth| tolerance >= *depth) {
        return Err(format!(
            "tolerance_m is {tolerance:e} and the distance {depth:e} m; the tolerance must be below it"
        ));
    }
    let title = match text(properties, "proposal")? {
        Some(proposal) => proposal,
        None => text(properties, "piece")?.unwrap_or_else(|| format!("feature {nth}")),
    };
    let depths = match kind {
        Kind::Eroded(depth, _) => format!(", {} km inside", depth / 1000.0),
        Kind::Curve(depth, _) => format!(", curve at {} km", depth / 1000.0),
        Kind::Band(_, outer, _) | Kind::Grown(outer, _) => {
            format!(", {} to {} km", inner / 1000.0, outer / 1000.0)
        }
        Kind::Piece(_) => String::new(),
    };
    let side = text(properties, "side")?.map(|side| format!(", {side}")).unwrap_or_default();
    let is_curve = matches!(kind, Kind::Curve(..));
    let (polygons, lines) = match is_curve {
        true => (MultiPolygon(Vec::new()), input::lines(feature)?),
        false => (input::polygons(feature, 180.0)?, MultiLineString(Vec::new())),
    };
    Ok(Claim {
        name: format!("{title}{depths}{side}"),
        polygons,
        lines,
        tolerance,
        area: properties
            .contains_key("area_km2")
            .then(|| number(properties, "area_km2"))
            .transpose()?,
        edges: text(properties, "edges")?,
        kind,
    })
}

/// The properties that `buffer` has computed, where others are kept beside them; their names may begin
/// with the prefix `buffer_`, so that they are not those of the others.
fn computed(properties: &JsonObject) -> Option<JsonObject> {
    const PREFIX: &str = "buffer_";
    /// Of buffers of buffers, so many times.
    const MOST: usize = 20;
    const ALWAYS: [&str; 3] = ["distance_m", "tolerance_m", "edges"];
    const SOMETIMES: [&str; 4] = ["area_km2", "side", "ends", "territory"];
    let has_all =
        |prefix: &str| ALWAYS.iter().all(|key| properties.contains_key(&format!("{prefix}{key}")));
    let prefix =
        (0..=MOST).rev().map(|times| PREFIX.repeat(times)).find(|prefix| has_all(prefix))?;
    let own =
        |key: &&str| Some((key.to_string(), properties.get(&format!("{prefix}{key}"))?.clone()));
    Some(ALWAYS.iter().chain(&SOMETIMES).filter_map(own).collect())
}

/// `true` for a feature of lines.
fn is_curve(feature: &Feature) -> bool {
    feature.geometry.as_ref().is_some_and(|geometry| {
        matches!(
            geometry.value,
            GeometryValue::LineString { .. } | GeometryValue::MultiLineString { .. }
        )
    })
}

fn scope(properties: &JsonObject) -> Result<Scope, String> {
    let side = match text(properties, "side")?.as_deref() {
        None | Some("both") => None,
        Some("left") => Some(Side::Left),
        Some("right") => Some(Side::Right),
        Some(other) => return Err(format!("side is {other:?}; it must be left, right or both")),
    };
    let territory = text(properties, "territory")?;
    if let Some(laid) = territory.as_ref().filter(|name| name.contains(LAID)) {
        return Err(format!(
            "the territory is {laid}; only territories as they are in their file can be judged, without \
             --snap"
        ));
    }
    Ok(Scope {
        proposal: text(properties, "proposal")?,
        territory,
        stretches: text(properties, "sectors_km")?.map(|text| stretches(&text)).transpose()?,
        side,
    })
}

/// Stretches as `0-10.5; 20-30`, in kilometres.
fn stretches(text: &str) -> Result<Vec<(f64, f64)>, String> {
    let stretch = |part: &str| -> Option<(f64, f64)> {
        let (from, to) = part.split_once('-')?;
        let [from, to] = [from, to].map(|km| km.trim().parse::<f64>().ok().map(|km| 1000.0 * km));
        Some((from?, to?)).filter(|(from, to)| 0.0 <= *from && from < to && to.is_finite())
    };
    text.split(';')
        .map(stretch)
        .collect::<Option<_>>()
        .ok_or_else(|| format!("sectors_km is {text:?}; it must be as 0-10.5; 20-30, each growing"))
}

/// A text property; an empty one counts as absent.
fn text(properties: &JsonObject, key: &str) -> Result<Option<String>, String> {
    match properties.get(key) {
        None | Some(JsonValue::Null) => Ok(None),
        Some(JsonValue::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(other) => Err(format!("{key} is {other}; it must be text or null")),
    }
}

fn number(properties: &JsonObject, key: &str) -> Result<f64, String> {
    match properties.get(key) {
        None => Err(format!("{key} is missing; it must be a number")),
        Some(value) => {
            value.as_f64().ok_or_else(|| format!("{key} is {value}; it must be a number"))
        }
    }
}
