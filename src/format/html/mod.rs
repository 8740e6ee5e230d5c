//! The map of some plans as one page for any browser: HTML without a library, a font or a file from elsewhere.
//!
//! The page shows the shapes of the SVG picture (`svg`), which the reader moves and magnifies. Plans go on and off,
//! and a slider draws the zone within each of many depths, with its area, places and people. All numbers are the
//! crate's: the scripts draw, and compute none. The page keeps below [`LARGEST`] bytes by drawing more coarsely where
//! it must. Text from outside is text wherever it stands, and the page's own policy (CSP level 3) forbids any other
//! script, style and request.

// Imports: `svg`, whose shapes it takes, and the files shared by all formats; every layer but `locator` and `dataset`.
// Reading order: `page`, this file, `document`, `page.html`; `markup`, `data`; `plans`, `depths`, `places`; `sha256`; `page.css`;
// `start.js`, `view.js`, `labels.js`, `info.js`, `depth.js`, `link.js`, which make one script in this order.

mod data;
mod depths;
mod document;
mod markup;
mod page;
mod places;
mod plans;
mod sha256;

use std::fmt;

pub use self::page::Page;
pub use crate::format::Caption;

/// The largest size of a page whose plans and places have ordinary names, bytes.
pub const LARGEST: usize = 1_000_000;

/// The longer side of the drawing, pixels, from the finest to the coarsest.
const SIZES: [f64; 5] = [4000.0, 2000.0, 1000.0, 500.0, 250.0];

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for size in SIZES {
            text = document::text(self, size);
            if text.len() < LARGEST {
                break;
            }
        }
        f.write_str(&text)
    }
}
