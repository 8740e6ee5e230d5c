//! The border cut into sites: where it meets or crosses itself, and where sectors end.
//!
//! Earth-centred metres, chainages in metres. Vertices nearer to one another than [`WELDED`] are one
//! node. A chord is cut at nodes that lie on it, to within what it leaves its edge by, and where another
//! crosses it; chords that then have the same ends count once, as the border passes there first. Near
//! nodes at which labels change, chords of planar edges are cut finer, so that their direction there is
//! the edge's own: seen from the outermost contour it is off by a twentieth of the tolerance at most.

use std::collections::{HashMap, HashSet};

use geo_types::{Coord, Line};

use super::division::Division;
use super::label::Label;
use super::sites::{Chord, Node, Sites};
use crate::border::DEVIATION;
use crate::buffer::Weld;
use crate::earth::{self, Vec3, along};
use crate::nearest::{BallTree, Parts};
use crate::{Border, Edges, Tolerance};

/// Vertices this near are one, metres: chords leave their edges by as much.
const WELDED: f64 = DEVIATION;

/// A part of the border between two nodes.
#[derive(Debug, Clone, Copy)]
struct Part {
    ends: [u32; 2],
    coords: [Coord<f64>; 2],
    chainages: [f64; 2],
    line: u32,
}

/// The border as sites, with the halves around each node, and as it is drawn.
pub(super) struct Arrangement {
    pub sites: Sites,
    /// Nodes at which labels may change beside the border.
    pub joints: Vec<Joint>,
    /// The border's edges as drawn, with the labels on the left and on the right.
    pub drawn: Vec<(Line<f64>, [Label; 2])>,
}

/// A node and the chords around it, each with whether it leaves the node, counter-clockwise.
pub(super) struct Joint {
    pub node: u32,
    pub star: Vec<(u32, bool)>,
}

/// What the border is cut into while it is being cut.
struct Cutting {
    points: Vec<Vec3>,
    coords: Vec<Coord<f64>>,
    /// Nodes that stand in the border as drawn.
    drawn: Vec<bool>,
    parts: Vec<Part>,
    /// Parts left out because an earlier one has the same ends, in order.
    repeated: Vec<Part>,
    /// The first and the last node of every line.
    lines: Vec<[u32; 2]>,
    /// How far parts may leave the edges, metres.
    deviation: f64,
}

impl Arrangement {
    /// The sites of a division's border.
    pub fn new(division: &Division<'_>, tolerance: Tolerance) -> Self {
        let (border, sided) = (division.border(), division.is_sided());
        let (farthest, tolerance) = (division.farthest().metres(), tolerance.metres());
        let ends: Vec<f64> = division.ends().iter().map(|end| end.metres()).collect();
        // Where sectors end, chainages are those of a route.
        let deviation = match ends.is_empty() {
            true => (0.01 * tolerance).max(DEVIATION),
            false => DEVIATION,
        };
        let mut cutting = Cutting::new(border, deviation, tolerance);
        cutting.cut_at_meetings();
        let ends = cutting.cut_at_ends(&ends, tolerance);
        if border.edges() == Edges::Planar {
            cutting.refine(&ends, farthest, tolerance);
        }
        let mut sites = cutting.sites(&ends, sided);
        let joints = joints(&sites, &cutting.special(&ends));
        let chords = |joint: &Joint| joint.star.iter().map(|&(chord, _)| chord).collect();
        sites.around = joints.iter().map(|joint| (joint.node, chords(joint))).collect();
        let drawn = cutting.drawn(&sites);
        Arrangement { sites, joints, drawn }
    }
}

