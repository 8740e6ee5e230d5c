//! The crate from outside: one binary, one folder for each subject.

mod architecture;
mod engine;
mod formats;
mod layers;
mod plans;
mod programs;
mod support;
