//! Measures the cost of a locator: the time to build it and its memory, in a process of its own.
//!
//! Millions of bytes, by the kernel (/proc/self/status, Linux): the growth of the process by the
//! locator, and its high-water mark, the border and the program itself included.

use std::process::Command;

use geo_types::LineString;
use safe_zone::dataset::turkey_syria_border;
use safe_zone::{Border, Edges, Locator, Plan};
use serde::{Deserialize, Serialize};

use super::judge::Judge;
use super::setting;
use super::shared::line::{densified, jittered};
use super::shared::process::status;
use super::shared::timing::once;

/// The number of vertices of the embedded border.
pub const EMBEDDED: usize = 11_035;
/// The largest number of vertices.
pub const LARGEST: usize = 1_000_000;
const SIZES: [usize; 4] = [EMBEDDED, 50_000, 200_000, LARGEST];
const JITTER: f64 = 20.0;
const SEED: u64 = 2019;

/// The number of points checked on every line.
const JUDGED: usize = 20_000;
/// The number of builds; the shortest time counts.
const BUILDS: usize = 3;

/// A border, with the plans along it.
#[derive(Clone, Copy)]
pub enum Case {
    /// The embedded border with the default plans of the programs.
    TwoPlans,
    /// The embedded border with all embedded plans.
    Embedded,
    /// Three bands around the embedded border with more vertices.
    Smooth(usize),
    /// Three bands around that border with every vertex moved by up to 20 m.
    Jittered(usize),
}

#[derive(Serialize, Deserialize)]
pub struct Figures {
    /// The number of vertices of the border.
    pub size: usize,
    /// The time to build the index, milliseconds.
    pub build_ms: f64,
    pub index_mb: f64,
    pub peak_mb: f64,
    /// The time to locate a point, nanoseconds.
    pub point_ns: f64,
    /// The number of wrong answers.
    pub wrong: usize,
}

pub fn cases() -> Vec<Case> {
    let mut cases = vec![Case::TwoPlans, Case::Embedded];
    cases.extend(SIZES.map(Case::Smooth));
    cases.extend(SIZES.map(Case::Jittered));
    cases
}

impl Case {
    pub fn name(self) -> String {
        match self {
            Case::TwoPlans => "index two plans".to_owned(),
            Case::Embedded => "index all embedded plans".to_owned(),
            Case::Smooth(size) => format!("index smooth {size}"),
            Case::Jittered(size) => format!("index jittered {size}"),
        }
    }

    /// Runs this program for the case in a process of its own.
    pub fn ask(self) -> Figures {
        let program = std::env::current_exe().expect("this program");
        let asked = Command::new(program).args(["--case", &self.name()]).output();
        let answer = asked.expect("this program starts");
        let said = String::from_utf8_lossy(&answer.stderr);
        serde_json::from_slice(&answer.stdout)
            .unwrap_or_else(|error| panic!("{}: {error}; {said}", self.name()))
    }

    /// Runs the case, in the process of its own, and writes its figures.
    pub fn answer(self) {
        let line = &turkey_syria_border().lines().0[0];
        let border = |line: LineString<f64>| Border::new(line, Edges::Planar).expect("a border");
        let three_bands = setting::three_bands();
        let figures = match self {
            Case::TwoPlans => figures(turkey_syria_border(), &setting::two_plans()),
            Case::Embedded => figures(turkey_syria_border(), &setting::embedded_plans()),
            Case::Smooth(size) => {
                let border = border(densified(line, size));
                figures(&border, &[Plan::in_extent(&three_bands, &border, None)])
            }
            Case::Jittered(size) => {
                let border = border(jittered(&densified(line, size), JITTER, SEED));
                figures(&border, &[Plan::in_extent(&three_bands, &border, None)])
            }
        };
        println!("{}", serde_json::to_string(&figures).expect("plain numbers"));
    }
}

fn figures(border: &Border, plans: &[Plan<'_>]) -> Figures {
    let memory = |field| status("/proc/self/status", field) / 1e6;
    let build = || Locator::new(border, plans).expect("a locator");
    let before = memory("VmRSS:");
    let mut built = None;
    let mut build_ms = once(|| built = Some(build()));
    let locator = built.expect("it has been built");
    let (index_mb, peak_mb) = (memory("VmRSS:") - before, memory("VmHWM:"));
    for _ in 1..BUILDS {
        build_ms = build_ms.min(once(|| drop(std::hint::black_box(build()))));
    }
    let points = setting::uniform_points(setting::POINTS);
    let ms = once(|| {
        std::hint::black_box(super::held(&locator, plans.len(), &points));
    });
    Figures {
        size: border.lines().iter().map(|line| line.0.len()).sum(),
        build_ms,
        index_mb,
        peak_mb,
        point_ns: ms * 1e6 / points.len() as f64,
        wrong: Judge::new(plans).judge(&locator, &points[..JUDGED]).wrong,
    }
}
