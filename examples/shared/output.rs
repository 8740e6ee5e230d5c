//! Files that are written together or not at all.
//!
//! Each text goes to a temporary file beside its target first; only when all are there are they
//! renamed. Whatever fails before that leaves the targets as they were. A link is replaced, not
//! what it points to.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// What to do with a target that exists.
#[derive(Clone, Copy, PartialEq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Refuses targets that cannot be written, before any work is done.
pub fn check<'a>(
    targets: impl IntoIterator<Item = &'a PathBuf>,
    existing: Existing,
) -> Result<(), Failure> {
    let mut taken = Vec::new();
    for target in targets {
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
