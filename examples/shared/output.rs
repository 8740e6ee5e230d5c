//! Writes one text to a file or standard output, and refuses targets that cannot be written.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf, is_separator};

use clap::Args;

use super::failure::{Failure, shown};
use super::file_set::{self, Existing, FileSet, unwritable};
use super::source;

/// The destination of one text, from the command line.
#[derive(Args)]
pub struct Output {
    /// File to write; - is standard output
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,

    /// Replace OUT if it exists
    #[arg(long)]
    force: bool,
}

impl Output {
    /// Refuses a file that cannot be written, or is one of the inputs, before any computation.
    pub fn check<'a>(&self, inputs: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
        let Some(file) = self.file() else { return Ok(()) };
        self.check_name()?;
        check(&[file.to_owned()], self.existing(), inputs)
    }

    /// Refuses a path that ends in a separator, which is a folder's.
    pub fn check_name(&self) -> Result<(), Failure> {
        let name = self.output.as_os_str().to_string_lossy();
        if name.ends_with(is_separator) {
            return Err(Failure::File(format!("{name} is a folder's name; name a file with -o")));
        }
        Ok(())
    }

    fn existing(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Keep }
    }

    /// The same destination, with another name for a file.
    pub fn renamed(self, rename: impl FnOnce(&Path) -> PathBuf) -> Self {
        if self.file().is_none() {
            return self;
        }
        Output { output: rename(&self.output), ..self }
    }

    /// The name of the destination.
    pub fn name(&self) -> String {
        if self.file().is_none() {
            return "standard output".to_owned();
        }
        self.output.display().to_string()
    }

    /// Writes the text to its destination.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        let Some(file) = self.file() else { return print(text) };
        let (mut set, name) = self.set(file)?;
        set.write(name, text)?;
        set.commit()
    }

    /// Opens the destination for a text that comes bit by bit.
    pub fn open(&self) -> Result<Sink<'_>, Failure> {
        let Some(target) = self.file() else { return Ok(Sink::Stdout(io::stdout())) };
        let (mut set, name) = self.set(target)?;
        let file = set.file(name).map_err(|error| unwritable(target, &error))?;
        Ok(Sink::File { target, set, file })
    }

    /// A set of this one file, and the file's name in it.
    fn set<'a>(&self, file: &'a Path) -> Result<(FileSet, &'a OsStr), Failure> {
        let folder = file.parent().unwrap_or(Path::new(""));
        let set = FileSet::within(folder, self.existing());
        let set = set.map_err(|error| unwritable(file, &error))?;
        Ok((set, file.file_name().unwrap_or_default()))
    }

    /// The file, unless the destination is standard output.
    pub fn file(&self) -> Option<&Path> {
        (self.output != Path::new("-")).then_some(&self.output)
    }
}

/// Writes a result to standard output; a reader who left early is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    print_to(&mut io::stdout(), text)
}

/// Prints a report for readers, with its control characters escaped: plans quoted in it are files of others.
pub fn report(text: &str) -> Result<(), Failure> {
    print(&shown(text))
}

/// The same as [`print`], with a stream that stands for standard output.
pub fn print_to(stdout: &mut impl Write, text: &str) -> Result<(), Failure> {
    // Flushed, because standard output drops what it cannot write at the end.
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unprintable(&error)),
        _ => Ok(()),
    }
}

/// Refuses targets of one folder that cannot be written, or are inputs, before any computation; undoes
/// before what killed runs have left in it.
pub fn check<'a>(
    targets: &[PathBuf],
    existing: Existing,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), Failure> {
    if let Some(folder) = targets.first().and_then(|target| target.parent()) {
        file_set::recover(folder)?;
    }
    let inputs: Vec<&Path> = inputs.into_iter().collect();
    let mut taken = Vec::new();
    for target in targets {
        let shown = target.display();
        if target.file_name().is_none() {
            return Err(Failure::File(format!("{shown} names no file; name one with -o")));
        }
        if let Ok(found) = target.metadata()
            && !found.is_file()
        {
            // Renaming onto a device or a pipe would put a file in its place.
            let what = if found.is_dir() { "a directory" } else { "no regular file" };
            return Err(Failure::File(format!("{shown} is {what}; name a file")));
        }
        if let Some(input) = inputs.iter().find(|input| file_set::is_same(input, target)) {
            let by =
                if *input == target { String::new() } else { format!(" {}", source::name(input)) };
            let message = format!("{shown} is the input{by}; name another place with -o");
            return Err(Failure::File(message));
        }
        if existing == Existing::Keep && target.symlink_metadata().is_ok() {
            taken.push(shown.to_string());
        }
    }
    if taken.is_empty() {
        return Ok(());
    }
    let message = format!("already there: {}; give --force to replace", taken.join(", "));
    Err(Failure::File(message))
}

/// The destination of a text that comes bit by bit.
pub enum Sink<'a> {
    File { target: &'a Path, set: FileSet, file: File },
    Stdout(io::Stdout),
}

impl Sink<'_> {
    /// Writes a part of the text.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        let written = match self {
            Sink::File { file, .. } => file.write_all(bytes),
            Sink::Stdout(stdout) => stdout.write_all(bytes),
        };
        written.map_err(|error| self.unwritten(&error))
    }

    /// Completes the text: a file takes its place.
    pub fn finish(mut self) -> Result<(), Unwritten> {
        let written = match &mut self {
            Sink::File { file, .. } => file.sync_all(),
            Sink::Stdout(stdout) => stdout.flush(),
        };
        written.map_err(|error| self.unwritten(&error))?;
        match self {
            Sink::File { set, .. } => set.commit().map_err(Unwritten::Because),
            Sink::Stdout(_) => Ok(()),
        }
    }

    fn unwritten(&self, error: &io::Error) -> Unwritten {
        match self {
            Sink::File { target, .. } => Unwritten::Because(unwritable(target, error)),
            Sink::Stdout(_) if error.kind() == ErrorKind::BrokenPipe => Unwritten::NotWanted,
            Sink::Stdout(_) => Unwritten::Because(unprintable(error)),
        }
    }
}

/// The reason for which a text did not reach its destination.
pub enum Unwritten {
    /// The reader has left.
    NotWanted,
    Because(Failure),
}

fn unprintable(error: &io::Error) -> Failure {
    Failure::File(format!("cannot write to standard output: {error}"))
}
