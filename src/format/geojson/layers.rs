//! The layers of a map: border, zones, comparison, buffers, offset curves.
//!
//! Areas in km², depths in km, tolerances in m. Features stand in the order of drawing: the deepest
//! first, so that it does not hide the others.

use geo_types::{LineString, MultiLineString, MultiPolygon};

use crate::border::{Border, Sector};
use crate::earth::area_km2;
use crate::format::caption::Caption;
use crate::format::layer::Layer;
use crate::format::property::{
    BorderProperties, BufferProperties, CurveProperties, PieceProperties, Properties,
    ZoneProperties,
};
use crate::format::{legend, style};
use crate::geometry::{BufferOptions, Caps};
use crate::plan::{Comparison, HeldBy, Piece, Proposal, Zone, Zones};
use crate::planar::rounding;
use crate::region::Territory;
use crate::value::{Edges, Length, Side, SignedLength, Tolerance};

/// The border as one line.
pub fn border(border: &Border, tolerance: Tolerance, caption: &Caption) -> Layer {
    let decimals = tolerance.decimals();
    let lines: MultiLineString<f64> =
        border.lines().iter().map(|it| line_as_written(it, decimals)).collect();
    let properties = Properties::Border(BorderProperties {
        name: caption.name.to_owned(),
        length_km: rounded(border.length().km(), 3),
        edges: border.edges(),
        data_licence: caption.licence(),
        stroke: style::BORDER,
    });
    Layer::new([(lines.into(), properties)], caption)
}

/// A line with rounded points, each once in a row.
fn line_as_written(line: &LineString<f64>, decimals: usize) -> LineString<f64> {
    let points = line.coords().map(|&point| rounding::round(point, decimals));
    let mut points: Vec<_> = points.collect();
    points.dedup();
    LineString(points)
}

/// The zones of some plans, one feature a band, the deepest first.
///
/// `label` is the text of a legend: who, when, how deep and which regime, as `United States, 8
/// August 2019: 0-5 km, demilitarized`; two plans of one proponent and date also have their ids
/// there. `places`, `people_at_least`, `places_of_unknown_population`, and `people`, the three in words with
/// their source, are null unless [`Zones::with_people`] has counted them.
pub fn zones(plans: &[Zones], caption: &Caption) -> Layer {
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
        Some((polygons.clone().into(), zone_properties(plan, zone, label, caption)))
    });
    Layer::new(features, caption)
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
/// use safe_zone::{Tolerance, layers};
/// let third = 1.0 / 3.0;
/// let zone = polygon![(x: 0.0, y: 0.0), (x: third, y: 0.0), (x: third, y: third)];
/// let written = layers::as_written(&[&MultiPolygon(vec![zone])], Tolerance::default());
/// let corner = written[0].0[0].exterior().0[2];
/// assert_eq!((corner.x, corner.y), (0.3333333, 0.3333333));
/// ```
pub fn as_written(layer: &[&MultiPolygon<f64>], tolerance: Tolerance) -> Vec<MultiPolygon<f64>> {
    rounding::rounded(layer, tolerance.decimals())
}

fn zone_properties(plan: &Zones, zone: &Zone, label: String, caption: &Caption) -> Properties {
    let (proposal, band, people) = (plan.proposal(), zone.band(), zone.people());
    Properties::Zone(Box::new(ZoneProperties {
        proposal: proposal.id().to_owned(),
        title: proposal.title().to_owned(),
        proponent: proposal.proponent().map(str::to_owned),
        date: proposal.date().map(|date| date.to_string()),
        period: proposal.period().map(str::to_owned),
        territory: plan.territory().map(str::to_owned),
        sectors_km: plan.sectors().map(sectors_km),
        side: side(plan.side()),
        band: band.label(),
        regime: band.regime().map(str::to_owned),
        inner_km: band.inner().km(),
        outer_km: band.outer().km(),
        depth_kind: band.depth_kind(),
        area_km2: rounded(zone.area_km2(), 6),
        places: people.map(|people| people.places),
        people_at_least: people.map(|people| people.known),
        places_of_unknown_population: people.map(|people| people.unknown),
        people: people.map(|people| legend::people_by(people, plan.places_source())),
        tolerance_m: plan.tolerance().metres(),
        source: proposal.source().map(str::to_owned),
        data_licence: caption.licence(),
        label,
        fill: style::fill(proposal, band),
        stroke: proposal.colour(),
        fill_opacity: style::OPACITY,
    }))
}

