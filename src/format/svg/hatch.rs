//! Hatching of the parts that only one of two plans holds, so that colour is not their only mark.

use crate::format::xml::Element;
use crate::plan::HeldBy;
use crate::value::Colour;

/// The pixels from one stroke to the next, and across a stroke.
const PERIOD: f64 = 8.0;
const STROKE: f64 = 1.7;

const LIGHT: Colour = Colour::new(0xff, 0xff, 0xff);
const DARK: Colour = Colour::new(0x22, 0x22, 0x22);
/// The contrast that graphics need (WCAG 2.2, 1.4.11).
const ENOUGH: f64 = 3.0;

/// A pattern of strokes over all of these colours, leaning to the right for the first plan, to the
/// left for the second.
pub(super) fn pattern(held_by: HeldBy, grounds: &[Colour]) -> Element {
    let lean = if held_by == HeldBy::First { 45 } else { -45 };
    let middle = 0.5 * PERIOD;
    let strokes = strokes(grounds).into_iter().map(|(ink, width)| {
        let line = Element::new("path").with("d", format!("M{middle},0V{PERIOD}"));
        line.with("stroke", ink).with("stroke-width", width)
    });
    Element::new("pattern")
        .with("id", id(held_by))
        .with("width", PERIOD)
        .with("height", PERIOD)
        .with("patternUnits", "userSpaceOnUse")
        .with("patternTransform", format!("rotate({lean})"))
        .children(strokes)
}

/// The strokes, light or dark; where neither is seen on every ground, light ones in a dark casing.
fn strokes(grounds: &[Colour]) -> Vec<(Colour, f64)> {
    let is_seen = |ink: Colour| grounds.iter().all(|&ground| contrast(ink, ground) >= ENOUGH);
    match [LIGHT, DARK].into_iter().find(|&ink| is_seen(ink)) {
        Some(ink) => vec![(ink, STROKE)],
        None => vec![(DARK, 2.0 * STROKE), (LIGHT, STROKE)],
    }
}

/// The contrast ratio of WCAG 2.2, from 1 to 21.
fn contrast(a: Colour, b: Colour) -> f64 {
    let [a, b] = [a, b].map(|colour| colour.luminance() + 0.05);
    a.max(b) / a.min(b)
}

/// The fill by this pattern.
pub(super) fn paint(held_by: HeldBy) -> String {
    format!("url(#{})", id(held_by))
}

fn id(held_by: HeldBy) -> &'static str {
    match held_by {
        HeldBy::First => "only-first",
        HeldBy::Second => "only-second",
        HeldBy::Both => "both",
    }
}
