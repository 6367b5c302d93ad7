//! Programmes, and their money told once.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::dated::Standing;
use super::desk::Desk;
use super::draft::{By, Draft};
use super::trade::when;
use super::words;
use crate::date::ReportingPeriod;
use crate::query::{Dossier, ProgramRef, Total};
use crate::record::{
    Citation, HasSpell, Program, ProgramKind, ProgramRoleKind, ProgramStatus, RecordKind, Stage,
    Transaction,
};
use crate::truth::Truth;

fn by<'s>(record: &'s Program) -> By<'s> {
    By { kind: RecordKind::Program, id: &record.id, cites: &record.sources }
}

impl<'s> Desk<'s> {
    pub(super) fn programs(&mut self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let programs: Vec<ProgramRef<'s>> = pair.programs().iter().collect();
        let mut ordered: Vec<ProgramRef<'s>> = Vec::new();
        for program in &programs {
            if program.parent().is_none_or(|parent| !programs.contains(&parent)) {
                under(*program, &programs, &mut ordered);
            }
        }
        // A circle of parents has no first programme; what is left over follows in order.
        for program in programs {
            if !ordered.contains(&program) {
                ordered.push(program);
            }
        }
        let mut paragraphs: Vec<Vec<Draft<'s>>> = Vec::new();
        for program in ordered {
            let drafts = self.program(program);
            if !drafts.is_empty() {
                paragraphs.push(drafts);
            }
        }
        paragraphs.extend(self.totals(pair));
        paragraphs
    }