/// The part that two plans share and the parts that each adds; the common part last.
///
/// `label` is the text of a legend, as `Only Turkey, August 2019: at least 5514 km²`.
pub fn comparison(comparison: &Comparison, caption: &Caption) -> Layer {
    let polygons: Vec<_> = comparison.pieces().iter().map(Piece::polygons).collect();
    let written = as_written(&polygons, comparison.tolerance());
    let pieces = comparison.pieces().iter().zip(&written).rev();
    let features = pieces.map(|(piece, written)| {
        (written.clone().into(), piece_properties(comparison, piece, caption))
    });
    Layer::new(features, caption)
}

fn piece_properties(comparison: &Comparison, piece: &Piece, caption: &Caption) -> Properties {
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
    Properties::Piece(PieceProperties {
        piece: name,
        held_by,
        bound: piece.bound().as_str(),
        area_km2: rounded(piece.area_km2(), 6),
        share_percent: rounded(100.0 * comparison.share(piece), 6),
        tolerance_m: comparison.tolerance().metres(),
        data_licence: caption.licence(),
        label: legend::piece(comparison, piece),
        fill: colour,
        stroke: colour,
        fill_opacity: style::OPACITY,
    })
}

/// Zones of a geometry at some distances, computed with these options, in the order given, and the territory
/// of which they are the part.
///
/// The property `side` is null for both sides, `ends` for round ones, `territory` for whole zones.
pub fn buffers<'a, D: Into<SignedLength>>(
    buffers: impl IntoIterator<Item = (D, &'a MultiPolygon<f64>)>,
    options: &BufferOptions,
    territory: Option<&Territory>,
    caption: &Caption,
) -> Layer {
    let tolerance = options.tolerance;
    let features = buffers.into_iter().map(|(distance, polygons)| {
        let written = as_written(&[polygons], tolerance).remove(0);
        let properties = Properties::Buffer(BufferProperties {
            distance_m: distance.into().metres(),
            area_km2: rounded(area_km2(polygons), 6),
            tolerance_m: tolerance.metres(),
            edges: options.edges,
            side: side(options.side),
            ends: (options.caps == Caps::Flat).then_some("flat"),
            territory: territory.map(|it| it.name().to_owned()),
        });
        (written.into(), properties)
    });
    Layer::new(features, caption)
}

/// Offset curves at some distances, computed with these options, in the order given: those of one side, or of
/// both, left and then right.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::{BufferOptions, GeodesicBuffer, Side};
/// let line = line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)];
/// let (distance, options) = ("5km".parse()?, BufferOptions::default());
/// let curve = line.offset_line(distance, Side::Left, &options)?;
/// let layer = layers::offset_lines([(distance, Side::Left, &curve)], &options, &Caption::default());
/// assert!(layer.to_string().contains(r#""distance_m":5000.0,"length_km":111.3194"#));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn offset_lines<'a>(
    curves: impl IntoIterator<Item = (Length, Side, &'a MultiLineString<f64>)>,
    options: &BufferOptions,
    caption: &Caption,
) -> Layer {
    let decimals = options.tolerance.decimals();
    let features = curves.into_iter().map(|(distance, side, curve)| {
        let properties = Properties::Curve(CurveProperties {
            distance_m: distance.metres(),
            length_km: rounded(length_km(curve), 6),
            tolerance_m: options.tolerance.metres(),
            edges: options.edges,
            side: side.as_str(),
        });
        let written: MultiLineString<f64> =
            curve.iter().map(|it| line_as_written(it, decimals)).collect();
        (written.into(), properties)
    });
    Layer::new(features, caption)
}

/// The two chainages of each sector, to the millimetre: `452.1-551.201393; 656.459611-915.325838`.
fn sectors_km(sectors: &[Sector]) -> String {
    let km = |length: Length| rounded(length.km(), 6);
    let sector = |sector: &Sector| format!("{}-{}", km(sector.from()), km(sector.to()));
    sectors.iter().map(sector).collect::<Vec<_>>().join("; ")
}

/// The length of lines whose edges are straight on the map.
pub(super) fn length_km(lines: &MultiLineString<f64>) -> f64 {
    Border::new(lines.clone(), Edges::Planar).map_or(0.0, |it| it.length().km())
}

/// The side in the extent, if it is only one.
pub(super) fn side(side: Side) -> Option<&'static str> {
    Some(side.as_str()).filter(|_| side != Side::Both)
}

pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (value * scale).round() / scale
}
