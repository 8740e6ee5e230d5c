//! The faces into which noded edges divide the map.
//!
//! Longitude, latitude in degrees. Each edge has two halves; the half after one is the next
//! clockwise from its reverse around its head, so that a face is walked with its inside on the left
//! (D. E. Muller and F. P. Preparata, Finding the intersection of two convex polyhedra, 1978).
//! Edges that bound nothing, because one of their ends is loose, are left out. A face with holes
//! has one cycle of halves for each of its rings.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use geo_types::{Coord, Line, LineString};

use super::noding::Edge;
use super::orient::turn;

/// Mixes the bits of coordinates; nobody hostile chooses them, so no protection is needed.
#[derive(Debug, Default)]
struct Mixing(u64);

impl Hasher for Mixing {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word ^ word >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, _: usize) {}
}

/// No number of a node or a cycle.
const NONE: u32 = u32::MAX;

/// Half of an edge: twice the edge's index, plus one when it runs backwards.
pub(crate) type Half = usize;

/// The division of the map.
#[derive(Debug)]
pub(crate) struct Faces {
    nodes: Vec<Coord<f64>>,
    /// The ends of every edge.
    edges: Vec<[u32; 2]>,
    /// The lines to which each edge belongs, once for each time, and `true` where the edge runs as
    /// the line does; edge by edge.
    lines: Vec<(u32, bool)>,
    /// The first of each edge's lines, and their number.
    firsts: Vec<u32>,
    /// The edges left out, because they bound nothing.
    left_out: Vec<Edge>,
    next: Vec<u32>,
    /// The cycle of every half.
    cycles: Vec<u32>,
    cycle_count: usize,
}

impl Faces {
    pub fn new(noded: &[Edge]) -> Self {
        let mut nodes: Vec<Coord<f64>> = Vec::new();
        let mut known: HashMap<[u64; 2], u32, BuildHasherDefault<Mixing>> =
            HashMap::with_capacity_and_hasher(noded.len(), BuildHasherDefault::default());
        let mut node = |c: Coord<f64>| {
            *known.entry([c.x.to_bits(), c.y.to_bits()]).or_insert_with(|| {
                nodes.push(c);
                nodes.len() as u32 - 1
            })
        };
        let mut last = None;
        let mut sided: Vec<([u32; 2], u32, bool)> = noded
            .iter()
            .map(|edge| {
                let Line { start, end } = edge.line;
                // Most edges go on from the one before.
                let before = last.filter(|&(point, _)| point == start).map(|(_, node)| node);
                let a = before.unwrap_or_else(|| node(start));
                let b = node(end);
                last = Some((end, b));
                ([a.min(b), a.max(b)], edge.of, a < b)
            })
            .collect();
        // Almost in order: each line's nodes are numbered as it runs.
        sided.sort();
        let loose = loose(nodes.len(), &sided);
        let (mut edges, mut lines, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
        let mut firsts = Vec::new();
        for (same, is_loose) in sided.chunk_by(|a, b| a.0 == b.0).zip(loose) {
            if is_loose {
                let [a, b] = same[0].0.map(|node| nodes[node as usize]);
                left_out.extend(same.iter().map(|&(_, of, _)| Edge { line: Line::new(a, b), of }));
                continue;
            }
            firsts.push(lines.len() as u32);
            lines.extend(same.iter().map(|&(_, of, forward)| (of, forward)));
            edges.push(same[0].0);
        }
        firsts.push(lines.len() as u32);
        let next = successors(&nodes, &edges);
        let (cycles, cycle_count) = cycles(&next);
        Faces { nodes, edges, lines, firsts, left_out, next, cycles, cycle_count }
    }

    pub fn halves(&self) -> std::ops::Range<Half> {
        0..self.next.len()
    }

    /// The edges left out, because they bound nothing.
    pub fn left_out(&self) -> &[Edge] {
        &self.left_out
    }

    /// The cycle of a half.
    pub fn cycle(&self, half: Half) -> usize {
        self.cycles[half] as usize
    }

    pub(super) fn node_count(&self) -> usize {
        self.nodes.len()
    }

    pub fn cycle_count(&self) -> usize {
        self.cycle_count
    }

    /// The start and the end of a half.
    pub fn ends(&self, half: Half) -> (Coord<f64>, Coord<f64>) {
        let [a, b] = self.edges[half / 2].map(|node| self.nodes[node as usize]);
        if half.is_multiple_of(2) { (a, b) } else { (b, a) }
    }

    /// The length of a half, in degrees.
    pub fn length(&self, half: Half) -> f64 {
        let (a, b) = self.ends(half);
        (b.x - a.x).hypot(b.y - a.y)
    }

    /// The lines of a half, each with `true` where the half runs as the line does.
    pub fn lines(&self, half: Half) -> impl Iterator<Item = (u32, bool)> + '_ {
        let own = self.firsts[half / 2] as usize..self.firsts[half / 2 + 1] as usize;
        let along = half.is_multiple_of(2);
        self.lines[own].iter().map(move |&(of, forward)| (of, forward == along))
    }

    /// The rings around the wanted cycles, their inside on the left. They touch themselves and one
    /// another in points at most.
    pub fn rings(&self, wanted: impl Fn(usize) -> bool) -> Vec<LineString<f64>> {
        let bounds = |half: Half| wanted(self.cycle(half)) && !wanted(self.cycle(half ^ 1));
        let mut done = vec![false; self.next.len()];
        let mut places = vec![NONE; self.nodes.len()];
        let mut rings = Vec::new();
        for first in self.halves() {
            if done[first] || !bounds(first) {
                continue;
            }
            let mut path: Vec<u32> = Vec::new();
            let mut half = first;
            while !done[half] {
                done[half] = true;
                path.push(self.tail(half));
                half = self.next[half] as usize;
                // An edge with wanted cycles on both sides is inside.
                while !bounds(half) {
                    half = self.next[half ^ 1] as usize;
                }
            }
            self.split(path, &mut places, &mut rings);
        }
        rings
    }

