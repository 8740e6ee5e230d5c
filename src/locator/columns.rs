//! Answers for columns of longitudes and latitudes, as Arrow, Polars and NumPy hold them.
//!
//! Degrees; metres. The answers equal those for one point at a time, at the same cost. Which rows count is for
//! the caller to know: a row whose numbers are no position, as those behind a null may be, has a value that
//! says so, and stops nothing.

use super::Locator;
use crate::plan::Standing;
use crate::value::{Error, ErrorKind, Length, Position, Side};

/// Longitudes from -180 to 180 and latitudes of as many points, degrees.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::points::{Columns, NO_POSITION};
/// use safe_zone::{Locator, dataset};
/// let plan = dataset::plan(dataset::us_2019())?;
/// let locator = Locator::new(plan.border(), &[plan])?;
///
/// // Qamishli, Al-Hasakah, and a row without a place.
/// let (lon, lat) = ([41.23, 40.74, f64::NAN], [37.05, 36.50, 0.0]);
/// let points = Columns::new(&lon, &lat)?;
/// let (mut numbers, mut distances) = ([0; 3], [0.0; 3]);
/// locator.band_numbers(0, points, &mut numbers)?;
/// locator.column_distances(points, &mut distances)?;
/// assert_eq!(numbers, [1, 0, NO_POSITION]); // 0-5 km; outside
/// assert!((distances[0] - 1_690.0).abs() < 50.0 && distances[2].is_nan());
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    lon: &'a [f64],
    lat: &'a [f64],
}

/// The number of the band of a row whose numbers are no position.
pub const NO_POSITION: i8 = -1;

impl<'a> Columns<'a> {
    /// Columns of as many longitudes as latitudes.
    ///
    /// # Errors
    /// [`ErrorKind::OtherLength`] when there are more of one than of the other.
    pub fn new(lon: &'a [f64], lat: &'a [f64]) -> Result<Self, Error> {
        same_length(lon.len(), lat.len())?;
        Ok(Columns { lon, lat })
    }

    /// Writes the answer for each row.
    fn answer<T>(
        self,
        into: &mut [T],
        answer: impl Fn(Option<Position>) -> T,
    ) -> Result<(), Error> {
        same_length(self.lon.len(), into.len())?;
        for ((place, &lon), &lat) in into.iter_mut().zip(self.lon).zip(self.lat) {
            *place = answer(Position::known(lon, lat));
        }
        Ok(())
    }
}

fn same_length(rows: usize, given: usize) -> Result<(), Error> {
    if rows == given { Ok(()) } else { Err(ErrorKind::OtherLength { rows, given }.into()) }
}

impl Locator {
    /// The number of each point's band in one plan: 1 for the band at the border, which
    /// [`Standing::band`] counts as 0, 2 for the next, 0 outside all bands, [`NO_POSITION`] where a row is no
    /// position. Plans are counted from 0.
    ///
    /// # Errors
    /// [`ErrorKind::OtherLength`] when the slice is not as long as the columns;
    /// [`ErrorKind::NoSuchPlan`]; [`ErrorKind::TooManyBands`] when the plan has more than 127.
    pub fn band_numbers(
        &self,
        plan: usize,
        points: Columns<'_>,
        numbers: &mut [i8],
    ) -> Result<(), Error> {
        let bands = self.exact.plan(plan)?.membership.limits().len();
        if bands > i8::MAX as usize {
            return Err(ErrorKind::TooManyBands { bands, most: i8::MAX as usize }.into());
        }
        points.answer(numbers, |position| {
            position.map_or(NO_POSITION, |position| {
                let band = self.locate(position).standing(plan).and_then(Standing::band);
                band.map_or(0, |band| band as i8 + 1)
            })
        })
    }

    /// The [`distance`](Locator::distance) of each point, metres; NaN where a row is no position.
    ///
    /// # Errors
    /// [`ErrorKind::OtherLength`] when the slice is not as long as the columns.
    pub fn column_distances(
        &self,
        points: Columns<'_>,
        distances: &mut [f64],
    ) -> Result<(), Error> {
        let metres = |position| self.distance(position).metres();
        points.answer(distances, |position| position.map_or(f64::NAN, metres))
    }

    /// The chainage of each point, metres, as [`offset`](Locator::offset) gives it; NaN where a row is no
    /// position.
    ///
    /// # Errors
    /// [`ErrorKind::OtherLength`] when the slice is not as long as the columns.
    pub fn column_chainages(
        &self,
        points: Columns<'_>,
        chainages: &mut [f64],
    ) -> Result<(), Error> {
        let metres = |position| Length::metres(self.offset(position).chainage());
        points.answer(chainages, |position| position.map_or(f64::NAN, metres))
    }

    /// The side of each point, as [`offset`](Locator::offset) gives it: `None` on the border, straight on
    /// beyond its ends, and where a row is no position.
    ///
    /// # Errors
    /// [`ErrorKind::OtherLength`] when the slice is not as long as the columns.
    pub fn column_sides(
        &self,
        points: Columns<'_>,
        sides: &mut [Option<Side>],
    ) -> Result<(), Error> {
        points.answer(sides, |position| self.offset(position?).side())
    }
}
