//! The force of a treaty for one party: every exact history that the acts which one source tells of
//! allow, restated from the design.

use bilateral::{
    Act, ActKind, AttestedStanding, CountryCode, Ending, EntryClause, Length, Treaty, TreatyParty,
    TreatyStanding,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::days::{AFTER, BEFORE, Days, Stated};
use super::spells::{FRA, Spell, USA, inside, last_inside};

/// How a party is said to have left, or to be leaving.
#[derive(Debug, Clone)]
pub(crate) enum Exit {
    Stays,
    Withdrawal(Stated, Option<Ending>),
    Notice {
        on: Stated,
        effective: Option<(Stated, Option<Ending>)>,
    },
    /// A notice that was taken back.
    Revoked {
        on: Stated,
    },
}

/// One time of a party in a treaty, from its consent to its leaving.
#[derive(Debug, Clone)]
pub(crate) struct Phase {
    pub(crate) consent: Option<Stated>,
    pub(crate) entry: Option<Stated>,
    pub(crate) exit: Exit,
}

/// What is told of one party.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) signature: Option<Stated>,
    pub(crate) phases: Vec<Phase>,
    /// A day on which it is said to be a party.
    pub(crate) seen: Option<Stated>,
}

/// What is told of the treaty as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    pub(crate) two_sided: bool,
    pub(crate) concluded: Option<Stated>,
    pub(crate) entry: Option<Stated>,
    pub(crate) end: Option<(Stated, Option<Ending>)>,
    /// How many days a notice runs.
    pub(crate) notice: Option<i32>,
    /// How many days after its consent a late joiner's force begins.
    pub(crate) delay: Option<i32>,
    pub(crate) retroactive: bool,
}

/// One exact history of a party.
#[derive(Debug, Clone)]
pub(crate) struct History {
    pub(crate) signed: Option<i32>,
    pub(crate) consents: Vec<i32>,
    /// The last day inside each time it left.
    pub(crate) left: Vec<i32>,
    pub(crate) force: Vec<Spell>,
}

impl History {
    pub(crate) fn in_force(&self) -> Days {
        inside(&self.force)
    }
}

/// One exact life of the treaty as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Life {
    pub(crate) entry: Option<i32>,
    /// The last day on which it is in force for anybody.
    pub(crate) last: i32,
    /// The day of the conclusion, if it is told.
    pub(crate) concluded: Option<i32>,
}

fn days(stated: Option<&Stated>) -> Vec<Option<i32>> {
    stated.map_or_else(|| vec![None], |stated| stated.days.iter().map(Some).collect())
}

impl Exit {
    /// The last days inside that it leaves; `None` where nothing ended it.
    pub(crate) fn last_days(&self, notice: Option<i32>) -> Option<Days> {
        match self {
            Self::Stays | Self::Revoked { .. } => None,
            Self::Withdrawal(on, ending) => Some(last_inside(on.days, *ending)),
            Self::Notice { effective: Some((on, ending)), .. } => {
                Some(last_inside(on.days, *ending))
            }
            Self::Notice { on, effective: None } => Some(match notice {
                Some(count) => on.days.later(count - 1),
                None => Days::from(on.days.first()),
            }),
        }
    }

    /// The day on which it was declared.
    pub(crate) fn given(&self) -> Option<&Stated> {
        match self {
            Self::Stays => None,
            Self::Withdrawal(on, _) | Self::Notice { on, .. } | Self::Revoked { on } => Some(on),
        }
    }

    fn acts(&self) -> Vec<Act> {
        let ended = |mut act: Act, ending: Option<Ending>| {
            act.ending = ending;
            act
        };
        match self {
            Self::Stays => Vec::new(),
            Self::Withdrawal(on, ending) => {
                vec![ended(Act::new(ActKind::Withdrawal).on(on.date()), *ending)]
            }
            Self::Notice { on, effective } => {
                let act = Act::new(ActKind::Notice).on(on.date());
                vec![match effective {
                    Some((day, ending)) => ended(act.effective(day.date()), *ending),
                    None => act,
                }]
            }
            Self::Revoked { on } => vec![
                Act::new(ActKind::Notice).on(on.date()),
                Act::new(ActKind::Revocation).on(bilateral::day(2000, 6, 1)),
            ],
        }
    }
}

