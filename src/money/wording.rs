//! The words of precision that an [`Estimate`](crate::Estimate) may have.

use super::decimal::Decimal;

/// How a source words its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Wording {
    Exact,
    Rounded,
    About,
    Nearly,
    UpTo,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Between,
    Plural(Plural),
}

/// A counting word: tens, hundreds and so on of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Plural {
    Tens,
    Hundreds,
    Thousands,
    Millions,
    Billions,
}

impl Plural {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Tens => "tens of",
            Self::Hundreds => "hundreds of",
            Self::Thousands => "thousands of",
            Self::Millions => "millions of",
            Self::Billions => "billions of",
        }
    }

    /// The number counted, and the first number that the next word would be used for.
    pub(super) const fn range(self) -> (Decimal, Decimal) {
        match self {
            Self::Tens => (Decimal::new(1, 1), Decimal::new(1, 2)),
            Self::Hundreds => (Decimal::new(1, 2), Decimal::new(1, 3)),
            Self::Thousands => (Decimal::new(1, 3), Decimal::new(1, 6)),
            Self::Millions => (Decimal::new(1, 6), Decimal::new(1, 9)),
            Self::Billions => (Decimal::new(1, 9), Decimal::new(1, 12)),
        }
    }
}

impl Wording {
    /// Every wording that has a word before the unit.
    pub(super) const WORDED: &'static [(&'static str, Self)] = &[
        ("rounded", Self::Rounded),
        ("about", Self::About),
        ("nearly", Self::Nearly),
        ("up to", Self::UpTo),
        ("at least", Self::AtLeast),
        ("more than", Self::MoreThan),
        ("at most", Self::AtMost),
        ("less than", Self::LessThan),
        ("tens of", Self::Plural(Plural::Tens)),
        ("hundreds of", Self::Plural(Plural::Hundreds)),
        ("thousands of", Self::Plural(Plural::Thousands)),
        ("millions of", Self::Plural(Plural::Millions)),
        ("billions of", Self::Plural(Plural::Billions)),
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Exact | Self::Between => "",
            Self::Rounded => "rounded",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::UpTo => "up to",
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
            Self::AtMost => "at most",
            Self::LessThan => "less than",
            Self::Plural(plural) => plural.as_str(),
        }
    }
}

/// The numbers that a counting word may count.
pub(super) const SCALES: [Decimal; 5] =
    [Decimal::ONE, Decimal::new(1, 3), Decimal::new(1, 6), Decimal::new(1, 9), Decimal::new(1, 12)];
