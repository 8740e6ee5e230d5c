//! Files of one folder that are written together or not at all.
//!
//! The files go to a staging folder beside their targets first: new, with an unpredictable name, and for
//! the user alone. When all are there and on the disk, they take their places one after another, by the
//! [`Staging`] journal; a fault on the way puts back what was there, and signals wait that long. A run that
//! is killed leaves its staging folder, which the next run in the folder recognises, because nobody holds
//! its lock, and undoes and removes. A link is replaced, not the file to which it points; a replaced file
//! keeps its mode. Without [`Existing::Replace`] a file takes a place only if nothing is there.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;

use super::failure::Failure;
use super::interrupt::{self, Begun, remove_folders};
use super::journal::{Staging, sync_folder};
use super::source;

/// The names of staging folders: this, something random, and [`SUFFIX`].
const PREFIX: &str = ".safe-zone-";
const SUFFIX: &str = ".part";

/// The treatment of a target that exists.
#[derive(Clone, Copy, PartialEq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Files on their way to a folder; they are removed unless they get there.
pub struct FileSet {
    folder: PathBuf,
    staging: PathBuf,
    existing: Existing,
    names: Vec<OsString>,
    /// The files written that are not yet on the disk.
    written: Vec<File>,
    /// Says that the run lives.
    _lock: Lock,
}

impl FileSet {
    /// Begins a set of files in a folder, which is there.
    pub fn within(folder: &Path, existing: Existing) -> io::Result<Self> {
        Self::begin(folder, existing, Vec::new(), &mut interrupt::held())
    }

    /// The same, with the folder made if it is missing; it is removed again if nothing gets there.
    pub fn making(folder: &Path, existing: Existing) -> Result<Self, Failure> {
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let made: Vec<PathBuf> =
            folder.ancestors().take_while(is_missing).map(Path::to_owned).collect();
        let mut begun = interrupt::held();
        fs::create_dir_all(opened(folder)).map_err(|error| {
            remove_folders(&made);
            let folder = folder.display();
            let reason = format!("{error}; choose another with -o");
            Failure::File(format!("cannot make the folder {folder}: {reason}"))
        })?;
        let set = Self::begin(folder, existing, made, &mut begun);
        set.map_err(|error| unwritable(folder, &error))
    }

    fn begin(
        folder: &Path,
        existing: Existing,
        made: Vec<PathBuf>,
        begun: &mut Vec<Begun>,
    ) -> io::Result<Self> {
        let staged = staging(opened(folder)).inspect_err(|_| remove_folders(&made));
        let (staging, lock) = staged?;
        begun.push(Begun { staging: staging.clone(), made });
        let (folder, names, written) = (folder.to_owned(), Vec::new(), Vec::new());
        Ok(FileSet { folder, staging, existing, names, written, _lock: lock })
    }

    /// Begins a file of this name.
    pub fn file(&mut self, name: &OsStr) -> io::Result<File> {
        let _held = interrupt::held();
        let file = File::create_new(Staging(&self.staging).new_files().join(name))?;
        self.names.push(name.to_owned());
        Ok(file)
    }

    /// Writes a file of this name.
    pub fn write(&mut self, name: &OsStr, text: &str) -> Result<(), Failure> {
        let written = self.file(name).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            Ok(file)
        });
        self.written.push(written.map_err(|error| unwritable(&self.folder.join(name), &error))?);
        Ok(())
    }

    /// Lets the files, which are whole, take their places.
    pub fn commit(self) -> Result<(), Failure> {
        let refused = |error| unwritable(&self.folder, &error);
        on_disk(&self.written).map_err(refused)?;
        let mut begun = interrupt::held();
        let staging = Staging(&self.staging);
        sync_folder(&staging.new_files());
        // One file takes its place at once.
        if self.names.len() > 1 {
            staging.begin(&self.names).map_err(refused)?;
        }
        let placed = self.names.iter().try_for_each(|name| {
            self.place(name).map_err(|error| unwritable(&self.folder.join(name), &error))
        });
        sync_folder(opened(&self.folder));
        let ended = placed.and_then(|()| staging.end().map_err(refused));
        let own = begun.iter().position(|it| it.staging == self.staging);
        let own = own.map(|own| begun.swap_remove(own));
        match ended.map_err(|failure| (failure, staging.undo(opened(&self.folder)))) {
            Ok(()) => {
                let _ = fs::remove_dir_all(&self.staging);
                Ok(())
            }
            Err((failure, Ok(()))) => {
                own.iter().for_each(Begun::remove);
                Err(failure)
            }
            // The journal stays for the next run.
            Err((failure, Err(error))) => Err(Failure::File(format!(
                "{failure}; and what was there could not be put back from {}: {error}",
                self.staging.display()
            ))),
        }
    }

    fn place(&self, name: &OsStr) -> io::Result<()> {
        let staging = Staging(&self.staging);
        let (staged, target) = (staging.new_files().join(name), self.folder.join(name));
        if self.existing == Existing::Keep {
            return put(&staged, &target);
        }
        if let Ok(found) = target.symlink_metadata() {
            if found.is_file() {
                fs::set_permissions(&staged, found.permissions())?;
            } else if !found.is_symlink() {
                return Err(io::Error::other("a folder, or no regular file, is there"));
            }
            if self.names.len() > 1 {
                let old = staging.old_files().join(name);
                // A second name leaves the first in its place; not every disk has such.
                fs::hard_link(&target, &old).or_else(|_| fs::rename(&target, &old))?;
            }
        }
        fs::rename(&staged, &target)
    }
}

