//! Messages on standard error beside a program's result: a line at the end, and the progress of
//! work that takes longer than a second, where a terminal shows it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::failure::shown;

/// The time after which work shows its progress.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);
const ONE_STEP: &str = "{spinner} {msg} ({elapsed})";
const BYTES: &str = "{spinner} [{bar:24}] {bytes}/{total_bytes} {msg} ({elapsed}, {eta} left)";
const SOME_BYTES: &str = "{spinner} {bytes} {msg} ({elapsed})";
const STEPS: &str = "{spinner} [{bar:24}] {pos}/{len} {msg} ({elapsed})";

/// The amount of messages, from the command line.
#[derive(Args, Clone, Copy)]
pub struct Verbosity {
    /// Print errors and warnings only
    #[arg(short, long)]
    pub quiet: bool,
}

impl Verbosity {
    /// Prints a line, or several, or nothing.
    pub fn say(self, text: &str) {
        let text = text.trim_end();
        if !self.quiet && !text.is_empty() {
            // The result is there, so a closed standard error is no failure.
            let _ = writeln!(io::stderr(), "{}", shown(text));
        }
    }

    /// Progress over this many steps.
    pub fn progress(self, steps: usize) -> Progress {
        self.bar(Some(steps as u64), if steps > 1 { STEPS } else { ONE_STEP })
    }

    /// Progress over a number of bytes, where it is known.
    pub fn progress_by_bytes(self, bytes: Option<u64>) -> Progress {
        self.bar(bytes, if bytes.is_some() { BYTES } else { SOME_BYTES })
    }

    fn bar(self, length: Option<u64>, template: &str) -> Progress {
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        let showing = (!self.quiet).then(|| Showing::after_patience(bar.clone()));
        Progress { bar, _showing: showing }
    }
}

/// The progress of some work; dropping it clears it from the terminal.
pub struct Progress {
    bar: ProgressBar,
    _showing: Option<Showing>,
}

impl Progress {
    /// Takes one step.
    pub fn step<T>(&self, what: impl Into<Cow<'static, str>>, work: impl FnOnce() -> T) -> T {
        self.bar.set_message(what);
        let done = work();
        self.bar.inc(1);
        done
    }

    /// Adds a number of steps.
    pub fn advance(&self, by: usize) {
        self.bar.inc(by as u64);
    }

    /// Writes to the terminal beside the progress.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

/// The thread that shows a bar when the work takes longer than the patience.
struct Showing {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Showing {
    fn after_patience(bar: ProgressBar) -> Self {
        let (done, is_done) = mpsc::channel();
        let thread = thread::spawn(move || {
            if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                // The bar draws on a terminal only.
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(TICK);
                let _ = is_done.recv();
            }
            bar.finish_and_clear();
        });
        Showing { done: Some(done), thread: Some(thread) }
    }
}

impl Drop for Showing {
    fn drop(&mut self) {
        drop(self.done.take());
        // The line is cleared before anything else is written.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
