//! The areas that each two of some plans share.

use safe_zone::{Error, Plan, SharedAreas, Tolerance};

use crate::columns::{Align, Table};

/// Areas in km²; a plan's own where it meets itself.
pub fn shared(plans: &[Plan<'_>], tolerance: Tolerance) -> Result<String, Error> {
    let areas = SharedAreas::compute(plans, tolerance)?;
    let ids = areas.ids().iter().map(|id| (id.as_str(), Align::Right));
    let mut table = Table::new([("shared km²", Align::Left)].into_iter().chain(ids));
    for (row, id) in areas.ids().iter().enumerate() {
        let cells = (0..plans.len()).map(|column| areas.km2(row, column).unwrap_or_default());
        table.push(
            std::iter::once(id.clone()).chain(cells.map(|km2| format!("{km2:.0}"))).collect(),
        );
    }
    Ok(format!("{}\n", table.text()))
}
