//! Wording that knows no record: lists, ordinals, dates in a sentence.

use alloc::format;
use alloc::string::{String, ToString};

use crate::date::{PartialDate, Precision};

/// Joins words: `a, b and c`.
pub(super) fn listed<S: AsRef<str>>(words: &[S], last: &str) -> String {
    let mut text = String::new();
    for (i, word) in words.iter().enumerate() {
        text.push_str(separator(i, words.len(), last).as_str());
        text.push_str(word.as_ref());
    }
    text
}

/// What stands before the i-th of several words.
pub(super) fn separator(i: usize, of: usize, last: &str) -> String {
    match i {
        0 => String::new(),
        _ if i + 1 == of => format!(" {last} "),
        _ => ", ".into(),
    }
}

/// `first` to `tenth`, then `11th`, `81st`.
pub(super) fn ordinal(number: u32) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    if let Some(word) =
        number.checked_sub(1).and_then(|i| WORDS.get(usize::try_from(i).unwrap_or(usize::MAX)))
    {
        return (*word).into();
    }
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The text with its first letter as a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The text without the full stop at its end.
pub(super) fn unstopped(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// `an embassy`, `a consulate`.
pub(super) fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// `Kazakhstan's`, `the United States'`.
pub(super) fn possessive(name: &str) -> String {
    format!("{name}{}", if name.ends_with('s') { "'" } else { "'s" })
}

/// The date after a verb: `on 25 December 1991`, `in 1991`, `between 16 and 26 December 1991`.
pub(super) fn on(date: PartialDate) -> String {
    let words = date.in_words().to_string();
    if words.starts_with("between ") && date.stated().count() == Some(2) {
        return words.replacen("between", "on", 1).replacen(" and ", " or ", 1);
    }
    if words.starts_with("on or ") || words.starts_with("between ") {
        return words;
    }
    match date.precision() {
        Precision::Day => format!("on {words}"),
        _ => format!("in {words}"),
    }
}

/// The days from one to another: `on 28 February`, `on 27 and 28 February`, `from 1 to 5 February`.
pub(super) fn days(start: Option<PartialDate>, end: Option<PartialDate>) -> String {
    match (start, end) {
        (Some(start), Some(end)) if start != end => match PartialDate::between(start, end) {
            Ok(both) if both.stated().count() == Some(2) => {
                both.in_words().to_string().replacen("between", "on", 1)
            }
            Ok(both) => both
                .in_words()
                .to_string()
                .replacen("between", "from", 1)
                .replacen(" and ", " to ", 1),
            Err(_) => format!("from {} to {}", start.in_words(), end.in_words()),
        },
        (Some(start), _) => on(start),
        (None, Some(end)) => format!("until {}", end.in_words()),
        (None, None) => "on a day that is not stated".into(),
    }
}

/// Whether every word of a phrase stands in another, so that telling both would repeat it.
pub(super) fn is_told_in(phrase: &str, text: &str) -> bool {
    let split = |text: &str| -> alloc::vec::Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let told = split(text);
    split(phrase).iter().all(|word| told.contains(word))
}

/// The date after which something holds: `since 2018`.
pub(super) fn since(date: PartialDate) -> String {
    ranged("since", date)
}

/// The date from which something held: `from 2018`.
pub(super) fn from(date: PartialDate) -> String {
    ranged("from", date)
}

/// The date until which something held: `until 2018`.
pub(super) fn until(date: PartialDate) -> String {
    ranged("until", date)
}

fn ranged(word: &str, date: PartialDate) -> String {
    let words = date.in_words().to_string();
    if words.starts_with("on or ") || words.starts_with("between ") {
        return format!("{word} a day {words}");
    }
    format!("{word} {words}")
}

/// The article that a country's English name takes: `the United States`.
pub(super) fn country(name: &str) -> String {
    const PARTS: [&str; 20] = [
        "Bahamas",
        "Gambia",
        "Netherlands",
        "Philippines",
        "Maldives",
        "Comoros",
        "States",
        "Kingdom",
        "Emirates",
        "Union",
        "Republic",
        "Federation",
        "Islands",
        "Holy",
        "Territory",
        "Territories",
        "Yemen Arab",
        "Empire",
        "Confederation",
        "Antilles",
    ];
    let takes = name.split([' ', '-']).any(|word| PARTS.contains(&word));
    if takes && !name.starts_with("the ") { format!("the {name}") } else { name.into() }
}

/// The article that the name of a publisher or a body takes: `the US Department of State`.
pub(super) fn body(name: &str) -> String {
    const PARTS: [&str; 26] = [
        "Department",
        "Ministry",
        "Office",
        "Agency",
        "Government",
        "Bureau",
        "Embassy",
        "Consulate",
        "Organization",
        "Organisation",
        "Union",
        "Bank",
        "Collection",
        "Service",
        "Commission",
        "Council",
        "Secretariat",
        "Nations",
        "Fund",
        "Court",
        "Parliament",
        "Congress",
        "Senate",
        "Treasury",
        "Center",
        "Centre",
    ];
    let takes = name.split([' ', ',']).any(|word| PARTS.contains(&word));
    if takes && !name.starts_with("The ") && !name.starts_with("the ") {
        format!("the {name}")
    } else {
        name.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_read_as_english_does() {
        for (number, words) in
            [(1, "first"), (10, "tenth"), (11, "11th"), (13, "13th"), (22, "22nd"), (81, "81st")]
        {
            assert_eq!(ordinal(number), words);
        }
        assert_eq!(ordinal(0), "0th");
        assert_eq!(ordinal(112), "112th");
    }

    #[test]
    fn dates_take_the_word_that_fits() {
        let date = |text: &str| PartialDate::parse(text).unwrap();
        assert_eq!(on(date("1991-12-25")), "on 25 December 1991");
        assert_eq!(on(date("1991-12")), "in December 1991");
        assert_eq!(on(date("[..2023-02-27]")), "on or before 27 February 2023");
        assert_eq!(since(date("2018")), "since 2018");
        assert_eq!(
            since(date("[1991-12-16..1991-12-26]")),
            "since a day between 16 and 26 December 1991"
        );
    }

    #[test]
    fn names_take_their_article() {
        assert_eq!(country("United States"), "the United States");
        assert_eq!(country("Kazakhstan"), "Kazakhstan");
        assert_eq!(possessive("the United States"), "the United States'");
        assert_eq!(body("US Department of State"), "the US Department of State");
        assert_eq!(body("Interfax"), "Interfax");
        assert_eq!(listed(&["a", "b", "c"], "and"), "a, b and c");
    }
}
