//! Shared by the tests: the oracle, programs to run, measures of what is drawn.

#[cfg(feature = "proj")]
pub mod edge_distance;
pub mod judge;
pub mod programs;
pub mod side_oracle;
pub mod svg_tree;

#[path = "../../../examples/verify/oracle.rs"]
pub mod oracle;
#[path = "../../../examples/shared/places.rs"]
pub mod read_places;
#[path = "../../../examples/shared/source.rs"]
pub mod source;
#[path = "../../../benches/locator/judge.rs"]
pub mod standings;
#[path = "../../../examples/shared/titles.rs"]
pub mod titles;
