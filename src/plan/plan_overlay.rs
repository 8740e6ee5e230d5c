//! The map divided by several plans along one border, and the cells that each of them holds.

use super::Plan;
use crate::border::Border;
use crate::buffer::Contours;
use crate::overlay::{Cell, Partition, Request};
use crate::value::{Error, ErrorKind, Length, Tolerance};

/// Plans along one border, laid over one another.
///
/// Answers several questions about the same plans: their zones, the parts that two of them share, the
/// areas, the places. Each answer equals that of [`Zones`](crate::Zones),
/// [`Comparison`](crate::Comparison), [`SharedAreas`](crate::plan::SharedAreas) and
/// [`Census`](crate::plan::Census), but the boundary at a distance is drawn once for all questions, and
/// each place is located once.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::PlanOverlay;
/// use safe_zone::{Tolerance, Zones, dataset};
/// let (us, turkey) = (dataset::plan(dataset::us_2019())?, dataset::plan(dataset::turkey_2019())?);
/// let mut overlay = PlanOverlay::new(us.border(), Tolerance::default());
/// let zones = [overlay.zones(&us)?, overlay.zones(&turkey)?];
/// let comparison = overlay.comparison(&us, &turkey)?;
/// assert_eq!(zones[0], Zones::compute(&us, Tolerance::default())?);
/// assert_eq!(comparison.pieces().len(), 2); // the United States' plan adds nothing
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug)]
pub struct PlanOverlay<'a> {
    contours: Contours<'a>,
}

impl<'a> PlanOverlay<'a> {
    /// The overlay of plans along this border; nothing is computed yet.
    pub fn new(border: &'a Border, tolerance: Tolerance) -> Self {
        PlanOverlay { contours: Contours::new(border, tolerance) }
    }

    /// The largest distance of a boundary from its depth.
    pub fn tolerance(&self) -> Tolerance {
        self.contours.tolerance()
    }

    pub(super) fn border(&self) -> &'a Border {
        self.contours.border()
    }

    pub(super) fn contours(&mut self) -> &mut Contours<'a> {
        &mut self.contours
    }

    /// Checks that a plan runs along the border.
    ///
    /// # Errors
    /// [`ErrorKind::AnotherBorder`].
    pub(super) fn check_border(&self, plan: &Plan<'_>) -> Result<(), Error> {
        if plan.border() == self.border() {
            return Ok(());
        }
        Err(ErrorKind::AnotherBorder { plan: plan.proposal().id().to_owned() }.into())
    }

    /// The map divided by plans.
    ///
    /// # Errors
    /// [`ErrorKind::NoPlan`], [`ErrorKind::OtherBorder`], [`ErrorKind::AnotherBorder`], and the errors of a
    /// request.
    pub(super) fn divided<'p>(
        &mut self,
        plans: &[&Plan<'p>],
    ) -> Result<(Request<'p>, Partition), Error> {
        let Some(first) = plans.first() else { return Err(ErrorKind::NoPlan.into()) };
        if let Some(other) = plans.iter().find(|plan| plan.border() != first.border()) {
            let plans = [first, other].map(|plan| plan.proposal().id().to_owned());
            return Err(ErrorKind::OtherBorder { plans }.into());
        }
        self.check_border(first)?;
        let mut limits: Vec<Length> = plans.iter().map(|plan| plan.proposal().depth()).collect();
        limits.sort_by(|a, b| a.metres().total_cmp(&b.metres()));
        limits.dedup();
        let extents = plans.iter().map(|plan| plan.extent());
        let request = Request::new(first.border(), extents, limits, self.tolerance())?;
        let partition = Partition::new(&request, &mut self.contours)?;
        Ok((request, partition))
    }
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
