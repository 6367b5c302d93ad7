//! The lists of a chronicle, read as one.

use super::chronicle::{Chronicle, Dated};
use super::numbers::Between;
use crate::date::UNBOUNDED_ABOVE;

/// Everything dated between two actors, newest first, from either end.
#[derive(Debug, Clone)]
pub(crate) struct Merged<'s> {
    reading: Reading<'s>,
    streams: [Stream<'s>; 6],
}

/// What decides whether something in a list is read.
#[derive(Debug, Clone, Copy)]
struct Reading<'s> {
    chronicle: &'s Chronicle,
    first: u32,
    second: u32,
    /// Only what may have happened before this day.
    before: i32,
}

/// Whose list it is.
#[derive(Debug, Clone, Copy)]
enum Whose {
    Pair,
    First,
    Second,
}

/// What is left of one list.
#[derive(Debug, Clone, Copy)]
struct Stream<'s> {
    list: &'s [Dated],
    whose: Whose,
    /// The age of the first that is left, once it was found that it is to be read; 0 before that and
    /// where nothing is left.
    front: u64,
    /// The last that is left is to be read.
    back: bool,
}

impl<'s> Stream<'s> {
    const fn new(list: &'s [Dated], whose: Whose) -> Self {
        Self { list, whose, front: 0, back: false }
    }

    /// Goes on to the first that is to be read.
    #[inline]
    fn look(&mut self, reading: Reading<'_>) {
        while let Some((head, rest)) = self.list.split_first() {
            if reading.takes(*head, self.whose) {
                self.front = head.age();
                return;
            }
            self.list = rest;
        }
    }

    /// Whether its first comes after that of another of the same age.
    #[cold]
    fn is_behind(&self, other: &Self) -> bool {
        match (self.list.first(), other.list.first()) {
            (Some(own), Some(its)) => own.comes_after(*its),
            _ => false,
        }
    }
}

impl Reading<'_> {
    #[inline]
    fn takes(self, dated: Dated, whose: Whose) -> bool {
        dated.first() < self.before
            && match whose {
                Whose::Pair => true,
                Whose::First => self.chronicle.is_of_first(dated, self.second),
                Whose::Second => self.chronicle.is_of_second(dated, self.first),
            }
    }
}

impl<'s> Merged<'s> {
    /// Everything dated between two actors.
    pub(crate) fn new(chronicle: &'s Chronicle, between: Option<Between>) -> Self {
        let (first, second) = between.map_or((0, 0), |it| (it.a(), it.b()));
        let none: [&[Dated]; 2] = [&[], &[]];
        let [exact, rest] = between.map_or(none, |between| chronicle.of_pair(between));
        let own = |actor| between.map_or(none, |_| chronicle.of_actor(actor));
        let ([of_first, rest_of_first], [of_second, rest_of_second]) = (own(first), own(second));
        Self {
            reading: Reading { chronicle, first, second, before: UNBOUNDED_ABOVE },
            streams: [
                Stream::new(exact, Whose::Pair),
                Stream::new(of_first, Whose::First),
                Stream::new(of_second, Whose::Second),
                Stream::new(rest, Whose::Pair),
                Stream::new(rest_of_first, Whose::First),
                Stream::new(rest_of_second, Whose::Second),
            ],
        }
    }

    /// Keeps what may have happened before a day.
    pub(crate) fn before(mut self, day: i32) -> Self {
        self.reading.before = self.reading.before.min(day);
        let (exact, rest) = self.streams.split_at_mut(3);
        for stream in exact {
            let later = stream.list.partition_point(|dated| dated.first() >= day);
            stream.list = stream.list.get(later..).unwrap_or_default();
            stream.front = 0;
        }
        for stream in rest {
            (stream.front, stream.back) = (0, false);
        }
        self
    }
}

impl Iterator for Merged<'_> {
    type Item = Dated;

    #[inline]
    fn next(&mut self) -> Option<Dated> {
        let reading = self.reading;
        // Only the list that was read last looks for its next; of the others the age is known.
        let mut newest: Option<&mut Stream<'_>> = None;
        let mut age = 0;
        for stream in &mut self.streams {
            if stream.front == 0 {
                stream.look(reading);
            }
            let is_newer = stream.front > age
                || (stream.front == age && newest.as_ref().is_some_and(|it| it.is_behind(stream)));
            if is_newer {
                age = stream.front;
                newest = Some(stream);
            }
        }
        let stream = newest?;
        let (dated, rest) = stream.list.split_first()?;
        (stream.list, stream.front) = (rest, 0);
        Some(*dated)
    }
}

impl DoubleEndedIterator for Merged<'_> {
    fn next_back(&mut self) -> Option<Dated> {
        let reading = self.reading;
        let mut oldest: Option<(&mut Stream<'_>, Dated)> = None;
        for stream in &mut self.streams {
            while let Some((tail, rest)) = stream.list.split_last() {
                if stream.back || reading.takes(*tail, stream.whose) {
                    stream.back = true;
                    if oldest.as_ref().is_none_or(|(_, so_far)| tail.comes_after(*so_far)) {
                        oldest = Some((stream, *tail));
                    }
                    break;
                }
                stream.list = rest;
            }
        }
        let (stream, dated) = oldest?;
        (stream.list, stream.back) = (stream.list.split_last()?.1, false);
        if stream.list.is_empty() {
            stream.front = 0;
        }
        Some(dated)
    }
}
