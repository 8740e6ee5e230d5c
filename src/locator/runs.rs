//! Arcs in runs, for a first look at a border from afar.
//!
//! Earth-centred metres. A run is up to [`ARCS`] arcs that go on from one another, as the straight line
//! from its beginning to its end and how far its arcs leave that.

use super::arcs::Arcs;
use super::sieve::Stretch;
use crate::earth::Vec3;
use crate::nearest::on_chord;

/// Arcs in a run at most.
const ARCS: usize = 8;

/// The runs of a border.
#[derive(Debug)]
pub(super) struct Runs(Vec<Run>);

#[derive(Debug)]
struct Run {
    start: Vec3,
    end: Vec3,
    /// No point of its arcs is farther from the line.
    deviation: f64,
    goes_on: bool,
    arcs: (u32, u32),
}

impl Runs {
    pub fn new(arcs: &Arcs) -> Self {
        let mut runs = Vec::with_capacity(arcs.len() / ARCS + 1);
        let mut first = 0;
        while first < arcs.len() {
            let goes_on = |&arc: &usize| arc < arcs.len() && arcs.goes_on(arc);
            let end = (first + 1..first + ARCS)
                .take_while(goes_on)
                .last()
                .map_or(first + 1, |arc| arc + 1);
            let (a, b) = (arcs.ends(first).0, arcs.ends(end - 1).1);
            let line =
                |p: Vec3| if a == b { (p - a).norm() } else { (p - on_chord(p, a, b)).norm() };
            let corners = (first + 1..end).map(|arc| line(arcs.ends(arc).0));
            let deviation = corners.fold(0.0, f64::max) + arcs.deviation();
            let run = Run {
                start: a,
                end: b,
                deviation,
                goes_on: arcs.goes_on(first),
                arcs: (first as u32, end as u32),
            };
            runs.push(run);
            first = end;
        }
        Runs(runs)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The arcs of a run.
    pub fn arcs(&self, run: u32) -> std::ops::Range<u32> {
        let (first, end) = self.0[run as usize].arcs;
        first..end
    }
}

impl Stretch for Runs {
    #[inline]
    fn ends(&self, index: u32) -> (Vec3, Vec3) {
        let run = &self.0[index as usize];
        (run.start, run.end)
    }

    #[inline]
    fn deviation(&self, index: u32) -> f64 {
        self.0[index as usize].deviation
    }

    #[inline]
    fn goes_on(&self, index: u32) -> bool {
        self.0[index as usize].goes_on
    }
}
