//! Runs SQL with the functions of `safe-zone` on one machine.

use std::process::ExitCode;

use clap::Parser;
use safe_zone_datafusion::program::{Bounded, Failure, QueryArgs, exit_code};
use safe_zone_datafusion::{config, session};

/// Run SQL over Parquet, GeoParquet and CSV, with functions of zones and borders
///
/// zone_band(lon, lat, plan), zone_band_number and in_zone, border_distance(lon, lat), border_chainage and
/// border_side; a border may follow. A point may also be WKB or a struct of x and y. Rows come in no order unless
/// the query asks for one.
#[derive(Parser)]
#[command(after_help = "Exit codes:
  0  done
  1  the query was refused or failed
  2  wrong usage, or a file that could not be read or written
Whenever the code is not 0, no file has been written; standard output may have got rows.")]
struct Arguments {
    #[command(flatten)]
    query: QueryArgs,

    /// Number of threads [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER")]
    threads: Option<std::num::NonZeroUsize>,
}

fn main() -> ExitCode {
    exit_code(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.query.prepare()?;
    let mut config = config(arguments.query.bad_points());
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    if let Some(number) = arguments.threads {
        config = config.with_target_partitions(number.get());
        threads.worker_threads(number.get());
    }
    let threads = threads.enable_all().build();
    let threads = threads.map_err(|error| Failure::Refused(format!("no threads: {error}")))?;
    threads.block_on(arguments.query.run(&session(config), &Bounded::default()))
}
