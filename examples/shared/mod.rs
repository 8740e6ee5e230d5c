//! Shared by the programs: what they read, write and say, and the oracle, which judges what they
//! write and is used by tests and benchmarks too.
//!
//! Each program declares this module, and nothing in here by itself.

#![allow(dead_code, unused_imports, reason = "each program is a crate and uses its own part of it")]

pub mod arguments;
pub mod crs;
pub mod edges;
pub mod exchanged;
pub mod faced;
pub mod failure;
pub mod file_format;
pub mod file_set;
pub mod input_arg;
#[cfg(feature = "data")]
pub mod inputs;
pub mod interrupt;
pub mod joining;
pub mod journal;
pub mod json_text;
pub mod layer_output;
pub mod oracle;
pub mod output;
pub mod people;
pub mod places;
pub mod points;
pub mod progress;
#[cfg(feature = "data")]
pub mod proposals;
#[cfg(feature = "data")]
pub mod reach;
#[cfg(feature = "data")]
pub mod reader;
pub mod snap;
pub mod source;
pub mod text_table;
