//! The map divided by several plans along one border, and the cells that each of them holds.

use super::Plan;
use crate::overlay::{Cell, Partition, Request};
use crate::value::{Error, Length, Tolerance};

/// Divides the map by several plans along one border.
pub(super) fn divided<'a>(
    plans: &[&Plan<'a>],
    tolerance: Tolerance,
) -> Result<(Request<'a>, Partition), Error> {
    let Some(first) = plans.first() else { return Err(Error::NoPlan) };
    if let Some(other) = plans.iter().find(|plan| plan.border() != first.border()) {
        let plans = [first, other].map(|plan| plan.proposal().id().to_owned());
        return Err(Error::OtherBorder { plans });
    }
    let mut limits: Vec<Length> = plans.iter().map(|plan| plan.proposal().depth()).collect();
    limits.sort_by(|a, b| a.metres().total_cmp(&b.metres()));
    limits.dedup();
    let extents = plans.iter().map(|plan| plan.extent());
    let request = Request::new(first.border(), extents, limits, tolerance)?;
    let partition = Partition::new(&request, tolerance)?;
    Ok((request, partition))
}

/// Tests whether a plan holds a cell of the divided map.
pub(super) fn held<'a>(
    request: &'a Request<'_>,
    plan: &'a Plan<'_>,
) -> impl Fn(&Cell) -> bool + 'a {
    let depth = plan.proposal().depth();
    let within = request.limits().partition_point(move |&limit| limit <= depth);
    let holds = request.holding(plan.extent());
    move |cell| cell.level < within && holds(cell)
}
