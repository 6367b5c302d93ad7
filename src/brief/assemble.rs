//! Puts a brief together: the sections in their order, and the numbers of the sources.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use time::Date;

use super::desk::Desk;
use super::draft::{Draft, Piece};
use super::model::{Brief, CitedSource, Paragraph, RecordId, Section, Sentence};
use super::words;
use crate::query::Dossier;
use crate::record::{Citation, RelationKind};

impl Dossier<'_> {
    /// Writes the brief of the two as of a day: the pair's own sections first, then a section on the
    /// second actor, then what is attested only after the day.
    ///
    /// Told is what held or happened by the day, whatever the date of the source. A brief of two
    /// actors of which nothing is recorded is empty and says so when printed.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/us_kazakhstan.jsonl"));
    /// # let archive = bilateral::Archive::from_lines(text.lines(), |line| serde_json::from_str(line)).unwrap();
    /// use bilateral::{CountryCode, day};
    ///
    /// let pair = archive.dossier(CountryCode::USA, CountryCode::KAZ);
    /// let brief = pair.brief(day(1996, 6, 30)).to_string();
    /// assert!(brief.contains("not in force between the two on 30 June 1996"));
    /// ```
    #[must_use]
    pub fn brief(&self, day: Date) -> Brief {
        let (a, b) = self.actors();
        let mut desk =
            Desk { store: self.store(), a: a.clone(), b: b.clone(), day, later: Vec::new() };
        let (first, second) = (desk.actor(a), desk.actor(b));
        let mut numbers = Numbers { ids: Vec::new() };

        let mut recognition = desk.relations(
            self,
            &[
                RelationKind::Recognition,
                RelationKind::DiplomaticRelations,
                RelationKind::ConsularRelations,
                RelationKind::Mission,
                RelationKind::Territory,
                RelationKind::War,
            ],
        );
        recognition.extend(desk.envoys(self));
        let trade = desk.trade(self);
        let parts: Vec<(String, Vec<Vec<Draft<'_>>>)> = alloc::vec![
            ("Recognition and diplomatic relations".into(), recognition),
            ("Partnership".into(), desk.relations(self, &[RelationKind::Partnership])),
            ("Treaties".into(), desk.treaties(self)),
            ("Memberships".into(), desk.memberships(self)),
            ("Trade and investment".into(), trade),
            ("Programmes and money".into(), desk.programs(self)),
            ("Visits and meetings".into(), desk.visits(self)),
            ("Statements and assessments".into(), desk.statements(self)),
            (words::capitalised(&second), desk.side(self)),
        ];
        let mut parts = parts;
        let later = core::mem::take(&mut desk.later);
        parts.push((
            format!("Attested only after {}", desk.day_words()),
            later.into_iter().map(|draft| alloc::vec![draft]).collect(),
        ));
        let sections = parts
            .into_iter()
            .filter(|(_, paragraphs)| !paragraphs.is_empty())
            .map(|(heading, paragraphs)| Section {
                heading,
                paragraphs: paragraphs
                    .into_iter()
                    .map(|drafts| Paragraph {
                        sentences: drafts.into_iter().map(|it| numbers.finish(it)).collect(),
                    })
                    .collect(),
            })
            .collect();
        Brief {
            title: format!("{} and {second}", words::capitalised(&first)),
            as_of: day,
            sections,
            sources: numbers
                .ids
                .iter()
                .enumerate()
                .map(|(i, id)| cited(&desk, i + 1, id))
                .collect(),
        }
    }
}

/// The sources cited so far, in the order of their numbers.
struct Numbers {
    ids: Vec<String>,
}

impl Numbers {
    fn of(&mut self, id: &str) -> usize {
        match self.ids.iter().position(|known| known == id) {
            Some(at) => at + 1,
            None => {
                self.ids.push(id.into());
                self.ids.len()
            }
        }
    }

    fn mark(&mut self, citation: &Citation, cites: &mut Vec<usize>) -> String {
        let number = self.of(&citation.source);
        cites.push(number);
        match &citation.via {
            Some(via) => {
                let through = self.of(via);
                cites.push(through);
                format!("[{number} via {through}]")
            }
            None => format!("[{number}]"),
        }
    }

    fn finish(&mut self, draft: Draft<'_>) -> Sentence {
        let mut text = String::new();
        let mut cites = Vec::new();
        for piece in draft.pieces {
            match piece {
                Piece::Text(words) => text.push_str(&words),
                Piece::Cites(citations) => {
                    text.push(' ');
                    for citation in citations {
                        text.push_str(&self.mark(citation, &mut cites));
                    }
                }
            }
        }
        text.push('.');
        cites.sort_unstable();
        cites.dedup();
        let records = draft.records.into_iter();
        let records = records.map(|(kind, id)| RecordId { kind, id: id.into() }).collect();
        Sentence { text: words::capitalised(&text), cites, records }
    }
}

fn cited(desk: &Desk<'_>, number: usize, id: &str) -> CitedSource {
    let source = desk.source(id);
    CitedSource {
        number,
        id: id.into(),
        publisher: source.and_then(|source| source.publisher.clone()),
        title: source.map_or_else(|| id.into(), |source| source.title.clone()),
        published: source.and_then(|source| source.published),
        retrieved: source.and_then(|source| source.retrieved),
        address: source.and_then(|source| source.address.clone()),
    }
}
