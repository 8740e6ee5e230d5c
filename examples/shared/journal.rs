//! The journal of files that take their places together, and its reversal.
//!
//! A staging folder beside the targets has the new files in `new`, what was there before in `old`, and
//! while they take their places the journal: a line for each file with the number (inode) of the new one,
//! a blank, and its name. So an interrupted exchange can be undone, at once or by the next run: a target
//! with that number is the new file. A target that somebody has changed meanwhile stays.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The paths in a staging folder.
pub struct Staging<'a>(pub &'a Path);

impl Staging<'_> {
    pub fn new_files(&self) -> PathBuf {
        self.0.join("new")
    }

    pub fn old_files(&self) -> PathBuf {
        self.0.join("old")
    }

    fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }

    /// Writes the journal of these files; from now on they may take their places.
    pub fn begin(&self, names: &[OsString]) -> io::Result<()> {
        let mut text = String::new();
        for name in names {
            let plain = name.to_str().filter(|name| !name.contains('\n'));
            let plain = plain.ok_or(io::Error::other("a name has no place in a journal"))?;
            text += &format!("{} {plain}\n", number(&self.new_files().join(name))?);
        }
        let mut journal = File::create_new(self.journal())?;
        journal.write_all(text.as_bytes())?;
        journal.sync_all()?;
        sync_folder(self.0);
        Ok(())
    }

    /// Removes the journal, if there is one: the files have taken their places.
    pub fn end(&self) -> io::Result<()> {
        match fs::remove_file(self.journal()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            removed => removed?,
        }
        sync_folder(self.0);
        Ok(())
    }

    /// Undoes what the journal says, if there is one: the targets in `folder` are what they were.
    pub fn undo(&self, folder: &Path) -> io::Result<()> {
        let text = match fs::read_to_string(self.journal()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            read => read?,
        };
        let entries = text.lines().filter_map(|line| line.split_once(' '));
        for (number, name) in entries {
            let number = number.parse().ok().filter(|_| is_plain(name));
            let number: u64 = number.ok_or_else(|| io::Error::other("its journal is damaged"))?;
            self.undo_one(&folder.join(name), &self.old_files().join(name), number)?;
        }
        sync_folder(folder);
        self.end()
    }

    fn undo_one(&self, target: &Path, old: &Path, new: u64) -> io::Result<()> {
        let now = match self::number(target) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            found => Some(found?),
        };
        let was_there = old.symlink_metadata().is_ok();
        match now {
            Some(now) if now == new && !was_there => fs::remove_file(target),
            None if was_there => fs::rename(old, target),
            Some(now) if now == new => fs::rename(old, target),
            _ => Ok(()),
        }
    }
}

/// `true` for a name that stays in its folder.
fn is_plain(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|own| own == name)
}

/// The number of a file on its disk, links not followed.
#[cfg(unix)]
fn number(path: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    path.symlink_metadata().map(|found| found.ino())
}

/// Where files have no number, the time of the last change stands in: a file keeps it when it moves.
#[cfg(not(unix))]
fn number(path: &Path) -> io::Result<u64> {
    let changed = path.symlink_metadata()?.modified()?;
    let since = changed.duration_since(std::time::UNIX_EPOCH).map_err(io::Error::other)?;
    Ok(since.as_nanos() as u64)
}

/// Writes a folder's names to the disk, where a system does that.
pub fn sync_folder(folder: &Path) {
    // Some systems open no folder, and some disks know no such thing.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
