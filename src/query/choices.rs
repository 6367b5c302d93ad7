//! What is asked of programme money: between whom, for what, and what may be assumed.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use crate::date::ReportingPeriod;
use crate::record::{Actor, Stage};
use crate::store::{Sight, StoredSum};
use crate::text::codes;

codes! {
    /// What becomes of an amount whose time overlaps the asked period only in part.
    ///
    /// ```
    /// use bilateral::{Apportioning, Archive, CountryCode, Program, ProgramKind, ReportingPeriod, Source, Stage, Transaction};
    ///
    /// let spent = Transaction::new(Stage::Expenditure, "USD 365".parse::<bilateral::Estimate>().unwrap())
    ///     .period("2021".parse::<ReportingPeriod>().unwrap());
    /// let archive = Archive::from_records([
    ///     Source::new("s", "A report").into(),
    ///     Program::new("p", ProgramKind::Training, "Courses").transaction(spent).source("s").into(),
    /// ])?;
    /// let january = "2021-01".parse().unwrap();
    /// let total = |how| archive.programs().apportioned(how).total(Stage::Expenditure, &january).to_string();
    /// assert_eq!(total(Apportioning::Never), "expenditure: none recorded (1 left out)");
    /// assert_eq!(total(Apportioning::Within), "expenditure, apportioned within: between $0 and $365");
    /// assert_eq!(total(Apportioning::ByDays), "expenditure, apportioned by days: $31");
    /// # Ok::<(), bilateral::Report>(())
    /// ```
    pub enum Apportioning: "apportioning" {
        /// It is left out; nothing is assumed.
        Never = "never",
        /// Between none and all of it counts. This assumes only that no part of it has the other sign.
        Within = "within",
        /// Of an amount over a period, the part counts that its days inside are of all its days. This
        /// assumes an even flow. A payment on one day of which the date is not exact counts between
        /// none and all; what covers time without an end is left out.
        ByDays = "by-days",
    }
}

/// The sector that is asked for: its name, and the list that the name is from if that is asked too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SectorChoice {
    pub(crate) vocabulary: Option<String>,
    pub(crate) name: String,
}

/// Who may be the provider or the receiver.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted<'a> {
    Anyone,
    One(&'a Actor),
    /// Both of a pair, without a direction: an unrecorded one is no obstacle.
    Either(&'a Actor, &'a Actor),
}

impl Wanted<'_> {
    pub(crate) fn takes(self, actor: &Actor) -> bool {
        match self {
            Self::Anyone => true,
            Self::One(one) => actor == one,
            Self::Either(one, other) => actor == one || actor == other,
        }
    }
}

/// Everything that is asked of an amount but its stage and period. All actors are principals.
#[derive(Debug, Clone)]
pub(crate) struct Choices {
    pub(crate) pair: Option<(Actor, Actor)>,
    pub(crate) given_by: Option<Actor>,
    pub(crate) received_by: Option<Actor>,
    pub(crate) sector: Option<Box<SectorChoice>>,
    pub(crate) estimated: bool,
    pub(crate) in_kind: bool,
    pub(crate) levels_apart: bool,
    pub(crate) apportioning: Apportioning,
}

impl Choices {
    pub(crate) const NONE: Self = Self {
        pair: None,
        given_by: None,
        received_by: None,
        sector: None,
        estimated: false,
        in_kind: false,
        levels_apart: false,
        apportioning: Apportioning::Never,
    };

    #[inline]
    pub(crate) fn provider(&self) -> Wanted<'_> {
        self.side(self.given_by.as_ref(), self.received_by.as_ref())
    }

    #[inline]
    pub(crate) fn receiver(&self) -> Wanted<'_> {
        self.side(self.received_by.as_ref(), self.given_by.as_ref())
    }

    /// Who is wanted on one side; in a pair, who is wanted on the other decides it too.
    #[inline]
    fn side<'a>(&'a self, own: Option<&'a Actor>, opposite: Option<&Actor>) -> Wanted<'a> {
        match (own, &self.pair, opposite) {
            (Some(own), ..) => Wanted::One(own),
            (None, None, _) => Wanted::Anyone,
            (None, Some((a, b)), Some(opposite)) if opposite == a => Wanted::One(b),
            (None, Some((a, b)), Some(opposite)) if opposite == b => Wanted::One(a),
            (None, Some((a, b)), _) => Wanted::Either(a, b),
        }
    }

    /// What a total of a stage adds. Which programmes are asked does not stand here, so that the parts
    /// of a tree add.
    pub(crate) fn what(&self, stage: &str) -> String {
        let mut what = String::new();
        if self.estimated {
            what.push_str("estimated ");
        }
        what.push_str(stage);
        if self.in_kind {
            what.push_str(", in kind");
        }
        if let Some(actor) = &self.given_by {
            what.push_str(&format!(", given by {actor}"));
        }
        if let Some(actor) = &self.received_by {
            what.push_str(&format!(", received by {actor}"));
        }
        match self.sector.as_deref() {
            Some(SectorChoice { vocabulary: Some(vocabulary), name }) => {
                what.push_str(&format!(", in sector `{name}` of `{vocabulary}`"));
            }
            Some(SectorChoice { vocabulary: None, name }) => {
                what.push_str(&format!(", in sector `{name}`"));
            }
            None => {}
        }
        match self.apportioning {
            Apportioning::Never => {}
            how => what.push_str(&format!(", apportioned {}", how.as_str().replace('-', " "))),
        }
        if self.levels_apart {
            what.push_str(", levels apart");
        }
        what
    }

    pub(crate) fn of_stage(&self, stage: Stage) -> String {
        self.what(stage.as_str())
    }
}

