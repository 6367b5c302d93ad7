//! How things are measured: both sides in turn in one process, and the median of the rounds.

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use allocation_counter::measure;

/// How much time a measurement may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    /// How often each side is run at most.
    pub(crate) rounds: usize,
    /// When no new round begins.
    pub(crate) most: Duration,
}

/// What was measured: a time or a size in memory.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Quantity {
    Nanoseconds(f64),
    Bytes(f64),
}

impl Quantity {
    pub(crate) fn value(self) -> f64 {
        match self {
            Self::Nanoseconds(value) | Self::Bytes(value) => value,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scaled = |value: f64, units: &[(f64, &'static str)]| {
            let found = units.iter().rev().find(|(least, _)| value >= *least);
            let (least, unit) = *found.unwrap_or(&units[0]);
            (value / least, unit)
        };
        let (value, unit) = match self {
            Self::Nanoseconds(value) => {
                scaled(*value, &[(1.0, "ns"), (1e3, "µs"), (1e6, "ms"), (1e9, "s")])
            }
            Self::Bytes(value) => scaled(*value, &[(1.0, "B"), (1e3, "kB"), (1e6, "MB")]),
        };
        let digits = usize::from(value < 100.0) + usize::from(value < 10.0);
        write!(f, "{value:.digits$} {unit}")
    }
}

/// One target, with what was measured.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Its number in the table of targets.
    pub(crate) id: &'static str,
    pub(crate) what: &'static str,
    pub(crate) ours: Quantity,
    pub(crate) floor: Quantity,
    /// How many times the floor ours may be.
    pub(crate) bound: f64,
    /// How the answers compare, where both sides answer the same question.
    pub(crate) alike: Option<Alike>,
    /// What was seen beside.
    pub(crate) note: String,
}

impl Row {
    pub(crate) fn ratio(&self) -> f64 {
        self.ours.value() / self.floor.value()
    }

    pub(crate) fn is_met(&self) -> bool {
        self.ratio() <= self.bound
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, what, ours, floor, bound, note, alike } = self;
        let (ours, floor) = (ours.to_string(), floor.to_string());
        let (ratio, verdict) = (self.ratio(), if self.is_met() { "met" } else { "MISSED" });
        write!(
            f,
            "{id:<7}{what:<44} ours {ours:>9}  floor {floor:>9}  ratio {ratio:>9.2}  bound {bound:<5} \
             {verdict:<7} {note}"
        )?;
        alike.map_or(Ok(()), |alike| write!(f, "; {alike}"))
    }
}

/// The two sides of a comparison of questions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sides {
    /// Nanoseconds for each question.
    pub(crate) ours: f64,
    pub(crate) floor: f64,
    /// Allocations of ours for each question.
    pub(crate) allocations: f64,
}

impl Sides {
    /// The target that the questions are about.
    pub(crate) fn row(self, id: &'static str, what: &'static str, bound: f64, alike: Alike) -> Row {
        let Self { ours, floor, allocations } = self;
        Row {
            id,
            what,
            ours: Quantity::Nanoseconds(ours),
            floor: Quantity::Nanoseconds(floor),
            bound,
            alike: Some(alike),
            note: format!("{allocations:.1} allocations a question"),
        }
    }
}

/// Asks the same questions of both sides, in turn. Each answer is a number, so that nothing is left
/// out as unused.
///
/// The floor answers all questions in each round. Ours answers as many as fit into the budget, others
/// in each round, so that what is slow is measured too.
pub(crate) fn ask<Q>(
    budget: Budget,
    questions: &[Q],
    mut ours: impl FnMut(&Q) -> u64,
    mut floor: impl FnMut(&Q) -> u64,
) -> Sides {
    assert!(!questions.is_empty(), "there is something to ask");
    let begun = Instant::now();
    let first: Vec<&Q> = questions.iter().take(4).collect();
    let probe = time(&first, &mut ours) / first.len() as f64;
    let sample = &questions[..questions.len().min(64)];
    let fitting = budget.most.as_secs_f64() * 1e9 / 4.0 / budget.rounds as f64 / probe.max(1.0);
    let count = (fitting as usize).clamp(1, questions.len());
    let (mut of_ours, mut of_floor) = (Vec::new(), Vec::new());
    let all: Vec<&Q> = questions.iter().collect();
    for round in 0..budget.rounds {
        if round > 0 && begun.elapsed() > budget.most {
            break;
        }
        let chunk: Vec<&Q> =
            questions.iter().cycle().skip(round * count % questions.len()).take(count).collect();
        // Who goes first changes, so that neither finds the other's data warm more often.
        if round % 2 == 0 {
            of_ours.push(time(&chunk, &mut ours) / count as f64);
            of_floor.push(time(&all, &mut floor) / all.len() as f64);
        } else {
            of_floor.push(time(&all, &mut floor) / all.len() as f64);
            of_ours.push(time(&chunk, &mut ours) / count as f64);
        }
    }
    let counted = if probe > 1e7 { &sample[..1] } else { sample };
    let allocated = measure(|| {
        for question in counted {
            black_box(ours(question));
        }
    });
    Sides {
        ours: median(&mut of_ours),
        floor: median(&mut of_floor),
        allocations: allocated.count_total as f64 / counted.len() as f64,
    }
}

/// Runs both sides in turn, each as a whole. `ours` and `floor` return how long they took, without
/// what they prepare and clear away.
pub(crate) fn run(
    budget: Budget,
    mut ours: impl FnMut() -> Duration,
    mut floor: impl FnMut() -> Duration,
) -> (Quantity, Quantity) {
    let begun = Instant::now();
    let (mut of_ours, mut of_floor) = (Vec::new(), Vec::new());
    for round in 0..budget.rounds {
        if round > 0 && begun.elapsed() > budget.most {
            break;
        }
        of_floor.push(floor().as_secs_f64() * 1e9);
        of_ours.push(ours().as_secs_f64() * 1e9);
    }
    let nanoseconds = |of: &mut Vec<f64>| Quantity::Nanoseconds(median(of));
    (nanoseconds(&mut of_ours), nanoseconds(&mut of_floor))
}

fn time<Q>(questions: &[&Q], answer: &mut impl FnMut(&Q) -> u64) -> f64 {
    let start = Instant::now();
    let mut sum = 0_u64;
    for question in questions {
        sum = sum.wrapping_add(black_box(answer(black_box(question))));
    }
    black_box(sum);
    start.elapsed().as_secs_f64() * 1e9
}

/// The middle of some numbers.
pub(crate) fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// How many of some questions both sides answer alike.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alike {
    pub(crate) alike: usize,
    pub(crate) asked: usize,
    /// The least share that will do.
    pub(crate) least: f64,
}

impl Alike {
    /// Whether the two sides answer the same question.
    pub(crate) fn is_enough(self) -> bool {
        self.alike as f64 >= self.asked as f64 * self.least
    }
}

impl fmt::Display for Alike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let only = if self.is_enough() { "" } else { "ONLY " };
        write!(f, "{only}{} of {} answers alike", self.alike, self.asked)
    }
}
