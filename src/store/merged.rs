//! The lists of a chronicle, read as one.

use super::chronicle::{Chronicle, Dated, STRIDE};
use super::numbers::Between;
use crate::date::UNBOUNDED_ABOVE;

/// How many lists there are.
const STREAMS: usize = 6;

/// Everything dated between two actors, newest first, from either end.
#[derive(Debug, Clone)]
pub(crate) struct Merged<'s> {
    reading: Reading<'s>,
    streams: [Stream<'s>; STREAMS],
    /// Of each list, the age of the first that is to be read; 0 if nothing is left. They stand side by
    /// side, so that to find the greatest takes no jump.
    fronts: [u64; STREAMS],
    /// The list of which the front is not known yet.
    stale: Stale,
    /// Nothing was taken from a list, so that the steps of the chronicle are those of the lists.
    is_whole: bool,
}

/// The lists of which the front is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stale {
    None,
    One(u8),
    All,
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
    /// The last that is left is to be read.
    back: bool,
}

impl<'s> Stream<'s> {
    const fn new(list: &'s [Dated], whose: Whose) -> Self {
        Self { list, whose, back: false }
    }

    /// Goes on to the first that is to be read, and tells its age; 0 if there is none.
    #[inline]
    fn look(&mut self, reading: Reading<'_>) -> u64 {
        while let Some((head, rest)) = self.list.split_first() {
            if reading.takes(*head, self.whose) {
                return head.age();
            }
            self.list = rest;
        }
        0
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
            fronts: [0; STREAMS],
            stale: Stale::All,
            is_whole: true,
        }
    }

    /// Keeps what may have happened before a day.
    pub(crate) fn before(mut self, day: i32) -> Self {
        self.reading.before = self.reading.before.min(day);
        let (exact, rest) = self.streams.split_at_mut(STREAMS / 2);
        let Reading { chronicle, first, second, .. } = self.reading;
        for stream in exact {
            let steps = match stream.whose {
                Whose::First if self.is_whole => chronicle.steps_of(first),
                Whose::Second if self.is_whole => chronicle.steps_of(second),
                _ => &[],
            };
            // Behind the last step that is not before the day, and no further than the next.
            let begun = steps.partition_point(|step| *step >= day);
            let passed = begun.saturating_sub(1) * STRIDE;
            let end = if steps.is_empty() { usize::MAX } else { begun * STRIDE };
            let near = stream.list.get(passed..end.min(stream.list.len())).unwrap_or_default();
            let later = passed + near.partition_point(|dated| dated.first() >= day);
            stream.list = stream.list.get(later..).unwrap_or_default();
        }
        self.is_whole = false;
        for stream in rest {
            stream.back = false;
        }
        self.stale = Stale::All;
        self
    }

    /// Looks for the fronts that are not known.
    #[inline]
    fn look(&mut self) {
        let Self { reading, streams, fronts, stale, .. } = self;
        match *stale {
            Stale::None => {}
            Stale::One(at) => {
                let at = usize::from(at);
                if let (Some(stream), Some(front)) = (streams.get_mut(at), fronts.get_mut(at)) {
                    *front = stream.look(*reading);
                }
            }
            Stale::All => {
                for (stream, front) in streams.iter_mut().zip(fronts) {
                    *front = stream.look(*reading);
                }
            }
        }
        *stale = Stale::None;
    }

    /// The list with the newest front, of several of one age the one that comes first.
    #[cold]
    fn first_of(&self, age: u64) -> Option<u8> {
        let mut first: Option<(u8, Dated)> = None;
        for (at, (stream, front)) in (0_u8..).zip(self.streams.iter().zip(&self.fronts)) {
            if let Some(head) = stream.list.first().filter(|_| *front == age)
                && first.is_none_or(|(_, so_far)| so_far.comes_after(*head))
            {
                first = Some((at, *head));
            }
        }
        first.map(|(at, _)| at)
    }
}

impl Iterator for Merged<'_> {
    type Item = Dated;

    #[inline]
    fn next(&mut self) -> Option<Dated> {
        // Only the list that was read last looks for its next; of the others the age is known.
        self.look();
        self.is_whole = false;
        let (mut newest, mut age, mut several) = (0_u8, 0, false);
        for (at, front) in (0_u8..).zip(&self.fronts) {
            several = (several & (*front <= age)) | (*front == age);
            newest = if *front > age { at } else { newest };
            age = age.max(*front);
        }
        if age == 0 {
            return None;
        }
        if several {
            newest = self.first_of(age)?;
        }
        let stream = self.streams.get_mut(usize::from(newest))?;
        let (dated, rest) = stream.list.split_first()?;
        stream.list = rest;
        self.stale = Stale::One(newest);
        Some(*dated)
    }
}

impl DoubleEndedIterator for Merged<'_> {
    fn next_back(&mut self) -> Option<Dated> {
        self.is_whole = false;
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
            // Its front was the one that is read.
            self.stale = Stale::All;
        }
        Some(dated)
    }
}
