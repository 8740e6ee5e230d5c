//! Finds the ends of CSV fields and rows without copying them, by the rules of crate `csv`.
//!
//! A quote opens a field only as its first byte, two quotes within the field are one, and behind
//! the closing quote the field goes on as if there had been none; \n, \r\n and \r end a row.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memchr3, memrchr2};

const QUOTE: u8 = b'"';

/// The delimiter between fields.
#[derive(Clone, Copy)]
pub struct Delimiter(pub u8);

/// A field: its place in some bytes.
pub struct Field {
    pub start: usize,
    /// The place behind the quote that closes it; `start` where none opens it.
    behind: usize,
    /// A delimiter, a line end, or the end of the bytes.
    pub end: usize,
}

impl Field {
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// `true` if text stands behind the quote that closes the field.
    pub fn runs_on(&self) -> bool {
        self.behind != self.start && self.behind != self.end
    }

    /// The error that the field's quote seems to be a stray one: it ends on another line, and text
    /// stands behind it.
    pub fn stray_quote(&self, bytes: &[u8]) -> Option<String> {
        if !self.runs_on() {
            return None;
        }
        memchr2(b'\n', b'\r', &bytes[self.start..self.behind])?;
        let behind = &bytes[self.behind..self.end];
        (!behind.trim_ascii().is_empty()).then(|| {
            let behind = String::from_utf8_lossy(&behind[..behind.len().min(40)]);
            format!(
                "a quote that opens here ends on another line, before {behind:?}; end it where the \
                 field ends, or double it"
            )
        })
    }
}

/// The whole rows at the start of some bytes.
#[derive(Debug, PartialEq)]
pub struct Whole {
    /// The number of bytes in the whole rows.
    pub bytes: usize,
    /// `true` if a quote is open behind them.
    pub is_open: bool,
}

impl Delimiter {
    /// The field that begins at `start`.
    #[inline]
    pub fn field(self, bytes: &[u8], start: usize) -> Field {
        let quoted = (bytes.get(start) == Some(&QUOTE)).then(|| behind_quoted(bytes, start));
        let behind = quoted.map_or(start, |end| end.unwrap_or(bytes.len()));
        let end = memchr3(self.0, b'\n', b'\r', &bytes[behind..]);
        Field { start, behind, end: end.map_or(bytes.len(), |length| behind + length) }
    }

    /// Passes the fields of the row that begins at `start`, each with its index; returns the end of
    /// the row, its line end apart, and the number of fields.
    pub fn row(
        self,
        bytes: &[u8],
        start: usize,
        mut pass: impl FnMut(usize, Field),
    ) -> (usize, usize) {
        let (mut index, mut at) = (0, start);
        loop {
            let field = self.field(bytes, at);
            let end = field.end;
            pass(index, field);
            index += 1;
            if bytes.get(end) != Some(&self.0) {
                return (end, index);
            }
            at = end + 1;
        }
    }

    /// The rows with their ends at the start of some bytes, which begin a row.
    pub fn whole_rows(self, bytes: &[u8]) -> Whole {
        let row_ends = |from: usize, until: usize| {
            memrchr2(b'\n', b'\r', &bytes[from..until]).map(|last| from + last + 1)
        };
        // The ends of the last row before a quoted field, and of that field.
        let (mut whole, mut from, mut at) = (0, 0, 0);
        while let Some(quote) = memchr(QUOTE, &bytes[at..]).map(|length| at + length) {
            at = quote + 1;
            let opens = quote.checked_sub(1).is_none_or(|before| {
                let before = bytes[before];
                before == self.0 || before == b'\n' || before == b'\r'
            });
            if opens {
                whole = row_ends(from, quote).unwrap_or(whole);
                let Some(end) = behind_quoted(bytes, quote) else {
                    return Whole { bytes: whole, is_open: true };
                };
                (from, at) = (end, end);
            }
        }
        Whole { bytes: row_ends(from, bytes.len()).unwrap_or(whole), is_open: false }
    }
}

/// The place where the field goes on behind the quote that closes the one at `open`.
fn behind_quoted(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr(QUOTE, &bytes[at..])? + 1;
        if bytes.get(at) != Some(&QUOTE) {
            return Some(at);
        }
        at += 1;
    }
}

/// The place behind the line ends at `start`, where a row begins. The ^Z (0x1A) with which DOS ends a
/// file is no row.
pub fn row_start(bytes: &[u8], start: usize) -> usize {
    let is_line_end = |byte: &&u8| b"\r\n".contains(byte);
    let start = start + bytes[start..].iter().take_while(is_line_end).count();
    let is_end = bytes.get(start) == Some(&0x1a) && bytes[start + 1..].trim_ascii().is_empty();
    if is_end { bytes.len() } else { start }
}

/// The number of lines that end in these bytes: with \n, \r\n or \r.
pub fn lines(bytes: &[u8]) -> usize {
    let alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(alone).count()
}
