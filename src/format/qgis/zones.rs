//! Zones and pieces as areas: a legend in words, the deepest zone at the bottom.
//!
//! Depths in km, areas in km². Whatever their order in the file, zones are drawn by depth, those of
//! one depth by area. The outlines of all zones lie on top, wider for lower plans, so that a
//! covered plan is still seen.

use super::renderer::{Category, Renderer, categorized, field};
use super::symbol;
use super::symbol::Area;
use crate::format::legend;
use crate::format::property::{PieceProperties, ZoneProperties};
use crate::format::xml::Element;
use crate::plan::DepthKind;
use crate::value::Colour;

/// The number of passes for fills, and for outlines: QGIS does not draw passes from 1000 on.
const PASSES: usize = 500;
const WIDTH_MM: f64 = 0.375;
const WIDER_MM: f64 = 0.125;
const WIDEST_MM: f64 = 1.5;

/// The features with one look and one label.
struct Look {
    label: String,
    fill: Colour,
    stroke: Colour,
    /// The plan or comparison that keeps looks together in the legend.
    group: String,
    outer: f64,
    depth: DepthKind,
    area: f64,
}

/// The renderer for the zones of some plans.
pub(super) fn zones(zones: &[&ZoneProperties]) -> Renderer {
    let mut looks = looks(zones.iter().map(|zone| Look {
        label: zone.label.clone(),
        fill: zone.fill,
        stroke: zone.stroke,
        group: zone.proposal.clone(),
        outer: zone.outer_km,
        depth: zone.depth_kind,
        area: zone.area_km2,
    }));
    looks.sort_by(|a, b| b.outer.total_cmp(&a.outer).then(b.area.total_cmp(&a.area)));
    let mut plans: Vec<&str> = Vec::new();
    for look in &looks {
        if !plans.contains(&&*look.group) {
            plans.push(&look.group);
        }
    }
    let plans_above =
        |look: &Look| plans.iter().rev().position(|plan| *plan == look.group).unwrap_or_default();
    // The legend lists zones from the border outwards, plan by plan.
    let mut listed: Vec<(usize, &Look)> = looks.iter().enumerate().rev().collect();
    listed.sort_by_key(|(_, look)| plans_above(look));
    let categories = listed.into_iter().enumerate().map(|(place, (rank, look))| {
        let width_mm = (WIDTH_MM + WIDER_MM * plans_above(look) as f64).min(WIDEST_MM);
        let label = format!("{}, {}", look.label, legend::area(look.depth, look.area));
        look.category(label, symbol::area(&place.to_string(), &look.area(rank, width_mm)))
    });
    categorized(&expression(), categories.collect())
}

/// The renderer for the part that two plans share, and, hatched, the parts that each adds.
pub(super) fn pieces(pieces: &[&PieceProperties]) -> Renderer {
    let looks = looks(pieces.iter().map(|piece| Look {
        label: piece.label.clone(),
        fill: piece.fill,
        stroke: piece.stroke,
        group: piece.piece.clone(),
        outer: 0.0,
        depth: DepthKind::Exact,
        area: piece.area_km2,
    }));
    let categories = looks.iter().rev().enumerate().map(|(place, look)| {
        let area = look.area(place, WIDTH_MM);
        let draw = if look.group == "both" { symbol::area } else { symbol::hatched_area };
        // The label of a piece includes its area already.
        look.category(look.label.clone(), draw(&place.to_string(), &area))
    });
    categorized(&expression(), categories.collect())
}

/// The looks of some features, each once, with the areas of all that share it.
fn looks(of_features: impl Iterator<Item = Look>) -> Vec<Look> {
    let mut looks: Vec<Look> = Vec::new();
    for look in of_features {
        match looks.iter_mut().find(|it| it.label == look.label && it.fill == look.fill) {
            Some(alike) => {
                alike.outer = alike.outer.max(look.outer);
                alike.area += look.area;
            }
            None => looks.push(look),
        }
    }
    looks
}

impl Look {
    fn category(&self, label: String, symbol: Element) -> Category {
        Category { value: format!("{} {}", self.label, self.fill), label, symbol }
    }

    fn area(&self, rank: usize, width_mm: f64) -> Area {
        let pass = rank.min(PASSES - 1);
        let (fill, stroke) = (self.fill, self.stroke);
        Area { fill, stroke, width_mm, fill_pass: pass, outline_pass: PASSES + pass }
    }
}

/// The expression that tells looks apart.
fn expression() -> String {
    format!("{} || ' ' || {}", field("label"), field("fill"))
}
