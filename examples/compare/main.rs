//! Compares plans for zones along a border: shared areas, equal depths, and the places that only
//! some of them hold.

mod depths;
mod disputed;
mod matrix;
#[path = "../shared/mod.rs"]
mod shared;

use std::process::ExitCode;

use clap::Parser;
use safe_zone::Plan;
use safe_zone::plan::{DepthKind, PlanOverlay};
use shared::failure::{self, Failure};
use shared::inputs::InputsArgs;
use shared::output;
use shared::progress::Verbosity;
use shared::{arguments, crs, proposals};

/// Print the comparison of plans for zones along a border: the area that each two share, the places
/// that only some of them hold, and, for two plans, the depth at which each would have the other's
/// area
#[derive(Parser)]
#[command(
    name = "compare",
    after_help = "Exit codes:
  0  done
  1  it could not be computed as asked: a tolerance, where a plan lies, or places without
     coordinates were refused
  2  wrong usage, or a file that could not be read"
)]
struct Arguments {
    /// Two plans or more: ids of embedded ones (`safe_zones --list` names them) or JSON files
    #[arg(value_name = "ID|FILE", required = true, num_args = 2..)]
    proposals: Vec<String>,

    #[command(flatten)]
    inputs: InputsArgs,
}

fn main() -> ExitCode {
    failure::exit_code(run(&arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let inputs = arguments.inputs.read()?;
    let proposals = proposals::read(&arguments.proposals)?;
    let plans = inputs.plans(&proposals)?;
    let direction = inputs.direction_for(&plans)?;
    let tolerance = inputs.tolerance();

    let verbosity = Verbosity { quiet: false };
    let progress = verbosity.progress(if plans.len() == 2 { 4 } else { 2 });
    let mut overlay = PlanOverlay::new(inputs.border(), tolerance);
    let areas = progress.step("measuring what is shared", || overlay.shared_areas(&plans))?;
    let mut report = matrix::shared(&areas);
    if let [first, second] = &plans[..] {
        let comparison = progress.step("comparing", || overlay.comparison(first, second))?;
        report += &format!("{}\n", comparison.statement());
        report += &progress.step("looking for equal depths", || {
            depths::equal([first, second], &areas, tolerance)
        })?;
    }
    let censuses = progress.step("placing the places", || inputs.censuses(&plans))?;
    let slivers = inputs.slivers(arguments.inputs.snap(), &mut overlay, &plans);
    drop(progress);
    if !censuses.is_empty() {
        report += &disputed::table(&plans, &censuses);
    }
    report += &bounds(&plans);
    verbosity.say(&crs::lines(&[inputs.notes(), &direction, &slivers].concat()));
    output::report(&report)
}

/// The figures that are bounds.
fn bounds(plans: &[Plan<'_>]) -> String {
    let least = plans.iter().map(|plan| plan.proposal());
    let least = least.filter(|proposal| proposal.depth_kind() == DepthKind::Minimum);
    let least: Vec<String> =
        least.map(|proposal| format!("{} ({})", proposal.id(), proposal.depth())).collect();
    match &least[..] {
        [] => "All depths are exact.\n".to_owned(),
        [plan] => format!(
            "{plan} has a minimum depth: what it holds and shares is at least what is said here.\n"
        ),
        plans => format!(
            "{} have minimum depths: what they hold and share is at least what is said here.\n",
            plans.join(" and ")
        ),
    }
}
