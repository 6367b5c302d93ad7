//! FollowTheMoney: entities with schemas and properties, in and out.

mod entity;
mod table;
mod out;

pub use entity::FtmEntity;
pub use out::to_ftm;
pub use table::FollowTheMoney;
