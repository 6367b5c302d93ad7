//! Money that does not lie: trade, other figures and the money of programmes.
//!
//! A sum is easy to get and easy to get wrong. Goods and services, exports at the border of one and
//! imports at the border of the other, a stock and a flow, a pledge and a payment, the money of a
//! programme and of what runs under it: every pair of these can be added by a machine and by no
//! careful reader. This chapter shows how to ask, topic by topic, what each question refuses, and why.
//!
//! Three rules run through all of it.
//!
//! - **An amount is a range.** "1.1 billion" is `[1.05e9, 1.15e9]`, and so is every sum, gap and share
//!   worked out of it. A quotient has twelve digits and is rounded outward.
//! - **What does not add is an error or is left out, and says so.** Figures that differ in kind give a
//!   [`MixedError`](crate::MixedError) that names the difference and both records; an amount that is
//!   not counted stands in [`Total::left_out`](crate::Total::left_out) with its reason.
//! - **Missing is not zero.** Nothing counted is *none*, never 0. A value that nobody reported is
//!   unknown, unless a source [`covers`](crate::record::Covers) everything of its kind: then its absence says zero.
//!
//! The examples ask made-up states: Arland (`XQA`), Berland (`XQB`) and Corland (`XQC`), which stand in
//! `examples/data/made_up.jsonl`. `cargo run --example questions -- 15 46` asks real ones.
//!
//! # One flow, two reports
//!
//! Both ends of a flow count it, and hardly ever agree. [`mirror`](crate::PeriodTrade::mirror) puts the
//! two side by side and merges nothing. Freight is in the value of imports (CIF) and not in that of
//! exports (FOB); no factor between the two is a fact, so the caller names one and vouches for it.
//!
//! ```
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
//! # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! use bilateral::{CifFactor, CountryCode, Decimal};
//!
//! let (arland, berland) = (CountryCode::parse("XQA")?, CountryCode::parse("XQB")?);
//! let mirror = archive.trade(arland).in_year(2021).exports().mirror(berland)?;
//! assert_eq!(mirror.gap().unwrap().in_words().to_string(), "$12,000,000");
//! assert_eq!(mirror.ratio().unwrap().to_string(), "ratio [1.12, 1.12]");
//!
//! let factor = CifFactor::new(Decimal::parse("1.12")?, "a factor of the guide's own")?;
//! let at_fob = mirror.at_fob(&factor);
//! assert_eq!(at_fob.gap().unwrap().in_words().to_string(), "$0");
//! assert_eq!(at_fob.adjusted_by().unwrap().name(), "a factor of the guide's own");
//!
//! // A year that only the partner reports is found, not filled in.
//! let series = archive.trade(arland).in_year(2019).exports().over(2019..=2021);
//! let unreported = series.unreported(berland)?;
//! assert_eq!(unreported[0].0.to_string(), "2019");
//! assert_eq!(unreported[0].1.reported().bounds(), None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! *It refuses* to compare goods with what is not said to be goods, amounts of two units, or of two
//! price bases. Only the valuation and the compiler may differ: each side has its own.
//!
//! # Totals, shares, ranks
//!
//! The world, special areas such as ships' bunkers, and groups of countries stand in one table with the
//! countries. A [`rank`](crate::PeriodTrade::rank_of) is among countries only; a
//! [`share`](crate::PeriodTrade::share_of) is of everything. Without a figure for the world and without a source
//! that lists all partners, others may be missing: a rank then has no worst, and a share only an upper end.
//!
//! ```
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
//! # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! use bilateral::CountryCode;
//!
//! let (arland, berland) = (CountryCode::parse("XQA")?, CountryCode::parse("XQB")?);
//! let exports = archive.trade(arland).in_year(2021).exports();
//! let total = exports.total()?;
//! assert_eq!(total.to_string(), "export of goods by XQA in 2021, fob: $310,000,000");
//! // The first version of a figure, which a later one replaced.
//! assert_eq!(total.left_out()[0].claim.id(), "arland-berland-2021-first");
//! assert_eq!(total.left_out()[0].reason.as_str(), "superseded");
//!
//! // A source lists all exports of 2021: the rank is certain, though bunkers took more than Berland.
//! let rank = exports.rank_of(berland)?;
//! assert_eq!((rank.best(), rank.worst(), rank.of()), (Some(1), Some(1), 2));
//! let share = exports.share_of(berland)?.of_world().unwrap();
//! assert_eq!(share.to_string(), "percent (32.2580645161, 32.2580645162)");
//!
//! // Nothing lists the exports of 2020.
//! let before = archive.trade(arland).in_year(2020).exports();
//! assert_eq!(before.rank_of(berland)?.worst(), None);
//! assert_eq!(before.share_of(berland)?.of_world().unwrap().to_string(), "percent (0, 100]");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! *It refuses* to add one half of two-way trade: where exports are known and imports are not, the
//! exports are left out as [`OtherHalfMissing`](crate::LeftOutReason::OtherHalfMissing). A rank or
//! share that a source claims is kept apart in `claimed()`, and
//! [`check_claims`](crate::PeriodTrade::check_claims) says whether the figures bear it out.
//!
//! The trade of everybody at once comes in blocks of figures that can be added. Each has the sum of what is
//! exact and with a country, added when the archive was built, and tells of everything that is not in it.
//!
//! ```
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
//! # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! use bilateral::{CountryCode, Decimal, Flow};
//!
//! let arland = CountryCode::parse("XQA")?;
//! let mut of_2021 = archive.trade_blocks().filter(|block| block.year() == Some(2021));
//! let exports = of_2021
//!     .find(|block| block.reporter().country() == Some(arland) && block.flow() == Flow::Export)
//!     .unwrap();
//! assert_eq!(exports.exact_sum().unwrap().value(), Decimal::parse("1.6e8")?);
//! let others: Vec<String> = exports.others().map(|(partner, _)| partner.to_string()).collect();
//! assert_eq!(others, ["area:bunkers"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Over time
//!
//! A figure has versions. Within one source, and along sources that supersede one another, the latest
//! speaks; [`as_published_by`](crate::PeriodTrade::as_published_by) asks what was known on a day.
//! [`Growth`](crate::Growth) tells of breaks and prices; a
//! [`joined`](crate::TradeSeries::joined_with) series goes on where a state did not.
//!
//! ```
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
//! # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! use bilateral::{CountryCode, PriceBasis, ReportingPeriod, day};
//!
//! let state = |code: &str| CountryCode::parse(code);
//! let (arland, berland, corland) = (state("XQA")?, state("XQB")?, state("XQC")?);
//! let exports = archive.trade(arland).in_year(2021).exports();
//! let known_in_may = exports.as_published_by(day(2022, 5, 1)).with(berland)?;
//! assert_eq!(known_in_may.bounds().unwrap().in_words().to_string(), "$97,000,000");
//! assert_eq!(exports.with(berland)?.bounds().unwrap().in_words().to_string(), "$100,000,000");
//!
//! let exports = archive.trade(corland).in_year(2021).exports();
//! let since = ReportingPeriod::year(2020)?;
//! assert_eq!(exports.growth_since(since, berland).unwrap_err().facet(), "prices");
//! let growth = exports.at_prices(PriceBasis::CURRENT).growth_since(since, berland)?;
//! assert_eq!(growth.change().unwrap().to_string(), "percent [15, 15]");
//! assert!(growth.has_break());
//!
//! let series = archive.trade(CountryCode::CSK).in_year(1991).exports().over(1991..=1994);
//! let joined = series.joined_with(CountryCode::AUT)?;
//! assert_eq!(joined.rule(), "exports of CSK, CZE and SVK to AUT, added over those that existed in each period");
//! // Slovakia's figure of 1994 is missing, which is not zero: the sum is known from below only.
//! assert_eq!(joined.points()[3].possible.unwrap().in_words().to_string(), "at least $85 million");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! *It refuses* growth between current and constant prices, and a product mix of two editions of a
//! classification. A product that an earlier [`mix`](crate::PeriodTrade::mix) does not list is not new:
//! whether it is, is Unknown, unless it was recorded there as zero.
//!
//! # Other figures
//!
//! Investment, debt, remittances, students, troops: [`Figures`](crate::Figures) chooses by what is
//! counted, from whom, to whom, by whose report, on which day or in which period, and adds what is
//! left. Both reports of one stock stand side by side; neither is taken for the true one.
//!
//! ```
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
//! # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! use bilateral::{Actor, CountryCode, FigureConcept, FigureKind};
//!
//! let (arland, berland) = (CountryCode::parse("XQA")?, CountryCode::parse("XQB")?);
//! let invested = archive.dossier(arland, berland).figures().kind(FigureKind::Investment);
//! let outward = invested.from(arland).to(berland);
//! let error = outward.reported_by(arland).total().unwrap_err();
//! assert_eq!(error.facet(), "concept");
//!
//! let stock = outward.concept(FigureConcept::Stock);
//! assert_eq!(stock.total().unwrap_err().facet(), "reporter");
//! let by = |reporter: CountryCode| stock.reported_by(reporter).total();
//! assert_eq!(by(arland)?.to_string(), "investment stock, on 2021-12-31, reported by XQA, directional, from XQA, to XQB: $500,000,000");
//! assert_eq!(by(berland)?.to_string(), "investment stock, on 2021-12-31, reported by XQB, directional, from XQA, to XQB: $450,000,000");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! *It refuses* to add a stock and a flow, two reporters, two days, both directions, or two labels. A
//! figure that is part of another counts once.
//!
//! # The money of programmes
//!
//! [`Programs`](crate::Programs) is a selection: all, those of a pair, one alone, or one with all under
//! it. A [`total`](crate::Programs::total) is of one [`Stage`](crate::Stage), because a pledge, a commitment and a
//! payment are three times the same money, and of one period. An amount of a fiscal year lies in two
//! calendar years; [`apportioned`](crate::Programs::apportioned) says what to do with it, and the total says what was done.
//!
//! ```
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
//! # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! use bilateral::{Apportioning, CountryCode, LeftOutReason, ReportingPeriod, Stage};
//!
//! let (arland, berland) = (CountryCode::parse("XQA")?, CountryCode::parse("XQB")?);
//! let aid = archive.dossier(arland, berland).programs().given_by(arland);
//! let paid = |year: &str| Ok::<_, Box<dyn std::error::Error>>(aid.total(Stage::Disbursement, &year.parse()?));
//! // Arland's fiscal year begins in July.
//! assert_eq!(paid("FY2019@7")?.to_string(), "disbursement, given by XQA: $40,000,000");
//! // It lies half in 2018, half in 2019: none of it is certainly money of 2019.
//! let calendar = paid("2019")?;
//! assert!(calendar.is_none());
//! assert_eq!(calendar.left_out_as(LeftOutReason::PartlyOverlaps).count(), 2);
//! let within = aid.apportioned(Apportioning::Within).total(Stage::Disbursement, &"2019".parse()?);
//! assert_eq!(within.what(), "disbursement, given by XQA, apportioned within");
//! assert_eq!(within.sums()[0].bounds.in_words().to_string(), "between $0 and $70 million");
//!
//! // What is committed and not paid, at the lowest level only: the parent's commitment is its children's.
//! let open = archive.program("water")?.tree().undisbursed(&ReportingPeriod::ALL_TIME);
//! let open: Vec<String> = open.iter().map(|it| format!("{}: {}", it.program.id(), it.remaining[0].bounds.in_words())).collect();
//! // Nothing was recorded as paid for the pipes, which does not say that nothing was.
//! assert_eq!(open, ["wells: $32,000,000", "pipes: at most $70 million"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! *It leaves out*, each with its reason: a parent's money beside its children's, a cumulative amount
//! beside those of single years, money that several recipients or sectors share without shares, goods
//! beside cash, plans beside what was done. [`levels_apart`](crate::Programs::levels_apart),
//! [`in_kind`](crate::Programs::in_kind) and [`estimated`](crate::Programs::estimated) ask for the other.
//!
//! # Money on its way
//!
//! One gives to an agency, the agency to a country: one dollar in two rows. A total counts it once;
//! [`traced_from`](crate::Programs::traced_from) shows the way, each hop a total by itself.
//! [`pledges`](crate::Programs::pledges) asks what became of an announcement.
//!
//! ```
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/made_up.jsonl"));
//! # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line))?;
//! use bilateral::{CountryCode, LeftOutReason, ReportingPeriod, Stage, Truth, day};
//!
//! let relief = archive.program("relief-2020")?.tree();
//! let once = relief.total(Stage::Disbursement, &ReportingPeriod::ALL_TIME);
//! assert_eq!(once.sums()[0].bounds.in_words().to_string(), "$50,000,000");
//! assert_eq!(once.left_out_as(LeftOutReason::PassedOn).count(), 1);
//! let hops = relief.traced_from(CountryCode::parse("XQA")?, Stage::Disbursement, &ReportingPeriod::ALL_TIME);
//! let hops: Vec<String> = hops.iter().map(|hop| format!("{}. {}", hop.depth, hop.total)).collect();
//! assert_eq!(hops, ["1. disbursement: $50,000,000", "2. disbursement: $45,000,000"]);
//!
//! // A source lists the whole aid of Arland, so that what it lacks was not.
//! let pledges = archive.programs().pledges(day(2021, 12, 31));
//! let seen = |id| pledges.iter().find(|it| it.pledge.program().id() == id).unwrap().seen;
//! assert_eq!((seen("water"), seen("road")), (Truth::Yes, Truth::No));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! *It refuses* to add hops, and to call a pledge unkept where nobody lists all that was given: that is
//! Unknown.
