//! The package from outside: one binary, a file for each subject.

mod answers;
mod bad_points;
mod cluster;
mod faults;
mod forms;
mod narrowing;
mod planning;
mod programs;
mod support;
