//! Lines cut where they meet, so that they share points only.
//!
//! Longitude, latitude in degrees, edges straight in both. Signs are exact (J. R. Shewchuk,
//! Adaptive precision floating-point arithmetic, 1997); a crossing is rounded once and used by both
//! edges, and where an edge passes an end of another within [`BESIDE`] it is cut at that end. Contours do not cross
//! one another, so they are compared with the other lines only.

use std::collections::HashMap;

use geo_types::{Coord, Line};

use super::boxes;
use super::boxes::Boxes;
use super::orient::turn;

/// A straight edge of one of the lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub line: Line<f64>,
    /// The line to which the edge belongs.
    pub of: u32,
}

/// The number of times that edges are cut anew; each time rounding moves less.
const ROUNDS: usize = 8;

/// The distance at which an end of an edge counts as on another edge, degrees: 0.1 µm. A rounded crossing lies as
/// near the edges that it cuts, and what runs along an edge with such ends then runs along all of it.
const BESIDE: f64 = 1e-12;

/// The largest number of edges in a chain.
const CHAIN: usize = 32;

/// Edges in the order of their kinds: edges of contours, which meet neither one another nor the
/// border; edges of the border; all others.
pub(crate) struct Edges {
    all: Vec<Edge>,
    /// The first edge of the border, and the first of the others.
    starts: [usize; 2],
}

impl Edges {
    pub fn new([mut all, mut border, mut others]: [Vec<Edge>; 3]) -> Self {
        let starts = [all.len(), all.len() + border.len()];
        all.append(&mut border);
        all.append(&mut others);
        Edges { all, starts }
    }

    fn kind(&self, index: usize) -> usize {
        self.starts.iter().filter(|&&start| start <= index).count()
    }
}

/// Cuts the edges where they meet.
pub(crate) fn noded(mut edges: Edges) -> Vec<Edge> {
    for Edge { line, .. } in &mut edges.all {
        // A negative zero would make two points of one.
        line.start = line.start + Coord::zero();
        line.end = line.end + Coord::zero();
    }
    // A rounded crossing moves the edges cut there, so that they may pass other points.
    let mut moved: Option<Vec<bool>> = None;
    for _ in 0..ROUNDS {
        let (noded, new) = cut(&edges, moved.as_deref());
        edges = noded;
        if !new.contains(&true) {
            break;
        }
        moved = Some(new);
    }
    edges.all
}

