//! Who and what there is before anything happens: sources, countries, organizations, places.

use bilateral::{
    CountryCode, Covers, Name, Organization, OrganizationKind, Period, Place, PlaceCountry,
    RecordKind, Source, SourceKind,
};

use super::teller::{Publication, Teller, date_of, put};

impl Teller {
    /// Sets the stage for so many records.
    pub(super) fn cast(&mut self, records: usize) {
        let (first, last) = (date_of(self.first()), date_of(self.last() + 400));
        let exists =
            |code: &CountryCode| code.existed_on(first).is_yes() && code.existed_on(last).is_yes();
        let mut countries: Vec<CountryCode> = CountryCode::all().filter(exists).collect();
        self.fate.shuffle(&mut countries);
        countries.truncate(self.knobs.countries);
        self.countries = countries;
        if self.knobs.mix.panel {
            self.lay_out(records * 9 / 10);
        }

        for _ in 0..(records / 60).clamp(3, 120) {
            self.publication();
        }
        for _ in 0..(records / 50).clamp(1, 60) {
            self.organization();
        }
        if records > 50 {
            for _ in 0..(records / 40).clamp(1, 100) {
                self.place();
            }
        }
    }

    fn publication(&mut self) {
        let number = self.sources.len();
        let id = format!("source-{number}");
        let day = self.day_from(self.first());
        // The first has no date, and the second was published after everything else.
        let day = match number {
            0 => None,
            1 => Some(self.last() + 400),
            _ => self.fate.chance(850).then_some(day),
        };
        let kind = self.fate.pick(SourceKind::ALL);
        let mut source = Source::new(id.as_str(), format!("Publication {number}")).kind(kind);
        if let Some(day) = day {
            let date = self.date(day);
            source =
                if self.fate.chance(700) { source.published(date) } else { source.retrieved(date) };
        }
        let mut original = number;
        if number > 2 && self.fate.chance(150) {
            let copied = self.fate.below(number);
            source = source.copy_of(self.sources[copied].id.as_str());
            original = self.sources[copied].original;
        } else if number > 2 && self.fate.chance(100) {
            let earlier = self.fate.below(number);
            source = source.supersedes(self.sources[earlier].id.as_str());
        }
        if number > 1 && self.fate.chance(100) {
            let kind =
                self.fate.pick(&[RecordKind::Visit, RecordKind::Treaty, RecordKind::Relation]);
            let period = format!("{}/{}", date_of(self.first()), date_of(self.last()));
            let period: Period = period.parse().expect("a period");
            let country = self.fate.pick(&self.countries);
            source = source.cover(Covers::new(kind, period).actor(country));
        }
        self.sources.push(Publication { id, day, original });
        self.records.push(source.into());
    }

    fn organization(&mut self) {
        let number = self.organizations.len() + self.organs.len();
        let id = format!("body-{number}");
        let name = format!("Body {number}");
        let founded = self.first() - self.fate.between(0, self.knobs.days);
        let citation = self.source(self.first());
        let is_organ = number > 0 && self.fate.chance(300);
        let mut organization = Organization::new(id.as_str(), name).source(citation);
        if is_organ {
            let of = self.fate.pick(&self.countries);
            organization = organization.kind(OrganizationKind::Government).of(of);
            self.organs.push((id, of));
        } else {
            let kinds = [OrganizationKind::Intergovernmental, OrganizationKind::Union];
            organization =
                organization.kind(self.fate.pick(&kinds)).short_name(format!("B{number}"));
            if self.fate.chance(800) {
                organization = organization.founded(self.date(founded));
            }
            self.organizations.push((id, founded));
        }
        self.records.push(organization.into());
    }

    fn place(&mut self) {
        let number = self.places.len();
        let id = format!("place-{number}");
        let country = self.fate.pick(&self.countries);
        let citation = self.source(self.first());
        let mut place = Place::new(id.as_str(), format!("Place {number}"))
            .country(PlaceCountry::new(country))
            .source(citation);
        if self.fate.chance(200) {
            for (at, (begun, ended)) in self.spells().into_iter().enumerate() {
                let mut name = Name::new(format!("Place {number} under its name {at}"));
                put!(self.spell(begun, ended, false), name);
                place = place.name(name);
            }
        }
        self.places.push((id, country));
        self.records.push(place.into());
    }

    /// A place of a country, if there is one.
    pub(super) fn place_of(&mut self, country: CountryCode) -> Option<String> {
        let mut places = self.places.iter().filter(|(_, of)| *of == country);
        let count = places.clone().count();
        if count == 0 {
            return None;
        }
        places.nth(self.fate.below(count)).map(|(id, _)| id.clone())
    }
}
