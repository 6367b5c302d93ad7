//! Trade figures and other figures.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::desk::Desk;
use super::draft::{By, Draft, Said};
use super::words;
use crate::date::{PartialDate, ReportingPeriod};
use crate::money::Estimate;
use crate::query::{Dossier, FigureRef, TradeRef};
use crate::record::{
    Area, Citation, FigureConcept, FigureKind, Flow, Measure, ObservationStatus, RecordKind,
};
use crate::store::{Keys, TradeRow};

impl<'s> Desk<'s> {
    pub(super) fn trade(&mut self, pair: &Dossier<'s>) -> Vec<Vec<Draft<'s>>> {
        let mut trade: Vec<TradeRef<'s>> = pair.trade().collect();
        // Newest first, and a value before a rank.
        trade.sort_by_key(|figure| {
            let last = figure.period().map(|period| Keys::from(period.envelope()).last());
            (core::cmp::Reverse(last), figure.claimed_rank().is_some())
        });
        let mut drafts: Vec<Draft<'s>> = Vec::new();
        for figure in trade {
            let Some(first) = figure.records().next() else { continue };
            if self.is_over(Some(first.period()), None, first.sources()) {
                drafts.extend(self.trade_figure(figure, first));
            }
        }
        for figure in pair.figures().iter() {
            drafts.extend(self.figure(figure));
        }
        drafts.into_iter().map(|draft| alloc::vec![draft]).collect()
    }

    /// Whether what a figure covers is over by the day; by the source's day where it states no period.
    fn is_over(
        &self,
        period: Option<ReportingPeriod>,
        on: Option<PartialDate>,
        cites: &[Citation],
    ) -> bool {
        match (on, period.filter(|period| !period.is_unstated())) {
            (Some(on), _) => self.may_be_past(on),
            (None, Some(period)) => match Keys::from(period.envelope()) {
                // Up to no stated day: as of its source's.
                days if days.last() == crate::date::UNBOUNDED_ABOVE => {
                    self.source_day(cites).is_none_or(|day| self.is_past(day))
                }
                days => days.last() <= self.key(),
            },
            (None, None) => self.source_day(cites).is_none_or(|day| self.is_past(day)),
        }
    }

    fn trade_figure(&self, figure: TradeRef<'s>, first: TradeRow<'s>) -> Option<Draft<'s>> {
        let claims: Vec<(TradeRow<'s>, By<'s>)> = figure
            .records()
            .filter(|record| !record.is_denied())
            .map(|record| {
                let by =
                    By { kind: RecordKind::TradeFigure, id: record.id(), cites: record.sources() };
                (record, by)
            })
            .collect();
        let all: Vec<By<'s>> = claims.iter().map(|(_, by)| *by).collect();
        let when = when(Some(first.period()), None);
        if first.measure() == Measure::ClaimedRank {
            return self.rank(first, &claims, &when);
        }
        let (reporter, partner) = (self.actor(first.reporter()), self.area(first.partner()));
        let what = first.commodity().and_then(|it| it.label.clone().or(it.code.clone()));
        let what = what.or_else(|| {
            first.product().map(|it| it.as_str().replace("both", "goods and services"))
        });
        let what = what.map_or_else(String::new, |what| format!(" in {what}"));
        let flow = match first.flow() {
            Flow::TwoWay => format!("Two-way trade{what} between {reporter} and {partner}"),
            Flow::Export => format!("Exports{what} of {reporter} to {partner}"),
            Flow::Import => format!("Imports{what} of {reporter} from {partner}"),
            Flow::ReExport => format!("Re-exports{what} of {reporter} to {partner}"),
            Flow::ReImport => format!("Re-imports{what} of {reporter} from {partner}"),
            Flow::Balance => format!("The balance of trade{what} of {reporter} with {partner}"),
            Flow::Domestic => format!("Domestic exports{what} of {reporter} to {partner}"),
        };
        let verb = if first.flow() == Flow::TwoWay || first.flow() == Flow::Balance {
            "was"
        } else {
            "were"
        };
        let measure = match first.measure() {
            Measure::ShareOf => {
                let whole = first.share_of().map_or_else(
                    || first.scope().map(String::from).unwrap_or_else(|| "the whole".into()),
                    |area| format!("the trade of {}", self.area(area)),
                );
                format!("{verb} this share of {whole}: ")
            }
            Measure::ChangeSince => {
                let since = first
                    .since()
                    .map_or_else(String::new, |since| format!(" since {}", since.in_words()));
                format!("changed{since} by ")
            }
            _ => format!("{verb} "),
        };
        let said: Vec<Said<'s, Estimate>> = claims
            .iter()
            .filter_map(|(record, by)| Some(Said { value: record.estimate()?, by: *by }))
            .collect();
        if said.is_empty() {
            return None;
        }
        let mut draft = Draft::new(format!("{flow} {measure}"));
        let tail = self.amounts(&mut draft, &said);
        draft.text(when);
        if let Some(status) = status_words(first.status()) {
            draft.text(format!(", {status}"));
        }
        if let Some(reported_by) = first.reported_by() {
            draft.text(format!(", as counted by {}", self.actor(reported_by)));
        }
        if tail.is_empty() {
            draft.text(format!(", according to {}", self.publishers(&all)));
            all.iter().for_each(|by| draft.claim(*by));
        }
        draft.append(tail);
        Some(draft)
    }

