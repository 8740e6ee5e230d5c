//! The depth at which one plan would have the area of another.

use safe_zone::plan::{SharedAreas, depth_for_area};
use safe_zone::{Error, Plan, Tolerance};

/// The depths in both directions, a line each.
pub fn equal(
    plans: [&Plan<'_>; 2],
    areas: &SharedAreas,
    tolerance: Tolerance,
) -> Result<String, Error> {
    let [first, second] = plans;
    let own = |index| areas.km2(index, index).unwrap_or_default();
    let lines = [line(first, second, own(1), tolerance)?, line(second, first, own(0), tolerance)?];
    Ok(lines.concat() + "\n")
}

fn line(
    plan: &Plan<'_>,
    other: &Plan<'_>,
    km2: f64,
    tolerance: Tolerance,
) -> Result<String, Error> {
    let (id, other_id) = (plan.proposal().id(), other.proposal().id());
    Ok(match depth_for_area(plan, km2, tolerance)? {
        Some(depth) => {
            format!("{id} would have the area of {other_id} at a depth of {:.2} km\n", depth.km())
        }
        None => format!("{id} has the area of {other_id} at no depth that can be computed\n"),
    })
}
