//! What is left of a record when only some of its sources are heard.

use alloc::vec::Vec;

use crate::record::{
    Act, AttestedStanding, Capital, Citation, Country, CountrySuccession, EffectiveFrom, Event,
    Existence, Figure, Meeting, Membership, Name, Office, Organization, Person, PersonName, Place,
    PlaceCountry, Program, Quantity, Record, Relation, Reservation, Source, Statement,
    TerritorialScope, TradeFigure, Transaction, Treaty, TreatyParty, Visit,
};

/// Tells whether a citation stays, and may take from it what is not to be heard.
pub(super) type Hearing<'h> = &'h dyn Fn(&mut Citation) -> bool;

/// Takes from a record what none of the sources heard says. Returns whether the record itself is said
/// by one of them, or has no source.
pub(super) fn hear(record: &mut Record, hearing: Hearing<'_>) -> bool {
    match record {
        Record::Country(record) => record.hear(hearing),
        Record::Organization(record) => record.hear(hearing),
        Record::Place(record) => record.hear(hearing),
        Record::Person(record) => record.hear(hearing),
        Record::Source(record) => record.hear(hearing),
        Record::Treaty(record) => record.hear(hearing),
        Record::Membership(record) => record.hear(hearing),
        Record::Relation(record) => record.hear(hearing),
        Record::Program(record) => record.hear(hearing),
        Record::TradeFigure(record) => record.hear(hearing),
        Record::Figure(record) => record.hear(hearing),
        Record::Visit(record) => record.hear(hearing),
        Record::Statement(record) => record.hear(hearing),
        Record::Event(record) => record.hear(hearing),
    }
}

/// Shows every citation of a record and of its parts.
pub(super) fn cited<'r>(record: &'r Record, see: &mut dyn FnMut(&'r Citation)) {
    match record {
        Record::Country(record) => record.cited(see),
        Record::Organization(record) => record.cited(see),
        Record::Place(record) => record.cited(see),
        Record::Person(record) => record.cited(see),
        Record::Source(record) => record.cited(see),
        Record::Treaty(record) => record.cited(see),
        Record::Membership(record) => record.cited(see),
        Record::Relation(record) => record.cited(see),
        Record::Program(record) => record.cited(see),
        Record::TradeFigure(record) => record.cited(see),
        Record::Figure(record) => record.cited(see),
        Record::Visit(record) => record.cited(see),
        Record::Statement(record) => record.cited(see),
        Record::Event(record) => record.cited(see),
    }
}

/// Something that sources of its own may say, or that holds such things.
trait Said {
    /// Takes from it what none of the sources heard says; returns whether one of them says it at all.
    /// What has no sources of its own is said with what holds it.
    fn hear(&mut self, hearing: Hearing<'_>) -> bool;

    fn cited<'r>(&'r self, see: &mut dyn FnMut(&'r Citation));
}

impl Said for Vec<Citation> {
    fn hear(&mut self, hearing: Hearing<'_>) -> bool {
        if self.is_empty() {
            return true;
        }
        self.retain_mut(|citation| hearing(citation));
        !self.is_empty()
    }

    fn cited<'r>(&'r self, see: &mut dyn FnMut(&'r Citation)) {
        self.iter().for_each(see);
    }
}

/// Names the sources of each type, and its lists of parts that may have sources of their own.
macro_rules! said {
    ($( $type:ident: $($sources:ident)? [$($list:ident),*] )+) => { $(
        impl Said for $type {
            fn hear(&mut self, hearing: Hearing<'_>) -> bool {
                $( if !self.$sources.hear(hearing) { return false; } )?
                $( self.$list.retain_mut(|part| part.hear(hearing)); )*
                true
            }

            fn cited<'r>(&'r self, see: &mut dyn FnMut(&'r Citation)) {
                $( self.$sources.cited(see); )?
                $( self.$list.iter().for_each(|part| part.cited(see)); )*
            }
        }
    )+ };
}

said! {
    Act: sources []
    AttestedStanding: sources []
    Capital: sources []
    CountrySuccession: sources []
    EffectiveFrom: sources []
    Existence: sources []
    Meeting: sources []
    Name: sources []
    Office: sources [acts]
    PersonName: sources []
    PlaceCountry: sources []
    Quantity: sources []
    Reservation: sources []
    TerritorialScope: sources []
    Transaction: sources []
    TreatyParty: [acts, effective_from]

    Country: sources [names, capitals, existence, predecessors, successors]
    Organization: sources []
    Place: sources [names, countries]
    Person: sources [names, offices]
    Source: sources []
    Treaty: sources [parties, acts, attested, effective_from, reservations, scope]
    Membership: sources [acts]
    Relation: sources [acts]
    Program: sources [quantities, transactions]
    TradeFigure: sources []
    Figure: sources []
    Visit: sources [meetings]
    Statement: sources []
    Event: sources [quantities]
}
