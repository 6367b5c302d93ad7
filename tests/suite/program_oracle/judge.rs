//! What becomes of one amount by itself: whether it is what was asked, and which part of it.

use bilateral::{ProgramRoleKind, Stage};
use rust_decimal::Decimal as Exact;

use super::amounts::Settled;
use super::model::{InSector, Key, Programme, When, World, principal};
use super::times::{self, Lies};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Of {
    All,
    Tree(usize),
    Alone(usize),
    Pair(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Partly {
    Never,
    Within,
    ByDays,
}

/// What is asked.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Choice {
    pub(super) of: Of,
    pub(super) given: Option<usize>,
    pub(super) received: Option<usize>,
    pub(super) sector: Option<(Option<&'static str>, &'static str)>,
    pub(super) estimated: bool,
    pub(super) in_kind: bool,
    pub(super) levels_apart: bool,
    pub(super) partly: Partly,
    pub(super) stage: Stage,
    pub(super) period: &'static str,
    pub(super) settled: Settled,
}

/// On one line, without what is not asked.
impl std::fmt::Debug for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{:?} {:?} in {}", self.of, self.stage, self.period)?;
        let actors = [("given by", self.given), ("received by", self.received)];
        for (word, actor) in actors.into_iter().filter_map(|(word, it)| Some((word, it?))) {
            write!(f, ", {word} {actor}")?;
        }
        if let Some(sector) = self.sector {
            write!(f, ", for {sector:?}")?;
        }
        let flags = [self.estimated, self.in_kind, self.levels_apart];
        for (word, _) in
            ["estimated", "in kind", "levels apart"].iter().zip(flags).filter(|it| it.1)
        {
            write!(f, ", {word}")?;
        }
        write!(f, ", {:?}, {:?}]", self.partly, self.settled)
    }
}

impl Choice {
    pub(super) const fn of(of: Of, stage: Stage, period: &'static str) -> Self {
        Self {
            of,
            given: None,
            received: None,
            sector: None,
            estimated: false,
            in_kind: false,
            levels_apart: false,
            partly: Partly::Never,
            stage,
            period,
            settled: Settled::Nothing,
        }
    }

    /// Who may give and who may receive, and whether it must be recorded; `None`: nobody is asked of.
    pub(super) fn wanted(&self) -> [Option<(Vec<usize>, bool)>; 2] {
        let strict = |actor: usize| Some((vec![principal(actor)], true));
        match (self.of, self.given, self.received) {
            (Of::Pair(a, b), None, None) => {
                let both = vec![principal(a), principal(b)];
                [Some((both.clone(), false)), Some((both, false))]
            }
            (Of::Pair(a, b), given, received) => {
                let (a, b) = (principal(a), principal(b));
                let giver = match (given.map(principal), received.map(principal)) {
                    (Some(giver), _) => giver,
                    (None, taker) => {
                        if taker == Some(a) {
                            b
                        } else {
                            a
                        }
                    }
                };
                let taker = if giver == a { b } else { a };
                [strict(giver), strict(taker)]
            }
            (_, given, received) => [given.and_then(strict), received.and_then(strict)],
        }
    }
}

pub(super) type Reasons = Vec<&'static str>;

/// The least and the greatest part of an amount that is what was asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    pub(super) low: Exact,
    pub(super) high: Exact,
}

impl Part {
    pub(super) const WHOLE: Self = Self { low: Exact::ONE, high: Exact::ONE };
}

fn hundredths(share: u32) -> Exact {
    Exact::from(share) / Exact::ONE_HUNDRED
}

