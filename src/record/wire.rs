//! How records are written and read: one table of fields makes the struct, its constructor, its
//! chainable methods and its wire form, so that they cannot drift apart.
//!
//! A reader takes fields in any order, refuses a field twice, and names every wrong value and every
//! unknown and missing field of an object at once, each unknown one with the nearest valid name. In
//! the text of an error, each problem from inside is a line that begins with its path
//! (`at `parties[1].acts[0].on`: …`).
//! Reading goes on behind a wrong value as far as the format lets it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap};

#[cfg(feature = "schema")]
use super::shape::{Definitions, Described, Json};
use crate::text::{nearest, shortened};

/// A struct that is written as one object and read from one.
pub(crate) trait Object: Sized {
    /// What messages call it: `treaty`, `act`.
    const NAME: &'static str;
    /// Every key it may have, in the order in which they are written.
    const KEYS: &'static [&'static str];

    /// Reads the object from the keys that are left of a map.
    fn read<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;

    /// Writes every field that states something.
    fn write<F: Fields>(&self, map: &mut F) -> Result<(), F::Error>;
}

/// What takes the fields of an object that is written: a map of any format, or what puts something else
/// in the place of some.
pub(crate) trait Fields {
    type Error;

    fn entry<V: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &V,
    ) -> Result<(), Self::Error>;
}

impl<M: SerializeMap> Fields for M {
    type Error = M::Error;

    fn entry<V: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &V,
    ) -> Result<(), Self::Error> {
        self.serialize_entry(key, value)
    }
}

/// One way in which a struct holds a field: what is stored while reading, and when it is written.
pub(crate) trait Mode<T> {
    /// The type of the field.
    type Held;
    /// What has been read of it.
    type Slot: Default;

    /// Reads one value into the slot. A wrong value is one of the problems of the object, and reading
    /// goes on behind it; an error is that no more can be read.
    fn read<'de, A: MapAccess<'de>>(
        slot: &mut Self::Slot,
        key: &'static str,
        map: &mut A,
        problems: &mut Problems,
    ) -> Result<(), A::Error>
    where
        T: Deserialize<'de>;

    /// Turns the slot into the field; `None` if it is required and absent.
    fn finish(slot: Self::Slot) -> Option<Self::Held>;

    /// Writes the field if it states something.
    fn write<F: Fields>(held: &Self::Held, key: &'static str, map: &mut F) -> Result<(), F::Error>
    where
        T: Serialize;

    /// Describes the field as it is written.
    #[cfg(feature = "schema")]
    fn shape(into: &mut Definitions) -> Json
    where
        T: Described,
    {
        T::described(into)
    }
}

/// A field that every such object has.
pub(crate) struct Must;
/// A field that may be absent.
pub(crate) struct One;
/// A number that may be absent; its method takes the plain number, so that literals need no suffix.
pub(crate) struct Num;
/// A list; absent and empty are the same.
pub(crate) struct Many;
/// A remark that is made or not made; written only when made.
pub(crate) struct Flag;

impl<T> Mode<T> for Must {
    type Held = T;
    type Slot = Option<T>;

    fn read<'de, A: MapAccess<'de>>(
        slot: &mut Option<T>,
        key: &'static str,
        map: &mut A,
        problems: &mut Problems,
    ) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
    {
        <One as Mode<T>>::read(slot, key, map, problems)
    }

    fn finish(slot: Option<T>) -> Option<T> {
        slot
    }

    fn write<F: Fields>(held: &T, key: &'static str, map: &mut F) -> Result<(), F::Error>
    where
        T: Serialize,
    {
        map.entry(key, held)
    }
}

impl<T> Mode<T> for One {
    type Held = Option<T>;
    type Slot = Option<T>;

    fn read<'de, A: MapAccess<'de>>(
        slot: &mut Option<T>,
        key: &'static str,
        map: &mut A,
        problems: &mut Problems,
    ) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
    {
        if problems.is_twice(slot.is_some(), key) {
            return skip(map);
        }
        *slot = problems.value(key, map.next_value_seed(Tried::new())?);
        Ok(())
    }

    fn finish(slot: Option<T>) -> Option<Option<T>> {
        Some(slot)
    }

