//! The page of a picture: its width and margins, the heading, the footnotes, and the root of the document.
//!
//! Pixels, to the right and down.

use geo_types::{Coord, Rect, coord};

use super::block::{Block, DECK, NOTE, TITLE};
use super::shapes::tenths;
use crate::format::caption::Caption;
use crate::format::xml::Element;

pub(super) const WIDTH: f64 = 1000.0;
pub(super) const MARGIN: f64 = 24.0;
/// The width between the margins.
pub(super) const ACROSS: f64 = WIDTH - 2.0 * MARGIN;
/// The upper left corner of the heading.
pub(super) const CORNER: Coord<f64> = coord! { x: MARGIN, y: MARGIN - 6.0 };
/// The gaps between the blocks of a legend.
pub(super) const GAP: Coord<f64> = coord! { x: 28.0, y: 18.0 };
const GROUND: &str = "#ffffff";

/// The title and the deck of a picture.
pub(super) fn heading(caption: &Caption<'_>) -> Block {
    let mut heading = Block::new(ACROSS);
    heading.paragraph(caption.name, TITLE);
    heading.space(2.0);
    heading.paragraph(caption.description, DECK);
    heading
}

/// The width of each of some columns with gaps between them.
pub(super) fn column(columns: usize) -> f64 {
    (ACROSS - GAP.x * (columns - 1) as f64) / columns as f64
}

/// The footnotes.
pub(super) fn notes(texts: &[String]) -> Block {
    let mut notes = Block::new(ACROSS);
    texts.iter().for_each(|note| notes.paragraph(note, NOTE));
    notes
}

/// The height of a page that ends with footnotes at this corner.
pub(super) fn height(last: Coord<f64>, notes: &Block) -> f64 {
    (last.y + notes.height() + MARGIN - 6.0).ceil()
}

/// The root of a picture with its title and a description for readers who do not see it.
pub(super) fn root(height: f64, title: &str, description: &str) -> Element {
    let size = [WIDTH, height].map(tenths);
    Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("width", &size[0])
        .with("height", &size[1])
        .with("viewBox", format!("0 0 {} {}", size[0], size[1]))
        .with("role", "img")
        .with("font-family", "sans-serif")
        .child(Element::new("title").holding(title))
        .child(Element::new("desc").holding(description))
}

/// The ground of the page.
pub(super) fn ground(height: f64) -> Element {
    let page = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: WIDTH, y: height });
    Element::rect(page).with("fill", GROUND)
}