impl Cutting {
    fn new(border: &Border, deviation: f64, tolerance: f64) -> Self {
        let pieces = border.pieces(deviation);
        let count = pieces.points.len();
        // Of geodesic edges enough points are drawn to leave them by a hundredth of the tolerance.
        let stride = match border.edges() {
            Edges::Planar => usize::MAX,
            Edges::Geodesic => (0.01 * tolerance / deviation).sqrt().max(1.0) as usize,
        };
        let mut starts = pieces.starts.iter().copied().peekable();
        let mut weld = Weld::new(WELDED, count);
        let (mut coords, mut drawn) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut parts, mut lines) = (Vec::with_capacity(count), Vec::new());
        for (line, &(first, last)) in pieces.lines.iter().enumerate() {
            let mut before: Option<(u32, usize)> = None;
            let (mut begin, mut since) = (0, 0);
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
                match before {
                    Some((other, _)) if other == node => continue,
                    Some((other, from)) => parts.push(Part {
                        ends: [other, node],
                        coords: [from, point].map(|at| pieces.positions[at]),
                        chainages: [from, point].map(|at| pieces.chainages[at]),
                        line: line as u32,
                    }),
                    None => begin = node,
                }
                before = Some((node, point));
            }
            lines.push([begin, before.map_or(begin, |(node, _)| node)]);
        }
        let points = weld.into_points();
        Cutting { points, coords, drawn, parts, repeated: Vec::new(), lines, deviation }
    }

    /// From the start of a part to its end, in degrees, the short way around the Earth.
    fn way(&self, part: usize) -> Coord<f64> {
        let [from, to] = self.parts[part].coords;
        along(from, to, 1.0) - from
    }

    fn point(&self, node: u32) -> Vec3 {
        self.points[node as usize]
    }

    fn ends(&self, part: usize) -> (Vec3, Vec3) {
        let [a, b] = self.parts[part].ends;
        (self.point(a), self.point(b))
    }

    /// Cuts parts at nodes that lie on them and where others cross them; drops repeated ones.
    fn cut_at_meetings(&mut self) {
        let tree = BallTree::new(self.parts.len(), |part| self.ends(part));
        let mut cuts = Vec::new();
        // Farther than this from its chord no point lies on an edge.
        let slack = 2.0 * (WELDED + self.deviation);
        // Pairs of nodes whose balls touch, each once, down to pairs of leaves.
        let mut pairs = vec![(tree.root(), tree.root(), true)];
        while let Some((one, other, same)) = pairs.pop() {
            match (tree.parts(one), tree.parts(other)) {
                (Parts::Nodes(ones), Parts::Nodes(others)) => {
                    for (i, (one, around)) in ones.iter().enumerate() {
                        let skipped = if same { i } else { 0 };
                        for (j, (other, ball)) in others.iter().enumerate().skip(skipped) {
                            let outer = ball.radius + around.radius + slack;
                            if (ball.center - around.center).norm2() <= outer * outer {
                                pairs.push((one, other, same && i == j));
                            }
                        }
                    }
                }
                (Parts::Chords(ones), Parts::Chords(others)) => {
                    for i in ones {
                        for j in others.clone().filter(|&j| !same || j > i) {
                            self.meet(i, j, &mut cuts);
                        }
                    }
                }
                // All leaves are as far below the root.
                _ => {}
            }
        }
        let distinct = self.points.len() == self.parts.len() + self.lines.len();
        if cuts.is_empty() && distinct {
            return;
        }
        for &(_, _, node) in &cuts {
            self.drawn[node as usize] = true;
        }
        self.split(cuts);
        let mut seen = HashSet::with_capacity(self.parts.len());
        let parts = std::mem::take(&mut self.parts);
        (self.parts, self.repeated) = parts
            .into_iter()
            .partition(|&Part { ends: [a, b], .. }| seen.insert((a.min(b), a.max(b))));
    }

    /// How far from a part a node may be that lies on its edge.
    fn reach(&self, part: usize) -> f64 {
        let (a, b) = self.ends(part);
        let steep = earth::steepness(a).max(earth::steepness(b));
        let bend = (1.0 + 2.0 * steep) / earth::B;
        WELDED + (0.125 * (b - a).norm2() * bend).min(self.deviation)
    }

    /// Where two parts meet: which part, how far along it, at which node.
    fn meet(&mut self, i: usize, j: usize, cuts: &mut Vec<(usize, f64, u32)>) {
        let ((a, b), (c, d)) = (self.ends(i), self.ends(j));
        let (ab, cd) = (b - a, d - c);
        let apart2 = ((a + b) - (c + d)).norm2();
        let reach = 0.5 * (ab.norm() + cd.norm()) + 2.0 * (WELDED + self.deviation);
        if apart2 > 4.0 * reach * reach {
            return;
        }
        let mut touched = false;
        for (part, others) in [(i, self.parts[j].ends), (j, self.parts[i].ends)] {
            let own = self.parts[part].ends;
            let (start, end) = self.ends(part);
            let length = (end - start).norm();
            let way = (end - start) * (1.0 / length);
            let on = self.reach(part);
            for node in others {
                if own.contains(&node) {
                    touched = true;
                    continue;
                }
                let from = self.point(node) - start;
                let along = from.dot(way);
                let aside2 = from.norm2() - along * along;
                if along > 0.0 && along < length && aside2 <= on * on {
                    cuts.push((part, along / length, node));
                    touched = true;
                }
            }
        }
        if touched {
            return;
        }
        let ([start, _], way) = (self.parts[i].coords, self.way(i));
        let ([from, _], other) = (self.parts[j].coords, self.way(j));
        let gap = along(start, from, 1.0) - start;
        let cross = |v: Coord<f64>, w: Coord<f64>| v.x * w.y - v.y * w.x;
        let turn = cross(way, other);
        if turn == 0.0 {
            return;
        }
        let (s, t) = (cross(gap, other) / turn, cross(gap, way) / turn);
        let inside = 0.0..=1.0;
        if !inside.contains(&s) || !inside.contains(&t) {
            return;
        }
        let (on_i, on_j) = (a + ab * s, c + cd * t);
        // Far from each other they only look as if they crossed.
        if (on_i - on_j).norm() > 1e-2 * (ab.norm() + cd.norm()) + 1e-3 {
            return;
        }
        let node = self.node_between([start, start + way], s, true);
        cuts.extend([(i, s, node), (j, t, node)]);
    }

    /// Cuts parts at shares of them, at nodes.
    fn split(&mut self, mut cuts: Vec<(usize, f64, u32)>) {
        if cuts.is_empty() {
            return;
        }
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

    /// Cuts parts where sectors end; an end near a tip or joint is moved there.
    fn cut_at_ends(&mut self, ends: &[f64], tolerance: f64) -> Vec<f64> {
        if ends.is_empty() {
            return Vec::new();
        }
        let marked = self.special(&[]);
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
                let node = self.node_between(coords, share, true);
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

    /// A new node at a share of the way between two positions, as drawn.
    fn node_between(&mut self, [from, to]: [Coord<f64>; 2], share: f64, drawn: bool) -> u32 {
        let mut coord = along(from, to, share);
        if coord.x.abs() > 180.0 {
            coord.x -= 360.0_f64.copysign(coord.x);
        }
        self.points.push(earth::ecef(coord));
        self.coords.push(coord);
        self.drawn.push(drawn);
        self.points.len() as u32 - 1
    }

    /// Which nodes the border does not simply pass, or passes into another sector.
    fn special(&self, ends: &[f64]) -> Vec<bool> {
        const NONE: u32 = u32::MAX;
        // For each node how often the border arrives and leaves, and the part that did so last.
        let mut passed = vec![([0_u8; 2], [NONE; 2]); self.points.len()];
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
                    let own = sector(ends, one.chainages[1].min(other.chainages[0]));
                    let sectors = [one.sector(ends), other.sector(ends)];
                    one.line == other.line && sectors == [own, own]
                }
        };
        passed.iter().map(|node| !simply(node)).collect()
    }

    /// Cuts parts beside special nodes finer, so that the bend of their edges does not show at the
    /// distance from which they are seen.
    fn refine(&mut self, ends: &[f64], farthest: f64, tolerance: f64) {
        let special = self.special(ends);
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
                    cuts.push((index, share, self.node_between(coords, share, false)));
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

    fn sites(&self, ends: &[f64], sided: bool) -> Sites {
        let directions: Vec<(Vec3, f64)> = (0..self.parts.len())
            .map(|part| {
                let (a, b) = self.ends(part);
                let length = (b - a).norm();
                ((b - a) * (1.0 / length), length)
            })
            .collect();
        let chord = |(part, &(direction, length)): (&Part, &(Vec3, f64))| {
            let nodes = part.ends;
            Chord { ends: nodes, direction, length, sector: part.sector(ends) }
        };
        let chords: Vec<Chord> = self.parts.iter().zip(&directions).map(chord).collect();
        let nodes = self.nodes(&directions, ends);
        let tree = BallTree::new(chords.len(), |chord| {
            let [a, b] = chords[chord].ends;
            (self.point(a), self.point(b))
        });
        Sites { nodes, chords, tree, around: HashMap::new(), sided }
    }

    /// The nodes, each as the border passes it first.
    fn nodes(&self, directions: &[(Vec3, f64)], ends: &[f64]) -> Vec<Node> {
        let mut at_ends: HashMap<u32, u32> = HashMap::new();
        for &node in self.lines.iter().flatten() {
            *at_ends.entry(node).or_insert(0) += 1;
        }
        let tip = |node: u32| !ends.is_empty() && at_ends.get(&node) == Some(&1);
        let mut firsts: Vec<Option<usize>> = vec![None; self.lines.len()];
        let mut lasts = firsts.clone();
        for (index, part) in self.parts.iter().enumerate() {
            firsts[part.line as usize].get_or_insert(index);
            lasts[part.line as usize] = Some(index);
        }
        let unknown = Node {
            point: Vec3::default(),
            coord: Coord::default(),
            forward: Vec3::default(),
            sector: u32::MAX,
        };
        let mut nodes = vec![unknown; self.points.len()];
        for (index, part) in self.parts.iter().enumerate() {
            let line = part.line as usize;
            let closed = self.lines[line][0] == self.lines[line][1];
            let own = directions[index].0;
            for (end, node) in part.ends.into_iter().enumerate() {
                if nodes[node as usize].sector != u32::MAX {
                    continue;
                }
                let (to_start, to_end) = (node == self.lines[line][0], node == self.lines[line][1]);
                let other = match end {
                    0 if closed && to_start => lasts[line].map(|last| directions[last].0),
                    0 => None,
                    _ if to_end && self.is_last(index) => {
                        firsts[line].filter(|_| closed).map(|first| directions[first].0)
                    }
                    _ => self.goes_on(index, directions),
                };
                let mean = other.map_or(own, |other| own + other);
                let at_tip = tip(node) && (to_start && end == 0 || to_end && self.is_last(index));
                nodes[node as usize] = Node {
                    point: self.point(node),
                    coord: self.coords[node as usize],
                    // Where the border turns back on itself there is no mean.
                    forward: if mean.norm2() > 1e-12 { mean.unit() } else { own },
                    sector: match at_tip {
                        // The points nearest to an end of the border lie along no sector.
                        true => ends.len() as u32 + 1,
                        false => sector(ends, part.chainages[end]),
                    },
                };
            }
        }
        nodes
    }

    /// Whether a line ends with a part.
    fn is_last(&self, part: usize) -> bool {
        let Part { line, chainages, .. } = self.parts[part];
        let after = |other: &Part| other.line == line && other.chainages[0] >= chainages[1];
        !self.parts.get(part + 1).is_some_and(after) && self.repeat_after(part).is_none()
    }

    /// The part left out that goes on from another.
    fn repeat_after(&self, part: usize) -> Option<&Part> {
        let Part { line, chainages, .. } = self.parts[part];
        let before = |other: &Part| (other.line, other.chainages[0]) < (line, chainages[1]);
        let next = self.repeated.get(self.repeated.partition_point(before))?;
        (next.line == line && next.chainages[0] == chainages[1]).then_some(next)
    }

    /// The direction in which the border goes on after a part.
    fn goes_on(&self, part: usize, directions: &[(Vec3, f64)]) -> Option<Vec3> {
        let end = self.parts[part].ends[1];
        if let Some(next) = self.parts.get(part + 1).filter(|next| next.ends[0] == end)
            && next.line == self.parts[part].line
        {
            return Some(directions[part + 1].0);
        }
        let next = self.repeat_after(part)?;
        let way = self.point(next.ends[1]) - self.point(next.ends[0]);
        (way.norm2() > 0.0).then(|| way.unit())
    }

    /// Where a node stands on the map for a part that ends there; the antimeridian has two longitudes, a
    /// pole has all.
    fn own(&self, node: u32, coord: Coord<f64>) -> Coord<f64> {
        let own = self.coords[node as usize];
        match (own.x - coord.x).abs() {
            _ if own.y.abs() > 89.999_999 => coord,
            turn if turn > 180.0 => Coord { x: coord.x, y: own.y },
            _ => own,
        }
    }

    /// The border's edges as drawn, with the labels on the left and on the right.
    fn drawn(&self, sites: &Sites) -> Vec<(Line<f64>, [Label; 2])> {
        let mut drawn = Vec::with_capacity(self.parts.len());
        let mut from: Option<(u32, Coord<f64>)> = None;
        for (index, part) in self.parts.iter().enumerate() {
            let own = |end: usize| self.own(part.ends[end], part.coords[end]);
            let start =
                from.filter(|from| from.0 == part.ends[0]).map_or_else(|| own(0), |it| it.1);
            let goes_on = self
                .parts
                .get(index + 1)
                .is_some_and(|next| next.ends[0] == part.ends[1] && next.line == part.line);
            if goes_on && !self.drawn[part.ends[1] as usize] {
                from = Some((part.ends[1], start));
                continue;
            }
            from = None;
            let labels = [true, false].map(|left| sites.beside(index as u32, left));
            drawn.push((Line::new(start, own(1)), labels));
        }
        drawn
    }
}

