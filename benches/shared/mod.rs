//! Shared by the benchmarks: options, limits, lines, timing, and cases in processes of their own.

#![allow(dead_code, reason = "every benchmark uses its own part")]

pub mod judge;
pub mod limits;
pub mod line;
pub mod options;
pub mod process;
#[path = "../../examples/shared/mod.rs"]
mod programs;
pub mod table;
pub mod timing;
pub mod trial;

pub use programs::oracle;
