//! What one claim on a spell allows, what the spells of one source allow together, and what claims of
//! several sources allow: restated from the design, by enumeration.

use bilateral::date::Endpoint;
use bilateral::{
    Act, ActKind, Attestation, CountryCode, Ending, Membership, Record, Relation, RelationKind,
    Standing,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::days::{AFTER, BEFORE, Days, Stated, stated};

pub(crate) const USA: CountryCode = CountryCode::USA;
pub(crate) const FRA: CountryCode = CountryCode::FRA;

/// The exact first and last day of a spell.
pub(crate) type Spell = (i32, i32);

/// What a claim states as the end.
#[derive(Debug, Clone)]
pub(crate) enum End {
    /// Nothing recorded ended it.
    Absent,
    Unknown,
    Last(Stated),
    Left(Stated),
    Ended(Stated),
    /// A notice was given, with the day of its effect and how that is meant, and may have been revoked.
    Notice {
        on: Stated,
        effective: Option<(Stated, Option<Ending>)>,
        revoked: bool,
    },
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        2 => Just(End::Absent),
        1 => Just(End::Unknown),
        2 => stated().prop_map(End::Last),
        1 => stated().prop_map(End::Left),
        1 => stated().prop_map(End::Ended),
    ]
}

fn notice() -> impl Strategy<Value = End> {
    let flavour = select(vec![None, Some(Ending::End), Some(Ending::Left), Some(Ending::Ended)]);
    (stated(), prop::option::of((stated(), flavour)), prop::bool::weighted(0.2))
        .prop_map(|(on, effective, revoked)| End::Notice { on, effective, revoked })
}

/// The last days inside that a day of an end leaves, as it is meant.
pub(crate) fn last_inside(days: Days, ending: Option<Ending>) -> Days {
    match ending {
        Some(Ending::End) => days,
        Some(Ending::Left) => days.earlier(),
        _ => days.earlier() | days,
    }
}

/// One claim on one spell.
#[derive(Clone)]
pub(crate) struct Claim {
    pub(crate) start: Option<Stated>,
    pub(crate) end: End,
    pub(crate) attested: Vec<Stated>,
    /// It begins with a return, so that there was an earlier spell.
    pub(crate) returned: bool,
}

impl core::fmt::Debug for Claim {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { start, end, attested, returned } = self;
        write!(f, "start {start:?}, end {end:?}, attested {attested:?}, returned {returned}")
    }
}

pub(crate) fn claim() -> impl Strategy<Value = Claim> {
    claim_ending(end())
}

/// A claim in which a notice may stand for the end.
pub(crate) fn claim_with_notice() -> impl Strategy<Value = Claim> {
    claim_ending(prop_oneof![end(), notice()])
}

fn claim_ending(end: impl Strategy<Value = End>) -> impl Strategy<Value = Claim> {
    (
        prop::option::weighted(0.7, stated()),
        end,
        prop::collection::vec(stated(), 0..2),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(start, end, attested, returned)| {
            let returned = returned && start.is_some();
            Claim { start, end, attested, returned }
        })
        .prop_filter("a claim that can be true", |claim| !claim.histories().is_empty())
}

/// Two claims of which the one certainly begins before the other does.
pub(crate) fn in_order() -> impl Strategy<Value = (Claim, Claim)> {
    let rest = || (end(), prop::collection::vec(stated(), 0..2));
    let build =
        |start, (end, attested)| Claim { start: Some(start), end, attested, returned: false };
    (stated(), stated(), rest(), rest()).prop_filter_map(
        "begins in order",
        move |(a, b, early, late)| {
            let (a, b) = if a.days.first() <= b.days.first() { (a, b) } else { (b, a) };
            let apart = a.days.last() < b.days.first();
            let pair = (build(a, early), build(b, late));
            let possible = !pair.0.histories().is_empty() && !pair.1.histories().is_empty();
            (apart && possible).then_some(pair)
        },
    )
}

impl Claim {
    pub(crate) fn since(start: Stated) -> Self {
        Self { start: Some(start), end: End::Absent, attested: Vec::new(), returned: false }
    }

    fn endpoint(&self) -> Option<Endpoint> {
        self.start.as_ref().map(|start| Endpoint::Date(start.date()))
    }

    fn attestations(&self) -> Vec<Attestation> {
        self.attested.iter().map(|on| Attestation::On(on.date())).collect()
    }

