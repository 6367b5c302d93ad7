//! The ids of figures in columns: their texts one behind the other.

use alloc::string::String;
use alloc::vec::Vec;

/// How many ids lie in a block.
const BLOCK: usize = 64;

/// Texts by number. Where a text ends is counted from the begin of its block, so that two bytes tell it.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    text: String,
    /// Where each ends, counted from the begin of its block.
    ends: Vec<u16>,
    /// Where each block begins.
    blocks: Vec<u32>,
}

impl Ids {
    pub(super) const fn new() -> Self {
        Self { text: String::new(), ends: Vec::new(), blocks: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a text and tells whether it had room. What has none, because the texts of its block or all
    /// together grow too long, stands here as an empty text.
    pub(super) fn push(&mut self, id: &str) -> bool {
        let now = self.text.len();
        if self.ends.len().is_multiple_of(BLOCK) {
            self.blocks.push(u32::try_from(now).unwrap_or(u32::MAX));
        }
        let begin = self.blocks.last().map_or(0, |begin| *begin as usize);
        let end = u16::try_from(now.saturating_add(id.len()).saturating_sub(begin));
        let end = end.ok().filter(|_| u32::try_from(now).is_ok());
        if end.is_some() {
            self.text.push_str(id);
        }
        let before = u16::try_from(now.saturating_sub(begin)).unwrap_or(u16::MAX);
        self.ends.push(end.unwrap_or(before));
        end.is_some()
    }

    /// A text by its number; empty if there is none.
    pub(super) fn get(&self, at: usize) -> &str {
        let bounds = || {
            let begin = *self.blocks.get(at / BLOCK)? as usize;
            let end = *self.ends.get(at)?;
            let is_first = at.is_multiple_of(BLOCK);
            let before = if is_first { 0 } else { *self.ends.get(at.checked_sub(1)?)? };
            Some(begin + usize::from(before)..begin + usize::from(end))
        };
        bounds().and_then(|bounds| self.text.get(bounds)).unwrap_or_default()
    }

    /// Gives back what was reserved for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.blocks.shrink_to_fit();
    }

    /// Whether each begins where the one before ends.
    pub(super) fn is_consistent(&self) -> bool {
        self.blocks.len() == self.ends.len().div_ceil(BLOCK)
            && self.ends.chunks(BLOCK).all(<[u16]>::is_sorted)
            && (0..self.len()).map(|at| self.get(at).len()).sum::<usize>() == self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    #[test]
    fn every_text_comes_back() {
        let mut ids = Ids::new();
        let texts: Vec<String> =
            (0..300).map(|at| if at % 7 == 0 { String::new() } else { format!("i{at}") }).collect();
        assert!(texts.iter().all(|text| ids.push(text)));
        assert!(ids.is_consistent());
        assert!(texts.iter().zip(0..).all(|(text, at)| ids.get(at) == text));
        assert_eq!(ids.get(texts.len()), "");
    }

    #[test]
    fn what_has_no_room_in_its_block_is_refused_and_disturbs_no_other() {
        let mut ids = Ids::new();
        let long = "x".repeat(40_000);
        let had_room: Vec<bool> =
            (0..130).map(|at| ids.push(if at % 2 == 0 { &long } else { "short" })).collect();
        // One long text fits each block.
        let of_block = |block: usize| had_room.iter().skip(block * BLOCK).take(BLOCK);
        assert!(
            (0..3).all(|block| of_block(block).filter(|room| !**room).count() == 31 || block == 2)
        );
        for (at, room) in had_room.iter().enumerate() {
            let own = if at % 2 == 0 { &long } else { "short" };
            assert_eq!(ids.get(at), if *room { own } else { "" });
        }
        assert!(ids.is_consistent());
    }
}
