//! Measures adversarial lines: lines on which the engine's shortcuts fail, or with nearly undefined
//! answers.
//!
//! Each line is tried at several distances and tolerances, in a process of its own; see `trial` for
//! the figures and the time limit, `table` for the columns, `worst/lines.rs` for the lines. Every
//! result is checked by the oracle of the tests on a sample: 1,000 places along its rings and
//! 2,000 points.

#[path = "worst/lines.rs"]
mod lines;
mod shared;

use std::process::ExitCode;

use clap::Parser;
use lines::{LINES, Line};
use safe_zone::Length;
use shared::judge::Sample;
use shared::limits::Limits;
use shared::options::Options;
use shared::table::Table;
use shared::trial::{self, Trial};

/// The limit for a case, seconds: pairs of edges that come close to one another cost time, but no
/// case may seem to hang.
const SECONDS: f64 = 15.0;
/// The limit for a case, millions of bytes.
const MB: f64 = 800.0;

fn main() -> ExitCode {
    let options = Options::parse();
    let cases = || LINES.iter().flat_map(|line| line.trials.iter().map(move |&t| (line, t)));
    if let Some(asked) = &options.case {
        let mut cases = cases();
        let (line, (distance, tolerance)) =
            cases.find(|&(line, t)| name(line, t) == *asked).expect("a case of this program");
        trial::answer(&Trial {
            lines: (line.lines)(),
            edges: line.edges,
            distances: vec![distance],
            tolerance,
            sample: Sample { places: 1_000, points: 2_000 },
        });
        return ExitCode::SUCCESS;
    }
    let mut table = Table::new();
    let (mut seconds, mut mb) = (0.0f64, 0.0f64);
    for (line, trial) in cases() {
        let name = name(line, trial);
        if name.contains(&options.only)
            && let Some(figures) = table.row(&name)
        {
            seconds = seconds.max(figures.ms / 1e3);
            mb = mb.max(figures.peak_mb);
        }
    }
    let mut limits = Limits::new(options.slack);
    limits.time_at_most("all cases: seconds", SECONDS, seconds);
    limits.at_most("all cases: peak MB", MB, mb);
    table.limit(&mut limits);
    limits.finish(options.strict)
}

/// The name of a case: the line, the distance and the tolerance.
fn name(line: &Line, (distance, tolerance): (f64, f64)) -> String {
    let [distance, tolerance] =
        [distance, tolerance].map(|m| Length::from_metres(m).expect("a length"));
    format!("{}, {distance} at {tolerance}", line.name)
}
