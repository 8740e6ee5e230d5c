//! The reason for which a program ends without a result, and its exit code.

use std::fmt;
use std::io::Write;
use std::process::ExitCode;

use datafusion::error::DataFusionError;

/// The reason for which there is no result.
#[derive(Debug)]
pub enum Failure {
    /// The query, or a server, was refused or failed.
    Refused(String),
    /// An input or output is unusable; the message names it.
    File(String),
    /// The reader of standard output has left: no failure.
    NotWanted,
}

impl From<DataFusionError> for Failure {
    fn from(error: DataFusionError) -> Self {
        Failure::Refused(error.strip_backtrace())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(message) | Failure::File(message) => f.write_str(message),
            Failure::NotWanted => f.write_str("the reader of the output has left"),
        }
    }
}

/// Prints the reason for which there is no result, if there is none, and returns the exit code: 1 for what was
/// refused, 2 for a file.
pub fn exit_code(result: Result<(), Failure>) -> ExitCode {
    let code = match &result {
        Ok(()) | Err(Failure::NotWanted) => return ExitCode::SUCCESS,
        Err(Failure::Refused(_)) => 1,
        Err(Failure::File(_)) => 2,
    };
    if let Err(failure) = result {
        say(&format!("error: {failure}"));
    }
    ExitCode::from(code)
}

/// Prints a line on standard error.
pub fn say(text: &str) {
    // Nothing is left to do when even this cannot be written.
    let _ = writeln!(std::io::stderr(), "{}", shown(text.trim_end()));
}

/// A text with its control characters escaped, and those that turn the direction of text: a value that is quoted
/// would command the terminal.
pub fn shown(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match (c.is_control() && c != '\n') || turns(c) {
            true => safe.extend(c.escape_default()),
            false => safe.push(c),
        }
    }
    safe
}