    fn program(&mut self, program: ProgramRef<'s>) -> Vec<Draft<'s>> {
        let claims = || program.records().filter(|record| !record.denied);
        let Some(first) = claims().next() else { return Vec::new() };
        let said = self.spell(claims().map(|record| (record.spell(), by(record))));
        let standing = self.standing(&said);
        let not_active = program.active_on(self.day).value() == Truth::No;
        if standing == Standing::Future || (not_active && standing == Standing::Later) {
            return Vec::new();
        }
        if standing == Standing::Later {
            let mut draft = Draft::new(words::capitalised(&first.title));
            self.write_later(&mut draft, &said);
            self.later.push(draft);
            return Vec::new();
        }
        let mut draft = Draft::new(self.program_words(program, first));
        let founded = program.roles().any(|role| role.role == ProgramRoleKind::Founder);
        if founded && !said.starts.is_empty() {
            if let Some(start) = self.dates(&said.starts, words::on) {
                draft.text(" ");
                draft.append(start.body);
                draft.append(start.tail);
            }
        } else {
            self.write_spell(&mut draft, &said);
        }
        let mut drafts = alloc::vec![draft];
        for record in claims() {
            for transaction in &record.transactions {
                drafts.extend(self.transaction(record, transaction));
            }
        }
        drafts
    }

    /// What a programme is, by whom, for whom and about what.
    fn program_words(&self, program: ProgramRef<'s>, first: &Program) -> String {
        let with = |kind: ProgramRoleKind| -> Vec<String> {
            let mut names: Vec<String> = Vec::new();
            for role in program.roles().filter(|role| role.role == kind) {
                let actor = self.actor(&role.actor);
                let name = match &role.label {
                    Some(label) => format!("{} {label}", words::possessive(&actor)),
                    None => actor,
                };
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        };
        let title = &first.title;
        let mut text = words::capitalised(title);
        let partners = with(ProgramRoleKind::Partner);
        let told = first.kind == ProgramKind::Cooperation
            && words::is_told_in("cooperation", title)
            && partners.iter().all(|partner| words::is_told_in(partner, title));
        if !told {
            text.push_str(": ");
            text.push_str(kind_words(first.kind, program.is_several()));
        }
        let recipients = with(ProgramRoleKind::Recipient);
        let implementing = with(ProgramRoleKind::Implementing);
        let service = first.kind == ProgramKind::Service;
        let parts = [
            (" to ", recipients),
            (
                if told { "" } else { of_or_with(first.kind) },
                if told { Vec::new() } else { partners },
            ),
            (" of ", if service { implementing.clone() } else { Vec::new() }),
        ];
        for (lead, names) in parts {
            if !names.is_empty() {
                text.push_str(lead);
                text.push_str(&words::listed(&names, "and"));
            }
        }
        if program.is_several() {
            text.push_str(", not named by the source");
        }
        if let Some(audience) = program.audience() {
            text.push_str(&format!(" for {audience}"));
        }
        if let Some(parent) = program.parent() {
            text.push_str(&format!(", under the programme {}", named(parent.title())));
        }
        let parts = [
            (", funded by ", with(ProgramRoleKind::Funding)),
            (", managed by ", with(ProgramRoleKind::Extending)),
            (", under the charge of ", with(ProgramRoleKind::Accountable)),
            (", implemented by ", if service { Vec::new() } else { implementing }),
        ];
        for (lead, names) in parts {
            if !names.is_empty() {
                text.push_str(lead);
                text.push_str(&words::listed(&names, "and"));
            }
        }
        let activities: Vec<&str> =
            program.activities().filter(|it| !words::is_told_in(it, title)).collect();
        if !activities.is_empty() {
            text.push_str(&format!(", comprising {}", words::listed(&activities, "and")));
        }
        let sectors: Vec<String> = program
            .sectors()
            .filter(|sector| !words::is_told_in(&sector.name, title))
            .map(|sector| match sector.mainly {
                true => format!("mainly {}", sector.name),
                false => sector.name.clone(),
            })
            .collect();
        if !sectors.is_empty() {
            text.push_str(&format!(", concerning {}", words::listed(&sectors, "and")));
        }
        text.push_str(match program.status() {
            Some(ProgramStatus::Pipeline) => ", in preparation",
            Some(ProgramStatus::Implementation) => ", under way",
            Some(ProgramStatus::Finalisation) => ", being wound up",
            Some(ProgramStatus::Closed) => ", closed",
            Some(ProgramStatus::Cancelled) => ", cancelled",
            Some(ProgramStatus::Suspended) => ", suspended",
            None => "",
        });
        let founders = with(ProgramRoleKind::Founder);
        if !founders.is_empty() {
            text.push_str(&format!(", founded by {}", words::listed(&founders, "and")));
        }
        text
    }

    /// An amount, once, with its stage; `None` if it is of a later day.
    fn transaction(
        &mut self,
        record: &'s Program,
        transaction: &'s Transaction,
    ) -> Option<Draft<'s>> {
        let cites: &'s [Citation] =
            if transaction.sources.is_empty() { &record.sources } else { &transaction.sources };
        let by = By { cites, ..by(record) };
        let stated = transaction.period.filter(|period| !period.is_unstated());
        match (transaction.on, stated) {
            (Some(on), _) if !self.may_be_past(on) => return None,
            (None, Some(period))
                if crate::store::Keys::from(period.envelope()).first() > self.key() =>
            {
                return None;
            }
            _ => {}
        }
        let giver = self.giver(record, transaction);
        let kind = if transaction.in_kind { " in goods or services" } else { "" };
        let amount = transaction.estimate.in_words().to_string();
        let estimated = if transaction.estimated { "an estimated " } else { "" };
        let lead = match giver {
            Some(giver) if transaction.stage == Stage::Expenditure => {
                format!("On this {giver} spent {estimated}{amount}")
            }
            Some(giver) => {
                format!("For this {giver} {} {estimated}{amount}", past(transaction.stage))
            }
            None => format!("{}: {estimated}{amount}", words::capitalised(noun(transaction.stage))),
        };
        let mut text = lead;
        text.push_str(kind);
        if transaction.cumulative {
            text.push_str(" in total");
        }
        if let Some(receiver) = &transaction.receiver {
            text.push_str(&format!(", to {}", self.actor(receiver)));
        }
        if let Some(scope) = &transaction.scope {
            text.push_str(&format!(" (scope: {scope})"));
        }
        text.push_str(&when(stated, transaction.on));
        if stated.is_none() && transaction.on.is_none() {
            text.push_str("; no period is stated");
        }
        let mut draft = Draft::new(text);
        draft.claim(by);
        let undated = stated.is_none() && transaction.on.is_none();
        match self.source_day(cites).filter(|day| undated && !self.is_past(*day)) {
            Some(day) => {
                let mut late = Draft::new(format!("{}: ", words::capitalised(&record.title)));
                late.append(draft);
                late.text(format!(", attested only {}", words::on(day)));
                self.later.push(late);
                None
            }
            None => Some(draft),
        }
    }

    fn giver(&self, record: &Program, transaction: &Transaction) -> Option<String> {
        if let Some(provider) = &transaction.provider {
            return Some(self.actor(provider));
        }
        let mut funding = record.roles.iter().filter(|role| role.role == ProgramRoleKind::Funding);
        match (funding.next(), funding.next()) {
            (Some(only), None) => Some(self.actor(&only.actor)),
            _ => None,
        }
    }

    /// The total that each gave the other, where several amounts are counted.
    fn totals(&self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let mut paragraphs = Vec::new();
        for giver in [&self.a, &self.b] {
            let taker = if *giver == self.a { &self.b } else { &self.a };
            for stage in [Stage::Disbursement, Stage::Expenditure] {
                let total = pair
                    .programs()
                    .given_by(giver.clone())
                    .total(stage, &ReportingPeriod::ALL_TIME);
                if total.counted().len() < 2 || !self.all_past(&total) {
                    continue;
                }
                let sums: Vec<String> =
                    total.sums().iter().map(|sum| sum.bounds.in_words().to_string()).collect();
                let mut draft = Draft::new(format!(
                    "Together, {} amounts of this kind ({}) from {} to {} come to {}",
                    total.counted().len(),
                    noun(stage),
                    self.actor(giver),
                    self.actor(taker),
                    words::listed(&sums, "and"),
                ));
                // What is of another kind or between others is no part of what is told here.
                let left_out = total.left_out().iter().filter(|it| !it.reason.is_apart());
                let left_out = left_out.count();
                if left_out > 0 {
                    draft.text(format!(", with {left_out} left out"));
                }
                for claim in total.counted().iter().flat_map(|counted| &counted.claims) {
                    if let Some(record) = claim.program() {
                        draft.claim(By { cites: claim.cited(), ..by(record) });
                    }
                }
                paragraphs.push(alloc::vec![draft]);
            }
        }
        paragraphs
    }

    /// Whether every amount of a total is of a day or period that began by the day.
    fn all_past(&self, total: &Total<'_>) -> bool {
        let claims = total.counted().iter().flat_map(|counted| &counted.claims);
        claims.filter_map(|claim| claim.stated()).all(|transaction| {
            let on = transaction.on.is_none_or(|on| self.is_past(on));
            let period = transaction.period.filter(|period| !period.is_unstated());
            on && period.is_none_or(|period| {
                crate::store::Keys::from(period.envelope()).last() <= self.key()
            })
        })
    }
}

/// A programme and those under it, parents first.
fn under<'s>(program: ProgramRef<'s>, all: &[ProgramRef<'s>], into: &mut Vec<ProgramRef<'s>>) {
    let mut open = alloc::vec![program];
    while let Some(next) = open.pop() {
        if into.contains(&next) {
            continue;
        }
        into.push(next);
        let mut children: Vec<_> =
            all.iter().copied().filter(|child| child.parent() == Some(next)).collect();
        children.reverse();
        open.extend(children);
    }
}

const fn of_or_with(kind: ProgramKind) -> &'static str {
    match kind {
        ProgramKind::Cooperation => " of ",
        _ => " with ",
    }
}

