//! The option `--snap`, which lays a territory's edge onto the border, and what is said of slivers.

use clap::Args;
use safe_zone::plan::PlanOverlay;
use safe_zone::{Border, Length, Plan, Territory};

use super::failure::Failure;

/// The distance within which a territory's edge follows the border.
#[derive(Args)]
pub struct SnapArgs {
    /// Lay the territory's edge onto the border where it runs within this distance of it, with its unit, as
    /// 500m; the area that the territory gains and loses is reported [default: leave it, and report the
    /// slivers on the other side of the border]
    #[arg(long, value_name = "LENGTH")]
    snap: Option<Length>,
}

impl SnapArgs {
    /// Refuses the option without a file that it changes; `option` names that one.
    pub fn check(&self, has_file: bool, option: &str) -> Result<(), Failure> {
        if self.snap.is_some() && !has_file {
            let message = format!("--snap is for a territory in a file; give it with {option}");
            return Err(Failure::File(message));
        }
        if self.snap == Some(Length::ZERO) {
            let message = "--snap is 0; give a positive distance, as 500m, or leave it out";
            return Err(Failure::File(message.to_owned()));
        }
        Ok(())
    }

    /// `true` if edges are laid onto the border.
    pub fn is_given(&self) -> bool {
        self.snap.is_some()
    }

    /// The territory, laid onto the border if that is asked for, with a note of what changed.
    pub fn applied(
        &self,
        territory: Territory,
        border: &Border,
    ) -> Result<(Territory, Option<String>), Failure> {
        let Some(within) = self.snap else { return Ok((territory, None)) };
        let snapped = territory.snapped(border, within)?;
        let note = format!(
            "its edge is laid onto the border within {within}: {} given to it, {} taken from it",
            km2(snapped.given_km2()),
            km2(snapped.taken_km2())
        );
        Ok((snapped.into_territory(), Some(note)))
    }

    /// A note of the slivers in the deepest plan's zone.
    pub fn slivers(&self, overlay: &mut PlanOverlay<'_>, plans: &[Plan<'_>]) -> Option<String> {
        let plan = plans.iter().max_by_key(|plan| plan.proposal().depth())?;
        let slivers = match overlay.slivers(plan) {
            Ok(found) => found?,
            Err(error) => return Some(format!("slivers could not be looked for: {error}")),
        };
        let depth = slivers.depth().metres();
        let hint = match self.snap {
            None => {
                // Deeper slivers need a wider reach.
                let reach = (depth / 100.0 + 0.5).ceil().max(5.0) * 100.0;
                format!(
                    "; --snap {reach}m lays its edge onto the border where the two run within {reach} m"
                )
            }
            Some(_) => String::new(),
        };
        Some(format!(
            "of the zone of {}, {}, {} in all, up to {depth:.0} m deep, on the border's {}, where the territory \
             should end{hint}",
            plan.proposal().id(),
            match slivers.count() {
                1 => "1 sliver lies".to_owned(),
                count => format!("{count} slivers lie"),
            },
            km2(slivers.area_km2()),
            slivers.side(),
        ))
    }
}

/// An area with three digits or more.
fn km2(area: f64) -> String {
    let decimals = if area < 10.0 { 3 } else { 1 };
    format!("{area:.decimals$} km²")
}
