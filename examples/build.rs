//! Builds an archive in code, without any file, and asks it a few questions.
//!
//! Run it with `cargo run --example build`.

use bilateral::{
    Act, ActKind, Archive, Attestation, AttestedStanding, CountryCode, Estimate, Flow, Measure,
    Membership, Organization, PartialDate, Record, Relation, RelationKind, RelationObject, Report,
    ReportingPeriod, Source, SourceKind, Standing, TradeFigure, Treaty, TreatyCategory,
    TreatyStanding, day,
};

const USA: CountryCode = CountryCode::USA;
const KAZ: CountryCode = CountryCode::KAZ;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = Archive::from_records(records()?)?;
    let pair = archive.dossier(USA, KAZ);

    // A status without a date is kept as what it is: it held on the day of the source.
    let tax = pair.treaty("tax")?;
    for on in [day(1991, 1, 1), day(2010, 1, 1), day(2023, 2, 28)] {
        let answer = tax.in_force(on);
        println!(
            "taxation treaty in force on {on}: {} because {}\n",
            answer.value(),
            answer.explain()
        );
    }

    // Two sources a day apart are a dispute, not an average.
    let recognised = pair.recognition(USA, day(1991, 12, 25));
    println!("recognised on 1991-12-25: {}\n{}\n", recognised.value(), recognised.explain());

    // A rank that a source claims is no computed rank.
    let rank = archive.trade(USA).in_year(2021).two_way().rank_of(KAZ)?;
    println!(
        "claimed rank {:?}; at best {:?} of the {} partners recorded",
        rank.claimed(),
        rank.best(),
        rank.of()
    );

    let wto = archive.organization("wto").ok_or("no such organization")?;
    println!(
        "WTO member on 2023-02-28: {}",
        wto.has_member(&KAZ.into(), None, day(2023, 2, 28)).value()
    );

    // What is wrong is said at once and in full.
    let broken = Archive::from_records([Relation::new("r", RelationKind::Recognition, USA, USA)
        .source("nowhere")
        .into()]);
    println!("\n{}", broken.err().unwrap_or_else(Report::new));
    Ok(())
}

fn records() -> Result<Vec<Record>, Box<dyn std::error::Error>> {
    Ok(vec![
        Source::new("sheet", "U.S. Relations With Kazakhstan")
            .publisher("US Department of State")
            .kind(SourceKind::FactSheet)
            .published(day(2023, 2, 27))
            .into(),
        Source::new("ministry", "Kazakhstan-United States relations")
            .publisher("Ministry of Foreign Affairs of Kazakhstan")
            .kind(SourceKind::WebPage)
            .retrieved(day(2019, 6, 1))
            .into(),
        Organization::new("wto", "World Trade Organization")
            .founded(day(1995, 1, 1))
            .source("sheet")
            .into(),
        Membership::new("kz-wto", KAZ, "wto", Standing::Full)
            .attested(Attestation::OfSource)
            .source("sheet")
            .into(),
        Relation::new("recognition", RelationKind::Recognition, USA, KAZ)
            .object(RelationObject::State)
            .start(PartialDate::from(day(1991, 12, 25)))
            .source("sheet")
            .into(),
        Relation::new("recognition-ministry", RelationKind::Recognition, USA, KAZ)
            .object(RelationObject::State)
            .start(PartialDate::from(day(1991, 12, 26)))
            .source("ministry")
            .into(),
        Treaty::new("tax", "Convention for the avoidance of double taxation")
            .category(TreatyCategory::DoubleTaxation)
            .between(USA, KAZ)
            .attested(AttestedStanding::new(TreatyStanding::Party).on(Attestation::OfSource))
            .source("sheet")
            .into(),
        Treaty::new("investment", "Treaty on the protection of investment")
            .category(TreatyCategory::Investment)
            .between(USA, KAZ)
            .concluded(day(1992, 5, 19))
            .act(Act::new(ActKind::EntryIntoForce).on(day(1994, 1, 12)))
            .source("ministry")
            .into(),
        TradeFigure::new(
            "trade-2021",
            USA,
            KAZ,
            Flow::TwoWay,
            ReportingPeriod::year(2021)?,
            Measure::Value,
        )
        .estimate(Estimate::parse("rounded USD 2.5e9")?)
        .source("sheet")
        .into(),
        TradeFigure::new(
            "rank-2021",
            USA,
            KAZ,
            Flow::TwoWay,
            ReportingPeriod::year(2021)?,
            Measure::ClaimedRank,
        )
        .rank(81_u32)
        .scope("trading partners of the United States")
        .source("sheet")
        .into(),
    ])
}
