//! Treaties: of two, with every way to begin and to end, and of many, whose parties sign, consent,
//! join late, leave and return.

use bilateral::{
    Act, ActKind, Actor, AttestedStanding, CountryCode, EffectiveFrom, Ending, EntryClause,
    Instrument, Length, Reservation, ReservationKind, SurvivalClause, Treaty, TreatyCategory,
    TreatyParty, TreatyStanding,
};

use super::teller::{Bargain, Teller};

fn length(text: &str) -> Length {
    text.parse().expect("a length")
}

impl Teller {
    /// A treaty of two countries.
    pub(super) fn bilateral_treaty(&mut self) {
        let (a, b) = self.pair();
        let concluded = self.day_from(self.first());
        let entry = self.soon_after(concluded);
        let id = self.id("treaty");
        let category = self.fate.pick(TreatyCategory::ALL);
        let mut treaty = Treaty::new(id.as_str(), format!("Treaty {id}"))
            .category(category)
            .instrument(self.fate.pick(&[Instrument::Treaty, Instrument::Agreement]));
        let mut latest = entry;
        if self.fate.chance(700) {
            treaty = treaty.concluded(self.date(concluded));
        }
        let mut parties = [TreatyParty::new(a), TreatyParty::new(b)];
        match self.fate.below(10) {
            // Only seen to be in force.
            0..=1 => {
                let seen = self.day_from(entry);
                latest = seen.max(entry);
                let on = self.seen(latest);
                treaty = treaty.attested(AttestedStanding::new(TreatyStanding::Party).on(on));
            }
            // Signed, and nothing more.
            2 => {
                for party in &mut parties {
                    party.acts.push(Act::new(ActKind::Signature).on(self.date(concluded)));
                }
                latest = concluded;
            }
            // Each party's own acts.
            3..=5 => {
                for party in &mut parties {
                    let consent = self.fate.between(concluded, entry);
                    party.acts.push(Act::new(ActKind::Signature).on(self.date(concluded)));
                    party.acts.push(Act::new(ActKind::Ratification).on(self.date(consent)));
                    party.acts.push(Act::new(ActKind::EntryIntoForce).on(self.date(entry)));
                }
                latest = self.maybe_left(&mut parties[1], entry);
            }
            6 => {
                for party in &mut parties {
                    party.acts.push(Act::new(ActKind::Exchange).on(self.date(concluded)));
                }
                treaty = treaty.act(Act::new(ActKind::EntryIntoForce).on(self.date(concluded)));
            }
            _ => {
                treaty = treaty.act(Act::new(ActKind::EntryIntoForce).on(self.date(entry)));
                if self.fate.chance(300) {
                    latest = self.soon_after(entry);
                    treaty = treaty.act(
                        Act::new(self.fate.pick(&[ActKind::Termination, ActKind::Expiry]))
                            .on(self.date(latest))
                            .ending(self.fate.pick(Ending::ALL)),
                    );
                    if self.fate.chance(300) {
                        let clause = SurvivalClause::new("investments", length("10 years"));
                        treaty = treaty.survival(clause);
                    }
                } else {
                    treaty = self.maybe_replacing(treaty, (a, b), concluded);
                }
            }
        }
        if self.fate.chance(100) {
            let day = entry - self.fate.between(0, 20);
            treaty = treaty.effective_from(EffectiveFrom::new("taxes on income", self.date(day)));
        }
        if self.fate.chance(100) {
            treaty = treaty.term(length("10 years")).renewal(length("5 years"));
        }
        let [one, other] = parties;
        let citation = self.source(latest);
        self.records.push(treaty.party(one).party(other).source(citation).into());
        let number = self.bargains.len();
        self.bargains_of.entry((a.min(b), a.max(b))).or_default().push(number);
        self.bargain_on.entry(concluded).or_insert(number);
        self.bargains.push(Bargain { id, concluded, replaced: false });
        self.maybe_dispute();
    }

    /// Lets a treaty replace an older one of the same two.
    fn maybe_replacing(
        &mut self,
        treaty: Treaty,
        (a, b): (CountryCode, CountryCode),
        concluded: i32,
    ) -> Treaty {
        let of_pair = self.bargains_of.get(&(a.min(b), a.max(b)));
        let older = of_pair.into_iter().flatten().copied().find(|older| {
            let older = &self.bargains[*older];
            older.concluded < concluded && !older.replaced
        });
        match older {
            Some(older) => {
                let older = &mut self.bargains[older];
                older.replaced = true;
                treaty.replaces(older.id.as_str())
            }
            None => treaty,
        }
    }

