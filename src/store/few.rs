//! A list that nearly always holds one item.
//!
//! What is told once and exactly, as most spells are, has one claim, one range of first days and one of
//! last days. Kept in place, the one costs neither an allocation nor a step to elsewhere.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

/// A list of small items: one in place, or none or several elsewhere.
#[derive(Debug, Clone)]
pub(crate) enum Few<T> {
    One(T),
    Other(Box<[T]>),
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::One(item) => core::slice::from_ref(item),
            Self::Other(items) => items,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Self::One(item) => core::slice::from_mut(item),
            Self::Other(items) => items,
        }
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        match (items.next(), items.next()) {
            (Some(only), None) => Self::One(only),
            (first, second) => Self::Other(first.into_iter().chain(second).chain(items).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_items_comes_back() {
        for count in 0..4_u32 {
            let mut few: Few<u32> = (0..count).collect();
            assert!(few.iter().copied().eq(0..count));
            few.iter_mut().for_each(|item| *item += 1);
            assert!(few.iter().copied().eq(1..=count));
        }
    }
}