impl Whole {
    /// Every exact life of the treaty.
    pub(crate) fn lives(&self) -> Vec<Life> {
        let ends: Vec<i32> = self.end.as_ref().map_or_else(
            || vec![AFTER],
            |(on, ending)| last_inside(on.days, *ending).iter().collect(),
        );
        let mut lives = Vec::new();
        for entry in days(self.entry.as_ref()) {
            for last in &ends {
                for concluded in days(self.concluded.as_ref()) {
                    if entry.is_none_or(|entry| entry <= *last) {
                        lives.push(Life { entry, last: *last, concluded });
                    }
                }
            }
        }
        lives
    }

    pub(crate) fn treaty(&self, id: &str, source: &str) -> Treaty {
        let mut treaty = Treaty::new(id, "A treaty").source(source);
        treaty.concluded = self.concluded.as_ref().map(Stated::date);
        treaty.others = !self.two_sided;
        treaty.notice =
            self.notice.map(|count| format!("{count} days").parse::<Length>().expect("a length"));
        if let Some(count) = self.delay {
            let delay = format!("{count} days").parse::<Length>().expect("a length");
            treaty.entry_clause = Some(EntryClause::new().joiner_delay(delay));
        }
        if let Some(entry) = &self.entry {
            let mut act = Act::new(ActKind::EntryIntoForce).on(entry.date());
            act.retroactive = self.retroactive;
            treaty.acts.push(act);
        }
        if let Some((on, ending)) = &self.end {
            let mut act = Act::new(ActKind::Termination).on(on.date());
            act.ending = *ending;
            treaty.acts.push(act);
        }
        treaty
    }
}

impl Told {
    pub(crate) const fn nothing() -> Self {
        Self { signature: None, phases: Vec::new(), seen: None }
    }

    /// As a listed party.
    pub(crate) fn party(&self, actor: CountryCode, retroactive: bool) -> TreatyParty {
        let mut party = TreatyParty::new(actor);
        let mut push = |kind: ActKind, on: &Option<Stated>| {
            if let Some(on) = on {
                let mut act = Act::new(kind).on(on.date());
                act.retroactive = retroactive && kind == ActKind::EntryIntoForce;
                party.acts.push(act);
            }
        };
        push(ActKind::Signature, &self.signature);
        for phase in &self.phases {
            push(ActKind::Ratification, &phase.consent);
            push(ActKind::EntryIntoForce, &phase.entry);
        }
        party.acts.extend(self.phases.iter().flat_map(|phase| phase.exit.acts()));
        party
    }

    pub(crate) fn attested(&self, actor: CountryCode) -> Option<AttestedStanding> {
        let seen = self.seen.as_ref()?;
        Some(AttestedStanding::new(TreatyStanding::Party).party(actor).on(seen.date()))
    }

    /// The days of the signature and the consents in each exact history, the earliest of which may be
    /// the first signature of the treaty.
    pub(crate) fn first_deeds(&self) -> impl Iterator<Item = &Stated> {
        self.signature.iter().chain(self.phases.iter().filter_map(|phase| phase.consent.as_ref()))
    }

    /// Every exact history of the party in one life of the treaty, in which others first signed on a
    /// day.
    pub(crate) fn histories(
        &self,
        whole: &Whole,
        life: Life,
        others_signed: Option<i32>,
    ) -> Vec<History> {
        let mut found = Vec::new();
        for signed in days(self.signature.as_ref()) {
            let begun =
                History { signed, consents: Vec::new(), left: Vec::new(), force: Vec::new() };
            let mut worlds = vec![begun];
            if self.phases.is_empty() {
                let phase = Phase { consent: None, entry: None, exit: Exit::Stays };
                worlds = worlds
                    .iter()
                    .flat_map(|world| phase.after(world, whole, life, others_signed))
                    .collect();
            }
            for phase in &self.phases {
                worlds = worlds
                    .iter()
                    .flat_map(|world| phase.after(world, whole, life, others_signed))
                    .collect();
            }
            found.extend(worlds);
        }
        if let Some(seen) = &self.seen {
            found.retain(|history| history.in_force().meets(seen.days));
        }
        found
    }
}

