//! The rules that cannot be broken: the types leave no room for it.

/// A rule of the project's list that no record can break, and how the types see to it.
///
/// ```
/// use bilateral::{Record, rules};
///
/// let closed = rules::closed().iter().find(|closed| closed.number() == 59).unwrap();
/// let error = serde_json::from_str::<Record>(closed.sample()).unwrap_err();
/// assert!(error.to_string().starts_with(closed.error()));
/// ```
#[derive(Debug)]
pub struct Closed {
    number: u8,
    demand: &'static str,
    how: &'static str,
    sample: &'static str,
    error: &'static str,
}

impl Closed {
    /// Returns its number in the project's list of 97 rules.
    #[must_use]
    pub const fn number(&self) -> u8 {
        self.number
    }

    /// Returns what it demands, in one line.
    #[must_use]
    pub const fn demand(&self) -> &'static str {
        self.demand
    }

    /// Returns how the types see to it.
    #[must_use]
    pub const fn how(&self) -> &'static str {
        self.how
    }

    /// Returns a line of JSON at the door: one that cannot be read, or, where
    /// [`error`](Self::error) is empty, one that is written as it was read. Empty where no line shows
    /// it, only an answer.
    #[must_use]
    pub const fn sample(&self) -> &'static str {
        self.sample
    }

    /// Returns how the error begins that reading the sample gives.
    #[must_use]
    pub const fn error(&self) -> &'static str {
        self.error
    }
}

/// Returns the rules that cannot be broken, in the order of their numbers.
///
/// Together with the numbers of the [rules that are checked](super::all) they are the whole list.
///
/// ```
/// use std::collections::BTreeSet;
/// use bilateral::rules;
///
/// let checked = rules::all().iter().flat_map(|rule| rule.numbers()).copied();
/// let numbers: BTreeSet<u8> = checked.chain(rules::closed().iter().map(|closed| closed.number())).collect();
/// assert_eq!(numbers, (1..=97).collect());
/// ```
#[must_use]
pub fn closed() -> &'static [Closed] {
    CLOSED
}

