//! The layers of a map: border, zones, comparison, buffers, each one FeatureCollection.
//!
//! Areas in km², depths in km, tolerances in m. Features stand in the order of drawing: the deepest
//! first, so that it does not hide the others.

use geo_types::MultiPolygon;
use geojson::{Feature, FeatureCollection, Geometry, JsonObject, JsonValue};
use serde_json::json;

use super::shape;
use super::shape::BoundingBox;
use crate::border::{Border, Sector};
use crate::earth::area_km2;
use crate::format::caption::Caption;
use crate::format::property::*;
use crate::format::{legend, style};
use crate::plan::{Comparison, HeldBy, Piece, Proposal, Zone, Zones};
use crate::planar::rounding;
use crate::value::{Edges, Length, Side, Tolerance};

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
/// `label` is the text of a legend: who, when, how deep and which regime, as `United States, 8
/// August 2019: 0-5 km, demilitarized`; two plans of one proponent and date also have their ids
/// there.
pub fn zones(plans: &[Zones], caption: &Caption) -> FeatureCollection {
    let names = legend::names(&plans.iter().map(Zones::proposal).collect::<Vec<_>>());
    let written: Vec<_> = plans
        .iter()
        .map(|plan| {
            let polygons: Vec<_> = plan.iter().map(Zone::polygons).collect();
            as_written(&polygons, plan.tolerance())
        })
        .collect();
    let features = style::deepest_first(plans).into_iter().filter_map(|(index, zone)| {
        let plan = &plans[index];
        let (_, polygons) =
            plan.iter().zip(&written[index]).find(|(it, _)| std::ptr::eq(*it, zone))?;
        let label = legend::zone(&names[index], zone.band());
        Some(zone_feature(plan, zone, polygons, &label, caption))
    });
    collection(features, caption)
}

/// The polygons of one layer as they are written: [`zones`] passes the polygons of a plan,
/// [`comparison`] its pieces, [`buffers`] each zone by itself.
///
/// Vertices are rounded to [`Tolerance::decimals`]. Where that alone would make edges cross or
/// touch, they are bent to the rounded vertices within half a unit of the last decimal of them.
/// Each result is valid as OGC simple features, even where the input is not: then it holds the
/// points around which the rings wind counter-clockwise. Edges that polygons of the layer share
/// stay shared, vertex for vertex.
///
/// # Accuracy
/// No point of an edge moves by more than half a unit of the last decimal along each axis, a unit
/// where edges pass within floating-point rounding of one another.
///
/// ```
/// use geo_types::{MultiPolygon, polygon};
/// use safe_zone::{Tolerance, geojson};
/// let third = 1.0 / 3.0;
/// let zone = polygon![(x: 0.0, y: 0.0), (x: third, y: 0.0), (x: third, y: third)];
/// let written = geojson::as_written(&[&MultiPolygon(vec![zone])], Tolerance::default());
/// let corner = written[0].0[0].exterior().0[2];
/// assert_eq!((corner.x, corner.y), (0.3333333, 0.3333333));
/// ```
pub fn as_written(layer: &[&MultiPolygon<f64>], tolerance: Tolerance) -> Vec<MultiPolygon<f64>> {
    rounding::rounded(layer, tolerance.decimals())
}

fn zone_feature(
    plan: &Zones,
    zone: &Zone,
    written: &MultiPolygon<f64>,
    label: &str,
    caption: &Caption,
) -> (Feature, BoundingBox) {
    let (proposal, band) = (plan.proposal(), zone.band());
    let (geometry, extent) = shape::multi_polygon(written);
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

/// The part that two plans share and the parts that each adds; the common part last.
///
/// `label` is the text of a legend, as `Only Turkey, August 2019: at least 5514 km²`.
pub fn comparison(comparison: &Comparison, caption: &Caption) -> FeatureCollection {
    let polygons: Vec<_> = comparison.pieces().iter().map(Piece::polygons).collect();
    let written = as_written(&polygons, comparison.tolerance());
    let pieces = comparison.pieces().iter().zip(&written).rev();
    let features =
        pieces.map(|(piece, written)| piece_feature(comparison, piece, written, caption));
    collection(features, caption)
}

fn piece_feature(
    comparison: &Comparison,
    piece: &Piece,
    written: &MultiPolygon<f64>,
    caption: &Caption,
) -> (Feature, BoundingBox) {
    let (geometry, extent) = shape::multi_polygon(written);
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
        let written = as_written(&[polygons], tolerance);
        let (geometry, extent) = shape::multi_polygon(&written[0]);
        let properties = json!({
            (BUFFERED): distance.metres(),
            (AREA): rounded(area_km2(polygons), 6),
            (TOLERANCE): tolerance.metres(),
            (EDGES): edges_name(edges),
        });
        feature(geometry, extent, properties)
    });
    collection(features, caption)
}

/// The two chainages of each sector, to the millimetre: `452.1-551.201393; 656.459611-915.325838`.
fn sectors_km(sectors: &[Sector]) -> String {
    let km = |length: Length| rounded(length.km(), 6);
    let sector = |sector: &Sector| format!("{}-{}", km(sector.from()), km(sector.to()));
    sectors.iter().map(sector).collect::<Vec<_>>().join("; ")
}

/// The side in the extent, if it is only one.
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
    extent: BoundingBox,
    properties: JsonValue,
) -> (Feature, BoundingBox) {
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
    features: impl IntoIterator<Item = (Feature, BoundingBox)>,
    caption: &Caption,
) -> FeatureCollection {
    let mut whole = BoundingBox::default();
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
