//! Area, places and people by depth: what each plan would hold at other depths than its own, as CSV and as a
//! chart.

mod depths;
mod report;
mod rows;
#[path = "../shared/mod.rs"]
mod shared;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use safe_zone::plan::{PlanOverlay, Sweep};
use safe_zone::svg::{Caption, Chart};
use safe_zone::{Length, Plan};
use shared::failure::{self, EXIT_CODES, Failure};
use shared::file_set::{Existing, FileSet};
use shared::inputs::InputsArgs;
use shared::output;
use shared::progress::Verbosity;
use shared::{arguments, crs, proposals};

const TABLE: &str = "sweep.csv";
const CHART: &str = "sweep.svg";

/// Write area, places and people by depth, as CSV and as a chart: where each plan stands, what the next
/// kilometre adds, and, for two plans, the depths at which they hold as much land or as many people
#[derive(Parser)]
#[command(name = "sweep", after_help = EXIT_CODES)]
pub struct Arguments {
    /// Plan whose territory, sectors and side are swept: the id of an embedded one (`safe_zones --list` names
    /// them) or a JSON file. Plans of one extent share a curve
    #[arg(value_name = "ID|FILE", default_values = ["us-2019", "turkey-2019"])]
    proposals: Vec<String>,

    /// Depth from one row to the next, with its unit; there is a row at each plan's own depth too
    #[arg(long, value_name = "LENGTH", default_value = "0.5km", allow_hyphen_values = true)]
    step: Length,

    /// Largest depth, with its unit [default: a quarter more than the deepest plan's, or as far as the data of
    /// the territory and the embedded places go, these to 60 km]
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    to: Option<Length>,

    #[command(flatten)]
    inputs: InputsArgs,

    /// Folder for sweep.csv and sweep.svg; made if missing. - writes the CSV to standard output, and no file
    #[arg(short, long, value_name = "DIR", default_value = "safe_zones")]
    output: PathBuf,

    /// Replace files that exist
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    verbosity: Verbosity,
}

/// The sweep of an extent, and the plans that have it.
pub struct Curve<'a> {
    plans: Vec<&'a Plan<'a>>,
    sweep: Sweep<'a>,
}

fn main() -> ExitCode {
    failure::exit_code(run(&arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    let is_stream = arguments.output == Path::new("-");
    if !is_stream {
        let targets = [TABLE, CHART].map(|name| arguments.output.join(name));
        let files = arguments.proposals.iter().map(Path::new).chain(arguments.inputs.files());
        output::check(&targets, existing, files)?;
    }
    let inputs = arguments.inputs.read()?;
    let proposals = proposals::read(&arguments.proposals)?;
    let plans = inputs.plans(&proposals)?;
    let mut notes = [inputs.notes(), &inputs.direction_for(&plans)?].concat();
    let tolerance = inputs.tolerance();

    let mut extents: Vec<Vec<&Plan<'_>>> = Vec::new();
    for plan in &plans {
        match extents.iter_mut().find(|of| of[0].extent() == plan.extent()) {
            Some(same) => same.push(plan),
            None => extents.push(vec![plan]),
        }
    }
    let last = depths::last(arguments, &plans, tolerance)?;
    let progress = arguments.verbosity.progress(extents.len() + 1);
    let mut overlay = PlanOverlay::new(inputs.border(), tolerance);
    let mut curves = Vec::new();
    for of in extents {
        let depths =
            depths::of(&of, (arguments.step, &last), inputs.has_embedded_places(), tolerance)?;
        notes.extend(depths.note.map(|note| (of[0].proposal().id().to_owned(), note)));
        let what = format!("sweeping {}", of[0].proposal().id());
        let places = inputs.places();
        let sweep = progress.step(what, || overlay.sweep(of[0], &depths.all, places))?;
        curves.push((depths.shown, Curve { plans: of, sweep }));
    }
    let (shown, curves): (Vec<Vec<Length>>, Vec<Curve<'_>>) = curves.into_iter().unzip();
    let equal = progress
        .step("looking for equal depths", || report::equal_depths(&plans, &curves, tolerance))?;
    let report = report::text(&plans, &curves, &equal);
    drop(progress);

    let table = rows::csv(&curves, &shown)?;
    let notes = crs::lines(&notes);
    if is_stream {
        arguments.verbosity.say(&(notes + &report));
        return output::print(&table);
    }
    let line = inputs.origin().map_or("border", |origin| origin.name());
    let what = if inputs.places().is_some() { "Area, places and people" } else { "Area" };
    let title = format!("{what} by depth along the {line}");
    let caption = Caption {
        name: &title,
        description: &equal.join("; "),
        data_licence: &inputs.licence(&plans),
    };
    let chart = curves.iter().fold(Chart::new(caption), |chart, curve| {
        chart.with(&curve.sweep, curve.plans.iter().map(|plan| plan.proposal()))
    });
    let mut set = FileSet::making(&arguments.output, existing)?;
    set.write(TABLE.as_ref(), &table)?;
    set.write(CHART.as_ref(), &chart.to_string())?;
    if arguments.verbosity.quiet {
        return set.commit();
    }
    arguments.verbosity.say(&notes);
    let [table, chart] = [TABLE, CHART].map(|name| arguments.output.join(name));
    // Before the files take their places, so that without a report there are none.
    output::report(&format!("{report}\n{}\n{}\n", table.display(), chart.display()))?;
    set.commit()
}
