//! A short stretch of the border, and the exact distance to it.
//!
//! Longitude and latitude in degrees, lengths in metres. The minimum over the stretch is found by
//! branch and bound on Karney's distance, so neither convexity nor a single minimum is assumed:
//! halves are dropped only when [`Piece::floor`] proves that they hold nothing nearer. The result
//! is within [`RESOLUTION`] of the minimum, plus the 15 nm of Karney's algorithm.

use geo::{Bearing, Destination, Distance, Geodesic, Point};

use super::Edges;
use super::sphere::{self, Unit};

/// The largest error of the minimum above the true one, metres.
pub const RESOLUTION: f64 = 1e-7;

/// The longest piece, metres, so that bounds from the ends are sharp.
pub const LONGEST: f64 = 1000.0;

/// A stretch of one edge of the border.
pub struct Piece {
    pub start: Point<f64>,
    pub end: Point<f64>,
    /// The ends on the sphere of the bounds.
    pub ends: [Unit; 2],
    /// The edge of which the piece is a part, counted over all lines.
    pub edge: usize,
    /// The number of the piece among the pieces of the edge.
    pub number: usize,
    /// `true` if the edge begins with the piece, and `true` if it ends with it.
    pub of_edge: [bool; 2],
    /// An upper bound of the length, metres; equal parts of the parameter are at most equal parts
    /// of it.
    pub length: f64,
    /// An upper bound of the geodesic curvature, 1/m.
    bend: f64,
    course: Course,
}

enum Course {
    Straight,
    Geodesic { bearing: f64 },
}

impl Piece {
    /// Cuts an edge into pieces of at most [`LONGEST`] metres, in order.
    pub fn of_edge(
        start: Point<f64>,
        end: Point<f64>,
        edges: Edges,
        edge: usize,
    ) -> impl Iterator<Item = Piece> {
        let whole = Piece::new(start, end, edges);
        let count = (whole.length / LONGEST).ceil().max(1.0) as usize;
        let cut = move |i: usize| match i {
            0 => start,
            i if i == count => end,
            i => whole.at(i as f64 / count as f64),
        };
        (0..count).map(move |i| Piece {
            edge,
            number: i,
            of_edge: [i == 0, i + 1 == count],
            ..Piece::new(cut(i), cut(i + 1), edges)
        })
    }

    fn new(start: Point<f64>, end: Point<f64>, edges: Edges) -> Self {
        let ends = [start, end].map(|p| sphere::place(p.x(), p.y()));
        let (length, bend, course) = match edges {
            Edges::Planar => {
                let (length, bend) = straight_line(start, end);
                (length, bend, Course::Straight)
            }
            Edges::Geodesic => {
                let bearing = Geodesic.bearing(start, end);
                (Geodesic.distance(start, end), 0.0, Course::Geodesic { bearing })
            }
        };
        Piece { start, end, ends, edge: 0, number: 0, of_edge: [true; 2], length, bend, course }
    }

    /// The point at this part of the way, 0 to 1.
    pub fn at(&self, part: f64) -> Point<f64> {
        match self.course {
            _ if part == 0.0 => self.start,
            _ if part == 1.0 => self.end,
            Course::Straight => self.start + (self.end - self.start) * part,
            Course::Geodesic { bearing } => {
                Geodesic.destination(self.start, bearing, part * self.length)
            }
        }
    }

    /// A lower bound of the distance to a stretch of `length` metres of this piece, whose ends are
    /// at least `s0` and `s1` metres away.
    ///
    /// The better of two bounds. A distance changes by no more than the way gone. And its second
    /// derivative along the way is at most 1/s, as in the plane, because the ellipsoid curves
    /// inwards everywhere (Hessian comparison), plus the curvature of the way: so the distance sags
    /// below its ends by at most that times length²/8.
    pub fn floor(&self, s0: f64, s1: f64, length: f64) -> f64 {
        let slope = 0.5 * (s0 + s1 - length);
        if slope <= 0.0 {
            return slope;
        }
        let sag = (1.0 / slope + self.bend) * length * length / 8.0;
        slope.max(s0.min(s1) - sag)
    }

    /// The smaller of `best` and the distance from `p` to this piece, metres.
    pub fn nearest(&self, p: Point<f64>, mut best: f64) -> f64 {
        let distance = |part| Geodesic.distance(p, self.at(part));
        let (s0, s1) = (distance(0.0), distance(1.0));
        best = best.min(s0).min(s1);
        let mut open = vec![[0.0, s0, 1.0, s1]];
        while let Some([t0, s0, t1, s1]) = open.pop() {
            if self.floor(s0, s1, self.length * (t1 - t0)) >= best - RESOLUTION {
                continue;
            }
            let t = 0.5 * (t0 + t1);
            let s = distance(t);
            best = best.min(s);
            let (mut later, mut sooner) = ([t0, s0, t, s], [t, s, t1, s1]);
            if s0 < s1 {
                (later, sooner) = (sooner, later);
            }
            open.extend([later, sooner]);
        }
        best
    }

