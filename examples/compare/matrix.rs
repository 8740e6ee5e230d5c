//! The areas that each two of some plans share.

use safe_zone::plan::SharedAreas;

use crate::shared::text_table::{Align, Table};

/// The areas in km²; a plan with itself, its own area.
pub fn shared(areas: &SharedAreas) -> String {
    let ids = areas.ids().iter().map(|id| (id.as_str(), Align::Right));
    let mut table = Table::new([("shared km²", Align::Left)].into_iter().chain(ids));
    for (row, id) in areas.ids().iter().enumerate() {
        let cells = (0..areas.ids().len()).map(|column| areas.km2(row, column).unwrap_or_default());
        table.push(
            std::iter::once(id.clone()).chain(cells.map(|km2| format!("{km2:.0}"))).collect(),
        );
    }
    format!("{}\n", table.text())
}
