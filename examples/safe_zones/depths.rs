//! The depths of the page's slider, and what lies within each in the first plan's extent.
//!
//! Metres. Forty steps of 1 km, or of a round length where the plans are deeper than 40 km or shallower than 4 km;
//! and the limits of the plans' bands.

use safe_zone::places::Gazetteer;
use safe_zone::plan::{PlanOverlay, Sweep};
use safe_zone::{Error, Length, Plan, Tolerance};

use crate::shared::reach;

const STEPS: u32 = 40;
const KM: f64 = 1000.0;

/// The sweep of the first plan's extent, out of the overlay that has drawn its zones. A finer tolerance than 1 m is
/// not seen on a page.
pub fn sweep<'a>(
    overlay: &mut PlanOverlay<'_>,
    (first, plans): (&Plan<'_>, &[Plan<'_>]),
    places: Option<&'a Gazetteer>,
    has_embedded_places: bool,
    tolerance: Tolerance,
) -> Result<Sweep<'a>, Error> {
    let seen = Tolerance::default();
    let depths =
        |tolerance| depths(plans, reach::of(first, has_embedded_places, tolerance), tolerance);
    if tolerance < seen {
        return Sweep::compute(first, &depths(seen)?, places, seen);
    }
    overlay.sweep(first, &depths(tolerance)?, places)
}

fn depths(plans: &[Plan<'_>], most: f64, tolerance: Tolerance) -> Result<Vec<Length>, Error> {
    let least = 2.0 * tolerance.length().metres();
    let limits = plans.iter().flat_map(|plan| plan.proposal().bands());
    let limits: Vec<f64> = limits.map(|band| band.outer().metres()).collect();
    let step = step(limits.iter().copied().fold(0.0, f64::max)).max(least.ceil() + 1.0);
    let mut metres = limits;
    metres.retain(|&limit| limit <= most && limit > least);
    metres.sort_by(f64::total_cmp);
    metres.dedup_by(|next, last| *next - *last <= least);
    // Limits take the places of multiples beside them.
    let is_free = |at: &f64| metres.iter().all(|limit| (limit - at).abs() > least);
    let multiples = (1..=STEPS).map(|index| f64::from(index) * step);
    let multiples: Vec<f64> = multiples.filter(|at| *at <= most && is_free(at)).collect();
    metres.extend(multiples);
    metres.sort_by(f64::total_cmp);
    metres.into_iter().map(Length::from_metres).collect()
}

/// The step for plans of this depth: the least of 1, 2, 5, 10 and so on that reaches a quarter beyond it.
fn step(deepest: f64) -> f64 {
    let reach = f64::from(STEPS) * KM;
    if (0.1 * reach..=reach).contains(&deepest) {
        return KM;
    }
    let least = 1.25 * deepest / f64::from(STEPS);
    let power = 10f64.powf(least.log10().floor());
    let round = [1.0, 2.0, 5.0].map(|digit| digit * power).into_iter();
    round.into_iter().find(|&step| step >= 0.999 * least).unwrap_or(10.0 * power)
}
