//! What is printed of a feature. Lengths in metres, positions as longitude and latitude in degrees.

use geo_types::Coord;

use super::input::Claim;
use super::oracle::check::{Errors, PointReport, RingReport, Wrong};
use super::oracle::everywhere::CellReport;

/// What was found about one feature.
pub struct Findings {
    /// Along its rings.
    pub rings: RingReport,
    /// At random points.
    pub points: PointReport,
    /// In all cells, when these were asked for.
    pub cells: Option<CellReport>,
}

impl Findings {
    /// Whether nothing wrong was found.
    pub fn within(&self, tolerance: f64) -> bool {
        let wrong_cells = self.cells.as_ref().map_or(0, |cells| cells.wrong);
        self.rings.worst() <= tolerance && self.points.wrong == 0 && wrong_cells == 0
    }

    /// A few lines for the reader.
    pub fn describe(&self, claim: &Claim) -> String {
        let verdict = if self.within(claim.tolerance) { "within" } else { "NOT within" };
        let mut lines = vec![
            format!("{}: {verdict} {} m", claim.name, claim.tolerance),
            format!("  vertices: {}", errors(&self.rings.vertices)),
            format!("  along edges: {}", errors(&self.rings.edges)),
            format!(
                "  on the territory's edge, a sector's end or the map's edge: {} not judged",
                self.rings.exempt
            ),
            format!(
                "  random points: {} judged, {} wrong; {} too near to call",
                self.points.judged, self.points.wrong, self.points.too_near
            ),
        ];
        lines.extend(self.points.first.iter().map(wrong));
        if let Some(cells) = &self.cells {
            lines.push(format!("  everywhere: {} cells, {} wrong", cells.cells, cells.wrong));
            lines.extend(cells.first.iter().map(wrong));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn wrong(wrong: &Wrong) -> String {
    let held = if wrong.held { "inside" } else { "outside" };
    format!("    {} is {held}, {:.6} m from the border", at(wrong.at), wrong.distance)
}

fn errors(errors: &Errors) -> String {
    let range = format!("{} judged, {:+.6} to {:+.6} m", errors.count, errors.min, errors.max);
    match errors.worst_at {
        Some(worst) => format!("{range}, worst at {}", at(worst)),
        None => range,
    }
}

fn at(p: Coord<f64>) -> String {
    format!("({:.7}, {:.7})", p.x, p.y)
}
