//! TODO places

mod gazetteer;
mod settlement;
mod spelling;

pub use self::gazetteer::Gazetteer;
pub use self::settlement::Settlement;
