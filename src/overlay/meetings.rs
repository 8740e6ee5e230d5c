//! Cuts the parts of a border where they meet.
//!
//! Positions in degrees, points in Earth-centred metres. A part is cut at nodes that lie on its edge, to
//! within [`WELDED`], and where another part crosses it. Parts that then have the same ends count once, as
//! the border passes there first.

use std::collections::HashSet;

use geo_types::Coord;

use super::cutting::{Cutting, Part, WELDED};
use crate::earth::{self, Vec3, along};
use crate::index::{BallTree, Parts};
use crate::value::Edges;

impl Cutting {
    /// Cuts parts at nodes that lie on them and where others cross them; drops repeated ones.
    pub fn cut_at_meetings(&mut self) {
        let tree = BallTree::new(self.parts.len(), |part| self.ends(part));
        let mut cuts = Vec::new();
        // No point of an edge lies farther than this from its chord.
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
                // All leaves are equally far below the root.
                _ => {}
            }
        }
        let distinct = self.count() == self.parts.len() + self.runs.len();
        if cuts.is_empty() && distinct {
            self.tree = Some(tree);
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

    /// The largest distance from a part of a node that lies on its edge.
    fn reach(&self, part: usize) -> f64 {
        let (a, b) = self.ends(part);
        let steep = earth::steepness(a).max(earth::steepness(b));
        let bend = (1.0 + 2.0 * steep) / earth::B;
        WELDED + (0.125 * (b - a).norm2() * bend).min(self.deviation)
    }

    /// The horizontal distance of a node from a part's edge, beside a share of the way along it.
    fn aside(&self, part: usize, share: f64, node: u32) -> f64 {
        let (start, end) = self.ends(part);
        let (point, chord) = (self.point(node), end - start);
        let up = earth::normal(point);
        let level = |v: Vec3| v - up * v.dot(up);
        let beside = level(chord).unit();
        let gap = match self.edges {
            // The share of a chord is not quite that of the edge as drawn, which bends.
            Edges::Planar => {
                let [from, to] = self.parts[part].coords;
                let gap = |share: f64| level(point - earth::ecef(along(from, to, share)));
                gap(share + gap(share).dot(beside) / chord.norm())
            }
            Edges::Geodesic => level(point - (start + chord * share)),
        };
        (gap - beside * gap.dot(beside)).norm()
    }

    /// The meetings of two parts: the part, the share along it, and the node.
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
                let inside = along.min(length - along);
                // A cut at a node just beside the end of a part would bend the part sharply.
                let sharp = 1e-6 + 0.05 * inside;
                if inside > 0.0
                    && aside2 <= on * on
                    && self.aside(part, along / length, node) <= WELDED.min(sharp)
                {
                    cuts.push((part, along / length, node));
                    touched = true;
                }
            }
        }
        if touched {
            return;
        }
        let [[start, end], [from, to]] = [i, j].map(|part| self.parts[part].coords);
        let [own, other, gap] =
            [(start, end), (from, to), (start, from)].map(|(a, b)| earth::way(a, b));
        let cross = |v: Coord<f64>, w: Coord<f64>| v.x * w.y - v.y * w.x;
        let turn = cross(own, other);
        if turn == 0.0 {
            return;
        }
        let (s, t) = (cross(gap, other) / turn, cross(gap, own) / turn);
        let inside = 0.0..=1.0;
        if !inside.contains(&s) || !inside.contains(&t) {
            return;
        }
        let (on_i, on_j) = (a + ab * s, c + cd * t);
        // Parts far from each other only look as if they crossed.
        if (on_i - on_j).norm() > 1e-2 * (ab.norm() + cd.norm()) + 1e-3 {
            return;
        }
        let node = self.node_between([start, start + own], s);
        self.drawn[node as usize] = true;
        cuts.extend([(i, s, node), (j, t, node)]);
    }
}
