//! Straightens a drawn ring: replaces several edges that run nearly straight on by one.
//!
//! Longitude, latitude in degrees, lengths in metres. Every chord of a long edge of the border
//! leaves vertices beside its ends, and so does every vertex of a border that hardly turns. From a
//! vertex kept, the edge grows while all the vertices it passes lie within `reach` of it, less the
//! bulge of the edges beside them, and none falls back (the wedge of `wedge`, greedy); so the new
//! edge and the edges it replaces stay within `reach` of one another, bulges included.
//!
//! An edge straight on the map is straight in any scale of its axes; a vertex is measured in the
//! scale of the map at that vertex. Between two vertices whose scales differ by no more than
//! [`UNEVEN`] the measure is right to a quarter of a percent.

use geo_types::Coord;

use super::graph::Wedge;
use crate::earth::{self, Vec3};

/// The largest extent of a joined edge in longitude, degrees: the short way around must stay the
/// one that the vertices took.
const WIDEST: f64 = 90.0;

/// The largest ratio of the scales at both ends of an edge that is joined to others.
const UNEVEN: f64 = 1.1;

/// The distance from a pole within which no edges are joined, as a multiple of the reach: the map's
/// scale differs there between both sides of a vertex.
const AROUND_POLE: f64 = 1_000.0;

/// A vertex of a drawn ring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vertex {
    pub at: Coord<f64>,
    /// The metres in a degree of longitude here, and in a degree of latitude.
    scale: (f64, f64),
    /// The largest distance of the boundary from the edge from here to the next vertex, metres.
    bulge: f64,
}

impl Vertex {
    /// The vertex drawn at `at` for the point `p` of the surface.
    pub fn new(at: Coord<f64>, p: Vec3, bulge: f64) -> Self {
        // The radii of curvature: across the meridian N = |gradient|, along it N³(1 - e²)/a².
        let across2 = earth::gradient(p).norm2();
        let along = across2 * across2.sqrt() * ((1.0 - earth::E2) / (earth::A * earth::A));
        let scale = (p.x.hypot(p.y).to_radians(), along.to_radians());
        Vertex { at, scale, bulge }
    }
}

/// The vertices that a closed ring needs; its last vertex repeats its first; `reach` in metres.
pub(super) fn straighten(ring: &[Vertex], reach: f64) -> Vec<Coord<f64>> {
    let mut kept = Vec::with_capacity(ring.len());
    let mut anchor = 0;
    while anchor < ring.len() {
        kept.push(ring[anchor].at);
        anchor = farthest(ring, anchor, reach);
    }
    kept.shrink_to_fit();
    kept
}

/// The farthest vertex to which one edge from `anchor` may run.
fn farthest(ring: &[Vertex], anchor: usize, reach: f64) -> usize {
    let mut wedge = Wedge::default();
    let mut farthest2 = 0.0;
    let mut end = anchor + 1;
    while let [before, here, next] = ring.get(end - 1..end + 2).unwrap_or_default() {
        let room = reach - before.bulge.max(here.bulge);
        if room <= 0.0 || !even(before, here) || !even(here, next) || here.is_polar(reach) {
            break;
        }
        wedge.narrow(way(&ring[anchor], here), here.scale, room);
        let (x, y) = way(&ring[anchor], next);
        let r2 = x * x + y * y;
        if r2 < farthest2 || x.abs() > WIDEST || !wedge.holds((x, y)) {
            break;
        }
        farthest2 = r2;
        end += 1;
    }
    end
}

impl Vertex {
    fn is_polar(&self, reach: f64) -> bool {
        self.scale.0.to_degrees() < AROUND_POLE * reach
    }
}

fn even(a: &Vertex, b: &Vertex) -> bool {
    let (one, other) = (a.scale.0, b.scale.0);
    one <= UNEVEN * other && other <= UNEVEN * one
}

/// The way from one vertex to another, the short way around the Earth.
fn way(from: &Vertex, to: &Vertex) -> (f64, f64) {
    let way = earth::way(from.at, to.at);
    (way.x, way.y)
}
