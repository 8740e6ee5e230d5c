//! Cuts a border where it meets or crosses itself, where sectors end, and finer beside joints.
//!
//! Positions in degrees, points in Earth-centred metres, chainages in metres. Vertices nearer to
//! one another than [`WELDED`] are one node. `meetings` cuts parts where they meet. Near nodes at
//! which labels change, parts of planar edges are cut finer, so that their direction there is the
//! edge's own: seen from the outermost contour it is off by a twentieth of the tolerance at most.

use std::collections::HashMap;

use geo_types::Coord;

use super::request::Owner;
use crate::border::{Border, DEVIATION};
use crate::buffer::Weld;
use crate::earth::{self, Vec3, along};
use crate::index::BallTree;
use crate::value::Edges;

/// The distance at which two vertices are one, metres; chords leave their edges by as much.
pub(super) const WELDED: f64 = DEVIATION;

/// A part of the border between two nodes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub ends: [u32; 2],
    pub coords: [Coord<f64>; 2],
    /// The way of the whole piece of an edge, before it was cut, in degrees. It gives the direction of the
    /// border: a cut, at a point that is rounded, may bend a short part.
    way: Coord<f64>,
    pub chainages: [f64; 2],
    pub line: u32,
    /// The run of lines, which go on from one another across the antimeridian.
    pub run: u32,
}

/// The nodes and parts of a border while it is being cut.
pub(super) struct Cutting {
    pub(super) nodes: Weld,
    pub coords: Vec<Coord<f64>>,
    /// Nodes that stand in the border as drawn.
    pub drawn: Vec<bool>,
    pub parts: Vec<Part>,
    /// Parts left out because an earlier one has the same ends, in order.
    pub repeated: Vec<Part>,
    /// The first and the last node of every run.
    pub runs: Vec<[u32; 2]>,
    pub(super) edges: Edges,
    /// The largest distance between a part and its edge, metres.
    pub(super) deviation: f64,
    /// The tree over the parts, once it is built and until they are cut.
    pub(super) tree: Option<BallTree>,
}

