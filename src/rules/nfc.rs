//! Whether a text in Latin, Greek or Cyrillic letters is composed, in Unicode's form NFC.
//!
//! Letters of other scripts are passed over: what is said of them is never wrong, and may be less than
//! could be said.

use alloc::string::String;
use alloc::vec::Vec;

use super::composition::{CLASSES, NEVER, PAIRS};

/// Below it, every character stands in NFC as it is, and none is a mark.
const FIRST_MARK: char = '\u{300}';

/// The first letter with its marks that NFC writes in another way, and how it writes it.
pub(super) fn first_uncomposed(text: &str) -> Option<(String, String)> {
    if text.is_ascii() || !text.chars().any(|c| is_never(c) || class(c) != 0) {
        return None;
    }
    let mut letter: Vec<char> = Vec::new();
    for c in text.chars() {
        if class(c) == 0 {
            if let Some(found) = other_form(&letter) {
                return Some(found);
            }
            letter.clear();
        }
        letter.push(c);
    }
    other_form(&letter)
}

/// A letter with its marks as it is and as NFC writes it, if the two differ.
fn other_form(letter: &[char]) -> Option<(String, String)> {
    if !letter.iter().any(|c| is_never(*c) || class(*c) != 0) {
        return None;
    }
    let mut parts = Vec::new();
    letter.iter().for_each(|c| decompose(*c, &mut parts));
    // Marks keep their order within a class; the letter itself has the class 0 and stays first.
    parts.sort_by_key(|c| class(*c));
    let composed = compose(&parts);
    (composed != letter).then(|| (letter.iter().collect(), composed.iter().collect()))
}

fn compose(parts: &[char]) -> Vec<char> {
    let mut composed: Vec<char> = Vec::new();
    let mut above = 0;
    for &c in parts {
        let letter = composed.first_mut().filter(|letter| class(**letter) == 0);
        // A mark of the same class stands between the letter and this one.
        let is_blocked = above != 0 && above >= class(c);
        match letter.and_then(|letter| Some((pair(*letter, c)?, letter))) {
            Some((both, letter)) if !is_blocked => *letter = both,
            _ => {
                above = class(c);
                composed.push(c);
            }
        }
    }
    composed
}

fn decompose(c: char, parts: &mut Vec<char>) {
    if let Some((_, becomes)) = look_up(&NEVER, |(never, _)| *never, c) {
        becomes.chars().for_each(|c| decompose(c, parts));
    } else if let Some((letter, mark, _)) = PAIRS.iter().find(|(.., both)| *both == c) {
        decompose(*letter, parts);
        parts.push(*mark);
    } else {
        parts.push(c);
    }
}

fn pair(letter: char, mark: char) -> Option<char> {
    look_up(&PAIRS, |(a, b, _)| (*a, *b), (letter, mark)).map(|(.., both)| *both)
}

fn is_never(c: char) -> bool {
    c >= FIRST_MARK && look_up(&NEVER, |(never, _)| *never, c).is_some()
}

/// The canonical combining class; 0 of what is no mark.
fn class(c: char) -> u8 {
    if c < FIRST_MARK {
        return 0;
    }
    look_up(&CLASSES, |(mark, _)| *mark, c).map_or(0, |(_, class)| *class)
}

fn look_up<T, K: Ord>(table: &[T], key: impl Fn(&T) -> K, wanted: K) -> Option<&T> {
    table.binary_search_by(|row| key(row).cmp(&wanted)).ok().and_then(|at| table.get(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn letters_with_marks_of_their_own_are_composed() {
        for text in ["Astana", "Ástaná", "Şymkent", "Өскемен", "Ё", "Ἀθῆναι", "日本", "x\u{301}"]
        {
            assert_eq!(first_uncomposed(text), None, "{text}");
        }
    }

    #[test]
    fn a_letter_and_its_mark_are_one_letter() {
        let other = |text: &str| first_uncomposed(text).unwrap();
        assert_eq!(other("Se\u{301}gou"), ("e\u{301}".into(), "é".into()));
        assert_eq!(other("\u{212B}ngström"), ("\u{212B}".into(), "Å".into()));
        assert_eq!(other("и\u{306}"), ("и\u{306}".into(), "й".into()));
        assert_eq!(other("x\u{323}y\u{301}"), ("y\u{301}".into(), "ý".into()));
        // A mark below comes before one above, whichever of them the letter has already.
        assert_eq!(other("â\u{323}"), ("â\u{323}".into(), "ậ".into()));
        assert_eq!(other("x\u{301}\u{323}"), ("x\u{301}\u{323}".into(), "x\u{323}\u{301}".into()));
    }

    /// What is said of any letters and marks of the tables is what the independent crate says.
    #[test]
    fn an_independent_crate_agrees() {
        let marks: Vec<char> = CLASSES.iter().map(|(mark, _)| *mark).collect();
        let letters: Vec<char> = PAIRS
            .iter()
            .flat_map(|(a, _, c)| [*a, *c])
            .chain(NEVER.iter().map(|(c, _)| *c))
            .collect();
        let agree = |text: &str| {
            let ours = first_uncomposed(text).is_none();
            assert_eq!(ours, unicode_normalization::is_nfc(text), "{text:?}");
        };
        for letter in &letters {
            agree(&letter.to_string());
            for mark in &marks {
                agree(&std::format!("{letter}{mark}"));
            }
        }
        let mut state = 7_u32;
        let mut below = |limit: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % limit
        };
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..below(6) {
                let list = if below(2) == 0 { &letters } else { &marks };
                text.push(list[below(list.len())]);
            }
            agree(&text);
        }
    }
}
