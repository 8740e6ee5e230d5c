//! Edges bent to the grid points within half a unit of them.
//!
//! Coordinates in units, so that grid points are whole numbers, and halves are exact. A grid point
//! to which a vertex or a crossing rounds is hot, and its pixel is the open square of side one
//! around it. An edge becomes the chain of the hot points whose pixels it passes, in its order.
//! Every edge is treated in one direction, so both polygons beside it get the same chain. Signs are
//! exact, and a chain goes on along both axes, so it stays within half a unit of its edge and in
//! the box of its rounded ends.

use std::cmp::Ordering;

use geo_types::{Coord, Line, LineString};
use rstar::{AABB, RTree, RTreeObject};

use crate::planar::crossings::cross;
use crate::planar::orient::turn;

/// Snaps the rings of all polygons of a layer; repeated points are dropped.
pub(super) fn snap(layer: &mut [Vec<LineString<f64>>]) {
    let rings = || layer.iter().flatten();
    let mut edges: Vec<Line<f64>> = rings().flat_map(LineString::lines).map(directed).collect();
    edges.sort_unstable_by(order);
    edges.dedup();
    let crossings = crossings(&edges);

    let ends = edges.iter().flat_map(|edge| [edge.start, edge.end]).map(round);
    let mut hot: Vec<Coord<f64>> =
        ends.chain(crossings.iter().map(|crossing| crossing.1)).collect();
    hot.sort_unstable_by(by_place);
    hot.dedup();
    let hot = RTree::bulk_load(hot.into_iter().map(|p| [p.x, p.y]).collect());

    let mut crossings = crossings.chunk_by(|a, b| a.0 == b.0).peekable();
    let chains: Vec<Vec<Coord<f64>>> = edges
        .iter()
        .enumerate()
        .map(|(index, edge)| {
            let crossed = crossings.next_if(|own| own[0].0 == index).unwrap_or_default();
            chain(edge, crossed.iter().map(|crossing| crossing.1), &hot)
        })
        .collect();
    for ring in layer.iter_mut().flatten() {
        let mut points: Vec<Coord<f64>> = Vec::with_capacity(ring.0.len());
        for line in ring.lines() {
            let edge = directed(line);
            let Ok(index) = edges.binary_search_by(|other| order(other, &edge)) else { continue };
            let chain = &chains[index];
            if edge == line {
                points.extend(chain);
            } else {
                points.extend(chain.iter().rev());
            }
        }
        points.dedup();
        ring.0 = points;
    }
}

/// An edge in the direction in which all polygons see it.
fn directed(edge: Line<f64>) -> Line<f64> {
    match by_place(&edge.start, &edge.end) {
        Ordering::Greater => Line::new(edge.end, edge.start),
        _ => edge,
    }
}

fn by_place(a: &Coord<f64>, b: &Coord<f64>) -> Ordering {
    a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
}

fn order(a: &Line<f64>, b: &Line<f64>) -> Ordering {
    by_place(&a.start, &b.start).then_with(|| by_place(&a.end, &b.end))
}

/// The grid points where edges cross, each with the index of one of the two edges; sorted by the
/// index.
fn crossings(edges: &[Line<f64>]) -> Vec<(usize, Coord<f64>)> {
    let tree = RTree::bulk_load(edges.to_vec());
    let mut crossings = Vec::new();
    for (index, edge) in edges.iter().enumerate() {
        let near = tree.locate_in_envelope_intersecting(&edge.envelope());
        for other in near.filter(|other| order(edge, other).is_lt() && cross(edge, other)) {
            let point = crossing(edge, other);
            crossings.push((index, point));
            crossings.extend(edges.binary_search_by(|it| order(it, other)).map(|it| (it, point)));
        }
    }
    crossings.sort_unstable_by_key(|crossing| crossing.0);
    crossings
}

/// The grid point nearest to the crossing of two edges, in the boxes of their rounded ends.
fn crossing(a: &Line<f64>, b: &Line<f64>) -> Coord<f64> {
    let side = |end| turn(b.start, b.end, end);
    let (start, end) = (side(a.start), side(a.end));
    let p = round(a.start + a.delta() * (start / (start - end)));
    let [a, b] = [a, b].map(rounded_box);
    let within =
        |p: f64, of: fn(Coord<f64>) -> f64| p.max(of(a.0)).max(of(b.0)).min(of(a.1)).min(of(b.1));
    Coord { x: within(p.x, |c| c.x), y: within(p.y, |c| c.y) }
}

/// The chain of grid points that an edge becomes.
fn chain(
    edge: &Line<f64>,
    crossed: impl Iterator<Item = Coord<f64>>,
    hot: &RTree<[f64; 2]>,
) -> Vec<Coord<f64>> {
    let (start, end) = (round(edge.start), round(edge.end));
    let (low, high) = rounded_box(edge);
    let inside = AABB::from_corners([low.x, low.y], [high.x, high.y]);
    let near = hot.locate_in_envelope(&inside).map(|&[x, y]| Coord { x, y });
    let mut points: Vec<Coord<f64>> =
        near.filter(|&point| passes(edge, point)).chain(crossed).collect();
    // An edge goes one way along both axes.
    let way = |point: Coord<f64>| (point.x - start.x).abs() + (point.y - start.y).abs();
    points.sort_by(|&a, &b| way(a).total_cmp(&way(b)).then(by_place(&a, &b)));
    let mut chain = vec![start];
    for point in points {
        let last = chain[chain.len() - 1];
        let goes_on =
            |of: fn(Coord<f64>) -> f64| (of(point) - of(last)) * (of(end) - of(start)) >= 0.0;
        if goes_on(|c| c.x) && goes_on(|c| c.y) {
            chain.push(point);
        }
    }
    chain.push(end);
    chain.dedup();
    chain
}

/// `true` if an edge passes the pixel around a grid point.
fn passes(edge: &Line<f64>, center: Coord<f64>) -> bool {
    let overlaps = |a: f64, b: f64, c: f64| a.min(b) < c + 0.5 && c - 0.5 < a.max(b);
    if !overlaps(edge.start.x, edge.end.x, center.x)
        || !overlaps(edge.start.y, edge.end.y, center.y)
    {
        return false;
    }
    let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
    let sides = corners
        .map(|(x, y)| turn(edge.start, edge.end, Coord { x: center.x + x, y: center.y + y }));
    sides.iter().any(|&side| side > 0.0) && sides.iter().any(|&side| side < 0.0)
}

/// The corners of the box of an edge's rounded ends.
fn rounded_box(edge: &Line<f64>) -> (Coord<f64>, Coord<f64>) {
    let (a, b) = (round(edge.start), round(edge.end));
    let low = Coord { x: a.x.min(b.x), y: a.y.min(b.y) };
    (low, Coord { x: a.x.max(b.x), y: a.y.max(b.y) })
}

fn round(point: Coord<f64>) -> Coord<f64> {
    // Adding zero turns -0.0 into 0.0.
    Coord { x: point.x.round() + 0.0, y: point.y.round() + 0.0 }
}
