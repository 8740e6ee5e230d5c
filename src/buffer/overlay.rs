//! Nested contours laid over a territory: the bands between them, cut to it, sharing their edges.
//!
//! Longitude, latitude in degrees, edges straight in both; everything runs with its inside on the
//! left. Contours are cut a degree beyond the map's edge (see `seam`), so that they cross a
//! territory's edge along it like any other. Contours of different depths do not cross one
//! another, so only their crossings with the territory's edge have to be found. They cut contours
//! and edge into chains; a band's boundary is made of the chains of its outer contour inside the
//! territory, those of its inner contour backwards, and the chains of the edge between the two. A
//! chain is computed once and used by both bands that meet there, so neighbours share their edges
//! vertex for vertex. (K. Weiler and P. Atherton, Hidden surface removal using polygon area
//! sorting, 1977, for the walk.)

use std::collections::HashMap;

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo_types::{Coord, Line, LineString, MultiPolygon, Polygon};
use robust::{Coord as Exact, orient2d};
use rstar::{AABB, RTree, RTreeObject, primitives::GeomWithData};

use super::assemble;

/// Where a contour crosses the territory's edge.
#[derive(Debug, Clone, Copy)]
struct Crossing {
    level: usize,
    point: Coord<f64>,
    /// Which ring and edge of its contour, and how far along the edge.
    contour: (usize, usize, f64),
    /// Which ring and edge of the territory, and how far along the edge.
    edge: (usize, usize, f64),
    /// Whether the contour enters the territory here; the edge then leaves the zone.
    enters: bool,
}

/// A run of points between two crossings, or a closed ring without any.
#[derive(Debug, Clone)]
struct Chain {
    from: Option<usize>,
    to: Option<usize>,
    points: Vec<Coord<f64>>,
}

/// The polygons of each band between successive contours, cut to the territory; `None` when edge
/// and contours touch in a way that leaves it open what is inside.
pub(super) fn bands(
    contours: &[Vec<LineString<f64>>],
    territory: &Polygon<f64>,
    border_edge: impl Fn(Line<f64>) -> bool,
) -> Option<Vec<MultiPolygon<f64>>> {
    let edges: Vec<LineString<f64>> = std::iter::once(oriented(territory.exterior(), Turn::Left))
        .chain(territory.interiors().iter().map(|ring| oriented(ring, Turn::Right)))
        .collect();
    let crossings = crossings(contours, &edges, border_edge)?;
    let mut rings = vec![Vec::new(); contours.len()];
    let mut chains = vec![Vec::new(); contours.len()];
    for (level, contour) in contours.iter().enumerate() {
        for (index, ring) in contour.iter().enumerate() {
            let own =
                sorted(&crossings, |c| (c.level, c.contour.0) == (level, index), |c| c.contour);
            for (chain, enters) in split(ring, &own, &crossings) {
                match enters {
                    Some(true) => chains[level].push(chain),
                    None if holds(territory, &chain) => rings[level].push(chain),
                    _ => {}
                }
            }
        }
    }
    let mut along = vec![Vec::new(); contours.len() + 1];
    for (index, ring) in edges.iter().enumerate() {
        let own = sorted(&crossings, |c| c.edge.0 == index, |c| c.edge);
        for (chain, _) in split(ring, &own, &crossings) {
            let level = level(&chain, &crossings, contours)?;
            along[level].push(chain);
        }
    }
    (0..contours.len())
        .map(|level| {
            let mut pieces = along[level].clone();
            pieces.extend(rings[level].iter().chain(&chains[level]).cloned());
            if level > 0 {
                pieces
                    .extend(rings[level - 1].iter().chain(&chains[level - 1]).map(Chain::reversed));
            }
            Some(assemble::polygons(join(pieces)?))
        })
        .collect()
}

enum Turn {
    Left,
    Right,
}

fn oriented(ring: &LineString<f64>, turn: Turn) -> LineString<f64> {
    let counter_clockwise = crate::earth::ring_area_m2(ring) > 0.0;
    let mut ring = ring.clone();
    if counter_clockwise != matches!(turn, Turn::Left) {
        ring.0.reverse();
    }
    ring
}

/// Whether a point lies left of a line; `None` when it lies on it.
fn left(line: Line<f64>, point: Coord<f64>) -> Option<bool> {
    let exact = |c: Coord<f64>| Exact { x: c.x, y: c.y };
    let turn = orient2d(exact(line.start), exact(line.end), exact(point));
    (turn != 0.0).then_some(turn > 0.0)
}

/// Whether a territory's edge runs along the antimeridian or a pole.
fn is_map_edge(edge: Line<f64>) -> bool {
    let along = |a: f64, b: f64, end: f64| a == b && a.abs() == end;
    along(edge.start.x, edge.end.x, 180.0) || along(edge.start.y, edge.end.y, 90.0)
}

fn envelope(line: Line<f64>) -> AABB<[f64; 2]> {
    AABB::from_corners([line.start.x, line.start.y], [line.end.x, line.end.y])
}