impl Phase {
    /// Every way in which a history goes on.
    fn after(
        &self,
        before: &History,
        whole: &Whole,
        life: Life,
        others_signed: Option<i32>,
    ) -> Vec<History> {
        let mut found = Vec::new();
        for consent in days(self.consent.as_ref()) {
            for entry in days(self.entry.as_ref()) {
                let exits = self.exit.last_days(whole.notice);
                let last_days: Vec<Option<i32>> =
                    exits.map_or_else(|| vec![None], |days| days.iter().map(Some).collect());
                for last in last_days {
                    let mut history = before.clone();
                    history.consents.extend(consent);
                    history.left.extend(last);
                    // A consent on record binds no earlier than its day; without one the signature may do.
                    let consented = consent.or(history.consents.first().copied());
                    let own = consented.or(history.signed);
                    let first = [own, others_signed, life.concluded].into_iter().flatten().min();
                    let reaches_back =
                        whole.retroactive && (whole.entry.is_some() || self.entry.is_some());
                    let limit = own.or(first).filter(|_| !reaches_back).unwrap_or(BEFORE);
                    let limit = limit.max(before.left.last().map_or(BEFORE, |day| day + 1));
                    let (starts, must) =
                        self.starts(whole, life, consent, entry, limit, !before.left.is_empty());
                    let end = last.unwrap_or(AFTER).min(life.last);
                    for start in starts.iter().filter(|start| *start >= limit) {
                        if start <= end {
                            let mut world = history.clone();
                            world.force.push((start, end));
                            found.push(world);
                        } else if !must
                            && last.is_none()
                            && !(whole.two_sided && whole.end.is_some())
                        {
                            found.push(history.clone());
                        }
                    }
                }
            }
        }
        found
    }

    /// A late joiner starts on the day that the clause gives, else within a margin of a year.
    fn joins_late(&self, whole: &Whole, consent: i32) -> (Days, bool) {
        match whole.delay {
            Some(count) => (Days::on(consent).later(count), false),
            None => (Days::from(consent), false),
        }
    }

    /// The days on which force may begin, `AFTER` standing for never too, and whether it must begin.
    fn starts(
        &self,
        whole: &Whole,
        life: Life,
        consent: Option<i32>,
        entry: Option<i32>,
        limit: i32,
        returns: bool,
    ) -> (Days, bool) {
        match (entry, life.entry, consent) {
            (Some(own), ..) => (Days::on(own), true),
            // Who comes back finds the treaty in force.
            (None, _, Some(consent)) if returns => self.joins_late(whole, consent),
            (None, Some(general), _) if whole.two_sided => (Days::on(general), true),
            // Consent by the day of general force waits for that day.
            (None, Some(general), Some(consent)) if consent <= general => (Days::on(general), true),
            (None, Some(_), Some(consent)) => self.joins_late(whole, consent),
            // Listed or a mere signatory: from general force on it may have joined, or never.
            (None, Some(general), None) => (Days::from(general.max(limit)), false),
            // Consent makes force possible, never certain.
            (None, None, Some(consent)) => (Days::from(consent.max(limit)), false),
            (None, None, None) => (Days::from(limit), false),
        }
    }
}

/// A day, or a short stretch of days, within two days.
pub(crate) fn within(first: i32, last: i32) -> impl Strategy<Value = Stated> {
    (first..=last, prop_oneof![3 => Just(0), 2 => 0..4_i32])
        .prop_map(move |(day, more)| Stated::between(day, (day + more).min(last)))
}