    /// The wanted halves as lines, each as long as one half follows another.
    pub fn chains(&self, wanted: impl Fn(&Half) -> bool) -> Vec<LineString<f64>> {
        let halves: Vec<Half> = self.halves().filter(wanted).collect();
        let mut leaving: HashMap<u32, Vec<Half>> = HashMap::new();
        for &half in &halves {
            leaving.entry(self.tail(half)).or_default().push(half);
        }
        let entered: HashSet<u32> = halves.iter().map(|&half| self.tail(half ^ 1)).collect();
        // Lines first, then rings.
        let (closed, open): (Vec<Half>, Vec<Half>) =
            halves.into_iter().partition(|&half| entered.contains(&self.tail(half)));
        let mut chains = Vec::new();
        for first in open.into_iter().chain(closed) {
            let mut node = self.tail(first);
            let mut points = vec![self.nodes[node as usize]];
            while let Some(half) = leaving.get_mut(&node).and_then(Vec::pop) {
                node = self.tail(half ^ 1);
                points.push(self.nodes[node as usize]);
            }
            chains.extend((points.len() > 1).then_some(LineString(points)));
        }
        chains
    }

    pub(super) fn tail(&self, half: Half) -> u32 {
        self.edges[half / 2][half % 2]
    }

    /// A closed path as rings that pass no point twice. The places of nodes on the open path are
    /// none before and after.
    fn split(&self, path: Vec<u32>, places: &mut [u32], rings: &mut Vec<LineString<f64>>) {
        let mut open: Vec<u32> = Vec::with_capacity(path.len());
        let mut close = |open: &[u32]| {
            let mut ring: Vec<_> = open.iter().map(|&node| self.nodes[node as usize]).collect();
            if ring.len() >= 3 {
                ring.push(ring[0]);
                rings.push(LineString(ring));
            }
        };
        for node in path {
            let place = places[node as usize];
            if place != NONE {
                close(&open[place as usize..]);
                for passed in open.drain(place as usize..) {
                    places[passed as usize] = NONE;
                }
            }
            places[node as usize] = open.len() as u32;
            open.push(node);
        }
        close(&open);
        for passed in open {
            places[passed as usize] = NONE;
        }
    }
}

/// For each different edge, in order, `true` if it bounds nothing, because one of its ends is loose.
fn loose(nodes: usize, sided: &[([u32; 2], u32, bool)]) -> Vec<bool> {
    let mut edges: Vec<[u32; 2]> = sided.iter().map(|s| s.0).collect();
    edges.dedup();
    let mut at: Vec<(u32, u32)> =
        edges.iter().enumerate().flat_map(|(i, &[a, b])| [(a, i as u32), (b, i as u32)]).collect();
    at.sort();
    let mut degree = vec![0; nodes];
    for &(node, _) in &at {
        degree[node as usize] += 1;
    }
    let mut gone = vec![false; edges.len()];
    let mut ends: Vec<u32> = (0..nodes as u32).filter(|&n| degree[n as usize] == 1).collect();
    while let Some(node) = ends.pop() {
        let first = at.partition_point(|&(other, _)| other < node);
        for &(_, edge) in at[first..].iter().take_while(|&&(other, _)| other == node) {
            if std::mem::replace(&mut gone[edge as usize], true) {
                continue;
            }
            for end in edges[edge as usize] {
                degree[end as usize] -= 1;
                if degree[end as usize] == 1 {
                    ends.push(end);
                }
            }
        }
    }
    gone
}

/// For each half the next one around the face on its left.
fn successors(nodes: &[Coord<f64>], edges: &[[u32; 2]]) -> Vec<u32> {
    let mut outgoing: Vec<(u32, u32)> = edges
        .iter()
        .enumerate()
        .flat_map(|(i, &[a, b])| [(a, 2 * i as u32), (b, 2 * i as u32 + 1)])
        .collect();
    outgoing.sort();
    let head = |half: u32| nodes[edges[half as usize / 2][1 - half as usize % 2] as usize];
    let mut next = vec![0; 2 * edges.len()];
    for star in outgoing.chunk_by_mut(|x, y| x.0 == y.0) {
        if star.len() > 2 {
            let center = nodes[star[0].0 as usize];
            star.sort_by(|x, y| by_bearing(center, head(x.1), head(y.1)));
        }
        for (i, &(_, half)) in star.iter().enumerate() {
            // After arriving by the reverse of `half`, the way on is the next half clockwise.
            next[half as usize ^ 1] = star[(i + star.len() - 1) % star.len()].1;
        }
    }
    next
}

/// The counter-clockwise order of two points around a third, from its east.
pub(super) fn by_bearing(center: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> std::cmp::Ordering {
    let below = |p: Coord<f64>| p.y < center.y || (p.y == center.y && p.x < center.x);
    below(a).cmp(&below(b)).then_with(|| 0.0_f64.total_cmp(&turn(center, a, b)))
}

/// The cycle of every half, and the number of cycles.
fn cycles(next: &[u32]) -> (Vec<u32>, usize) {
    let mut cycles = vec![NONE; next.len()];
    let mut count = 0;
    for first in 0..next.len() {
        let mut half = first;
        while cycles[half] == NONE {
            cycles[half] = count as u32;
            half = next[half] as usize;
        }
        if half == first && cycles[first] == count as u32 {
            count += 1;
        }
    }
    (cycles, count)
}
