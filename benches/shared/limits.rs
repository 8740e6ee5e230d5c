//! The limits of the figures, and the figures that miss them.

use std::process::ExitCode;

/// Limits with their figures, in the order of their calls.
#[derive(Default)]
pub struct Limits {
    lines: Vec<String>,
    /// The factor by which a figure that depends on the machine may miss its limit.
    slack: f64,
    missed: bool,
}

impl Limits {
    pub fn new(slack: f64) -> Self {
        Limits { slack, ..Limits::default() }
    }

    /// Adds a limit for a time, or a ratio of times.
    pub fn time_at_most(&mut self, what: &str, asked: f64, measured: f64) {
        self.add(what, &format!("<= {asked}"), measured, measured <= asked * self.slack);
    }

    /// Adds a limit for a ratio of times, where more is better.
    pub fn ratio_at_least(&mut self, what: &str, asked: f64, measured: f64) {
        self.add(what, &format!(">= {asked}"), measured, measured >= asked / self.slack);
    }

    /// Adds a limit for a count, a size or a share: the same on every machine.
    pub fn at_most(&mut self, what: &str, asked: f64, measured: f64) {
        self.add(what, &format!("<= {asked}"), measured, measured <= asked);
    }

    fn add(&mut self, what: &str, asked: &str, measured: f64, kept: bool) {
        let verdict = if kept { "ok" } else { "MISSED" };
        self.missed |= !kept;
        self.lines.push(format!("{what:<58} {asked:>10} {measured:>10.3}  {verdict}"));
    }

    /// Prints the list; the exit code is 1 when a limit is missed and `strict` is set.
    pub fn finish(self, strict: bool) -> ExitCode {
        println!("\n{:<58} {:>10} {:>10}", "limit", "asked", "measured");
        self.lines.iter().for_each(|line| println!("{line}"));
        if self.missed && strict { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
