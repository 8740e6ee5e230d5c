//! Compares plans for zones along a border: shared areas, equal depths, and the places that only
//! some of them hold.

#[path = "../shared/columns.rs"]
mod columns;
#[path = "../shared/crs.rs"]
mod crs;
mod depths;
mod disputed;
#[path = "../shared/failure.rs"]
mod failure;
#[path = "../shared/given.rs"]
mod given;
mod matrix;
#[path = "../shared/places.rs"]
mod places;
#[path = "../shared/proposals.rs"]
mod proposals;
#[path = "../shared/setting.rs"]
mod setting;
#[path = "../shared/source.rs"]
mod source;
#[path = "../shared/titles.rs"]
mod titles;
#[path = "../shared/voice.rs"]
mod voice;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use failure::Failure;
use safe_zone::{DepthKind, Plan, PlanOverlay};
use setting::SettingArgs;
use voice::Voice;

/// Print the comparison of plans for zones along a border: the area that each two share, the places
/// that only some of them hold, and, for two plans, the depth at which each would have the other's
/// area
#[derive(Parser)]
#[command(
    name = "compare",
    after_help = "Exit codes:
  0  done
  1  it could not be computed as asked: a tolerance, or where a plan lies was refused
  2  wrong usage, or a file that could not be read"
)]
struct Arguments {
    /// Two plans or more: ids of embedded ones (`safe_zones --list` names them) or JSON files
    #[arg(value_name = "ID|FILE", required = true, num_args = 2..)]
    proposals: Vec<String>,

    #[command(flatten)]
    setting: SettingArgs,
}

fn main() -> ExitCode {
    failure::exit_code(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let setting = arguments.setting.read()?;
    let proposals = proposals::read(&arguments.proposals)?;
    let plans: Vec<Plan<'_>> =
        proposals.iter().map(|proposal| setting.plan(proposal)).collect::<Result<_, _>>()?;
    let tolerance = setting.tolerance();

    let voice = Voice { quiet: false };
    let progress = voice.progress(if plans.len() == 2 { 4 } else { 2 });
    let mut overlay = PlanOverlay::new(setting.border(), tolerance);
    let areas = progress.step("measuring what is shared", || overlay.shared_areas(&plans))?;
    let mut report = matrix::shared(&areas);
    if let [first, second] = &plans[..] {
        let comparison = progress.step("comparing", || overlay.comparison(first, second))?;
        report += &format!("{}\n", comparison.statement());
        report += &progress.step("looking for equal depths", || {
            depths::equal([first, second], &areas, tolerance)
        })?;
    }
    let censuses = progress.step("placing the places", || setting.censuses(&plans))?;
    drop(progress);
    if !censuses.is_empty() {
        report += &disputed::table(&plans, &censuses);
    }
    report += &bounds(&plans);
    voice.say(&crs::lines(setting.notes()));
    // A reader who left early is no failure.
    let _ = io::stdout().write_all(report.as_bytes());
    Ok(())
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
