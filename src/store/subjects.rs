//! Subjects: which records speak of one and the same thing.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::ops::Range;

use super::by_days::by_days;
use super::claim::{SpellClaim, attest};
use super::deciding::Deciding;
use super::force::TreatyForce;
use super::held::Held;
use super::keys::Keys;
use super::limits::Limits;
use super::records::Records;
use super::spells::Series;
use super::trade_order::TradeOrder;
use super::treaty_acts::{TreatyClaim, ending_by_notice};
use crate::date::{PartialDate, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};
use crate::record::{
    Act, ActKind, Actor, Citation, HasSpell, Participant, Record, RecordKind, Relation,
    RelationKind, TradeFigure,
};

/// One thing that records are about, with the claims on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'s> {
    pub(crate) kind: RecordKind,
    /// The records that speak of it: the one that names it first, then by id.
    pub(crate) claims: &'s [u32],
    /// For kinds with spells: the history it belongs to and which spell of it this is; the spell is
    /// absent where only denials are recorded.
    pub(crate) series: Option<(u32, Option<u32>)>,
    /// For a treaty: its force.
    pub(crate) force: Option<u32>,
}

/// A subject as it is kept: its claims are a range of those of all.
#[derive(Debug, Clone)]
struct Kept {
    kind: RecordKind,
    claims: Range<u32>,
    series: Option<(u32, Option<u32>)>,
    force: Option<u32>,
    /// The earliest and latest possible day on which it began or happened, for order.
    order: (i32, i32),
}

