//! Outlines at the map's resolution: rings and lines cut where they meet, each part thinned.
//!
//! Positions in degrees in, pixels out. Edges straight in longitude and latitude become lines of
//! the plane that leave them by less than [`DEVIATION`]; thinning keeps the points that hold the
//! line within as much again (D. H. Douglas and T. K. Peucker, 1973). Parts that two outlines share
//! are thinned once and the same for both, so neighbours stay neighbours. Undefined: parts that
//! coincide but not vertex for vertex; each is within the deviation of its original.

use std::collections::HashMap;

use geo::Simplify;
use geo_types::{Coord, LineString, coord};

use super::view::View;
use crate::earth;
use crate::value::Edges;

/// The largest distance of a drawn line from its true place, and again by thinning, pixels.
pub(super) const DEVIATION: f64 = 0.1;

/// The number of points thinned at a time: thinning takes quadratic time at worst.
const AT_A_TIME: usize = 1000;

/// A position, to the bit; the same for both sides of the antimeridian, and one for a pole.
type Key = [u64; 2];

/// The outlines that are drawn together, with the points where they meet.
pub(super) struct Outlines<'a> {
    view: &'a View,
    neighbours: HashMap<Key, Around>,
}

/// The neighbours of a point, in any outline.
#[derive(Clone, Copy)]
enum Around {
    One(Key),
    Two(Key, Key),
    /// The end of an outline, or a point where several part.
    Junction,
}

/// A part of an outline between two junctions, in pixels.
pub(super) struct Arc {
    pub points: Vec<Coord<f64>>,
    pub run: Run,
}

/// The kind of line along which a part runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Limit,
    /// The antimeridian or a pole, where plane maps are cut.
    MapEdge,
}

impl<'a> Outlines<'a> {
    /// Outlines that are to be drawn together.
    pub fn of<'b>(view: &'a View, lines: impl IntoIterator<Item = &'b LineString<f64>>) -> Self {
        let mut outlines = Outlines { view, neighbours: HashMap::new() };
        for line in lines {
            for edge in line.lines() {
                let (a, b) = (key(edge.start), key(edge.end));
                outlines.link(a, b);
                outlines.link(b, a);
            }
            if !line.is_closed() {
                for end in [line.0.first(), line.0.last()].into_iter().flatten() {
                    outlines.neighbours.insert(key(*end), Around::Junction);
                }
            }
        }
        outlines
    }

    fn link(&mut self, from: Key, to: Key) {
        let around = self.neighbours.entry(from).or_insert(Around::One(to));
        *around = match *around {
            Around::One(other) if other != to => Around::Two(other, to),
            Around::Two(one, other) if one != to && other != to => Around::Junction,
            known => known,
        };
    }

    /// The parts of one outline, in its order.
    pub fn arcs(&self, line: &LineString<f64>, edges: Edges) -> Vec<Arc> {
        let mut points = line.0.clone();
        if line.is_closed() && points.len() > 1 {
            points.pop();
            let first = |points: &[Coord<f64>]| {
                (0..points.len()).min_by_key(|&index| key(points[index])).unwrap_or(0)
            };
            let start = points.iter().position(|&point| self.is_junction(point));
            let start = start.unwrap_or_else(|| first(&points));
            points.rotate_left(start);
            points.push(points[0]);
        }
        let mut arcs = Vec::new();
        let mut from = 0;
        for to in 1..points.len() {
            if to + 1 == points.len() || self.is_junction(points[to]) {
                arcs.push(self.arc(&points[from..=to], edges));
                from = to;
            }
        }
        arcs
    }

    fn is_junction(&self, point: Coord<f64>) -> bool {
        point.x.abs() == 180.0
            || point.y.abs() == 90.0
            || matches!(self.neighbours.get(&key(point)), Some(Around::Junction))
    }

    /// The part between two points, the same in either direction.
    fn arc(&self, points: &[Coord<f64>], edges: Edges) -> Arc {
        let keys = |index: usize| (key(points[index]), key(points[points.len() - 1 - index]));
        let (first, last) = keys(0);
        let (second, before) = keys(1);
        let backwards = (first, second) > (last, before);
        let mut ordered = points.to_vec();
        if backwards {
            ordered.reverse();
        }
        let mut dense = Vec::new();
        for pair in ordered.windows(2) {
            let deviation = DEVIATION * self.view.scale();
            earth::subdivide(pair[0], pair[1], edges, deviation, &mut dense);
        }
        dense.extend(ordered.last());
        let pixels: Vec<_> = dense.into_iter().map(|point| self.view.pixel(point)).collect();
        let mut thin = thinned(&pixels);
        if backwards {
            thin.reverse();
        }
        let run = if points.windows(2).all(is_map_edge) { Run::MapEdge } else { Run::Limit };
        Arc { points: thin, run }
    }
}

/// The points of a line that keep it in place.
pub(super) fn thinned(points: &[Coord<f64>]) -> Vec<Coord<f64>> {
    let mut thin: Vec<Coord<f64>> = Vec::new();
    let mut rest = points;
    while rest.len() > 1 {
        let part = &rest[..rest.len().min(AT_A_TIME)];
        thin.pop();
        thin.extend(LineString(part.to_vec()).simplify(DEVIATION).0);
        rest = &rest[part.len() - 1..];
    }
    thin
}

fn is_map_edge(pair: &[Coord<f64>]) -> bool {
    let along = |a: f64, b: f64, end: f64| a.abs() == end && b.abs() == end;
    along(pair[0].x, pair[1].x, 180.0) || along(pair[0].y, pair[1].y, 90.0)
}

fn key(point: Coord<f64>) -> Key {
    let Coord { mut x, y } = point;
    if x == -180.0 {
        x = 180.0;
    }
    if y.abs() == 90.0 {
        x = 0.0;
    }
    // Adding zero turns -0.0 into 0.0.
    let Coord { x, y } = coord! { x: x + 0.0, y: y + 0.0 };
    [x.to_bits(), y.to_bits()]
}