    fn write<F: Fields>(held: &Option<T>, key: &'static str, map: &mut F) -> Result<(), F::Error>
    where
        T: Serialize,
    {
        match held {
            Some(value) => map.entry(key, value),
            None => Ok(()),
        }
    }
}

impl<T> Mode<T> for Many {
    type Held = Vec<T>;
    type Slot = Option<Vec<T>>;

    fn read<'de, A: MapAccess<'de>>(
        slot: &mut Option<Vec<T>>,
        key: &'static str,
        map: &mut A,
        problems: &mut Problems,
    ) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
    {
        if problems.is_twice(slot.is_some(), key) {
            return skip(map);
        }
        *slot = problems.value(key, map.next_value_seed(Tried(List(PhantomData)))?);
        Ok(())
    }

    fn finish(slot: Option<Vec<T>>) -> Option<Vec<T>> {
        Some(slot.unwrap_or_default())
    }

    fn write<F: Fields>(held: &Vec<T>, key: &'static str, map: &mut F) -> Result<(), F::Error>
    where
        T: Serialize,
    {
        if held.is_empty() { Ok(()) } else { map.entry(key, held) }
    }

    #[cfg(feature = "schema")]
    fn shape(into: &mut Definitions) -> Json
    where
        T: Described,
    {
        Json::list_of(T::described(into))
    }
}

impl Mode<u32> for Num {
    type Held = Option<u32>;
    type Slot = Option<u32>;

    fn read<'de, A: MapAccess<'de>>(
        slot: &mut Option<u32>,
        key: &'static str,
        map: &mut A,
        problems: &mut Problems,
    ) -> Result<(), A::Error>
    where
        u32: Deserialize<'de>,
    {
        <One as Mode<u32>>::read(slot, key, map, problems)
    }

    fn finish(slot: Option<u32>) -> Option<Option<u32>> {
        Some(slot)
    }

    fn write<F: Fields>(
        held: &Option<u32>,
        key: &'static str,
        map: &mut F,
    ) -> Result<(), F::Error> {
        <One as Mode<u32>>::write(held, key, map)
    }
}

impl Mode<bool> for Flag {
    type Held = bool;
    type Slot = Option<bool>;

    fn read<'de, A: MapAccess<'de>>(
        slot: &mut Option<bool>,
        key: &'static str,
        map: &mut A,
        problems: &mut Problems,
    ) -> Result<(), A::Error>
    where
        bool: Deserialize<'de>,
    {
        <One as Mode<bool>>::read(slot, key, map, problems)
    }

    fn finish(slot: Option<bool>) -> Option<bool> {
        Some(slot.unwrap_or(false))
    }

