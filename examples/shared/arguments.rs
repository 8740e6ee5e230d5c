//! The arguments of the command line, and `--help`.

use std::process;

use clap::Parser;

use super::failure;
use super::output;

/// The arguments; wrong ones end the program, and so does `--help`, once it is printed.
pub fn parse<T: Parser>() -> T {
    T::try_parse().unwrap_or_else(|told| {
        if told.use_stderr() {
            told.exit();
        }
        let help = told.render().ansi().to_string();
        // Colour is left out where no terminal shows it.
        match output::print_to(&mut anstream::stdout(), &help) {
            Ok(()) => process::exit(0),
            Err(failure) => {
                failure::say(&failure);
                process::exit(2)
            }
        }
    })
}
