//! Stripes where two plans overlap: the colour of the zone beneath across the zone on top.

use crate::format::xml::Element;
use crate::value::Colour;

/// The pixels from one stripe to the next, and across a stripe.
const PERIOD: f64 = 9.0;
const STRIPE: f64 = 3.0;

const LIGHT: Colour = Colour::new(0xff, 0xff, 0xff);
const DARK: Colour = Colour::new(0x22, 0x22, 0x22);

/// The stripes of a zone, by its place in the order of drawing: leaning to the right for the first plan, to
/// the left for the second.
pub(super) fn pattern(zone: usize, is_first: bool, ink: Colour) -> Element {
    let lean = if is_first { 45 } else { -45 };
    let middle = 0.5 * PERIOD;
    let line = Element::new("path").with("d", format!("M{middle},0V{PERIOD}"));
    Element::new("pattern")
        .with("id", id(zone))
        .with("width", PERIOD)
        .with("height", PERIOD)
        .with("patternUnits", "userSpaceOnUse")
        .with("patternTransform", format!("rotate({lean})"))
        .child(line.with("stroke", ink).with("stroke-width", STRIPE))
}

/// The colour of the stripes of a zone across others: the zone's own, or the farther from it of dark and light
/// where one of the others has the same.
pub(super) fn ink(fill: Colour, mut over: impl Iterator<Item = Colour>) -> Colour {
    match over.any(|other| other == fill) {
        false => fill,
        true if fill.luminance() > 0.2 => DARK,
        true => LIGHT,
    }
}

/// The fill by the stripes of a zone.
pub(super) fn paint(zone: usize) -> String {
    format!("url(#{})", id(zone))
}

fn id(zone: usize) -> String {
    format!("beneath-{zone}")
}
