//! Subjects: which records speak of one and the same thing.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::by_days::by_days;
use super::claim::{SpellClaim, attest};
use super::deciding::Deciding;
use super::force::TreatyForce;
use super::keys::Keys;
use super::limits::Limits;
use super::records::Records;
use super::spells::Series;
use super::treaty_acts::{TreatyClaim, ending_by_notice};
use crate::date::{PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{
    Act, ActKind, Actor, Citation, HasSpell, Participant, Record, RecordKind, Relation,
    RelationKind, TradeFigure,
};

/// One thing that records are about, with the claims on it.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) kind: RecordKind,
    /// The records that speak of it: the one that names it first, then by id.
    pub(crate) claims: Vec<u32>,
    /// For kinds with spells: the history it belongs to and which spell of it this is; the spell is
    /// absent where only denials are recorded.
    pub(crate) series: Option<(u32, Option<u32>)>,
    /// For a treaty: its force.
    pub(crate) force: Option<u32>,
    /// The earliest and latest possible day on which it began or happened, for order.
    pub(crate) order: (i32, i32),
}

/// Everything that is worked out about subjects while a store is built.
#[derive(Debug)]
pub(crate) struct Subjects {
    pub(crate) list: Vec<Subject>,
    /// The subject of each record.
    pub(crate) of_record: Vec<u32>,
    /// The histories of kinds with spells.
    pub(crate) series: Vec<Series>,
    /// The records behind each history.
    pub(crate) members: Vec<Vec<u32>>,
    /// The force of treaties.
    pub(crate) force: Vec<TreatyForce>,
}

impl Subjects {
    pub(crate) fn of(store: &Records) -> Self {
        let mut subjects = Self {
            list: Vec::new(),
            of_record: Vec::new(),
            series: Vec::new(),
            members: Vec::new(),
            force: Vec::new(),
        };
        let mut keyed: BTreeMap<(usize, String), Vec<u32>> = BTreeMap::new();
        for (at, record) in store.records() {
            // What a record names by `same_as` decides what it is about.
            let root = store.by_id(record.kind(), store.root_id(record)).unwrap_or(record);
            keyed.entry((record.kind() as usize, key_of(store, root))).or_default().push(at);
        }
        for claims in keyed.into_values() {
            subjects.add(store, claims);
        }
        subjects.list.sort_by(|a, b| {
            let id = |subject: &Subject| {
                subject.claims.first().and_then(|at| store.record(*at)).map(Record::id)
            };
            (a.kind as usize, a.order, id(a)).cmp(&(b.kind as usize, b.order, id(b)))
        });
        subjects.of_record.resize(store.len(), 0);
        for (number, subject) in (0_u32..).zip(&subjects.list) {
            for at in &subject.claims {
                if let Some(slot) = subjects.of_record.get_mut(*at as usize) {
                    *slot = number;
                }
            }
        }
        subjects
    }

    fn add(&mut self, store: &Records, mut claims: Vec<u32>) {
        claims.sort_by_key(|at| {
            store.record(*at).map(|record| (record.same_as().is_some(), record.id()))
        });
        let Some(first) = claims.first().and_then(|at| store.record(*at)) else { return };
        match first {
            Record::Membership(_) | Record::Relation(_) | Record::Program(_) => {
                self.add_series(store, &claims)
            }
            Record::Visit(_) | Record::Event(_) => {
                for group in by_days(store, &claims, happened) {
                    self.push(store, first.kind(), group);
                }
            }
            Record::Treaty(_) => {
                let force = force_of(Deciding::nothing(store), &claims);
                let number = u32::try_from(self.force.len()).ok();
                self.force.push(force);
                self.push(store, RecordKind::Treaty, claims);
                if let Some(subject) = self.list.last_mut() {
                    subject.force = number;
                }
            }
            _ => self.push(store, first.kind(), claims),
        }
    }

    fn push(&mut self, store: &Records, kind: RecordKind, claims: Vec<u32>) {
        let order = claims
            .iter()
            .filter_map(|at| happened(store.record(*at)?))
            .map(|days| (days.first(), days.last()))
            .min()
            .unwrap_or((UNBOUNDED_ABOVE, UNBOUNDED_ABOVE));
        self.list.push(Subject { kind, claims, series: None, force: None, order });
    }

