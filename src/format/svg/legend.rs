//! The legend: each plan with its bands, regimes, areas and source, the shared part, and the signs.
//!
//! Areas in km², "at least" where a depth is a minimum.

use geo_types::{Rect, coord};

use super::block::{BODY, Block, HEAD, NOTE};
use super::layers::Layers;
use super::map::Map;
use super::places::Standing;
use super::{layers, places};
use crate::format::xml::Element;
use crate::format::{legend, style};
use crate::plan::{Comparison, HeldBy, Zones};
use crate::region::Territory;
use crate::value::Length;

/// The blocks of a map's legend, each of this width.
pub(super) fn blocks(
    map: &Map<'_>,
    layers: &Layers<'_>,
    standings: &[Standing],
    width: f64,
) -> Vec<Block> {
    let plans = map.zones.iter().map(|zones| plan(zones, width));
    let comparison = map.comparison.map(|comparison| self::comparison(comparison, layers, width));
    plans.chain(comparison).chain([signs(map, standings, width)]).collect()
}

fn plan(zones: &Zones, width: f64) -> Block {
    let proposal = zones.proposal();
    let mut block = Block::new(width);
    block.paragraph(&legend::name(proposal), HEAD);
    if proposal.proponent().is_some() {
        block.paragraph(&format!("{} ({})", proposal.title(), proposal.id()), BODY);
    }
    block.space(5.0);
    for zone in zones.iter() {
        let band = zone.band();
        let regime = band.regime().map(|regime| format!(": {regime}")).unwrap_or_default();
        let area = legend::area(band.depth_kind(), zone.area_km2());
        let fill = style::fill(proposal, band).to_string();
        let sample = |rect| vec![swatch(rect, &fill).with("stroke", style::edge(proposal))];
        let label = band.label_with(legend::four_digits);
        block.row(sample, &format!("{label}{regime}"), &area);
        if let Some(people) = zone.people() {
            block.aside(&legend::people_by(people, zones.places_source()));
        }
    }
    if let Some(source) = proposal.source() {
        block.paragraph(&format!("Source: {source}"), NOTE);
    }
    block
}

fn comparison(comparison: &Comparison, layers: &Layers<'_>, width: f64) -> Block {
    let mut block = Block::new(width);
    let plans = [comparison.first(), comparison.second()];
    let names = legend::names(&plans);
    block.paragraph("Shared and disputed", HEAD);
    block.space(2.0);
    for piece in comparison.pieces() {
        let index = match piece.held_by() {
            HeldBy::Both => {
                let fills: Vec<[String; 2]> = layers.striped().collect();
                let sample = |rect| {
                    let parts = parts(rect, fills.len()).zip(&fills);
                    parts
                        .flat_map(|(part, fills)| fills.each_ref().map(|it| swatch(part, it)))
                        .collect()
                };
                block.row(sample, "held by both: striped", &piece.amount());
                continue;
            }
            HeldBy::First => 0,
            HeldBy::Second => 1,
        };
        let fills = layers.grounds(piece, plans[index]);
        let sample = |rect| {
            let swatches = parts(rect, fills.len()).zip(&fills);
            let swatches = swatches.map(|(part, fill)| swatch(part, &fill.to_string()));
            let edge = swatch(rect, "none").with("stroke", style::edge(plans[index]));
            swatches.chain([edge]).collect()
        };
        block.row(sample, &format!("only {}", names[index]), &piece.amount());
    }
    block
}

/// A rectangle in so many parts, side by side.
fn parts(rect: Rect<f64>, count: usize) -> impl Iterator<Item = Rect<f64>> {
    let size = coord! { x: rect.width() / count as f64, y: rect.height() };
    (0..count).map(move |index| {
        let corner = rect.min() + coord! { x: index as f64 * size.x, y: 0.0 };
        Rect::new(corner, corner + size)
    })
}

/// The signs of the border, the land and the places.
fn signs(map: &Map<'_>, standings: &[Standing], width: f64) -> Block {
    let mut block = Block::new(width);
    block.paragraph("Signs", HEAD);
    block.space(2.0);
    let line = |rect: Rect<f64>| {
        let y = rect.center().y;
        let ends = [rect.min().x, rect.max().x].map(|x| coord! { x: x, y: y });
        layers::border(&vec![ends.to_vec()]).into()
    };
    block.row(line, "border, its whole length", &length(map.border.length()));
    let territories = map.territories.iter().copied().map(Territory::name);
    let names: Vec<String> = territories.map(legend::territory).collect();
    if !names.is_empty() {
        block.row(|rect| vec![swatch(rect, layers::LAND)], &names.join(", "), "");
    }
    for &standing in standings {
        let words = match standing {
            Standing::Held => "place within a zone",
            Standing::Undecided => "place at a limit, not decided",
            Standing::Outside => "place outside",
        };
        block.row(|rect| places::mark(standing, rect.center()), words, "");
    }
    block
}

fn length(length: Length) -> String {
    if length.km() < 10.0 {
        format!("{:.0} m", length.metres())
    } else {
        format!("{:.0} km", length.km())
    }
}

fn swatch(rect: Rect<f64>, fill: &str) -> Element {
    Element::rect(rect).with("fill", fill)
}