    fn write<F: Fields>(held: &bool, key: &'static str, map: &mut F) -> Result<(), F::Error> {
        if *held { map.entry(key, held) } else { Ok(()) }
    }
}

/// A key of an object: one of its own, by its place in the list of keys, or another.
pub(crate) enum Key {
    Known(usize),
    Other(String),
}

/// Reads a key against a list; keys in written order are found at the first look.
pub(crate) struct Keys {
    pub(crate) all: &'static [&'static str],
    pub(crate) next: usize,
}

impl<'de> DeserializeSeed<'de> for &mut Keys {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Keys {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
        let (before, after) = self.all.split_at(self.next.min(self.all.len()));
        // Most keys that are passed over differ in length or in the first letter, which is seen at once.
        let first = key.as_bytes().first();
        let is_it = |known: &&str| {
            known.len() == key.len() && known.as_bytes().first() == first && *known == key
        };
        let found = after.iter().position(is_it).map(|steps| before.len() + steps);
        let found = found.or_else(|| before.iter().position(is_it));
        let Some(at) = found else { return Ok(Key::Other(key.into())) };
        self.next = at + 1;
        Ok(Key::Known(at))
    }
}

/// What is wrong with one object, gathered so that all of it is said at once: what is wrong with its
/// keys on one line, and behind it each wrong value on a line of its own that begins with its path.
pub(crate) struct Problems {
    name: &'static str,
    keys: &'static [&'static str],
    values: String,
    of_keys: String,
    /// The required and other keys whose values are wrong: they are not missing.
    wrong: Vec<&'static str>,
    /// Nothing was read since the last wrong value.
    is_behind_wrong: bool,
}

impl Problems {
    pub(crate) const fn new(name: &'static str, keys: &'static [&'static str]) -> Self {
        Self {
            name,
            keys,
            values: String::new(),
            of_keys: String::new(),
            wrong: Vec::new(),
            is_behind_wrong: false,
        }
    }

    /// Notes an unknown field.
    pub(crate) fn unknown(&mut self, key: &str) {
        // Only records have `same_as`, and the kind of a record has been read before its fields.
        if key == "kind" && self.keys.contains(&"same_as") {
            self.of_key("field `kind` is given twice");
            return;
        }
        let hint = match nearest(key, self.keys) {
            Some(known) => format!("; did you mean `{known}`?"),
            None => format!("; expected one of {}", quoted(self.keys)),
        };
        let name = self.name;
        self.of_key(&format!("unknown field `{}` of {name}{hint}", shortened(key)));
    }

    /// Notes that a required field is absent, unless its value was there and wrong.
    pub(crate) fn missing(&mut self, key: &str) {
        if !self.wrong.contains(&key) {
            let name = self.name;
            self.of_key(&format!("missing field `{key}` of {name}"));
        }
    }

    /// Whether a key was there before; then that is noted.
    #[inline]
    fn is_twice(&mut self, is_read: bool, key: &'static str) -> bool {
        let is_twice = is_read || (!self.wrong.is_empty() && self.wrong.contains(&key));
        if is_twice {
            self.given_twice(key);
        }
        is_twice
    }

    #[cold]
    fn given_twice(&mut self, key: &'static str) {
        self.of_key(&format!("field `{key}` is given twice"));
    }

    /// The value of a key, if it is right; else it is noted.
    #[inline]
    fn value<T>(&mut self, key: &'static str, read: Result<T, String>) -> Option<T> {
        self.is_behind_wrong = read.is_err();
        read.map_err(|text| self.wrong_value(key, &text)).ok()
    }

    #[cold]
    fn wrong_value(&mut self, key: &'static str, text: &str) {
        self.wrong.push(key);
        add(&mut self.values, "\n", &at_key(key, text));
    }

    fn of_key(&mut self, problem: &str) {
        add(&mut self.of_keys, "; ", problem);
    }

    /// Tells why no more of an object can be read. What goes wrong right behind a wrong value says only
    /// that the rest of that value still stands there.
    pub(crate) fn stopped<E: de::Error>(&mut self, error: E) -> E {
        if self.values.is_empty() && self.of_keys.is_empty() {
            return error;
        }
        if !self.is_behind_wrong {
            self.of_key(&error.to_string());
        }
        E::custom(self.text())
    }

    /// Fails with all of it, if there is any.
    pub(crate) fn check<E: de::Error>(&self) -> Result<(), E> {
        let is_right = self.values.is_empty() && self.of_keys.is_empty();
        if is_right { Ok(()) } else { Err(E::custom(self.text())) }
    }

    fn text(&self) -> String {
        let mut text = self.of_keys.clone();
        if !self.values.is_empty() {
            add(&mut text, "\n", &self.values);
        }
        text
    }
}

fn add(text: &mut String, between: &str, problem: &str) {
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(problem);
}

/// Skips the value of an unknown field.
pub(crate) fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

fn quoted(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&format!("`{word}`"));
    }
    text
}

const AT: &str = "at `";

/// Puts a key before the path of each problem of a value.
fn at_key(key: &str, text: &str) -> String {
    each_problem(text, |problem| match problem.strip_prefix(AT) {
        Some(rest) if rest.starts_with('[') => format!("{AT}{key}{rest}"),
        Some(rest) => format!("{AT}{key}.{rest}"),
        None => format!("{AT}{key}`: {problem}"),
    })
}

fn at_index(index: usize, text: &str) -> String {
    each_problem(text, |problem| match problem.strip_prefix(AT) {
        Some(rest) => format!("{AT}[{index}].{rest}"),
        None => format!("{AT}[{index}]`: {problem}"),
    })
}

fn each_problem(text: &str, placed: impl Fn(&str) -> String) -> String {
    let mut all = String::new();
    for problem in text.split('\n') {
        add(&mut all, "\n", &placed(problem));
    }
    all
}

/// Reads a value, or what is wrong with it: an error of the reader itself is that it cannot go on.
struct Tried<S>(S);

impl<T> Tried<PhantomData<T>> {
    const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Tried<S> {
    type Value = Result<S::Value, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Ok(self.0.deserialize(deserializer).map_err(|error| error.to_string()))
    }
}

/// How many wrong items of one list are told. Some formats fail anew for each of the items that a
/// broken length claims, and it may claim any number.
const MOST_WRONG_ITEMS: usize = 100;

/// Reads a list and says at which indexes it went wrong.
struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for List<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        // Grown as it is read: a length claimed by the input is never trusted. Most lists have one item,
        // and a list left to itself makes room for four.
        let mut list = Vec::new();
        let mut problems = String::new();
        let (mut index, mut wrong) = (0_usize, 0_usize);
        let mut is_behind_wrong = false;
        loop {
            let read = seq.next_element_seed(Tried(PhantomData));
            let is_behind =
                core::mem::replace(&mut is_behind_wrong, matches!(read, Ok(Some(Err(_)))));
            match read {
                Ok(Some(Ok(item))) if problems.is_empty() => {
                    if list.len() == list.capacity() {
                        list.reserve_exact(list.len().max(1));
                    }
                    list.push(item);
                }
                Ok(Some(Ok(_))) => {}
                Ok(Some(Err(text))) => {
                    add(&mut problems, "\n", &at_index(index, &text));
                    wrong += 1;
                    if wrong == MOST_WRONG_ITEMS {
                        let end =
                            format!("{wrong} items of this list are wrong; it is read no further");
                        add(&mut problems, "\n", &at_index(index, &end));
                        break;
                    }
                }
                Ok(None) => break,
                Err(error) if problems.is_empty() => return Err(error),
                Err(error) => {
                    // Right behind a wrong item, the rest of it may still stand there.
                    if !is_behind {
                        add(&mut problems, "\n", &at_index(index, &error.to_string()));
                    }
                    break;
                }
            }
            index += 1;
        }
        if !problems.is_empty() {
            return Err(de::Error::custom(problems));
        }
        list.shrink_to_fit();
        Ok(list)
    }
}