/// Everything that is worked out about subjects while a store is built.
///
/// Subjects are numbered in the order of kind, day and id; those of trade are numbered by the positions
/// of their first claims in the order of trade, which is by reporter and partner first.
#[derive(Debug)]
pub(crate) struct Subjects {
    /// Those of all kinds but trade, in order.
    kept: Vec<Kept>,
    claims: Vec<u32>,
    trade: TradeOrder,
    /// How many stand before those of trade.
    before_trade: u32,
    /// The subject of each record that is held whole, by its number among all records.
    of_record: Vec<(u32, u32)>,
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
            kept: Vec::new(),
            claims: Vec::new(),
            trade: TradeOrder::of(store),
            before_trade: 0,
            of_record: Vec::new(),
            series: Vec::new(),
            members: Vec::new(),
            force: Vec::new(),
        };
        let mut keyed: Vec<(usize, Cow<'_, str>, u32)> = Vec::new();
        for (at, record) in store.wholes() {
            // What a record names by `same_as` decides what it is about.
            let root = match record.same_as() {
                None => record,
                Some(_) => store.by_id(record.kind(), store.root_of(at)).unwrap_or(record),
            };
            let key = match root {
                Record::Membership(_)
                | Record::Relation(_)
                | Record::TradeFigure(_)
                | Record::Figure(_)
                | Record::Visit(_)
                | Record::Event(_) => Cow::Owned(key_of(store, root)),
                _ => Cow::Borrowed(store.root_id(Held::Whole(root))),
            };
            keyed.push((record.kind() as usize, key, at));
        }
        keyed.sort_unstable();
        for of_one in keyed.chunk_by(|(a, one, _), (b, other, _)| a == b && one == other) {
            subjects.add(store, of_one.iter().map(|(.., at)| *at).collect());
        }
        drop(keyed);
        subjects.force.shrink_to_fit();
        subjects.series.shrink_to_fit();
        subjects.members.shrink_to_fit();
        let claims = &subjects.claims;
        subjects.kept.sort_by(|a, b| {
            let id = |subject: &Kept| {
                let first = claims.get(subject.claims.start as usize);
                first.and_then(|at| store.record(*at)).map(Held::id)
            };
            let (one, other) = ((a.kind as usize, a.order), (b.kind as usize, b.order));
            one.cmp(&other).then_with(|| id(a).cmp(&id(b)))
        });
        let before = |subject: &Kept| (subject.kind as usize) < RecordKind::TradeFigure as usize;
        subjects.before_trade =
            u32::try_from(subjects.kept.partition_point(before)).unwrap_or(u32::MAX);
        let mut of_record = Vec::new();
        for (number, subject) in subjects.iter_but_trade() {
            of_record.extend(subject.claims.iter().map(|at| (*at, number)));
        }
        // A record that speaks of several spells stands with the last.
        of_record.sort_unstable_by_key(|(at, number)| (*at, Reverse(*number)));
        of_record.dedup_by_key(|(at, _)| *at);
        of_record.shrink_to_fit();
        subjects.of_record = of_record;
        subjects.kept.shrink_to_fit();
        subjects.claims.shrink_to_fit();
        subjects
    }

    /// A subject, by its number.
    pub(crate) fn get(&self, number: u32) -> Option<Subject<'_>> {
        let Some(behind) = number.checked_sub(self.before_trade) else {
            return self.kept(number as usize);
        };
        match behind.checked_sub(self.trade.len()) {
            Some(after) => self.kept(self.before_trade as usize + after as usize),
            None => Some(Subject {
                kind: RecordKind::TradeFigure,
                claims: self.trade.subject(behind)?,
                series: None,
                force: None,
            }),
        }
    }

    fn kept(&self, at: usize) -> Option<Subject<'_>> {
        let kept = self.kept.get(at)?;
        let claims = self.claims.get(kept.claims.start as usize..kept.claims.end as usize)?;
        let Kept { kind, series, force, .. } = *kept;
        Some(Subject { kind, claims, series, force })
    }

    /// The earliest and latest possible day on which a subject began or happened.
    pub(crate) fn order(&self, store: &Records, number: u32) -> Option<(i32, i32)> {
        let subject = self.get(number)?;
        if subject.kind == RecordKind::TradeFigure {
            let rows = subject.claims.iter().filter_map(|at| store.trade(*at));
            let days = rows.map(|row| Keys::from(row.period().envelope()));
            return days.map(|days| (days.first(), days.last())).min();
        }
        let behind = number.checked_sub(self.before_trade.saturating_add(self.trade.len()));
        let at = behind.map_or(number, |after| self.before_trade + after);
        self.kept.get(at as usize).map(|kept| kept.order)
    }

    /// How many numbers there are, those of no subject included.
    pub(crate) fn numbers(&self) -> usize {
        self.kept.len() + self.trade.len() as usize
    }

    /// Every subject with its number, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, Subject<'_>)> {
        let all =
            u32::try_from(self.kept.len()).unwrap_or(u32::MAX).saturating_add(self.trade.len());
        (0..all).filter_map(|number| Some((number, self.get(number)?)))
    }

    /// The same without those of trade.
    pub(crate) fn iter_but_trade(&self) -> impl Iterator<Item = (u32, Subject<'_>)> {
        let (before, trade) = (self.before_trade, self.trade.len());
        (0_u32..).zip(0..self.kept.len()).filter_map(move |(number, at)| {
            let number = if number < before { number } else { number.saturating_add(trade) };
            Some((number, self.kept(at)?))
        })
    }

    /// The subjects of trade with their numbers, in order.
    pub(crate) fn iter_trade(&self) -> impl Iterator<Item = (u32, Subject<'_>)> {
        let first = self.before_trade;
        (first..first.saturating_add(self.trade.len()))
            .filter_map(|number| Some((number, self.get(number)?)))
    }

    /// The order of the claims on trade, and the number of the subject at its first position.
    pub(crate) fn trade(&self) -> (&TradeOrder, u32) {
        (&self.trade, self.before_trade)
    }

    /// The number of the subject of a record.
    pub(crate) fn of_record(&self, store: &Records, at: u32) -> Option<u32> {
        if let Some(row) = store.trade(at) {
            return self.trade.position(store, at, row).map(|it| it + self.before_trade);
        }
        let found = self.of_record.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        self.of_record.get(found).map(|(_, number)| *number)
    }

    fn add(&mut self, store: &Records, mut claims: Vec<u32>) {
        claims.sort_by_key(|at| {
            store.record(*at).map(|record| (record.same_as().is_some(), record.id()))
        });
        let Some(first) = claims.first().and_then(|at| store.whole(*at)) else { return };
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
                if let Some(subject) = self.kept.last_mut() {
                    subject.force = number;
                }
            }
            _ => self.push(store, first.kind(), claims),
        }
    }

    /// Keeps claims behind those of the subjects before.
    fn keep(&mut self, claims: Vec<u32>) -> Range<u32> {
        let end = |all: &[u32]| u32::try_from(all.len()).unwrap_or(u32::MAX);
        let start = end(&self.claims);
        self.claims.extend(claims);
        start..end(&self.claims)
    }

    fn push(&mut self, store: &Records, kind: RecordKind, claims: Vec<u32>) {
        let order = claims
            .iter()
            .filter_map(|at| happened(store.whole(*at)?))
            .map(|days| (days.first(), days.last()))
            .min()
            .unwrap_or((UNBOUNDED_ABOVE, UNBOUNDED_ABOVE));
        let claims = self.keep(claims);
        self.kept.push(Kept { kind, claims, series: None, force: None, order });
    }

    fn add_series(&mut self, store: &Records, claims: &[u32]) {
        let Some(first) = claims.first().and_then(|at| store.whole(*at)) else { return };
        let kind = first.kind();
        let mut series = history_of(Deciding::nothing(store), claims);
        // One programme is one thing, whatever its spells; the others are one subject a spell.
        let whole = kind == RecordKind::Program;
        let number = u32::try_from(self.series.len()).unwrap_or(u32::MAX);
        if whole || series.spells.is_empty() {
            self.push(store, kind, claims.to_vec());
            if let Some(subject) = self.kept.last_mut() {
                subject.series = Some((number, None));
                if let Some(days) = series.spells.first().and_then(|spell| spell.starts.first()) {
                    subject.order = (days.first(), days.last());
                }
            }
        } else {
            let denied: Vec<u32> = series.denials().iter().map(|denial| denial.by).collect();
            for (at, spell) in (0_u32..).zip(series.spells.iter_mut()) {
                spell.claims.sort_by_key(|at| {
                    store.record(*at).map(|record| (record.same_as().is_some(), record.id()))
                });
                let order = spell
                    .starts
                    .first()
                    .map_or((UNBOUNDED_BELOW, UNBOUNDED_BELOW), |days| (days.first(), days.last()));
                let mut claims = spell.claims.to_vec();
                if at == 0 {
                    claims.extend(&denied);
                }
                let claims = self.keep(claims);
                self.kept.push(Kept {
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
    let first = members.first().and_then(|at| records.whole(*at));
    let spells: Vec<SpellClaim<'_>> =
        members.iter().flat_map(|at| spell_claims(records, *at)).collect();
    let limits = first.map_or(Limits::NONE, |record| limits_of(deciding, record));
    Series::of(&spells, &limits, deciding)
}

/// The force that the claims on a treaty add up to.
pub(crate) fn force_of(deciding: Deciding<'_>, claims: &[u32]) -> TreatyForce {
    let treaties: Vec<TreatyClaim<'_>> = claims
        .iter()
        .filter_map(|at| match deciding.records.whole(*at)? {
            Record::Treaty(treaty) => Some(TreatyClaim { by: *at, treaty }),
            _ => None,
        })
        .collect();
    TreatyForce::of(deciding, &treaties)
}

/// The claims that a record with a spell makes: one, or where it denies several days, one a day.
fn spell_claims(store: &Records, at: u32) -> Vec<SpellClaim<'_>> {
    let Some(claim) = spell_claim(store, at) else { return Vec::new() };
    let Some(record) = store.whole(at) else { return Vec::new() };
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
    let source_day = store.source_day(cited);
    let of_day = |day| attest(bare, core::slice::from_ref(day), cited, source_day);
    days.iter().map(of_day).collect()
}

/// The claim that a record with a spell makes.
fn spell_claim(store: &Records, at: u32) -> Option<SpellClaim<'_>> {
    let record = store.whole(at)?;
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
    let root = store.at_id(record.kind(), store.root_of(at));
    claim.joined = root.or_else(|| store.named_by(Held::Whole(record))).or(Some(at));
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
    let acts: &[Act] = match store.whole(at) {
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
        _ => store.root_id(Held::Whole(record)).into(),
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
