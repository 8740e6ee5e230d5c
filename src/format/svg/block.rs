//! A block of text and samples, built downwards from its upper left corner.
//!
//! Pixels. Text is wrapped to the block's width; nothing extends beyond it.

use geo_types::{Coord, Rect, coord};

use super::text;
use crate::format::xml::Element;

/// The type of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub size: f64,
    pub weight: &'static str,
    pub ink: &'static str,
}

pub(super) const TITLE: Type = Type { size: 23.0, weight: "bold", ink: "#1a1a1a" };
pub(super) const DECK: Type = Type { size: 14.0, weight: "normal", ink: "#333333" };
pub(super) const HEAD: Type = Type { size: 13.0, weight: "bold", ink: "#1a1a1a" };
pub(super) const BODY: Type = Type { size: 12.0, weight: "normal", ink: "#1a1a1a" };
pub(super) const NOTE: Type = Type { size: 10.5, weight: "normal", ink: "#565656" };

const LEADING: f64 = 1.3;
/// The size of a sample, with the space behind it.
const SAMPLE: Coord<f64> = coord! { x: 24.0, y: 13.0 };
const INDENT: f64 = 34.0;
/// The gap between a row's words and its figure.
const GAP: f64 = 12.0;

/// A block, as high as its content.
#[derive(Debug, Clone)]
pub(super) struct Block {
    width: f64,
    height: f64,
    elements: Vec<Element>,
}

impl Block {
    pub fn new(width: f64) -> Self {
        Block { width, height: 0.0, elements: Vec::new() }
    }

    pub fn height(&self) -> f64 {
        self.height
    }

    /// Places the block on the sheet.
    pub fn at(self, corner: Coord<f64>) -> Element {
        let [x, y] = [corner.x, corner.y].map(super::shapes::tenths);
        Element::new("g").with("transform", format!("translate({x} {y})")).children(self.elements)
    }

    pub fn space(&mut self, pixels: f64) {
        self.height += pixels;
    }

    pub fn paragraph(&mut self, text: &str, set: Type) {
        self.lines(text, set, 0.0, self.width);
    }

    /// Adds a row: a sample, words, and a figure at the right.
    pub fn row(
        &mut self,
        sample: impl FnOnce(Rect<f64>) -> Vec<Element>,
        words: &str,
        figure: &str,
    ) {
        let top = self.height;
        let corner = coord! { x: 0.0, y: top + 1.0 };
        self.elements.extend(sample(Rect::new(corner, corner + SAMPLE)));
        // Figures that are sentences stand below.
        let wide = text::width(figure, BODY.size);
        if wide <= 0.5 * self.width {
            if !figure.is_empty() {
                let at = coord! { x: self.width, y: top + BODY.size };
                let figure = Element::words(at, BODY.size, figure).with("text-anchor", "end");
                self.elements.push(figure.with("fill", BODY.ink));
            }
            self.lines(words, BODY, INDENT, self.width - wide - GAP);
        } else {
            self.lines(words, BODY, INDENT, self.width);
            self.lines(figure, BODY, INDENT, self.width);
        }
        self.height = self.height.max(top + SAMPLE.y) + 3.0;
    }

    /// Adds a note on the row above, below its words.
    pub fn aside(&mut self, text: &str) {
        self.height -= 2.0;
        self.lines(text, NOTE, INDENT, self.width);
        self.height += 3.0;
    }

    /// Adds lines of text from one x to another.
    fn lines(&mut self, text: &str, set: Type, from: f64, to: f64) {
        let wider = if set.weight == "bold" { text::BOLD } else { 1.0 };
        for line in text::wrap(text, set.size * wider, to - from) {
            let at = coord! { x: from, y: self.height + set.size };
            let mut text = Element::words(at, set.size, &line).with("fill", set.ink);
            if set.weight != "normal" {
                text = text.with("font-weight", set.weight);
            }
            self.elements.push(text);
            self.height += LEADING * set.size;
        }
    }
}

/// Sets blocks in columns, each in the column with most room left; returns the element and its
/// height.
pub(super) fn columns(
    blocks: Vec<Block>,
    corner: Coord<f64>,
    gap: Coord<f64>,
    count: usize,
) -> (Element, f64) {
    let mut heights = vec![0.0_f64; count.max(1)];
    let mut group = Element::group("legend");
    for block in blocks {
        let place = |(a, b): (&usize, &usize)| heights[*a].total_cmp(&heights[*b]);
        let column = (0..heights.len()).min_by(|a, b| place((a, b))).unwrap_or(0);
        let at = coord! { x: column as f64 * (block.width + gap.x), y: heights[column] };
        heights[column] += block.height() + gap.y;
        group = group.child(block.at(corner + at));
    }
    let highest = heights.into_iter().fold(0.0, f64::max);
    (group, (highest - gap.y).max(0.0))
}
