//! Rules on countries and places, and on when a country existed.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::days::{certain_days, certainly_absent, certainly_before, overlapping, possible_days};
use super::findings::Findings;
use super::path::Path;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::country::CountryCode;
use crate::date::PartialDate;
use crate::record::{Actor, Country, HasSpell, Name, NameKind, Participant, Place, Record};
use crate::report::Severity;
use crate::store::{Keys, happened};
use crate::text::{nearest, shortened};

pub(super) const UNDEFINED: Rule = Rule {
    code: "country/undefined-code",
    severity: Severity::Error,
    numbers: &[96],
    summary: "a code of the user range is neither in the table nor defined by a country record",
    why: "nobody else would know which country is meant",
    source: "ISO 3166-1, codes left to users",
    bad: r#"{"kind":"membership","id":"x","member":"XZZ","organization":"o","standing":"full","start":"1995","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"country","id":"z","code":"XZZ","names":[{"text":"Zembla"}],"sources":[{"source":"s"}]}
{"kind":"membership","id":"x","member":"XZZ","organization":"o","standing":"full","start":"1995","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Undefined(undefined),
};

fn undefined(defined: &BTreeSet<CountryCode>, code: CountryCode, findings: &mut Findings<'_>) {
    let near = findings.suggest(|_| {
        let codes: Vec<String> = defined.iter().map(|code| code.to_string()).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        nearest(&code.to_string(), &codes).map(String::from)
    });
    let message = format!("no country has the code `{code}`");
    match near {
        Some(near) => findings.found_with_help("", message, format!("did you mean `{near}`?")),
        None => {
            findings.found_with_help("", message, "define it with a record of kind `country`");
        }
    }
}

pub(super) const ABSENT: Rule = Rule {
    code: "country/absent",
    severity: Severity::Warning,
    numbers: &[17, 70, 87],
    summary: "a country certainly did not exist on the day of what is said of it",
    why: "a predecessor or a successor is probably meant, or the date is wrong",
    source: "existence by UN membership, Correlates of War and Gleditsch-Ward",
    bad: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"1985","participants":[{"actor":"KAZ"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"1985","participants":[{"actor":"SUN"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Record(absent)),
};

fn absent(record: &Record, findings: &mut Findings<'_>) {
    facts(record, &mut |path, actor, days| {
        let Some(code) = actor.country().filter(|code| certainly_absent(*code, days)) else {
            return;
        };
        let when = match code.possible_existence() {
            (Some(first), Some(last)) => format!("it existed from {first} to {last}"),
            (Some(first), None) => format!("it has existed since {first}"),
            (None, Some(last)) => format!("it existed until {last}"),
            (None, None) => "no list has it on that day".into(),
        };
        findings.found_in(path, format!("`{code}` did not exist then; {when}"));
    });
}

type Told<'t, 'r> = &'t mut dyn FnMut(&Path<'_>, &'r Actor, Keys);

/// Tells whom a record puts on which days, with the path of the actor or of the act.
fn facts<'r>(record: &'r Record, tell: Told<'_, 'r>) {
    let top = Path::RECORD;
    let date = |date: PartialDate| Some(Keys::of(date));
    let mut one = |field, actor: Option<&'r Actor>, days: Option<Keys>| {
        if let (Some(actor), Some(days)) = (actor, days) {
            tell(&top.field(field), actor, days);
        }
    };
    match record {
        Record::Membership(membership) => {
            one(
                "member",
                Some(&membership.member),
                membership.start.and_then(|start| start.date()).and_then(date),
            );
        }
        Record::Relation(relation) => {
            let days = relation.start.and_then(|start| start.date()).and_then(date);
            one("from", Some(&relation.from), days);
            one("towards", Some(&relation.towards), days);
        }
        Record::TradeFigure(figure) => {
            let days = (!figure.period.is_unstated()).then(|| figure.period.envelope().into());
            one("reporter", Some(&figure.reporter), days);
            one("partner", figure.partner.actor(), days);
        }
        Record::Figure(figure) => {
            let days = happened(record).filter(|_| {
                figure.on.is_some() || figure.period.is_some_and(|period| !period.is_unstated())
            });
            one("from", Some(&figure.from), days);
            one("to", figure.to.actor(), days);
        }
        Record::Visit(visit) => {
            let days = happened(record);
            one("host", Some(&visit.host), days);
            people("travellers", &visit.travellers, days, tell);
        }
        Record::Statement(statement) => {
            people("speakers", &statement.speakers, happened(record), tell)
        }
        Record::Event(event) => people("participants", &event.participants, happened(record), tell),
        Record::Treaty(treaty) => {
            for (at, party) in treaty.parties.iter().enumerate() {
                for (number, act) in party.acts.iter().enumerate().filter(|(_, act)| !act.denied) {
                    if let Some(on) = act.on {
                        tell(
                            &top.field("parties").index(at).field("acts").index(number),
                            &party.actor,
                            Keys::of(on),
                        );
                    }
                }
            }
        }
        Record::Person(person) => {
            for (at, office) in person.offices.iter().enumerate() {
                tell(&top.field("offices").index(at), &office.of, possible_days(office.spell()));
            }
        }
        Record::Country(_)
        | Record::Organization(_)
        | Record::Place(_)
        | Record::Source(_)
        | Record::Program(_) => {}
    }
}

/// Tells the actors of participants; a predecessor is named for a time after its end.
fn people<'r>(field: &'static str, who: &'r [Participant], days: Option<Keys>, tell: Told<'_, 'r>) {
    let Some(days) = days else { return };
    for (at, participant) in who.iter().enumerate() {
        if let (Some(actor), false) =
            (&participant.actor, participant.role.as_deref() == Some("predecessor"))
        {
            tell(&Path::RECORD.field(field).index(at).field("actor"), actor, days);
        }
    }
}

pub(super) const TWO_CAPITALS: Rule = Rule {
    code: "country/two-capitals",
    severity: Severity::Warning,
    numbers: &[16],
    summary: "a country has two capitals on one day, by one record",
    why: "the question for the capital would have two answers; where both are right, a note should say so",
    source: "reference lists of capitals, as in the World Factbook",
    bad: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}
{"kind":"country","id":"kz","code":"KAZ","capitals":[{"place":"almaty","start":"1991-12-16","end":"1999"},{"place":"astana","start":"1997-12-10"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"almaty","title":"Almaty","sources":[{"source":"s"}]}
{"kind":"country","id":"kz","code":"KAZ","capitals":[{"place":"almaty","start":"1991-12-16","left":"1997-12-10"},{"place":"astana","start":"1997-12-10"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Country(two_capitals)),
};

fn two_capitals(country: &Country, findings: &mut Findings<'_>) {
    let spells = country
        .capitals
        .iter()
        .enumerate()
        .filter_map(|(at, capital)| Some((certain_days(capital.spell())?, at)))
        .collect();
    for (first, second) in overlapping(spells) {
        let places = (country.capitals.get(first), country.capitals.get(second));
        if let (Some(first), Some(other)) = places
            && first.place != other.place
        {
            findings.found_in(
                format_args!("capitals[{second}]"),
                format!(
                    "`{}` and `{}` are capitals on one day",
                    shortened(&first.place),
                    shortened(&other.place)
                ),
            );
        }
    }
}

pub(super) const TWO_EXISTENCES: Rule = Rule {
    code: "country/existence-overlap",
    severity: Severity::Warning,
    numbers: &[14],
    summary: "a country exists twice on one day, by one list in one record",
    why: "spells of existence are disjoint, so that a day of their ends is wrong",
    source: "Correlates of War and Gleditsch-Ward: spells of a state are disjoint",
    bad: r#"{"kind":"country","id":"kz","code":"KAZ","existence":[{"start":"1991-12-16","end":"1999"},{"start":"1998"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"country","id":"kz","code":"KAZ","existence":[{"start":"1991-12-16","end":"1997"},{"start":"1998"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Country(existence_overlap)),
};

fn existence_overlap(country: &Country, findings: &mut Findings<'_>) {
    let mut by_list: BTreeMap<&str, Vec<(Keys, usize)>> = BTreeMap::new();
    for (at, existence) in country.existence.iter().enumerate() {
        if let Some(days) = certain_days(existence.spell()) {
            by_list
                .entry(existence.list.map_or("", |list| list.as_str()))
                .or_default()
                .push((days, at));
        }
    }
    for (first, second) in by_list.into_values().flat_map(overlapping) {
        findings.found_in(
            format_args!("existence[{second}]"),
            format!("it overlaps existence[{first}]"),
        );
    }
}

pub(super) const TWO_NAMES: Rule = Rule {
    code: "country/two-names",
    severity: Severity::Warning,
    numbers: &[16],
    summary: "a country has two common or two official names in one language on one day, by one record",
    why: "the question for the name would have two answers",
    source: "GeoNames: one preferred name in a language",
    bad: r#"{"kind":"country","id":"kz","code":"KAZ","names":[{"text":"Kazakhstan","start":"1991"},{"text":"Qazaqstan","start":"1995"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"country","id":"kz","code":"KAZ","names":[{"text":"Kazakhstan","start":"1991"},{"text":"Qazaqstan","type":"alias","start":"1995"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Country(|country, findings| two_names(&country.names, findings))),
};

pub(super) const TWO_PLACE_NAMES: Rule = Rule {
    code: "place/two-names",
    severity: Severity::Warning,
    numbers: &[16],
    summary: "a place has two common or two official names in one language on one day, by one record",
    why: "the question for the name would have two answers",
    source: "GeoNames: one preferred name in a language",
    bad: r#"{"kind":"place","id":"x","title":"Astana","names":[{"text":"Astana","start":"1998"},{"text":"Nur-Sultan","start":"2019"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"x","title":"Astana","names":[{"text":"Astana","start":"1998","left":"2019-03-23"},{"text":"Nur-Sultan","start":"2019-03-23"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Place(|place, findings| two_names(&place.names, findings))),
};

fn two_names(names: &[Name], findings: &mut Findings<'_>) {
    let mut by_kind: BTreeMap<(&str, &str), Vec<(Keys, usize)>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let kind = name.kind.unwrap_or(NameKind::Common);
        if let (NameKind::Common | NameKind::Official, Some(days)) =
            (kind, certain_days(name.spell()))
        {
            by_kind
                .entry((kind.as_str(), name.language.as_deref().unwrap_or_default()))
                .or_default()
                .push((days, at));
        }
    }
    for (first, second) in by_kind.into_values().flat_map(overlapping) {
        if let (Some(a), Some(b)) = (names.get(first), names.get(second))
            && a.text != b.text
        {
            findings.found_in(
                format_args!("names[{second}]"),
                format!(
                    "`{}` and `{}` are its name on one day",
                    shortened(&a.text),
                    shortened(&b.text)
                ),
            );
        }
    }
}

pub(super) const PLACE_TWICE: Rule = Rule {
    code: "place/two-countries",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a place lies in two countries on one day, by one record",
    why: "the question where a visit went would have two answers",
    source: "GeoNames: a place and its country",
    bad: r#"{"kind":"place","id":"x","title":"Almaty","countries":[{"country":"SUN","start":"1936","end":"1992"},{"country":"KAZ","start":"1991-12-16"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"place","id":"x","title":"Almaty","countries":[{"country":"SUN","start":"1936","left":"1991-12-16"},{"country":"KAZ","start":"1991-12-16"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Place(two_countries)),
};

fn two_countries(place: &Place, findings: &mut Findings<'_>) {
    let spells = place
        .countries
        .iter()
        .enumerate()
        .filter_map(|(at, country)| Some((certain_days(country.spell())?, at)))
        .collect();
    for (first, second) in overlapping(spells) {
        if let (Some(a), Some(b)) = (place.countries.get(first), place.countries.get(second))
            && a.country != b.country
        {
            findings.found_in(
                format_args!("countries[{second}]"),
                format!("it lies in `{}` and in `{}` on one day", a.country, b.country),
            );
        }
    }
}

pub(super) const SUCCEEDS_ITSELF: Rule = Rule {
    code: "country/succeeds-itself",
    severity: Severity::Error,
    numbers: &[11],
    summary: "a country is its own predecessor or successor",
    why: "a state follows another; one that goes on under a new name keeps its code",
    source: "UN Treaty Collection, historical information on successions",
    bad: r#"{"kind":"country","id":"kz","code":"KAZ","predecessors":[{"country":"KAZ","type":"separation"}],"sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"country","id":"kz","code":"KAZ","predecessors":[{"country":"SUN","type":"separation"}],"sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Country(succeeds_itself)),
};

fn succeeds_itself(country: &Country, findings: &mut Findings<'_>) {
    for (field, list) in
        [("predecessors", &country.predecessors), ("successors", &country.successors)]
    {
        for (at, other) in
            list.iter().enumerate().filter(|(_, other)| other.country == country.code)
        {
            findings.found_in(
                format_args!("{field}[{at}].country"),
                format!("`{}` succeeds itself", other.country),
            );
        }
    }
}

pub(super) const ORGANIZATION_REVERSED: Rule = Rule {
    code: "organization/reversed",
    severity: Severity::Error,
    numbers: &[2],
    summary: "an organization certainly ended before it was founded",
    why: "it would have had no day, and nobody could have been its member",
    source: "Correlates of War, intergovernmental organizations: first and last year",
    bad: r#"{"kind":"organization","id":"x","name":"League","founded":"1946","ended":"1920","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"organization","id":"x","name":"League","founded":"1920","ended":"1946","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Organization(|organization, findings| {
        if let (Some(founded), Some(ended)) = (organization.founded, organization.ended)
            && certainly_before(ended, founded)
        {
            findings.found_in(
                "ended",
                format!("ended on `{ended}`, before it was founded, `{founded}`"),
            );
        }
    })),
};
