//! Programmes in trees, with their money.

use bilateral::{
    Actor, CountryCode, Period, Program, ProgramKind, ProgramRole, ProgramRoleKind, Stage,
    Transaction, Unit,
};

use super::numbers::{exactly, year_of};
use super::teller::{Teller, date_of, put};

impl Teller {
    /// A programme, alone or under an earlier one.
    pub(super) fn program(&mut self) {
        let (giver, receiver) = self.giver_and_receiver();
        let id = self.id("program");
        let begun = self.day_from(self.first());
        let ended = self.fate.chance(500).then(|| self.soon_after(begun));
        let kind = self.fate.pick(ProgramKind::ALL);
        let funding = self.provider(giver);
        let mut program = Program::new(id.as_str(), kind, format!("Programme {id}"))
            .role(ProgramRole::new(ProgramRoleKind::Funding, funding.clone()))
            .role(ProgramRole::new(ProgramRoleKind::Recipient, receiver));
        if self.fate.chance(150) {
            let (third, _) = self.pair();
            if third != giver && third != receiver {
                program = program.role(ProgramRole::new(ProgramRoleKind::Recipient, third));
            }
        }
        let mut depth = 0;
        if !self.programs.is_empty() && self.fate.chance(500) {
            let at = self.fate.below(self.programs.len());
            let (parent, above) = self.programs[at].clone();
            if above < 5 {
                program = program.parent(parent);
                depth = above + 1;
            }
        }
        put!(self.spell(begun, ended, true), program);
        if self.fate.chance(200) {
            let (first, last) = (date_of(begun), date_of(begun + 365));
            let planned: Period = format!("{first}/{last}").parse().expect("a period");
            program = program.planned(planned);
        }
        let mut latest = begun;
        for _ in 0..self.fate.below(6) {
            let day = self.day_from(begun);
            latest = latest.max(day);
            program = program.transaction(self.transaction(&funding, receiver, day));
        }
        let citation = self.source(latest.max(ended.unwrap_or(begun)));
        self.programs.push((id, depth));
        self.records.push(program.source(citation).into());
    }

    /// Who gives and who receives: any two countries, or one of the few that give and any other.
    fn giver_and_receiver(&mut self) -> (CountryCode, CountryCode) {
        let donors = self.knobs.mix.donors.min(self.countries.len());
        loop {
            let (mut giver, receiver) = self.pair();
            if donors > 0 {
                giver = self.countries[self.fate.below(donors)];
            }
            if giver != receiver {
                return (giver, receiver);
            }
        }
    }

    /// A country, or one of its organs.
    fn provider(&mut self, country: CountryCode) -> Actor {
        let organ = self.organs.iter().find(|(_, of)| *of == country);
        match organ {
            Some((id, _)) if self.fate.chance(500) => Actor::organization(id.as_str()),
            _ => Actor::from(country),
        }
    }

    fn transaction(&mut self, provider: &Actor, receiver: CountryCode, day: i32) -> Transaction {
        let stages = [Stage::Commitment, Stage::Disbursement, Stage::Expenditure, Stage::Pledge];
        let stage = self.fate.pick(&stages);
        let amount = self.fate.between(1, 90_000);
        // Money sometimes comes back.
        let estimate = if self.fate.chance(30) {
            exactly(Unit::USD, -i64::from(amount))
        } else {
            self.amount(Unit::USD, amount.into())
        };
        let mut transaction =
            Transaction::new(stage, estimate).provider(provider).receiver(Actor::from(receiver));
        match self.fate.below(4) {
            0 => {
                transaction = transaction.period(year_of(day));
                if self.fate.chance(100) {
                    transaction = transaction.cumulative();
                }
            }
            _ => transaction = transaction.on(self.date(day)),
        }
        if self.fate.chance(50) { transaction.in_kind() } else { transaction }
    }
}
