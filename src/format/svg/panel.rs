//! One panel of a chart: a quantity by depth, with axes, curves, markers and labels.
//!
//! Depths in kilometres to the right, the quantity upwards from 0, pixels of the sheet. Axes end at round
//! numbers. A label goes to the free spot beside its point that covers least of the curves; without one it is
//! left out.

use geo_types::{Coord, Rect, coord};

use super::label::Boxes;
use super::{label, text, view};
use crate::format::xml::Element;

const SIZE: f64 = 11.0;
const INK: &str = "#1a1a1a";
const FAINT: &str = "#565656";
const GRID: &str = "#e4e4de";
/// The space for the numbers on the left.
pub(super) const LEFT: f64 = 62.0;
/// The space for the numbers and the name of the axis below.
const BELOW: f64 = 34.0;
const HEAD: f64 = 22.0;

/// A line of a panel.
pub(super) struct Curve {
    /// Depth and quantity, growing.
    pub points: Vec<Coord<f64>>,
    pub colour: String,
    /// The pattern of dashes; empty for a whole line.
    pub dashes: &'static str,
    pub width: f64,
}

/// A dot on a curve with its label.
pub(super) struct Marker {
    pub at: Coord<f64>,
    pub colour: String,
    pub name: String,
}

/// A note beside a point.
pub(super) struct Note {
    pub at: Coord<f64>,
    pub text: String,
}

pub(super) struct Panel {
    pub title: String,
    pub height: f64,
    pub curves: Vec<Curve>,
    pub markers: Vec<Marker>,
    pub notes: Vec<Note>,
}

impl Panel {
    /// The panel from its upper left corner, with depths up to a number of kilometres; its height is
    /// [`Panel::height`].
    pub fn draw(&self, id: &str, corner: Coord<f64>, width: f64, deepest: f64) -> Element {
        let frame = Rect::new(
            corner + coord! { x: LEFT, y: HEAD },
            corner + coord! { x: width, y: self.height - BELOW },
        );
        let most = self.curves.iter().flat_map(|curve| &curve.points).map(|point| point.y);
        let most = most.fold(0.0, f64::max);
        let (across, up) = (step(deepest, 10.0), step(most, self.height / 50.0));
        let top = (most / up).ceil().max(1.0) * up;
        let scale = Scale { frame, deepest, top };
        let title = Element::words(corner + coord! { x: 0.0, y: 13.0 }, 13.0, &self.title);
        let mut group =
            Element::group(id).child(title.with("font-weight", "bold").with("fill", INK));
        group = group.children(self.grid(&scale, across, up));
        for curve in &self.curves {
            let line = Element::lines(&[scale.line(&curve.points)]).with("class", "curve");
            let mut line = line.with("stroke", &curve.colour).with("stroke-width", curve.width);
            if !curve.dashes.is_empty() {
                line = line.with("stroke-dasharray", curve.dashes);
            }
            group = group.child(line.with("stroke-linejoin", "round"));
        }
        group.children(self.labels(&scale))
    }

    fn grid(&self, scale: &Scale, across: f64, up: f64) -> [Element; 3] {
        let (min, max) = (scale.frame.min(), scale.frame.max());
        let (mut lines, mut numbers) = (Vec::new(), Element::new("g").with("fill", FAINT));
        for (value, words) in multiples(scale.deepest, across) {
            let x = scale.at(coord! { x: value, y: 0.0 }).x;
            lines.push(vec![coord! { x: x, y: min.y }, coord! { x: x, y: max.y }]);
            let at = coord! { x: x, y: max.y + 14.0 };
            numbers = numbers.child(Element::words(at, SIZE, &words).with("text-anchor", "middle"));
        }
        for (value, words) in multiples(scale.top, up) {
            let y = scale.at(coord! { x: 0.0, y: value }).y;
            lines.push(vec![coord! { x: min.x, y: y }, coord! { x: max.x, y: y }]);
            let at = coord! { x: min.x - 6.0, y: y + 0.35 * SIZE };
            numbers = numbers.child(Element::words(at, SIZE, &words).with("text-anchor", "end"));
        }
        let name = coord! { x: max.x, y: max.y + 28.0 };
        let name = Element::words(name, SIZE, "distance from the border, km");
        let axes = vec![min, coord! { x: min.x, y: max.y }, max];
        [
            Element::lines(&lines).with("stroke", GRID).with("stroke-width", 1),
            Element::lines(&[axes]).with("stroke", "#8a8a84").with("stroke-width", 1),
            numbers.child(name.with("text-anchor", "end")),
        ]
    }

