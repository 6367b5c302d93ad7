//! What every value's text form shares: one way to parse, print and serialise it, and the search
//! for the nearest valid word when a reader meets an unknown one.
//!
//! Nothing here knows any value; the macros write the same few trait impls for each of them.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A short text that needs no memory of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short {
    bytes: [u8; Self::MOST],
    len: usize,
}

impl Short {
    const MOST: usize = 64;

    pub(crate) const fn new() -> Self {
        Self { bytes: [0; Self::MOST], len: 0 }
    }

    /// Adds a text; `None` if there is no room.
    #[inline]
    pub(crate) fn push(&mut self, text: &str) -> Option<()> {
        self.push_bytes(text.as_bytes())
    }

    /// Adds three letters of ASCII, as codes of countries and currencies have them.
    #[inline]
    pub(crate) fn push_letters(&mut self, letters: Letters) -> Option<()> {
        self.push_bytes(&letters.0)
    }

    /// Adds bytes that are a text by themselves.
    #[inline]
    fn push_bytes(&mut self, bytes: &[u8]) -> Option<()> {
        let end = self.len + bytes.len();
        self.bytes.get_mut(self.len..end)?.copy_from_slice(bytes);
        self.len = end;
        Some(())
    }

    /// Adds a number with leading zeros up to so many digits; `None` if there is no room.
    #[inline]
    pub(crate) fn push_number(&mut self, number: u64, least: usize) -> Option<()> {
        let mut digits = [b'0'; 20];
        let (mut rest, mut first) = (number, digits.len());
        while rest > 0 {
            first = first.checked_sub(1)?;
            // One digit fits a byte.
            *digits.get_mut(first)? += u8::try_from(rest % 10).ok()?;
            rest /= 10;
        }
        let first = first.min(digits.len().checked_sub(least)?);
        self.push_bytes(digits.get(first..)?)
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        let text = self.bytes.get(..self.len).and_then(|it| core::str::from_utf8(it).ok());
        text.unwrap_or_default()
    }
}

/// The three letters of a code, to be written without memory of their own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letters(pub(crate) [u8; 3]);

impl Letters {
    /// Those at a place among all codes of three capital letters, `AAA` being 0.
    #[inline]
    pub(crate) const fn at(place: u16) -> Self {
        const fn capital(number: u16) -> u8 {
            b'A' + (number % 26) as u8
        }
        Self([capital(place / 676), capital(place / 26), capital(place)])
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Writes `FromStr`, `TryFrom<&str>`, `Serialize` and `Deserialize` for a value that has
/// `parse(&str) -> Result<Self, Error>` and `Display`, so that all of them agree with `parse`.
///
/// A fourth argument is a function from the value to an `Option` of its text as a [`Short`] or as
/// [`Letters`], for values of which many are written: where it is there, it is what `Display` prints. In its place stands `as_str` for
/// values that have the text.
macro_rules! text_value {
    ($type:ty, $error:ty, $expecting:expr) => {
        crate::text::text_value!($type, $error, $expecting, {
            |value, serializer| serializer.collect_str(value)
        });
    };
    ($type:ty, $error:ty, $expecting:expr, as_str) => {
        crate::text::text_value!($type, $error, $expecting, {
            |value, serializer| serializer.serialize_str(value.as_str())
        });
    };
    ($type:ty, $error:ty, $expecting:expr, { |$value:ident, $serializer:ident| $written:expr }) => {
        impl core::str::FromStr for $type {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <$type>::parse(text)
            }
        }

        impl TryFrom<&str> for $type {
            type Error = $error;

            fn try_from(text: &str) -> Result<Self, $error> {
                <$type>::parse(text)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, $serializer: S) -> Result<S::Ok, S::Error> {
                let $value = self;
                $written
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl serde::de::Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        write!(f, "{}", $expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        <$type>::parse(text).map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    };
    ($type:ty, $error:ty, $expecting:expr, $short:expr) => {
        crate::text::text_value!($type, $error, $expecting, {
            |value, serializer| match ($short)(value) {
                Some(text) => serializer.serialize_str(text.as_str()),
                None => serializer.collect_str(value),
            }
        });
    };
}

/// Writes a closed list of codes: the enum, `ALL`, `as_str`, `parse`, `Display` and serde.
///
/// The word after the colon names the list in errors ("unknown visit rank `stat`").
macro_rules! codes {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $what:literal {
            $( $(#[$vmeta:meta])* $variant:ident = $code:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$vmeta])* #[doc = concat!("\n\nWritten `", $code, "`.")] $variant, )+
        }

        impl $name {
            /// Every code of the list, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            const CODES: &'static [&'static str] = &[$( $code, )+];

            /// Returns the code as it is written.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $code, )+
                }
            }

            /// Reads a code; exactly the text that [`as_str`](Self::as_str) gives is accepted.
            ///
            /// # Errors
            ///
            /// [`CodeError`](crate::CodeError) with the nearest code for any other text.
            pub fn parse(text: &str) -> Result<Self, crate::text::CodeError> {
                Self::of(text)
                    .ok_or_else(|| crate::text::CodeError::new($what, text, Self::CODES))
            }

            /// The code of a text, without an error to explain where it is none.
            pub(crate) fn of(text: &str) -> Option<Self> {
                match text {
                    $( $code => Some(Self::$variant), )+
                    _ => None,
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        crate::text::text_value!(
            $name,
            crate::text::CodeError,
            crate::text::WithArticle($what),
            as_str
        );
    };
}

pub(crate) use {codes, text_value};

/// A word that is not in a closed list of codes.
///
/// The message names the word, the list and, where one is near, the code that was probably meant.
///
/// ```
/// # use bilateral::Truth;
/// let error = Truth::parse("unknwon").unwrap_err();
/// assert_eq!(error.to_string(), "unknown truth value `unknwon`; did you mean `unknown`?");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{found}`{}", Hint(*.nearest, .all))]
pub struct CodeError {
    what: &'static str,
    found: String,
    nearest: Option<&'static str>,
    all: &'static [&'static str],
}

impl CodeError {
    pub(crate) fn new(what: &'static str, found: &str, all: &'static [&'static str]) -> Self {
        Self { what, found: shortened(found), nearest: nearest(found, all), all }
    }

    /// Returns the nearest valid code, if one is near enough to be a likely slip.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        self.nearest
    }
}

/// The tail of a message: the nearest valid word, else all of a short list.
struct Hint<'a>(Option<&'a str>, &'a [&'static str]);

impl fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(word) => write!(f, "; did you mean `{word}`?"),
            None => {
                f.write_str("; expected ")?;
                for (i, word) in self.1.iter().enumerate() {
                    let separator = match i {
                        0 => "",
                        _ if i + 1 == self.1.len() => " or ",
                        _ => ", ",
                    };
                    write!(f, "{separator}`{word}`")?;
                }
                Ok(())
            }
        }
    }
}

