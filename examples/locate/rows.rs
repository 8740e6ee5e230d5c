//! Rows of a file: finds the whole ones in some bytes, and their positions.

use std::fmt;

use memchr::memchr_iter;
use safe_zone::Error;

use crate::added::Added;
use crate::tally::Tally;

/// The position in a row, longitude and latitude in degrees on WGS 84.
#[derive(Clone, Copy)]
pub enum Given {
    At(f64, f64),
    /// A row with empty coordinates.
    Nothing,
    /// A row with unusable coordinates.
    Bad,
}

/// The order of a file's coordinates.
#[derive(Clone, Copy, PartialEq)]
pub enum Order {
    /// As titled, or longitude first.
    LonLat,
    /// Exchanged.
    LatLon,
}

/// Whole rows, one after the other: a part of the file, byte for byte.
#[derive(Default)]
pub struct Block {
    pub bytes: Vec<u8>,
    /// The number of lines of the file before the block.
    pub lines: usize,
    /// `true` for a single row with a quote that does not end.
    pub is_unended: bool,
}

/// The part of some bytes that can be a block.
pub enum Cut {
    /// This number of bytes, in whole rows.
    Rows(usize),
    /// This number of bytes: a row with a quote that does not end.
    Unended(usize),
    /// Nothing before more is read.
    More,
}

/// A bad row: its line, counted from 1, and the reason.
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}", self.line, self.reason)
    }
}

/// The bytes with which a file in UTF-8 may begin.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The length in bytes above which no row has to be supported.
pub const LONGEST: usize = 1 << 20;

/// The rest of a file, after the bytes read so far.
#[derive(Clone, Copy, PartialEq)]
pub enum Rest {
    /// The end of the file.
    End,
    /// Perhaps more bytes.
    More,
}

/// The rows of a kind of file.
pub trait Rows: Sync {
    /// The part of these bytes, which begin a row, that can be a block.
    fn cut(&self, bytes: &[u8], rest: Rest) -> Cut;

    /// Writes the rows of a block with the added columns, and counts them; returns the first bad
    /// row.
    fn put(
        &self,
        block: &Block,
        added: &Added<'_>,
        tally: &mut Tally,
        out: &mut Vec<u8>,
    ) -> Result<Option<Fault>, Error>;
}

/// The number of lines that end in these bytes: with \n, \r\n or \r.
pub fn lines(bytes: &[u8]) -> usize {
    let alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(alone).count()
}

/// `true` if a file with this beginning is JSON.
pub fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    let text = text.strip_prefix(b"\x1e").unwrap_or(text).trim_ascii_start();
    // The title of a column may begin with the same brace.
    text.strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start(), [] | [b'"' | b'}', ..]))
}
