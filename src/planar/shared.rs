//! The lines along which areas that tile a part of the map meet.
//!
//! Longitude, latitude in degrees. Neighbours share their edges vertex for vertex, each with its
//! inside on the left, so a shared edge runs one way in one area and the other way in the other.
//! -180° is 180°: areas cut at the antimeridian meet there too.

use std::collections::HashMap;

use geo_types::{Coord, Line, LineString, MultiPolygon};

use super::polygons::polygon_rings;
use super::seams::is_on_edge;

/// A line between two areas, the first on its left; the second has the larger number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shared {
    pub between: [usize; 2],
    pub line: LineString<f64>,
}

/// The lines that areas share, in the order of the areas and of their rings.
pub(crate) fn shared(areas: &[MultiPolygon<f64>]) -> Vec<Shared> {
    let rings = |area: usize| areas[area].iter().flat_map(polygon_rings);
    let mut owners: HashMap<[u64; 4], usize> = HashMap::new();
    for area in 0..areas.len() {
        let edges = rings(area).flat_map(LineString::lines);
        owners.extend(edges.map(|Line { start, end }| (key(start, end), area)));
    }
    let mut lines = Vec::new();
    for area in 0..areas.len() {
        let beyond = |edge: &Line<f64>| {
            owners.get(&key(edge.end, edge.start)).copied().filter(|&other| other > area)
        };
        for ring in rings(area) {
            let mut edges: Vec<(Line<f64>, Option<usize>)> =
                ring.lines().map(|edge| (edge, beyond(&edge))).collect();
            // The ring may begin in the middle of a line.
            let turn = edges.windows(2).position(|pair| pair[0].1 != pair[1].1);
            edges.rotate_left(turn.map_or(0, |before| before + 1));
            for same in edges.chunk_by(|a, b| a.1 == b.1) {
                let Some(other) = same[0].1 else { continue };
                let ends = same.iter().map(|(edge, _)| edge.end);
                let line = std::iter::once(same[0].0.start).chain(ends).collect();
                lines.push(Shared { between: [area, other], line });
            }
        }
    }
    lines
}

/// An edge, the same on both sides of the antimeridian.
fn key(start: Coord<f64>, end: Coord<f64>) -> [u64; 4] {
    let is_seam = is_on_edge(Line::new(start, end));
    // A negative zero would make two points of one.
    let x = |p: Coord<f64>| if is_seam { 180.0 } else { p.x + 0.0 };
    [x(start), start.y + 0.0, x(end), end.y + 0.0].map(f64::to_bits)
}
