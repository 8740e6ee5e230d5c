//! The graticule: meridians and parallels across the frame, with their degrees at its sides.
//!
//! Degrees in decimals, at round steps; pixels. A line is labelled where it first leaves the frame:
//! meridians at the bottom, parallels on the left, where that is possible; a line that never leaves
//! it, around a pole, is labelled at its lowest point. A label goes elsewhere to keep off the
//! border, and is left out where it would run into another.

use geo_types::{Coord, Rect, coord};

use super::label::Boxes;
use super::view::View;
use super::{clip, label, outline, text, view};
use crate::format::xml::Element;

/// The degrees from one line to the next.
const STEPS: [f64; 7] = [90.0, 60.0, 30.0, 20.0, 10.0, 5.0, 2.0];
const SIZE: f64 = 10.5;
/// The number of lines across the frame that the step aims at.
const MERIDIANS: f64 = 7.0;
const PARALLELS: f64 = 4.0;
/// The distance between points of a line, in pixels, above which they lie on either side of the
/// point opposite the centre.
const JUMP: f64 = 200.0;

/// A line along one degree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Meridian,
    Parallel,
}

/// A side of the frame.
#[derive(Clone, Copy)]
enum Side {
    Bottom,
    Top,
    Left,
    Right,
}

/// Draws the lines and their labels; the labels are added to the boxes that other labels keep off.
pub(super) fn draw(view: &View, border: &[Vec<Coord<f64>>], boxes: &mut Boxes) -> [Element; 2] {
    let mut lines = Element::group("graticule").with("stroke", "#d3d3cd").with("stroke-width", 0.8);
    let mut labels = Element::haloed("degrees").with("fill", "#5c5c5c");
    let range = Range::of(view);
    let (lon, lat) =
        (step(range.east - range.west, MERIDIANS), step(range.north - range.south, PARALLELS));
    let meridians = multiples(range.west, range.east, lon).map(|at| (Kind::Meridian, at, lon));
    let parallels = multiples(range.south, range.north, lat).map(|at| (Kind::Parallel, at, lat));
    for (kind, at, step) in meridians.chain(parallels) {
        let points: Vec<_> = range.along(kind, at).map(|position| view.pixel(position)).collect();
        let runs = points.chunk_by(|a, b| (*b - *a).x.hypot((*b - *a).y) < JUMP);
        let parts: Vec<_> = runs.flat_map(|run| clip::line(view.frame(), run)).collect();
        if parts.is_empty() {
            continue;
        }
        let parts: Vec<_> = parts.iter().map(|part| outline::thinned(part)).collect();
        let words = words(kind, at, step);
        let spots = spots(view.frame(), kind, &parts, &words).into_iter();
        let covered = |at: &Coord<f64>| label::covered(text::room(*at, &words, SIZE), border);
        // The first of equals.
        let best =
            spots.filter(|at| boxes.is_free(text::room(*at, &words, SIZE))).min_by_key(covered);
        if let Some(at) = best {
            boxes.take(text::room(at, &words, SIZE));
            labels = labels.child(Element::words(at, SIZE, &words));
        }
        lines = lines.child(Element::lines(&parts));
    }
    [lines, labels]
}

/// The range of degrees that the frame shows.
struct Range {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Range {
    fn of(view: &View) -> Self {
        const SAMPLES: u32 = 24;
        let (frame, center) = (view.frame(), view.plane().center());
        let share = |i: u32| f64::from(i) / f64::from(SAMPLES);
        let mut range = Range { west: center.x, east: center.x, south: center.y, north: center.y };
        for (i, j) in (0..=SAMPLES).flat_map(|i| (0..=SAMPLES).map(move |j| (i, j))) {
            let across = coord! { x: frame.width() * share(i), y: frame.height() * share(j) };
            let Coord { x, y } = view.position(frame.min() + across);
            (range.west, range.east) = (range.west.min(x), range.east.max(x));
            (range.south, range.north) = (range.south.min(y), range.north.max(y));
        }
        if let Some(pole) = view.pole() {
            (range.south, range.north) = (range.south.min(pole.y), range.north.max(pole.y));
            (range.west, range.east) = (center.x - 180.0, center.x + 180.0);
        }
        range
    }

