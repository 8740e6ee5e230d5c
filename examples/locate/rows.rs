//! Rows of a file: finds the whole ones in some bytes, and their positions.

use std::fmt;

use safe_zone::Error;

use crate::added::Added;
pub use crate::shared::points::table::Rest;
use crate::tally::Tally;

/// Whole rows, one after the other: a part of the file, byte for byte.
#[derive(Default)]
pub struct Block {
    pub bytes: Vec<u8>,
    /// The number of lines of the file before the block.
    pub lines: usize,
    /// The number of features of the collection before the block.
    pub features: usize,
    /// `true` for a single row with a quote that does not end.
    pub is_unended: bool,
}

/// The part of some bytes that can be a block.
pub enum Cut {
    /// This number of bytes, in whole rows.
    Rows(usize),
    /// The same, of a collection: this number of features.
    Features { bytes: usize, features: usize },
    /// This number of bytes: a row with a quote that does not end.
    Unended(usize),
    /// Nothing before more is read.
    More,
}

/// A bad row: its line, in a collection its feature, each counted from 1, and the reason.
pub struct Fault {
    pub line: usize,
    pub feature: Option<usize>,
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, ", self.line)?;
        if let Some(feature) = self.feature {
            write!(f, "feature {feature}, ")?;
        }
        f.write_str(&self.reason)
    }
}

/// The length in bytes above which no row has to be supported.
pub const LONGEST: usize = 1 << 20;

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
