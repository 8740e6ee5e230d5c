//! The reason for which a program ends without a result, and its exit code.

use std::borrow::Cow;
use std::fmt;
use std::io::Write;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Style};

/// The last part of each program's `--help`.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  it could not be computed as asked: a depth, a tolerance, where a plan lies, or places without
     coordinates were refused
  2  wrong usage, or a file that could not be read or written
Whenever the code is not 0, nothing has been written.";

pub enum Failure {
    /// The crate refused to compute; the message gives the reason.
    Refused(String),
    /// An input or output is unusable; the message names it.
    File(String),
}

impl From<safe_zone::Error> for Failure {
    fn from(error: safe_zone::Error) -> Self {
        Failure::Refused(error.to_string())
    }
}

/// Prints the reason for which there is no result, if there is none, on standard error, and returns
/// the exit code.
pub fn exit_code(result: Result<(), Failure>) -> ExitCode {
    let Err(failure) = result else { return ExitCode::SUCCESS };
    say(&failure);
    match failure {
        Failure::Refused(_) => ExitCode::from(1),
        Failure::File(_) => ExitCode::from(2),
    }
}

/// Prints an error on standard error: in colour on a terminal, unless NO_COLOR is set.
pub fn say(wrong: &dyn fmt::Display) {
    const ERROR: Style = AnsiColor::Red.on_default().bold();
    // Nothing is left to do when even this cannot be written.
    let _ = writeln!(anstream::stderr(), "{ERROR}error:{ERROR:#} {}", shown(&wrong.to_string()));
}

/// Prints a doubt about a result on standard error.
pub fn warn(doubt: &dyn fmt::Display) {
    const WARNING: Style = AnsiColor::Yellow.on_default().bold();
    let doubt = shown(&doubt.to_string()).into_owned();
    let _ = writeln!(anstream::stderr(), "{WARNING}warning:{WARNING:#} {doubt}");
}

/// A message with its control characters escaped, and those that turn the direction of text: one that quotes
/// a file would let the file command the terminal.
pub fn shown(message: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let commands = |c: char| (c.is_control() && c != '\n') || turns(c);
    if !message.contains(commands) {
        return message.into();
    }
    let escaped =
        |c: char| if commands(c) { c.escape_default().to_string() } else { c.to_string() };
    message.chars().map(escaped).collect()
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(message) | Failure::File(message) => f.write_str(message),
        }
    }
}
