//! The crate from outside: one binary, a folder a subject.

mod engine;
mod formats;
mod layers;
mod plans;
mod programs;
mod support;
