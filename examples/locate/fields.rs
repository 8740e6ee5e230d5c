//! Finds the ends of CSV fields and rows without copying them, by the rules of crate `csv`.
//!
//! A quote opens a field only as its first byte, two quotes within the field are one, and behind
//! the closing quote the field goes on as if there had been none; \n, \r\n and \r end a row.

use memchr::{memchr, memchr3, memrchr2};

const QUOTE: u8 = b'"';

/// The delimiter between fields.
#[derive(Clone, Copy)]
pub struct Delimiter(pub u8);

/// The whole rows at the start of some bytes.
#[derive(Debug, PartialEq)]
pub struct Whole {
    /// The number of bytes in the whole rows.
    pub bytes: usize,
    /// `true` if a quote is open behind them.
    pub is_open: bool,
}

impl Delimiter {
    /// The end of the field that begins at `start`: a delimiter, a line end, or the end of the
    /// bytes.
    pub fn field_end(self, bytes: &[u8], start: usize) -> usize {
        let quoted = (bytes.get(start) == Some(&QUOTE)).then(|| behind_quoted(bytes, start));
        let from = quoted.map_or(start, |end| end.unwrap_or(bytes.len()));
        memchr3(self.0, b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |length| from + length)
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
