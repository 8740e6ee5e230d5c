//! Zones built once a process: many batches, threads and queries ask for the same one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::zone::{Key, Zone};

/// The number of zones kept: plans and borders from a column could be any number.
const KEPT: usize = 64;

type Built = Arc<OnceLock<Result<Arc<Zone>, String>>>;

static ZONES: Mutex<VecDeque<(Key, Built)>> = Mutex::new(VecDeque::new());

/// The zone of a key, built on first use; others wait for it, not for zones of other keys.
///
/// # Errors
/// Those of [`Zone::build`], remembered as zones are.
pub fn zone(key: &Key) -> Result<Arc<Zone>, String> {
    let built = entry(key);
    built.get_or_init(|| Zone::build(key).map(Arc::new)).clone()
}

fn entry(key: &Key) -> Built {
    let mut zones = ZONES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, built)) = zones.iter().find(|(own, _)| own == key) {
        return built.clone();
    }
    if zones.len() == KEPT {
        zones.pop_front();
    }
    let built = Built::default();
    zones.push_back((key.clone(), built.clone()));
    built
}
