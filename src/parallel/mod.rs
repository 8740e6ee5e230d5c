//! Work that falls into parts: on all processors with the feature `rayon`, else one part after another.
//!
//! The results are the same, and in the order of the parts; nothing tells how many processors there are.
//!
//! # Imports
//! No other layer.

#[cfg(feature = "rayon")]
use rayon::prelude::*;

/// The results for each part.
#[cfg(feature = "rayon")]
pub(crate) fn mapped<T: Sync, R: Send>(parts: &[T], result: impl Fn(&T) -> R + Sync) -> Vec<R> {
    match parts {
        [part] => vec![result(part)],
        _ => parts.par_iter().map(&result).collect(),
    }
}

/// The results for each part.
#[cfg(not(feature = "rayon"))]
pub(crate) fn mapped<T: Sync, R: Send>(parts: &[T], result: impl Fn(&T) -> R + Sync) -> Vec<R> {
    parts.iter().map(result).collect()
}

/// Does two pieces of work.
#[cfg(feature = "rayon")]
pub(crate) fn both(one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
    rayon::join(one, other);
}

/// Does two pieces of work.
#[cfg(not(feature = "rayon"))]
pub(crate) fn both(one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
    one();
    other();
}
