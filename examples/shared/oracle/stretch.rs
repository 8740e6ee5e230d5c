//! The part of a border's surroundings in a zone: stretches of the border, one side of it.
//!
//! Longitude and latitude in degrees, lengths in metres. The nearest border point of a point
//! decides its stretch and its side. Of several border points at one place the one of the lowest
//! chainage counts. Chainages are summed up along the edges as they run, in steps of at most
//! [`STEP`]: an error of a micrometre in 1,000 km.
//!
//! - **Side**: that on which the geodesic leaves the border. At a corner it is the outer side; where
//!   a line ends, or turns straight back, left and right are parted by the line straight on.
//! - **Stretch**: its start does not belong to it, unless that is the border's; its end does. Where a
//!   line ends and none goes on, a point straight on beyond is in no stretch: ends are flat. Files
//!   give chainages to the millimetre: an end that is a vertex to [`SAME_CHAINAGE`] is that vertex.
//!
//! Undecided: a point as near, to [`TIE`], to two places with different answers, and a point less
//! than [`ON`] from the border where sides count.

use geo::{Bearing, Destination, Distance, Geodesic, Point};
use geo_types::{Coord, MultiLineString};
use robust::orient2d;

use super::feet::Foot;
use super::sample::on_map;
use super::{Edges, Oracle};

/// The longest step along the border, metres.
const STEP: f64 = 100.0;

/// The difference below which distances are the same, metres.
const TIE: f64 = 1e-7;

/// The distance below which border points are at one place, metres.
const JOINED: f64 = 1e-5;

/// The distance from the border below which points have no side, metres.
const ON: f64 = 1e-6;

/// The sine below which the border does not turn: vertices of double precision on one straight line.
const STRAIGHT: f64 = 1e-8;

/// The difference below which chainages are the same in a file, metres.
const SAME_CHAINAGE: f64 = 0.000_51;

/// The number of directions in which another answer is looked for.
const DIRECTIONS: u32 = 16;

/// A side of a border, as one looks along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The left.
    Left,
    /// The right.
    Right,
}

/// Some stretches of a border, or one side of it, or both.
pub struct Stretch {
    oracle: Oracle,
    course: Edges,
    edges: Vec<Edge>,
    /// The chainages at which the pieces of the border begin, the pieces of an edge in a row.
    chainages: Vec<f64>,
    stretches: Option<Vec<(f64, f64)>>,
    side: Option<Side>,
}

/// An edge of the border.
struct Edge {
    /// The ends of the edge, longitudes going on past 180°.
    ends: [Coord<f64>; 2],
    /// The edges of the line before and after the edge; around the start of a closed line too.
    beside: [Option<usize>; 2],
    /// `true` for an end of the border: no other edge begins or ends there.
    free: [bool; 2],
    /// The number of the edge's first piece.
    first_piece: usize,
}

impl Stretch {
    /// The stretches between these chainages, from and to, of one line or several.
    pub fn new(lines: &MultiLineString<f64>, edges: Edges, stretches: &[(f64, f64)]) -> Self {
        Stretch::of(lines, edges, Some(stretches), None)
    }

    /// Some stretches or all of the border, one side of it or both.
    pub fn of(
        lines: &MultiLineString<f64>,
        course: Edges,
        stretches: Option<&[(f64, f64)]>,
        side: Option<Side>,
    ) -> Self {
        let oracle = Oracle::new(lines, course);
        let mut edges = edges(lines);
        let mut chainages = Vec::new();
        let mut chainage = 0.0;
        for piece in oracle.pieces() {
            if piece.of_edge[0] {
                edges[piece.edge].first_piece = chainages.len();
            }
            chainages.push(chainage);
            let steps = (piece.length / STEP).ceil().max(1.0) as usize;
            let at = |i: usize| piece.at(i as f64 / steps as f64);
            chainage += (0..steps).map(|i| Geodesic.distance(at(i), at(i + 1))).sum::<f64>();
        }
        chainages.push(chainage);
        let stretches = stretches.map(<[_]>::to_vec);
        Stretch { oracle, course, edges, chainages, stretches, side }
    }

    /// The beginnings and ends of the stretches, with the border's direction there as an azimuth in
    /// degrees.
    pub fn ends(&self) -> Vec<(Point<f64>, f64)> {
        let ends = self.stretches.iter().flatten().flat_map(|&(from, to)| [from, to]);
        let place = |chainage: f64| {
            let index = self.chainages.partition_point(|&start| start <= chainage).max(1) - 1;
            let piece = self.oracle.pieces().nth(index)?;
            let (start, end) = (self.chainages.get(index)?, self.chainages.get(index + 1)?);
            let part = ((chainage - start) / (end - start)).clamp(0.0, 1.0);
            Some((piece.at(part), piece.azimuth(piece.at(part))))
        };
        ends.filter_map(place).collect()
    }

