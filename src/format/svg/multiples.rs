//! Small multiples: from three plans on, each plan alone in a small frame that shows what the map shows.
//!
//! Pixels. All frames have one scale, so the plans are compared by eye.

use geo_types::{Coord, coord};

use super::layers::{self, Layers};
use super::map::Map;
use super::text;
use super::view::View;
use crate::format::legend;
use crate::format::xml::Element;

const GAP: Coord<f64> = coord! { x: 20.0, y: 10.0 };
const SIZE: f64 = 11.5;
/// The height of a title with the gap below it.
const TITLE: f64 = 17.0;
/// The fewest plans that are drawn alone.
const FEWEST: usize = 3;

/// The frames below the map, from an upper left corner, and their height together.
pub(super) fn draw(
    map: &Map<'_>,
    shown: &[Coord<f64>],
    corner: Coord<f64>,
    across: f64,
) -> (Option<Element>, f64) {
    if map.zones.len() < FEWEST {
        return (None, 0.0);
    }
    let columns = if map.zones.len() > 4 { 3 } else { 2 };
    let wide = (across - GAP.x * (columns - 1) as f64) / columns as f64;
    let high = View::small(shown, corner, wide).frame().height() + TITLE + GAP.y;
    let mut group = Element::group("alone");
    for (index, zones) in map.zones.iter().enumerate() {
        let (row, column) = ((index / columns) as f64, (index % columns) as f64);
        let at = corner + coord! { x: column * (wide + GAP.x), y: row * high };
        let view = View::small(shown, at + coord! { x: 0.0, y: TITLE }, wide);
        let one = Map {
            zones: std::slice::from_ref(zones),
            comparison: None,
            censuses: &[],
            names: &[],
            ..map.clone()
        };
        let layers = Layers::of(&one, &view);
        let title = text::wrap(&legend::name(zones.proposal()), SIZE, wide);
        let title = title.first().map_or("", String::as_str);
        let frame = Element::rect(view.frame());
        group = group
            .child(
                Element::words(at + coord! { x: 0.0, y: SIZE }, SIZE, title)
                    .with("fill", "#1a1a1a"),
            )
            .child(frame.clone().with("fill", layers::SEA))
            .child(layers.land().unnamed())
            .child(layers.bands().unnamed())
            .child(layers.limits().unnamed())
            .children(layers::border(layers.border()))
            .child(frame.with("fill", "none").with("stroke", "#8a8a84"));
    }
    (Some(group), (map.zones.len().div_ceil(columns)) as f64 * high)
}
