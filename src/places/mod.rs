//! Settlements, and gazetteers that find them by name in any usual spelling.
//!
//! Positions are longitude, latitude in degrees on WGS 84.

// Imports: `value`. Reading order: `settlement`, `spelling`, `gazetteer`.

mod gazetteer;
mod settlement;
mod spelling;

pub use self::gazetteer::Gazetteer;
pub use self::settlement::Settlement;
