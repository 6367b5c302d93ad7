//! The questions and their answers, each in a few lines of a user's code.

mod told;

mod desk;
mod history;
mod law;
mod lists;
mod made_up;
mod money;
mod trade;

use std::error::Error;

use bilateral::{Archive, CountryCode, Report};

pub(crate) use told::{Asked, Told};

const USA: CountryCode = CountryCode::USA;
const KAZ: CountryCode = CountryCode::KAZ;
const DIALOGUE: &str = "US-Kazakhstan Strategic Partnership Dialogue";

/// A question with the function that answers it.
pub(crate) struct Question {
    /// Its number.
    pub(crate) number: u8,
    /// The question in words.
    pub(crate) asks: &'static str,
    /// Asks the archive.
    pub(crate) answer: fn(&Archive) -> Asked,
}

/// Reads the two files of example data as one archive.
pub(crate) fn archive() -> Result<Archive, Report> {
    let facts =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    let more = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/questions.jsonl"));
    Archive::from_lines(facts.lines().chain(more.lines()), serde_json::from_str)
}

/// The made-up records, which stand in no archive together with a real one, and the three states that
/// they make up: Arland, Berland and Corland.
fn nothing_real() -> Result<(Archive, [CountryCode; 3]), Box<dyn Error>> {
    let lines = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
    let archive = Archive::from_lines(lines.lines(), serde_json::from_str)?;
    Ok((archive, ["XQA".parse()?, "XQB".parse()?, "XQC".parse()?]))
}

macro_rules! questions {
    ($($number:literal $answer:path: $asks:literal,)+) => {
        /// Every question that is answered here, in order of the numbers.
        pub(crate) const QUESTIONS: &[Question] =
            &[$(Question { number: $number, asks: $asks, answer: $answer },)+];
    };
}

questions! {
    1 desk::first_recogniser: "Who recognised Kazakhstan first, and on what date according to whom?",
    2 desk::status: "How did the United States and Kazakhstan stand to each other on 1 March 1992, and on 1 January 2005?",
    3 desk::visits: "Which high-level visits between the two were there from 2015 to 2023, in which rank and under which titles of the day?",
    4 desk::last_visit: "Which was the last visit of a US foreign minister to Kazakhstan before 2024, how long ago, and was it the visitor's first?",
    5 desk::third_countries: "Which visits to Kazakhstan and its neighbours included meetings with officials of third countries?",
    6 desk::signed_near: "What was signed during Christopher's visit of 1993, or within a week of it?",
    7 desk::anniversaries: "Which anniversaries of round years come in 2026 and 2027?",
    8 desk::partnership: "What level has the partnership on 1 January 2020, what was before, and which number has the next dialogue round?",
    9 desk::brief: "What does the brief as of 28 February 2023 hold, and on how many sources does it rest?",
    10 desk::changed: "What changed between the fact sheets of 2014 and 2023, and what changed between their two days?",
    11 desk::support: "Which facts about the two rest on one source only, and which are in conflict?",
    12 desk::capital: "What was the capital of Kazakhstan on 1 January 2021, and under which names is it known?",
    13 desk::holders: "Who was foreign minister of each of the two on the day of Rice's visit of 2008?",
    14 desk::missions: "Which missions between the two opened, moved or closed since 2006?",
    15 trade::mirror: "What did the United States export to Kazakhstan in 2024 by the report of each, and how far are they apart?",
    16 trade::at_fob: "The same, with imports brought to FOB by a named factor?",
    17 trade::balances: "What was the balance of the United States with Canada from 2014 to 2016, and with Kazakhstan in 2024, by each of the two?",
    18 trade::share_and_rank: "Which share and rank has each of the two in the trade of the other in 2024, special partners left out?",
    19 trade::growth: "By how much did US exports to Colombia grow from 2010 to 2013, with breaks, versions and prices stated?",
    20 trade::vintage: "A made-up flow: what was known of it on a past day?",
    21 trade::products: "Of which products were US exports to Colombia in 2010, and in made-up figures, which are new and which are gone?",
    22 trade::through_a_third: "A made-up flow: what came to a third country, and what did that re-export to the partner?",
    23 trade::across_a_split: "A made-up series: what did Czechoslovakia and its successors export to Austria from 1991 to 1994?",
    24 trade::only_mirrored: "A made-up series: for which years is there no report, but one of the partner?",
    25 trade::investment: "What is invested, as stock and as flow, in both directions and by both reports?",
    26 trade::around_a_treaty: "How were US exports to Colombia before and after their trade agreement entered into force?",
    27 law::in_force: "Was the tax convention in force between the two on 30 June 1996, and on 30 December 1996? Why?",
    28 law::standings: "Who was what to the test-ban treaty on 24 March 2023, and what was the United States to the Paris Agreement on 25 January 2021?",
    29 law::treaties_in_force: "Which treaties were in force between Kazakhstan and the European Union in 2018, and in 2021 after one had replaced another?",
    30 law::never_in_force: "Which treaties were signed and have not entered into force by 2023, and how long did the others take?",
    31 made_up::reservation: "A made-up treaty: which reservation did the United States make, who objected, and what follows between which two?",
    32 law::provisional: "Was the agreement with the European Union applied provisionally between it and Kazakhstan on 1 January 2018?",
    33 made_up::succession: "A made-up treaty: to what did the successors of the Soviet Union succeed, by notice or by presumption?",
    34 law::exit: "When can the United States be free of the Paris Agreement, or of the investment treaty, if it gives notice on 1 January 2024?",
    35 law::survival: "Which investments under Russia's provisional application of the Energy Charter Treaty are still protected on 1 January 2025?",
    36 law::missing: "What is missing for the test-ban treaty to enter into force?",
    37 law::attested: "Which standings do sources state without the act behind them, and for which day?",
    38 law::scope: "Do the agreements of the United States with the Soviet Union extend to Kazakhstan?",
    39 lists::panel: "What are the rows of a panel of the two for 2018 to 2023, with what is missing marked?",
    40 lists::existence: "Was Germany a state on 1 January 1950 by the Correlates of War, and by Gleditsch and Ward, and where do they differ?",
    41 history::organizations: "To which organizations did the two both belong on 28 February 2023, and with which spells?",
    42 history::elapsed: "How long was it from Kazakhstan's independence to recognition by each power, to the first US visit, to the first treaty?",
    43 history::representation: "At which level was each of the two represented with the other over the years?",
    44 history::reciprocity: "Were visits between the two returned, meetings of many on the host's soil left out?",
    45 history::diffusion: "How did recognition of Kazakhstan spread, and when was recognition of Montenegro withdrawn and repeated?",
    46 money::by_year: "What did the United States appropriate for Kazakhstan by fiscal year, and made-up Arland pay, and what is that in calendar years, by which method?",
    47 money::undisbursed: "A made-up aid: what is committed and not yet paid, by programme?",
    48 money::by_sector: "How much US assistance to Kazakhstan went to each sector, money for the region apart?",
    49 money::active: "Which programmes were active on a day, and in a made-up aid, which are overdue?",
    50 money::chain: "A made-up chain: where did the money go, without counting it twice?",
    51 money::pledges: "Which announced pledges were never seen as money?",
}