pub(crate) fn flavour() -> impl Strategy<Value = Option<Ending>> {
    select(vec![None, Some(Ending::End), Some(Ending::Left), Some(Ending::Ended)])
}

fn exit(first: i32, last: i32) -> impl Strategy<Value = Exit> {
    prop_oneof![
        3 => Just(Exit::Stays),
        3 => (within(first, last), flavour()).prop_map(|(on, ending)| Exit::Withdrawal(on, ending)),
        2 => (within(first, last), prop::option::of((within(first, last), flavour())))
            .prop_map(|(on, effective)| Exit::Notice { on, effective })
            .prop_filter("an effect after the notice", |exit| match exit {
                Exit::Notice { on, effective: Some((day, _)) } => on.days.last() <= day.days.first(),
                _ => true,
            }),
        1 => within(first, last).prop_map(|on| Exit::Revoked { on }),
    ]
}

fn phase(first: i32, last: i32) -> impl Strategy<Value = Phase> {
    (
        prop::option::of(within(first, last - 1)),
        prop::option::of(within(first, last)),
        exit(first + 1, last),
    )
        .prop_map(|(consent, entry, exit)| Phase { consent, entry, exit })
        .prop_filter("a leaving after what it leaves", |phase| {
            let begun =
                [&phase.consent, &phase.entry].into_iter().flatten().map(|on| on.days.last()).max();
            let given = phase.exit.given().map(|on| on.days.first());
            begun.zip(given).is_none_or(|(begun, given)| begun < given)
        })
}

/// What may be told of a party that comes once.
pub(crate) fn told_once() -> impl Strategy<Value = Told> {
    (
        prop::option::of(within(1, 6)),
        prop::collection::vec(phase(1, 12), 0..2),
        prop::option::weighted(0.2, within(1, 12)),
    )
        .prop_map(|(signature, phases, seen)| Told { signature, phases, seen })
}

/// What may be told of a party that leaves and returns.
pub(crate) fn told_twice() -> impl Strategy<Value = Told> {
    let leaves = |phase: &Phase| {
        !matches!(
            phase.exit,
            Exit::Stays | Exit::Revoked { .. } | Exit::Notice { effective: None, .. }
        )
    };
    let returns = |phase: &Phase| {
        let began = phase.entry.as_ref().or(phase.consent.as_ref()).map(|on| on.days.last());
        let in_order = match (&phase.consent, &phase.entry) {
            (Some(consent), Some(entry)) => consent.days.last() <= entry.days.first(),
            _ => true,
        };
        in_order
            && began
                .is_some_and(|began| phase.exit.given().is_none_or(|on| began < on.days.first()))
    };
    (
        prop::option::of(within(1, 3)),
        phase(1, 7).prop_filter("leaves", leaves),
        phase(8, 12).prop_filter("returns", returns),
    )
        .prop_map(|(signature, first, second)| Told {
            signature,
            phases: vec![first, second],
            seen: None,
        })
}

pub(crate) fn whole() -> impl Strategy<Value = Whole> {
    (
        any::<bool>(),
        prop::option::weighted(0.3, within(1, 4)),
        prop::option::weighted(0.7, within(1, 9)),
        prop::option::weighted(0.2, (within(5, 12), flavour())),
        prop::option::weighted(0.3, 1..4_i32),
        prop::option::weighted(0.3, 0..4_i32),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(two_sided, concluded, entry, end, notice, delay, retroactive)| Whole {
            two_sided,
            concluded,
            entry,
            end,
            notice,
            delay,
            retroactive,
        })
}

/// The treaty of the United States and France, from one source.
pub(crate) fn treaty(whole: &Whole, usa: &Told, fra: &Told, id: &str, source: &str) -> Treaty {
    let mut treaty = whole
        .treaty(id, source)
        .party(usa.party(USA, whole.retroactive))
        .party(fra.party(FRA, whole.retroactive));
    treaty.attested.extend(usa.attested(USA));
    treaty.attested.extend(fra.attested(FRA));
    treaty
}
