//! Hatching, so that what only one of two plans holds is told by more than its colour.

use super::element::Element;
use crate::{Colour, HeldBy};

/// Pixels from one stroke to the next, and across a stroke.
const PERIOD: f64 = 8.0;
const STROKE: f64 = 1.7;

/// Strokes over a colour, leaning to the right for the first plan, to the left for the second.
pub(super) fn pattern(held_by: HeldBy, over: Colour) -> Element {
    let lean = if held_by == HeldBy::First { 45 } else { -45 };
    let middle = 0.5 * PERIOD;
    let stroke = Element::new("path")
        .with("d", format!("M{middle},0V{PERIOD}"))
        .with("stroke", if over.luminance() < 0.5 { "#ffffff" } else { "#222222" })
        .with("stroke-width", STROKE);
    Element::new("pattern")
        .with("id", id(held_by))
        .with("width", PERIOD)
        .with("height", PERIOD)
        .with("patternUnits", "userSpaceOnUse")
        .with("patternTransform", format!("rotate({lean})"))
        .and(stroke)
}

/// What fills with it.
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