    fn rank(
        &self,
        first: TradeRow<'s>,
        claims: &[(TradeRow<'s>, By<'s>)],
        when: &str,
    ) -> Option<Draft<'s>> {
        let (reporter, partner) = (self.actor(first.reporter()), self.area(first.partner()));
        let what = match first.flow() {
            Flow::Export | Flow::ReExport | Flow::Domestic => "export market",
            Flow::Import | Flow::ReImport => "source of imports",
            _ => "trading partner",
        };
        let mut ranks: Vec<(u32, Vec<By<'s>>)> = Vec::new();
        for (record, by) in claims {
            let Some(rank) = record.rank() else { continue };
            match ranks.iter_mut().find(|(known, _)| *known == rank) {
                Some((_, backing)) => backing.push(*by),
                None => ranks.push((rank, alloc::vec![*by])),
            }
        }
        ranks.first()?;
        let mut draft = Draft::new(format!("{} was ", words::capitalised(&partner)));
        let single = ranks.len() == 1;
        for (i, (rank, backing)) in ranks.iter().enumerate() {
            draft.text(words::separator(i, ranks.len(), "or"));
            draft.text(match rank {
                1 => "the largest".into(),
                rank => format!("the {} largest", words::ordinal(*rank)),
            });
            if !single {
                backing.iter().for_each(|by| draft.claim(*by));
            }
        }
        draft.text(format!(" {what} of {reporter}{when}"));
        let usual = format!("trading partners of {reporter}");
        if let Some(scope) = first.scope().filter(|scope| *scope != usual) {
            draft.text(format!(", counted among {scope}"));
        }
        for (_, backing) in ranks.iter().filter(|_| single) {
            draft.text(format!(", according to {}", self.publishers(backing)));
            backing.iter().for_each(|by| draft.claim(*by));
        }
        if !single {
            draft.text("; sources disagree");
        }
        Some(draft)
    }

