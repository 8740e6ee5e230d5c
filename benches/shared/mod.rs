//! Shared by the benchmarks: options, limits, lines, timing, and cases in processes of their own.

#![allow(dead_code, reason = "every benchmark uses its own part")]

pub mod judge;
pub mod limits;
pub mod line;
pub mod options;
#[path = "../../examples/verify/oracle.rs"]
#[allow(
    unused_imports,
    reason = "the oracle's own tests are left out of programs without a harness"
)]
pub mod oracle;
pub mod process;
pub mod table;
pub mod timing;
pub mod trial;