/// Reads one object whose keys may stand in any order.
pub(crate) struct Reader<T>(PhantomData<T>);

impl<T> Reader<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Object> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the fields of {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(map)
    }
}

/// The type of a field, by its mode.
macro_rules! held {
    (Must $type:ty) => { $type };
    (One $type:ty) => { Option<$type> };
    (Num $type:ty) => { Option<$type> };
    (Many $type:ty) => { alloc::vec::Vec<$type> };
    (Flag $type:ty) => { bool };
}

/// The chainable method of a field, by its mode; required fields are the constructor's.
macro_rules! setter {
    (Must $field:ident, $method:ident, $type:ty) => {};
    (One $field:ident, $method:ident, $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
        #[must_use]
        pub fn $method(mut self, $field: impl Into<$type>) -> Self {
            self.$field = Some($field.into());
            self
        }
    };
    (Num $field:ident, $method:ident, $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
        #[must_use]
        pub fn $method(mut self, $field: $type) -> Self {
            self.$field = Some($field);
            self
        }
    };
    (Many $field:ident, $method:ident, $type:ty) => {
        #[doc = concat!("Adds one to [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
        #[must_use]
        pub fn $method(mut self, $field: impl Into<$type>) -> Self {
            self.$field.push($field.into());
            self
        }
    };
    (Flag $field:ident, $method:ident, $type:ty) => {
        #[doc = concat!("Makes the remark [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
        #[must_use]
        pub fn $method(mut self) -> Self {
            self.$field = true;
            self
        }
    };
}

