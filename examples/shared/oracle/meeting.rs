//! The meeting of two edges of rings, decided exactly.
//!
//! Longitude and latitude in degrees. Exact predicates give the side of an edge on which a point
//! lies (Shewchuk 1997, Adaptive precision floating-point arithmetic and fast robust geometric
//! predicates, in the crate `robust`). An R-tree (crate `rstar`) finds the edges that could meet,
//! so the time is n log n where edges are short beside the whole. Crossings, which are no vertex,
//! are computed to the last digits, for reports only.

use std::collections::HashMap;

use geo_types::{Coord, MultiPolygon};
use robust::orient2d;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree, RTreeObject};

use super::membership::rings;

/// A fault and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The fault, with the rings in question.
    pub what: String,
    /// The place of the fault.
    pub at: Coord<f64>,
}

/// The way in which two edges meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meeting {
    /// Each goes through the other.
    Crossing(Coord<f64>),
    /// They run along one another, from here.
    Along(Coord<f64>),
    /// An end of one lies on the other.
    Touching(Coord<f64>),
}

/// A ring of one of several multipolygons.
pub struct Ring {
    /// The multipolygon of the ring.
    pub part: usize,
    /// The polygon in the multipolygon.
    pub polygon: usize,
    /// The number of the ring in the polygon; 0 is the outer one.
    pub number: usize,
    /// The points, closed: the last point is the first. No point comes twice in a row.
    pub points: Vec<Coord<f64>>,
}

/// An edge: the ring, and the point with which it begins.
pub type Edge = (usize, usize);

type Boxed = GeomWithData<Rectangle<[f64; 2]>, Edge>;

/// The rings of some multipolygons, and all their edges by their boxes.
pub struct Edges {
    /// The rings.
    pub rings: Vec<Ring>,
    tree: RTree<Boxed>,
}

impl Edges {
    /// An index of these multipolygons.
    pub fn new(parts: &[&MultiPolygon<f64>]) -> Self {
        let mut all = Vec::new();
        for (part, polygons) in parts.iter().enumerate() {
            for (polygon, rings) in polygons.iter().map(rings).enumerate() {
                for (number, ring) in rings.enumerate() {
                    let mut points = ring.0.clone();
                    points.dedup();
                    all.push(Ring { part, polygon, number, points });
                }
            }
        }
        let boxes = all.iter().enumerate().flat_map(|(ring, it)| {
            let edges = it.points.windows(2).enumerate();
            edges.map(move |(first, ends)| {
                let [a, b] = [ends[0], ends[1]].map(|p| [p.x, p.y]);
                Boxed::new(Rectangle::from_corners(a, b), (ring, first))
            })
        });
        let tree = RTree::bulk_load(boxes.collect());
        Edges { rings: all, tree }
    }

    /// All edges.
    pub fn iter(&self) -> impl Iterator<Item = Edge> {
        self.tree.iter().map(|edge| edge.data)
    }

    /// The two ends of an edge.
    pub fn ends(&self, (ring, first): Edge) -> [Coord<f64>; 2] {
        let points = &self.rings[ring].points;
        [points[first], points[first + 1]]
    }

    /// Shows all pairs of edges that meet, each once, until told to stop.
    pub fn meetings(&self, mut see: impl FnMut(Edge, Edge, Meeting) -> bool) {
        for edge in self.tree.iter() {
            for other in self.tree.locate_in_envelope_intersecting(&edge.envelope()) {
                let (one, other) = (edge.data, other.data);
                if one < other
                    && let Some(meeting) = meeting(self.ends(one), self.ends(other))
                    && !see(one, other, meeting)
                {
                    return;
                }
            }
        }
    }

    /// `true` if the ring of one edge goes through the ring of another at a point of both.
    pub fn pass_through(&self, one: Edge, other: Edge, at: Coord<f64>) -> bool {
        let [from, to] = self.arms(one, at);
        let is_left = |p| is_left_of(from, at, to, p);
        let [came, goes] = self.arms(other, at);
        is_left(came) != is_left(goes)
    }

    /// The points of a ring before and after a point of an edge.
    fn arms(&self, edge: Edge, at: Coord<f64>) -> [Coord<f64>; 2] {
        let points = &self.rings[edge.0].points;
        let last = points.len() - 1;
        let [a, b] = self.ends(edge);
        if at == a {
            [points[if edge.1 == 0 { last - 1 } else { edge.1 - 1 }], b]
        } else if at == b {
            [a, points[if edge.1 + 1 == last { 1 } else { edge.1 + 2 }]]
        } else {
            [a, b]
        }
    }