    /// `true` if a point is in the part; `None` when it is less than `reach` metres from a change
    /// of that, or too near to decide.
    pub fn holds(&self, p: Coord<f64>, reach: f64) -> Option<bool> {
        self.inside(p).filter(|_| !self.changes_near(p, reach))
    }

    /// `true` if a point is in the part; `None` when it is too near a change to decide.
    pub fn inside(&self, p: Coord<f64>) -> Option<bool> {
        let feet = self.oracle.feet(p.into(), TIE);
        if self.side.is_some() && feet.first().is_none_or(|foot| foot.distance < ON) {
            return None;
        }
        let mut left = &feet[..];
        let mut answer = None;
        while let Some(nearest) = left.first() {
            let (mut here, mut elsewhere) = (Vec::new(), None);
            for (i, foot) in left.iter().enumerate() {
                if Geodesic.distance(foot.at, nearest.at) < JOINED {
                    here.push(foot);
                } else if elsewhere.is_none() {
                    elsewhere = Some(i);
                }
            }
            // Of an edge that ends there and one that begins, the one that ends counts.
            let rank = |foot: &Foot<'_>| (self.chainage(foot), foot.piece.edge);
            let lowest = here.iter().copied().min_by(|a, b| {
                let ((a, first), (b, second)) = (rank(a), rank(b));
                a.total_cmp(&b).then(first.cmp(&second))
            });
            let says = lowest.map(|foot| self.takes(foot));
            if answer.is_some() && answer != says {
                return None;
            }
            answer = says;
            left = elsewhere.map_or(&[], |i| &left[i..]);
        }
        answer
    }

    /// `true` if the part begins or ends less than `reach` metres from a point.
    pub fn changes_near(&self, p: Coord<f64>, reach: f64) -> bool {
        let feet = self.oracle.feet(p.into(), 2.0 * reach + TIE);
        if self.is_same_around(&feet, reach) {
            return false;
        }
        let here = self.inside(p);
        // Straight limits nearer than the reach cut the circle around the point.
        let radius = 1.02 * reach;
        let around = (0..DIRECTIONS).map(|i| {
            let bearing = 360.0 * f64::from(i) / f64::from(DIRECTIONS);
            self.inside(on_map(Geodesic.destination(Point::from(p), bearing, radius).into()))
        });
        let mut around = around;
        here.is_none() || around.any(|there| there != here)
    }