/// Writes a struct that is one object on the wire: the struct, its constructor and chainable
/// methods, and how its fields are read and written.
///
/// Each field is `Mode name / method: Type = "wire name"`.
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident: $what:literal {
            new($( $(#[doc = $rdoc:literal])* $required:ident: $rtype:ty = $rwire:literal),* $(,)?)
            $( $(#[doc = $fdoc:literal])* $mode:ident $field:ident / $method:ident: $type:ty = $wire:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[doc = $rdoc])* #[doc = concat!("\n\nOn the wire `", $rwire, "`.")] pub $required: $rtype, )*
            $( $(#[doc = $fdoc])* #[doc = concat!("\n\nOn the wire `", $wire, "`.")] pub $field: crate::record::wire::held!($mode $type), )*
        }

        impl $name {
            #[doc = concat!("Makes the ", $what, " from what it must state; the chainable methods add the rest.")]
            #[must_use]
            #[allow(clippy::new_without_default, clippy::too_many_arguments, reason = "the arguments are what the kind requires, and an empty value is no true value")]
            pub fn new($($required: impl Into<$rtype>),*) -> Self {
                Self {
                    $( $required: $required.into(), )*
                    $( $field: core::default::Default::default(), )*
                }
            }

            $( crate::record::wire::setter!($mode $field, $method, $type); )*
        }

        #[cfg(feature = "schema")]
        impl crate::record::shape::Described for $name {
            fn described(
                into: &mut crate::record::shape::Definitions,
            ) -> crate::record::shape::Json {
                use crate::record::shape::Field;
                #[allow(unused_imports, reason = "not every struct has every mode")]
                use crate::record::wire::{Flag, Many, Mode, Must, Num, One};

                #[allow(unused_variables, reason = "a struct may hold nothing that has a name")]
                into.object(stringify!($name), |into| alloc::vec![
                    $( Field {
                        key: $rwire,
                        is_required: true,
                        words: &[$($rdoc),*],
                        shape: <Must as Mode<$rtype>>::shape(into),
                    }, )*
                    $( Field {
                        key: $wire,
                        is_required: false,
                        words: &[$($fdoc),*],
                        shape: <$mode as Mode<$type>>::shape(into),
                    }, )*
                ])
            }
        }

        impl crate::record::wire::Object for $name {
            const NAME: &'static str = $what;
            const KEYS: &'static [&'static str] = &[$($rwire,)* $($wire,)*];

            fn read<'de, A: serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                use crate::record::wire::{Key, Keys, Mode, Problems, skip};
                #[allow(unused_imports, reason = "not every struct has every mode")]
                use crate::record::wire::{Flag, Many, Must, Num, One};

                #[derive(Clone, Copy)]
                #[expect(non_camel_case_types, reason = "the names are those of the fields")]
                enum Field {
                    $( $required, )*
                    $( $field, )*
                }
                // In the order of `KEYS`.
                static FIELDS: &[Field] = &[$( Field::$required, )* $( Field::$field, )*];

                struct Slots {
                    $( $required: <Must as Mode<$rtype>>::Slot, )*
                    $( $field: <$mode as Mode<$type>>::Slot, )*
                }
                let mut slots = Slots {
                    $( $required: core::default::Default::default(), )*
                    $( $field: core::default::Default::default(), )*
                };
                let mut problems = Problems::new(Self::NAME, Self::KEYS);
                let mut keys = Keys { all: Self::KEYS, next: 0 };
                loop {
                    let at = match map.next_key_seed(&mut keys) {
                        Ok(Some(Key::Known(at))) => at,
                        Ok(Some(Key::Other(other))) => {
                            problems.unknown(&other);
                            skip(&mut map).map_err(|error| problems.stopped(error))?;
                            continue;
                        }
                        Ok(None) => break,
                        Err(error) => return Err(problems.stopped(error)),
                    };
                    // A number is dispatched by one jump; a text would be compared with each key.
                    let read = match FIELDS.get(at) {
                        $( Some(Field::$required) => <Must as Mode<$rtype>>::read(&mut slots.$required, $rwire, &mut map, &mut problems), )*
                        $( Some(Field::$field) => <$mode as Mode<$type>>::read(&mut slots.$field, $wire, &mut map, &mut problems), )*
                        None => skip(&mut map),
                    };
                    read.map_err(|error| problems.stopped(error))?;
                }
                $( if slots.$required.is_none() { problems.missing($rwire); } )*
                problems.check()?;
                let built = (|| Some(Self {
                    $( $required: <Must as Mode<$rtype>>::finish(slots.$required)?, )*
                    $( $field: <$mode as Mode<$type>>::finish(slots.$field)?, )*
                }))();
                // Every missing field has been reported above.
                built.ok_or_else(|| serde::de::Error::custom(concat!("incomplete ", $what)))
            }

            fn write<F: crate::record::wire::Fields>(&self, map: &mut F) -> Result<(), F::Error> {
                #[allow(unused_imports, reason = "not every struct has every mode")]
                use crate::record::wire::{Flag, Many, Mode, Must, Num, One};

                $( <Must as Mode<$rtype>>::write(&self.$required, $rwire, map)?; )*
                $( <$mode as Mode<$type>>::write(&self.$field, $wire, map)?; )*
                Ok(())
            }
        }
    };
}

/// Writes a part of a record: an [`object!`] that is serialised by itself.
macro_rules! part {
    ( $(#[$meta:meta])* pub struct $name:ident: $what:literal { $($body:tt)* } ) => {
        crate::record::wire::object! { $(#[$meta])* pub struct $name: $what { $($body)* } }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;

                let mut map = serializer.serialize_map(None)?;
                crate::record::wire::Object::write(self, &mut map)?;
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map(crate::record::wire::Reader::<Self>::new())
            }
        }
    };
}

/// Writes a part that holds for a time: a [`part!`] with the fields of a spell at its end.
macro_rules! spelled_part {
    ( $(#[$meta:meta])* pub struct $name:ident: $what:literal { $($body:tt)* } ) => {
        crate::record::wire::with_spell! { part $(#[$meta])* pub struct $name: $what { $($body)* } }
    };
}

/// Adds the fields of a spell, then writes it with the named macro.
macro_rules! with_spell {
    ( $macro:ident $(#[$meta:meta])* pub struct $name:ident: $what:literal { $($body:tt)* } ) => {
        crate::record::wire::$macro! {
            $(#[$meta])*
            pub struct $name: $what {
                $($body)*
                /// The first day inside; `..` if it held from before any record. Absent: not stated.
                One start / start: crate::date::Endpoint = "start",
                /// The last day inside. At most one of `end`, `left` and `ended` is stated; with none,
                /// nothing recorded ended it.
                One end / end: crate::date::Endpoint = "end",
                /// The first day outside again.
                One left / left: crate::date::PartialDate = "left",
                /// The day of its end where the source does not say whether that day is inside: on
                /// that day itself the answer is Unknown.
                One ended / ended: crate::date::PartialDate = "ended",
                /// Days on which a source says that it held.
                Many attested / attested: crate::record::spell::Attestation = "attested",
            }
        }

        impl crate::record::spell::sealed::Sealed for $name {}

        impl crate::record::spell::HasSpell for $name {
            fn spell(&self) -> crate::record::spell::SpellFields<'_> {
                crate::record::spell::SpellFields {
                    start: self.start,
                    end: self.end,
                    left: self.left,
                    ended: self.ended,
                    attested: &self.attested,
                }
            }
        }
    };
}

/// Writes a kind of record: an [`object!`] with an id before and the common fields behind.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident: $what:literal {
            new($($required:tt)*)
            $($body:tt)*
        }
    ) => {
        crate::record::wire::object! {
            $(#[$meta])*
            pub struct $name: $what {
                new(
                    /// Names the record; unique in its kind, 1 to 256 bytes.
                    id: alloc::string::String = "id",
                    $($required)*
                )
                $($body)*
                /// Where it stands first, second, … and among what.
                One ordinal / ordinal: crate::record::citation::Ordinal = "ordinal",
                /// The id of the record of this kind whose subject it shares, where the fields alone
                /// would not show it.
                One same_as / same_as: alloc::string::String = "same_as",
                /// The source says that this did *not* hold or happen.
                Flag denied / denied: bool = "denied",
                /// A remark of the editor.
                One note / note: alloc::string::String = "note",
                /// The sources that say so.
                Many sources / source: crate::record::citation::Citation = "sources",
            }
        }
    };
}

/// Writes a kind of record that holds for a time: a [`record!`] with the fields of a spell.
macro_rules! spelled_record {
    ( $(#[$meta:meta])* pub struct $name:ident: $what:literal { $($body:tt)* } ) => {
        crate::record::wire::with_spell! { record $(#[$meta])* pub struct $name: $what { $($body)* } }
    };
}

pub(crate) use {held, object, part, record, setter, spelled_part, spelled_record, with_spell};
