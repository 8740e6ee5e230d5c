//! Fours in runs, for a first look at a border from afar.
//!
//! Earth-centred metres. A run is up to [`FOURS`] fours one after the other, as a ball around them.

use super::arcs::Arcs;
use super::fours::Fours;
use super::sieve::Parts;
use crate::earth::Vec3;

/// Fours in a run.
const FOURS: usize = 4;

/// The runs of a border.
#[derive(Debug)]
pub(super) struct Runs {
    runs: Vec<Run>,
    /// How many fours there are.
    fours: usize,
}

#[derive(Debug)]
struct Run {
    center: Vec3,
    radius: f64,
    /// A place of the border on it.
    place: Vec3,
}

impl Runs {
    pub fn new(fours: &Fours, arcs: &Arcs) -> Self {
        let of_balls = |first: usize| {
            let balls =
                || (first..fours.len().min(first + FOURS)).map(|four| fours.ball(four as u32));
            let count = balls().len() as f64;
            let center =
                balls().fold(Vec3::default(), |sum, (center, _)| sum + center) * (1.0 / count);
            let reach = |(other, size): (Vec3, f64)| (other - center).norm() + size;
            let radius = balls().map(reach).fold(0.0, f64::max);
            Run { center, radius, place: arcs.ends(fours.arcs(first as u32).start).0 }
        };
        let runs = (0..fours.len()).step_by(FOURS).map(of_balls).collect();
        Runs { runs, fours: fours.len() }
    }

    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// The fours of a run.
    pub fn fours(&self, run: u32) -> std::ops::Range<u32> {
        let first = FOURS * run as usize;
        first as u32..self.fours.min(first + FOURS) as u32
    }
}

impl Parts for Runs {
    #[inline]
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32) {
        let run = &self.runs[part as usize];
        (((run.center - p).norm() - run.radius).max(0.0).powi(2), part)
    }

    #[inline]
    fn ball(&self, part: u32) -> (Vec3, f64) {
        let run = &self.runs[part as usize];
        (run.center, run.radius)
    }

    #[inline]
    fn place(&self, nearest: u32, _p: Vec3) -> Vec3 {
        self.runs[nearest as usize].place
    }
}
