//! Measures the functions beside the locator alone, beside reading the same files, and on a cluster.
//!
//! Makes its data in a temporary folder: random points, uniform over 35.5 to 42.6 east and 35.4 to 37.6 north, in
//! files of Parquet, and points all over the world, sorted by place. Each time is the least of some rounds, in a
//! process of its own; one core is one core of the machine, by `taskset`. Seconds; rows a second.

mod data;
mod judge;
mod limits;
mod on_cluster;
mod timed;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::{Parser, Subcommand};
use limits::Limits;
use safe_zone_datafusion::program::say;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,

    /// Rows of the files
    #[arg(long, default_value_t = 20_000_000)]
    rows: usize,

    /// Rounds of each query
    #[arg(long, default_value_t = 3)]
    rounds: usize,

    /// The program `locate`, whose answers for the first million rows are compared
    #[arg(long, value_name = "FILE")]
    locate: Option<PathBuf>,

    /// Rows that two executors then count band by band, for their memory
    #[arg(long, default_value_t = 0)]
    large: usize,

    /// End with 1 where a limit is missed
    #[arg(long)]
    strict: bool,

    /// Factor by which a limit may be missed, on a machine that has other work
    #[arg(long, default_value_t = 1.0)]
    slack: f64,
}

#[derive(Subcommand)]
enum Part {
    /// Make the files only: the folders points and world
    Data {
        /// Folder to make them in
        folder: PathBuf,
    },

    /// Time the queries over the two folders, in this process
    Timed(timed::Timed),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.part {
        Some(Part::Data { folder }) => {
            data::both(folder, arguments.rows).map(|_| ExitCode::SUCCESS)
        }
        Some(Part::Timed(timed)) => timed.run().map(|()| ExitCode::SUCCESS),
        None => run(&arguments),
    };
    done.unwrap_or_else(|error| {
        say(&format!("error: {error}"));
        ExitCode::from(2)
    })
}

fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let [points, world] = data::both(folder.path(), arguments.rows)?;

    let mut limits = Limits::new(arguments.slack);
    let one = timed(&points, &world, 1, arguments.rounds)?;
    let two = timed(&points, &world, 2, arguments.rounds)?;
    let rate = |seconds: f64| arguments.rows as f64 / seconds / 1e6;
    limits.at_least("bands on one core, million rows a second", 11.0, rate(one.bands.clock));
    limits.at_least("bands on two cores, million rows a second", 20.0, rate(two.bands.clock));
    // Where the machine has other work, processor time tells more than the clock.
    println!("bands, million rows a second of processor time: {:.2}", rate(two.bands.processor));
    for (cores, times) in [("one core", &one), ("two cores", &two)] {
        let name = format!("bands / reading and counting, {cores}");
        limits.at_most(&name, 2.0, times.bands.clock / times.count.clock);
        let ratio = times.bands.processor / times.count.processor;
        limits.at_most(&format!("{name}, processor time"), 2.0, ratio);
    }
    let share = rate(one.distances.clock) / one.locator_rate;
    limits.at_least("border_distance / the locator alone, one core", 0.6, share);
    let ratio = one.world_all.processor / one.world.processor;
    limits.at_least("processor time without narrowing / with it", 8.0, ratio);

    let answers = judge::beside_locator(&points)?;
    limits.at_most("rows whose answers are not the locator's", 0.0, answers.wrong as f64);
    limits.at_most("rows not judged", 0.0, arguments.rows.abs_diff(answers.rows) as f64);
    if let Some(locate) = &arguments.locate {
        let answers = judge::beside_locate(&points, locate, arguments.rows.min(1_000_000))?;
        limits.at_most("rows whose answers are not those of locate", 0.0, answers.wrong as f64);
    }

    let cluster = on_cluster::measure(&points, arguments.rounds)?;
    let share = two.bands.clock / cluster.seconds;
    limits.at_least("two executors of one core / DataFusion on two cores", 0.7, share);
    if arguments.large > 0 {
        let large = folder.path().join("large");
        data::around_border(&large, arguments.large)?;
        let cluster = on_cluster::measure(&large, 1)?;
        let rate = arguments.large as f64 / cluster.seconds / 1e6;
        println!(
            "{} rows on two executors: {:.1} s, {rate:.1} million rows a second",
            arguments.large, cluster.seconds
        );
        limits.at_most("memory of an executor, MB", 600.0, cluster.memory);
    }
    Ok(limits.finish(arguments.strict))
}

/// Times the queries in a process of its own, on so many cores.
fn timed(points: &Path, world: &Path, cores: usize, rounds: usize) -> Result<timed::Times, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let cpus = if cores == 1 { "0" } else { "0,1" };
    let output = Command::new("taskset")
        .args(["-c", cpus])
        .arg(own)
        .args(["timed", "--cores", &cores.to_string(), "--rounds", &rounds.to_string()])
        .args([points, world])
        .output()
        .map_err(|error| format!("taskset: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    print!("{printed}");
    timed::Times::read(&printed)
}
