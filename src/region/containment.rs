//! Containment in a territory: inside, outside, or within a distance of the edge.
//!
//! Longitude, latitude in degrees; distances in metres. Inside is what the rings enclose by the
//! even-odd rule, the edge itself included. Distances to the edge are exact to [`DEVIATION`]. Building
//! takes n log n time.

use geo_types::{Coord, Line};

use super::even_odd::EvenOdd;
use super::territory::Territory;
use super::unrolled::is_pole_edge;
use crate::earth::{self, Vec3};
use crate::index::{BallTree, Nearest};
use crate::planar::Seams;
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
    rings: EvenOdd,
    /// Both ends of every piece along the rings.
    rim: Vec<(Vec3, Vec3)>,
    tree: BallTree,
}

impl Containment {
    pub fn new(territory: &Territory) -> Self {
        let all: Vec<Line<f64>> = territory.edges().collect();
        let rim = rim(&without_seams(&all));
        let tree = BallTree::new(rim.len(), |piece| rim[piece]);
        Containment { rings: EvenOdd::new(&all), rim, tree }
    }

    /// All edges, each once.
    pub fn edges(&self) -> impl Iterator<Item = Line<f64>> + Clone {
        self.rings.edges()
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
        self.rings.holds(p)
    }

    /// `true` if the edge comes nearer to a point than a distance.
    pub fn is_edge_within(&self, p: Vec3, distance: f64) -> bool {
        let mut nearest = Nearest::new(&self.tree, |piece| self.rim[piece]);
        earth::arc_length(nearest.foot(p).point, p) < distance
    }
}

/// The edges without those along the map's edge on whose other side, at ±180°, the territory goes on, and
/// those at a pole, which are points.
fn without_seams(edges: &[Line<f64>]) -> Vec<Line<f64>> {
    let seams = Seams::new(edges.iter().copied());
    let stays = |edge: &&Line<f64>| !seams.go_on(**edge) && !is_pole_edge(edge.start, edge.end);
    edges.iter().filter(stays).copied().collect()
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