    fn add_series(&mut self, store: &Records, claims: &[u32]) {
        let Some(first) = claims.first().and_then(|at| store.record(*at)) else { return };
        let kind = first.kind();
        let mut series = history_of(Deciding::nothing(store), claims);
        // One programme is one thing, whatever its spells; the others are one subject a spell.
        let whole = kind == RecordKind::Program;
        let number = u32::try_from(self.series.len()).unwrap_or(u32::MAX);
        if whole || series.spells.is_empty() {
            self.push(store, kind, claims.to_vec());
            if let Some(subject) = self.list.last_mut() {
                subject.series = Some((number, None));
                if let Some(days) = series.spells.first().and_then(|spell| spell.starts.first()) {
                    subject.order = (days.first(), days.last());
                }
            }
        } else {
            for (at, spell) in (0_u32..).zip(&mut series.spells) {
                spell.claims.sort_by_key(|at| {
                    store.record(*at).map(|record| (record.same_as().is_some(), record.id()))
                });
                let order = spell
                    .starts
                    .first()
                    .map_or((UNBOUNDED_BELOW, UNBOUNDED_BELOW), |days| (days.first(), days.last()));
                let mut claims = spell.claims.clone();
                if at == 0 {
                    claims.extend(series.denials.iter().map(|denial| denial.by));
                }
                self.list.push(Subject {
                    kind,
                    claims,
                    series: Some((number, Some(at))),
                    force: None,
                    order,
                });
            }
        }
        self.series.push(series);
        self.members.push(claims.to_vec());
    }
}

/// The history that records of one subject add up to.
pub(crate) fn history_of(deciding: Deciding<'_>, members: &[u32]) -> Series {
    let records = deciding.records;
    let first = members.first().and_then(|at| records.record(*at));
    let spells: Vec<SpellClaim<'_>> =
        members.iter().flat_map(|at| spell_claims(records, *at)).collect();
    let limits = first.map_or(Limits::NONE, |record| limits_of(deciding, record));
    Series::of(&spells, &limits, deciding)
}

/// The force that the claims on a treaty add up to.
pub(crate) fn force_of(deciding: Deciding<'_>, claims: &[u32]) -> TreatyForce {
    let treaties: Vec<TreatyClaim<'_>> = claims
        .iter()
        .filter_map(|at| match deciding.records.record(*at)? {
            Record::Treaty(treaty) => Some(TreatyClaim { by: *at, treaty }),
            _ => None,
        })
        .collect();
    TreatyForce::of(deciding, &treaties)
}

/// The claims that a record with a spell makes: one, or where it denies several days, one a day.
fn spell_claims(store: &Records, at: u32) -> Vec<SpellClaim<'_>> {
    let Some(claim) = spell_claim(store, at) else { return Vec::new() };
    let Some(record) = store.record(at) else { return Vec::new() };
    let days = match record {
        Record::Membership(membership) => &membership.attested,
        Record::Relation(relation) => &relation.attested,
        Record::Program(program) => &program.attested,
        _ => return alloc::vec![claim],
    };
    if !claim.denied || days.len() < 2 {
        let mut claims = notices_of_others(store, at, claim);
        claims.insert(0, claim);
        return claims;
    }
    let cited = record.sources();
    let bare = SpellClaim { denied: true, ..SpellClaim::silent(at, claim.source, cited) };
    days.iter().map(|day| attest(store, bare, core::slice::from_ref(day), cited)).collect()
}

/// The claim that a record with a spell makes.
fn spell_claim(store: &Records, at: u32) -> Option<SpellClaim<'_>> {
    let record = store.record(at)?;
    let (fields, acts): (_, &[Act]) = match record {
        Record::Membership(membership) => (membership.spell(), &membership.acts),
        Record::Relation(relation) => (relation.spell(), &relation.acts),
        Record::Program(program) => (program.spell(), &[]),
        _ => return None,
    };
    let mut claim = SpellClaim::of(
        at,
        store.source_of(at, &[]),
        record.sources(),
        fields,
        store.source_day(record.sources()),
    );
    claim.denied = record.is_denied();
    let root = store.at_id(record.kind(), store.root_id(record));
    claim.joined = root.or_else(|| store.named_by(record)).or(Some(at));
    claim.returned =
        acts.iter().any(|act| act.kind.is_return() && !act.denied && begins(act, claim.start));
    if claim.end.is_none() {
        let said = acts.iter().filter(|act| store.source_of(at, &act.sources) == claim.source);
        claim.end = notice_end(said);
        claim = claim.tightened();
    }
    Some(claim)
}