    /// A suspension, or a notice and a withdrawal, perhaps a return. Returns the last of the days.
    fn maybe_left(&mut self, party: &mut TreatyParty, in_force: i32) -> i32 {
        let first = self.soon_after(in_force);
        let second = self.soon_after(first);
        match self.fate.below(8) {
            0 => {
                party.acts.push(Act::new(ActKind::Suspension).on(self.date(first)));
                party.acts.push(Act::new(ActKind::SuspensionEnd).on(self.date(second)));
                second
            }
            1 => {
                party.acts.push(
                    Act::new(ActKind::Notice).on(self.date(first)).effective(self.date(second)),
                );
                second
            }
            2 => {
                let ending = self.fate.pick(Ending::ALL);
                party.acts.push(Act::new(ActKind::Withdrawal).on(self.date(first)).ending(ending));
                let again = self.soon_after(second);
                if self.fate.chance(500) {
                    party.acts.push(Act::new(ActKind::Accession).on(self.date(second)));
                    party.acts.push(Act::new(ActKind::EntryIntoForce).on(self.date(again)));
                    return again;
                }
                first
            }
            _ => in_force,
        }
    }

    /// A treaty of three to very many, some on one side together.
    pub(super) fn multilateral_treaty(&mut self) {
        let most = self.knobs.parties.min(self.countries.len());
        if most < 3 {
            return;
        }
        let count = 3 + self.fate.below(most - 2);
        let mut members = self.countries.clone();
        self.fate.shuffle(&mut members);
        members.truncate(count);
        let concluded = self.first() + self.fate.between(0, self.knobs.days / 3);
        let opened = self.soon_after(concluded);
        let general = self.soon_after(opened);
        let mut latest = general;
        let id = self.id("treaty");
        let mut treaty = Treaty::new(id.as_str(), format!("Convention {id}"))
            .category(self.fate.pick(TreatyCategory::ALL))
            .instrument(Instrument::Convention)
            .concluded(self.date(concluded));
        let has_general = self.fate.chance(850);
        if has_general {
            treaty = treaty.act(Act::new(ActKind::EntryIntoForce).on(self.date(general)));
        }
        let has_sides = self.fate.chance(200);
        let mut consents = 0;
        for (number, actor) in members.into_iter().enumerate() {
            let mut party = TreatyParty::new(actor);
            if has_sides {
                party = party.side(if number == 0 { "one" } else { "many" });
            }
            let consent = self.fate.between(opened, general);
            let late = self.soon_after(general);
            let consenting =
                self.fate.pick(&[ActKind::Ratification, ActKind::Acceptance, ActKind::Approval]);
            match self.fate.below(12) {
                // Listed, and nothing more is said.
                0 => {}
                1 => {
                    let signed = self.fate.between(concluded, opened);
                    party.acts.push(Act::new(ActKind::Signature).on(self.date(signed)));
                }
                2..=6 => {
                    let signed = self.fate.between(concluded, opened);
                    party.acts.push(Act::new(ActKind::Signature).on(self.date(signed)));
                    party.acts.push(Act::new(consenting).on(self.date(consent)));
                    consents += 1;
                    if self.fate.chance(500) && has_general {
                        party.acts.push(Act::new(ActKind::EntryIntoForce).on(self.date(general)));
                        latest = latest.max(self.maybe_left(&mut party, general));
                    }
                    if self.fate.chance(80) {
                        let kind = ReservationKind::Reservation;
                        let name = format!("r{number}");
                        let made = Reservation::new(name, kind, actor).on(self.date(consent));
                        treaty = treaty.reservation(made);
                    }
                }
                7..=8 => {
                    let from = self.soon_after(late);
                    party.acts.push(Act::new(ActKind::Accession).on(self.date(late)));
                    if self.fate.chance(600) {
                        party.acts.push(Act::new(ActKind::EntryIntoForce).on(self.date(from)));
                        latest = latest.max(self.maybe_left(&mut party, from));
                    }
                    latest = latest.max(from);
                }
                9 => {
                    let signed = self.fate.between(concluded, opened);
                    party.acts.push(Act::new(ActKind::Signature).on(self.date(signed)));
                    party
                        .acts
                        .push(Act::new(ActKind::ProvisionalApplication).on(self.date(consent)));
                    if self.fate.chance(500) {
                        party
                            .acts
                            .push(Act::new(ActKind::ProvisionalApplicationEnd).on(self.date(late)));
                        latest = latest.max(late);
                    }
                }
                10 => {
                    let seen = self.day_from(general);
                    let on = self.seen(seen.max(general));
                    latest = latest.max(seen);
                    treaty = treaty.attested(
                        AttestedStanding::new(TreatyStanding::Party)
                            .party(Actor::from(actor))
                            .on(on),
                    );
                }
                _ => {
                    let signed = self.fate.between(concluded, opened);
                    party.acts.push(Act::new(ActKind::DefinitiveSignature).on(self.date(signed)));
                    consents += 1;
                }
            }
            treaty = treaty.party(party);
        }
        if consents > 0 && self.fate.chance(500) {
            treaty =
                treaty.entry_clause(EntryClause::new().consents(consents).delay(length("30 days")));
        }
        treaty = if self.fate.chance(500) { treaty.complete() } else { treaty.others() };
        if self.fate.chance(500) {
            treaty = treaty.notice(length("6 months"));
        }
        let citation = self.source(latest);
        self.records.push(treaty.source(citation).into());
        self.maybe_dispute();
    }
}