impl Cutting {
    pub fn new(border: &Border, deviation: f64, tolerance: f64) -> Self {
        let pieces = border.pieces(deviation);
        let count = pieces.points.len();
        // Points of geodesic edges are drawn often enough to leave the edges by at most a hundredth
        // of the tolerance.
        let stride = match border.edges() {
            Edges::Planar => usize::MAX,
            Edges::Geodesic => (0.01 * tolerance / deviation).sqrt().max(1.0) as usize,
        };
        let mut starts = pieces.starts.iter().copied().peekable();
        let mut weld = Weld::new(WELDED, count);
        let (mut coords, mut drawn) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut parts, mut runs) = (Vec::with_capacity(count), Vec::new());
        for (run, range) in pieces.runs.iter().enumerate() {
            let mut ends: Option<[u32; 2]> = None;
            for line in range.clone() {
                let (first, last) = pieces.lines[line];
                let mut before: Option<(u32, usize)> = None;
                let mut since = 0;
                for point in first..=last {
                    let is_vertex = starts.next_if_eq(&point).is_some() || point == last;
                    since = if is_vertex || since + 1 >= stride { 0 } else { since + 1 };
                    let (node, known) = weld.add(pieces.points[point]);
                    if known {
                        drawn[node as usize] |= since == 0;
                    } else {
                        coords.push(pieces.positions[point]);
                        drawn.push(since == 0);
                    }
                    ends = Some([ends.map_or(node, |[begin, _]| begin), node]);
                    match before {
                        Some((other, _)) if other == node => continue,
                        Some((other, from)) => parts.push(Part {
                            ends: [other, node],
                            coords: [from, point].map(|at| pieces.positions[at]),
                            way: earth::way(pieces.positions[from], pieces.positions[point]),
                            chainages: [from, point].map(|at| pieces.chainages[at]),
                            line: line as u32,
                            run: run as u32,
                        }),
                        None => {}
                    }
                    before = Some((node, point));
                }
            }
            // A line that stands for a point keeps both its ends.
            if parts.last().is_none_or(|part| part.run != run as u32)
                && let Some([begin, _]) = ends
            {
                let (first, last) = (pieces.lines[range.start].0, pieces.lines[range.end - 1].1);
                let from = weld.points()[begin as usize];
                let far = |point: &usize| (pieces.points[*point] - from).norm();
                let Some(end) = (first..=last).max_by(|a, b| far(a).total_cmp(&far(b))) else {
                    continue;
                };
                let node = weld.add_apart(pieces.points[end]);
                coords.push(pieces.positions[end]);
                drawn.push(true);
                parts.push(Part {
                    ends: [begin, node],
                    coords: [first, end].map(|at| pieces.positions[at]),
                    way: earth::way(pieces.positions[first], pieces.positions[end]),
                    chainages: [first, end].map(|at| pieces.chainages[at]),
                    line: range.start as u32,
                    run: run as u32,
                });
                ends = Some([begin, node]);
            }
            runs.extend(ends);
        }
        let (repeated, edges) = (Vec::new(), border.edges());
        Cutting { nodes: weld, coords, drawn, parts, repeated, runs, edges, deviation, tree: None }
    }

    pub fn point(&self, node: u32) -> Vec3 {
        self.nodes.points()[node as usize]
    }

    pub fn ends(&self, part: usize) -> (Vec3, Vec3) {
        let [a, b] = self.parts[part].ends;
        (self.point(a), self.point(b))
    }

    /// Cuts parts at the given shares of them, at the given nodes.
    pub(super) fn split(&mut self, mut cuts: Vec<(usize, f64, u32)>) {
        if cuts.is_empty() {
            return;
        }
        self.tree = None;
        cuts.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(x.2.cmp(&y.2)));
        let mut cuts = cuts.into_iter().peekable();
        let mut parts = Vec::with_capacity(self.parts.len());
        for (index, &part) in self.parts.iter().enumerate() {
            let mut rest = part;
            while let Some((_, share, node)) = cuts.next_if(|cut| cut.0 == index) {
                let [from, to] = part.chainages;
                let (chainage, coord) = (from + (to - from) * share, self.coords[node as usize]);
                let mut before = rest;
                (before.ends[1], before.coords[1]) = (node, coord);
                before.chainages[1] = chainage;
                if before.ends[0] != before.ends[1] {
                    parts.push(before);
                }
                (rest.ends[0], rest.coords[0], rest.chainages[0]) = (node, coord, chainage);
            }
            if rest.ends[0] != rest.ends[1] {
                parts.push(rest);
            }
        }
        self.parts = parts;
    }

    /// Cuts parts where sectors end; an end near a tip or a joint is moved there.
    pub fn cut_at_ends(&mut self, ends: &[f64], tolerance: f64) -> Vec<f64> {
        if ends.is_empty() {
            return Vec::new();
        }
        let mut marked = self.special(Sectors::default());
        // The point at which a ring closes counts too.
        for &node in self.runs.iter().flatten() {
            marked[node as usize] = true;
        }
        let mut fixed: Vec<f64> = self
            .parts
            .iter()
            .flat_map(|part| [0, 1].map(|i| (part.ends[i], part.chainages[i])))
            .filter(|(node, _)| marked[*node as usize])
            .map(|(_, chainage)| chainage)
            .collect();
        fixed.sort_by(f64::total_cmp);
        let (mut cuts, mut placed) = (Vec::new(), Vec::new());
        let mut moved = Vec::with_capacity(ends.len());
        for &end in ends {
            let after = fixed.partition_point(|&chainage| chainage < end);
            let beside = [after.checked_sub(1).map(|i| fixed[i]), fixed.get(after).copied()];
            let near = beside
                .into_iter()
                .flatten()
                .min_by(|a, b| (a - end).abs().total_cmp(&(b - end).abs()));
            if let Some(near) = near.filter(|near| (near - end).abs() <= tolerance) {
                moved.push(near);
                continue;
            }
            let part = self.parts.partition_point(|part| part.chainages[1] < end);
            let Some(Part { chainages: [from, to], coords, .. }) = self.parts.get(part).copied()
            else {
                moved.push(end);
                continue;
            };
            if end <= from + WELDED {
                moved.push(if end < from - WELDED { end } else { from });
            } else if end >= to - WELDED {
                moved.push(to);
            } else {
                let share = (end - from) / (to - from);
                let node = self.node_between(coords, share);
                self.drawn[node as usize] = true;
                cuts.push((part, share, node));
                placed.push((node, end));
                moved.push(end);
            }
        }
        let placed: HashMap<u32, f64> = placed.into_iter().collect();
        self.split(cuts);
        for part in &mut self.parts {
            for (node, chainage) in part.ends.iter().zip(&mut part.chainages) {
                if let Some(&end) = placed.get(node) {
                    *chainage = end;
                }
            }
        }
        moved
    }

    /// The node at a share of the way between two positions, as drawn.
    pub(super) fn node_between(&mut self, [from, to]: [Coord<f64>; 2], share: f64) -> u32 {
        let mut coord = along(from, to, share);
        if coord.x.abs() > 180.0 {
            coord.x -= 360.0_f64.copysign(coord.x);
        }
        let (node, known) = self.nodes.add(earth::ecef(coord));
        if !known {
            self.coords.push(coord);
            self.drawn.push(false);
        }
        node
    }

    /// The number of nodes.
    pub fn count(&self) -> usize {
        self.coords.len()
    }

    /// For each node, `true` unless the border simply passes it within one sector.
    pub fn special(&self, sectors: Sectors<'_>) -> Vec<bool> {
        const NONE: u32 = u32::MAX;
        // For each node, the numbers of arrivals and departures of the border, and the last part of
        // each.
        let mut passed = vec![([0_u8; 2], [NONE; 2]); self.count()];
        for (index, part) in self.parts.iter().enumerate() {
            for (leaves, node) in [(1, part.ends[0]), (0, part.ends[1])] {
                let (count, last) = &mut passed[node as usize];
                count[leaves] = count[leaves].saturating_add(1);
                last[leaves] = index as u32;
            }
        }
        let simply = |&(count, [arrives, leaves]): &([u8; 2], [u32; 2])| {
            count == [0, 0]
                || count == [1, 1] && {
                    let (one, other) =
                        (&self.parts[arrives as usize], &self.parts[leaves as usize]);
                    let own = sectors.at(one.line, one.chainages[1].min(other.chainages[0]));
                    one.run == other.run && [one, other].map(|it| sectors.of(it)) == [own, own]
                }
        };
        let mut special: Vec<bool> = passed.iter().map(|node| !simply(node)).collect();
        // At the end of a line, and along omitted parts, the border does not go on as the parts
        // there do.
        let ends = self.runs.iter().filter(|[first, last]| first != last).flatten();
        for &node in ends.chain(self.repeated.iter().flat_map(|part| &part.ends)) {
            special[node as usize] = true;
        }
        special
    }

    /// Cuts parts beside special nodes finer, so that the bend of their edges does not show at the
    /// distance from which they are seen.
    pub fn refine(&mut self, sectors: Sectors<'_>, farthest: f64, tolerance: f64) {
        let special = self.special(sectors);
        let mut cuts = Vec::new();
        for index in 0..self.parts.len() {
            let Part { ends, coords, .. } = self.parts[index];
            let at = ends.map(|node| special[node as usize]);
            if at == [false, false] {
                continue;
            }
            let (a, b) = self.ends(index);
            let length = (b - a).norm();
            let steep = earth::steepness(a).max(earth::steepness(b));
            let shortest = (0.1 * tolerance * earth::B / (farthest * steep)).max(0.01);
            let mut add = |from_start: bool| {
                let mut way = shortest;
                while way < 0.45 * length {
                    let share = if from_start { way / length } else { 1.0 - way / length };
                    cuts.push((index, share, self.node_between(coords, share)));
                    way *= 2.0;
                }
            };
            if at[0] {
                add(true);
            }
            if at[1] {
                add(false);
            }
        }
        self.split(cuts);
    }
}

