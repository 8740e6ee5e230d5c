//! A picture of how the engine finds a zone, as SVG: the figure in the header of `src/buffer`.
//!
//! The zone is the crate's own. The raw offset curve and the balls, which the crate does not show,
//! are drawn here by plane geometry (see `scene`). The text is the same on every run, so that a
//! test can tell when the committed picture is stale.

mod ball;
mod colour;
#[path = "../shared/failure.rs"]
mod failure;
mod legend;
#[path = "../shared/output.rs"]
mod output;
mod picture;
mod raw;
mod scene;
mod sheet;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use failure::{EXIT_CODES, Failure};
use output::Existing;
use scene::Scene;

/// Draw how the engine finds a zone: a short border, its raw offset curve, what of it is exposed,
/// and the zone, as SVG
#[derive(Parser)]
#[command(name = "method", after_help = EXIT_CODES)]
struct Arguments {
    /// File to write; - is standard output
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,

    /// Replace OUT if it exists
    #[arg(long)]
    force: bool,
}

fn main() -> ExitCode {
    failure::exit_code(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let to_stdout = arguments.output == Path::new("-");
    if !to_stdout {
        let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
        output::check([&arguments.output], existing)?;
    }
    let text = picture::draw(&Scene::new()?);
    if to_stdout {
        let written = io::stdout().write_all(text.as_bytes());
        return written
            .map_err(|error| Failure::File(format!("cannot write to standard output: {error}")));
    }
    output::write(&[(arguments.output.clone(), text)])
}
