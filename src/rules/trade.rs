//! Rules on one figure, of trade or of anything else.

use alloc::format;

use super::findings::{Across, Findings, whereabouts};
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::money::{Counted, Decimal, Estimate, Unit};
use crate::record::{
    Figure, FigureConcept, FigureKind, Flow, Measure, ObservationStatus, TradeFigure,
};
use crate::report::Severity;
use crate::store::Store;

pub(super) const SELF: Rule = Rule {
    code: "trade/reporter-is-partner",
    severity: Severity::Error,
    numbers: &[58],
    summary: "somebody trades with itself",
    why: "only goods that come back, and domestic shipments, stay with their reporter",
    source: "UN Comtrade, flow codes: only re-imports have the reporter as partner",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"USA","flow":"export","period":"2021","measure":"value","estimate":"USD 5","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"USA","flow":"re-import","period":"2021","measure":"value","estimate":"USD 5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(with_itself)),
};

fn with_itself(figure: &TradeFigure, findings: &mut Findings<'_>) {
    if figure.partner.actor() == Some(&figure.reporter)
        && !matches!(figure.flow, Flow::ReImport | Flow::Domestic)
    {
        findings.found_in("partner", format!("`{}` reports trade with itself, and the flow is neither `re-import` nor `domestic`", figure.reporter));
    }
}

/// Whether every possible amount is below zero.
fn is_negative(estimate: &Estimate) -> bool {
    estimate.upper().is_some_and(|upper| upper.value.is_negative())
}

pub(super) const NEGATIVE: Rule = Rule {
    code: "trade/negative",
    severity: Severity::Error,
    numbers: &[60],
    summary: "a gross flow of trade is below zero",
    why: "only a balance has a sign; a negative flow is a balance, or a slip",
    source: "International Merchandise Trade Statistics 2010: gross flows",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD -5","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"balance","period":"2021","measure":"value","estimate":"USD -5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(negative)),
};

fn negative(figure: &TradeFigure, findings: &mut Findings<'_>) {
    if let Some(estimate) = figure.estimate.filter(is_negative)
        && figure.flow != Flow::Balance
        && matches!(figure.measure, Measure::Value | Measure::ShareOf)
    {
        findings.found_in(
            "estimate",
            format!("a flow of `{}` is not below zero, found `{estimate}`", figure.flow),
        );
    }
}

pub(super) const NO_RANK: Rule = Rule {
    code: "trade/rank-missing",
    severity: Severity::Error,
    numbers: &[],
    summary: "a claimed rank states no rank, or rank 0",
    why: "the number that the record is about is not there",
    source: "the data model: a figure and its measure",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2021","measure":"claimed-rank","scope":"trading partners","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2021","measure":"claimed-rank","rank":81,"scope":"trading partners","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(|figure, findings| match (figure.measure, figure.rank) {
        (Measure::ClaimedRank, None) if !is_without(figure.status) => {
            findings.found_in("rank", "a claimed rank needs `rank`, counted from 1")
        }
        (_, Some(0)) => findings.found_in("rank", "ranks are counted from 1, found 0"),
        _ => {}
    })),
};

pub(super) const RANK_ASIDE: Rule = Rule {
    code: "trade/rank-beside-value",
    severity: Severity::Error,
    numbers: &[],
    summary: "one record states both a rank and a value",
    why: "what a source claims of a rank is kept apart from amounts, each in a record of its own",
    source: "the data model: a figure and its measure",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2021","measure":"value","estimate":"USD 5","rank":81,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2021","measure":"value","estimate":"USD 5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(|figure, findings| {
        match (figure.measure, figure.rank, figure.estimate) {
            (Measure::ClaimedRank, _, Some(_)) => findings.found_in(
                "estimate",
                "a claimed rank has no estimate; give the value a record of its own",
            ),
            (Measure::Value | Measure::ShareOf | Measure::ChangeSince, Some(_), _) => {
                findings.found_in(
                    "rank",
                    format!(
                        "a rank stands under the measure `claimed-rank`, found `{}`",
                        figure.measure
                    ),
                );
            }
            _ => {}
        }
    })),
};

pub(super) const RANK_SCOPE: Rule = Rule {
    code: "trade/rank-without-scope",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a claimed rank does not say among what",
    why: "the 81st of whom, cannot be checked or compared",
    source: "the data model: a figure and its measure",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2021","measure":"claimed-rank","rank":81,"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"two-way","period":"2021","measure":"claimed-rank","rank":81,"scope":"trading partners","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(|figure, findings| {
        if figure.measure == Measure::ClaimedRank && figure.scope.is_none() {
            findings.found_in("scope", "a claimed rank should say among what it is counted");
        }
    })),
};

fn is_without(status: Option<ObservationStatus>) -> bool {
    status.is_some_and(|status| {
        status.is_without_value() || status == ObservationStatus::IncludedElsewhere
    })
}

