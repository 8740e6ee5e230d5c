//! What is asked beside what is measured.

use std::process::ExitCode;

/// The limits so far.
pub struct Limits {
    slack: f64,
    missed: usize,
}

impl Limits {
    pub fn new(slack: f64) -> Self {
        Limits { slack, missed: 0 }
    }

    pub fn at_least(&mut self, name: &str, asked: f64, measured: f64) {
        self.judge(name, "at least", asked, measured, measured * self.slack >= asked);
    }

    pub fn at_most(&mut self, name: &str, asked: f64, measured: f64) {
        self.judge(name, "at most", asked, measured, measured <= asked * self.slack);
    }

    fn judge(&mut self, name: &str, bound: &str, asked: f64, measured: f64, is_met: bool) {
        let verdict = if is_met { "" } else { "  MISSED" };
        self.missed += usize::from(!is_met);
        println!("{name}: {measured:.2} ({bound} {asked}){verdict}");
    }

    /// The exit code: 1 where a limit is missed and that counts.
    pub fn finish(self, is_strict: bool) -> ExitCode {
        ExitCode::from(u8::from(is_strict && self.missed > 0))
    }
}