const fn kind_words(kind: ProgramKind, several: bool) -> &'static str {
    match (kind, several) {
        (ProgramKind::Assistance, false) => "assistance",
        (ProgramKind::Assistance, true) => "several programmes of assistance",
        (ProgramKind::Cooperation, false) => "cooperation",
        (ProgramKind::Cooperation, true) => "several forms of cooperation",
        (ProgramKind::Training, false) => "training",
        (ProgramKind::Training, true) => "several trainings",
        (ProgramKind::Exercise, false) => "an exercise",
        (ProgramKind::Exercise, true) => "several exercises",
        (ProgramKind::Facility, false) => "a facility",
        (ProgramKind::Facility, true) => "several facilities",
        (ProgramKind::Service, false) => "a service",
        (ProgramKind::Service, true) => "several services",
    }
}

fn named(title: &str) -> String {
    format!("“{title}”")
}

const fn past(stage: Stage) -> &'static str {
    match stage {
        Stage::Requested => "requested",
        Stage::Budgeted => "budgeted",
        Stage::Pledge => "pledged",
        Stage::Appropriation => "appropriated",
        Stage::Commitment => "committed",
        Stage::Obligation => "obligated",
        Stage::Disbursement => "disbursed",
        Stage::Expenditure => "spent",
        Stage::Guarantee => "guaranteed",
        Stage::IncomingPledge => "pledged to the receiver",
        Stage::IncomingCommitment => "committed to the receiver",
        Stage::IncomingFunds => "received",
        Stage::InterestPayment => "paid in interest",
        Stage::LoanRepayment => "repaid",
        Stage::Reimbursement => "reimbursed",
        Stage::EquityPurchase => "paid for equity",
        Stage::EquitySale => "got for equity",
        Stage::Unstated => "is named with",
    }
}

const fn noun(stage: Stage) -> &'static str {
    match stage {
        Stage::Requested => "requests",
        Stage::Budgeted => "budgeted",
        Stage::Pledge => "pledges",
        Stage::Appropriation => "appropriations",
        Stage::Commitment => "commitments",
        Stage::Obligation => "obligations",
        Stage::Disbursement => "disbursements",
        Stage::Expenditure => "expenditure",
        Stage::Guarantee => "guarantees",
        Stage::IncomingPledge => "pledges to the receiver",
        Stage::IncomingCommitment => "commitments to the receiver",
        Stage::IncomingFunds => "incoming funds",
        Stage::InterestPayment => "interest payments",
        Stage::LoanRepayment => "loan repayments",
        Stage::Reimbursement => "reimbursements",
        Stage::EquityPurchase => "purchases of equity",
        Stage::EquitySale => "sales of equity",
        Stage::Unstated => "amount whose stage is not stated",
    }
}
