//! Where a program's input comes from: a file, or standard input for `-`, which can be read once.

use std::fs::File;
use std::io::{self, Error, ErrorKind, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether standard input has been read.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether this names standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// What to call it in a message.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// What to call it in a file that others will read, who need not know the way to it here.
pub fn title(path: &Path) -> String {
    if is_stdin(path) {
        return name(path);
    }
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// To be read bit by bit.
pub fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if !is_stdin(path) {
        return Ok(Box::new(File::open(path)?));
    }
    if TAKEN.swap(true, Ordering::Relaxed) {
        return Err(Error::other("it is read for another input already: name a file for one"));
    }
    Ok(Box::new(io::stdin()))
}

/// All of it.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// All of it, as text.
pub fn text(path: &Path) -> io::Result<String> {
    let invalid = |_| Error::new(ErrorKind::InvalidData, "it is not UTF-8");
    String::from_utf8(bytes(path)?).map_err(invalid)
}