fn crossings(
    contours: &[Vec<LineString<f64>>],
    edges: &[LineString<f64>],
    border_edge: impl Fn(Line<f64>) -> bool,
) -> Option<Vec<Crossing>> {
    // No contour comes near the border itself.
    let free: Vec<_> = edges
        .iter()
        .enumerate()
        .flat_map(|(ring, edge)| edge.lines().enumerate().map(move |(i, line)| (line, ring, i)))
        .filter(|(line, ..)| !border_edge(*line))
        .map(|(line, ring, i)| GeomWithData::new(Boxed(line), (ring, i)))
        .collect();
    let tree = RTree::bulk_load(free);
    let mut found = Vec::new();
    for (level, contour) in contours.iter().enumerate() {
        for (ring, line) in contour.iter().enumerate() {
            for (index, segment) in line.lines().enumerate() {
                for near in tree.locate_in_envelope_intersecting(&envelope(segment)) {
                    let edge = near.geom().0;
                    // Contours go on beyond the map's edge: what lies on it is inside.
                    let side = |p| left(edge, p).or(is_map_edge(edge).then_some(true));
                    let (start, end) = (side(segment.start)?, side(segment.end)?);
                    if start == end || left(segment, edge.start)? == left(segment, edge.end)? {
                        continue;
                    }
                    let (t, u) = parameters(segment, edge);
                    found.push(Crossing {
                        level,
                        point: segment.start + segment.delta() * t,
                        contour: (ring, index, t),
                        edge: (near.data.0, near.data.1, u),
                        enters: end,
                    });
                }
            }
        }
    }
    Some(found)
}

/// An edge in the tree of edges.
struct Boxed(Line<f64>);

impl RTreeObject for Boxed {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(self.0)
    }
}

/// Where two crossing lines cross, as a share of each.
fn parameters(a: Line<f64>, b: Line<f64>) -> (f64, f64) {
    let (da, db, ab) = (a.delta(), b.delta(), b.start - a.start);
    let cross = |v: Coord<f64>, w: Coord<f64>| v.x * w.y - v.y * w.x;
    let determinant = cross(da, db);
    let share = |t: f64| if t.is_finite() { t.clamp(0.0, 1.0) } else { 0.5 };
    (share(cross(ab, db) / determinant), share(cross(ab, da) / determinant))
}

/// The crossings that satisfy a condition, in the order in which a ring meets them.
fn sorted(
    crossings: &[Crossing],
    keep: impl Fn(&Crossing) -> bool,
    place: impl Fn(&Crossing) -> (usize, usize, f64),
) -> Vec<(usize, usize)> {
    let mut own: Vec<usize> = (0..crossings.len()).filter(|&i| keep(&crossings[i])).collect();
    own.sort_by(|&a, &b| {
        let (a, b) = (place(&crossings[a]), place(&crossings[b]));
        a.1.cmp(&b.1).then(a.2.total_cmp(&b.2))
    });
    own.into_iter().map(|i| (i, place(&crossings[i]).1)).collect()
}

/// The chains into which crossings (with the ring's edges they lie on) cut a ring, each with
/// whether it starts by entering the territory; the ring itself, and `None`, where there are none.
fn split(
    ring: &LineString<f64>,
    own: &[(usize, usize)],
    crossings: &[Crossing],
) -> Vec<(Chain, Option<bool>)> {
    let points = &ring.0[..ring.0.len() - 1];
    if own.is_empty() {
        return vec![(Chain { from: None, to: None, points: points.to_vec() }, None)];
    }
    (0..own.len())
        .map(|i| {
            let ((from, first), (to, last)) = (own[i], own[(i + 1) % own.len()]);
            let around = if i + 1 == own.len() { points.len() } else { 0 };
            let between = (first + 1..=last + around).map(|k| points[k % points.len()]);
            let mut chain = vec![crossings[from].point];
            chain.extend(between);
            chain.push(crossings[to].point);
            let enters = Some(crossings[from].enters);
            (Chain { from: Some(from), to: Some(to), points: chain }, enters)
        })
        .collect()
}

/// Whether a ring that does not cross the territory's edge lies inside.
fn holds(territory: &Polygon<f64>, chain: &Chain) -> bool {
    territory.coordinate_position(&chain.points[0]) == CoordPos::Inside
}

/// Between which contours a chain of the territory's edge runs; `None` if its ends disagree.
fn level(
    chain: &Chain,
    crossings: &[Crossing],
    contours: &[Vec<LineString<f64>>],
) -> Option<usize> {
    let (Some(from), Some(to)) = (chain.from, chain.to) else {
        let inside = |contour: &Vec<LineString<f64>>| {
            let zone = assemble::polygons(contour.clone());
            zone.coordinate_position(&chain.points[0]) == CoordPos::Inside
        };
        return Some(contours.iter().position(inside).unwrap_or(contours.len()));
    };
    // Where the contour enters, the edge leaves its zone.
    let after = crossings[from].level + usize::from(crossings[from].enters);
    let before = crossings[to].level + usize::from(!crossings[to].enters);
    (after == before).then_some(after)
}

impl Chain {
    fn reversed(&self) -> Chain {
        let points = self.points.iter().rev().copied().collect();
        Chain { from: self.to, to: self.from, points }
    }
}

/// Chains joined into closed rings; `None` if one leads nowhere.
fn join(pieces: Vec<Chain>) -> Option<Vec<LineString<f64>>> {
    let mut rings = Vec::new();
    let mut open: HashMap<usize, Chain> = HashMap::new();
    for piece in pieces {
        match piece.from {
            Some(from) => {
                if open.insert(from, piece).is_some() {
                    return None;
                }
            }
            None => rings.push(piece.points),
        }
    }
    let mut starts: Vec<usize> = open.keys().copied().collect();
    starts.sort_unstable();
    for start in starts {
        let Some(first) = open.remove(&start) else { continue };
        let (mut points, mut at) = (first.points, first.to?);
        while at != start {
            let next = open.remove(&at)?;
            points.extend(next.points);
            at = next.to?;
        }
        rings.push(points);
    }
    Some(rings.into_iter().filter_map(closed).collect())
}

fn closed(mut points: Vec<Coord<f64>>) -> Option<LineString<f64>> {
    points.dedup();
    if points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return None;
    }
    points.push(points[0]);
    Some(LineString(points))
}
