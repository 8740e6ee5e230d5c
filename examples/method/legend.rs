//! The numbers in the picture and the legend under it: the steps in the header of `src/buffer`.
//!
//! Pixels to the right and down. Places are chosen by eye; check them when the scene changes.

use geo_types::{Coord, coord};

use crate::colour::{BLACK, BLUE, GREEN, GREY, VERMILLION};
use crate::scene::{DISTANCE, TOLERANCE};
use crate::sheet::{SCALE, Sheet};

/// A step of the method.
struct Step {
    colour: &'static str,
    name: &'static str,
    lines: [&'static str; 2],
    /// The places of its number, each with the place to which the number points.
    marks: &'static [[Coord<f64>; 2]],
}

const STEPS: [Step; 5] = [
    Step {
        colour: BLACK,
        name: "Chords",
        lines: ["the border becomes straight chords,", "so short that they keep to its edges"],
        marks: &[[coord! { x: 536.0, y: 70.0 }, coord! { x: 542.0, y: 104.0 }]],
    },
    Step {
        colour: GREY,
        name: "Raw offset",
        lines: ["a line at distance d on both sides", "of each chord, an arc at each outer corner"],
        marks: &[[coord! { x: 506.0, y: 318.0 }, coord! { x: 474.0, y: 311.0 }]],
    },
    Step {
        colour: VERMILLION,
        name: "Exposure",
        lines: [
            "a ball wholly within d of a piece",
            "buries it (thick); nearer chords cut the rest",
        ],
        marks: &[[coord! { x: 442.0, y: 383.0 }, coord! { x: 405.0, y: 361.0 }]],
    },
    Step {
        colour: BLUE,
        name: "Rings",
        lines: ["the exposed parts are joined end to", "end; a hole is a ring like any other"],
        marks: &[
            [coord! { x: 362.0, y: 94.0 }, coord! { x: 335.0, y: 119.0 }],
            [coord! { x: 546.0, y: 222.0 }, coord! { x: 512.0, y: 214.0 }],
        ],
    },
    Step {
        colour: BLUE,
        name: "Flattening",
        lines: ["arcs become straight edges,", "off by no more than the tolerance"],
        marks: &[[coord! { x: 46.0, y: 208.0 }, coord! { x: 85.0, y: 196.0 }]],
    },
];

/// Words beside what they name.
const WORDS: [(Coord<f64>, &str, &str); 4] = [
    (coord! { x: 563.0, y: 227.0 }, BLUE, "hole"),
    (coord! { x: 635.0, y: 163.0 }, GREEN, "foot"),
    (coord! { x: 705.0, y: 128.0 }, GREEN, "d"),
    (coord! { x: 731.0, y: 85.0 }, GREEN, "exposed point"),
];

/// The starts of the legend's columns, and the distances of its lines and steps.
const COLUMNS: [f64; 2] = [36.0, 480.0];
const TOP: f64 = 470.0;
const LINE: f64 = 18.0;
const STEP: f64 = 46.0;

/// Writes the numbers and the words into the drawing.
pub fn mark(sheet: &mut Sheet) {
    for (step, number) in STEPS.iter().zip(1..) {
        for &[at, to] in step.marks {
            let stroke = format!("stroke=\"{}\" stroke-width=\"1.5\"", step.colour);
            sheet.group(&stroke, |sheet| sheet.stroke(at, to));
            sheet.number(at, number, step.colour);
        }
    }
    for (at, colour, words) in WORDS {
        let font = format!("font-size=\"15\" font-style=\"italic\" fill=\"{colour}\"");
        sheet.group(&font, |sheet| sheet.words(at, words));
    }
}

/// Writes the legend, three steps to a column.
pub fn write(sheet: &mut Sheet) {
    for (index, step) in STEPS.iter().enumerate() {
        let at = coord! { x: COLUMNS[index / 3], y: TOP + STEP * (index % 3) as f64 };
        sheet.number(at, index + 1, step.colour);
        let Step { name, lines: [first, second], .. } = step;
        let text = at + coord! { x: 18.0, y: 5.0 };
        sheet.group(&format!("font-size=\"15\" fill=\"{BLACK}\""), |sheet| {
            sheet.words(text, &format!("<tspan font-weight=\"bold\">{name}:</tspan> {first}"));
            sheet.words(text + coord! { x: 0.0, y: LINE }, second);
        });
    }
    // In the second column's last place, the sizes.
    let from = coord! { x: COLUMNS[1] - 10.0, y: TOP + 2.0 * STEP };
    let to = from + coord! { x: DISTANCE / SCALE, y: 0.0 };
    let stroke = format!("stroke=\"{GREEN}\" stroke-width=\"2.5\"");
    sheet.group(&stroke, |sheet| sheet.stroke(from, to));
    sheet.group(&format!("font-size=\"15\" fill=\"{BLACK}\""), |sheet| {
        let sizes = format!("d = {} km, tolerance {TOLERANCE} m", DISTANCE / 1000.0);
        sheet.words(to + coord! { x: 10.0, y: 5.0 }, &sizes);
    });
}
