//! Progress of a query on standard error: a line that is overwritten, where there is a terminal, and one at the end.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::physical_plan::ExecutionPlan;

use super::failure::say;

/// The time between two looks.
pub const TICK: Duration = Duration::from_secs(1);

/// The progress of a plan that is being run.
pub struct Progress {
    plan: Arc<dyn ExecutionPlan>,
    started: Instant,
    is_drawn: bool,
    is_quiet: bool,
}

impl Progress {
    /// Begins to count seconds.
    pub fn of(plan: Arc<dyn ExecutionPlan>, is_quiet: bool) -> Self {
        Progress { plan, started: Instant::now(), is_drawn: false, is_quiet }
    }

    /// Draws the state.
    pub fn tick(&mut self, written: usize) {
        if self.is_quiet || !io::stderr().is_terminal() {
            return;
        }
        self.is_drawn = true;
        let _ = write!(io::stderr(), "\r\x1b[K{}", self.state(written));
    }

    /// Clears the line.
    pub fn clear(&mut self) {
        if self.is_drawn {
            self.is_drawn = false;
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// Clears the line, and prints what has been done.
    pub fn finish(mut self, written: usize) {
        self.clear();
        if !self.is_quiet {
            say(&self.state(written));
        }
    }

    fn state(&self, written: usize) -> String {
        let seconds = self.started.elapsed().as_secs_f64();
        match rows_read(&self.plan) {
            0 => format!("{written} rows written, {seconds:.1} s"),
            read => format!("{read} rows read, {written} written, {seconds:.1} s"),
        }
    }
}

/// The rows that the leaves of a plan have given; those of a plan that runs elsewhere are not known here.
fn rows_read(plan: &Arc<dyn ExecutionPlan>) -> usize {
    let children = plan.children();
    if children.is_empty() && plan.name() != "DistributedQueryExec" {
        return plan.metrics().and_then(|metrics| metrics.output_rows()).unwrap_or(0);
    }
    children.into_iter().map(rows_read).sum()
}