    /// Markers, their names and notes, the markers' first.
    fn labels(&self, scale: &Scale) -> [Element; 2] {
        let lines: Vec<Vec<Coord<f64>>> =
            self.curves.iter().map(|curve| scale.line(&curve.points)).collect();
        let places: Vec<Coord<f64>> = self.markers.iter().map(|it| scale.at(it.at)).collect();
        let mut boxes = Boxes::default();
        let mut dots = Element::new("g").with("class", "markers");
        for (marker, &at) in self.markers.iter().zip(&places) {
            boxes.add(label::disc(at));
            let dot = Element::circle(at, label::DOT + 1.1).with("fill", &marker.colour);
            dots = dots.child(dot.with("stroke", "#ffffff").with("stroke-width", 1.2));
        }
        let mut words = Element::haloed("labels");
        let named = self.markers.iter().map(|it| (it.at, &it.name, INK));
        for (at, name, ink) in named.chain(self.notes.iter().map(|it| (it.at, &it.text, FAINT))) {
            let dot = scale.at(at);
            if let Some(from) = spot(name, dot, scale.frame, (&lines, &places), &mut boxes) {
                words = words.child(Element::words(from, SIZE, name).with("fill", ink));
            }
        }
        [dots, words]
    }
}

/// The start of a label beside a dot, if there is room for it; takes that room.
fn spot(
    name: &str,
    dot: Coord<f64>,
    frame: Rect<f64>,
    (lines, dots): (&[Vec<Coord<f64>>], &[Coord<f64>]),
    boxes: &mut Boxes,
) -> Option<Coord<f64>> {
    let wide = text::width(name, SIZE);
    let (left, right, middle) = (-7.0 - wide, 7.0, -0.5 * wide);
    let mut spots = Vec::new();
    // Below on the right, above on the left: beside a growing curve; then farther away.
    for row in 0..3_u8 {
        let (down, up) = (14.0 + 13.0 * f64::from(row), -8.0 - 13.0 * f64::from(row));
        let around =
            [(right, down), (left, up), (right, up), (middle, down), (middle, up), (left, down)];
        spots.extend(around.map(|(x, y)| (dot + coord! { x: x, y: y }, row)));
    }
    let fits = |(at, _): &(Coord<f64>, u8)| {
        let room = text::room(*at, name, SIZE);
        view::contains(frame, room.min())
            && view::contains(frame, room.max())
            && boxes.is_free(room)
    };
    // A name beside another dot would be taken for that dot's.
    let wrong = |at: &Coord<f64>| {
        let room = text::room(*at, name, SIZE);
        let pad = coord! { x: 4.0, y: 14.0 };
        let room = Rect::new(room.min() - pad, room.max() + pad);
        let others = dots.iter().filter(|&&other| other != dot);
        others.filter(|&&other| view::contains(room, other)).count()
    };
    // Far from its dot a name is as bad as on two pieces of curves.
    let cost = |at: &Coord<f64>, row: u8| {
        label::covered(text::room(*at, name, SIZE), lines).min(3) + 2 * usize::from(row)
    };
    let best = spots.into_iter().filter(fits).min_by_key(|(at, row)| (wrong(at), cost(at, *row)));
    let (best, _) = best?;
    boxes.take(text::room(best, name, SIZE));
    Some(best)
}

/// The frame of a panel and the ends of its axes.
struct Scale {
    frame: Rect<f64>,
    deepest: f64,
    top: f64,
}

impl Scale {
    fn at(&self, point: Coord<f64>) -> Coord<f64> {
        let (min, max) = (self.frame.min(), self.frame.max());
        coord! {
            x: min.x + point.x / self.deepest * self.frame.width(),
            y: max.y - point.y / self.top * self.frame.height(),
        }
    }

    fn line(&self, points: &[Coord<f64>]) -> Vec<Coord<f64>> {
        points.iter().map(|&point| self.at(point)).collect()
    }
}

/// The round step that divides a range into at most so many parts.
fn step(range: f64, parts: f64) -> f64 {
    if range <= 0.0 {
        return 1.0;
    }
    let wanted = range / parts;
    let power = 10f64.powf(wanted.log10().floor());
    let digits = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power);
    digits.into_iter().find(|&digit| digit >= wanted).unwrap_or(10.0 * power)
}

/// The multiples of a step from 0 to an end, with the decimals that the step needs.
fn multiples(end: f64, step: f64) -> impl Iterator<Item = (f64, String)> {
    let decimals = (-step.log10().floor()).max(0.0) as usize;
    let count = (end / step + 1e-9).floor() as u32;
    (0..=count).map(move |index| {
        let value = f64::from(index) * step;
        (value, format!("{value:.decimals$}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_steps() {
        for (range, parts, expected) in
            [(35.0, 10.0, 5.0), (11_541.0, 5.0, 5000.0), (0.31, 10.0, 0.05), (1.0, 10.0, 0.1)]
        {
            assert!((step(range, parts) / expected - 1.0).abs() < 1e-12, "{range} in {parts}");
        }
        let words: Vec<String> = multiples(0.3, 0.1).map(|(_, words)| words).collect();
        assert_eq!(words, ["0.0", "0.1", "0.2", "0.3"]);
    }
}