/// Which programmes are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    All,
    Pair,
    Alone(u32),
    Tree(u32),
}

/// A question about programme money, as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Question<'s> {
    pub(crate) store: Sight<'s>,
    pub(crate) scope: Scope,
    pub(crate) choices: Choices,
    pub(crate) stage: Stage,
    pub(crate) period: ReportingPeriod,
}

impl<'s> Question<'s> {
    pub(crate) const fn asking(&self) -> Asking<'_, 's> {
        let Self { store, scope, choices, stage, period } = self;
        Asking { store: *store, scope: *scope, choices, stage: *stage, period }
    }
}

/// The same with choices that somebody else holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking<'q, 's> {
    pub(crate) store: Sight<'s>,
    pub(crate) scope: Scope,
    pub(crate) choices: &'q Choices,
    pub(crate) stage: Stage,
    pub(crate) period: &'q ReportingPeriod,
}

impl Asking<'_, '_> {
    /// What is stored of the answer. Asked is what one actor gives another, or the money of a tree, in cash
    /// and as it was done; nothing else is stored.
    #[inline]
    pub(crate) fn stored(self) -> Option<StoredSum> {
        let Choices { sector, estimated, in_kind, levels_apart, apportioning, .. } = self.choices;
        let is_plain = sector.is_none()
            && !(*estimated || *in_kind || *levels_apart)
            && *apportioning == Apportioning::Never
            && self.store.is_plain();
        let days = self.period.days().filter(|_| is_plain)?;
        let money = self.store.store().money();
        match (self.scope, self.choices.provider(), self.choices.receiver()) {
            (Scope::Tree(subject), Wanted::Anyone, Wanted::Anyone) => {
                money.of_tree(subject, self.stage, days)
            }
            (Scope::All | Scope::Pair, Wanted::One(provider), Wanted::One(receiver))
                if self.is_of_two(provider, receiver) =>
            {
                money.between(provider, receiver, self.stage, days)
            }
            _ => None,
        }
    }

    /// Whether two are those of the pair, if one is selected, and not one and the same.
    #[inline]
    fn is_of_two(self, provider: &Actor, receiver: &Actor) -> bool {
        let is_pair =
            self.choices.pair.as_ref().is_none_or(|(a, b)| {
                (a, b) == (provider, receiver) || (b, a) == (provider, receiver)
            });
        is_pair && provider != receiver
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::CountryCode;

    #[test]
    fn a_pair_with_a_direction_has_both_ends() {
        let (usa, kaz) = (Actor::from(CountryCode::USA), Actor::from(CountryCode::KAZ));
        let pair = Some((usa.clone(), kaz.clone()));
        let none = Choices { pair, ..Choices::NONE };
        assert!(matches!(none.provider(), Wanted::Either(..)));
        let given = Choices { given_by: Some(kaz.clone()), ..none.clone() };
        assert!(matches!(given.receiver(), Wanted::One(one) if *one == usa));
        let received = Choices { received_by: Some(kaz), ..none };
        assert!(matches!(received.provider(), Wanted::One(one) if *one == usa));
    }

    #[test]
    fn what_is_added_says_every_choice() {
        let all = Choices {
            given_by: Some(CountryCode::USA.into()),
            sector: Some(Box::new(SectorChoice {
                vocabulary: Some("DAC".into()),
                name: "12220".into(),
            })),
            estimated: true,
            in_kind: true,
            levels_apart: true,
            apportioning: Apportioning::ByDays,
            ..Choices::NONE
        };
        assert_eq!(
            all.of_stage(Stage::Disbursement),
            "estimated disbursement, in kind, given by USA, in sector `12220` of `DAC`, \
             apportioned by days, levels apart"
        );
        assert_eq!(Choices::NONE.of_stage(Stage::Pledge), "pledge");
    }
}
