//! Times of several jobs, milliseconds, taken in turn so that a slow minute slows all of them.

use std::time::Instant;

/// The times of one job, in growing order.
pub struct Times(Vec<f64>);

impl Times {
    /// The time least disturbed by the rest of the machine.
    pub fn min(&self) -> f64 {
        self.0[0]
    }

    pub fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }
}

/// Milliseconds of one run.
pub fn once(job: impl FnOnce()) -> f64 {
    let started = Instant::now();
    job();
    started.elapsed().as_secs_f64() * 1e3
}

/// Runs every job once a round, after one round that is not counted.
pub fn in_turn(rounds: usize, jobs: &[&dyn Fn()]) -> Vec<Times> {
    jobs.iter().for_each(|job| job());
    let mut all = vec![Vec::new(); jobs.len()];
    for _ in 0..rounds.max(1) {
        for (job, times) in jobs.iter().zip(&mut all) {
            times.push(once(job));
        }
    }
    let sorted = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        Times(times)
    };
    all.into_iter().map(sorted).collect()
}