impl Part {
    /// The border's direction at its start.
    pub fn leaves(&self, edges: Edges) -> Vec3 {
        let start = self.coords[0];
        earth::departure([start, start + self.way], edges)
    }

    /// The border's direction at its end.
    pub fn arrives(&self, edges: Edges) -> Vec3 {
        let end = self.coords[1];
        earth::arrival([end - self.way, end], edges)
    }
}

/// The sectors of a border: the stretches between ends of sectors, or the lines of each owner.
#[derive(Clone, Copy, Default)]
pub(super) struct Sectors<'a> {
    /// The chainages at which sectors end, growing.
    pub ends: &'a [f64],
    /// The owner of each line; empty where lines have none.
    pub owners: &'a [Owner],
}

impl Sectors<'_> {
    /// The sector of a part.
    pub fn of(self, part: &Part) -> u32 {
        self.at(part.line, 0.5 * (part.chainages[0] + part.chainages[1]))
    }

    /// The sector of a chainage on a line: an end belongs to the sector that it ends, the border's
    /// own start to the first sector.
    pub fn at(self, line: u32, chainage: f64) -> u32 {
        match self.owners.get(line as usize) {
            Some(owner) => owner.number,
            None => self.ends.partition_point(|&end| end == 0.0 || chainage > end) as u32,
        }
    }
}
