//! How deep one plan would have to be to have the area of another.

use safe_zone::{Error, Plan, Tolerance, Zones, depth_for_area};

/// Both ways, a line each.
pub fn equal(first: &Plan<'_>, second: &Plan<'_>, tolerance: Tolerance) -> Result<String, Error> {
    let lines = [line(first, second, tolerance)?, line(second, first, tolerance)?];
    Ok(lines.concat() + "\n")
}

fn line(plan: &Plan<'_>, other: &Plan<'_>, tolerance: Tolerance) -> Result<String, Error> {
    let (id, other_id) = (plan.proposal().id(), other.proposal().id());
    let km2 = Zones::compute(other, tolerance)?.area_km2();
    Ok(match depth_for_area(plan, km2, tolerance)? {
        Some(depth) => {
            format!("{id} would have the area of {other_id} at a depth of {:.2} km\n", depth.km())
        }
        None => format!("{id} has the area of {other_id} at no depth that can be computed\n"),
    })
}
