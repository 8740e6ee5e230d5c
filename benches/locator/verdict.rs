//! Checks a locator's answers: the bands of all points, the distances of all by bounds and of some
//! by Karney's geodesics. Metres.

use geo_types::Coord;
use safe_zone::Locator;

use super::judge::Judge;
use super::on_earth;
use super::shared::oracle::parallel::par_map;

#[derive(Clone, Copy, Default)]
pub struct Verdict {
    /// The number of wrong answers, one for each point and plan.
    pub wrong: usize,
    /// The number of answers too near a limit to decide; see `judge`.
    pub open: usize,
}

impl Judge {
    /// Compares the standings by a locator of these plans with the judge's.
    pub fn judge(&self, locator: &Locator, points: &[Coord<f64>]) -> Verdict {
        let verdicts = par_map(points, |&at| {
            let located = locator.locate(on_earth(&at));
            let mut verdict = Verdict::default();
            for (expected, standing) in self.expected(at).zip(located.standings()) {
                verdict.open += usize::from(expected.is_none());
                verdict.wrong += usize::from(expected.is_some_and(|expected| expected != standing));
            }
            verdict
        });
        verdicts.into_iter().fold(Verdict::default(), |sum, verdict| Verdict {
            wrong: sum.wrong + verdict.wrong,
            open: sum.open + verdict.open,
        })
    }

    /// The largest error of the locator's distances, metres: at some of the points, and below or
    /// above the bounds at all of them.
    pub fn worst_distance(&self, locator: &Locator, points: &[Coord<f64>], some: usize) -> f64 {
        let distance = |at: &Coord<f64>| locator.distance(on_earth(at)).metres();
        let beyond = |at: &Coord<f64>| {
            let ((low, high), s) = (self.oracle.bounds(at.x, at.y), distance(at));
            (low - s).max(s - high)
        };
        let off = |at: &Coord<f64>| (distance(at) - self.oracle.distance(at.x, at.y)).abs();
        let all = par_map(points, beyond).into_iter().chain(par_map(&points[..some], off));
        all.fold(0.0, f64::max)
    }
}
