//! The scale bar and the north arrow, or the pole itself where the map shows it.
//!
//! The bar is true from west to east through the middle of the map: its length equals a geodesic
//! (Karney) between the two positions drawn at that distance there. North is up in the middle.

use geo_types::{Coord, Rect, coord};

use super::label::Boxes;
use super::view::View;
use super::{label, text};
use crate::earth;
use crate::format::xml::Element;

/// The length of the longest bar, pixels.
const LONGEST: f64 = 200.0;
const HIGH: f64 = 40.0;
const ARROW: f64 = 34.0;
const SIZE: f64 = 11.0;
const INK: &str = "#222222";

/// Draws the bar and the arrow in the corner where they cover least of these lines, and takes their
/// room.
pub(super) fn draw(view: &View, lines: &[Vec<Coord<f64>>], boxes: &mut Boxes) -> Element {
    let (length, long) = bar(view);
    let words = words(length);
    let after = text::width(&words, SIZE) - text::width("0", SIZE);
    let arrow = if view.pole().is_some() { 0.0 } else { ARROW };
    let size = coord! { x: arrow + 16.0 + long + after, y: HIGH };
    let (min, max) = (view.frame().min(), view.frame().max());
    let (right, low) = (max.x - 12.0 - size.x, max.y - 24.0 - size.y);
    let corners =
        [(right, low), (min.x + 12.0, low), (right, min.y + 24.0), (min.x + 12.0, min.y + 24.0)];
    let rooms =
        corners.map(|(x, y)| Rect::new(coord! { x: x, y: y }, coord! { x: x, y: y } + size));
    let covered = |room: &Rect<f64>| label::covered(*room, lines);
    let room = rooms.into_iter().min_by_key(covered).unwrap_or(rooms[0]);
    boxes.take(room);
    let corner = room.min();
    let mut group = Element::group("scale").child(
        Element::rect(room).with("rx", 3).with("fill", "#ffffff").with("fill-opacity", 0.75),
    );
    if arrow > 0.0 {
        group = group.children(north(corner + coord! { x: 0.5 * ARROW + 2.0, y: 0.5 * HIGH }));
    }
    let start = corner + coord! { x: arrow + 8.0, y: 28.0 };
    let mark = |share: f64| start + coord! { x: share * long, y: 0.0 };
    let tick = |share: f64| vec![mark(share) - coord! { x: 0.0, y: 5.0 }, mark(share)];
    let line = [vec![mark(0.0), mark(1.0)], tick(0.0), tick(0.5), tick(1.0)];
    let caption = |share: f64, words: &str| {
        let left = coord! { x: -0.5 * text::width("0", SIZE), y: -9.0 };
        Element::words(mark(share) + left, SIZE, words).with("fill", INK)
    };
    group
        .child(
            Element::lines(&line)
                .with("class", "bar")
                .with("stroke", INK)
                .with("stroke-width", 1.4),
        )
        .child(caption(0.0, "0"))
        .child(caption(1.0, &words))
}

/// A round length and the pixels between its ends in the middle of the map.
pub(super) fn bar(view: &View) -> (f64, f64) {
    let most = LONGEST * view.scale();
    let power = 10f64.powf(most.log10().floor());
    let length = [5.0, 2.0, 1.0].map(|digit| digit * power).into_iter().find(|&it| it <= most);
    let length = length.unwrap_or(power);
    let center = view.frame().center();
    let mut pixels = length / view.scale();
    for _ in 0..5 {
        let half = coord! { x: 0.5 * pixels, y: 0.0 };
        let drawn = earth::distance(view.position(center - half), view.position(center + half));
        pixels *= length / drawn;
    }
    (length, pixels)
}

fn words(metres: f64) -> String {
    if metres >= 1000.0 { format!("{} km", metres / 1000.0) } else { format!("{metres} m") }
}

fn north(middle: Coord<f64>) -> [Element; 2] {
    let at = |x: f64, y: f64| middle + coord! { x: x, y: y };
    let arrow = Element::area(&[vec![at(0.0, -1.0), at(5.5, 15.0), at(0.0, 11.0), at(-5.5, 15.0)]]);
    let letter = Element::words(at(0.0, -5.0), 12.0, "N").with("text-anchor", "middle");
    [arrow.with("fill", INK), letter.with("fill", INK).with("font-weight", "bold")]
}

/// The pole that the map shows; takes its room.
pub(super) fn pole(view: &View, boxes: &mut Boxes) -> Option<Element> {
    let pole = view.pole()?;
    let at = view.pixel(pole);
    let name = if pole.y > 0.0 { "North Pole" } else { "South Pole" };
    let arm = |x: f64, y: f64| vec![at - coord! { x: x, y: y }, at + coord! { x: x, y: y }];
    let cross =
        Element::lines(&[arm(6.0, 0.0), arm(0.0, 6.0)]).with("stroke", INK).with("stroke-width", 1);
    let from = at + coord! { x: 8.0, y: -5.0 };
    boxes.take(Rect::new(at - coord! { x: 6.0, y: 6.0 }, at + coord! { x: 6.0, y: 6.0 }));
    boxes.take(text::room(from, name, SIZE));
    Some(
        Element::haloed("pole")
            .child(cross)
            .child(Element::words(from, SIZE, name).with("fill", INK)),
    )
}
