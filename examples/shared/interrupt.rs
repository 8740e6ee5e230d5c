//! The removal of what a run has begun to write when a signal ends it: SIGINT, SIGTERM or SIGHUP.
//!
//! A signal that the run was started to ignore, as `nohup` does, stays ignored. While the lock of
//! [`held`] is taken, signals wait: what is done under it is done whole. Undefined: SIGKILL and a power
//! cut, whose remains the next run removes ([`super::file_set`]); signals where there are none (Windows).

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files that are on the disk and no result yet.
pub struct Begun {
    /// The folder with the files.
    pub staging: PathBuf,
    /// The folders made for the result, innermost first.
    pub made: Vec<PathBuf>,
}

static BEGUN: Mutex<Vec<Begun>> = Mutex::new(Vec::new());

impl Begun {
    /// Removes the files, and the folders unless somebody has filled them meanwhile.
    pub fn remove(&self) {
        let _ = fs::remove_dir_all(&self.staging);
        remove_folders(&self.made);
    }
}

/// Removes folders that are empty, innermost first.
pub fn remove_folders(made: &[PathBuf]) {
    for folder in made {
        let _ = fs::remove_dir(folder);
    }
}

/// All that is begun; signals wait while it is held.
pub fn held() -> MutexGuard<'static, Vec<Begun>> {
    listen();
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(not(unix))]
fn listen() {}

/// Starts the thread that waits for signals, once.
#[cfg(unix)]
fn listen() {
    use std::sync::Once;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal));
        // Without handlers, signals end the run as ever, and the next one removes what is left.
        let Ok(mut signals) = Signals::new(heard) else { return };
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
                begun.iter().for_each(Begun::remove);
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

/// `true` for a signal that the run was started to ignore, where Linux tells.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}
