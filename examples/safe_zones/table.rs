//! What the plans hold, as a table of text: areas in km², shares of the larger plan.

use safe_zone::{Comparison, DepthKind, Zones};

const HEADER: [&str; 6] = ["plan", "band", "regime", "depth", "area km²", "of larger"];

pub fn table(plans: &[Zones], comparison: &Comparison) -> String {
    let larger = plans.iter().map(Zones::area_km2).fold(0.0, f64::max);
    let mut rows = vec![HEADER.map(str::to_owned)];
    for plan in plans {
        for zone in plan.iter() {
            let band = zone.band();
            let depth = match band.depth_kind() {
                DepthKind::Exact => band.outer().to_string(),
                DepthKind::Minimum => format!("at least {}", band.outer()),
            };
            rows.push([
                plan.proposal().id().to_owned(),
                format!("{}-{} km", band.inner().km(), band.outer().km()),
                band.regime().unwrap_or("not given").to_owned(),
                depth,
                format!("{:.0}", zone.area_km2()),
                format!("{:.1} %", 100.0 * zone.area_km2() / larger),
            ]);
        }
    }
    let widths: Vec<usize> = (0..HEADER.len())
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in &rows {
        for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
            text += &match column {
                0 => format!("{cell:width$}"),
                1..=3 => format!("  {cell:width$}"),
                _ => format!("  {cell:>width$}"),
            };
        }
        text += "\n";
    }
    text + &format!("\n{}\n\n", comparison.statement())
}
