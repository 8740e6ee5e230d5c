//! Containment in a territory: inside, outside, or within a distance of the edge.
//!
//! Longitude, latitude in degrees; distances in metres. Inside is what the rings enclose by the
//! even-odd rule, straight in longitude and latitude, the edge itself included; exact orientation
//! decides it (Shewchuk 1997, Adaptive precision floating-point arithmetic). Edges are sorted into
//! rows of latitude, and a point is compared with the edges of its own row. Distances to the edge
//! are exact to [`DEVIATION`]. Building takes n log n time.

use geo_types::{Coord, Line};

use super::territory::Territory;
use crate::earth::{self, Vec3};
use crate::index::{BallTree, Nearest};
use crate::planar::turn;
use crate::value::Edges;

/// The largest distance between a piece and its edge, metres.
const DEVIATION: f64 = 1e-3;

/// The containment of a point in a territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Inside, or on the edge.
    Yes,
    /// Outside.
    No,
    /// Within the doubt of the edge.
    AtEdge,
}

/// A territory's edge, indexed for containment.
#[derive(Debug)]
pub(crate) struct Containment {
    rows: Rows,
    /// The first edge of each row, and the end of the last row.
    starts: Vec<u32>,
    edges: Vec<Line<f64>>,
    /// Both ends of every piece along the rings.
    rim: Vec<(Vec3, Vec3)>,
    tree: BallTree,
}

/// Rows of latitude, all of one height.
#[derive(Debug, Clone, Copy)]
struct Rows {
    south: f64,
    per_degree: f64,
    count: usize,
}

impl Containment {
    pub fn new(territory: &Territory) -> Self {
        let all: Vec<Line<f64>> = territory.edges().collect();
        let rows = Rows::new(&all);
        let mut starts = vec![0; rows.count + 1];
        for row in all.iter().flat_map(|edge| rows.reached(edge)) {
            starts[row + 1] += 1;
        }
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut next = starts.clone();
        let nowhere = Line::new(Coord::default(), Coord::default());
        let mut edges = vec![nowhere; starts[rows.count] as usize];
        for edge in &all {
            for row in rows.reached(edge) {
                edges[next[row] as usize] = *edge;
                next[row] += 1;
            }
        }
        let rim = rim(&all);
        let tree = BallTree::new(rim.len(), |piece| rim[piece]);
        Containment { rows, starts, edges, rim, tree }
    }

    /// All edges, each once.
    pub fn edges(&self) -> impl Iterator<Item = Line<f64>> {
        (0..self.rows.count).flat_map(move |row| {
            let first = move |edge: &&Line<f64>| *self.rows.reached(edge).start() == row;
            self.row(row).iter().filter(first).copied()
        })
    }

    fn row(&self, row: usize) -> &[Line<f64>] {
        &self.edges[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// Containment; `AtEdge` within `doubt` metres of the edge.
    pub fn inside(&self, position: Coord<f64>, p: Vec3, doubt: f64) -> Inside {
        if doubt > 0.0 && self.is_edge_within(p, doubt) {
            Inside::AtEdge
        } else if self.holds(position) {
            Inside::Yes
        } else {
            Inside::No
        }
    }

    /// `true` if a point is inside or on the edge.
    pub fn holds(&self, p: Coord<f64>) -> bool {
        let row = self.rows.of(p.y);
        let mut inside = false;
        for edge in self.row(row) {
            let (low, high) = if edge.start.y <= edge.end.y {
                (edge.start, edge.end)
            } else {
                (edge.end, edge.start)
            };
            if p.y < low.y || p.y > high.y || p.x > low.x.max(high.x) {
                continue;
            }
            let upwards = low.y <= p.y && p.y < high.y;
            if p.x < low.x.min(high.x) {
                inside ^= upwards;
                continue;
            }
            let left_by = turn(low, high, p);
            if left_by == 0.0 {
                return true;
            }
            inside ^= upwards && left_by > 0.0;
        }
        inside
    }

    /// `true` if the edge comes nearer to a point than a distance.
    fn is_edge_within(&self, p: Vec3, distance: f64) -> bool {
        let mut nearest = Nearest::new(&self.tree, |piece| self.rim[piece]);
        earth::arc_length(nearest.foot(p).point, p) < distance
    }
}

impl Rows {
    /// Rows about as high as edges are, so that most edges lie in one row or two.
    fn new(edges: &[Line<f64>]) -> Self {
        let latitudes = || edges.iter().map(|edge| edge.start.y);
        let south = latitudes().fold(f64::INFINITY, f64::min);
        let north = latitudes().fold(f64::NEG_INFINITY, f64::max);
        let count = (edges.len() / 4).max(1);
        Rows { south, per_degree: count as f64 / (north - south).max(f64::MIN_POSITIVE), count }
    }

    /// The row of a latitude; latitudes beyond the rings fall into the outermost row.
    fn of(&self, lat: f64) -> usize {
        let row = ((lat - self.south) * self.per_degree).max(0.0) as usize;
        row.min(self.count - 1)
    }

    fn reached(&self, edge: &Line<f64>) -> std::ops::RangeInclusive<usize> {
        let (a, b) = (edge.start.y, edge.end.y);
        self.of(a.min(b))..=self.of(a.max(b))
    }
}

fn rim(edges: &[Line<f64>]) -> Vec<(Vec3, Vec3)> {
    let mut points = Vec::new();
    let mut rim = Vec::new();
    for edge in edges.iter().filter(|edge| edge.start != edge.end) {
        points.clear();
        earth::subdivide(edge.start, edge.end, Edges::Planar, DEVIATION, &mut points);
        points.push(edge.end);
        let ends = points.windows(2).map(|pair| (earth::ecef(pair[0]), earth::ecef(pair[1])));
        rim.extend(ends);
    }
    rim
}