pub(super) const NO_VALUE: Rule = Rule {
    code: "trade/no-value",
    severity: Severity::Error,
    numbers: &[62],
    summary: "a figure has no number, and its status does not say why",
    why: "a figure that is missing is not zero; the status tells missing, suppressed and not collected apart",
    source: "SDMX code list CL_OBS_STATUS 2.2",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","status":"Q","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(|figure, findings| {
        if figure.estimate.is_none()
            && figure.measure != Measure::ClaimedRank
            && !is_without(figure.status)
        {
            findings.found_in("estimate", "no number is stated; a `status` without value, such as `O`, says that it is missing");
        }
    })),
};

pub(super) const VALUE_OF_MISSING: Rule = Rule {
    code: "trade/value-of-missing",
    severity: Severity::Error,
    numbers: &[62],
    summary: "a figure that its status says is not there has a number",
    why: "a placeholder such as 0 for a suppressed figure would be counted",
    source: "SDMX code list CL_OBS_STATUS 2.2",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 0","status":"Q","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 0","status":"A","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(|figure, findings| {
        value_of_missing(figure.status, figure.estimate, findings)
    })),
};

fn value_of_missing(
    status: Option<ObservationStatus>,
    estimate: Option<Estimate>,
    findings: &mut Findings<'_>,
) {
    if let (Some(status), Some(estimate)) = (status, estimate)
        && status.is_without_value()
    {
        findings.found_in(
            "estimate",
            format!("the status `{status}` says that there is no value, found `{estimate}`"),
        );
    }
}

pub(super) const UNIT: Rule = Rule {
    code: "trade/unit",
    severity: Severity::Error,
    numbers: &[],
    summary: "the unit of a trade figure does not fit its measure",
    why: "a share or a change is in percent, and a value never is",
    source: "the data model: a figure and its measure",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"percent 5","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"share-of","estimate":"percent 5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(unit)),
};

fn unit(figure: &TradeFigure, findings: &mut Findings<'_>) {
    let Some(estimate) = figure.estimate else { return };
    let relative = matches!(
        estimate.unit(),
        Unit::Counted(Counted::Percent | Counted::PercentagePoints | Counted::Ratio)
    );
    let problem = match figure.measure {
        Measure::Value if relative => Some("a currency or a quantity"),
        Measure::ShareOf | Measure::ChangeSince if !relative => Some("`percent`"),
        _ => None,
    };
    if let Some(expected) = problem {
        findings.found_in(
            "estimate",
            format!("the measure `{}` needs {expected}, found `{estimate}`", figure.measure),
        );
    }
}

pub(super) const SINCE: Rule = Rule {
    code: "trade/change-without-since",
    severity: Severity::Error,
    numbers: &[],
    summary: "a change does not say since when, or another measure does",
    why: "a change is one against another period, and nothing else has one",
    source: "the data model: a figure and its measure",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"change-since","estimate":"percent 5","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"change-since","estimate":"percent 5","since":"2020","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(|figure, findings| match (figure.measure, figure.since) {
        (Measure::ChangeSince, None) => {
            findings.found_in("since", "a change needs `since`, the period against which it is one")
        }
        (Measure::Value | Measure::ShareOf | Measure::ClaimedRank, Some(since)) => {
            findings.found_in(
                "since",
                format!(
                    "only a change has `since`, found `{since}` with the measure `{}`",
                    figure.measure
                ),
            );
        }
        _ => {}
    })),
};

pub(super) const SHARE_OVER: Rule = Rule {
    code: "trade/share-over-100",
    severity: Severity::Error,
    numbers: &[],
    summary: "a share of trade is above 100 percent",
    why: "a share is a part of a whole",
    source: "the data model: a figure and its measure",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"share-of","estimate":"percent 130","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"share-of","estimate":"percent 0.5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Trade(|figure, findings| {
        if let (Measure::ShareOf, Some(estimate)) = (figure.measure, figure.estimate)
            && estimate.unit() == Unit::Counted(Counted::Percent)
            && estimate.lower().is_some_and(|lower| lower.value > Decimal::new(100, 0))
        {
            findings.found_in(
                "estimate",
                format!("a share is at most 100 percent, found `{estimate}`"),
            );
        }
    })),
};

pub(super) const TWO_VALUES: Rule = Rule {
    code: "trade/two-values",
    severity: Severity::Error,
    numbers: &[63],
    summary: "one source gives two figures for one key and vintage",
    why: "of two numbers for the same thing by the same source one is superseded or belongs to another key",
    source: "SDMX: one observation for one key",
    bad: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 5","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 6","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 5","sources":[{"source":"s"}]}
{"kind":"trade","id":"y","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 6","vintage":"2022","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Across(two_values),
};

fn two_values(store: &Store, findings: &mut Across<'_>) {
    for (_, subject) in store.subjects().filter(|(_, subject)| subject.claims.len() > 1) {
        let mut claims: alloc::vec::Vec<_> = subject
            .claims
            .iter()
            .filter_map(|at| {
                let vintage = store.trade(*at)?.vintage();
                Some((store.original(*at), vintage.map(|vintage| vintage.sort_key()), *at))
            })
            .collect();
        claims.sort_unstable();
        for pair in claims.windows(2) {
            let &[(source, vintage, first), (other, other_vintage, second)] = pair else {
                continue;
            };
            if source == other && vintage == other_vintage {
                findings.found_in(
                    second,
                    "",
                    format!(
                        "the source gives another figure for the same key, at {}",
                        whereabouts(store, first)
                    ),
                );
            }
        }
    }
}

pub(super) const FIGURE_SELF: Rule = Rule {
    code: "figure/self",
    severity: Severity::Error,
    numbers: &[],
    summary: "a figure is from an actor to itself",
    why: "a figure stands between two",
    source: "the data model: a number between two actors",
    bad: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"USA","estimate":"USD 5","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","estimate":"USD 5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Figure(|figure, findings| {
        if figure.to.actor() == Some(&figure.from) {
            findings.found_in("to", format!("the figure is from `{}` to itself", figure.from));
        }
    })),
};

