//! Writes files together or not at all, or one text to a file or standard output.
//!
//! Each text goes to a temporary file beside its target first; the files are renamed only when all
//! are there. A failure before that leaves the targets as they were. A link is replaced, not the
//! file to which it points.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;

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
    /// Refuses a file that cannot be written, before any computation.
    pub fn check(&self) -> Result<(), Failure> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        check(self.file(), existing)
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
    pub fn write(&self, text: String) -> Result<(), Failure> {
        if let Some(file) = self.file() {
            return put(&stage(&[(file.to_owned(), text)])?);
        }
        print(&text)
    }

    /// Opens the destination for a text that comes bit by bit.
    pub fn open(&self) -> Result<Sink<'_>, Failure> {
        Ok(match self.file() {
            Some(file) => Sink::File(Staged::new(file)?),
            None => Sink::Stdout(io::stdout()),
        })
    }

    /// The file, unless the destination is standard output.
    pub fn file(&self) -> Option<&Path> {
        (self.output != Path::new("-")).then_some(&self.output)
    }
}

/// Writes a result to standard output; a reader who left early is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout();
    // Flushed, because standard output drops what it cannot write at the end.
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unprintable(&error)),
        _ => Ok(()),
    }
}

/// The treatment of a target that exists.
#[derive(Clone, Copy, PartialEq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Refuses targets that cannot be written, before any computation.
pub fn check(
    targets: impl IntoIterator<Item = impl AsRef<Path>>,
    existing: Existing,
) -> Result<(), Failure> {
    let mut taken = Vec::new();
    for target in targets {
        let target = target.as_ref();
        if let Ok(found) = target.metadata()
            && !found.is_file()
        {
            // Renaming onto a device or a pipe would put a file in its place.
            let what = if found.is_dir() { "a directory" } else { "no regular file" };
            let message = format!("{} is {what}; name a file", target.display());
            return Err(Failure::File(message));
        }
        if existing == Existing::Keep && target.symlink_metadata().is_ok() {
            taken.push(target.display().to_string());
        }
    }
    if taken.is_empty() {
        return Ok(());
    }
    let message = format!("already there: {}; give --force to replace", taken.join(", "));
    Err(Failure::File(message))
}

/// Writes each text to a temporary file beside its path.
pub fn stage(files: &[(PathBuf, String)]) -> Result<Vec<Staged<'_>>, Failure> {
    let staged = files.iter().map(|(path, text)| {
        let mut staged = Staged::new(path)?;
        let written = staged.file.write_all(text.as_bytes());
        written.map_err(|error| unwritable(path, &error)).map(|()| staged)
    });
    staged.collect()
}

/// Lets temporary files take their places.
pub fn put(staged: &[Staged<'_>]) -> Result<(), Failure> {
    staged.iter().try_for_each(Staged::put)
}

/// The destination of a text that comes bit by bit.
pub enum Sink<'a> {
    File(Staged<'a>),
    Stdout(io::Stdout),
}

impl Sink<'_> {
    /// Writes a part of the text.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        let written = match self {
            Sink::File(staged) => staged.file.write_all(bytes),
            Sink::Stdout(stdout) => stdout.write_all(bytes),
        };
        written.map_err(|error| self.unwritten(&error))
    }

    /// Completes the text: a file takes its place.
    pub fn finish(mut self) -> Result<(), Unwritten> {
        match &mut self {
            Sink::File(staged) => staged.put().map_err(Unwritten::Because),
            Sink::Stdout(stdout) => {
                let flushed = stdout.flush();
                flushed.map_err(|error| self.unwritten(&error))
            }
        }
    }

    fn unwritten(&self, error: &io::Error) -> Unwritten {
        match self {
            Sink::File(staged) => Unwritten::Because(unwritable(staged.target, error)),
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

/// A temporary file on its way to its target; it is removed unless it got there.
pub struct Staged<'a> {
    temporary: PathBuf,
    target: &'a Path,
    file: File,
}

impl<'a> Staged<'a> {
    fn new(target: &'a Path) -> Result<Self, Failure> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = File::create(&temporary).map_err(|error| unwritable(target, &error))?;
        Ok(Staged { temporary, target, file })
    }

    /// Renames the temporary file to its target.
    fn put(&self) -> Result<(), Failure> {
        fs::rename(&self.temporary, self.target).map_err(|error| unwritable(self.target, &error))
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // After the rename there is nothing left to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}

fn unprintable(error: &io::Error) -> Failure {
    Failure::File(format!("cannot write to standard output: {error}"))
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::File(format!("cannot write {path}: {error}; choose a place that can be written"))
}
