//! The even-odd rule: the points that rings enclose.
//!
//! Longitude, latitude in degrees, edges straight in both. A point is inside where a ray from it
//! crosses an odd number of edges, and on an edge; exact orientation decides it (Shewchuk 1997,
//! Adaptive precision floating-point arithmetic). Edges are sorted into rows of latitude, and a point
//! is compared with the edges of its own row. Building takes linear time.

use geo_types::{Coord, Line};

use crate::planar::turn;

/// The edges of rings, indexed.
#[derive(Debug)]
pub(crate) struct EvenOdd {
    rows: Rows,
    /// The first edge of each row, and the end of the last row.
    starts: Vec<u32>,
    edges: Vec<Line<f64>>,
}

/// Rows of latitude, all of one height.
#[derive(Debug, Clone, Copy)]
struct Rows {
    south: f64,
    per_degree: f64,
    count: usize,
}

impl EvenOdd {
    pub fn new(all: &[Line<f64>]) -> Self {
        let rows = Rows::new(all);
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
        for edge in all {
            for row in rows.reached(edge) {
                edges[next[row] as usize] = *edge;
                next[row] += 1;
            }
        }
        EvenOdd { rows, starts, edges }
    }

    /// All edges, each once.
    pub fn edges(&self) -> impl Iterator<Item = Line<f64>> + Clone {
        (0..self.rows.count).flat_map(move |row| {
            let first = move |edge: &&Line<f64>| *self.rows.reached(edge).start() == row;
            self.row(row).iter().filter(first).copied()
        })
    }

    fn row(&self, row: usize) -> &[Line<f64>] {
        &self.edges[self.starts[row] as usize..self.starts[row + 1] as usize]
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
