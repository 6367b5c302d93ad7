//! Everything about a world that can be set, in one place.

use bilateral::day;
use time::Date;

/// How a world is made. Shares are per mille.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Knobs {
    /// The first day on which something happens.
    pub(crate) first: Date,
    /// How many days there are.
    pub(crate) days: i32,
    /// How many countries there are, as far as the table has them.
    pub(crate) countries: usize,
    /// How many parties a treaty has at most.
    pub(crate) parties: usize,
    /// Dates that are coarser than a day, open to one side, a range, or marked.
    pub(crate) partial: usize,
    /// Amounts that are rounded, bounded or said in words.
    pub(crate) estimated: usize,
    /// Subjects of which a second source says something else.
    pub(crate) disputed: usize,
    /// Histories of which each spell is told by a source of its own.
    pub(crate) shared: usize,
    /// Figures of which the same source has a later version.
    pub(crate) revised: usize,
    /// How the records spread over kinds.
    pub(crate) mix: Mix,
}

/// Weights of the stories that a world tells, and whom some of them are about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mix {
    pub(crate) relations: usize,
    pub(crate) memberships: usize,
    pub(crate) bilateral: usize,
    pub(crate) multilateral: usize,
    pub(crate) offices: usize,
    pub(crate) programs: usize,
    pub(crate) trade: usize,
    pub(crate) figures: usize,
    pub(crate) visits: usize,
    pub(crate) statements: usize,
    pub(crate) events: usize,
    /// Trade figures fill a panel: year after year each reporter's exports and imports with every
    /// partner, by one source. Else each is of any two countries and any time.
    pub(crate) panel: bool,
    /// How many countries have programmes for others; 0 for all.
    pub(crate) donors: usize,
}

impl Mix {
    /// Some of everything, the bonds between states most of all.
    pub(crate) const EVEN: Self = Self {
        relations: 20,
        memberships: 10,
        bilateral: 14,
        multilateral: 2,
        offices: 6,
        programs: 8,
        trade: 16,
        figures: 6,
        visits: 8,
        statements: 4,
        events: 6,
        panel: false,
        donors: 0,
    };

    /// Bonds alone, for oracles that answer about single days.
    pub(crate) const BONDS: Self = Self {
        relations: 30,
        memberships: 20,
        bilateral: 25,
        multilateral: 5,
        offices: 20,
        programs: 0,
        trade: 0,
        figures: 0,
        visits: 0,
        statements: 0,
        events: 0,
        panel: false,
        donors: 0,
    };

    /// The mix that measurements use: nine records in ten are trade figures, and of the rest two in five
    /// treaties and nearly a third each programmes and visits. In a million records the pairs of parties
    /// to one treaty number about a million.
    pub(crate) const STATISTICS: Self = Self {
        relations: 25,
        memberships: 20,
        bilateral: 398,
        multilateral: 2,
        offices: 8,
        programs: 300,
        trade: 8_900,
        figures: 5,
        visits: 305,
        statements: 6,
        events: 6,
        panel: true,
        donors: 30,
    };
}

impl Knobs {
    /// Three or four countries over a dozen days, half of the dates partial.
    pub(crate) fn tiny() -> Self {
        Self {
            first: day(2000, 1, 1),
            days: 12,
            countries: 3,
            parties: 3,
            partial: 500,
            estimated: 300,
            disputed: 150,
            shared: 300,
            revised: 150,
            mix: Mix::BONDS,
        }
    }

    /// Twenty countries over a third of a century, in the mix that measurements use.
    pub(crate) fn small() -> Self {
        Self {
            first: day(1991, 12, 31),
            days: 12_000,
            countries: 20,
            parties: 12,
            partial: 50,
            estimated: 20,
            disputed: 10,
            shared: 100,
            revised: 10,
            mix: Mix::EVEN,
        }
    }

    /// Every country of the table that existed throughout, and treaties of up to 150 parties.
    pub(crate) fn large() -> Self {
        Self { countries: 200, parties: 150, ..Self::small() }
    }
}