    /// Positions along a line across the range, close enough together to look round.
    fn along(&self, kind: Kind, at: f64) -> impl Iterator<Item = Coord<f64>> {
        const PIECES: u32 = 180;
        let (from, to) = match kind {
            Kind::Meridian => (self.south, self.north),
            Kind::Parallel => (self.west, self.east),
        };
        (0..=PIECES).map(move |i| {
            let other = from + (to - from) * f64::from(i) / f64::from(PIECES);
            match kind {
                Kind::Meridian => coord! { x: at, y: other },
                Kind::Parallel => coord! { x: other, y: at },
            }
        })
    }
}

/// The smallest round step that gives about as many lines as wanted.
fn step(span: f64, lines: f64) -> f64 {
    let wanted = span / lines;
    if wanted > 1.0 {
        return STEPS.into_iter().rev().find(|&step| step >= wanted).unwrap_or(STEPS[0]);
    }
    let power = 10f64.powf(wanted.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .map(|digit| digit * power)
        .into_iter()
        .find(|&it| it >= wanted)
        .unwrap_or(1.0)
}

/// The multiples of a step in a range; of a full turn, one end only.
fn multiples(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let (first, mut last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
    if (last - first) as f64 * step >= 360.0 {
        last -= 1;
    }
    (first..=last).map(move |multiple| multiple as f64 * step)
}

/// A degree with its letter, with the decimals that its step needs.
fn words(kind: Kind, at: f64, step: f64) -> String {
    degrees(kind, at, (-step.log10().floor()).max(0.0) as usize)
}

/// A position in words, as `39.10° E, 36.90° N`.
pub(super) fn position(at: Coord<f64>) -> String {
    let lat = degrees(Kind::Parallel, at.y, 2);
    if at.y.abs() == 90.0 { lat } else { format!("{}, {lat}", degrees(Kind::Meridian, at.x, 2)) }
}

fn degrees(kind: Kind, at: f64, decimals: usize) -> String {
    let (at, [positive, negative], turn) = match kind {
        Kind::Meridian => ((at + 180.0).rem_euclid(360.0) - 180.0, ["E", "W"], 180.0),
        Kind::Parallel => (at, ["N", "S"], f64::INFINITY),
    };
    let number = format!("{:.decimals$}", at.abs());
    match number.parse::<f64>() {
        Ok(value) if value == 0.0 || value == turn => format!("{number}°"),
        _ => format!("{number}° {}", if at > 0.0 { positive } else { negative }),
    }
}

/// The places inside the frame where the label of a line can start, the best first.
fn spots(frame: Rect<f64>, kind: Kind, parts: &[Vec<Coord<f64>>], words: &str) -> Vec<Coord<f64>> {
    let (min, max) = (frame.min(), frame.max());
    let wide = text::width(words, SIZE);
    let ends: Vec<Coord<f64>> =
        parts.iter().flat_map(|part| [part.first(), part.last()]).flatten().copied().collect();
    let near = |a: f64, b: f64| (a - b).abs() < 0.01;
    // The start of a label whose line ends at a side: beside a meridian, above a parallel.
    let beside = |side: Side, end: Coord<f64>| match side {
        Side::Bottom => (near(end.y, max.y), coord! { x: end.x + 4.0, y: max.y - 5.0 }),
        Side::Top => (near(end.y, min.y), coord! { x: end.x + 4.0, y: min.y + 13.0 }),
        Side::Left => (near(end.x, min.x), coord! { x: min.x + 5.0, y: end.y - 3.0 }),
        Side::Right => (near(end.x, max.x), coord! { x: max.x - wide - 5.0, y: end.y - 3.0 }),
    };
    let sides = match kind {
        Kind::Meridian => [Side::Bottom, Side::Top, Side::Left, Side::Right],
        Kind::Parallel => [Side::Left, Side::Right, Side::Bottom, Side::Top],
    };
    let at_sides = sides.iter().flat_map(|&side| ends.iter().map(move |&end| beside(side, end)));
    let at_sides = at_sides.filter(|(is_there, _)| *is_there).map(|(_, at)| at);
    let all = parts.iter().flatten();
    let lowest = all.max_by(|a, b| a.y.total_cmp(&b.y)).filter(|low| !near(low.y, max.y));
    let inside = lowest.map(|low| *low + coord! { x: 4.0, y: -3.0 });
    let fits = |at: &Coord<f64>| {
        let room = text::room(*at, words, SIZE);
        view::contains(frame, room.min()) && view::contains(frame, room.max())
    };
    at_sides.chain(inside).filter(fits).collect()
}
