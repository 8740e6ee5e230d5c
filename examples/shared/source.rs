//! The source of a program's input: a file, or standard input for `-`, which can be read once.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Error, ErrorKind, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::read::MultiGzDecoder;

/// `true` once standard input has been read.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// `true` for the name of standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The name of a source in a message.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// The name of a source in a file for other readers, who need not know its path here.
pub fn title(path: &Path) -> String {
    if is_stdin(path) {
        return name(path);
    }
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Opens a source to be read bit by bit, as it is.
fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if !is_stdin(path) {
        return Ok(Box::new(File::open(path)?));
    }
    if TAKEN.swap(true, Ordering::Relaxed) {
        return Err(Error::other("it is read for another input already: name a file for one"));
    }
    Ok(Box::new(io::stdin()))
}

/// Whether a source is packed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Packing {
    Plain,
    Gzip,
}

/// Opens a source to be read bit by bit; what gzip has packed is unpacked.
pub fn open_unpacked(path: &Path) -> io::Result<(Box<dyn Read>, Packing)> {
    let mut source = open(path)?;
    let mut head = Vec::new();
    (&mut source).take(GZIP.len() as u64).read_to_end(&mut head)?;
    let is_packed = head == GZIP;
    let whole = Cursor::new(head).chain(source);
    if is_packed {
        let unpacked = Unpacked(MultiGzDecoder::new(BufReader::new(whole)));
        return Ok((Box::new(unpacked), Packing::Gzip));
    }
    Ok((Box::new(whole), Packing::Plain))
}

/// A reader whose errors say that the package is damaged.
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|fault| {
            let message =
                format!("it is damaged, or no gzip though it begins as gzip does ({fault})");
            Error::new(ErrorKind::InvalidData, message)
        })
    }
}

/// Reads all of a source; what gzip has packed is unpacked.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_unpacked(path)?.0.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes with which gzip begins (RFC 1952 §2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads all of a source as text.
pub fn text(path: &Path) -> io::Result<String> {
    utf8(bytes(path)?)
}

/// These bytes as text.
pub fn utf8(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::InvalidData, "it is not UTF-8"))
}
