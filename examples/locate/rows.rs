//! Rows of a file: what of it are whole ones, and what comes of each.

use std::fmt;

use memchr::memchr_iter;
use safe_zone::Error;

use crate::added::Added;
use crate::tally::Tally;

/// What a row says of where its point is. Longitude and latitude in degrees on WGS 84.
#[derive(Clone, Copy)]
pub enum Given {
    At(f64, f64),
    /// Its coordinates are empty.
    Nothing,
    /// Something that is of no use.
    Bad,
}

/// Whole rows, one after the other: a part of the file, byte for byte.
#[derive(Default)]
pub struct Block {
    pub bytes: Vec<u8>,
    /// Lines of the file before it.
    pub lines: usize,
    /// Whether it is one row, in which a quote opens that does not end.
    pub is_unended: bool,
}

/// What of some bytes can be a block.
pub enum Cut {
    /// So many of them.
    Rows(usize),
    /// So many of them: a row with a quote that does not end.
    Unended(usize),
    /// None before more is read.
    More,
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

/// No row needs to be longer, in bytes.
pub const LONGEST: usize = 1 << 20;

/// The rows of a kind of file.
pub trait Rows: Sync {
    /// What of these bytes, which begin where a row does, can be a block. The last end the file.
    fn cut(&self, bytes: &[u8], is_last: bool) -> Cut;

    /// Writes the rows of a block with what is added, and counts them: the first bad one.
    fn put(
        &self,
        block: &Block,
        added: &Added<'_>,
        tally: &mut Tally,
        out: &mut Vec<u8>,
    ) -> Result<Option<Fault>, Error>;
}

/// How many lines end in these bytes: with \n, \r\n or \r.
pub fn lines(bytes: &[u8]) -> usize {
    let alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(alone).count()
}

/// Whether a file that begins so is JSON.
pub fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    let text = text.strip_prefix(b"\x1e").unwrap_or(text).trim_ascii_start();
    // A title of a column may begin with the same brace.
    text.strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start(), [] | [b'"' | b'}', ..]))
}
