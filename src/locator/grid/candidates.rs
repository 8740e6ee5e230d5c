//! Lists of the blocks of the border that may be nearest to the points of a cell.

/// Blocks that are measured at once, at most.
pub(crate) const MOST: usize = 24;

/// How many lists are looked at for one that is the same.
const RECENT: usize = 4_096;

/// Lists of blocks, one after another: how many blocks a list has, then the blocks.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    words: Vec<u32>,
    /// Some stored of late: neighbours often have the same.
    recent: Vec<u32>,
}

/// One of the lists: its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct List(pub u32);

impl Candidates {
    /// Stores blocks; none when they are too many.
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

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Gives back what is left over, and what only storing needs.
    pub fn shrink(&mut self) {
        self.words.shrink_to_fit();
        self.recent = Vec::new();
    }
}
