//! Walks down the tree of balls to the parts of the border near a piece of raw offset curve.
//!
//! Earth-centred metres.

use super::capsule::{self, Capsule};
use super::cut::Owner;
use super::sight::Sight;
use super::{Exposure, Gathered, MANY};
use crate::buffer::graph::{Outline, Sample};
use crate::buffer::offset::{Cuts, Piece, Stretch, Touch};
use crate::index::{Ball, Node, Parts};

/// The number of nodes in a walk from which balls tell too little.
const LONG_WALK: usize = 256;

/// The number of nodes that a short piece comes near from which balls tell too little.
const CROWD: usize = 64;

/// The thickness below which a capsule tells more than its ball, as a share of the ball's radius.
const THIN: f64 = 0.1;

/// The length of a strip in which pieces that follow one another straight on are searched for at once, in
/// lengths of the first, and half its width, in half lengths.
const STRAIGHT_ON: f64 = 6.0;
const ASIDE: f64 = 0.02;

/// The number of strips in a row that hold as many nodes as balls do after which no more are tried.
const FULL_STRIPS: u32 = 16;

/// The largest distance of a piece in a strip from its segment, as a share of the distance.
const ROOM: f64 = 0.01;

/// The number of the latest points and chords that cut pieces, which are tried first.
const RECENT: usize = 12;

/// The radius around a piece that is searched at once for the pieces that follow it: a share of the
/// distance, and a multiple of the piece's own radius.
const NEIGHBOURHOOD: f64 = 0.04;
const AROUND: f64 = 4.0;

/// Adds a sample that cut a piece to the latest ones.
fn remember(recent: &mut Vec<Sample>, hit: Sample) {
    recent.retain(|other| other.what != hit.what);
    if recent.len() == RECENT {
        recent.remove(0);
    }
    recent.push(hit);
}

