//! Which rules are run, how bad a breach of each is, and the day on which the data is looked at.

use alloc::string::String;
use alloc::vec::Vec;

use time::Date;

use super::engine::Engine;
use super::findings::Told;
use super::rule::Rule;
use super::table::{RULES, place};
use crate::report::Severity;
use crate::text::{nearest, shortened};

/// The rules that a caller wants to be run, and how bad a breach of each is.
///
/// Every rule may be switched off, lowered or raised by its code, except those that an archive
/// [rests on](Rule::is_essential): these can only stay errors. Some rules judge by the day on which
/// the data is looked at, such as what is said to have happened and lies in the future; the library
/// reads no clock, and without a day they are silent.
///
/// ```
/// use bilateral::{Archive, Severity, day, rules::Checks};
///
/// let checks = Checks::all()
///     .without("source/no-date")?
///     .with_severity("text/not-trimmed", Severity::Warning)?
///     .with_today(day(2024, 1, 1));
/// let text = r#"{"kind":"source","id":"sheet","title":"A fact sheet "}"#;
/// let archive = Archive::from_lines_with(text.lines(), |line| serde_json::from_str(line), &checks)
///     .unwrap();
/// let codes: Vec<&str> = archive.report().iter().map(|problem| problem.code()).collect();
/// assert_eq!(codes, ["text/not-trimmed"]);
///
/// let error = Checks::all().without("record/duplicate-id").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "an archive rests on the rule `record/duplicate-id`: it stays an error",
/// );
/// # Ok::<(), bilateral::rules::ChecksError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks {
    /// The severity of each rule, in the order of the table; `None` if it is switched off.
    severities: Vec<Option<Severity>>,
    told: Told,
}

impl Checks {
    /// Returns all rules, each with its own severity, and no day.
    #[must_use]
    pub fn all() -> Self {
        Self {
            severities: RULES.iter().map(|rule| Some(rule.severity())).collect(),
            told: Told::default(),
        }
    }

    /// Returns only the rules that an archive [rests on](Rule::is_essential).
    ///
    /// It is the least that can be asked, for data that was checked before.
    ///
    /// ```
    /// use bilateral::rules::Checks;
    ///
    /// let checks = Checks::essential();
    /// assert!(checks.severity_of("reference/unknown-source").is_some());
    /// assert!(checks.severity_of("source/no-date").is_none());
    /// ```
    #[must_use]
    pub fn essential() -> Self {
        let severity = |rule: &Rule| rule.is_essential().then_some(rule.severity());
        Self { severities: RULES.iter().map(severity).collect(), told: Told::default() }
    }

    /// Switches a rule off.
    ///
    /// # Errors
    ///
    /// [`ChecksError`] if no rule has the code, with the nearest one, or if an archive rests on the
    /// rule.
    pub fn without(self, code: &str) -> Result<Self, ChecksError> {
        self.set(code, None)
    }

    /// Says how bad a breach of a rule is; it is switched on if it was off.
    ///
    /// # Errors
    ///
    /// [`ChecksError`] if no rule has the code, with the nearest one, or if an archive rests on the
    /// rule and the severity is not [`Severity::Error`].
    pub fn with_severity(self, code: &str, severity: Severity) -> Result<Self, ChecksError> {
        self.set(code, Some(severity))
    }

    /// Says on which day the data is looked at.
    #[must_use]
    pub fn with_today(mut self, today: Date) -> Self {
        self.told.today = Some(today);
        self
    }

    /// Says between how many percent of what one end of a flow counts as exports the imports that the
    /// other end counts should lie. The two ends never agree, so that there is no band of our own: it
    /// is the caller's, and without one nothing is compared.
    ///
    /// ```
    /// use bilateral::{Archive, rules::Checks};
    ///
    /// let text = r#"{"kind":"source","id":"yearbook","title":"A yearbook","published":"2023"}
    /// {"kind":"trade","id":"x","reporter":"USA","partner":"KAZ","flow":"export","period":"2021","measure":"value","estimate":"USD 1000","sources":[{"source":"yearbook"}]}
    /// {"kind":"trade","id":"m","reporter":"KAZ","partner":"USA","flow":"import","period":"2021","measure":"value","estimate":"USD 1700","sources":[{"source":"yearbook"}]}"#;
    /// let found = |checks: Checks| {
    ///     let archive = Archive::from_lines_with(text.lines(), |line| serde_json::from_str(line), &checks);
    ///     archive.unwrap().report().len()
    /// };
    /// assert_eq!(found(Checks::all()), 0);
    /// assert_eq!(found(Checks::all().with_mirror_band(80, 200)), 0);
    /// assert_eq!(found(Checks::all().with_mirror_band(80, 125)), 1);
    /// ```
    #[must_use]
    pub fn with_mirror_band(mut self, lowest_percent: u32, highest_percent: u32) -> Self {
        self.told.mirror_band = Some((lowest_percent, highest_percent));
        self
    }

    /// Returns the day on which the data is looked at, if there is one.
    #[must_use]
    pub fn today(&self) -> Option<Date> {
        self.told.today
    }

    /// Returns how bad a breach of a rule is; `None` if it is switched off, or if there is no such
    /// rule.
    #[must_use]
    pub fn severity_of(&self, code: &str) -> Option<Severity> {
        self.severities.get(place(code)?).copied().flatten()
    }

    fn set(mut self, code: &str, severity: Option<Severity>) -> Result<Self, ChecksError> {
        let found = place(code)
            .and_then(|place| Some((RULES.get(place)?, self.severities.get_mut(place)?)));
        let Some((rule, stated)) = found else {
            let codes: Vec<&'static str> = RULES.iter().map(Rule::code).collect();
            return Err(Kind::Unknown { code: shortened(code), near: nearest(code, &codes) }.into());
        };
        if rule.is_essential() && severity != Some(Severity::Error) {
            return Err(Kind::Essential { code: rule.code() }.into());
        }
        *stated = severity;
        Ok(self)
    }

    /// An engine that runs the rules.
    pub(super) fn engine(&self) -> Engine {
        let rules = RULES.iter().zip(&self.severities);
        Engine::of(rules.filter_map(|(rule, severity)| Some((rule, (*severity)?))), self.told)
    }
}

/// A rule cannot be set as the caller wants it.
///
/// ```
/// use bilateral::rules::Checks;
///
/// let error = Checks::all().without("spell/reverse").unwrap_err();
/// assert_eq!(error.to_string(), "no rule has the code `spell/reverse`; did you mean `spell/reversed`?");
/// assert_eq!(error.nearest(), Some("spell/reversed"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct ChecksError(#[from] Kind);

impl ChecksError {
    /// Returns the code that was probably meant, where no rule has the one given.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        match self.0 {
            Kind::Unknown { near, .. } => near,
            Kind::Essential { .. } => None,
        }
    }

    /// Returns whether the rule is one that an archive rests on.
    #[must_use]
    pub fn is_essential(&self) -> bool {
        matches!(self.0, Kind::Essential { .. })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error("no rule has the code `{code}`{}", near.map(|near| alloc::format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown { code: String, near: Option<&'static str> },
    #[error("an archive rests on the rule `{code}`: it stays an error")]
    Essential { code: &'static str },
}