/// A noun with its indefinite article.
pub(crate) struct WithArticle(pub(crate) &'static str);

impl fmt::Display for WithArticle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = if self.0.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        write!(f, "{article} {}", self.0)
    }
}

/// Input as a message shows it: at most 60 characters, so that hostile input cannot flood a report, and
/// control characters escaped, so that it cannot spoil a terminal.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut short = String::new();
    let mut rest = text.chars();
    for c in rest.by_ref().take(MOST) {
        if c.is_control() {
            short.extend(c.escape_default());
        } else {
            short.push(c);
        }
    }
    if rest.next().is_some() {
        short.push('…');
    }
    short
}

/// The candidate nearest to a word by edit distance, if it is near enough to be a likely slip: at
/// most one edit in three letters. Of several equally near ones, the first.
pub(crate) fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    const LONGEST: usize = 64;
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &'c str)> = None;
    for &candidate in candidates {
        let most = (word.len().max(candidate.chars().count()) / 3).max(1);
        let distance = edits(&word, candidate);
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edit distance with swaps of neighbours, ignoring case (one row of the matrix per letter).
fn edits(word: &[char], candidate: &str) -> usize {
    let same = |a: char, b: char| a.eq_ignore_ascii_case(&b);
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    let mut last: Option<char> = None;
    for (i, c) in candidate.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        let mut left = i + 1;
        let mut previous: Option<char> = None;
        for (j, &w) in word.iter().enumerate() {
            let at = |cells: &[usize], k: usize| cells.get(k).copied().unwrap_or(usize::MAX - 1);
            let mut cost =
                (at(&row, j) + usize::from(!same(w, c))).min(at(&row, j + 1) + 1).min(left + 1);
            if let (Some(p), Some(l)) = (previous, last)
                && j > 0
                && same(p, c)
                && same(w, l)
            {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            next.push(cost);
            left = cost;
            previous = Some(w);
        }
        before = core::mem::replace(&mut row, next);
        last = Some(c);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        assert_eq!(nearest("signture", &["ratification", "signature"]), Some("signature"));
        assert_eq!(nearest("sgin", &["sign", "seal"]), Some("sign"));
        assert_eq!(nearest("zebra", &["sign", "seal"]), None);
        assert_eq!(nearest("", &["sign"]), None);
    }

    #[test]
    fn long_input_is_cut_and_never_searched() {
        let long = "x".repeat(100_000);
        assert_eq!(shortened(&long).chars().count(), 61);
        assert_eq!(nearest(&long, &["x"]), None);
    }

    #[test]
    fn a_code_error_lists_what_is_expected() {
        let error = CodeError::new("answer", "perhaps", &["yes", "no", "unknown"]);
        assert_eq!(
            error.to_string(),
            "unknown answer `perhaps`; expected `yes`, `no` or `unknown`"
        );
    }
}