/// The edges cut where they meet, and `true` for each that is new. All edges, or the moved ones,
/// are compared with the others.
fn cut(edges: &Edges, moved: Option<&[bool]>) -> (Edges, Vec<bool>) {
    let Edges { all, starts } = edges;
    let mut cuts: Vec<(u32, Coord<f64>)> = Vec::new();
    let mut compare = |ones: std::ops::Range<usize>, first: usize| {
        if ones.is_empty() || first == all.len() {
            return;
        }
        let tree = Boxes::new(all[first..].iter().map(|edge| edge.line));
        let is_asked = |index: &usize| moved.is_none_or(|moved| moved[*index]);
        let mut start = ones.start;
        while start < ones.end {
            let chain = start..chain_end(all, start, ones.end, moved);
            start = chain.end;
            let whole = chain.clone().filter(is_asked).map(|index| beside(all[index].line));
            let Some(whole) = whole.reduce(|one, other| boxes::over(&[one, other])) else {
                continue;
            };
            tree.within(&whole, |near| {
                let other = first + near;
                // Edges of a chain meet in their ends only.
                if chain.contains(&other) {
                    return;
                }
                let around = boxes::around(all[other].line);
                let touches = |&index: &usize| boxes::touch(&beside(all[index].line), &around);
                for index in chain.clone().filter(is_asked).filter(touches) {
                    // Each pair once.
                    let again = ones.contains(&other) && is_asked(&other) && other <= index;
                    if !again && edges.kind(index) + edges.kind(other) >= 2 {
                        meet([index, other], [all[index].line, all[other].line], &mut cuts);
                    }
                }
            });
        }
    };
    if moved.is_some() {
        compare(0..all.len(), 0);
    } else {
        compare(0..starts[0], starts[1]);
        compare(starts[0]..all.len(), starts[0]);
    }
    cuts.sort_unstable_by_key(|cut| cut.0);
    let mut noded = Vec::with_capacity(all.len() + cuts.len());
    let mut new = Vec::with_capacity(all.len() + cuts.len());
    let mut cuts = cuts.chunk_by(|a, b| a.0 == b.0).peekable();
    let mut begun = [None, None];
    for (index, edge) in all.iter().enumerate() {
        for (start, begun) in starts.iter().zip(&mut begun) {
            if *start == index {
                *begun = Some(noded.len());
            }
        }
        let Some(own) = cuts.next_if(|own| own[0].0 as usize == index) else {
            noded.extend((edge.line.start != edge.line.end).then_some(*edge));
            new.resize(noded.len(), false);
            continue;
        };
        let Edge { line, of } = *edge;
        let way = line.delta();
        let along = |p: Coord<f64>| (p.x - line.start.x) * way.x + (p.y - line.start.y) * way.y;
        let mut points: Vec<Coord<f64>> = own.iter().map(|cut| cut.1).collect();
        points.sort_by(|&a, &b| along(a).total_cmp(&along(b)));
        points.insert(0, line.start);
        points.push(line.end);
        points.dedup();
        // Repeated points are gone, so no edge has zero length.
        noded.extend(points.windows(2).map(|pair| Edge { line: Line::new(pair[0], pair[1]), of }));
        new.resize(noded.len(), points.len() > 2);
    }
    let starts = begun.map(|begun| begun.unwrap_or(noded.len()));
    (Edges { all: noded, starts }, new)
}

/// The box of an edge and of what counts as on it.
fn beside(line: Line<f64>) -> boxes::Box {
    let [west, south, east, north] = boxes::around(line);
    [west - BESIDE, south - BESIDE, east + BESIDE, north + BESIDE]
}

/// The end of the chain of edges that begins with one: they go on one from another, all the same way
/// in longitude and in latitude. Moved edges are asked one by one.
fn chain_end(all: &[Edge], start: usize, end: usize, moved: Option<&[bool]>) -> usize {
    let signs = |edge: &Edge| {
        let way = edge.line.delta();
        (way.x >= 0.0, way.y >= 0.0)
    };
    let own = signs(&all[start]);
    let most = if moved.is_some() { start + 1 } else { end.min(start + CHAIN) };
    let goes_on = |&index: &usize| {
        all[index].line.start == all[index - 1].line.end && signs(&all[index]) == own
    };
    (start + 1..most).take_while(goes_on).last().map_or(start + 1, |last| last + 1)
}

/// The points where two edges meet inside one of them.
fn meet(at: [usize; 2], lines: [Line<f64>; 2], cuts: &mut Vec<(u32, Coord<f64>)>) {
    let [a, b] = lines;
    let side = |line: Line<f64>, p: Coord<f64>| turn(line.start, line.end, p);
    let (b_of_a, a_of_b) = ([side(a, b.start), side(a, b.end)], [side(b, a.start), side(b, a.end)]);
    let apart = |sides: [f64; 2]| sides[0] * sides[1] > 0.0;
    let clear = |line: Line<f64>, sides: [f64; 2]| {
        apart(sides) && !sides.iter().any(|&side| is_beside(line, side))
    };
    if clear(a, b_of_a) || clear(b, a_of_b) {
        return;
    }
    let mut touched = false;
    for (this, that, sides) in [(0, 1, b_of_a), (1, 0, a_of_b)] {
        let (line, other) = (lines[this], lines[that]);
        for (end, side) in [other.start, other.end].into_iter().zip(sides) {
            touched |= side == 0.0;
            if end != line.start && end != line.end && is_along(line, end, side) {
                cuts.push((at[this] as u32, end));
                touched = true;
            }
        }
    }
    if !(touched || apart(b_of_a) || apart(a_of_b)) {
        let share = b_of_a[0] / (b_of_a[0] - b_of_a[1]);
        let crossing = b.start + b.delta() * share.clamp(0.0, 1.0);
        cuts.extend(at.map(|index| (index as u32, crossing)));
    }
}

