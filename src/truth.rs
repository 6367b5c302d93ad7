//! Three-valued truth: the answer to a question about partial knowledge.
//!
//! `Unknown` means that some exact history allowed by the records makes the answer Yes and another
//! makes it No; [`Reason`] says why. The operators are those of Kleene's strong logic of
//! indeterminacy (S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64), with
//! `No < Unknown < Yes`: *and* is the lesser, *or* the greater, *not* turns the order round.
//!
//! ```
//! use bilateral::Truth;
//!
//! assert_eq!(Truth::Yes & Truth::Unknown, Truth::Unknown);
//! assert_eq!(Truth::No & Truth::Unknown, Truth::No);
//! assert_eq!(!Truth::Unknown, Truth::Unknown);
//! assert!(Truth::Unknown.possibly() && !Truth::Unknown.certainly());
//! ```

use core::fmt;
use core::ops::{BitAnd, BitOr, Not};

use crate::text::{CodeError, codes, text_value};

/// Yes, No or Unknown, in the order `No < Unknown < Yes`.
///
/// It never turns into a `bool` by itself: [`certainly`](Self::certainly) and
/// [`possibly`](Self::possibly) name which way Unknown goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// False in every history that the records allow.
    No,
    /// True in some history that the records allow and false in another.
    Unknown,
    /// True in every history that the records allow.
    Yes,
}

impl Truth {
    /// The three values from least to greatest.
    pub const ALL: [Self; 3] = [Self::No, Self::Unknown, Self::Yes];

    /// Reads `yes`, `no` or `unknown`.
    ///
    /// # Errors
    ///
    /// [`CodeError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        match text {
            "no" => Ok(Self::No),
            "unknown" => Ok(Self::Unknown),
            "yes" => Ok(Self::Yes),
            _ => Err(CodeError::new("truth value", text, &["yes", "no", "unknown"])),
        }
    }

    /// Returns `yes`, `no` or `unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }

    /// Returns Yes if it holds in some allowed history and fails in none, and so on: the truth of a
    /// statement from whether some history makes it true and whether some history makes it false.
    ///
    /// With neither there is no history at all; that is Unknown, because nothing follows from it.
    ///
    /// ```
    /// # use bilateral::Truth;
    /// assert_eq!(Truth::from_worlds(true, true), Truth::Unknown);
    /// assert_eq!(Truth::from_worlds(true, false), Truth::Yes);
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_worlds(some_true: bool, some_false: bool) -> Self {
        match (some_true, some_false) {
            (true, false) => Self::Yes,
            (false, true) => Self::No,
            _ => Self::Unknown,
        }
    }

    /// Returns whether it is Yes.
    #[must_use]
    #[inline]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }

    /// Returns whether it is No.
    #[must_use]
    #[inline]
    pub const fn is_no(self) -> bool {
        matches!(self, Self::No)
    }

    /// Returns whether it is Unknown.
    #[must_use]
    #[inline]
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Returns whether it is Yes or No.
    #[must_use]
    #[inline]
    pub const fn is_known(self) -> bool {
        !self.is_unknown()
    }

    /// Returns whether it is Yes: Unknown counts as false.
    #[must_use]
    #[inline]
    pub const fn certainly(self) -> bool {
        self.is_yes()
    }

    /// Returns whether it is not No: Unknown counts as true.
    #[must_use]
    #[inline]
    pub const fn possibly(self) -> bool {
        !self.is_no()
    }
}

impl From<bool> for Truth {
    #[inline]
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

impl Not for Truth {
    type Output = Self;

    #[inline]
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl BitAnd for Truth {
    type Output = Self;

    #[inline]
    fn bitand(self, other: Self) -> Self {
        self.min(other)
    }
}

impl BitOr for Truth {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        self.max(other)
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

text_value!(Truth, CodeError, "`yes`, `no` or `unknown`");

codes! {
    /// Why an answer is Unknown.
    pub enum Reason: "reason" {
        /// No record speaks of the subject, and no source claims to list all of its kind.
        NotRecorded = "not-recorded",
        /// A record speaks of it, with a date or amount too coarse to decide.
        Imprecise = "imprecise",
        /// Sources disagree, and nothing recorded settles it.
        Disputed = "disputed",
        /// The law itself leaves it open: a gap between two spells of a state, for one.
        Undetermined = "undetermined-by-law",
        /// A predecessor was bound, and no act of succession is recorded.
        SuccessionNotRecorded = "succession-not-recorded",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worlds_decide_the_value() {
        assert_eq!(Truth::from_worlds(false, true), Truth::No);
        assert_eq!(Truth::from_worlds(false, false), Truth::Unknown);
    }
}