/// The share of one side of the money that is wanted; `None`: all of it.
fn side(
    programme: &Programme,
    explicit: Option<usize>,
    role: ProgramRoleKind,
    wanted: &Option<(Vec<usize>, bool)>,
    [other, not_recorded, shared]: [&'static str; 3],
) -> Result<Option<Exact>, Reasons> {
    let Some((wanted, strict)) = wanted else { return Ok(None) };
    if let Some(actor) = explicit {
        return if wanted.contains(&principal(actor)) { Ok(None) } else { Err(vec![other]) };
    }
    let in_it: Vec<_> = programme.roles.iter().filter(|found| found.kind == role).collect();
    let ours: Vec<_> =
        in_it.iter().filter(|found| wanted.contains(&principal(found.actor))).collect();
    if in_it.is_empty() {
        return if *strict { Err(vec![not_recorded]) } else { Ok(None) };
    }
    if ours.is_empty() {
        return Err(vec![other]);
    }
    // A recorded share of less than all is never taken for all, whoever else is recorded.
    match ours.iter().map(|found| found.share).sum::<Option<u32>>() {
        Some(share) if share < 100 => Ok(Some(hundredths(share))),
        Some(_) => Ok(None),
        None if ours.len() == in_it.len() => Ok(None),
        None => Err(vec![shared]),
    }
}

fn in_sector(
    sectors: &[InSector],
    wanted: Option<(Option<&str>, &str)>,
) -> Result<Option<Exact>, Reasons> {
    let Some((vocabulary, name)) = wanted else { return Ok(None) };
    if sectors.is_empty() {
        return Err(vec!["sector-not-recorded"]);
    }
    let of_list: Vec<&InSector> = match vocabulary {
        Some(_) => sectors.iter().filter(|sector| sector.vocabulary == vocabulary).collect(),
        None => sectors.iter().collect(),
    };
    if of_list.is_empty() {
        // It has sectors, and none of the asked list.
        return Err(vec!["sector-not-recorded", "other-sector"]);
    }
    let Some(found) = of_list.iter().find(|sector| sector.name == name) else {
        return Err(vec!["other-sector"]);
    };
    if let Some(share) = found.share {
        return Ok(Some(hundredths(share)));
    }
    let alone = sectors.iter().filter(|sector| sector.vocabulary == found.vocabulary).count() == 1;
    if alone && !found.mainly { Ok(None) } else { Err(vec!["shared-sectors"]) }
}

/// The shares of an amount that are what was asked, whenever it flowed; none where all of it is.
pub(super) fn shares(
    world: &World,
    programme: usize,
    key: &Key,
    choice: &Choice,
) -> Result<Vec<Exact>, Reasons> {
    let programme = &world.programmes[programme];
    if key.stage != choice.stage {
        return Err(vec!["other-stage"]);
    }
    if programme.several {
        return Err(vec!["several"]);
    }
    if key.estimated != choice.estimated {
        return Err(vec![if key.estimated { "estimated" } else { "done" }]);
    }
    if key.in_kind != choice.in_kind {
        return Err(vec![if key.in_kind { "in-kind" } else { "cash" }]);
    }
    let [provider, receiver] = choice.wanted();
    let given = side(
        programme,
        key.provider,
        ProgramRoleKind::Funding,
        &provider,
        ["other-provider", "provider-not-recorded", "shared-providers"],
    )?;
    let received = side(
        programme,
        key.receiver,
        ProgramRoleKind::Recipient,
        &receiver,
        ["other-receiver", "receiver-not-recorded", "shared-recipients"],
    )?;
    let sectors = if key.sectors.is_empty() { &programme.sectors } else { &key.sectors };
    let of_sector = in_sector(sectors, choice.sector)?;
    Ok([given, received, of_sector].into_iter().flatten().collect())
}

/// Which part of an amount is what was asked, whenever it flowed.
pub(super) fn but_for_period(
    world: &World,
    programme: usize,
    key: &Key,
    choice: &Choice,
) -> Result<Part, Reasons> {
    let shares = shares(world, programme, key, choice)?;
    if shares.is_empty() {
        return Ok(Part::WHOLE);
    }
    // How the shares fall together is not recorded: apart as far as they can, or one in the other.
    let others = Exact::from(shares.len() - 1);
    let sum: Exact = shares.iter().sum();
    let least = (sum - others).max(Exact::ZERO);
    Ok(Part { low: least, high: shares.into_iter().min().expect("a share") })
}

/// Which part of an amount flowed in the asked period.
pub(super) fn in_period(key: &Key, choice: &Choice) -> Result<Part, Reasons> {
    match times::lies(key, choice.period) {
        Lies::NotStated => Err(vec!["period-not-stated"]),
        Lies::Inside => Ok(Part::WHOLE),
        Lies::Outside => Err(vec!["outside-period"]),
        Lies::Partly => match choice.partly {
            Partly::Never => Err(vec!["partly-overlaps"]),
            Partly::Within => Ok(Part { low: Exact::ZERO, high: Exact::ONE }),
            // A payment on one day, which may be in the period or not.
            Partly::ByDays if matches!(key.when, When::On(_)) && !key.cumulative => {
                Ok(Part { low: Exact::ZERO, high: Exact::ONE })
            }
            Partly::ByDays => match times::part_by_days(key, choice.period) {
                None => Err(vec!["partly-overlaps"]),
                Some((low, high)) => Ok(Part { low, high }),
            },
        },
    }
}