    fn acts(&self) -> Vec<Act> {
        let mut acts = Vec::new();
        if let (true, Some(start)) = (self.returned, &self.start) {
            acts.push(Act::new(ActKind::Return).on(start.date()));
        }
        if let End::Notice { on, effective, revoked } = &self.end {
            let mut notice = Act::new(ActKind::Notice).on(on.date());
            if let Some((effective, ending)) = effective {
                notice.effective = Some(effective.date());
                notice.ending = *ending;
            }
            acts.push(notice);
            if *revoked {
                acts.push(Act::new(ActKind::Revocation).on(bilateral::day(2000, 6, 1)));
            }
        }
        acts
    }

    /// As a relation of the United States and France.
    pub(crate) fn relation(&self, id: &str, source: &str) -> Relation {
        let mut relation =
            Relation::new(id, RelationKind::DiplomaticRelations, USA, FRA).mutual().source(source);
        relation.start = self.endpoint();
        match &self.end {
            End::Absent | End::Notice { .. } => {}
            End::Unknown => relation.end = Some(Endpoint::Unknown),
            End::Last(date) => relation.end = Some(Endpoint::Date(date.date())),
            End::Left(date) => relation.left = Some(date.date()),
            End::Ended(date) => relation.ended = Some(date.date()),
        }
        relation.attested = self.attestations();
        relation.acts = self.acts();
        relation
    }

    /// As a membership of France in the club.
    pub(crate) fn membership(&self, id: &str, source: &str) -> Membership {
        let mut membership = Membership::new(id, FRA, "club", Standing::Full).source(source);
        let Relation { start, end, left, ended, attested, acts, .. } = self.relation(id, source);
        (membership.start, membership.end, membership.left, membership.ended) =
            (start, end, left, ended);
        (membership.attested, membership.acts) = (attested, acts);
        membership
    }

    /// The last days inside that the stated end leaves; `None` where nothing recorded ended it.
    pub(crate) fn stated_end(&self) -> Option<Days> {
        match &self.end {
            End::Absent | End::Notice { revoked: true, .. } => None,
            End::Unknown => Some(Days::ALL),
            End::Last(date) => Some(last_inside(date.days, Some(Ending::End))),
            End::Left(date) => Some(last_inside(date.days, Some(Ending::Left))),
            End::Ended(date) => Some(last_inside(date.days, None)),
            End::Notice { effective: Some((date, ending)), .. } => {
                Some(last_inside(date.days, *ending))
            }
            End::Notice { on, effective: None, .. } => Some(Days::from(on.days.first())),
        }
    }

    /// Whether it can hold from one day to another, its end left to the caller if none is stated.
    fn allows(&self, (start, end): Spell) -> bool {
        let span = Days::span(start, end);
        start <= end
            && self.start.as_ref().is_none_or(|days| days.days.has(start))
            && self.stated_end().is_none_or(|days| days.has(end))
            && self.attested.iter().all(|on| on.days.meets(span))
    }

    /// Every first and last day that the claim allows, if no other spell ends it.
    pub(crate) fn histories(&self) -> Vec<Spell> {
        self.histories_if_ended()
            .into_iter()
            .filter(|(_, end)| self.stated_end().is_some() || *end == AFTER)
            .collect()
    }

    /// Every first and last day that the claim allows, if another spell of its source may end it.
    pub(crate) fn histories_if_ended(&self) -> Vec<Spell> {
        (BEFORE..=AFTER)
            .flat_map(|start| (start..=AFTER).map(move |end| (start, end)))
            .filter(|spell| self.allows(*spell))
            .collect()
    }

    /// The days on which it may have held.
    pub(crate) fn possible_days(&self) -> Days {
        let spans = self.histories().into_iter().map(|(start, end)| Days::span(start, end));
        spans.fold(Days::NONE, |all, one| all | one)
    }
}

/// Every way in which the spells that one source tells of can have been: each as its claim allows, no
/// two on one day, and open at the end only if it is the last of those.
pub(crate) fn told_by_one(claims: &[Claim]) -> Vec<Vec<Spell>> {
    let mut found: Vec<Vec<Spell>> = vec![Vec::new()];
    for claim in claims {
        let histories = claim.histories_if_ended();
        let mut longer = Vec::new();
        for world in &found {
            for spell in &histories {
                let apart = |other: &Spell| other.1 < spell.0 || spell.1 < other.0;
                if world.iter().all(apart) {
                    longer.push(world.iter().chain([spell]).copied().collect());
                }
            }
        }
        found = longer;
    }
    found.retain(|world: &Vec<Spell>| {
        let last = world.iter().zip(claims).max_by_key(|(spell, _)| spell.0);
        last.is_none_or(|((_, end), claim)| claim.stated_end().is_some() || *end == AFTER)
    });
    found
}

