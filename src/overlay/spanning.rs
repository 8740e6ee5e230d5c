//! Seeds of bisectors between parts of the border that nothing ties to one another.
//!
//! Earth-centred metres. The parts are linked by a minimum spanning tree of the shortest links
//! between them (O. Borůvka, 1926). No third part comes into the ball around a link of the tree (K.
//! R. Gabriel and R. R. Sokal, A new statistical approach to geographic variation analysis, 1969),
//! so the label changes once along it, in its middle. A bisector that runs around a part, and
//! touches neither joint nor contour, is crossed by a link, because the tree spans both its sides.

use std::collections::{BTreeMap, HashMap};

use super::bisector::Seed;
use super::sites::Sites;
use crate::earth::{self, Vec3};
use crate::index::{Ball, Node, Parts, between_chords, on_chord};

/// The share of a link at its ends that is left out: the ends lie on the border.
const ENDS: f64 = 1e-3;

/// A link between points of two parts.
#[derive(Clone, Copy)]
struct Link {
    length: f64,
    chords: [usize; 2],
}

impl Sites {
    /// The bisectors that cross the links of the tree, both ways along each; links longer than
    /// twice the farthest distance have none within it.
    pub fn between_parts(&self, farthest: f64) -> Vec<Seed> {
        let mut seeds = Vec::new();
        for [p, q] in self.spanning(2.0 * farthest) {
            let at = |share: f64| {
                let point = p + (q - p) * share;
                earth::drop(point, earth::normal(point))
            };
            for seed in self.changes(at(ENDS), at(1.0 - ENDS)) {
                seeds.extend([seed, Seed { sites: [seed.sites[1], seed.sites[0]], ..seed }]);
            }
        }
        seeds
    }

    /// The links of the tree, up to a length.
    fn spanning(&self, longest: f64) -> Vec<[Vec3; 2]> {
        let mut parts = self.parts();
        let mut links = Vec::new();
        loop {
            // Parts that are joined in this round, by the number of another.
            let mut joined: HashMap<u32, u32> = HashMap::new();
            let root = |joined: &HashMap<u32, u32>, mut part: u32| {
                while let Some(&other) = joined.get(&part) {
                    part = other;
                }
                part
            };
            for link in Round::new(self, &parts).shortest_links(longest) {
                let ends = link.chords.map(|chord| self.part(&parts, chord));
                let [one, other] = ends.map(|part| root(&joined, part));
                if one != other {
                    joined.insert(one.max(other), one.min(other));
                    links.push(self.feet(link.chords));
                }
            }
            if joined.is_empty() {
                return links;
            }
            for part in &mut parts {
                *part = root(&joined, *part);
            }
        }
    }

    /// The part to which a chord belongs.
    fn part(&self, parts: &[u32], chord: usize) -> u32 {
        parts[self.chords[chord].ends[0] as usize]
    }

    /// The points of two chords that are nearest to one another.
    fn feet(&self, chords: [usize; 2]) -> [Vec3; 2] {
        let [(a, b), (c, d)] = chords.map(|chord| self.ends(chord));
        let pairs = [
            [a, on_chord(a, c, d)],
            [b, on_chord(b, c, d)],
            [on_chord(c, a, b), c],
            [on_chord(d, a, b), d],
        ];
        let gap2 = |[p, q]: &[Vec3; 2]| (*q - *p).norm2();
        pairs.into_iter().min_by(|x, y| gap2(x).total_cmp(&gap2(y))).unwrap_or(pairs[0])
    }
}

/// A round in which each part is linked to another.
struct Round<'a> {
    sites: &'a Sites,
    parts: &'a [u32],
    /// The part of all chords below each node of the tree, where it is one.
    below: Vec<Option<u32>>,
}

impl<'a> Round<'a> {
    fn new(sites: &'a Sites, parts: &'a [u32]) -> Self {
        let mut round = Round { sites, parts, below: vec![None; sites.tree.len()] };
        round.tag(sites.tree.root());
        round
    }

    /// Finds the part below a node, and below all nodes under it.
    fn tag(&mut self, node: Node) -> Option<u32> {
        let parts: Vec<Option<u32>> = match self.sites.tree.parts(node) {
            Parts::Chords(chords) => chords.map(|chord| Some(self.part(chord))).collect(),
            Parts::Nodes(nodes) => nodes.iter().map(|(child, _)| self.tag(child)).collect(),
        };
        let part = parts[0].filter(|_| parts.iter().all(|&part| part == parts[0]));
        self.below[self.sites.tree.place(node)] = part;
        part
    }

    fn part(&self, chord: usize) -> u32 {
        self.sites.part(self.parts, chord)
    }

    /// The shortest link from each part to another, up to a length, in the order of the parts.
    fn shortest_links(&self, longest: f64) -> Vec<Link> {
        let mut best: BTreeMap<u32, Link> = BTreeMap::new();
        for chord in 0..self.sites.chords.len() {
            let own = self.part(chord);
            let known = best.get(&own).map_or(longest, |link| link.length);
            if let Some(link) = self.shorter(chord, known) {
                best.insert(own, link);
            }
        }
        best.into_values().collect()
    }

    /// The shortest link from a chord to another part, if it is shorter than this.
    fn shorter(&self, chord: usize, mut length: f64) -> Option<Link> {
        let (own, (a, b)) = (self.part(chord), self.sites.ends(chord));
        let (middle, half) = ((a + b) * 0.5, 0.5 * (b - a).norm());
        let mut found = None;
        let mut open = vec![(0.0, self.sites.tree.root())];
        while let Some((bound, node)) = open.pop() {
            if bound >= length || self.below[self.sites.tree.place(node)] == Some(own) {
                continue;
            }
            match self.sites.tree.parts(node) {
                Parts::Chords(chords) => {
                    for other in chords.filter(|&other| self.part(other) != own) {
                        let gap = between_chords([a, b], self.sites.ends(other).into());
                        if gap < length {
                            length = gap;
                            found = Some(Link { length, chords: [chord, other] });
                        }
                    }
                }
                Parts::Nodes(nodes) => {
                    let bound = |ball: &Ball| (middle - ball.center).norm() - ball.radius - half;
                    let from = open.len();
                    open.extend(nodes.iter().map(|(child, ball)| (bound(ball), child)));
                    // The nearest child on top of the stack.
                    open[from..].sort_unstable_by(|x, y| y.0.total_cmp(&x.0));
                }
            }
        }
        found
    }
}