fn begins(act: &Act, start: Option<Keys>) -> bool {
    match (act.effective.or(act.on), start) {
        (Some(date), Some(start)) => Keys::of(date).meets(start),
        _ => true,
    }
}

/// The end that notices bring: that of the one that stands, from the first to the last of several, and
/// perhaps none where one may have been revoked.
fn notice_end<'r>(acts: impl Iterator<Item = &'r Act> + Clone) -> Option<Keys> {
    let done = |kind: ActKind| acts.clone().filter(move |act| act.kind == kind && !act.denied);
    let days = |act: &Act| act.on.map_or(Keys::ALL, Keys::of);
    let notices = done(ActKind::Notice).count();
    let mut end: Option<Keys> = None;
    let mut may_go_on = false;
    for notice in done(ActKind::Notice) {
        let given = days(notice);
        let can_follow = |act: &Act| given.first() <= days(act).last();
        let must_follow = |act: &Act| given.last() <= days(act).first() || notices == 1;
        let mut revoked = done(ActKind::Revocation).filter(|act| can_follow(act)).peekable();
        let is_revocable = revoked.peek().is_some();
        if revoked.any(must_follow) {
            continue;
        }
        may_go_on |= is_revocable;
        if let Some(days) = ending_by_notice(notice, None) {
            end = Some(end.map_or(days, |so_far| so_far.hull(days)));
        }
    }
    let end = end?;
    if may_go_on { Keys::new(end.first(), UNBOUNDED_ABOVE) } else { Some(end) }
}

/// The claims of notices that cite other sources than their record does: each source by itself.
fn notices_of_others<'r>(store: &'r Records, at: u32, own: SpellClaim<'r>) -> Vec<SpellClaim<'r>> {
    let acts: &[Act] = match store.record(at) {
        Some(Record::Membership(membership)) => &membership.acts,
        Some(Record::Relation(relation)) => &relation.acts,
        _ => return Vec::new(),
    };
    let mut sources: Vec<(u32, &[Citation])> = acts
        .iter()
        .filter(|act| !act.sources.is_empty() && act.kind == ActKind::Notice && !act.denied)
        .map(|act| (store.source_of(at, &act.sources), act.sources.as_slice()))
        .filter(|(source, _)| *source != own.source)
        .collect();
    sources.sort_unstable_by_key(|(source, _)| *source);
    sources.dedup_by_key(|(source, _)| *source);
    let claims = sources.into_iter().filter_map(|(source, cited)| {
        let said = acts.iter().filter(|act| store.source_of(at, &act.sources) == source);
        let end = notice_end(said)?;
        Some(SpellClaim {
            end: Some(end),
            joined: own.joined,
            ..SpellClaim::silent(at, source, cited)
        })
    });
    claims.collect()
}

/// The days outside which the subject cannot have held.
fn limits_of(deciding: Deciding<'_>, record: &Record) -> Limits {
    match record {
        Record::Membership(membership) => deciding
            .existence(&membership.member)
            .and(deciding.existence(&Actor::organization(membership.organization.clone()))),
        Record::Relation(relation) => {
            deciding.existence(&relation.from).and(deciding.existence(&relation.towards))
        }
        _ => Limits::NONE,
    }
}

