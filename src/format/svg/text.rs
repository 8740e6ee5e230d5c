//! Measures the greatest width of a line of text, and breaks long lines.
//!
//! The font is the reader's: widths are those of DejaVu Sans, one of the widest, beyond ASCII
//! rounded up by kind of letter; bold is a tenth wider. Undefined for fonts that are still wider.

use geo_types::{Coord, Rect, coord};

/// The width of a line of text of this size, pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    size * text.chars().map(advance).sum::<f64>()
}

/// The box of a line of text that starts at a point.
pub(super) fn room(at: Coord<f64>, text: &str, size: f64) -> Rect<f64> {
    Rect::new(
        coord! { x: at.x, y: at.y - 0.8 * size },
        coord! { x: at.x + width(text, size), y: at.y + 0.25 * size },
    )
}

/// `true` for text whose first letter is of a script written from right to left: Hebrew, Arabic, Syriac, Thaana,
/// N'Ko and their kin (the blocks of Unicode).
pub(super) fn is_rtl(text: &str) -> bool {
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl)
}

/// The factor by which bold letters are wider.
pub(super) const BOLD: f64 = 1.1;

/// Advances of DejaVu Sans 2.37 from the space to the tilde, thousandths of the size.
#[rustfmt::skip]
const ADVANCES: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// A letter's width as a share of the text's size.
fn advance(letter: char) -> f64 {
    let index = (letter as usize).checked_sub(usize::from(b' '));
    match (index.and_then(|index| ADVANCES.get(index)), letter) {
        (Some(&thousandths), _) => f64::from(thousandths) / 1000.0,
        // Marks that stand on the letter before them.
        (None, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}') => 0.0,
        (None, '‘' | '’' | 'ı' | 'ī' | 'İ' | 'Ī') => 0.34,
        (None, '\u{a1}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') if letter.is_lowercase() => 0.7,
        (None, '\u{a1}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => 0.85,
        // Letters of Arabic and Hebrew are narrow.
        (None, '\u{590}'..='\u{8ff}') => 0.8,
        // Scripts with wide letters, such as Cyrillic and Chinese.
        (None, _) => 1.1,
    }
}

/// The text in lines no wider than this; a wider word is broken.
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
