//! A piece of raw offset curve: the line beside a chord, or the arc around a point.
//!
//! Earth-centred metres; the parameter t runs with the zone on the left. A line is
//! p(t) = p₀ + t(p₁ - p₀) with t in [0, 1]; an arc of half-width w about the direction e₁ is
//! p(t) = o + (r(1-t²)e₁ + 2rt·e₂)/(1+t²), |t| ≤ tan(w/2), the rational circle. So "p(t) is nearer
//! to w than c" and "p(t) is beyond a plane" are both quadratics in t, found without trigonometry.
//!
//! An arc's radius and depth below the tangent plane are those of its middle direction. The
//! ellipsoid's curvature varies by 0.7 % between directions, so an arc of 90° leaves the surface by
//! at most 0.0017·d²/R; the points written come from [`Piece::exact`] instead.

use super::quadratic::Quadratic;
use crate::buffer::graph::{HalfEdge, Network, Outline, sagitta};
use crate::earth::{self, Vec3};
use crate::index::on_chord;

/// A piece of raw offset curve at one distance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    origin: Vec3,
    /// (p(t) - origin)·w(t), by powers of t.
    coefficients: [Vec3; 3],
    /// |p(t) - origin|²·w(t) is this times curved + t².
    squared: f64,
    /// The denominator w(t) = 1 + curved·t².
    curved: f64,
    shape: Shape,
}

/// The course of a piece, beside a chord or around a point.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Line { from: Vec3, to: Vec3 },
    Arc { middle: Vec3, left: Vec3, radius: f64, depth: f64 },
}

/// The part of a piece that a half-edge does not tell: what is exposed is kept in this form, which takes a
/// third of a piece's memory.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Course {
    /// The start of a line, and the way to its end.
    Line { start: Vec3, along: Vec3 },
    /// The direction of an arc's middle, the arc's radius, and its depth below the tangent plane.
    Arc { middle: Vec3, radius: f64, depth: f64 },
}

/// The distance of a piece along a direction, as a quadratic.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Along {
    c0: f64,
    c1: f64,
    c2: f64,
    curved: f64,
}

impl Along {
    /// Positive where the distance is more than `least`.
    #[inline]
    pub fn above(&self, least: f64) -> Quadratic {
        Quadratic { c0: self.c0 - least, c1: self.c1, c2: self.c2 - least * self.curved }
    }

    /// Positive where the distance is less than `most`.
    #[inline]
    pub fn below(&self, most: f64) -> Quadratic {
        Quadratic { c0: most - self.c0, c1: -self.c1, c2: most * self.curved - self.c2 }
    }
}

impl Piece {
    /// The offset line on the right of a half-edge, from beside its tail to beside its head.
    pub fn line(network: &Network, half: HalfEdge, distance: f64) -> Self {
        let (a, b) = network.run(half);
        let (from, to) = (network.point(a), network.point(b));
        let [at_tail, at_head] = network.right(half);
        let start = earth::near_destination(from, network.up(a), at_tail, distance);
        let end = earth::near_destination(to, network.up(b), at_head, distance);
        Piece::beside([from, to], start, end - start)
    }

    fn beside([from, to]: [Vec3; 2], start: Vec3, along: Vec3) -> Self {
        Piece {
            origin: start,
            coefficients: [Vec3::default(), along, Vec3::default()],
            squared: along.norm2(),
            curved: 0.0,
            shape: Shape::Line { from, to },
        }
    }

    /// The piece of a course beside a half-edge or around its head.
    pub fn of(network: &Network, half: HalfEdge, course: Course) -> Self {
        let (tail, head) = network.run(half);
        match course {
            Course::Line { start, along } => {
                Piece::beside([tail, head].map(|point| network.point(point)), start, along)
            }
            Course::Arc { middle, radius, depth } => {
                Piece::around(network.point(head), network.up(head), middle, [radius, depth])
            }
        }
    }

    pub fn course(&self) -> Course {
        match self.shape {
            Shape::Line { .. } => Course::Line { start: self.origin, along: self.coefficients[1] },
            Shape::Arc { middle, radius, depth, .. } => Course::Arc { middle, radius, depth },
        }
    }

    /// The same arc from the middle of two of its parameters, with the new values of these
    /// parameters; a narrow arc is closer to the surface. A line stays as it is.
    pub fn recentred(&self, from: f64, to: f64, up: Vec3, distance: f64) -> (Self, f64, f64) {
        let Shape::Arc { middle, left, .. } = self.shape else { return (*self, from, to) };
        let (a, b) = (from.atan(), to.atan());
        let (sin, cos) = (a + b).sin_cos();
        let half = (0.5 * (b - a)).tan();
        (Piece::arc(self.origin, up, middle * cos + left * sin, distance), -half, half)
    }

    /// The arc around a point, on either side of a direction.
    pub fn arc(center: Vec3, up: Vec3, middle: Vec3, distance: f64) -> Self {
        let reach = earth::near_destination(center, up, middle, distance) - center;
        // A circle of this radius, at this depth below the tangent plane.
        Piece::around(center, up, middle, [reach.dot(middle), -reach.dot(up)])
    }

    fn around(center: Vec3, up: Vec3, middle: Vec3, [radius, depth]: [f64; 2]) -> Self {
        let left = up.cross(middle);
        let sunk = up * -depth;
        let squared = radius * radius + depth * depth;
        Piece {
            origin: center,
            coefficients: [sunk + middle * radius, left * (2.0 * radius), sunk - middle * radius],
            squared,
            curved: 1.0,
            shape: Shape::Arc { middle, left, radius, depth },
        }
    }

