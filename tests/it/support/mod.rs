//! Shared by the tests: the oracle, programs to run, measures of what is drawn.

pub mod allocation_judge;
#[cfg(feature = "proj")]
pub mod edge_distance;
pub mod judge;
pub mod pieces;
pub mod programs;
pub mod shape_judge;
pub mod side_oracle;
pub mod svg_tree;

#[path = "../../../examples/shared/mod.rs"]
mod shared;
#[path = "../../../benches/locator/judge.rs"]
pub mod standings;

pub use shared::points::{decimal, fields};
pub use shared::{oracle, places as read_places};