/// What records must share to speak of one subject, before spells and days are matched.
pub(crate) fn key_of(store: &Records, record: &Record) -> String {
    match record {
        Record::Membership(membership) => {
            format!("{}|{}|{}", membership.member, membership.organization, membership.standing)
        }
        Record::Relation(relation) => relation_key(relation),
        Record::TradeFigure(figure) => trade_key(figure),
        Record::Figure(figure) => {
            let mut key = figure.clone();
            key.id.clear();
            key.estimate = None;
            key.vintage = None;
            key.words = None;
            key.status = None;
            (key.note, key.same_as, key.ordinal, key.denied) = (None, None, None, false);
            key.sources.clear();
            format!("{key:?}")
        }
        Record::Visit(visit) => {
            format!("{}|{}", visit.host, traveller_key(visit.travellers.first()))
        }
        Record::Event(event) => {
            let mut names: Vec<String> = event
                .participants
                .iter()
                .map(|participant| traveller_key(Some(participant)))
                .collect();
            names.sort_unstable();
            format!("{}|{names:?}", event.category)
        }
        _ => store.root_id(record).into(),
    }
}

fn traveller_key(participant: Option<&Participant>) -> String {
    match participant {
        Some(Participant { person: Some(person), .. }) => person.clone(),
        Some(Participant { actor, label, .. }) => format!("{actor:?}|{label:?}"),
        None => String::new(),
    }
}

fn relation_key(relation: &Relation) -> String {
    let (mut from, mut towards) = (&relation.from, &relation.towards);
    if relation.mutual && towards < from {
        (from, towards) = (towards, from);
    }
    let (mut what, mut place) = ("", "");
    match relation.kind {
        RelationKind::Partnership => {
            what = relation.level.as_deref().or(relation.label.as_deref()).unwrap_or_default()
        }
        RelationKind::Territory => what = relation.territory.as_deref().unwrap_or_default(),
        // There is one embassy a direction, and its place is an attribute that a move changes.
        RelationKind::Mission
            if !relation.object.is_some_and(|object| object.is_single_mission()) =>
        {
            place = relation.place.as_deref().unwrap_or_default();
        }
        _ => {}
    }
    let object = relation.object.map_or("", |object| object.as_str());
    format!("{}|{object}|{from}|{towards}|{}|{what}|{place}", relation.kind, relation.mutual)
}

/// Every field but value, source and vintage; a field more is a decision to be taken here.
fn trade_key(figure: &TradeFigure) -> String {
    let TradeFigure {
        reporter,
        partner,
        flow,
        period,
        measure,
        prices,
        scope,
        since,
        share_of,
        reported_by,
        product,
        basis,
        commodity,
        customs,
        transport,
        valuation,
        id: _,
        estimate: _,
        rank: _,
        status: _,
        vintage: _,
        words: _,
        ordinal: _,
        same_as: _,
        denied: _,
        note: _,
        sources: _,
    } = figure;
    let mut key = format!("{reporter}|{partner}|{flow}|{period}|{measure}");
    let stated = (prices, scope, since, share_of, reported_by, product);
    if stated != (&None, &None, &None, &None, &None, &None) {
        key.push_str(&format!("|{stated:?}"));
    }
    let detailed = (basis, commodity, customs, transport, valuation);
    if detailed != (&None, &None, &None, &None, &None) {
        key.push_str(&format!("#{detailed:?}"));
    }
    key
}

/// The possible days on which a record says that something happened or began.
pub(crate) fn happened(record: &Record) -> Option<Keys> {
    let between = |start: Option<PartialDate>, end: Option<PartialDate>| {
        let first = Keys::of(start.or(end)?);
        let last = Keys::of(end.or(start)?);
        Keys::new(first.first(), last.last().max(first.first()))
    };
    match record {
        Record::Visit(visit) => between(visit.start, visit.end),
        Record::Event(event) => between(event.on, event.until),
        Record::Statement(statement) => between(statement.on, None),
        Record::Figure(figure) => match figure.on {
            Some(day) => Some(Keys::of(day)),
            None => figure.period.map(|period| period.envelope().into()),
        },
        Record::TradeFigure(figure) => Some(figure.period.envelope().into()),
        Record::Treaty(treaty) => between(treaty.concluded, None).or_else(|| {
            let acts =
                treaty.acts.iter().chain(treaty.parties.iter().flat_map(|party| &party.acts));
            acts.filter_map(|act| act.on.or(act.effective))
                .map(Keys::of)
                .min_by_key(|days| (days.first(), days.last()))
        }),
        Record::Source(source) => between(source.published, source.retrieved),
        _ => None,
    }
}
