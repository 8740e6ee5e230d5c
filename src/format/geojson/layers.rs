//! The layers of a map: border, zones, comparison, buffers, each one FeatureCollection.
//!
//! Areas in km², depths in km, tolerances in m. Features stand in the order in which they are to
//! be drawn: the deepest first, so that it does not hide the others.

use geo_types::MultiPolygon;
use geojson::{Feature, FeatureCollection, Geometry, JsonObject, JsonValue};
use serde_json::json;

use super::shape::{self, Extent};
use crate::format::caption::Caption;
use crate::format::property::*;
use crate::format::{legend, style};
use crate::{
    Border, Comparison, Edges, HeldBy, Length, Piece, Proposal, Sector, Side, Tolerance, Zone,
    Zones, area_km2,
};

const OPACITY: f64 = 0.7;

/// The border as one line.
pub fn border(border: &Border, tolerance: Tolerance, caption: &Caption) -> FeatureCollection {
    let (geometry, extent) = shape::lines(border.lines(), tolerance.decimals());
    let properties = json!({
        (NAME): caption.name,
        (LENGTH): rounded(border.length().km(), 3),
        (EDGES): edges_name(border.edges()),
        (LICENCE): caption.licence(),
        (STROKE): style::BORDER.to_string(),
    });
    collection([feature(geometry, extent, properties)], caption)
}

/// The zones of some plans, one feature a band, the deepest first.
///
/// `label` is what a legend calls it, who, when, how deep and what holds there, as
/// `United States, 8 August 2019: 0-5 km, demilitarized`; two plans of one proponent and date have
/// their ids there.
pub fn zones(plans: &[Zones], caption: &Caption) -> FeatureCollection {
    let names = legend::names(&plans.iter().map(Zones::proposal).collect::<Vec<_>>());
    let features = style::deepest_first(plans).into_iter().map(|(index, zone)| {
        zone_feature(&plans[index], zone, &legend::zone(&names[index], zone.band()), caption)
    });
    collection(features, caption)
}

fn zone_feature(plan: &Zones, zone: &Zone, label: &str, caption: &Caption) -> (Feature, Extent) {
    let (proposal, band) = (plan.proposal(), zone.band());
    let (geometry, extent) = shape::multi_polygon(zone.polygons(), plan.tolerance().decimals());
    let properties = json!({
        (PROPOSAL): proposal.id(),
        (TITLE): proposal.title(),
        (PROPONENT): proposal.proponent(),
        (DATE): proposal.date().map(|date| date.to_string()),
        (PERIOD): proposal.period(),
        (TERRITORY): plan.territory(),
        (SECTORS): plan.sectors().map(sectors_km),
        (SIDE): side(plan.side()),
        (BAND): band.label(),
        (REGIME): band.regime(),
        (INNER): band.inner().km(),
        (OUTER): band.outer().km(),
        (DEPTH_KIND): band.depth_kind().as_str(),
        (AREA): rounded(zone.area_km2(), 6),
        (TOLERANCE): plan.tolerance().metres(),
        (SOURCE): proposal.source(),
        (LICENCE): caption.licence(),
        (LABEL): label,
        (FILL): style::fill(proposal, band).to_string(),
        (STROKE): proposal.colour().to_string(),
        (FILL_OPACITY): OPACITY,
    });
    feature(geometry, extent, properties)
}

/// What two plans share and what each adds, the common part last.
///
/// `label` is what a legend calls it, as `Only Turkey, August 2019: at least 5514 km²`.
pub fn comparison(comparison: &Comparison, caption: &Caption) -> FeatureCollection {
    let pieces = comparison.pieces().iter().rev();
    collection(pieces.map(|piece| piece_feature(comparison, piece, caption)), caption)
}

fn piece_feature(comparison: &Comparison, piece: &Piece, caption: &Caption) -> (Feature, Extent) {
    let decimals = comparison.tolerance().decimals();
    let (geometry, extent) = shape::multi_polygon(piece.polygons(), decimals);
    let (first, second) = (comparison.first(), comparison.second());
    let only =
        |plan: &Proposal| (format!("only {}", plan.id()), plan.id().to_owned(), plan.colour());
    let (name, held_by, colour) = match piece.held_by() {
        HeldBy::Both => {
            ("both".to_owned(), format!("{}, {}", first.id(), second.id()), style::COMMON)
        }
        HeldBy::First => only(first),
        HeldBy::Second => only(second),
    };
    let properties = json!({
        (PIECE): name,
        (HELD_BY): held_by,
        (BOUND): piece.bound().as_str(),
        (AREA): rounded(piece.area_km2(), 6),
        (SHARE): rounded(100.0 * comparison.share(piece), 6),
        (TOLERANCE): comparison.tolerance().metres(),
        (LICENCE): caption.licence(),
        (LABEL): legend::piece(comparison, piece),
        (FILL): colour.to_string(),
        (STROKE): colour.to_string(),
        (FILL_OPACITY): OPACITY,
    });
    feature(geometry, extent, properties)
}

/// Whole zones within some distances of a border, in the order given.
pub fn buffers<'a>(
    buffers: impl IntoIterator<Item = (Length, &'a MultiPolygon<f64>)>,
    edges: Edges,
    tolerance: Tolerance,
    caption: &Caption,
) -> FeatureCollection {
    let features = buffers.into_iter().map(|(distance, polygons)| {
        let (geometry, extent) = shape::multi_polygon(polygons, tolerance.decimals());
        let properties = json!({
            "distance_m": distance.metres(),
            (AREA): rounded(area_km2(polygons), 6),
            (TOLERANCE): tolerance.metres(),
            (EDGES): edges_name(edges),
        });
        feature(geometry, extent, properties)
    });
    collection(features, caption)
}

/// From and to of each, to the millimetre: `452.1-551.201393; 656.459611-915.325838`.
fn sectors_km(sectors: &[Sector]) -> String {
    let km = |length: Length| rounded(length.km(), 6);
    let sector = |sector: &Sector| format!("{}-{}", km(sector.from()), km(sector.to()));
    sectors.iter().map(sector).collect::<Vec<_>>().join("; ")
}

/// The one side that is meant, if it is one.
pub(super) fn side(side: Side) -> Option<&'static str> {
    Some(side.as_str()).filter(|_| side != Side::Both)
}

fn edges_name(edges: Edges) -> &'static str {
    match edges {
        Edges::Planar => "planar",
        Edges::Geodesic => "geodesic",
    }
}

pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (value * scale).round() / scale
}

pub(super) fn feature(
    geometry: Geometry,
    extent: Extent,
    properties: JsonValue,
) -> (Feature, Extent) {
    let properties = properties.as_object().cloned();
    let feature = Feature {
        bbox: extent.bbox(),
        geometry: Some(geometry),
        id: None,
        properties,
        foreign_members: None,
    };
    (feature, extent)
}

pub(super) fn collection(
    features: impl IntoIterator<Item = (Feature, Extent)>,
    caption: &Caption,
) -> FeatureCollection {
    let mut whole = Extent::default();
    let features = features
        .into_iter()
        .map(|(feature, extent)| {
            whole.join(extent);
            feature
        })
        .collect();
    let mut members = JsonObject::new();
    members.insert("name".to_owned(), caption.name.into());
    members.insert("description".to_owned(), caption.description.into());
    FeatureCollection { bbox: whole.bbox(), features, foreign_members: Some(members) }
}
