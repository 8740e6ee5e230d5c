//! Files that are written together or not at all, or one text for a file or standard output.
//!
//! Each text goes to a temporary file beside its target first; only when all are there are they
//! renamed. Whatever fails before that leaves the targets as they were. A link is replaced, not
//! what it points to.

#![allow(dead_code, reason = "every example that includes this file uses its own part")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::failure::Failure;

/// Where one text goes, as asked on the command line.
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
    /// Refuses a file that cannot be written, before any work is done.
    pub fn check(&self) -> Result<(), Failure> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        check(self.file(), existing)
    }

    /// The same, with another name for a file.
    pub fn renamed(self, rename: impl FnOnce(&Path) -> PathBuf) -> Self {
        if self.file().is_none() {
            return self;
        }
        Output { output: rename(&self.output), ..self }
    }

    /// What it is called.
    pub fn name(&self) -> String {
        if self.file().is_none() {
            return "standard output".to_owned();
        }
        self.output.display().to_string()
    }

    /// Writes the text to where it is to go.
    pub fn write(&self, text: String) -> Result<(), Failure> {
        if let Some(file) = self.file() {
            return write(&[(file.to_owned(), text)]);
        }
        print(&text)
    }

    /// The file it goes to, if it is one.
    pub fn file(&self) -> Option<&Path> {
        (self.output != Path::new("-")).then_some(&self.output)
    }
}

/// Writes a result to standard output; a reader who left early has seen enough.
pub fn print(text: &str) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::File(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// What to do with a target that exists.
#[derive(Clone, Copy, PartialEq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Refuses targets that cannot be written, before any work is done.
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

/// Writes each text to its path.
pub fn write(files: &[(PathBuf, String)]) -> Result<(), Failure> {
    let staged =
        files.iter().map(|(path, text)| Staged::new(path, text)).collect::<Result<Vec<_>, _>>()?;
    for file in &staged {
        fs::rename(&file.temporary, file.target)
            .map_err(|error| unwritable(file.target, &error))?;
    }
    Ok(())
}

/// A temporary file on its way to its target; removed unless it got there.
struct Staged<'a> {
    temporary: PathBuf,
    target: &'a Path,
}

impl<'a> Staged<'a> {
    fn new(target: &'a Path, text: &str) -> Result<Self, Failure> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let staged = Staged { temporary, target };
        match fs::write(&staged.temporary, text) {
            Ok(()) => Ok(staged),
            Err(error) => Err(unwritable(target, &error)),
        }
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // After the rename there is nothing left to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::File(format!("cannot write {path}: {error}; choose a place that can be written"))
}