    /// Positive where the piece is nearer than √`radius2` to `w`.
    #[inline]
    pub fn disc(&self, w: Vec3, radius2: f64) -> Quadratic {
        let to_w = w - self.origin;
        let k = radius2 - to_w.norm2();
        let [p0, p1, p2] = self.coefficients;
        Quadratic {
            c0: k - self.squared * self.curved + 2.0 * p0.dot(to_w),
            c1: 2.0 * p1.dot(to_w),
            c2: k * self.curved - self.squared + 2.0 * p2.dot(to_w),
        }
    }

    /// (p - `a`)·`direction`, times the denominator.
    #[inline]
    pub fn along(&self, a: Vec3, direction: Vec3) -> Along {
        let k = (self.origin - a).dot(direction);
        let [p0, p1, p2] = self.coefficients;
        Along {
            c0: k + p0.dot(direction),
            c1: p1.dot(direction),
            c2: k * self.curved + p2.dot(direction),
            curved: self.curved,
        }
    }

    /// The point at `t`, within the bound stated above.
    #[inline]
    pub fn at(&self, t: f64) -> Vec3 {
        let [p0, p1, p2] = self.coefficients;
        self.origin + (p0 + (p1 + p2 * t) * t) * (1.0 / (1.0 + self.curved * t * t))
    }

    /// The parameters at the start, the middle and the end of an interval.
    pub fn places((from, to): (f64, f64)) -> [f64; 3] {
        [from, 0.5 * (from + to), to]
    }

    /// A cover as for an exact piece and exact lengths: corrected by its exact values at the start,
    /// the middle and the end of an interval.
    pub fn corrected(
        &self,
        cover: Quadratic,
        (from, to): (f64, f64),
        exact: [f64; 3],
    ) -> Quadratic {
        let mut missing = exact;
        for (missing, t) in missing.iter_mut().zip(Piece::places((from, to))) {
            *missing = *missing * (1.0 + self.curved * t * t) - cover.at(t);
        }
        cover.plus(&Quadratic::through(from, to, missing))
    }

    /// A cover lowered by a constant.
    pub fn lowered(&self, cover: &Quadratic, less: f64) -> Quadratic {
        let constant = Quadratic { c0: -less, c1: 0.0, c2: -less * self.curved };
        cover.plus(&constant)
    }

    /// The outline of an interval of the piece's parameter, for comparison with samples and balls.
    pub fn outline(&self, (from, to): (f64, f64), distance: f64) -> Outline {
        let (start, end) = (self.at(from), self.at(to));
        let ends = [start, end];
        match self.shape {
            Shape::Line { .. } => Outline::new(ends, 0.5 * (end - start).norm(), 0.0),
            Shape::Arc { .. } => {
                // With the half-angle's tangent q, half the chord is d·sin, the sagitta d·(1 -
                // cos).
                // The segment stands in the middle between the chord and the arc.
                let q = (to - from) / (1.0 + to * from);
                let (sine, half_sagitta) = (q / (1.0 + q * q).sqrt(), 0.25 * q * q);
                let outwards = ((start + end) * 0.5 - self.origin) * half_sagitta;
                let ends = ends.map(|end| end + outwards);
                Outline::new(ends, distance * (sine + half_sagitta), half_sagitta)
            }
        }
    }

    /// The parameter of the point nearest to `p`; `p` lies near the piece or its continuation.
    pub fn parameter(&self, p: Vec3) -> f64 {
        let from_origin = p - self.origin;
        match self.shape {
            Shape::Line { .. } => {
                let along = self.coefficients[1];
                from_origin.dot(along) / along.norm2()
            }
            // The tangent of half the angle.
            Shape::Arc { middle, left, .. } => {
                let (x, y) = (from_origin.dot(middle), from_origin.dot(left));
                y / (x.hypot(y) + x).max(f64::MIN_POSITIVE)
            }
        }
    }

    /// The depth of a line's middle below the surface, metres; 0 for an arc, which lies on the
    /// surface there.
    pub fn sagitta(&self) -> f64 {
        match self.shape {
            Shape::Line { .. } => sagitta(0.25 * self.squared),
            Shape::Arc { .. } => 0.0,
        }
    }

    /// `true` for an arc.
    pub fn is_arc(&self) -> bool {
        matches!(self.shape, Shape::Arc { .. })
    }

    /// The point at `t`, exactly `distance` from the border point beside it.
    pub fn exact(&self, t: f64, distance: f64) -> Vec3 {
        match self.shape {
            Shape::Line { from, to } => {
                let along = to - from;
                let foot = from + along * t;
                let up = earth::normal(foot);
                earth::destination(foot, up, along.cross(up).unit(), distance)
            }
            Shape::Arc { middle, left, .. } => {
                let w = 1.0 / (1.0 + t * t);
                let outwards = middle * ((1.0 - t * t) * w) + left * (2.0 * t * w);
                earth::destination(self.origin, middle.cross(left), outwards, distance)
            }
        }
    }

    /// The border point beside `p`, a point of the piece.
    pub fn nearest(&self, p: Vec3) -> Vec3 {
        match self.shape {
            Shape::Line { from, to } => on_chord(p, from, to),
            Shape::Arc { .. } => self.origin,
        }
    }

    /// The angle through which the piece turns between two parameters; 0 for a line.
    pub fn turn(&self, from: f64, to: f64) -> f64 {
        2.0 * self.curved * (to.atan() - from.atan())
    }
}