/// The days inside any of several spells.
pub(crate) fn inside(spells: &[Spell]) -> Days {
    spells.iter().fold(Days::NONE, |all, (start, end)| all | Days::span(*start, *end))
}

/// What one source says of the first and the last day of one spell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) source: usize,
    /// The first days that agree with it; `None` if it says nothing of them.
    pub(crate) start: Option<Days>,
    /// The last days that agree with it; `None` if it says nothing of them.
    pub(crate) end: Option<Days>,
    /// It says that the spell ended, not only that it lasted to some day.
    pub(crate) ended: bool,
}

impl Fields {
    /// What a claim says after the spells of its source have tightened one another to the given ones.
    pub(crate) fn of(
        source: usize,
        claim: &Claim,
        spells: impl Iterator<Item = Spell>,
        ended: bool,
    ) -> Self {
        let (mut starts, mut ends) = (Days::NONE, Days::NONE);
        for (start, end) in spells {
            starts = starts | Days::on(start);
            ends = ends | Days::on(end);
        }
        // A day of which no bound is known tells nothing on that side.
        let seen =
            claim.attested.iter().map(|on| on.days.first()).filter(|day| *day > BEFORE).max();
        let begun = claim.start.is_some() || claim.attested.iter().any(|on| !on.is_endless());
        Self {
            source,
            start: begun.then_some(starts),
            end: if ended { Some(ends) } else { seen.map(Days::from) },
            ended,
        }
    }

    /// What the only claim of a source says.
    pub(crate) fn alone(source: usize, claim: &Claim) -> Self {
        Self::of(source, claim, claim.histories().into_iter(), claim.stated_end().is_some())
    }
}

/// The subsets of claims that agree on a value and cannot be made larger, with the values they share.
pub(crate) fn maximal(claims: &[Days]) -> Vec<(u32, Days)> {
    let shared = |subset: u32| {
        let chosen = (0..claims.len()).filter(|at| subset >> at & 1 == 1).map(|at| claims[at]);
        chosen.fold(Days::ALL, |shared, days| shared & days)
    };
    let agreeing: Vec<(u32, Days)> = (1..1_u32 << claims.len())
        .map(|subset| (subset, shared(subset)))
        .filter(|(_, days)| !days.is_empty())
        .collect();
    let larger = |subset: u32| {
        agreeing.iter().any(|(other, _)| *other != subset && other & subset == subset)
    };
    agreeing.iter().filter(|(subset, _)| !larger(*subset)).copied().collect()
}

/// The first and last days of one spell that some maximal agreeing subset of its claims allows.
pub(crate) fn agreed(claims: &[Fields]) -> (Days, Days) {
    agreed_by(claims, |_, _, subsets| subsets)
}

/// As [`agreed`], of the subsets that are chosen for a field: given the claims that speak to it, the
/// values of each by itself, and the maximal agreeing subsets.
pub(crate) fn agreed_by(
    claims: &[Fields],
    choose: impl Fn(&[Fields], &[Days], Vec<(u32, Days)>) -> Vec<(u32, Days)>,
) -> (Days, Days) {
    let chosen = |field: fn(&Fields) -> Option<Days>| {
        let speaking: Vec<Fields> =
            claims.iter().filter(|claim| field(claim).is_some()).copied().collect();
        let values: Vec<Days> = speaking.iter().filter_map(field).collect();
        let subsets = choose(&speaking, &values, maximal(&values));
        (speaking, subsets)
    };
    let join = |all: Days, one: Days| all | one;
    let (_, starts) = chosen(|claim| claim.start);
    let starts = starts.into_iter().map(|(_, days)| days).reduce(join).unwrap_or(Days::ALL);
    let (lasting, ends) = chosen(|claim| claim.end);
    let ends = ends.into_iter().map(|(subset, days)| {
        // Nothing recorded ended it where no claim of the subset states an end.
        let ended = (0..lasting.len()).any(|at| subset >> at & 1 == 1 && lasting[at].ended);
        if ended { days } else { Days::OPEN }
    });
    (starts, ends.reduce(join).unwrap_or(Days::OPEN))
}

/// Every spell that begins and ends on one of the days given.
pub(crate) fn spells_of((starts, ends): (Days, Days)) -> Vec<Spell> {
    starts
        .iter()
        .flat_map(|start| ends.iter().map(move |end| (start, end)))
        .filter(|(start, end)| start <= end)
        .collect()
}

/// A record of a relation, as one claim of a source.
pub(crate) fn relation(claim: &Claim, id: &str, source: usize) -> Record {
    claim.relation(id, &format!("s{source}")).into()
}
