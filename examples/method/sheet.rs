//! The sheet of the drawing: SVG elements, in pixels to the right and down.
//!
//! Points are given in metres east and north, or in pixels where a comment says so. Numbers are
//! rounded to a tenth of a pixel, so that no machine's last digit shows. The text has no style
//! sheet, no identifier and no blank line, so it can also stand inside a page of HTML or Markdown.

use geo_types::{Coord, coord};

use crate::raw::Piece;

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 600.0;

/// Metres in a pixel.
pub const SCALE: f64 = 25.0;

/// The pixel of 0° E, 0° N.
const ORIGIN: Coord<f64> = coord! { x: 472.0, y: 232.0 };

/// The text so far.
pub struct Sheet(String);

impl Sheet {
    pub fn new(title: &str) -> Self {
        let mut sheet = Sheet(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
             viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             font-family=\"Helvetica, Arial, sans-serif\">\n"
        ));
        sheet.element(&format!("<title>{title}</title>"));
        sheet.element(&format!("<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#FFFFFF\"/>"));
        sheet
    }

    pub fn finish(mut self) -> String {
        self.0 += "</svg>\n";
        self.0
    }

    /// Draws elements with common attributes.
    pub fn group(&mut self, attributes: &str, draw: impl FnOnce(&mut Self)) {
        self.element(&format!("<g {attributes}>"));
        draw(self);
        self.element("</g>");
    }

    /// Writes an element on a line of its own.
    fn element(&mut self, element: &str) {
        self.0 += element;
        self.0.push('\n');
    }

    /// A line through points.
    pub fn line(&mut self, points: &[Coord<f64>]) {
        let points: Vec<String> = points.iter().map(|&p| place(pixels(p))).collect();
        self.element(&format!("<path d=\"M{}\"/>", points.join(" ")));
    }

    /// Rings as one area; an area within two of them is a hole.
    pub fn area(&mut self, rings: &[&[Coord<f64>]]) {
        let ring = |ring: &[Coord<f64>]| {
            let points: Vec<String> = ring.iter().map(|&p| place(pixels(p))).collect();
            format!("M{}Z", points.join(" "))
        };
        let rings: Vec<String> = rings.iter().map(|points| ring(points)).collect();
        self.element(&format!("<path fill-rule=\"evenodd\" d=\"{}\"/>", rings.join(" ")));
    }

    /// A piece of raw offset curve.
    pub fn piece(&mut self, piece: &Piece) {
        let [from, to] = piece.ends().map(|p| place(pixels(p)));
        match piece {
            Piece::Line { .. } => self.element(&format!("<path d=\"M{from} {to}\"/>")),
            Piece::Arc { radius, .. } => {
                let radius = tenths(radius / SCALE);
                // The arc runs counter-clockwise along the smaller part.
                self.element(&format!("<path d=\"M{from}A{radius} {radius} 0 0 0 {to}\"/>"));
            }
        }
    }

    /// A circle with its radius in metres.
    pub fn circle(&mut self, center: Coord<f64>, radius: f64) {
        self.dot(center, radius / SCALE);
    }

    /// A circle with its radius in pixels.
    pub fn dot(&mut self, center: Coord<f64>, radius: f64) {
        let Coord { x, y } = pixels(center);
        let (x, y, radius) = (tenths(x), tenths(y), tenths(radius));
        self.element(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));
    }

    /// A straight stroke between two places in pixels.
    pub fn stroke(&mut self, from: Coord<f64>, to: Coord<f64>) {
        self.element(&format!("<path d=\"M{} {}\"/>", place(from), place(to)));
    }

    /// Words that start at a place in pixels; they may hold markup.
    pub fn words(&mut self, at: Coord<f64>, words: &str) {
        let (x, y) = (tenths(at.x), tenths(at.y));
        self.element(&format!("<text x=\"{x}\" y=\"{y}\">{words}</text>"));
    }

    /// A number on a disc around a place in pixels.
    pub fn number(&mut self, at: Coord<f64>, number: usize, colour: &str) {
        let (x, y, base) = (tenths(at.x), tenths(at.y), tenths(at.y + 5.0));
        self.element(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"10.5\" fill=\"{colour}\" stroke=\"#FFFFFF\"/>\
             <text x=\"{x}\" y=\"{base}\" fill=\"#FFFFFF\" font-size=\"14\" \
             font-weight=\"bold\" text-anchor=\"middle\">{number}</text>"
        ));
    }
}

fn pixels(point: Coord<f64>) -> Coord<f64> {
    coord! { x: ORIGIN.x + point.x / SCALE, y: ORIGIN.y - point.y / SCALE }
}

fn place(pixels: Coord<f64>) -> String {
    format!("{},{}", tenths(pixels.x), tenths(pixels.y))
}

/// A number to a tenth, without a tenth that is zero.
fn tenths(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
