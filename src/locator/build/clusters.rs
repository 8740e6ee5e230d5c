//! Fours in runs, for a first look at a border from afar.
//!
//! Earth-centred metres. A run is up to [`FOURS`] fours that go on from one another, as a
//! ball around them: one across a gap between two lines would be near to everything in between.

use std::ops::Range;

use crate::earth::Vec3;
use crate::locator::exact::{Arcs, Fours, Parts};

/// Fours in a run.
const FOURS: usize = 4;

/// The runs of a border.
#[derive(Debug)]
pub(super) struct Runs(Vec<Run>);

#[derive(Debug)]
struct Run {
    fours: Range<u32>,
    center: Vec3,
    radius: f64,
    /// A place of the border on it.
    place: Vec3,
}

impl Runs {
    pub fn new(fours: &Fours, arcs: &Arcs) -> Self {
        let mut runs = Vec::with_capacity(fours.len() / FOURS + 1);
        let (mut first, count) = (0, fours.len() as u32);
        while first < count {
            let goes_on = |&four: &u32| four < count && arcs.goes_on(fours.arcs(four).start);
            let more = (first + 1..first + FOURS as u32).take_while(goes_on).count();
            let end = first + 1 + more as u32;
            runs.push(Run::new(fours, arcs, first..end));
            first = end;
        }
        Runs(runs)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The fours of a run.
    pub fn fours(&self, run: u32) -> Range<u32> {
        self.0[run as usize].fours.clone()
    }
}

impl Run {
    fn new(all: &Fours, arcs: &Arcs, fours: Range<u32>) -> Self {
        let balls = || fours.clone().map(|four| all.ball(four));
        let sum = balls().fold(Vec3::default(), |sum, (center, _)| sum + center);
        let center = sum * (1.0 / fours.len() as f64);
        let reach = |(other, size): (Vec3, f64)| (other - center).norm() + size;
        let radius = balls().map(reach).fold(0.0, f64::max);
        let place = arcs.ends(all.arcs(fours.start).start).0;
        Run { fours, center, radius, place }
    }
}

impl Parts for Runs {
    #[inline]
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32) {
        let run = &self.0[part as usize];
        (((run.center - p).norm() - run.radius).max(0.0).powi(2), part)
    }

    #[inline]
    fn ball(&self, part: u32) -> (Vec3, f64) {
        let run = &self.0[part as usize];
        (run.center, run.radius)
    }

    #[inline]
    fn place(&self, nearest: u32, _p: Vec3) -> Vec3 {
        self.0[nearest as usize].place
    }
}

#[cfg(test)]
mod tests {
    use geo_types::{LineString, MultiLineString};

    use super::*;
    use crate::border::Border;
    use crate::border::Route;
    use crate::value::Edges;

    /// A four holds 1,200 m at most, of which its ball is 1 m more than half from the middle.
    #[test]
    fn no_run_spans_the_gap_between_two_lines() {
        let line = |lon: f64| LineString::from(vec![(lon, 10.0), (lon, 10.05)]);
        let border = Border::new(MultiLineString(vec![line(0.0), line(20.0)]), Edges::Planar);
        let arcs = Arcs::new(&Route::new(&border.unwrap()));
        let fours = Fours::new(&arcs);
        let runs = Runs::new(&fours, &arcs);
        assert!(runs.0.iter().all(|run| run.radius < 0.5 * 4.0 * 1_202.0));
        let all: Vec<u32> = (0..runs.len() as u32).flat_map(|run| runs.fours(run)).collect();
        assert_eq!(all, Vec::from_iter(0..fours.len() as u32));
    }
}
