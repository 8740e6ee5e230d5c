//! The view of the map and its scale: the plane around the zones and its frame on the sheet.
//!
//! Positions in degrees, points of the sheet in pixels to the right and down, the scale in metres a
//! pixel. The plane's centre is the centre of the positions shown, or the pole itself where that is
//! near.

use geo_types::{Coord, Rect, coord};

use super::plane::Plane;
use crate::earth::{self, Vec3};

/// The gap between the zones and the frame, pixels.
const MARGIN: f64 = 40.0;
const SMALL_MARGIN: f64 = 8.0;

/// The least and the greatest height of a frame, pixels.
const HEIGHTS: [f64; 2] = [360.0, 720.0];
const SMALL_HEIGHTS: [f64; 2] = [60.0, 360.0];

/// The least width and height of a roomy frame, as shares of the longer side of the box in it, so that the box
/// fits into screens of any shape.
const ROOM: [f64; 2] = [1.15, 1.4];
/// The least width and height, as shares of the sides of the box.
const SPARE: f64 = 1.15;

/// A plane and its frame on the sheet.
#[derive(Debug, Clone)]
pub(super) struct View {
    plane: Plane,
    /// The point of the plane in the middle of the frame.
    middle: Coord<f64>,
    scale: f64,
    frame: Rect<f64>,
}

impl View {
    /// The view of all these positions in a frame with this upper left corner and width.
    pub fn of(positions: &[Coord<f64>], corner: Coord<f64>, width: f64) -> Self {
        View::fitting(positions, corner, width, MARGIN, HEIGHTS)
    }

    /// The same in a frame as small as it may be, for one of several views.
    pub fn small(positions: &[Coord<f64>], corner: Coord<f64>, width: f64) -> Self {
        View::fitting(positions, corner, width, SMALL_MARGIN, SMALL_HEIGHTS)
    }

    fn fitting(
        positions: &[Coord<f64>],
        corner: Coord<f64>,
        width: f64,
        margin: f64,
        [lowest, highest]: [f64; 2],
    ) -> Self {
        let (plane, shown) = plane(positions);
        let across = shown.width() / (width - 2.0 * margin);
        let up = shown.height() / (highest - 2.0 * margin);
        // A scale below a millimetre a pixel shows nothing.
        let scale = across.max(up).max(0.001);
        let height = (shown.height() / scale + 2.0 * margin).max(lowest);
        let frame = Rect::new(corner, corner + coord! { x: width, y: height });
        View { plane, middle: shown.center(), scale, frame }
    }

    /// The view of all these positions in the middle of a frame in which the view is moved and magnified: the
    /// longer side of their box has this many pixels. Returns the view and the box.
    pub fn roomy(positions: &[Coord<f64>], longer: f64) -> (Self, Rect<f64>) {
        let (plane, shown) = plane(positions);
        let scale = (shown.width().max(shown.height()) / longer).max(f64::MIN_POSITIVE);
        let half = coord! { x: 0.5 * shown.width(), y: 0.5 * shown.height() } / scale;
        let [wide, high] = ROOM.map(|room| room * half.x.max(half.y));
        let around = coord! { x: wide.max(half.x * SPARE), y: high.max(half.y * SPARE) };
        let frame = Rect::new(coord! { x: 0.0, y: 0.0 }, around * 2.0);
        let inner = Rect::new(around - half, around + half);
        (View { plane, middle: shown.center(), scale, frame }, inner)
    }

    pub fn plane(&self) -> &Plane {
        &self.plane
    }

    /// The scale, metres a pixel.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    pub fn frame(&self) -> Rect<f64> {
        self.frame
    }

    /// The pixel of a position.
    pub fn pixel(&self, position: Coord<f64>) -> Coord<f64> {
        let away = (self.plane.project(position) - self.middle) / self.scale;
        self.frame.center() + coord! { x: away.x, y: -away.y }
    }

    /// The position drawn at a pixel.
    pub fn position(&self, pixel: Coord<f64>) -> Coord<f64> {
        let away = (pixel - self.frame.center()) * self.scale;
        self.plane.position(self.middle + coord! { x: away.x, y: -away.y })
    }

    /// The pole in the frame; `None` where there is none.
    pub fn pole(&self) -> Option<Coord<f64>> {
        let pole = coord! { x: 0.0, y: 90.0_f64.copysign(self.plane.center().y) };
        contains(self.frame, self.pixel(pole)).then_some(pole)
    }

    /// The largest relative error of a length on the map, in any direction at the frame's corners,
    /// the middles of its sides and its own middle, against Karney's geodesics.
    pub fn distortion(&self) -> f64 {
        let (center, half) = (self.frame.center(), self.frame.max() - self.frame.center());
        let mut worst: f64 = 0.0;
        for (i, j) in [-1.0, 0.0, 1.0].into_iter().flat_map(|i| [-1.0, 0.0, 1.0].map(|j| (i, j))) {
            for stretch in self.stretches(center + coord! { x: i * half.x, y: j * half.y }) {
                worst = worst.max((stretch - 1.0).abs());
            }
        }
        worst
    }

    /// The axes of Tissot's indicatrix at a pixel: the largest and the smallest ratio of a length
    /// drawn to its true length.
    fn stretches(&self, at: Coord<f64>) -> [f64; 2] {
        // The squares of true lengths are a quadratic form of the direction, which three directions
        // give.
        let square = |x: f64, y: f64| {
            let half = coord! { x: 0.5 * x, y: 0.5 * y };
            let [from, to] = [at - half, at + half].map(|pixel| self.position(pixel));
            (earth::distance(from, to) / self.scale).powi(2)
        };
        let (across, up, between) = (square(1.0, 0.0), square(0.0, 1.0), square(1.0, 1.0));
        let mean = 0.5 * (across + up);
        let swing = (0.5 * (across - up)).hypot(0.5 * between - mean);
        [mean - swing, mean + swing].map(|square| 1.0 / square.max(0.0).sqrt())
    }
}

