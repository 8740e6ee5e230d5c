//! The picture: layers from the zone's area up to the numbers.
//!
//! Colours are those of Okabe and Ito (see `colour`); widths, dashes and numbers say the same
//! again. A white ground of its own serves light and dark viewers alike.

use geo_types::Coord;

use crate::ball::Ball;
use crate::colour::{BLACK, BLUE, GREEN, GREY, ORANGE, SKY_BLUE, VERMILLION};
use crate::legend;
use crate::raw::{self, Piece};
use crate::scene::{DISTANCE, Scene};
use crate::sheet::Sheet;

/// The balls drawn, as first and last point of their chords: two of two chords each, and the ball
/// over both. Leaves of the crate's tree hold four chords, which would crowd the picture.
const BALLS: [[usize; 2]; 3] = [[9, 11], [11, 13], [9, 13]];

/// The edge whose middle is the foot of an exposed point.
const FOOT: usize = 6;

pub fn draw(scene: &Scene) -> String {
    let rings: Vec<&[Coord<f64>]> = scene.rings.iter().map(|ring| &ring.0[..]).collect();
    let pieces = raw::pieces(scene.border, DISTANCE);
    let balls = BALLS.map(|[first, last]| Ball::around(&scene.border[first..=last]));
    let buries = |ball: &&Ball| pieces.iter().any(|piece| ball.buries(piece, DISTANCE));
    let is_buried = |piece: &&Piece| balls.iter().any(|ball| ball.buries(piece, DISTANCE));

    let mut sheet = Sheet::new("How the engine finds the zone within a distance of a border");
    sheet.group(&format!("fill=\"{SKY_BLUE}\" fill-opacity=\"0.22\""), |sheet| sheet.area(&rings));
    sheet.group(&outline(GREY, 1.2), |sheet| pieces.iter().for_each(|piece| sheet.piece(piece)));
    sheet.group(&format!("fill=\"{ORANGE}\" fill-opacity=\"0.35\""), |sheet| {
        balls.iter().filter(buries).for_each(|ball| sheet.circle(ball.center, ball.radius));
    });
    let dashed = format!("{} stroke-dasharray=\"5 4\"", outline(VERMILLION, 1.6));
    sheet.group(&dashed, |sheet| {
        balls.iter().for_each(|ball| sheet.circle(ball.center, ball.radius));
    });
    sheet.group(&outline(BLUE, 2.6), |sheet| rings.iter().for_each(|ring| sheet.line(ring)));
    let ringed = format!("fill=\"#FFFFFF\" stroke=\"{BLUE}\" stroke-width=\"1.3\"");
    sheet.group(&ringed, |sheet| {
        rings.iter().flat_map(|ring| &ring[1..]).for_each(|&vertex| sheet.dot(vertex, 2.8));
    });
    sheet.group(&outline(BLACK, 4.0), |sheet| sheet.line(scene.border));
    sheet.group(&format!("fill=\"{BLACK}\""), |sheet| {
        scene.border.iter().for_each(|&vertex| sheet.dot(vertex, 4.8));
    });
    for (colour, width) in [("#FFFFFF", 7.0), (VERMILLION, 4.0)] {
        sheet.group(&outline(colour, width), |sheet| {
            pieces.iter().filter(is_buried).for_each(|piece| sheet.piece(piece));
        });
    }
    radius(&mut sheet, scene.border);
    legend::mark(&mut sheet);
    legend::write(&mut sheet);
    sheet.finish()
}

/// An exposed point, its foot, and the way between them.
fn radius(sheet: &mut Sheet, border: &[Coord<f64>]) {
    let (foot, point) = raw::beside(border[FOOT], border[FOOT + 1], DISTANCE);
    sheet.group(&outline(GREEN, 2.5), |sheet| sheet.line(&[foot, point]));
    sheet.group(&format!("fill=\"{GREEN}\" stroke=\"#FFFFFF\""), |sheet| {
        sheet.dot(foot, 5.5);
        sheet.dot(point, 5.5);
    });
}

fn outline(colour: &str, width: f64) -> String {
    format!(
        "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" \
         stroke-linecap=\"round\""
    )
}
