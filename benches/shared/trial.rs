//! One call of `buffer` in a process of its own: its time, its peak memory, and whether it is right.
//!
//! The process writes a line of JSON when the zones are there and another when they are judged;
//! [`run`] waits for both, for a limited time. Peak memory is the kernel's high-water mark
//! (VmHWM in /proc/self/status, Linux), the lines and the program itself included, and is read
//! before anything is judged.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};
use std::{fs, hint};

use geo::CoordsIter;
use geo_types::MultiLineString;
use safe_zone::{Border, Edges, Error, Length, Tolerance, buffer};
use serde::{Deserialize, Serialize};

use super::judge::{Sample, Verdict, judge};

/// Time for the zones.
const PATIENCE: Duration = Duration::from_secs(240);
/// Time for judging them.
const JUDGING: Duration = Duration::from_secs(600);
/// More memory than this ends a trial, so that it does not end the machine.
const MOST_MEMORY: f64 = 6e9;
/// A call that takes less is repeated, and the shortest time counts.
const WORTH_REPEATING: f64 = 2_000.0;
const REPEATS: usize = 4;

/// What is to be computed.
pub struct Trial {
    pub lines: MultiLineString<f64>,
    pub edges: Edges,
    /// Metres.
    pub distances: Vec<f64>,
    /// Metres.
    pub tolerance: f64,
    pub sample: Sample,
}

#[derive(Serialize, Deserialize)]
pub struct Figures {
    /// Vertices of the lines.
    pub size: usize,
    pub ms: f64,
    /// Millions of bytes.
    pub peak_mb: f64,
    /// Vertices of all zones.
    pub vertices: usize,
    pub rings: usize,
}

/// How a trial ended.
pub enum Outcome {
    Judged(Figures, Verdict),
    /// The zones were there, but judging them took too long.
    Unjudged(Figures),
    /// No zones, and why.
    None(String),
}

/// In the process of its own: does what is asked and writes what comes of it.
pub fn answer(trial: &Trial) {
    let mut out = std::io::stdout();
    let mut say = |line: String| {
        writeln!(out, "{line}").and_then(|()| out.flush()).expect("the asking process reads");
    };
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
        Err(error) => return say(serde_json::json!(error.to_string()).to_string()),
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
    say(serde_json::to_string(&figures).expect("plain numbers"));
    let zones: Vec<_> = trial.distances.iter().copied().zip(&zones).collect();
    let verdict = judge(&trial.lines, trial.edges, &zones, trial.tolerance, &trial.sample);
    say(serde_json::to_string(&verdict).expect("plain numbers"));
}

/// Has this program answer for the case of that name in a process of its own.
pub fn run(case: &str) -> Outcome {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args(["--case", case])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this program starts");
    let lines = lines_of(&mut child);
    let outcome = match next(&child, &lines, PATIENCE) {
        Err(why) => Outcome::None(why),
        Ok(line) => match serde_json::from_str::<Figures>(&line) {
            Err(_) => Outcome::None(line),
            Ok(figures) => match next(&child, &lines, JUDGING).map(|l| serde_json::from_str(&l)) {
                Ok(Ok(verdict)) => Outcome::Judged(figures, verdict),
                _ => Outcome::Unjudged(figures),
            },
        },
    };
    // Gone already, when all went well.
    let _ = child.kill();
    child.wait().expect("it has ended");
    match outcome {
        Outcome::None(why) if why.is_empty() => Outcome::None(last_words(child)),
        outcome => outcome,
    }
}

fn lines_of(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    let out = BufReader::new(child.stdout.take().expect("it is piped"));
    thread::spawn(move || {
        let lines = out.lines().map_while(Result::ok);
        lines.for_each(|line| sender.send(line).unwrap_or_default());
    });
    receiver
}

/// The next line of a process, or why there is none; nothing when it ended by itself.
fn next(child: &Child, lines: &Receiver<String>, patience: Duration) -> Result<String, String> {
    let started = Instant::now();
    let status_file = format!("/proc/{}/status", child.id());
    loop {
        match lines.recv_timeout(Duration::from_millis(50)) {
            Ok(line) => return Ok(line),
            Err(RecvTimeoutError::Disconnected) => return Err(String::new()),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if started.elapsed() > patience {
            let used = status(&status_file, "VmHWM:") / 1e6;
            return Err(format!("TIMEOUT after {} s, {used:.0} MB", patience.as_secs()));
        }
        if status(&status_file, "VmRSS:") > MOST_MEMORY {
            let seconds = started.elapsed().as_secs();
            return Err(format!("OUT OF MEMORY after {seconds} s: {} GB", MOST_MEMORY / 1e9));
        }
    }
}

/// What a process said on standard error before it ended.
fn last_words(mut child: Child) -> String {
    let mut words = String::new();
    if let Some(mut errors) = child.stderr.take() {
        errors.read_to_string(&mut words).unwrap_or_default();
    }
    format!("ENDED: {}", words.trim().replace('\n', " "))
}

/// A size in bytes out of a process's status, 0 when it is gone.
pub fn status(file: &str, field: &str) -> f64 {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) * 1024.0
}
