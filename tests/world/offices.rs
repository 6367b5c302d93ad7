//! Persons who follow one another in an office, some of them for the time being.

use bilateral::{Act, ActKind, Office, OfficeStanding, Person, PersonName, RoleClass};

use super::teller::{Character, Teller, put};

impl Teller {
    /// A chain of holders of one office of a country.
    pub(super) fn succession(&mut self) {
        let (country, other) = self.pair();
        let roles = [
            (RoleClass::HeadOfState, "President"),
            (RoleClass::HeadOfGovernment, "Prime Minister"),
            (RoleClass::ForeignMinister, "Minister of Foreign Affairs"),
            (RoleClass::Ambassador, "Ambassador"),
        ];
        let (role, name) = self.fate.pick(&roles);
        let is_ambassador = role == RoleClass::Ambassador;
        let title = if is_ambassador { format!("{name} to {other}") } else { name.to_owned() };
        if !self.is_new(format!("{title} of {country}")) {
            return;
        }
        let holders = self.fate.between(1, 4);
        let mut begun = self.fate.between(self.first(), self.first() + self.knobs.days / 4);
        for number in 0..holders {
            if begun > self.last() {
                return;
            }
            let ended = begun + self.fate.between(0, (self.knobs.days / 4).max(1));
            let ended = (number + 1 < holders || self.fate.chance(400)).then_some(ended);
            let id = self.id("person");
            let printed = format!("Person {}", self.records.len());
            let citation = self.source(ended.unwrap_or(begun));
            let mut office = Office::new(title.as_str(), country).role(role);
            if is_ambassador {
                office = office.accredited_to(other);
            }
            if self.fate.chance(200) {
                office = office.standing(OfficeStanding::Acting);
            }
            if self.fate.chance(300) {
                let appointed = begun - self.fate.between(0, 3);
                office = office.act(Act::new(ActKind::Appointment).on(self.date(appointed)));
            }
            put!(self.spell(begun, ended, true), office);
            let mut person = Person::new(id.as_str(), printed.as_str())
                .name(PersonName::new(printed.as_str()).family("Person"))
                .office(office);
            // Some come back later, after others.
            if let Some(ended) = ended
                && self.fate.chance(150)
            {
                let again = self.soon_after(ended + 1);
                let mut office = Office::new(title.as_str(), country).role(role);
                office.standing = person.offices[0].standing;
                office.accredited_to.clone_from(&person.offices[0].accredited_to);
                if again <= self.last() {
                    put!(self.spell(again, None, true), office);
                    person = person.office(office);
                }
            }
            self.characters_of.entry(country).or_default().push(self.characters.len());
            self.characters.push(Character {
                id,
                country,
                title: title.clone(),
                held: (begun, ended),
            });
            self.records.push(person.source(citation).into());
            self.maybe_dispute();
            // The next follows at once, or after a day or more without anybody.
            let Some(ended) = ended else { return };
            begun = ended + self.fate.pick(&[1, 1, 1, 2, 5]);
        }
    }

    /// A person, of one country if it is given.
    pub(super) fn character(&mut self, of: Option<bilateral::CountryCode>) -> Option<Character> {
        let of_country = of.map(|of| self.characters_of.get(&of).map_or(&[][..], Vec::as_slice));
        let count = of_country.map_or(self.characters.len(), <[usize]>::len);
        if count == 0 {
            return None;
        }
        let at = self.fate.below(count);
        Some(self.characters[of_country.map_or(at, |known| known[at])].clone())
    }
}