impl Exposure<'_> {
    /// Collects in `hits` the points and chords near a piece.
    pub(super) fn gather(&mut self, outline: &Outline) -> Gathered {
        let known = match &self.strip {
            Some(strip) => outline.room <= ROOM && strip.holds(outline.ends()),
            None => {
                let away = (outline.middle - self.around.center).norm();
                away + outline.radius <= self.around.radius
            }
        };
        if !known {
            self.look_around(outline);
        }
        self.nodes.clear();
        for &(node, ball) in self.frontier.iter().rev() {
            match outline.touches(&ball, &self.reach) {
                Touch::Apart => {}
                Touch::Near if self.strip.is_some() && self.passes_by(node, &ball, outline) => {}
                Touch::Near => self.nodes.push(node),
                Touch::Buries => return Gathered::Buried,
            }
        }
        let mut visited = 0;
        while let Some(node) = self.nodes.pop() {
            visited += 1;
            if visited == CROWD {
                self.make_capsules();
            }
            match self.index.tree.parts(node) {
                Parts::Nodes(nodes) => {
                    for (child, ball) in nodes.iter().rev() {
                        match outline.touches(ball, &self.reach) {
                            Touch::Near if self.passes_by(child, ball, outline) => {}
                            Touch::Near => self.nodes.push(child),
                            Touch::Buries => return Gathered::Buried,
                            Touch::Apart => {}
                        }
                    }
                }
                Parts::Chords(chords) => {
                    let samples = &self.index.samples;
                    let limits = [self.reach.least_chord, self.reach.most_chord];
                    if let Some(point) = samples.near(chords, outline, limits, &mut self.hits) {
                        self.prefilter.remember(point);
                        return Gathered::Buried;
                    }
                    if self.hits.len() > MANY {
                        return Gathered::Many;
                    }
                }
            }
        }
        Gathered::All
    }

    fn make_capsules(&mut self) {
        let (tree, network) = (&self.index.tree, self.network);
        self.capsules =
            self.all_capsules.get_or_init(|| capsule::all(tree, |chord| network.ends(chord)));
    }

    /// Tests whether a piece stays away from a stretch of the border whose ball it comes near, where that
    /// ball is larger than the distance, or in a strip the stretch much thinner than the ball.
    #[inline]
    fn passes_by(&self, node: Node, ball: &Ball, outline: &Outline) -> bool {
        let Some(capsule) = self.capsules.get(self.index.tree.place(node)) else { return false };
        let most = self.reach.most_chord;
        let thin = self.strip.is_some() && capsule.thickness() < THIN * ball.radius;
        let tells = ball.radius > most || thin;
        tells && capsule.apart(outline.ends()) > most * (1.0 + outline.room)
    }

    /// Collects in `frontier` the smallest nodes that pieces nearby may come near: pieces that
    /// follow one another start from there, not from the root.
    fn look_around(&mut self, outline: &Outline) {
        let radius = AROUND * outline.radius + NEIGHBOURHOOD * self.reach.distance;
        self.around = Ball { center: outline.middle, radius };
        self.strip = None;
        self.frontier.clear();
        let mut tried = self.full_strips == FULL_STRIPS;
        let root = self.index.tree.root();
        self.frontier.push((root, *self.index.tree.ball(root)));
        let mut next = 0;
        while let Some(&(node, ball)) = self.frontier.get(next) {
            match self.index.tree.parts(node) {
                Parts::Nodes(nodes) if ball.radius > radius => {
                    self.frontier.swap_remove(next);
                    let touching = nodes.iter().filter(|(_, ball)| {
                        let outer = self.reach.most_chord + radius + ball.radius;
                        (ball.center - outline.middle).norm2() <= outer * outer
                    });
                    self.frontier.extend(touching.map(|(child, &ball)| (child, ball)));
                }
                _ => next += 1,
            }
            if !tried && self.frontier.len() > LONG_WALK {
                tried = true;
                if self.look_along(outline) {
                    self.full_strips = 0;
                    return;
                }
                self.full_strips += 1;
            }
        }
    }

    /// Collects in `frontier` the leaves that a piece may come near, and those that straight on from it
    /// follow, where too many stretches run beside one another in a ball around it. Returns `false`, and
    /// leaves the frontier, where as many run near the piece.
    fn look_along(&mut self, outline: &Outline) -> bool {
        self.make_capsules();
        let [start, end] = outline.ends();
        let way = (end - start) * (0.5 * STRAIGHT_ON);
        let aside = ASIDE * outline.radius + NEIGHBOURHOOD * self.reach.distance;
        let strip = Capsule::new([outline.middle - way, outline.middle + way], aside);
        let most = self.reach.most_chord * (1.0 + ROOM);
        let mut leaves = Vec::new();
        self.nodes.clear();
        self.nodes.push(self.index.tree.root());
        while let Some(node) = self.nodes.pop() {
            match self.index.tree.parts(node) {
                Parts::Nodes(nodes) => {
                    let near = nodes.iter().rev().filter(|(child, ball)| {
                        strip.gap(ball.center) <= most + ball.radius
                            && strip.between(&self.capsules[self.index.tree.place(*child)]) <= most
                    });
                    self.nodes.extend(near.map(|(child, _)| child));
                }
                Parts::Chords(_) if leaves.len() == LONG_WALK => return false,
                Parts::Chords(_) => leaves.push((node, *self.index.tree.ball(node))),
            }
        }
        self.frontier = leaves;
        self.strip = Some(strip);
        true
    }

    /// Searches around a long piece, and a piece that comes near many: each stretch of it is cut
    /// while the walk goes on, the nearest balls first, so that it shrinks before the walk has gone
    /// far.
    pub(super) fn descend(&mut self, piece: &Piece, owner: Owner) {
        let whole = piece.outline(self.cutter.open.hull(), self.reach.distance);
        self.deviation = self.reach.deviation(piece, &whole);
        let mut settled = f64::NEG_INFINITY;
        while let Some(open) = self.cutter.open.first_from(settled) {
            settled = self.settle(open, settled, piece, owner);
        }
    }

    /// Cuts the first open stretch after the settled part, and returns the new end of the settled
    /// part.
    fn settle(&mut self, mut open: Stretch, settled: f64, piece: &Piece, owner: Owner) -> f64 {
        self.stack.clear();
        self.stack.push((0.0, self.index.tree.root()));
        let mut sight = self.sight(piece, open);
        let mut visited = 0;
        while let Some((_, node)) = self.stack.pop() {
            visited += 1;
            if visited == LONG_WALK {
                self.make_capsules();
            }
            match self.index.tree.parts(node) {
                Parts::Nodes(nodes) => {
                    let top = self.stack.len();
                    for (child, ball) in nodes.iter() {
                        if sight.outline.buried_in(ball, &self.reach) {
                            self.cutter.open.remove(open);
                            return settled;
                        }
                        let capsule = self.capsules.get(self.index.tree.place(child));
                        if sight.reaches(ball, capsule, &self.reach).is_some() {
                            let away2 = (sight.outline.middle - ball.center).norm2();
                            self.stack.push((away2, child));
                        }
                    }
                    self.stack[top..].sort_unstable_by(|x, y| y.0.total_cmp(&x.0));
                }
                Parts::Chords(chords) => {
                    let capsule = self.capsules.get(self.index.tree.place(node));
                    let Some(most) =
                        sight.reaches(self.index.tree.ball(node), capsule, &self.reach)
                    else {
                        continue;
                    };
                    let (limits, first) = ([self.reach.least_chord, most], self.hits.len());
                    let samples = &self.index.samples;
                    if samples.near(chords, &sight.outline, limits, &mut self.hits).is_some() {
                        self.cutter.open.remove(open);
                        return settled;
                    }
                    for index in first..self.hits.len() {
                        let hit = self.hits[index];
                        self.cutter.cut_by(&hit, piece, owner);
                        let left = self.cutter.open.first_from(settled);
                        if left != Some(open) {
                            remember(&mut self.recent, hit);
                        }
                        match left {
                            Some(left) if left.0 < open.1 => open = left,
                            _ => return settled,
                        }
                    }
                    sight = self.sight(piece, open);
                }
            }
        }
        open.1
    }

    /// The outline of a stretch of a piece; an arc's has a margin for a second look.
    fn sight(&self, piece: &Piece, (from, to): Stretch) -> Sight {
        let room = if piece.is_arc() { 0.1 * (to - from) + self.graze } else { 0.0 };
        let outline = piece.outline((from - room, to + room), self.reach.distance);
        // Lines are cut as they are, arcs perhaps from a middle of their own.
        let deviation = match self.cutter.cuts() {
            Cuts::Fast if !piece.is_arc() => 0.0,
            _ => self.deviation,
        };
        Sight { outline, deviation }
    }
}
