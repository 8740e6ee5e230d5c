//! One call of `buffer` in a process of its own: its time, its peak memory, and the check of its
//! result.
//!
//! The process writes a line of JSON when the zones are there and another when they are checked;
//! [`run`] waits for both, for a limited time. Peak memory is the kernel's high-water mark (VmHWM
//! in /proc/self/status, Linux), the lines and the program itself included, and is read before any
//! check.

use std::hint;
use std::time::{Duration, Instant};

use geo::CoordsIter;
use geo_types::MultiLineString;
use safe_zone::{Border, Edges, Error, Length, Tolerance, buffer};
use serde::{Deserialize, Serialize};

use super::judge::{Sample, Verdict, judge};
use super::process::{Process, say, status};

/// The time limit for the zones.
const PATIENCE: Duration = Duration::from_secs(240);
/// The time limit for checking the zones.
const JUDGING: Duration = Duration::from_secs(600);
/// The time below which a call is repeated, milliseconds; the shortest time counts.
const WORTH_REPEATING: f64 = 500.0;
const REPEATS: usize = 4;

/// The zones to compute.
pub struct Trial {
    pub lines: MultiLineString<f64>,
    pub edges: Edges,
    /// The distances, metres.
    pub distances: Vec<f64>,
    /// The tolerance, metres.
    pub tolerance: f64,
    pub sample: Sample,
}

#[derive(Serialize, Deserialize)]
pub struct Figures {
    /// The number of vertices of the lines.
    pub size: usize,
    pub ms: f64,
    /// The peak memory, millions of bytes.
    pub peak_mb: f64,
    /// The number of vertices of all zones.
    pub vertices: usize,
    pub rings: usize,
}

/// The outcome of a trial.
pub enum Outcome {
    Judged(Figures, Verdict),
    /// The zones were computed, but checking them took too long.
    Unjudged(Figures),
    /// There are no zones, for this reason.
    None(String),
}

/// Runs the trial, in the process of its own, and writes its figures.
pub fn answer(trial: &Trial) {
    let lengths = |m: &f64| Length::from_metres(*m);
    let compute = || {
        let distances = trial.distances.iter().map(lengths).collect::<Result<Vec<_>, Error>>()?;
        let tolerance = Tolerance::new(Length::from_metres(trial.tolerance)?)?;
        let border = Border::new(trial.lines.clone(), trial.edges)?;
        let started = Instant::now();
        let zones = buffer(&border, &distances, tolerance)?;
        Ok::<_, Error>((zones, started.elapsed().as_secs_f64() * 1e3))
    };
    let (zones, mut ms) = match compute() {
        Ok(done) => done,
        Err(error) => return say(&serde_json::json!(error.to_string()).to_string()),
    };
    let peak_mb = status("/proc/self/status", "VmHWM:") / 1e6;
    for _ in 0..if ms < WORTH_REPEATING { REPEATS } else { 0 } {
        ms = ms.min(hint::black_box(compute()).expect("it went well before").1);
    }
    let figures = Figures {
        size: trial.lines.coords_count(),
        ms,
        peak_mb,
        vertices: zones.iter().map(CoordsIter::coords_count).sum(),
        rings: zones.iter().flatten().map(|polygon| 1 + polygon.interiors().len()).sum(),
    };
    say(&serde_json::to_string(&figures).expect("plain numbers"));
    let zones: Vec<_> = trial.distances.iter().copied().zip(&zones).collect();
    let verdict = judge(&trial.lines, trial.edges, &zones, trial.tolerance, &trial.sample);
    say(&serde_json::to_string(&verdict).expect("plain numbers"));
}

/// Runs this program for the case of that name in a process of its own.
pub fn run(case: &str) -> Outcome {
    let mut process = Process::new(case);
    let line = match process.next(PATIENCE) {
        Ok(line) => line,
        Err(why) => return Outcome::None(why),
    };
    let Ok(figures) = serde_json::from_str(&line) else { return Outcome::None(line) };
    match process.next(JUDGING).map(|line| serde_json::from_str(&line)) {
        Ok(Ok(verdict)) => Outcome::Judged(figures, verdict),
        _ => Outcome::Unjudged(figures),
    }
}
