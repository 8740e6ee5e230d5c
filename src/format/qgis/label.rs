//! Labels of places: the larger the place, the larger its name and the earlier it appears.
//!
//! Places that plans hold, or may hold, are named at any scale at which there is room; others only
//! where the scale is large enough for their population. Undefined: the choice between two names of
//! places of the same size that need the same room.

use super::options::by_feature;
use super::renderer::field;
use crate::format::legend::STANDINGS;
use crate::format::xml::Element;

/// The factor of the population up to which the scale's denominator may grow for a place in no zone
/// to be named.
const SCALE_PER_PERSON: u32 = 25;
/// The population as which smaller and unknown ones count: from 1:100,000 all places are named.
const LEAST_POPULATION: u32 = 4000;

/// The labels: names in black with a white halo.
pub(super) fn labels() -> Element {
    let population = population();
    let style = Element::new("text-style").attributes([
        ("fieldName", "name"),
        ("isExpression", "0"),
        ("fontSize", "9"),
        ("fontSizeUnit", "Point"),
        ("fontWeight", "50"), // normal
        ("textColor", "#000000"),
        ("textOpacity", "1"),
    ]);
    let halo = Element::new("text-buffer").attributes([
        ("bufferDraw", "1"),
        ("bufferSize", "0.9"),
        ("bufferSizeUnits", "MM"),
        ("bufferColor", "#ffffff"),
        ("bufferOpacity", "0.85"),
        ("bufferNoFill", "1"),
        ("bufferJoinStyle", "128"), // round
    ]);
    let placement = Element::new("placement").attributes([
        ("placement", "6"), // around the point, by the positions in their order
        ("predefinedPositionOrder", "R,TR,BR,L,TL,BL,TSR,BSR"),
        ("offsetType", "1"), // from the edge of the symbol
        ("dist", "0.6"),
        ("distUnits", "MM"),
    ]);
    let settings = Element::new("settings").attribute("calloutType", "simple").children([
        style.child(halo),
        Element::new("text-format").attribute("multilineAlign", "3"),
        placement,
        Element::new("rendering").attributes([
            ("drawLabels", "1"),
            ("obstacle", "1"),
            ("scaleVisibility", "0"),
        ]),
        by_feature(
            "dd_properties",
            [
                ("Show", is_named()),
                ("Size", format!("CASE WHEN {population} >= 100000 THEN 11 ELSE 9 END")),
                ("Bold", format!("{population} >= 100000")),
                // The priority runs from 0 to 10.
                ("Priority", format!("ln({population} + 1) / 1.6")),
            ],
        ),
    ]);
    Element::new("labeling").attribute("type", "simple").child(settings)
}

/// The expression for the diameter of a place's disc in millimetres; a dot where there is no name.
pub(super) fn diameter() -> String {
    let (population, named) = (population(), is_named());
    format!(
        "CASE WHEN NOT ({named}) THEN 0.7 WHEN {population} >= 100000 THEN 3 \
         WHEN {population} >= 20000 THEN 2.4 ELSE 1.8 END"
    )
}

fn is_named() -> String {
    let [_, _, outside] = STANDINGS;
    let scale = format!("{SCALE_PER_PERSON} * max({}, {LEAST_POPULATION})", population());
    format!("{} <> '{outside}' OR {scale} >= @map_scale", field("standing"))
}

/// The expression for the population where it is known, else 0.
fn population() -> String {
    format!("coalesce({}, 0)", field("population"))
}
