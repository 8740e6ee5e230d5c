//! Places names beside their dots without overlap.
//!
//! Pixels. Of eight spots around its dot a name takes the free one that covers least of the border and the limits,
//! the right-hand ones first (E. Imhof, Positioning Names on Maps, 1975). A spot that ends beside another dot is
//! none. Earlier names go first. A name is anchored at its dot, so that it begins there in any font.

use geo_types::{Coord, Rect, coord};

use super::view::View;
use super::{clip, text, view};
use crate::format::xml::Element;

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

/// What a name has around it.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub view: &'a View,
    /// The lines that names cover where they must.
    pub lines: &'a [Vec<Coord<f64>>],
    /// The dots of all places.
    pub dots: &'a [Coord<f64>],
}

/// The place of a name: a point, and the end of the name that stands there, whatever the width of its letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Anchored {
    at: Coord<f64>,
    end: End,
    /// The dot to which a line leads from the name, where the name is away from it.
    dot: Option<Coord<f64>>,
}

/// The end of a name at its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Left,
    Middle,
    Right,
}

impl Anchored {
    /// The box of a name here.
    fn room(self, name: &str, size: f64) -> Rect<f64> {
        let share = match self.end {
            End::Left => 0.0,
            End::Middle => 0.5,
            End::Right => 1.0,
        };
        text::room(self.at - coord! { x: share * text::width(name, size), y: 0.0 }, name, size)
    }

    /// The line from the dot to a name of this size that is away from it.
    pub fn leader(self, size: f64) -> Option<[Coord<f64>; 2]> {
        Some([self.dot?, self.at - coord! { x: 0.0, y: 0.35 * size }])
    }

    /// The name as an element. The start of Arabic and Hebrew is on the right.
    pub fn words(self, size: f64, name: &str) -> Element {
        let words = Element::words(self.at, size, name);
        let is_rtl = text::is_rtl(name);
        let words = if is_rtl { words.with("direction", "rtl") } else { words };
        match (self.end, is_rtl) {
            (End::Middle, _) => words.with("text-anchor", "middle"),
            (End::Right, false) | (End::Left, true) => words.with("text-anchor", "end"),
            (End::Left, false) | (End::Right, true) => words,
        }
    }
}

/// The place of a name of this size beside its dot, if there is room for it; takes that room. Of free places
/// those away from other dots come first, then those that cover least of these lines.
pub(super) fn place(
    name: &str,
    size: f64,
    dot: Coord<f64>,
    Around { view, lines, dots }: Around<'_>,
    boxes: &mut Boxes,
) -> Option<Anchored> {
    let gap = DOT + 2.5;
    let (up, level, down) = (-RIM - 0.3 * size, 0.35 * size, RIM + 0.85 * size);
    let spots = [
        (gap, level, End::Left),
        (gap, level - 0.6 * size, End::Left),
        (gap, level + 0.6 * size, End::Left),
        (-gap, level, End::Right),
        (-gap, level - 0.6 * size, End::Right),
        (-gap, level + 0.6 * size, End::Right),
        (0.0, up, End::Middle),
        (0.0, down, End::Middle),
    ];
    let fits = |spot: &Anchored| {
        let room = spot.room(name, size);
        let inside =
            view::contains(view.frame(), room.min()) && view::contains(view.frame(), room.max());
        inside && boxes.is_free(room)
    };
    // A name that ends beside another dot would be taken for that dot's.
    let wrong = |spot: &Anchored| {
        let (room, pad) = (spot.room(name, size), coord! { x: 2.0 * RIM, y: 0.3 * RIM });
        let near = Rect::new(room.min() - pad, room.max() + pad);
        dots.iter().any(|&other| other != dot && view::contains(near, other))
    };
    let spots =
        spots.map(|(x, y, end)| Anchored { at: dot + coord! { x: x, y: y }, end, dot: None });
    let free = spots.into_iter().filter(|spot| fits(spot) && !wrong(spot));
    // The first of equals.
    let best = free.min_by_key(|spot| covered(spot.room(name, size), lines))?;
    boxes.take(best.room(name, size));
    Some(best)
}

/// The place of a name away from its dot, with a line to it that crosses no box; takes the name's room.
pub(super) fn place_away(
    name: &str,
    size: f64,
    dot: Coord<f64>,
    Around { view, lines, .. }: Around<'_>,
    boxes: &mut Boxes,
) -> Option<Anchored> {
    const DISTANCES: [f64; 5] = [20.0, 32.0, 46.0, 62.0, 80.0];
    const DIRECTIONS: u32 = 16;
    let spots = DISTANCES.into_iter().enumerate().flat_map(|(ring, distance)| {
        (0..DIRECTIONS).map(move |index| {
            let angle = std::f64::consts::TAU * f64::from(index) / f64::from(DIRECTIONS);
            let end = if angle.cos() >= 0.0 { End::Left } else { End::Right };
            let way = coord! { x: distance * angle.cos(), y: distance * angle.sin() + 0.35 * size };
            (ring, Anchored { at: dot + way, end, dot: Some(dot) })
        })
    });
    let fits = |(_, spot): &(usize, Anchored)| {
        let room = spot.room(name, size);
        let inside =
            view::contains(view.frame(), room.min()) && view::contains(view.frame(), room.max());
        let is_clear = |[from, to]: [Coord<f64>; 2]| {
            let others = boxes.0.iter().filter(|taken| !view::contains(**taken, dot));
            others.into_iter().all(|taken| clip::segment(*taken, from, to).is_none())
        };
        inside && boxes.is_free(room) && spot.leader(size).is_some_and(is_clear)
    };
    let (_, best) = spots
        .filter(fits)
        .min_by_key(|(ring, spot)| 2 * ring + covered(spot.room(name, size), lines))?;
    boxes.take(best.room(name, size));
    Some(best)
}