impl Part {
    fn sector(&self, ends: &[f64]) -> u32 {
        sector(ends, 0.5 * (self.chainages[0] + self.chainages[1]))
    }
}

/// The sector in which a chainage lies: an end belongs to what it ends, the border's own start to what
/// begins there.
fn sector(ends: &[f64], chainage: f64) -> u32 {
    ends.partition_point(|&end| end == 0.0 || chainage > end) as u32
}

/// The special nodes with the chords around them.
fn joints(sites: &Sites, special: &[bool]) -> Vec<Joint> {
    let mut outgoing: Vec<(u32, u32, bool)> = Vec::new();
    for (index, chord) in sites.chords.iter().enumerate() {
        for (node, leaves) in [(chord.ends[0], true), (chord.ends[1], false)] {
            if special[node as usize] {
                outgoing.push((node, index as u32, leaves));
            }
        }
    }
    outgoing.sort_unstable();
    let joint = |star: &[(u32, u32, bool)]| {
        let node = star[0].0;
        let (east, north) = earth::tangents(earth::normal(sites.point(node)));
        let bearing = |&(chord, leaves): &(u32, bool)| {
            let direction = sites.chords[chord as usize].direction;
            let away = if leaves { direction } else { -direction };
            away.dot(north).atan2(away.dot(east))
        };
        let mut star: Vec<(u32, bool)> =
            star.iter().map(|&(_, chord, leaves)| (chord, leaves)).collect();
        star.sort_by(|a, b| bearing(a).total_cmp(&bearing(b)));
        Joint { node, star }
    };
    outgoing.chunk_by(|a, b| a.0 == b.0).map(joint).collect()
}
