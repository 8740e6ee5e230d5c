//! The directions in which a straight line from an anchor passes close to each of some points.
//!
//! In the plane, in any unit. The line through the anchor that passes within ε of a point has a
//! direction in a wedge; the lines that pass all of them are the wedges' intersection (C. M.
//! Williams, An efficient algorithm for the piecewise linear approximation of planar curves, 1978).

/// The directions left, as the two sides of a wedge, each a vector of any length; at first all
/// directions.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wedge {
    sides: Option<[(f64, f64); 2]>,
}

impl Wedge {
    /// `true` if the line towards a point, seen from the anchor, passes all points added.
    #[inline]
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.sides.is_none_or(|[right, left]| {
            right.0 * y - right.1 * x >= 0.0 && left.0 * y - left.1 * x <= 0.0
        })
    }

    /// Narrows the wedge to the directions that pass within `reach` of a point, seen from the
    /// anchor; `scale` is the length of a unit of either axis. A point within `reach` of the anchor
    /// leaves all directions.
    #[inline]
    pub fn narrow(&mut self, (x, y): (f64, f64), scale: (f64, f64), reach: f64) {
        let (x, y) = (x * scale.0, y * scale.1);
        let r2 = x * x + y * y;
        if r2 <= reach * reach {
            return;
        }
        // Half the angle of the point's wedge, by its sine and cosine.
        let sine = reach / r2.sqrt();
        let cosine = (1.0 - sine * sine).sqrt();
        let plain = |(x, y): (f64, f64)| (x / scale.0, y / scale.1);
        let right = plain((x * cosine + y * sine, y * cosine - x * sine));
        let left = plain((x * cosine - y * sine, y * cosine + x * sine));
        self.sides = Some(match self.sides {
            None => [right, left],
            Some([old_right, old_left]) => [
                if old_right.0 * right.1 - old_right.1 * right.0 > 0.0 { right } else { old_right },
                if old_left.0 * left.1 - old_left.1 * left.0 < 0.0 { left } else { old_left },
            ],
        });
    }
}