/// `true` if a point with this turn lies on the line through an edge, or a hair beside it.
fn is_beside(line: Line<f64>, side: f64) -> bool {
    side.abs() <= BESIDE * line.dx().abs().max(line.dy().abs())
}

/// `true` if a point with this turn lies on an edge, or a hair beside it, and between its ends.
fn is_along(line: Line<f64>, p: Coord<f64>, side: f64) -> bool {
    if !is_beside(line, side) {
        return false;
    }
    if side == 0.0 {
        return boxes::holds(&boxes::around(line), p);
    }
    // The map's edge stays where it is.
    let is_on_edge = |p: Coord<f64>| p.x.abs() == 180.0 || p.y.abs() == 90.0;
    if is_on_edge(line.start) && is_on_edge(line.end) {
        return false;
    }
    let (from, way) = (p - line.start, line.delta());
    let (along, whole) = (from.x * way.x + from.y * way.y, way.x * way.x + way.y * way.y);
    0.0 < along && along < whole
}

/// The points at which exactly one edge ends.
pub(crate) fn loose(noded: &[Edge], points: &[Coord<f64>]) -> Vec<Coord<f64>> {
    if points.is_empty() {
        return Vec::new();
    }
    let key = |c: Coord<f64>| [c.x.to_bits(), c.y.to_bits()];
    let mut ends: HashMap<[u64; 2], u32> = points.iter().map(|&point| (key(point), 0)).collect();
    for end in noded.iter().flat_map(|edge| [edge.line.start, edge.line.end]) {
        if let Some(count) = ends.get_mut(&key(end)) {
            *count += 1;
        }
    }
    points.iter().copied().filter(|&point| ends.remove(&key(point)) == Some(1)).collect()
}

/// Lines that close gaps: from each of these ends to the nearest edge within `reach` (degrees of
/// latitude) that does not end there, and a little on.
pub(crate) fn bridges(noded: &[Edge], ends: &[Coord<f64>], reach: f64) -> Vec<Line<f64>> {
    let tree = Boxes::new(noded.iter().map(|edge| edge.line));
    let bridge = |&end: &Coord<f64>| -> Option<Line<f64>> {
        let wide = end.y.to_radians().cos().max(1e-6);
        let area = [end.x - reach / wide, end.y - reach, end.x + reach / wide, end.y + reach];
        let gap = |p: Coord<f64>| ((p.x - end.x) * wide).hypot(p.y - end.y);
        // With the edge's own end where that is nearest: a line that goes on from it may end there.
        let mut nearest: Option<(Coord<f64>, bool)> = None;
        tree.within(&area, |index| {
            let line = noded[index].line;
            if line.start == end || line.end == end {
                return;
            }
            let way = line.delta();
            let from = end - line.start;
            let along = from.x * way.x * wide * wide + from.y * way.y;
            let share = along / (way.x * way.x * wide * wide + way.y * way.y);
            let (point, is_end) = match share {
                share if share <= 0.0 => (line.start, true),
                share if share >= 1.0 => (line.end, true),
                share => (line.start + way * share, false),
            };
            if nearest.is_none_or(|nearest| gap(point) < gap(nearest.0)) {
                nearest = Some((point, is_end));
            }
        });
        let (nearest, is_end) = nearest.filter(|&(nearest, _)| gap(nearest) <= reach)?;
        Some(Line::new(end, if is_end { nearest } else { nearest + (nearest - end) * 0.1 }))
    };
    ends.iter().filter_map(bridge).collect()
}
