//! The crate from outside: one binary, a folder a subject.

mod engine;
mod formats;
mod layers;
mod plans;
mod programs;
mod support;

// Where the files of the examples look for one another.
use support::{source, titles};
