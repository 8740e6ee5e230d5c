//! The legend of the print layout: as many columns, and letters as small, as its rows need.
//!
//! Millimetres; letters in points. Room is estimated by rows and letters, for a sans-serif font of
//! usual width. A legend too long for the smallest letters, of some hundred rows, runs off the
//! page.

use super::entry::Entry;
use super::page::{LETTER_MM, MAP_ID, Rectangle, Weight, font, item};
use crate::format::xml::Element;

const POINTS: [usize; 5] = [9, 8, 7, 6, 5];
/// The numbers of columns: two look best, one is for long rows, more are for many.
const COLUMNS: [usize; 4] = [2, 1, 3, 4];
/// The largest number of columns at which a layer stays in one column.
const MOST_WHOLE: usize = 2;
/// The height of a row at one point.
const ROW_MM: f64 = 0.61;
/// The rows left free, because QGIS fills one column before the other, and leaves space between
/// layers.
const SPARE_ROWS: usize = 2;
const SYMBOL_MM: f64 = 9.0;
const BETWEEN_MM: f64 = 8.0;

/// The setting of a legend.
pub(super) struct Legend {
    columns: usize,
    points: usize,
    rows: usize,
}

impl Legend {
    /// The largest letters that fit in this width and height; the smallest where none do.
    pub(super) fn fitting(layers: &[&Entry], [width, height]: [f64; 2]) -> Self {
        let set =
            |columns, points| Legend { columns, points, rows: SPARE_ROWS + rows(layers, columns) };
        let mut legends =
            POINTS.into_iter().flat_map(|points| COLUMNS.map(|columns| set(columns, points)));
        let longest = layers.iter().map(|it| it.layer.longest_row()).max().unwrap_or_default();
        let fits = |it: &Legend| it.height() <= height && it.width(longest) <= width;
        legends.find(fits).unwrap_or_else(|| set(COLUMNS[3], POINTS[4]))
    }

    pub(super) fn height(&self) -> f64 {
        ROW_MM * (self.points * self.rows) as f64
    }

    fn width(&self, longest: usize) -> f64 {
        let column = SYMBOL_MM + LETTER_MM * (self.points * longest) as f64;
        column * self.columns as f64 + BETWEEN_MM * (self.columns - 1) as f64
    }

    pub(super) fn item(&self, layers: &[&Entry], place: Rectangle) -> Element {
        let size = self.points as f64 / POINTS[0] as f64;
        let style = |(name, font): (&str, String)| {
            Element::new("style")
                .attribute("name", name)
                .attribute("marginTop", 1.5 * size)
                .attribute("marginLeft", if name == "symbolLabel" { "2" } else { "0" })
                .child(Element::new("styleFont").attribute("description", font))
        };
        let styles = [
            ("subgroup", font(self.points + 1, Weight::Bold)),
            ("symbol", font(self.points, Weight::Normal)),
            ("symbolLabel", font(self.points, Weight::Normal)),
        ];
        item("65642", "legend", place)
            .attribute("columnCount", self.columns)
            .attribute("splitLayer", u8::from(self.columns > MOST_WHOLE))
            .attribute("symbolHeight", 3.5 * size)
            .attributes([
                ("map_uuid", MAP_ID),
                ("columnSpace", "8"),
                ("boxSpace", "0"),
                ("symbolWidth", "7"),
                ("resizeToContents", "1"),
            ])
            .child(Element::new("styles").children(styles.into_iter().map(style)))
            .child(Element::new("layer-tree-group").children(layers.iter().map(|it| it.in_tree())))
    }
}

/// The number of rows of the longest of these columns.
fn rows(layers: &[&Entry], columns: usize) -> usize {
    let rows = layers.iter().map(|it| it.layer.legend_rows());
    let even = rows.clone().sum::<usize>().div_ceil(columns);
    match columns <= MOST_WHOLE {
        true => even.max(rows.max().unwrap_or_default()),
        false => even,
    }
}