    /// Writes the amounts that claims state. Where there are several, each is cited in its place and
    /// the tail, which is not empty then, closes the sentence.
    pub(super) fn amounts(&self, draft: &mut Draft<'s>, said: &[Said<'s, Estimate>]) -> Draft<'s> {
        let mut groups: Vec<(Estimate, Vec<By<'s>>)> = Vec::new();
        for said in said {
            match groups.iter_mut().find(|(value, _)| *value == said.value) {
                Some((_, by)) => by.push(said.by),
                None => groups.push((said.value, alloc::vec![said.by])),
            }
        }
        let single = groups.len() == 1;
        for (i, (value, by)) in groups.iter().enumerate() {
            draft.text(words::separator(i, groups.len(), "or"));
            draft.text(value.in_words().to_string());
            if !single {
                by.iter().for_each(|by| draft.claim(*by));
            }
        }
        if single { Draft::default() } else { Draft::new("; sources give different numbers") }
    }

    fn figure(&mut self, figure: FigureRef<'s>) -> Option<Draft<'s>> {
        let first = figure.records().find(|record| !record.denied)?;
        let said: Vec<Said<'s, Estimate>> = figure
            .records()
            .filter(|record| !record.denied)
            .filter_map(|record| {
                let by = By { kind: RecordKind::Figure, id: &record.id, cites: &record.sources };
                Some(Said { value: record.estimate?, by })
            })
            .collect();
        let all: Vec<By<'s>> = said.iter().map(|said| said.by).collect();
        all.first()?;
        let name = match &first.label {
            Some(label) => format!("{} in {}", words::capitalised(label), self.area(&first.to)),
            None => self.figure_name(first.kind, &first.from, &first.to),
        };
        let over = self.is_over(first.period, first.on, &first.sources);
        let dated = first.on.is_some() || first.period.is_some_and(|it| !it.is_unstated());
        if !over && dated {
            return None;
        }
        let mut draft = Draft::new(format!("{name}: "));
        let tail = self.amounts(&mut draft, &said);
        match first.concept {
            Some(FigureConcept::Cumulative) => draft.text(" in total"),
            Some(FigureConcept::Stock) => draft.text(" outstanding"),
            _ => {}
        }
        draft.text(when(first.period, first.on));
        let sectors: Vec<String> = first
            .sectors
            .iter()
            .map(|sector| match sector.mainly {
                true => format!("mainly in {}", sector.name),
                false => format!("in {}", sector.name),
            })
            .collect();
        if !sectors.is_empty() {
            draft.text(format!(", {}", words::listed(&sectors, "and")));
        }
        if let Some(status) = status_words(first.status) {
            draft.text(format!(", {status}"));
        }
        if !dated {
            draft.text(", over a period that is not stated");
        }
        draft.text(format!(", according to {}", self.publishers(&all)));
        all.iter().for_each(|by| draft.claim(*by));
        draft.append(tail);
        if over {
            return Some(draft);
        }
        if let Some(day) = self.source_day(&first.sources) {
            draft.text(format!(", attested only {}", words::on(day)));
        }
        self.later.push(draft);
        None
    }

    fn figure_name(&self, kind: FigureKind, from: &crate::record::Actor, to: &Area) -> String {
        let (from, to) = (self.actor(from), self.area(to));
        let name = words::capitalised(kind.as_str());
        match kind {
            FigureKind::Debt => format!("Debt of {from} to {to}"),
            FigureKind::Remittances => format!("Remittances from {from} to {to}"),
            FigureKind::Other => format!("Figure from {from} to {to}"),
            _ => format!("{name} of {from} in {to}"),
        }
    }
}

/// What the observation status adds to a number.
fn status_words(status: Option<ObservationStatus>) -> Option<&'static str> {
    match status? {
        ObservationStatus::Estimated => Some("an estimate"),
        ObservationStatus::Provisional => Some("a provisional figure"),
        ObservationStatus::Forecast => Some("a forecast"),
        ObservationStatus::Imputed => Some("an imputed figure"),
        ObservationStatus::LowReliability => Some("a figure of low reliability"),
        _ => None,
    }
}

/// ` in 2021`, ` on 31 December 2021`; empty where no period is stated.
pub(super) fn when(period: Option<ReportingPeriod>, on: Option<PartialDate>) -> String {
    if let Some(on) = on {
        return format!(" {}", words::on(on));
    }
    match period {
        Some(period) if !period.is_unstated() => {
            let words = period.in_words().to_string();
            if words.starts_with("through ") || words.starts_with("from ") {
                format!(" {words}")
            } else {
                format!(" in {words}")
            }
        }
        _ => String::new(),
    }
}
