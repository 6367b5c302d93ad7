//! How many days lie between two things whose days are known only in part.

use super::days::{DayCount, DayRange, UNBOUNDED_ABOVE, UNBOUNDED_BELOW};

impl DayRange {
    /// Returns how many days lie from some day of this range to some day of another, 0 if it is the
    /// same day; `None` if the other certainly comes before.
    ///
    /// An unbounded end leaves the greatest count open. Pairs of days in which the other comes first
    /// count as 0: they do not tell how long it took.
    ///
    /// ```
    /// use bilateral::{DayRange, PartialDate, day};
    ///
    /// let signed: PartialDate = "2015-12-21".parse()?;
    /// let in_force: PartialDate = "2020-03".parse()?;
    /// let took = signed.possible().days_until(in_force.possible()).unwrap();
    /// assert_eq!((took.least(), took.most()), (1532, Some(1562)));
    /// assert!(in_force.possible().days_until(signed.possible()).is_none());
    /// # Ok::<(), bilateral::PartialDateError>(())
    /// ```
    #[must_use]
    pub fn days_until(self, later: Self) -> Option<DayCount> {
        if later.last_key() < self.first_key() {
            return None;
        }
        let apart =
            |from: i32, to: i32| u32::try_from(i64::from(to) - i64::from(from)).unwrap_or(0);
        let is_open = self.first_key() == UNBOUNDED_BELOW || later.last_key() == UNBOUNDED_ABOVE;
        let least = match (self.last_key(), later.first_key()) {
            (UNBOUNDED_ABOVE, _) | (_, UNBOUNDED_BELOW) => 0,
            (from, to) => apart(from, to),
        };
        let most = apart(self.first_key(), later.last_key());
        Some(DayCount::new(least, (!is_open).then_some(most)))
    }
}
