//! The report on a feature, and on features that tile. Lengths in metres, areas in square
//! kilometres, positions as longitude and latitude in degrees.

use geo_types::Coord;

use super::claims::Claim;
use crate::shared::oracle::check::{Errors, PointReport, RingReport, Wrong};
use crate::shared::oracle::everywhere::CellReport;
use crate::shared::oracle::meeting::Fault;

/// The findings about one feature.
pub struct Findings {
    /// The tolerance of its rings, metres.
    pub tolerance: f64,
    /// The reasons for which it is not valid; `None` for lines.
    pub faults: Option<Vec<Fault>>,
    /// The area in the file and the area measured, if they differ by more than rounding does.
    pub area: Option<(f64, f64)>,
    /// The findings along its rings.
    pub rings: RingReport,
    /// The findings at random points.
    pub points: PointReport,
    /// The findings in all cells, when these were checked.
    pub cells: Option<CellReport>,
}

/// The findings about features that should tile.
pub struct Tiling {
    /// The name of the features in the report.
    pub name: String,
    /// The number of edges that two of them share.
    pub shared: usize,
    /// The overlaps and gaps.
    pub faults: Vec<Fault>,
}

impl Findings {
    /// `true` if nothing wrong was found.
    pub fn passed(&self) -> bool {
        let wrong_cells = self.cells.as_ref().map_or(0, |cells| cells.wrong);
        self.faults.as_ref().is_none_or(Vec::is_empty)
            && self.area.is_none()
            && self.rings.worst() <= self.tolerance
            && self.points.wrong == 0
            && wrong_cells == 0
    }

    /// A few lines for the reader.
    pub fn describe(&self, claim: &Claim) -> String {
        let verdict = if self.passed() { "within" } else { "NOT within" };
        let mut lines = vec![format!("{}: {verdict} {} m", claim.name, claim.tolerance)];
        if let Some(faults) = &self.faults {
            if faults.is_empty() {
                lines.push("  valid".to_owned());
            }
            lines.extend(faults.iter().map(|fault| format!("  NOT valid: {}", said(fault))));
        }
        if let Some((written, own)) = self.area {
            lines.push(format!("  WRONG area: it says {written} km² and has {own:.6} km²"));
        }
        lines.extend([
            format!("  vertices: {}", errors(&self.rings.vertices)),
            format!("  along edges: {}", errors(&self.rings.edges)),
            format!(
                "  on the territory's edge, a sector's or side's end or the map's edge: {} not judged",
                self.rings.exempt
            ),
            format!(
                "  random points: {} judged, {} wrong; {} too near to call",
                self.points.judged, self.points.wrong, self.points.too_near
            ),
        ]);
        lines.extend(self.points.first.iter().map(wrong));
        if let Some(cells) = &self.cells {
            lines.push(format!("  everywhere: {} cells, {} wrong", cells.cells, cells.wrong));
            lines.extend(cells.first.iter().map(wrong));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

impl Tiling {
    /// A few lines for the reader.
    pub fn describe(&self) -> String {
        let verdict = if self.faults.is_empty() { "tile" } else { "do NOT tile" };
        let mut lines = vec![format!("{} {verdict}: {} edges shared", self.name, self.shared)];
        lines.extend(self.faults.iter().map(|fault| format!("  {}", said(fault))));
        lines.push(String::new());
        lines.join("\n")
    }
}

fn said(fault: &Fault) -> String {
    format!("{} at {}", fault.what, at(fault.at))
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
    format!("({:.9}, {:.9})", p.x, p.y)
}
