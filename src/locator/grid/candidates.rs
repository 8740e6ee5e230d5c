//! Lists of the blocks of the border that may be nearest to the points of a cell.

/// The largest number of blocks that are measured at once.
pub(crate) const MOST: usize = 24;

/// The number of stored lists that are compared with a new one.
const RECENT: usize = 4_096;

/// Lists of blocks, one after another: the number of blocks in a list, then the blocks.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    words: Vec<u32>,
    /// Some recently stored lists: neighbours often have the same.
    recent: Vec<u32>,
}

/// A list, by its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct List(pub u32);

impl Candidates {
    /// Stores blocks; `None` when they are too many.
    pub fn store(&mut self, blocks: &[u32]) -> Option<List> {
        if blocks.len() > MOST {
            return None;
        }
        self.recent.resize(RECENT, 0);
        let hash = blocks
            .iter()
            .fold(blocks.len() as u32, |hash, &block| (hash ^ block).wrapping_mul(0x9e37_79b1));
        let place = &mut self.recent[(hash >> 16) as usize % RECENT];
        let same = self.words.get(*place as usize..).filter(|words| {
            words.first() == Some(&(blocks.len() as u32)) && words[1..].starts_with(blocks)
        });
        if same.is_none() {
            *place = self.words.len() as u32;
            self.words.push(blocks.len() as u32);
            self.words.extend(blocks);
        }
        Some(List(*place))
    }

    /// The blocks of a list.
    #[inline]
    pub fn blocks(&self, List(first): List) -> &[u32] {
        let words = &self.words[first as usize..];
        &words[1..=words[0] as usize]
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Frees spare room, and the buffer for storing.
    pub fn shrink(&mut self) {
        self.words.shrink_to_fit();
        self.recent = Vec::new();
    }
}
