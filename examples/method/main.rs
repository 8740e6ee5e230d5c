//! Draws the method by which the engine finds a zone, as SVG: the figure in the header of
//! `src/buffer`.
//!
//! The zone is the crate's own. The raw offset curve and the balls, which the crate does not show,
//! are drawn here by plane geometry (see `scene`). The text is the same on every run, so that a
//! test can tell when the committed picture is stale.

mod ball;
mod colour;
mod legend;
mod picture;
mod raw;
mod scene;
#[path = "../shared/mod.rs"]
mod shared;
mod sheet;

use std::process::ExitCode;

use clap::Parser;
use scene::Scene;
use shared::arguments;
use shared::failure::{self, EXIT_CODES, Failure};
use shared::output::Output;

/// Draw the method by which the engine finds a zone: a short border, its raw offset curve, the
/// exposed parts of the curve, and the zone, as SVG
#[derive(Parser)]
#[command(name = "method", after_help = EXIT_CODES)]
struct Arguments {
    #[command(flatten)]
    output: Output,
}

fn main() -> ExitCode {
    failure::exit_code(run(&arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.output.check([])?;
    let text = picture::draw(&Scene::new()?);
    arguments.output.write(&text)
}