    /// `true` if a point lies on a ring other than this one.
    pub fn is_on_another(&self, p: Coord<f64>, ring: usize) -> bool {
        self.tree.locate_in_envelope_intersecting(&AABB::from_point([p.x, p.y])).any(|edge| {
            let [a, b] = self.ends(edge.data);
            edge.data.0 != ring && turn(a, b, p) == 0.0
        })
    }

    /// The rings around a point that is on none of them except this one: for each polygon their
    /// numbers.
    pub fn around(&self, at: Coord<f64>, but: usize) -> HashMap<usize, Vec<usize>> {
        let ray = AABB::from_corners([at.x, at.y], [f64::MAX, at.y]);
        let mut crossed: HashMap<usize, usize> = HashMap::new();
        for edge in self.tree.locate_in_envelope_intersecting(&ray) {
            let [a, b] = self.ends(edge.data);
            let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
            if edge.data.0 != but && low.y <= at.y && at.y < high.y && turn(low, high, at) > 0.0 {
                *crossed.entry(edge.data.0).or_default() += 1;
            }
        }
        let mut around: HashMap<usize, Vec<usize>> = HashMap::new();
        for (ring, _) in crossed.into_iter().filter(|(_, count)| count % 2 == 1) {
            let ring = &self.rings[ring];
            around.entry(ring.polygon).or_default().push(ring.number);
        }
        around
    }
}

impl Ring {
    /// `true` if two edges follow one another.
    pub fn are_neighbours(&self, one: usize, other: usize) -> bool {
        let edges = self.points.len() - 1;
        one.abs_diff(other) == 1 || one.abs_diff(other) == edges - 1
    }
}

/// The way in which two edges meet, if they do.
fn meeting([a, b]: [Coord<f64>; 2], [c, d]: [Coord<f64>; 2]) -> Option<Meeting> {
    let (to_c, to_d) = (turn(a, b, c), turn(a, b, d));
    let (to_a, to_b) = (turn(c, d, a), turn(c, d, b));
    if to_c == 0.0 && to_d == 0.0 {
        return along([a, b], [c, d]);
    }
    let apart = |s: f64, t: f64| (s > 0.0 && t > 0.0) || (s < 0.0 && t < 0.0);
    if apart(to_c, to_d) || apart(to_a, to_b) {
        return None;
    }
    let ends = [(to_a, a), (to_b, b), (to_c, c), (to_d, d)];
    if let Some((_, at)) = ends.into_iter().find(|(turn, _)| *turn == 0.0) {
        return Some(Meeting::Touching(at));
    }
    let share = to_a / (to_a - to_b);
    Some(Meeting::Crossing(a + (b - a) * share))
}

/// The way in which two edges on one line meet.
fn along(one: [Coord<f64>; 2], other: [Coord<f64>; 2]) -> Option<Meeting> {
    let sorted = |[a, b]: [Coord<f64>; 2]| if (a.x, a.y) <= (b.x, b.y) { [a, b] } else { [b, a] };
    let ([a, b], [c, d]) = (sorted(one), sorted(other));
    let low = if (a.x, a.y) < (c.x, c.y) { c } else { a };
    let high = if (b.x, b.y) < (d.x, d.y) { b } else { d };
    match (low.x, low.y).partial_cmp(&(high.x, high.y))? {
        std::cmp::Ordering::Less => Some(Meeting::Along(low)),
        std::cmp::Ordering::Equal => Some(Meeting::Touching(low)),
        std::cmp::Ordering::Greater => None,
    }
}

/// `true` if a point is to the left of a way that turns at `at`.
fn is_left_of(from: Coord<f64>, at: Coord<f64>, to: Coord<f64>, p: Coord<f64>) -> bool {
    let (first, second) = (turn(from, at, p) > 0.0, turn(at, to, p) > 0.0);
    if turn(from, at, to) > 0.0 { first && second } else { first || second }
}

/// Positive when the way from a over b to c turns left, negative when right, 0 when straight.
fn turn(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> f64 {
    let [a, b, c] = [a, b, c].map(|Coord { x, y }| robust::Coord { x, y });
    orient2d(a, b, c)
}
