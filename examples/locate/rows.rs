//! Rows of a file, found in blocks of its bytes: what each gives, and where the added columns go.

use std::fmt;

/// What a row says of where its point is. Longitude and latitude in degrees on WGS 84.
#[derive(Clone, Copy)]
pub enum Given {
    At(f64, f64),
    /// Its coordinates are empty.
    Nothing,
    /// Something that is of no use.
    Bad,
}

/// What is put into a row.
#[derive(Clone, Copy)]
pub enum Form {
    /// The titles of the added columns.
    Titles,
    /// A field for each of them.
    Fields,
    /// Members of a JSON object for each of them, with something before and behind.
    Members(&'static str, &'static str),
    /// Only this text.
    Text(&'static str),
}

/// A place of a block at which something is put in, in the place of the bytes up to `until`.
pub struct Row {
    pub at: usize,
    pub until: usize,
    pub form: Form,
    /// None where it is no row of its own.
    pub given: Option<Given>,
}

/// Whole rows, one after the other: a part of the file, byte for byte.
#[derive(Default)]
pub struct Block {
    pub bytes: Vec<u8>,
    pub rows: Vec<Row>,
    /// The first bad row.
    pub fault: Option<Fault>,
}

/// A bad row: its line, counted from 1, and why.
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}", self.line, self.reason)
    }
}

/// What a file in UTF-8 may begin with.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// No row is longer, in bytes.
pub const LONGEST: usize = 1 << 20;

/// Finds the rows of a file from its first to its last block.
pub trait Split {
    /// Finds the rows in a block, which begins where the last one ended: how many of its bytes are
    /// whole rows. The last block ends where the file ends, with a line end put there where it had none.
    ///
    /// # Errors
    /// Why no file of that kind can be read from it.
    fn split(&mut self, block: &mut Block, is_last: bool) -> Result<usize, String>;
}

/// How many lines end in these bytes: with \n, \r\n or \r.
pub fn lines(bytes: &[u8]) -> usize {
    let count = |end| bytes.iter().filter(|&&byte| byte == end).count();
    count(b'\n').max(count(b'\r'))
}

/// Where the line that begins these bytes ends, its end included.
pub fn line_end(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|&byte| byte == b'\n').map(|at| at + 1)
}

/// That a line is too long.
pub fn too_long(line: usize) -> String {
    let megabytes = LONGEST >> 20;
    format!("line {line} is longer than {megabytes} MiB; give a file with a point a line")
}

/// Whether a file that begins so is JSON.
pub fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    let text = text.strip_prefix(b"\x1e").unwrap_or(text).trim_ascii_start();
    text.starts_with(b"{")
}
