//! Trade between countries: UN Comtrade, BACI, the gravity panel of the Advanced Guide to Trade Policy
//! Analysis, and dyadic trade of the Correlates of War.

mod figures;
mod comtrade;
mod baci;
mod gravity;
mod cow;
mod out;

pub use baci::{Baci, BaciRow};
pub use comtrade::{Comtrade, ComtradeRow};
pub use cow::{DyadicTrade, DyadicTradeRow};
pub use gravity::{GravityPanel, GravityRow};
pub use out::{to_baci, to_comtrade};
