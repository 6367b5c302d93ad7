//! An entity.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use crate::record::Actor;

/// One entity of FollowTheMoney: a schema, and lists of values by property.
///
/// Source: FollowTheMoney, one JSON object a line, as `ftm` tools and OpenSanctions write it. Keys beside
/// these three (caption, datasets, dates of processing) are not read.
///
/// ```
/// use bilateral::exchange::FtmEntity;
///
/// let line = r#"{"id":"p1","caption":"Jane Roe","schema":"Person","properties":{"name":["Jane Roe"],"country":["kz"]}}"#;
/// let entity: FtmEntity = serde_json::from_str(line)?;
/// assert_eq!((entity.schema.as_str(), entity.first("name"), entity.first("email")), ("Person", Some("Jane Roe"), None));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FtmEntity {
    /// The id; other entities refer to it.
    pub id: String,
    /// The schema: `Person`, `Occupancy`.
    pub schema: String,
    /// Values by property, each a list.
    #[serde(default)]
    pub properties: BTreeMap<String, Vec<String>>,
}

impl FtmEntity {
    /// Makes an entity without properties.
    #[must_use]
    pub fn new(id: impl Into<String>, schema: impl Into<String>) -> Self {
        Self { id: id.into(), schema: schema.into(), properties: BTreeMap::new() }
    }

    /// Adds a value of a property.
    #[must_use]
    pub fn with(mut self, property: &str, value: impl Into<String>) -> Self {
        self.properties.entry(property.into()).or_default().push(value.into());
        self
    }

    /// Returns the first value of a property.
    #[must_use]
    pub fn first(&self, property: &str) -> Option<&str> {
        self.all(property).first().map(String::as_str)
    }

    /// Returns every value of a property.
    #[must_use]
    pub fn all(&self, property: &str) -> &[String] {
        self.properties.get(property).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Codes of FollowTheMoney that are no lower-case ISO 3166-1 alpha-2 of today.
const SPECIAL: &[(&str, CountryCode)] = &[
    ("suhh", CountryCode::SUN),
    ("cshh", CountryCode::CSK),
    ("csxx", CountryCode::SCG),
    ("yucs", CountryCode::YUG),
    ("ddde", CountryCode::DDR),
];

/// The actor of a country code of FollowTheMoney.
pub(super) fn country(code: &str) -> Option<Actor> {
    let special = SPECIAL.iter().find(|(known, _)| *known == code).map(|(_, country)| *country);
    let plain = || {
        let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
        is_code.then(|| CountryCode::parse(&code.to_uppercase()).ok()).flatten()
    };
    special.or_else(plain).map(Actor::Country)
}

/// The code of FollowTheMoney of a country; `None` where it has none.
pub(super) fn code(country: CountryCode) -> Option<String> {
    let special =
        SPECIAL.iter().find(|(_, known)| *known == country).map(|(code, _)| (*code).into());
    special.or_else(|| country.alpha_2().map(str::to_lowercase))
}