static CLOSED: &[Closed] = &[
    Closed {
        number: 1,
        demand: "a date is of the documented subset of EDTF, and its day exists",
        how: "a date is made by reading its text, which refuses any other",
        sample: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"2023-02-30"}"#,
        error: "at `on`: `2023-02-30`: February 2023 has 28 days",
    },
    Closed {
        number: 5,
        demand: "storing a date never makes it more exact",
        how: "a date keeps its bounds and its precision, and is written as it was read",
        sample: r#"{"kind":"event","id":"x","type":"talks","summary":"Talks.","on":"199X"}"#,
        error: "",
    },
    Closed {
        number: 6,
        demand: "fiscal and calendar years are told apart and never compared as they are",
        how: "a reporting period keeps its kind, and a fiscal year equals no calendar year",
        sample: "",
        error: "",
    },
    Closed {
        number: 7,
        demand: "alpha-2 is two letters, alpha-3 three, numeric three digits",
        how: "a country code is made by reading its text; numbers go through the scheme that they are of",
        sample: r#"{"kind":"membership","id":"x","member":"398","organization":"o","standing":"full"}"#,
        error: "at `member`: invalid country code `398`",
    },
    Closed {
        number: 8,
        demand: "within one scheme, a code points to one country on a day",
        how: "records hold codes of the library's own; those of schemes stand in its table, and one that stood for two states names both",
        sample: r#"{"kind":"membership","id":"x","member":"CS","organization":"o","standing":"full"}"#,
        error: "at `member`: ambiguous country code `CS`",
    },
    Closed {
        number: 9,
        demand: "a country has one code of a scheme on a day",
        how: "a country record has no field for codes of schemes; the library's table is tested",
        sample: r#"{"kind":"country","id":"x","code":"KAZ","numeric":"398"}"#,
        error: "unknown field `numeric` of country",
    },
    Closed {
        number: 10,
        demand: "a code is valid within its country's existence",
        how: "a country record gives existence, and no days to codes; the library's table is tested",
        sample: r#"{"kind":"country","id":"x","code":"KAZ","code_since":"1991"}"#,
        error: "unknown field `code_since` of country",
    },
    Closed {
        number: 13,
        demand: "the day of effect of a succession and the day of its notice are two fields",
        how: "a succession has `effective` and `notified`, and no other day",
        sample: r#"{"kind":"country","id":"x","code":"KAZ","predecessors":[{"country":"SUN","type":"separation","on":"1991"}]}"#,
        error: "at `predecessors[0]`: unknown field `on` of succession",
    },
    Closed {
        number: 15,
        demand: "a regional aggregate or special partner is no party, host or recogniser",
        how: "these are actors, and an actor is a country or an organization; `world` and special areas are partners of figures alone",
        sample: r#"{"kind":"visit","id":"x","host":"world"}"#,
        error: "at `host`: invalid country code `world`",
    },
    Closed {
        number: 34,
        demand: "action letters that differ in case are not confused",
        how: "an act is named by a word",
        sample: r#"{"kind":"treaty","id":"x","title":"Pact","acts":[{"type":"A"}]}"#,
        error: "at `acts[0].type`: unknown act kind `A`",
    },
    Closed {
        number: 36,
        demand: "a treaty is replaced between the parties of the later one, not for others",
        how: "the later treaty names the earlier one, and questions ask for each pair",
        sample: "",
        error: "",
    },
    Closed {
        number: 38,
        demand: "a survival period needs an end of the treaty",
        how: "a survival clause has a length and no days; these follow from the end",
        sample: "",
        error: "",
    },
    Closed {
        number: 48,
        demand: "the type of a transaction is known, and amounts of two types are never added",
        how: "a stage is one of a list, and a total is of one stage",
        sample: r#"{"kind":"program","id":"x","type":"assistance","title":"Aid","transactions":[{"stage":"spent","estimate":"USD 1"}]}"#,
        error: "at `transactions[0].stage`: unknown stage `spent`",
    },
    Closed {
        number: 54,
        demand: "a cumulative figure is not added to periodic ones",
        how: "a total leaves the one out beside the others, and lists it",
        sample: "",
        error: "",
    },
    Closed {
        number: 55,
        demand: "an amount in constant prices names their year, and is not added to one in current prices",
        how: "the price basis is read with its year, and a total is of one basis",
        sample: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","estimate":"USD 1","prices":"constant"}"#,
        error: "at `prices`: unknown price basis `constant`",
    },
    Closed {
        number: 59,
        demand: "a period fits its frequency",
        how: "a reporting period is made by reading its text, and knows its frequency",
        sample: r#"{"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021-13","measure":"value"}"#,
        error: "at `period`: ",
    },
    Closed {
        number: 64,
        demand: "totals and details of one dimension are not counted together",
        how: "a total counts the one and lists the others as left out",
        sample: "",
        error: "",
    },
    Closed {
        number: 68,
        demand: "a unit multiplier is within the range of SDMX, and the value is exact",
        how: "a number is a decimal with its exponent, never rounded, and one out of range cannot be read",
        sample: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","estimate":"USD 1e999"}"#,
        error: "at `estimate`: ",
    },
    Closed {
        number: 69,
        demand: "a break of a series between two compared periods is told",
        how: "a comparison knows the status of both figures, and says that it has a break",
        sample: "",
        error: "",
    },
    Closed {
        number: 73,
        demand: "a flow or a stock of investment may be negative",
        how: "nothing forbids it",
        sample: r#"{"kind":"figure","id":"x","type":"investment","from":"USA","to":"KAZ","concept":"flow","estimate":"USD -5","period":"2021"}"#,
        error: "",
    },
    Closed {
        number: 74,
        demand: "presentation and reporter are the same before two figures are compared or added",
        how: "a total of figures of several is an error that names what differs",
        sample: "",
        error: "",
    },
];
