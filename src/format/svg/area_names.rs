//! Names of countries and other areas, in wide capitals.
//!
//! Pixels. A name is in the middle of its position. One that may choose takes the first of its positions where it
//! covers neither zone, border nor the room of anything else.

use geo_types::{Coord, Rect, coord};

use super::label::Boxes;
use super::layers::Layers;
use super::map::Map;
use super::shapes::tenths;
use super::view::View;
use super::{label, text, view};
use crate::format::xml::Element;

const SIZE: f64 = 14.0;
/// The space between letters.
const SPACING: f64 = 3.0;

/// The names that the map shows; takes their room.
pub(super) fn draw(map: &Map<'_>, view: &View, layers: &Layers<'_>, boxes: &mut Boxes) -> Element {
    let lines = layers.all_lines();
    let mut group = Element::haloed("areas").with("fill", "#6b6b64");
    for name in map.names {
        let words = name.text.to_uppercase();
        let is_free = |at: &Coord<f64>, boxes: &Boxes| {
            let room = room(*at, &words);
            view::contains(view.frame(), room.min())
                && view::contains(view.frame(), room.max())
                && boxes.is_free(room)
                && label::covered(room, &lines) == 0
                && !layers.is_covered(room)
        };
        let mut spots = name.positions.iter().map(|&position| view.pixel(position.into()));
        let spot = if name.stays {
            spots.find(|&at| view::contains(view.frame(), at))
        } else {
            spots.find(|at| is_free(at, boxes))
        };
        let Some(at) = spot else { continue };
        boxes.add(room(at, &words));
        let baseline = at + coord! { x: 0.5 * SPACING, y: 0.35 * SIZE };
        let words = Element::words(baseline, SIZE, &words).with("text-anchor", "middle");
        group = group.child(words.with("letter-spacing", tenths(SPACING)));
    }
    group
}

/// The box of a name with this middle.
fn room(at: Coord<f64>, words: &str) -> Rect<f64> {
    let wide = text::width(words, SIZE) + SPACING * words.chars().count() as f64;
    let half = coord! { x: 0.5 * wide + 4.0, y: 0.5 * SIZE + 2.0 };
    Rect::new(at - half, at + half)
}
