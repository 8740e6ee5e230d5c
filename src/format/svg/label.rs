//! Places names beside their dots without overlap.
//!
//! Pixels. Of eight spots around its dot a name takes the free one that covers least of the border,
//! the right-hand ones first (E. Imhof, Positioning Names on Maps, 1975). Earlier names go first.

use geo_types::{Coord, Rect, coord};

use super::view::View;
use super::{clip, text, view};

/// The boxes taken by labels and signs.
#[derive(Debug, Default)]
pub(super) struct Boxes(Vec<Rect<f64>>);

impl Boxes {
    pub fn is_free(&self, room: Rect<f64>) -> bool {
        let apart = |taken: &Rect<f64>| {
            taken.max().x <= room.min().x
                || room.max().x <= taken.min().x
                || taken.max().y <= room.min().y
                || room.max().y <= taken.min().y
        };
        self.0.iter().all(apart)
    }

    /// Takes a box, free or not.
    pub fn add(&mut self, room: Rect<f64>) {
        self.0.push(room);
    }

    /// Takes a box if it is free.
    pub fn take(&mut self, room: Rect<f64>) -> bool {
        let free = self.is_free(room);
        if free {
            self.add(room);
        }
        free
    }
}

/// The number of pieces of some lines that run through a box.
pub(super) fn covered(room: Rect<f64>, lines: &[Vec<Coord<f64>>]) -> usize {
    let segments = lines.iter().flat_map(|line| line.windows(2));
    segments.filter(|pair| clip::segment(room, pair[0], pair[1]).is_some()).count()
}

/// The radius of a dot.
pub(super) const DOT: f64 = 3.4;

/// The radius of a dot with its rim.
const RIM: f64 = DOT + 1.3;

/// The box of a dot.
pub(super) fn disc(dot: Coord<f64>) -> Rect<f64> {
    Rect::new(dot - coord! { x: RIM, y: RIM }, dot + coord! { x: RIM, y: RIM })
}

/// The start of a name of this size beside a dot, if there is room for it; takes that room.
pub(super) fn place(
    name: &str,
    size: f64,
    dot: Coord<f64>,
    view: &View,
    border: &[Vec<Coord<f64>>],
    boxes: &mut Boxes,
) -> Option<Coord<f64>> {
    let (gap, wide) = (DOT + 2.5, text::width(name, size));
    let (left, middle) = (-gap - wide, -0.5 * wide);
    let (up, level, down) = (-RIM - 0.3 * size, 0.35 * size, RIM + 0.85 * size);
    let spots = [
        (gap, level),
        (gap, level - 0.6 * size),
        (gap, level + 0.6 * size),
        (left, level),
        (left, level - 0.6 * size),
        (left, level + 0.6 * size),
        (middle, up),
        (middle, down),
    ];
    let fits = |&at: &Coord<f64>| {
        let room = text::room(at, name, size);
        let inside =
            view::contains(view.frame(), room.min()) && view::contains(view.frame(), room.max());
        inside && boxes.is_free(room)
    };
    let covered = |at: &Coord<f64>| covered(text::room(*at, name, size), border);
    // The first of equals.
    let spots = spots.into_iter().map(|(x, y)| dot + coord! { x: x, y: y });
    let best = spots.filter(fits).min_by_key(covered)?;
    boxes.take(text::room(best, name, size));
    Some(best)
}