impl Drop for FileSet {
    fn drop(&mut self) {
        let mut begun = interrupt::held();
        if let Some(own) = begun.iter().position(|it| it.staging == self.staging) {
            begun.swap_remove(own).remove();
        }
    }
}

/// Waits until files are on the disk; together they take hardly longer than one.
fn on_disk(files: &[File]) -> io::Result<()> {
    thread::scope(|scope| {
        let waiting: Vec<_> = files.iter().map(|file| scope.spawn(|| file.sync_all())).collect();
        waiting.into_iter().try_for_each(|it| it.join().expect("it does not panic"))
    })
}

/// Moves a file to a place where nothing is.
fn put(staged: &Path, target: &Path) -> io::Result<()> {
    match fs::hard_link(staged, target) {
        // Not every disk has files of two names.
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            if target.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            fs::rename(staged, target)
        }
        linked => linked,
    }
}

/// A folder's path as the system takes it.
fn opened(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Makes a staging folder with its lock.
fn staging(folder: &Path) -> io::Result<(PathBuf, Lock)> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(12);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    loop {
        let made = builder.tempdir_in(folder)?.keep();
        let lock = Lock::taken(&made).inspect_err(|_| drop(fs::remove_dir(&made)))?;
        // Another run may have taken the folder for one that is left.
        let Some(lock) = lock.filter(|_| made.exists()) else { continue };
        let staging = Staging(&made);
        let filled = fs::create_dir(staging.new_files())
            .and_then(|()| fs::create_dir(staging.old_files()))
            .inspect_err(|_| drop(fs::remove_dir_all(&made)));
        return filled.map(|()| (made, lock));
    }
}

/// The lock of a staging folder, which ends with the run.
struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// The lock, unless another run has it or has removed the folder.
    #[cfg(unix)]
    fn taken(staging: &Path) -> io::Result<Option<Self>> {
        use rustix::fs::{FlockOperation, flock};
        use rustix::io::Errno;

        let folder = match File::open(staging) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        Ok(match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Err(Errno::WOULDBLOCK) => None,
            // On a disk without locks nothing is known of other runs.
            Err(_) => Some(Lock { _folder: None }),
            Ok(()) => Some(Lock { _folder: Some(folder) }),
        })
    }

    #[cfg(not(unix))]
    fn taken(_: &Path) -> io::Result<Option<Self>> {
        Ok(Some(Lock { _folder: None }))
    }
}

/// Undoes and removes what killed runs of this user have left in a folder.
pub fn recover(folder: &Path) -> Result<(), Failure> {
    let folder = opened(folder);
    let Ok(entries) = folder.read_dir() else { return Ok(()) };
    let _held = interrupt::held();
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_staging = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        let path = entry.path();
        if !is_staging || !is_own_folder(&path) {
            continue;
        }
        let Ok(Some(Lock { _folder: Some(_lock) })) = Lock::taken(&path) else { continue };
        let undone = Staging(&path).undo(folder).and_then(|()| fs::remove_dir_all(&path));
        undone.map_err(|error| {
            let message = "an interrupted run has left this, and it cannot be undone";
            Failure::File(format!("{}: {message}: {error}", path.display()))
        })?;
    }
    Ok(())
}

/// `true` for a folder of the user who runs this; a link is none.
#[cfg(unix)]
fn is_own_folder(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = rustix::process::geteuid().as_raw();
    path.symlink_metadata().is_ok_and(|found| found.is_dir() && found.uid() == own)
}

/// Nothing tells whose a folder is.
#[cfg(not(unix))]
fn is_own_folder(_: &Path) -> bool {
    false
}

/// `true` if an input, `-` for standard input, and a path lead to one file, by links of any kind.
#[cfg(unix)]
pub fn is_same(input: &Path, other: &Path) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let found = if source::is_stdin(input) {
        io::stdin().as_fd().try_clone_to_owned().and_then(|open| File::from(open).metadata())
    } else {
        input.metadata()
    };
    let number = |found: fs::Metadata| (found.dev(), found.ino());
    found.ok().zip(other.metadata().ok()).is_some_and(|(one, two)| number(one) == number(two))
}

/// `true` if an input and a path lead to one file, by symbolic links. Nothing tells the file of standard input.
#[cfg(not(unix))]
pub fn is_same(input: &Path, other: &Path) -> bool {
    let [one, other] = [input, other].map(|path| path.canonicalize().ok());
    !source::is_stdin(input) && one.is_some() && one == other
}

/// The failure of a file that cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::File(match error.kind() {
        ErrorKind::AlreadyExists => format!("already there: {path}; give --force to replace"),
        _ => format!("cannot write {path}: {error}; choose a place that can be written"),
    })
}
