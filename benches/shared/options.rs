//! The command line of every benchmark: `cargo bench --bench NAME -- --help`.

use clap::Parser;

#[derive(Parser)]
pub struct Options {
    /// End with exit code 1 when a limit is missed
    #[arg(long)]
    pub strict: bool,

    /// Let figures that depend on the machine miss their limits by this factor
    #[arg(long, default_value_t = 1.0)]
    pub slack: f64,

    /// Rounds in which everything that is compared runs once
    #[arg(long, default_value_t = 7)]
    pub rounds: usize,

    /// Only cases whose names hold this text
    #[arg(long, default_value = "")]
    pub only: String,

    /// Print the crate's own figures as JSON, for a peer to compare with
    #[arg(long)]
    pub json: bool,

    /// The one case that a process of its own works on
    #[arg(long, hide = true)]
    pub case: Option<String>,

    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}
