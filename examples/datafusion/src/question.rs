//! The questions that the functions ask of a point, and their answers for columns of points.
//!
//! Metres. A row without a point has the answer NULL.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Float64Array, Int8Array, StringArray};
use datafusion::arrow::buffer::{BooleanBuffer, NullBuffer};
use datafusion::arrow::compute::kernels::cmp::gt;
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_datafusion_err, exec_err};
use safe_zone::Side;
use safe_zone::points::NO_POSITION;

use crate::arguments::Rest;
use crate::points::Points;
use crate::settings::BadPoints;
use crate::zone::Zone;

/// A question about a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// The label of the band.
    Band,
    /// The number of the band.
    BandNumber,
    /// Whether any band holds the point.
    InZone,
    /// The same, behind a filter by the zone's bounds: the function that the rule writes.
    InZoneExact,
    /// The distance from the border.
    Distance,
    /// The distance along the border.
    Chainage,
    /// The side of the border.
    Side,
}

impl Question {
    /// All questions.
    pub const ALL: [Question; 7] = [
        Question::Band,
        Question::BandNumber,
        Question::InZone,
        Question::InZoneExact,
        Question::Distance,
        Question::Chainage,
        Question::Side,
    ];

    /// The name of the function.
    pub fn name(self) -> &'static str {
        match self {
            Question::Band => "zone_band",
            Question::BandNumber => "zone_band_number",
            Question::InZone => "in_zone",
            Question::InZoneExact => "in_zone_exact",
            Question::Distance => "border_distance",
            Question::Chainage => "border_chainage",
            Question::Side => "border_side",
        }
    }

    /// The arguments after the point.
    pub fn rest(self) -> Rest {
        match self {
            Question::Band | Question::BandNumber | Question::InZone | Question::InZoneExact => {
                Rest::PlanAndBorder
            }
            Question::Distance | Question::Chainage | Question::Side => Rest::Border,
        }
    }

    /// The type of the answers. Labels are no dictionary, which Ballista 55 cannot sort by across stages.
    pub fn answer_type(self) -> DataType {
        match self {
            Question::Band | Question::Side => DataType::Utf8,
            Question::BandNumber => DataType::Int8,
            Question::InZone | Question::InZoneExact => DataType::Boolean,
            Question::Distance | Question::Chainage => DataType::Float64,
        }
    }

    /// The answers for some points.
    ///
    /// # Errors
    /// Names the first value that is no position, where these are refused.
    pub fn answer(self, zone: &Zone, points: &Points, bad: BadPoints) -> Result<ArrayRef> {
        match self {
            Question::Distance | Question::Chainage => self.lengths(zone, points, bad),
            Question::Side => sides(zone, points, bad),
            Question::Band | Question::BandNumber | Question::InZone | Question::InZoneExact => {
                self.bands(zone, points, bad)
            }
        }
    }

    fn bands(self, zone: &Zone, points: &Points, bad: BadPoints) -> Result<ArrayRef> {
        let mut numbers = vec![0; points.len()];
        let columns = points.columns().map_err(refused)?;
        zone.locator().band_numbers(0, columns, &mut numbers).map_err(refused)?;
        let nulls = match numbers.contains(&NO_POSITION) {
            true => nulls(points, bad, |row| numbers[row] == NO_POSITION)?,
            false => points.nulls().cloned(),
        };
        let numbers = Int8Array::new(numbers.into(), nulls);
        Ok(match self {
            Question::BandNumber => Arc::new(numbers),
            Question::Band => take(zone.labels(), &numbers, None)?,
            _ => Arc::new(gt(&numbers, &Int8Array::new_scalar(0))?),
        })
    }

    fn lengths(self, zone: &Zone, points: &Points, bad: BadPoints) -> Result<ArrayRef> {
        let mut metres = vec![0.0; points.len()];
        let columns = points.columns().map_err(refused)?;
        match self {
            Question::Chainage => zone.locator().column_chainages(columns, &mut metres),
            _ => zone.locator().column_distances(columns, &mut metres),
        }
        .map_err(refused)?;
        let nulls = nulls(points, bad, |row| metres[row].is_nan())?;
        Ok(Arc::new(Float64Array::new(metres.into(), nulls)))
    }
}

fn sides(zone: &Zone, points: &Points, bad: BadPoints) -> Result<ArrayRef> {
    let mut sides = vec![None; points.len()];
    let columns = points.columns().map_err(refused)?;
    zone.locator().column_sides(columns, &mut sides).map_err(refused)?;
    let nulls = nulls(points, bad, |row| sides[row].is_none() && points.is_bad(row))?;
    let is_known = |row| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
    let name =
        |(row, side): (usize, &Option<Side>)| side.filter(|_| is_known(row)).map(Side::as_str);
    Ok(Arc::new(sides.iter().enumerate().map(name).collect::<StringArray>()))
}

/// The rows whose answer is NULL: those without a point, and bad ones.
fn nulls(
    points: &Points,
    bad: BadPoints,
    is_bad: impl Fn(usize) -> bool,
) -> Result<Option<NullBuffer>> {
    let own = points.nulls();
    let counts = |row: &usize| own.is_none_or(|nulls| nulls.is_valid(*row)) && is_bad(*row);
    let Some(first) = (0..points.len()).find(counts) else { return Ok(own.cloned()) };
    match bad {
        BadPoints::Null => {
            let good = BooleanBuffer::collect_bool(points.len(), |row| !is_bad(row));
            Ok(NullBuffer::union(own, Some(&NullBuffer::new(good))))
        }
        BadPoints::Refuse => exec_err!(
            "a point is no position: {}; correct it, or set safe_zone.bad_points = 'null' for NULL",
            points.fault(first)
        ),
    }
}

fn refused(error: safe_zone::Error) -> datafusion::error::DataFusionError {
    exec_datafusion_err!("{error}")
}