pub(super) const STOCK_OR_FLOW: Rule = Rule {
    code: "figure/stock-or-flow",
    severity: Severity::Error,
    numbers: &[71],
    summary: "a stock has a period, a flow has a day, or a figure has both",
    why: "a stock is a position on a day and a flow a sum over a period; the one cannot be read as the other",
    source: "BPM6 and the OECD Benchmark Definition of Foreign Direct Investment: positions and transactions",
    bad: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"USD 5","period":"2021","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","concept":"stock","estimate":"USD 5","on":"2021-12-31","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Figure(stock_or_flow)),
};

fn stock_or_flow(figure: &Figure, findings: &mut Findings<'_>) {
    match (figure.concept, figure.on, figure.period) {
        (Some(FigureConcept::Stock), _, Some(period)) => findings.found_in(
            "period",
            format!("a stock has a day, in `on`, and no period, found `{period}`"),
        ),
        (Some(FigureConcept::Flow), Some(on), _) => {
            findings.found_in("on", format!("a flow has a period and no day, found `{on}`"))
        }
        (_, Some(on), Some(period)) => findings
            .found_in("on", format!("a figure has a day or a period, found `{on}` and `{period}`")),
        _ => {}
    }
}

pub(super) const FIGURE_NO_VALUE: Rule = Rule {
    code: "figure/no-value",
    severity: Severity::Error,
    numbers: &[62],
    summary: "a figure has no number, and its status does not say why",
    why: "a figure that is missing is not zero; the status tells missing, suppressed and not collected apart",
    source: "SDMX code list CL_OBS_STATUS 2.2",
    bad: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","status":"O","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Figure(|figure, findings| {
        if figure.estimate.is_none() && !is_without(figure.status) {
            findings.found_in("estimate", "no number is stated; a `status` without value, such as `O`, says that it is missing");
        }
    })),
};

pub(super) const FIGURE_OF_MISSING: Rule = Rule {
    code: "figure/value-of-missing",
    severity: Severity::Error,
    numbers: &[62],
    summary: "a figure that its status says is not there has a number",
    why: "a placeholder such as 0 for a suppressed figure would be counted",
    source: "SDMX code list CL_OBS_STATUS 2.2",
    bad: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","estimate":"USD 0","status":"Q","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","estimate":"USD 0","status":"A","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Figure(|figure, findings| {
        value_of_missing(figure.status, figure.estimate, findings)
    })),
};

pub(super) const FIGURE_LABEL: Rule = Rule {
    code: "figure/other-without-label",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a figure of type `other` does not say what is counted",
    why: "nobody could read or compare it",
    source: "the data model: a number between two actors",
    bad: r#"{"kind":"figure","id":"x","type":"other","from":"USA","to":"KAZ","estimate":"USD 5","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"figure","id":"x","type":"other","from":"USA","to":"KAZ","estimate":"USD 5","label":"frozen assets","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Figure(|figure, findings| {
        if figure.kind == FigureKind::Other && figure.label.is_none() {
            findings.found_in("label", "a figure of type `other` needs a label");
        }
    })),
};

pub(super) const FIGURE_UNIT: Rule = Rule {
    code: "figure/unit",
    severity: Severity::Warning,
    numbers: &[],
    summary: "money is not counted in a currency, or people are",
    why: "a total keeps units apart, so that a figure in the wrong one is in none",
    source: "the data model: a number between two actors",
    bad: r#"{"kind":"figure","id":"x","type":"students","from":"KAZ","to":"USA","estimate":"USD 5","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"figure","id":"x","type":"students","from":"KAZ","to":"USA","estimate":"students 5","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Figure(figure_unit)),
};

fn figure_unit(figure: &Figure, findings: &mut Findings<'_>) {
    let Some(estimate) = figure.estimate else { return };
    let is_money = estimate.unit().currency().is_some();
    let (money, people) = match figure.kind {
        FigureKind::Investment | FigureKind::Debt | FigureKind::Remittances => (true, false),
        FigureKind::Visitors
        | FigureKind::Students
        | FigureKind::Migrants
        | FigureKind::Troops
        | FigureKind::Companies => (false, true),
        FigureKind::Other => (false, false),
    };
    if (money && !is_money) || (people && is_money) {
        let expected = if money { "a currency" } else { "a counted thing" };
        findings.found_in(
            "estimate",
            format!("a figure of type `{}` needs {expected}, found `{estimate}`", figure.kind),
        );
    }
}
