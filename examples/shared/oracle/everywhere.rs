//! Looks for points on the wrong side everywhere, not at samples.
//!
//! Longitude and latitude in degrees, lengths in metres. The map is cut into cells. Where no ring
//! and no territory's edge passes, the polygons hold all of a cell or nothing of it; and distances
//! in it differ from that of its middle by its radius at most. That proves most cells right or
//! wrong at once; the others are quartered, down to the resolution.
//!
//! When nothing is found, and the rings have been found within tolerance, no point is on the wrong
//! side that is farther than the tolerance and two resolutions from every limit, and farther than
//! two resolutions from the territory's edge.

use geo_types::{Coord, Line, MultiPolygon, Rect};

use super::check::{Definition, FIRST, Wrong};
use super::membership::{Membership, edges};
use super::parallel::par_map;
use super::{Oracle, sphere};

/// The findings in all cells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellReport {
    /// The number of cells checked.
    pub cells: usize,
    /// The number of cells, large or small, that hold points on the wrong side.
    pub wrong: usize,
    /// The middles of the first few of these cells.
    pub first: Vec<Wrong>,
}

/// The data that all cells share.
struct Task<'a> {
    oracle: &'a Oracle,
    definition: &'a Definition<'a>,
    held: Membership,
    resolution: f64,
}

impl Oracle {
    /// Compares the points that polygons hold with the definition, at all points of a box. Cells
    /// are not cut below a radius of `resolution` metres.
    pub fn check_everywhere(
        &self,
        polygons: &MultiPolygon<f64>,
        definition: &Definition<'_>,
        area: Rect<f64>,
        resolution: f64,
    ) -> CellReport {
        /// The number of cells a side to begin with: enough to share the work out evenly.
        const GRID: u32 = 48;
        let held = Membership::new(polygons);
        let task = Task { oracle: self, definition, held, resolution };
        let cut = definition.territory.into_iter().flat_map(|territory| edges(&territory.polygon));
        let lines: Vec<Line<f64>> = edges(polygons).chain(cut).collect();
        let columns = slices(area.min().x, area.max().x, GRID);
        let rows = slices(area.min().y, area.max().y, GRID);
        let cells: Vec<Rect<f64>> = columns
            .flat_map(|(west, east)| {
                rows.clone().map(move |(south, north)| Rect::new((west, south), (east, north)))
            })
            .collect();
        let parts = par_map(&cells, |cell| {
            let mut part = CellReport::default();
            task.judge(*cell, &lines, &mut part);
            part
        });
        parts.into_iter().fold(CellReport::default(), |mut all, part| {
            all.cells += part.cells;
            all.wrong += part.wrong;
            all.first.extend(part.first);
            all.first.truncate(FIRST);
            all
        })
    }
}

/// Cuts a range into equal parts.
fn slices(low: f64, high: f64, count: u32) -> impl Iterator<Item = (f64, f64)> + Clone {
    let at = move |i: u32| low + (high - low) * f64::from(i) / f64::from(count);
    (0..count).map(move |i| (at(i), at(i + 1)))
}

impl Task<'_> {
    /// Judges a cell; only these lines may pass through it.
    fn judge(&self, cell: Rect<f64>, lines: &[Line<f64>], report: &mut CellReport) {
        report.cells += 1;
        let passing: Vec<Line<f64>> =
            lines.iter().filter(|line| may_meet(line, cell)).copied().collect();
        let radius = radius(cell);
        let small = radius <= self.resolution;
        if passing.is_empty() {
            match self.verdict(cell.center(), radius) {
                Verdict::Right => return,
                Verdict::Wrong(wrong) => {
                    report.wrong += 1;
                    report.first.push(wrong);
                    report.first.truncate(FIRST);
                    return;
                }
                Verdict::Open => {}
            }
        } else if small {
            return;
        }
        for quarter in cell.split_x().into_iter().flat_map(|half| half.split_y()) {
            self.judge(quarter, &passing, report);
        }
    }

    /// The verdict on a cell through which no line passes, from the distance at its middle.
    fn verdict(&self, middle: Coord<f64>, radius: f64) -> Verdict {
        let small = radius <= self.resolution;
        let (lon, lat) = (middle.x, middle.y);
        let (low, high) = if small {
            let s = self.oracle.distance(lon, lat);
            (s, s)
        } else {
            self.oracle.bounds(lon, lat)
        };
        // The depth of the middle in the zone: negative outside, and no steeper than distances.
        let (least, most) = if self.definition.in_territory(middle) {
            let (inner, outer) = (self.definition.above(), self.definition.outer);
            ((low - inner).min(outer - high), (high - inner).min(outer - low))
        } else {
            (f64::NEG_INFINITY, f64::NEG_INFINITY)
        };
        let held = self.held.contains(lon, lat);
        let (least_wrong, most_wrong) = if held { (-most, -least) } else { (least, most) };
        let tolerance = self.definition.tolerance;
        if least_wrong > tolerance {
            let distance = self.oracle.distance(lon, lat);
            Verdict::Wrong(Wrong { at: middle, distance, held })
        } else if small || most_wrong + radius <= tolerance {
            Verdict::Right
        } else {
            Verdict::Open
        }
    }
}

enum Verdict {
    Right,
    Wrong(Wrong),
    Open,
}

/// The largest distance of a point of a cell from its middle, metres.
fn radius(cell: Rect<f64>) -> f64 {
    let lat = if cell.min().y * cell.max().y < 0.0 {
        0.0
    } else {
        cell.min().y.abs().min(cell.max().y.abs())
    };
    let (east, north) = (cell.width().to_radians(), cell.height().to_radians());
    0.5 * sphere::FLATTEST * north.hypot(lat.to_radians().cos() * east)
}

/// `false` only when the line does not meet the cell: one side of the cell, or the line itself,
/// separates the two. Rounding could matter only when they all but touch.
fn may_meet(line: &Line<f64>, cell: Rect<f64>) -> bool {
    let (low, high, a, b) = (cell.min(), cell.max(), line.start, line.end);
    let apart = a.x.max(b.x) < low.x
        || a.x.min(b.x) > high.x
        || a.y.max(b.y) < low.y
        || a.y.min(b.y) > high.y;
    let along = line.delta();
    let side = |x: f64, y: f64| along.x * (y - a.y) - along.y * (x - a.x);
    let sides =
        [side(low.x, low.y), side(low.x, high.y), side(high.x, low.y), side(high.x, high.y)];
    !apart && !sides.iter().all(|s| *s > 0.0) && !sides.iter().all(|s| *s < 0.0)
}