    /// The foot on this piece: the part of the way, 0 to 1, with the smallest distance from `p`,
    /// and that distance, metres; `None` when it is above `bound`.
    ///
    /// The branch and bound finds the part only to the square root of its resolution; the direction
    /// from there to `p`, which is square to the way at a foot, gives it to the nanometre.
    pub fn foot(&self, p: Point<f64>, bound: f64) -> Option<(f64, f64)> {
        let distance = |part| Geodesic.distance(p, self.at(part));
        let (s0, s1) = (distance(0.0), distance(1.0));
        let mut best = if s0 <= s1 { (0.0, s0) } else { (1.0, s1) };
        let mut open = vec![[0.0, s0, 1.0, s1]];
        while let Some([t0, s0, t1, s1]) = open.pop() {
            if self.floor(s0, s1, self.length * (t1 - t0)) >= best.1.min(bound) - RESOLUTION {
                continue;
            }
            let t = 0.5 * (t0 + t1);
            let s = distance(t);
            if s < best.1 {
                best = (t, s);
            }
            let (mut later, mut sooner) = ([t0, s0, t, s], [t, s, t1, s1]);
            if s0 < s1 {
                (later, sooner) = (sooner, later);
            }
            open.extend([later, sooner]);
        }
        if best.1 > bound + RESOLUTION {
            return None;
        }
        let t = self.squared(p, best.0);
        Some((t, distance(t)))
    }

    /// The part of the way near this one at which the direction to `p` is square to the way; an end
    /// where there is none before it.
    fn squared(&self, p: Point<f64>, near: f64) -> f64 {
        /// The accuracy of the part, metres.
        const EXACT: f64 = 1e-8;
        let is_ahead = |part: f64| self.angle(p, part).cos() > 0.0;
        let (mut low, mut high) = (near, near);
        let mut step = (1e-3 / self.length).min(0.5);
        while high < 1.0 && is_ahead(high) {
            (low, high) = (high, (high + step).min(1.0));
            step *= 4.0;
        }
        while low > 0.0 && !is_ahead(low) {
            (low, high) = ((low - step).max(0.0), low);
            step *= 4.0;
        }
        if low == 0.0 && !is_ahead(low) {
            return 0.0;
        }
        if high == 1.0 && is_ahead(high) {
            return 1.0;
        }
        while (high - low) * self.length > EXACT {
            let middle = 0.5 * (low + high);
            if middle <= low || middle >= high {
                break;
            }
            if is_ahead(middle) { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }

    /// The angle from the way, as it runs at this part of it, clockwise to the direction to `p`,
    /// radians; meaningless at `p` itself.
    pub fn angle(&self, p: Point<f64>, part: f64) -> f64 {
        let at = self.at(part);
        (Geodesic.bearing(at, p) - self.azimuth(at)).to_radians()
    }

    /// The azimuth of the way at a point of it, degrees.
    pub fn azimuth(&self, at: Point<f64>) -> f64 {
        match self.course {
            Course::Straight => {
                let along = self.end - self.start;
                let (east, north) = sphere::metres_per_radian(at.y());
                (along.x() * east).atan2(along.y() * north).to_degrees()
            }
            Course::Geodesic { bearing } if at == self.start => bearing,
            Course::Geodesic { .. } => Geodesic.bearing(at, self.start) + 180.0,
        }
    }
}

/// Upper bounds on the length and the geodesic curvature of a line straight in longitude and
/// latitude.
///
/// With α the azimuth, the curvature on a sphere of radius R is tan φ sin α (1 + cos² α) / R, where
/// sin α / cos φ = dλ / √(dφ² + cos² φ dλ²). The flattening adds at most 1.4 %: hence 2.1 in place
/// of 2, over the smallest radius. A meridian does not bend at all.
fn straight_line(start: Point<f64>, end: Point<f64>) -> (f64, f64) {
    let [east, north] = [end.x() - start.x(), end.y() - start.y()].map(|d| d.to_radians().abs());
    let [far, near] = [start.y().abs().max(end.y().abs()), start.y().abs().min(end.y().abs())];
    let near = if start.y() * end.y() < 0.0 { 0.0 } else { near };
    let length = sphere::FLATTEST * north.hypot(near.to_radians().cos() * east);
    let bend = if east == 0.0 {
        0.0
    } else {
        2.1 * east / (sphere::SHARPEST * north.hypot(far.to_radians().cos() * east))
    };
    (length, bend)
}
