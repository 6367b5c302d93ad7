//! The yardstick of reading and writing: bare serde structs that borrow their text and check nothing.
//!
//! They have the fields that the generated worlds use, in the order in which they are written, so that
//! writing them gives the text back to the byte. A record carries one citation.

use serde::{Deserialize, Serialize};

/// Writes structs of texts: `must` a text, `one` perhaps a text or a struct, `many` a list, `num` a
/// number, `flag` a remark.
macro_rules! yard {
    ($($name:ident { $($fields:tt)* })+) => { $( yard!(@ 't $name [] $($fields)*); )+ };
    (@ $t:lifetime $name:ident [$($done:tt)*]) => {
        #[derive(Debug, Default, Deserialize, Serialize)]
        pub(crate) struct $name<$t> { $($done)* }
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] must $f:ident, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)* pub(crate) $f: &$t str,] $($rest)*);
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] one $f:ident, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(crate) $f: Option<&$t str>,
        ] $($rest)*);
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] one $f:ident: $part:ident, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)*
            #[serde(borrow, skip_serializing_if = "Option::is_none")]
            pub(crate) $f: Option<$part<$t>>,
        ] $($rest)*);
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] many $f:ident, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)*
            #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
            pub(crate) $f: Vec<&$t str>,
        ] $($rest)*);
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] many $f:ident: $part:ident, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)*
            #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
            pub(crate) $f: Vec<$part<$t>>,
        ] $($rest)*);
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] cited, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)*
            #[serde(borrow)]
            pub(crate) sources: (Citation<$t>,),
        ] $($rest)*);
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] num $f:ident, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(crate) $f: Option<u32>,
        ] $($rest)*);
    };
    (@ $t:lifetime $name:ident [$($done:tt)*] flag $f:ident, $($rest:tt)*) => {
        yard!(@ $t $name [$($done)*
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            pub(crate) $f: bool,
        ] $($rest)*);
    };
}

yard! {
    Citation { must source, one locator, one via, one according_to, }
    Act { must r#type, one on, one effective, one ending, }
    Participant { one person, one actor, one label, one office, }
    Covers { must kind, must period, many actors, }
    Source {
        must kind, must id, must title, one r#type, one published, one retrieved, one copy_of,
        one supersedes, many covers: Covers,
    }
    Organization {
        must kind, must id, must name, one short_name, one r#type, one founded, one of, cited,
    }
    Name { must text, one start, one end, one left, one ended, many attested, }
    PlaceCountry { must country, }
    Place { must kind, must id, must title, many names: Name, many countries: PlaceCountry, cited, }
    PersonName { must printed, one family, }
    Office {
        must title, must of, one role, one accredited_to, one standing, many acts: Act, one start,
        one end, one left, one ended, many attested,
    }
    Person {
        must kind, must id, must title, many names: PersonName, many offices: Office, one same_as,
        cited,
    }
    Relation {
        must kind, must id, must r#type, must from, must towards, one object, flag mutual, one level,
        one place, one territory, many acts: Act, one start, one end, one left, one ended,
        many attested, one same_as, flag denied, cited,
    }
    Membership {
        must kind, must id, must member, must organization, must standing, many acts: Act, one start,
        one end, one left, one ended, many attested, one same_as, cited,
    }
    Party { must actor, one side, many acts: Act, }
    Attested { must standing, one party, many on, }
    EntryClause { num consents, one delay, }
    Reservation { must id, must r#type, must by, one on, }
    Survival { must subject, must length, }
    Effective { must subject, must on, }
    Treaty {
        must kind, must id, must title, many categories, one instrument, one concluded,
        many parties: Party, flag others, flag complete, many acts: Act, many attested: Attested,
        one entry_clause: EntryClause, one notice, many effective_from: Effective, one term,
        one renewal, many replaces, many reservations: Reservation, one survival: Survival,
        one same_as, cited,
    }
    Role { must role, must actor, }
    Transaction {
        must stage, must estimate, one provider, one receiver, one on, one period, flag cumulative,
        flag in_kind,
    }
    Program {
        must kind, must id, must r#type, must title, many roles: Role, one parent, one planned,
        many transactions: Transaction, one start, one end, one left, one ended, many attested, cited,
    }
    Trade {
        must kind, must id, must reporter, must partner, must flow, must period, must measure,
        one estimate, one product, one status, one vintage, cited,
    }
    Figure {
        must kind, must id, must r#type, must from, must to, one concept, one estimate, one on,
        one period, cited,
    }
    Meeting { many participants: Participant, one on, }
    Visit {
        must kind, must id, must host, many travellers: Participant, one start, one end, many places,
        one rank, one status, many purposes, many meetings: Meeting, many attended, many signed,
        cited,
    }
    Statement {
        must kind, must id, must r#type, must summary, many speakers: Participant,
        many about: Participant, one on, cited,
    }
    Series { must name, num number, }
    Event {
        must kind, must id, must r#type, must summary, one on, one until,
        many participants: Participant, one place, one medium, one series: Series, cited,
    }
}

/// Writes the records of a world by kind, with the order in which they stood.
macro_rules! kinds {
    ($($kind:literal $list:ident: $type:ident,)+) => {
        /// Every record of a text.
        #[derive(Debug, Default)]
        pub(crate) struct Yardstick<'t> {
            /// The number of each line's kind.
            order: Vec<u8>,
            $(pub(crate) $list: Vec<$type<'t>>,)+
        }

        impl<'t> Yardstick<'t> {
            /// Reads a text, line by line.
            pub(crate) fn read(text: &'t str) -> serde_json::Result<Self> {
                const KINDS: &[&str] = &[$($kind,)+];
                let mut all = Self::default();
                for line in text.lines() {
                    let kind = line.strip_prefix("{\"kind\":\"").unwrap_or(line);
                    let kind = kind.split_once('"').map_or("", |(kind, _)| kind);
                    match kind {
                        $($kind => all.$list.push(serde_json::from_str(line)?),)+
                        _ => continue,
                    }
                    let number = KINDS.iter().position(|it| *it == kind);
                    all.order.push(number.and_then(|it| u8::try_from(it).ok()).unwrap_or(u8::MAX));
                }
                Ok(all)
            }

            /// Writes the text again.
            pub(crate) fn write(&self, into: &mut Vec<u8>) -> serde_json::Result<()> {
                const KINDS: &[&str] = &[$($kind,)+];
                let mut next = [0_usize; KINDS.len()];
                for kind in &self.order {
                    let at = next[usize::from(*kind)];
                    next[usize::from(*kind)] += 1;
                    match KINDS[usize::from(*kind)] {
                        $($kind => serde_json::to_writer(&mut *into, &self.$list[at])?,)+
                        _ => continue,
                    }
                    into.push(b'\n');
                }
                Ok(())
            }
        }
    };
}

kinds! {
    "trade" trade: Trade,
    "treaty" treaties: Treaty,
    "program" programs: Program,
    "visit" visits: Visit,
    "relation" relations: Relation,
    "membership" memberships: Membership,
    "person" persons: Person,
    "statement" statements: Statement,
    "event" events: Event,
    "figure" figures: Figure,
    "source" sources: Source,
    "organization" organizations: Organization,
    "place" places: Place,
}
