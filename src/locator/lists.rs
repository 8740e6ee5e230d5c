//! Short lists of what of the border may be nearest to the points of a cell, as fours.

use super::fours::MOST;

/// Lists: how many fours there are, then these, one list after another.
#[derive(Debug, Default)]
pub(super) struct Lists {
    words: Vec<u32>,
    /// The last one: neighbours often have the same.
    last: usize,
}

/// One of the lists: its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List(pub u32);

impl Lists {
    /// Stores fours; none when they are too many.
    pub fn store(&mut self, fours: &[u32]) -> Option<List> {
        if fours.len() > MOST {
            return None;
        }
        let last = self.words.get(self.last + 1..).unwrap_or_default();
        if last != fours || fours.is_empty() {
            self.last = self.words.len();
            self.words.push(fours.len() as u32);
            self.words.extend(fours);
        }
        Some(List(self.last as u32))
    }

    /// The fours of a list.
    #[inline]
    pub fn fours(&self, List(first): List) -> &[u32] {
        let words = &self.words[first as usize..];
        &words[1..=words[0] as usize]
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Gives back what is left over.
    pub fn shrink(&mut self) {
        self.words.shrink_to_fit();
    }
}
