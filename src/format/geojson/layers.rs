//! The layers of a map: border, zones, comparison, buffers, each one FeatureCollection.
//!
//! Areas in km², depths in km, tolerances in m. Features stand in the order in which they are to
//! be drawn: the deepest first, so that it does not hide the others.

use geo_types::MultiPolygon;
use geojson::{Feature, FeatureCollection, Geometry, JsonObject, JsonValue};
use serde_json::json;

use super::shape::{self, Extent};
use crate::format::caption::Caption;
use crate::format::style;
use crate::{
    Border, Comparison, Edges, HeldBy, Length, Piece, Proposal, Sector, Side, Tolerance, Zone,
    Zones, area_km2,
};

const FILL_OPACITY: f64 = 0.5;

/// The border as one line.
pub fn border(border: &Border, tolerance: Tolerance, caption: &Caption) -> FeatureCollection {
    let (geometry, extent) = shape::lines(border.lines(), tolerance.decimals());
    let properties = json!({
        "name": caption.name,
        "length_km": rounded(border.length().km(), 3),
        "edges": edges_name(border.edges()),
        "data_licence": caption.licence(),
        "stroke": style::BORDER.to_string(),
    });
    collection([feature(geometry, extent, properties)], caption)
}

/// The zones of some plans, one feature a band, the deepest first.
pub fn zones(plans: &[Zones], caption: &Caption) -> FeatureCollection {
    let zones = style::deepest_first(plans).into_iter();
    collection(zones.map(|(plan, zone)| zone_feature(plan, zone, caption)), caption)
}

fn zone_feature(plan: &Zones, zone: &Zone, caption: &Caption) -> (Feature, Extent) {
    let (proposal, band) = (plan.proposal(), zone.band());
    let (geometry, extent) = shape::multi_polygon(zone.polygons(), plan.tolerance().decimals());
    let properties = json!({
        "proposal": proposal.id(),
        "title": proposal.title(),
        "proponent": proposal.proponent(),
        "date": proposal.date().map(|date| date.to_string()),
        "period": proposal.period(),
        "territory": plan.territory(),
        "sectors_km": plan.sectors().map(sectors_km),
        "side": side(plan.side()),
        "band": band.label(),
        "regime": band.regime(),
        "inner_km": band.inner().km(),
        "outer_km": band.outer().km(),
        "depth_kind": band.depth_kind().as_str(),
        "area_km2": rounded(zone.area_km2(), 6),
        "tolerance_m": plan.tolerance().metres(),
        "source": proposal.source(),
        "data_licence": caption.licence(),
        "fill": style::fill(proposal, band).to_string(),
        "stroke": proposal.colour().to_string(),
        "fill-opacity": FILL_OPACITY,
    });
    feature(geometry, extent, properties)
}

/// What two plans share and what each adds, the common part last.
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
    let (label, held_by, colour) = match piece.held_by() {
        HeldBy::Both => {
            ("both".to_owned(), format!("{}, {}", first.id(), second.id()), style::COMMON)
        }
        HeldBy::First => only(first),
        HeldBy::Second => only(second),
    };
    let properties = json!({
        "piece": label,
        "held_by": held_by,
        "bound": piece.bound().as_str(),
        "area_km2": rounded(piece.area_km2(), 6),
        "share_percent": rounded(100.0 * comparison.share(piece), 6),
        "tolerance_m": comparison.tolerance().metres(),
        "data_licence": caption.licence(),
        "fill": colour.to_string(),
        "stroke": colour.to_string(),
        "fill-opacity": FILL_OPACITY,
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
            "area_km2": rounded(area_km2(polygons), 6),
            "tolerance_m": tolerance.metres(),
            "edges": edges_name(edges),
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
