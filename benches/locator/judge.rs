//! Whether the locator's answers are right, by the oracle of the tests.
//!
//! Metres. Every point is judged. The oracle's bounds on its distance, 2 m apart, decide the band
//! where no limit lies between them; where one does, the distance by Karney's geodesics decides. Not
//! judged: what is within [`SAME`] of a limit, or within half a metre of where a sector ends.

use geo_types::{Coord, MultiPolygon};
use safe_zone::{Edges, Locator, Plan, Sector, Standing};

use super::shared::oracle::membership::Membership;
use super::shared::oracle::parallel::par_map;
use super::shared::oracle::stretch::Stretch;
use super::shared::oracle::{self, Oracle};

/// More than the oracle's own error.
const SAME: f64 = 1e-6;

/// A border's oracle and what some plans along it ask.
pub struct Judge {
    oracle: Oracle,
    asked: Vec<Asked>,
}

struct Asked {
    limits: Vec<f64>,
    territory: Option<Membership>,
    stretch: Option<Stretch>,
}

#[derive(Clone, Copy, Default)]
pub struct Verdict {
    /// Answers, one a point and plan, that are wrong.
    pub wrong: usize,
    /// Answers too near to call.
    pub open: usize,
}

impl Judge {
    /// Plans along one border; none of them on one side of it.
    pub fn new(plans: &[Plan<'_>]) -> Self {
        let border = plans.first().expect("a plan").border();
        let edges = match border.edges() {
            Edges::Planar => oracle::Edges::Planar,
            Edges::Geodesic => oracle::Edges::Geodesic,
        };
        let asked = plans.iter().map(|plan| {
            let extent = plan.extent();
            let ends = |sector: &Sector| (sector.from().metres(), sector.to().metres());
            let stretch = |sectors: &[Sector]| {
                Stretch::new(border.lines(), edges, &sectors.iter().map(ends).collect::<Vec<_>>())
            };
            let bands = plan.proposal().bands();
            Asked {
                limits: bands.iter().map(|band| band.outer().metres()).collect(),
                territory: extent
                    .territory()
                    .map(|all| Membership::new(&MultiPolygon(vec![all.polygon().clone()]))),
                stretch: extent.sectors().map(stretch),
            }
        });
        Judge { asked: asked.collect(), oracle: Oracle::new(border.lines(), edges) }
    }

    /// Whether a locator of these plans puts points where they belong.
    pub fn judge(&self, locator: &Locator, points: &[Coord<f64>]) -> Verdict {
        let verdicts = par_map(points, |&at| {
            let located = locator.locate(at.x, at.y).expect("a position on Earth");
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

    /// Where a point stands in each plan; none when that is too near to call.
    fn expected(&self, at: Coord<f64>) -> impl Iterator<Item = Option<Standing>> {
        let (mut low, mut high) = self.oracle.bounds(at.x, at.y);
        let between = |limit: &f64| low - SAME < *limit && *limit < high + SAME;
        if self.asked.iter().flat_map(|asked| &asked.limits).any(between) {
            let s = self.oracle.distance(at.x, at.y);
            (low, high) = (s - SAME, s + SAME);
        }
        self.asked.iter().map(move |asked| asked.standing(at, low, high))
    }

    /// How far the locator's distances are off at most, metres: at some of the points, and below or
    /// above the bounds at all of them.
    pub fn worst_distance(&self, locator: &Locator, points: &[Coord<f64>], some: usize) -> f64 {
        let distance = |at: &Coord<f64>| {
            locator.distance(at.x, at.y).expect("a position on Earth").metres()
        };
        let beyond = |at: &Coord<f64>| {
            let ((low, high), s) = (self.oracle.bounds(at.x, at.y), distance(at));
            (low - s).max(s - high)
        };
        let off = |at: &Coord<f64>| (distance(at) - self.oracle.distance(at.x, at.y)).abs();
        let all = par_map(points, beyond).into_iter().chain(par_map(&points[..some], off));
        all.fold(0.0, f64::max)
    }
}

impl Asked {
    fn standing(&self, at: Coord<f64>, low: f64, high: f64) -> Option<Standing> {
        let band = |s: f64| self.limits.iter().position(|&limit| s <= limit);
        let (nearest, farthest) = (band(low), band(high));
        let outside = |territory: &Membership| !territory.contains(at.x, at.y);
        if nearest.is_none() || self.territory.as_ref().is_some_and(outside) {
            return Some(Standing::Outside);
        }
        if let Some(stretch) = &self.stretch
            && !stretch.holds(at, 0.0)?
        {
            return Some(Standing::Outside);
        }
        (nearest == farthest).then_some(nearest.map_or(Standing::Outside, Standing::In))
    }
}
