//! Tests whether polygons tile: no overlap, and shared edges shared vertex for vertex.
//!
//! Longitude and latitude in degrees. Gaps show in the edges that are not shared: these bound the
//! whole, and one that lies inside the whole bounds a gap. The edges themselves do not show which
//! do, so they are returned.

use std::collections::HashMap;

use geo::Area;
use geo_types::{Coord, Line, LineString, MultiPolygon, Polygon};

use super::check::is_map_edge;
use super::meeting::{Edges, Fault, Meeting};

/// The number of faults named.
const ENOUGH: usize = 20;

/// The findings about some parts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TilingReport {
    /// The number of edges that two parts share.
    pub shared: usize,
    /// The edges of one part alone, with its number: the rings of the whole, if there is no gap, without
    /// those along the antimeridian or a pole, where the map is cut.
    pub outline: Vec<(usize, Line<f64>)>,
    /// The places where parts overlap, or share a line but not its vertices.
    pub faults: Vec<Fault>,
}

/// Compares the edges of valid multipolygons, with their names in reports.
pub fn check(parts: &[(&str, &MultiPolygon<f64>)]) -> TilingReport {
    let wound: Vec<MultiPolygon<f64>> = parts.iter().map(|(_, part)| wound(part)).collect();
    let edges = Edges::new(&wound.iter().collect::<Vec<_>>());
    let name = |part: usize| parts.get(part).map_or("", |part| part.0);
    let mut report = TilingReport::default();

    let mut owners: HashMap<[u64; 4], usize> = HashMap::new();
    for edge in edges.iter() {
        *owners.entry(key(edges.ends(edge)).0).or_default() += 1;
    }
    for edge in edges.iter() {
        let [start, end] = edges.ends(edge);
        match owners.get(&key([start, end]).0) {
            Some(2..) => report.shared += 1,
            _ if is_map_edge(&Line { start, end }) => {}
            _ => report.outline.push((edges.rings[edge.0].part, Line { start, end })),
        }
    }
    report.shared /= 2;

    let faults = &mut report.faults;
    edges.meetings(|one, other, meeting| {
        let parts = [one, other].map(|edge| edges.rings[edge.0].part);
        if parts[0] == parts[1] {
            return true;
        }
        let is_one = || key(edges.ends(one)).0 == key(edges.ends(other)).0;
        let is_opposite = || key(edges.ends(one)).1 != key(edges.ends(other)).1;
        let (verb, at) = match meeting {
            Meeting::Along(_) if is_one() && is_opposite() => return true,
            Meeting::Along(at) if is_one() => ("overlaps", at),
            Meeting::Along(at) => ("shares a line but not its vertices with", at),
            Meeting::Crossing(at) => ("overlaps", at),
            Meeting::Touching(at) if edges.pass_through(one, other, at) => ("overlaps", at),
            Meeting::Touching(_) => return true,
        };
        let fault = Fault { what: format!("{} {verb} {}", name(parts[0]), name(parts[1])), at };
        if !faults.contains(&fault) {
            faults.push(fault);
        }
        faults.len() < ENOUGH
    });
    report
}

/// The polygons with the inside on the left of every edge.
fn wound(polygons: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let ring = |ring: &LineString<f64>, left: bool| {
        let is_left = Polygon::new(ring.clone(), vec![]).signed_area() > 0.0;
        let mut points = ring.0.clone();
        if is_left != left {
            points.reverse();
        }
        LineString(points)
    };
    let polygon = |polygon: &Polygon<f64>| {
        let holes = polygon.interiors().iter().map(|hole| ring(hole, false));
        Polygon::new(ring(polygon.exterior(), true), holes.collect())
    };
    polygons.iter().map(polygon).collect()
}

/// An edge in a canonical direction, and `true` if it runs that way.
fn key([a, b]: [Coord<f64>; 2]) -> ([u64; 4], bool) {
    let forward = (a.x, a.y) <= (b.x, b.y);
    let [low, high] = if forward { [a, b] } else { [b, a] };
    // Adding zero turns -0.0 into 0.0.
    ([low.x, low.y, high.x, high.y].map(|value| (value + 0.0).to_bits()), forward)
}
