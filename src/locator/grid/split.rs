//! A cell through which a limit runs, and the strip along the limit in which points have to be
//! measured.
//!
//! Longitude, latitude in degrees, metres.

/// The classes on both sides of a strip along a limit; the second may stand for another split, where
/// more limits run through the cell.
///
/// The *height* of a point is its longitude times one slope plus its latitude times another: but for a
/// constant, a distance from the border.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Split {
    /// Metres in a degree eastwards and northwards.
    pub slope: [f32; 2],
    /// The greatest height of points that have the first class, and the least of those that have the
    /// second.
    pub heights: [f64; 2],
    pub classes: [u32; 2],
}

impl Split {
    /// The height of a point, in metres; rounding moves it by less than 0.1 µm.
    #[inline]
    pub fn height(slope: [f32; 2], lon: f64, lat: f64) -> f64 {
        f64::from(slope[0]) * lon + f64::from(slope[1]) * lat
    }

    /// The class of a point; `None` in the strip.
    #[inline]
    pub fn class(&self, lon: f64, lat: f64) -> Option<u32> {
        let height = Split::height(self.slope, lon, lat);
        if height <= self.heights[0] {
            Some(self.classes[0])
        } else if height >= self.heights[1] {
            Some(self.classes[1])
        } else {
            None
        }
    }

    /// The width of the strip, in metres.
    pub fn width(&self) -> f64 {
        self.heights[1] - self.heights[0]
    }
}
