//! What the programs `query` and `cluster` share: tables, output, progress, failures.

mod failure;
mod output;
mod progress;
mod query;
mod tables;

pub use self::failure::{Failure, exit_code, say};
pub use self::query::{Bounded, QueryArgs};
