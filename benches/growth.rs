//! Measures the growth of time and memory with the line: the embedded border with more and more
//! vertices.
//!
//! - smooth: the edges of the border, 11,035 vertices, cut into equal parts; the same line.
//! - jittered: then every vertex moved by up to 20 m east or west, and north or south; the line
//!   crosses itself, the more often the more vertices it has.
//!
//! Work: the whole zones within 5, 14 and 28 km in one call, and within 28 km alone, at 1 m, all
//! preparation included, one thread. Each case runs in a process of its own; see `trial` for the
//! figures and the time limit. Growth is the time over n log n, relative to the smallest line of
//! the same kind. Every result is checked by the oracle of the tests on a sample: the largest error
//! at 10,000 places along its rings as a share of the tolerance, and the number of points on the
//! wrong side, of 100,000.

mod shared;

use std::process::ExitCode;

use clap::Parser;
use safe_zone::Edges;
use safe_zone::dataset::turkey_syria_border;
use shared::judge::Sample;
use shared::limits::Limits;
use shared::line::{densified, jittered};
use shared::options::Options;
use shared::table::Table;
use shared::trial::{self, Figures, Trial};

const SIZES: [usize; 4] = [11_035, 50_000, 200_000, 1_000_000];
const JITTER: f64 = 20.0;
const SEED: u64 = 2019;

/// The limit for three distances around the jittered line of 200,000 vertices, seconds.
const JITTERED_200K: f64 = 10.0;
/// The limit for the growth of time over n log n, three distances around jittered lines.
const JITTERED_GROWTH: f64 = 1.5;
/// The limits for three distances around the smooth line of a million vertices, seconds and
/// millions of bytes.
const SMOOTH_1M: f64 = 5.0;
const SMOOTH_1M_MB: f64 = 1_500.0;

/// One line at one set of distances.
#[derive(Clone, Copy)]
struct Case {
    jittered: bool,
    size: usize,
    distances: &'static [f64],
}

fn main() -> ExitCode {
    let options = Options::parse();
    let cases = cases();
    if let Some(name) = &options.case {
        let case = cases.iter().find(|case| case.name() == *name).expect("a case of this program");
        trial::answer(&case.trial());
        return ExitCode::SUCCESS;
    }
    let mut limits = Limits::new(options.slack);
    let mut table = Table::new();
    let mut rows = Vec::new();
    for case in cases.iter().filter(|case| case.name().contains(&options.only)) {
        if let Some(figures) = table.row(&case.name()) {
            limit(case, &figures, &mut limits);
            rows.push((case, figures));
        }
    }
    growth(&rows, &mut limits);
    table.limit(&mut limits);
    limits.finish(options.strict)
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for jittered in [false, true] {
        for distances in [&[5_000.0, 14_000.0, 28_000.0][..], &[28_000.0]] {
            cases.extend(SIZES.map(|size| Case { jittered, size, distances }));
        }
    }
    cases
}

impl Case {
    fn name(&self) -> String {
        let kind = if self.jittered { "jittered" } else { "smooth" };
        let km: Vec<String> = self.distances.iter().map(|d| (d / 1e3).to_string()).collect();
        format!("{kind} {}, {} km", self.size, km.join("/"))
    }

    fn trial(&self) -> Trial {
        let line = densified(&turkey_syria_border().lines().0[0], self.size);
        let line = if self.jittered { jittered(&line, JITTER, SEED) } else { line };
        Trial {
            lines: line.into(),
            edges: Edges::Planar,
            distances: self.distances.to_vec(),
            tolerance: 1.0,
            sample: Sample { places: 10_000, points: 100_000 },
        }
    }

    fn is(&self, jittered: bool, size: usize) -> bool {
        self.jittered == jittered && self.size == size && self.distances.len() == 3
    }
}

/// Prints time over n log n, relative to the smallest line of the same kind, and limits it.
fn growth(rows: &[(&Case, Figures)], limits: &mut Limits) {
    println!("\n{:<44} {:>20}", "case", "time over n log n");
    let share = |figures: &Figures| {
        let size = figures.size as f64;
        figures.ms / (size * size.ln())
    };
    let mut first = 0.0;
    for (case, figures) in rows {
        if case.size == SIZES[0] || first == 0.0 {
            first = share(figures);
        }
        let growth = share(figures) / first;
        println!("{:<44} {growth:>20.2}", case.name());
        if case.jittered && case.distances.len() == 3 && case.size > SIZES[0] {
            let what = format!("jittered {}: time over n log n, grown", case.size);
            limits.time_at_most(&what, JITTERED_GROWTH, growth);
        }
    }
}

fn limit(case: &Case, figures: &Figures, limits: &mut Limits) {
    if case.is(true, 200_000) {
        limits.time_at_most("jittered 200000: seconds", JITTERED_200K, figures.ms / 1e3);
    }
    if case.is(false, 1_000_000) {
        limits.time_at_most("smooth 1000000: seconds", SMOOTH_1M, figures.ms / 1e3);
        limits.at_most("smooth 1000000: peak MB", SMOOTH_1M_MB, figures.peak_mb);
    }
}