pub(super) fn contains(frame: Rect<f64>, point: Coord<f64>) -> bool {
    let (min, max) = (frame.min(), frame.max());
    (min.x..=max.x).contains(&point.x) && (min.y..=max.y).contains(&point.y)
}

/// The plane around some positions, and their box in it.
fn plane(positions: &[Coord<f64>]) -> (Plane, Rect<f64>) {
    let plane = Plane::around(center(positions));
    // A second plane, closer to the middle of the positions.
    let plane = Plane::around(plane.position(bounds(&plane, positions).center()));
    let shown = bounds(&plane, positions);
    let pole = coord! { x: 0.0, y: 90.0_f64.copysign(plane.center().y) };
    let to_pole = plane.project(pole);
    if to_pole.x.hypot(to_pole.y) < 0.1 * shown.width().max(shown.height()) {
        let plane = Plane::around(pole);
        let shown = bounds(&plane, positions);
        return (plane, shown);
    }
    (plane, shown)
}

/// The position under the middle of the box around the positions in space; a pole where they go all
/// around the Earth.
fn center(positions: &[Coord<f64>]) -> Coord<f64> {
    let (mut min, mut max) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for point in positions.iter().map(|&position| earth::ecef(position)) {
        for (axis, value) in [point.x, point.y, point.z].into_iter().enumerate() {
            (min[axis], max[axis]) = (min[axis].min(value), max[axis].max(value));
        }
    }
    let [x, y, z] = [0, 1, 2].map(|axis| 0.5 * (min[axis] + max[axis]));
    let middle = Vec3::new(x, y, z);
    if middle.norm() < 1e-3 * earth::A || !middle.norm().is_finite() {
        return coord! { x: 0.0, y: 90.0 };
    }
    earth::lonlat(middle)
}

fn bounds(plane: &Plane, positions: &[Coord<f64>]) -> Rect<f64> {
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let points = positions.iter().map(|&position| plane.project(position));
    let [west, south, east, north] = points.fold(none, |[west, south, east, north], p| {
        [west.min(p.x), south.min(p.y), east.max(p.x), north.max(p.y)]
    });
    Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Destination, Geodesic, Point};

    /// Measures at the corners in 36 directions, by Karney's geodesics laid out from there.
    #[test]
    fn lengths_are_as_wrong_as_it_says() {
        let along = |lat: f64, west: f64, east: f64| -> Vec<Coord<f64>> {
            (0..=100)
                .map(|i| coord! { x: west + (east - west) * f64::from(i) / 100.0, y: lat })
                .collect()
        };
        for positions in [
            vec![coord! { x: 37.9, y: 36.4 }, coord! { x: 42.4, y: 37.3 }],
            along(49.0, -123.0, -95.0),
            along(0.0, -22.5, 22.5),
            vec![coord! { x: 126.0, y: 37.0 }, coord! { x: 126.1, y: 38.0 }],
        ] {
            let view = View::of(&positions, coord! { x: 24.0, y: 60.0 }, 952.0);
            let (min, max) = (view.frame().min(), view.frame().max());
            let mut worst: f64 = 0.0;
            for (x, y) in [(min.x, min.y), (min.x, max.y), (max.x, min.y), (max.x, max.y)] {
                let corner = view.position(coord! { x: x, y: y });
                for azimuth in (0..36).map(|i| 10.0 * f64::from(i)) {
                    let half = 0.5 * view.scale();
                    let [a, b] = [azimuth, azimuth + 180.0].map(|azimuth| {
                        let end = Geodesic.destination(Point(corner), azimuth, half);
                        view.pixel(end.into())
                    });
                    worst = worst.max(((a - b).x.hypot((a - b).y) - 1.0).abs());
                }
            }
            let said = view.distortion();
            // Directions ten degrees apart miss the worst one by five degrees at most.
            assert!(said > 0.999 * worst - 1e-7 && said < 1.02 * worst, "{said} {worst}");
        }
    }
}