    /// `true` if all points up to `reach` metres away are in the part, or none is, as far as these
    /// feet tell: the feet on all pieces that could be nearest to any of the points. A piece has
    /// another side only across itself and the line straight on.
    fn is_same_around(&self, feet: &[Foot<'_>], reach: f64) -> bool {
        let Some(first) = feet.first() else { return true };
        let same_side = self.side.is_none()
            || feet.iter().all(|foot| {
                foot.left_by().abs() > reach && (foot.left_by() > 0.0) == (first.left_by() > 0.0)
            });
        let same_stretch = self.stretches.as_ref().is_none_or(|stretches| {
            // A foot moves farther than its point where the border bends around the point, but less
            // than this.
            let margin = 10.0 * reach + 1.0;
            let far = |foot: &Foot<'_>| {
                let chainage = self.chainage(foot);
                let ends = stretches.iter().flat_map(|&(from, to)| [from, to]);
                ends.into_iter().all(|end| (end - chainage).abs() > margin)
            };
            let is_free = |foot: &Foot<'_>| {
                let free = self.edges[foot.piece.edge].free;
                foot.piece.of_edge.iter().zip(free).any(|(&is_end, is_free)| is_end && is_free)
            };
            let holds = |foot: &Foot<'_>| self.is_in_stretch(self.chainage(foot), 0.0);
            feet.iter().all(|foot| far(foot) && !is_free(foot) && holds(foot) == holds(first))
        });
        same_side && same_stretch
    }

    /// `true` if a point with this foot is in the part.
    fn takes(&self, foot: &Foot<'_>) -> bool {
        let side = if self.left_by(foot) > 0.0 { Side::Left } else { Side::Right };
        let slack = if foot.is_end().contains(&true) { SAME_CHAINAGE } else { 0.0 };
        let along = self.stretches.is_none()
            || (self.is_in_stretch(self.chainage(foot), slack) && !self.is_beyond(foot));
        along && self.side.is_none_or(|wanted| wanted == side)
    }

    fn is_in_stretch(&self, chainage: f64, slack: f64) -> bool {
        let whole = self.chainages.last().copied().unwrap_or_default();
        self.stretches.iter().flatten().any(|&(from, to)| {
            (from + slack < chainage || from == 0.0)
                && (chainage <= to + slack || to + SAME_CHAINAGE >= whole)
        })
    }

    /// `true` if the point of this foot is straight on beyond an end of the border.
    fn is_beyond(&self, foot: &Foot<'_>) -> bool {
        let [free_start, free_end] = self.edges[foot.piece.edge].free;
        let [at_start, at_end] = foot.is_end();
        let ahead = foot.angle.cos();
        (free_start && at_start && ahead < 0.0) || (free_end && at_end && ahead > 0.0)
    }

    /// Positive when the point of this foot is on the left, at a corner on the outer side.
    fn left_by(&self, foot: &Foot<'_>) -> f64 {
        let [at_start, at_end] = foot.is_end();
        let own = foot.piece.edge;
        let [before, after] = self.edges[own].beside;
        let corner = match (at_start, at_end) {
            (true, _) => before.map(|before| (before, own)),
            (_, true) => after.map(|after| (own, after)),
            _ => None,
        };
        let turn = corner.map_or(0.0, |(before, after)| self.turn(before, after));
        if turn == 0.0 { foot.left_by() } else { -turn }
    }

    /// Positive when the border turns left from one edge to the next; 0 straight on or straight
    /// back, but for rounding.
    fn turn(&self, before: usize, after: usize) -> f64 {
        let [a, b] = self.edges[before].ends;
        let [b2, c] = self.edges[after].ends;
        // A closed line may have gone around the Earth before it comes back.
        let c = Coord { x: c.x - b2.x + b.x, y: c.y };
        match self.course {
            Edges::Planar => {
                let turn = orient2d(to_robust(a), to_robust(b), to_robust(c));
                let size = (b.x - a.x).hypot(b.y - a.y) * (c.x - b.x).hypot(c.y - b.y);
                if turn.abs() < STRAIGHT * size { 0.0 } else { turn }
            }
            Edges::Geodesic => {
                let back = Geodesic.bearing(Point::from(b), Point::from(a));
                let on = Geodesic.bearing(Point::from(b), Point::from(c));
                let right = -(on - back).to_radians().sin();
                if right.abs() < STRAIGHT { 0.0 } else { -right }
            }
        }
    }

    fn chainage(&self, foot: &Foot<'_>) -> f64 {
        let edge = &self.edges[foot.piece.edge];
        let number = edge.first_piece + foot.piece.number;
        let start = self.chainages[number];
        if foot.part == 1.0 {
            return self.chainages[number + 1];
        }
        start + Geodesic.distance(foot.piece.start, foot.at)
    }
}

fn to_robust(Coord { x, y }: Coord<f64>) -> robust::Coord<f64> {
    robust::Coord { x, y }
}

/// All edges of all lines, in order.
fn edges(lines: &MultiLineString<f64>) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for line in lines {
        let first = edges.len();
        let count = line.0.len().saturating_sub(1);
        let is_closed = line.0.first().zip(line.0.last()).is_some_and(|(a, b)| are_joined(*a, *b));
        for (i, edge) in line.lines().enumerate() {
            let around = |other: usize| is_closed.then_some(first + other);
            let before = if i > 0 { Some(first + i - 1) } else { around(count - 1) };
            let after = if i + 1 < count { Some(first + i + 1) } else { around(0) };
            let beside = [before, after];
            let free = beside.map(|other| other.is_none());
            edges.push(Edge { ends: [edge.start, edge.end], beside, free, first_piece: 0 });
        }
    }
    let ends = |edge: &Edge| {
        let ends = edge.ends.into_iter().zip(edge.free);
        ends.filter(|end| end.1).map(|end| end.0).collect::<Vec<_>>()
    };
    let all: Vec<Coord<f64>> = edges.iter().flat_map(ends).collect();
    for edge in &mut edges {
        for (end, free) in edge.ends.iter().zip(&mut edge.free) {
            *free = *free && all.iter().filter(|other| are_joined(**other, *end)).count() == 1;
        }
    }
    edges
}

fn are_joined(a: Coord<f64>, b: Coord<f64>) -> bool {
    // Far from one another in latitude is far; the rest is few.
    (a.y - b.y).abs() < 1e-9 + JOINED / 100_000.0
        && Geodesic.distance(Point::from(a), Point::from(b)) < JOINED
}
