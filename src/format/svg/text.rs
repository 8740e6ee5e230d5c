//! How wide a line of text is at most, and where it is to be broken.
//!
//! The font is the reader's: widths are those of DejaVu Sans (2.37, read from its table of advances),
//! one of the widest, rounded up by kind of letter; bold a tenth more. Undefined for fonts still wider.

use geo_types::{Coord, Rect, coord};

/// The width of a line of text of this size, pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    size * text.chars().map(advance).sum::<f64>()
}

/// The room that a line of text takes that starts at a point.
pub(super) fn room(at: Coord<f64>, text: &str, size: f64) -> Rect<f64> {
    Rect::new(
        coord! { x: at.x, y: at.y - 0.8 * size },
        coord! { x: at.x + width(text, size), y: at.y + 0.25 * size },
    )
}

/// How much wider bold letters are.
pub(super) const BOLD: f64 = 1.1;

/// A letter's width as a share of the text's size.
fn advance(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | 'I' | 'J' | '|' | '.' | ',' | ':' | ';' | '\'' | '‘' | '’' | ' ' => {
            0.34
        }
        'f' | 'r' | 't' | '-' | '/' | '(' | ')' | '[' | ']' | '"' => 0.47,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '©' | '°' | '&' => 1.0,
        'A'..='Z' => 0.79,
        '\u{20}'..='\u{17f}' => 0.64,
        // Scripts with wide letters, such as Chinese.
        '\u{1100}'.. => 1.05,
        _ => 0.8,
    }
}

/// The text in lines that are no wider than this; a word that is wider is broken.
pub(super) fn wrap(text: &str, size: f64, widest: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size) <= widest {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if !line.is_empty()
                && width(&line, size) + width(letter.encode_utf8(&mut [0; 4]), size) > widest
            {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
