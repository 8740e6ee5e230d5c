//! Measures the cost of one side of a line against both: on one side the zone ends at the line
//! itself, and where the line comes close to itself, halfway between its parts.
//!
//! Without arguments: the embedded border and coast, and the lines of `growth`, smooth and
//! jittered, as far as that does not take minutes. With GeoJSON files of lines: these lines, edges
//! straight in longitude and latitude. Work: `buffer` for both sides, then `bands` on the left, and
//! on the right, all preparation included, one thread, one process for each case. All three run
//! once a round, in turn; ratios are of the shortest times, because the small lines take a
//! millisecond. Checked: left and right together are as large as both.

mod shared;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use geo::CoordsIter;
use geo_types::MultiPolygon;
use safe_zone::dataset::turkey_syria_border;
use safe_zone::{
    Border, Edges, Error, Extent, Length, Side, Tolerance, area_km2, bands, buffer, layers,
};
use serde::{Deserialize, Serialize};
use shared::limits::Limits;
use shared::line::{densified, jittered};
use shared::options::Options;
use shared::process::{Process, say};
use shared::timing::{Times, in_turn};

/// The largest ratio of the time of one side to the time of both.
const ONE_SIDE: f64 = 3.0;
/// The largest relative difference between the areas of the two sides together and of both.
const AREA: f64 = 1e-9;
/// The time of a round above which zones are timed once, milliseconds.
const WORTH_REPEATING: f64 = 4_000.0;
/// The time limit of a case.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Parser)]
struct Arguments {
    /// GeoJSON of lines, in place of the embedded ones
    files: Vec<PathBuf>,

    /// The distance around the lines of files
    #[arg(long, default_value = "22km")]
    distance: Length,

    #[command(flatten)]
    options: Options,
}

struct Case {
    line: Line,
    distance: Length,
}

#[derive(Clone)]
enum Line {
    Border,
    Coast,
    Smooth(usize),
    Jittered(usize),
    File(PathBuf),
}

/// The figures of both sides, the left, the right.
#[derive(Serialize, Deserialize)]
struct Figures {
    /// The number of vertices of the line.
    size: usize,
    ms: [f64; 3],
    km2: [f64; 3],
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let options = &arguments.options;
    let cases = cases(&arguments);
    if let Some(name) = &options.case {
        let case = cases.iter().find(|case| case.name() == *name).expect("a case of this program");
        let answer = match case.figures(options.rounds) {
            Ok(figures) => serde_json::to_string(&figures),
            Err(error) => serde_json::to_string(&error.to_string()),
        };
        say(&answer.expect("plain numbers"));
        return ExitCode::SUCCESS;
    }
    println!(
        "{:<34} {:>8} {:>9} {:>9} {:>9} {:>7} {:>9}",
        "line, distance", "n", "both ms", "left ms", "right ms", "ratio", "area off"
    );
    let (mut dearest, mut farthest, mut without) = (0.0f64, 0.0f64, 0.0);
    for name in cases.iter().map(Case::name).filter(|name| name.contains(&options.only)) {
        match Process::new(&name).next(PATIENCE).and_then(|line| parsed(&line)) {
            Err(why) => {
                println!("{name:<34} {why}");
                without += 1.0;
            }
            Ok(Figures { size, ms: [both, left, right], km2: [whole, on_left, on_right] }) => {
                let ratio = left.max(right) / both;
                let off = ((on_left + on_right) / whole - 1.0).abs();
                println!(
                    "{name:<34} {size:>8} {both:>9.1} {left:>9.1} {right:>9.1} {ratio:>7.2} {off:>9.0e}"
                );
                dearest = dearest.max(ratio);
                farthest = farthest.max(off);
            }
        }
    }
    let mut limits = Limits::new(options.slack);
    limits.time_at_most("time of one side / of both", ONE_SIDE, dearest);
    limits.at_most("area, left and right / both: off by 1e-9", 1.0, farthest / AREA);
    limits.at_most("cases without a result", 0.0, without);
    limits.finish(options.strict)
}

/// The figures, or the reason for which there are none.
fn parsed(line: &str) -> Result<Figures, String> {
    serde_json::from_str(line).map_err(|_| line.to_owned())
}

fn cases(arguments: &Arguments) -> Vec<Case> {
    if !arguments.files.is_empty() {
        let distance = arguments.distance;
        let case = |file: &PathBuf| Case { line: Line::File(file.clone()), distance };
        return arguments.files.iter().map(case).collect();
    }
    let embedded: [(Line, &[f64]); 6] = [
        (Line::Border, &[5e3, 14e3, 28e3]),
        (Line::Coast, &[5e3, 14e3, 28e3]),
        (Line::Smooth(50_000), &[5e3, 28e3]),
        (Line::Smooth(200_000), &[28e3]),
        (Line::Jittered(11_035), &[5e3, 28e3]),
        (Line::Jittered(50_000), &[5e3]),
    ];
    let mut cases = Vec::new();
    for (line, distances) in embedded {
        let lengths = distances.iter().map(|&m| Length::from_metres(m).expect("a length"));
        cases.extend(lengths.map(|distance| Case { line: line.clone(), distance }));
    }
    cases
}

impl Case {
    fn name(&self) -> String {
        let line = match &self.line {
            Line::Border => "border".to_owned(),
            Line::Coast => "coast".to_owned(),
            Line::Smooth(size) => format!("smooth {size}"),
            Line::Jittered(size) => format!("jittered {size}"),
            Line::File(file) => file.display().to_string(),
        };
        format!("{line}, {}", self.distance)
    }

    fn figures(&self, rounds: usize) -> Result<Figures, Error> {
        let border = &self.line.border()?;
        let limits = [self.distance];
        let both = || Ok(buffer(border, &limits, Tolerance::default())?.remove(0));
        let on = |side| {
            let extent = Extent::default().on(side);
            Ok(bands(border, extent, &limits, Tolerance::default())?.remove(0))
        };
        let jobs: [&dyn Fn() -> Result<MultiPolygon<f64>, Error>; 3] =
            [&both, &|| on(Side::Left), &|| on(Side::Right)];
        let (mut ms, mut km2) = ([0.0; 3], [0.0; 3]);
        for i in 0..3 {
            let started = Instant::now();
            let zone = jobs[i]()?;
            ms[i] = started.elapsed().as_secs_f64() * 1e3;
            km2[i] = area_km2(&zone);
        }
        if ms.iter().sum::<f64>() < WORTH_REPEATING {
            let [both, left, right] = jobs.map(|job| move || drop(black_box(job())));
            let times = in_turn(rounds, &[&both, &left, &right]);
            ms = [0, 1, 2].map(|i| Times::min(&times[i]));
        }
        Ok(Figures { size: border.lines().coords_count(), ms, km2 })
    }
}

impl Line {
    fn border(&self) -> Result<Border, Error> {
        let line = &turkey_syria_border().lines().0[0];
        match *self {
            Line::Border => Ok(turkey_syria_border().clone()),
            Line::Coast => read(include_str!("../src/dataset/coast.geojson")),
            Line::Smooth(size) => Border::new(densified(line, size), Edges::Planar),
            Line::Jittered(size) => {
                let line = jittered(&densified(line, size), 20.0, 2019);
                Border::new(line, Edges::Planar)
            }
            Line::File(ref file) => read(&text(file)),
        }
    }
}

fn read(text: &str) -> Result<Border, Error> {
    layers::read_border(text, Edges::Planar)
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).expect("a file of text")
}
