//! Trade as statistical offices publish it: year after year, each reporter its exports and its imports
//! with every partner, and then with the world.

use bilateral::{Area, Citation, Flow, Measure, Product, ReportingPeriod, TradeFigure};

use super::numbers::Untold;
use super::teller::{Teller, able, date_of};

const FLOWS: [Flow; 2] = [Flow::Export, Flow::Import];

/// How far the panel is told.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Panel {
    /// The number of the next cell.
    next: usize,
    /// The first of its years.
    first_year: u16,
    /// How many years there are.
    years: usize,
    /// How many of a thousand cells have a figure.
    share: usize,
    /// What the partners of one reporter and flow add up to so far, in US dollars.
    traded: i64,
}

/// One cell: who counts, which way, with whom, when.
#[derive(Debug, Clone, Copy)]
struct Cell {
    reporter: usize,
    flow: Flow,
    /// The number of the partner; that of the reporter itself stands for the world.
    partner: usize,
    year: u16,
}

impl Teller {
    /// Makes a panel that so many figures fill, whole years but for the last. Where there are not
    /// enough figures for one year, each partner is left out as often as any other.
    pub(super) fn lay_out(&mut self, figures: usize) {
        let cells = self.countries.len() * FLOWS.len() * self.countries.len();
        let share = (figures * 1000 / cells.max(1)).clamp(1, 950);
        let years = (figures * 1000).div_ceil((cells * share).max(1));
        let last = usize::try_from(date_of(self.last()).year()).expect("a year of our era") - 1;
        let first_year = u16::try_from(last.saturating_sub(years - 1)).expect("a year");
        self.panel = Panel { first_year, years, share, ..Panel::default() };
    }

    /// The next cell that has a figure; `None` if all is told.
    fn next_cell(&mut self) -> Option<Cell> {
        let count = self.countries.len();
        loop {
            let at = self.panel.next;
            let (reporter, year) =
                (at / count / FLOWS.len() % count, at / count / FLOWS.len() / count);
            if year >= self.panel.years {
                return None;
            }
            self.panel.next += 1;
            if at.is_multiple_of(count) {
                self.panel.traded = 0;
            }
            // The world stands behind the last partner, and is always told of.
            let is_world = at % count + 1 == count;
            let partner = match at % count {
                _ if is_world => reporter,
                before if before < reporter => before,
                behind => behind + 1,
            };
            if is_world || self.fate.chance(self.panel.share) {
                let year = self.panel.first_year + u16::try_from(year).expect("few years");
                return Some(Cell {
                    reporter,
                    flow: FLOWS[at / count % FLOWS.len()],
                    partner,
                    year,
                });
            }
        }
    }

    /// The figure of the next cell, by the one source of its reporter.
    pub(super) fn trade_of_panel(&mut self) {
        let Some(cell) = self.next_cell() else { return };
        let reporter = self.countries[cell.reporter];
        let is_world = cell.partner == cell.reporter;
        let partner = match is_world {
            true => Area::World,
            false => Area::from(self.countries[cell.partner]),
        };
        let amount = match is_world {
            true => self.panel.traded,
            false => {
                let least = 10_usize.pow(3 + u32::try_from(self.fate.below(8)).expect("a digit"));
                i64::try_from(least + self.fate.below(9 * least)).expect("twelve digits at most")
            }
        };
        self.panel.traded += amount;
        let citation = {
            let mut sources = able(&self.sources, self.last());
            let at = cell.reporter % sources.clone().count();
            Citation::new(sources.nth(at).map_or("", |it| &it.id))
        };
        let year = ReportingPeriod::year(cell.year).expect("a year");
        let figure =
            TradeFigure::new(self.id("trade"), reporter, partner, cell.flow, year, Measure::Value)
                .product(Product::Goods);
        let new_year = time::Date::from_calendar_date(cell.year.into(), time::Month::December, 31);
        let published = new_year.expect("a day").to_julian_day() + self.fate.between(30, 300);
        let (first, vintage) = (Some(published), self.soon_after(published));
        self.tell_figure(Untold {
            figure,
            amount,
            first,
            vintage,
            citation,
            missing: 1,
            suppressed: 1,
        });
    }
}
