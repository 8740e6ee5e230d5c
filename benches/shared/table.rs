//! Trials as the rows of a table, and the limits of all of them.
//!
//! Columns: vertices of the line; milliseconds; microseconds a vertex of the line; peak memory;
//! vertices and rings of all zones; the largest error found along the rings, as a share of the
//! tolerance; points found on the wrong side; seconds that checking took.

use super::limits::Limits;
use super::trial::{self, Figures, Outcome};

#[derive(Default)]
pub struct Table {
    worst: f64,
    wrong: usize,
    without: usize,
}

impl Table {
    pub fn new() -> Self {
        println!(
            "{:<44} {:>8} {:>8} {:>8} {:>8} {:>8} {:>7} {:>6} {:>6} {:>7}",
            "case", "n", "ms", "us/n", "peak MB", "vertices", "rings", "worst", "wrong", "judged"
        );
        Table::default()
    }

    /// Runs a case and prints its row.
    pub fn row(&mut self, name: &str) -> Option<Figures> {
        let (figures, end) = match trial::run(name) {
            Outcome::None(why) => {
                println!("{name:<44} {why}");
                self.without += 1;
                return None;
            }
            Outcome::Unjudged(figures) => {
                self.without += 1;
                (figures, "not judged".to_owned())
            }
            Outcome::Judged(figures, verdict) => {
                self.worst = self.worst.max(verdict.worst);
                self.wrong += verdict.wrong;
                let end = format!(
                    "{:>6.3} {:>6} {:>5.1} s",
                    verdict.worst, verdict.wrong, verdict.seconds
                );
                (figures, end)
            }
        };
        println!(
            "{name:<44} {:>8} {:>8.1} {:>8.2} {:>8.0} {:>8} {:>7} {end}",
            figures.size,
            figures.ms,
            1e3 * figures.ms / figures.size as f64,
            figures.peak_mb,
            figures.vertices,
            figures.rings
        );
        Some(figures)
    }

    /// Adds the limits of every case.
    pub fn limit(&self, limits: &mut Limits) {
        limits.at_most("all cases: error along the rings / tolerance", 1.0, self.worst);
        limits.at_most("all cases: points on the wrong side", 0.0, self.wrong as f64);
        limits.at_most("cases without a result, or not judged", 0.0, self.without as f64);
    }
}
