//! SQL functions of `safe-zone` for DataFusion, and for clusters of Ballista.
//!
//! Positions are longitude, latitude in degrees; lengths are metres. [`register`] gives a session the functions
//! and the rule that narrows what is read; the answers are those of [`safe_zone::Locator`].
//!
//! | function | answer |
//! |---|---|
//! | `zone_band(point, plan [, border])` | the band's label, as `0-5 km`, or `outside` |
//! | `zone_band_number(point, plan [, border])` | 1 for the band at the border, 2 for the next, 0 outside |
//! | `in_zone(point, plan [, border])` | `true` in any band |
//! | `border_distance(point [, border])` | the distance from the border, metres |
//! | `border_chainage(point [, border])` | the distance along the border, metres |
//! | `border_side(point [, border])` | `left`, `right`, or NULL on the border and straight on beyond its ends |
//!
//! A point is two numbers, longitude and latitude, or one value: WKB, or a struct with the fields x and y. A plan
//! is the id of an embedded plan or a plan's JSON; a border is GeoJSON, or a name that [`borders::define`] has
//! given it. NULL in any argument gives NULL. [`BadPoints`] says what a value that is no position gives.
//!
//! Reading order: `wkb`, `points`, `arguments`; `borders`, `zone`, `cache`, `texts`; `question`, `function`, `pruning`,
//! `session`; `cluster`; `program`.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod arguments;
pub mod borders;
mod cache;
pub mod cluster;
mod function;
mod points;
pub mod program;
mod pruning;
mod question;
mod session;
mod settings;
mod texts;
mod wkb;
mod zone;

pub use self::function::functions;
pub use self::pruning::NarrowToZones;
pub use self::session::{config, register, session};
pub use self::settings::{BadPoints, ZoneOptions};
