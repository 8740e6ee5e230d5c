//! Finds the standings of points in plans, by the oracle of the tests.
//!
//! Metres. The oracle's bounds on its distance, 2 m apart, decide the band where no limit lies
//! between them; where one does, the distance by Karney's geodesics decides. Unchecked: points
//! within [`SAME`] of a limit, within half a metre of the end of a sector, or nearest to a corner
//! at which a sector ends.

use geo_types::Coord;
use safe_zone::linear::Sector;
use safe_zone::plan::Standing;
use safe_zone::{Edges, Plan};

use super::oracle::membership::Membership;
use super::oracle::stretch::Stretch;
use super::oracle::{self, Oracle};

/// An upper bound of the oracle's own error, 2e-7 m.
const SAME: f64 = 3e-7;

/// A border's oracle and the conditions of some plans along it.
pub struct Judge {
    pub oracle: Oracle,
    asked: Vec<Asked>,
}

struct Asked {
    limits: Vec<f64>,
    territory: Option<Membership>,
    stretch: Option<Stretch>,
}

impl Judge {
    /// A judge of plans along one border; none of the plans is on one side of it.
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
                territory: extent.territory().map(|all| Membership::new(all.polygons())),
                stretch: extent.sectors().map(stretch),
            }
        });
        Judge { asked: asked.collect(), oracle: Oracle::new(border.lines(), edges) }
    }

    /// The standing of a point in each plan; `None` when it is too near a limit to decide.
    pub fn expected(&self, at: Coord<f64>) -> impl Iterator<Item = Option<Standing>> {
        let (mut low, mut high) = self.oracle.bounds(at.x, at.y);
        let between = |limit: &f64| low - SAME < *limit && *limit < high + SAME;
        if self.asked.iter().flat_map(|asked| &asked.limits).any(between) {
            let s = self.oracle.distance(at.x, at.y);
            (low, high) = (s - SAME, s + SAME);
        }
        self.asked.iter().map(move |asked| asked.standing(at, low, high))
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
