//! The side of a border that faces a direction of the compass.
//!
//! Each piece of an edge counts by its length times the cosine of the angle between its left and the
//! direction. A side faces the direction where it has at least [`CLEAR`] of all that counts, and where at least
//! [`FACING`] of the line's length counts; no closed line has a side that does.

use super::Border;
use crate::earth::{self, Vec3};
use crate::value::{Compass, Error, ErrorKind, Side};

/// The share of a line that has to face a direction.
const CLEAR: f64 = 0.75;

/// The share of a line's length that has to count: an edge that runs within 6 degrees of the direction, or
/// of the opposite one, has less.
const FACING: f64 = 0.1;

/// The error of the pieces, metres.
const DEVIATION: f64 = 1.0;

impl Border {
    /// The side that faces a direction of the compass: on each line, most of what faces the direction
    /// at all, and the same side on all lines.
    ///
    /// ```
    /// use geo_types::line_string;
    /// use safe_zone::values::Compass;
    /// use safe_zone::{Border, Edges, Side};
    /// let east = Border::new(line_string![(x: 36.0, y: 36.8), (x: 42.0, y: 37.1)], Edges::Planar)?;
    /// assert_eq!(east.side_facing(Compass::South)?, Side::Right);
    /// assert!(east.side_facing(Compass::East).is_err()); // the line rises by 3 degrees only
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NoSideFaces`], where a line runs towards the direction or away from it, within 6
    /// degrees, where less than three quarters of what faces it lie on one side, and where lines differ.
    pub fn side_facing(&self, direction: Compass) -> Result<Side, Error> {
        let pieces = self.pieces(DEVIATION);
        let mut found = None;
        for run in &pieces.runs {
            let lines = &pieces.lines[run.clone()];
            let [left, right, length] = lines.iter().fold([0.0; 3], |sum, &(first, last)| {
                let own = faced(&pieces.points[first..=last], direction);
                [sum[0] + own[0], sum[1] + own[1], sum[2] + own[2]]
            });
            let all = left + right;
            let side = if left > right { Side::Left } else { Side::Right };
            let is_clear = all >= FACING * length && left.max(right) >= CLEAR * all;
            if !is_clear || found.is_some_and(|other| other != side) {
                return Err(ErrorKind::NoSideFaces { direction }.into());
            }
            found = Some(side);
        }
        found.ok_or(Error::from(ErrorKind::NoSideFaces { direction }))
    }
}

/// How much of a line faces a direction on its left and on its right, and its length, metres.
fn faced(points: &[Vec3], direction: Compass) -> [f64; 3] {
    let mut sides = [0.0; 3];
    for edge in points.windows(2) {
        let up = earth::normal(edge[0]);
        let (east, north) = earth::tangents(up);
        let towards = match direction {
            Compass::North => north,
            Compass::East => east,
            Compass::South => -north,
            Compass::West => -east,
        };
        let left = up.cross(edge[1] - edge[0]).dot(towards);
        sides[usize::from(left < 0.0)] += left.abs();
        sides[2] += (edge[1] - edge[0]).norm();
    }
    sides
}
