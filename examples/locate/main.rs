//! Finds the zone of each point of a file: the same rows with columns added.
//!
//! Reads CSV or GeoJSON, which `opening` tells. `csv_rows`, `json_rows` and `collection_rows` define
//! the rows, `added` the added columns; `stream` runs the file through in constant memory.

mod added;
mod blocks;
mod collection_rows;
mod csv_rows;
mod json_rows;
mod opening;
mod rows;
#[path = "../shared/mod.rs"]
mod shared;
mod stream;
mod tally;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use added::Added;
use blocks::Blocks;
use clap::Parser;
use opening::Opening;
use safe_zone::{Length, Locator, Plan, Proposal};
use shared::crs::{self, Unusable};
use shared::failure::{self, Failure};
use shared::file_format::{FileFormat, POINTS, Wanted};
use shared::inputs::BorderArgs;
use shared::output::{Output, Unwritten};
use shared::points::one_field::untold_order;
use shared::points::options::TableArgs;
use shared::progress::Verbosity;
use shared::source::Packing;
use shared::{arguments, proposals, source};
use stream::{BadRows, Outcome};
use tally::Tally;

/// Add the zone of each point to a file of points: the same rows, byte for byte, with columns added
///
/// The columns: distance_km, the distance from the border; chainage_km, the distance along it;
/// side, left or right of it, empty on the border itself; and for each plan in_ and its id, with the band, or outside. They are
/// empty where a row lacks one of its coordinates, or is bad. Coordinates are degrees: 36.89, 36,89,
/// 36°53'27.42"N or WKT; NA, NULL, NaN, None, \N, - and blanks are none. Letters N, S, E and W may stand in columns of
/// their own, as N/S or lat_ref. At the end the rows are counted on standard error.
#[derive(Parser)]
#[command(
    name = "locate",
    after_help = "Exit codes:
  0  done, bad rows or not
  1  it could not be computed as asked: where a plan lies was refused, or rows are bad and none has a
     usable point
  2  wrong usage, a file that could not be read or written, or a bad row with --strict
Whenever the code is not 0, no file has been written; standard output may have got rows.
It works on as many threads as there are processors, and takes some MB whatever the file's size."
)]
struct Arguments {
    /// Points: CSV whose first line titles the columns, or GeoJSON, a FeatureCollection or one Point
    /// on each line; in UTF-8, packed by gzip or not. - is standard input
    #[arg(value_name = "INPUT|-")]
    input: PathBuf,

    /// Plan: the id of an embedded one (`safe_zones --list` names them) or a JSON file; repeat it
    /// for more [default: us-2019 and turkey-2019 along the embedded border, none along another]
    #[arg(long = "proposal", value_name = "ID|FILE")]
    proposals: Vec<String>,

    #[command(flatten)]
    border: BorderArgs,

    #[command(flatten)]
    table: TableArgs,

    /// Uncertainty of the points' positions, with its unit, as 100m: a point nearer than this to a
    /// limit is `at the limit` [default: none]
    #[arg(long, value_name = "LENGTH")]
    uncertainty: Option<Length>,

    /// End at the first bad row, and name its line; refuse a border with features that cannot be used
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    verbosity: Verbosity,
}

fn main() -> ExitCode {
    failure::exit_code(run(&arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let given = proposals::or_default(&arguments.proposals, arguments.border.border())?;
    let files = given.iter().map(Path::new).chain(arguments.border.files());
    arguments.output.check(files.chain([arguments.input.as_path()]))?;
    let inputs = arguments.border.read(Unusable::strict(arguments.strict))?;
    let proposals = proposals::read(&given)?;
    let plans = inputs.plans(&proposals)?;
    let proposals: Vec<&Proposal> = plans.iter().map(Plan::proposal).collect();
    let direction = inputs.direction()?;
    let locator = Locator::new(inputs.border(), &plans)?;

    // Rows and a bar on one terminal would mix.
    let quiet = arguments.verbosity.quiet
        || arguments.output.file().is_none() && io::stdout().is_terminal();
    let name = source::name(&arguments.input);
    let (input, packing) = source::open_unpacked(&arguments.input)
        .map_err(|error| blocks::unreadable(&name, &error))?;
    let size = arguments.input.metadata().ok().filter(|found| found.is_file());
    // The number of bytes in a package is not known before its end.
    let size = size.filter(|_| packing == Packing::Plain).map(|found| found.len());
    let progress = Verbosity { quiet }.progress_by_bytes(size);
    let told = |bytes| progress.advance(bytes);

    let mut blocks = Blocks::new(input, &name, &told)?;
    let refusal = FileFormat::refusal(blocks.left(), &arguments.input, Wanted::Points, POINTS);
    if let Some(refusal) = refusal {
        return Err(Failure::File(refusal));
    }
    let titles = added::titles(&proposals);
    let Opening { rows, start, form } = Opening::tell(&mut blocks, &arguments.table, &titles)?;
    let marks = form.as_ref().map_or([b',', b'.'], |form| form.marks);

    let uncertainty = arguments.uncertainty.filter(|&length| length > Length::ZERO);
    let added = Added::new(&locator, &proposals, uncertainty, marks);
    let mut head = blocks.pass(start);
    if form.is_some_and(|form| form.is_titled) {
        head.extend_from_slice(added.titles());
    }
    let bad_rows = if arguments.strict { BadRows::Refuse } else { BadRows::Keep };
    let mut sink = arguments.output.open()?;
    let none = Tally::new(&proposals);
    let done = sink
        .write(&head)
        .and_then(|()| stream::run(blocks, &*rows, &added, &none, &mut sink, bad_rows))
        .and_then(|outcome| match outcome.tally.is_useless() {
            true => Err(Unwritten::Because(useless(&name, &outcome))),
            false => sink.finish().map(|()| outcome),
        });
    drop(progress);
    let outcome = match done {
        Ok(outcome) => outcome,
        Err(Unwritten::NotWanted) => return Ok(()),
        Err(Unwritten::Because(failure)) => return Err(failure),
    };
    arguments.verbosity.say(&crs::lines(&[inputs.notes(), &direction].concat()));
    arguments.verbosity.say(&outcome.tally.text(&proposals));
    if let Some(fault) = outcome.fault {
        failure::warn(&format!("{name}: {}", outcome.tally.bad(&fault.to_string())));
    }
    if let Some(doubt) = untold_order() {
        failure::warn(&format!("{name}: {doubt}"));
    }
    if let Some(doubt) = outcome.tally.doubt(inputs.border_origin()) {
        failure::warn(&format!("{name}: {doubt}"));
    }
    Ok(())
}

/// The failure of a file without a point.
fn useless(name: &str, outcome: &Outcome) -> Failure {
    let fault = outcome.fault.as_ref().map(ToString::to_string).unwrap_or_default();
    let counts = outcome.tally.unusable();
    let message =
        format!("{name}: no row has a usable point: {counts}; the first bad one: {fault}");
    Failure::Refused(message)
}
