//! Which parts of the raw offset curve lie on the boundary: those that no other part of the border
//! is nearer to than the distance.
//!
//! Earth-centred metres. A piece is tested against the ball tree from the nearest ball outwards:
//! a ball that lies wholly within reach buries the piece in one test (it holds some border
//! point), one wholly out of reach is passed over, and what is left is cut chord by chord. The
//! ball that buried the last pieces usually buries the next, so it is tried first, before the
//! piece is even built.
//!
//! A point leaves the boundary for good as the distance grows: seen from its foot, the points
//! nearest to that foot form a segment. So the pieces exposed at one distance are the only
//! candidates at the next.

use super::corner::Corner;
use super::network::{HalfEdge, Network};
use super::piece::Piece;
use super::quadratic::Quadratic;
use super::reach::{CURVATURE, Reach};
use crate::earth::{self, Vec3};
use crate::nearest::{Ball, BallTree, Node};

/// A cut is made where something is nearer by more than this, metres: ten times the noise of an
/// Earth-centred coordinate in doubles, so that rounding never buries both of two equals.
const STRICT: f64 = 1e-8;

/// What ends a span of a piece.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    /// The piece's own end.
    Natural,
    /// A point of the border that is nearer beyond.
    Point(u32),
    /// A chord of the border that is nearer beyond.
    Chord(u32),
    /// The end of what was looked at again, a little outside of what was exposed at first.
    Limit,
}

/// An interval of a piece's parameter, and what ends it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interval {
    pub from: f64,
    pub to: f64,
    pub start: Bound,
    pub end: Bound,
}

/// An exposed stretch of a piece: of the line beside a half-edge (part 0) or of an arc at its head
/// (part 1 and on).
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub half: HalfEdge,
    pub part: usize,
    pub piece: Piece,
    pub interval: Interval,
}

/// Whose piece it is: the line's beside a half-edge (part 0), or an arc's at its head.
#[derive(Debug, Clone, Copy)]
struct Owner {
    half: HalfEdge,
    part: usize,
}

/// Finds exposed spans of one network.
pub(super) struct Exposure<'a> {
    network: &'a Network,
    tree: &'a BallTree,
    buriers: [Ball; 4],
    /// What is still exposed of the piece looked at, in order.
    open: Vec<Interval>,
    /// Chords that the piece looked at may come near.
    met: Vec<usize>,
    arcs: Vec<(Piece, f64)>,
    stack: Vec<(f64, Node)>,
    cuts: Vec<f64>,
}

impl<'a> Exposure<'a> {
    pub fn new(network: &'a Network) -> Self {
        let nowhere = Ball { center: Vec3::default(), radius: 0.0 };
        Exposure {
            network,
            tree: network.tree(),
            buriers: [nowhere; 4],
            open: Vec::new(),
            met: Vec::new(),
            arcs: Vec::new(),
            stack: Vec::new(),
            cuts: Vec::new(),
        }
    }

    /// The spans exposed at a distance, in the order of their half-edges, parts and parameters.
    pub fn all(&mut self, reach: &Reach) -> Vec<Span> {
        let mut spans = Vec::new();
        for half in 0..2 * self.network.chords().len() {
            self.add_line(half, reach, &mut spans);
            self.add_arcs(half, reach, &mut spans);
        }
        spans
    }

    /// The spans exposed at a distance, given those at a smaller one: each piece exposed there is
    /// looked at whole, so that the result does not depend on which the smaller distance was.
    pub fn among(&mut self, smaller: &[Span], reach: &Reach) -> Vec<Span> {
        let mut spans = Vec::new();
        for pieces in smaller.chunk_by(|a, b| a.half == b.half) {
            let half = pieces[0].half;
            if pieces[0].part == 0 {
                self.add_line(half, reach, &mut spans);
            }
            if pieces[pieces.len() - 1].part > 0 {
                self.add_arcs(half, reach, &mut spans);
            }
        }
        spans
    }

    fn add_line(&mut self, half: HalfEdge, reach: &Reach, out: &mut Vec<Span>) {
        let (tail, head) = self.network.run(half);
        let [right, _] = self.network.right(half);
        let foot = (self.network.point(tail) + self.network.point(head)) * 0.5;
        let sunk = 0.5 * reach.distance * reach.distance * CURVATURE;
        let center = foot + right * reach.distance - self.network.up(tail) * sunk;
        // Where the sides of a line spread, the line beside it is longer.
        let spread = 1.0 + 2.0 * reach.distance * CURVATURE;
        let radius = self.network.chords()[half / 2].half_length * spread;
        if self.hides(|burier| {
            let inner = reach.roughly_least - radius - burier.radius;
            inner > 0.0 && (center - burier.center).norm2() < inner * inner
        }) {
            return;
        }
        let piece = Piece::line(self.network, half, reach.distance);
        self.expose(&piece, Owner { half, part: 0 }, whole(0.0, 1.0), reach);
        out.extend(self.open.iter().map(|&interval| Span { half, part: 0, piece, interval }));
    }

    fn add_arcs(&mut self, half: HalfEdge, reach: &Reach, out: &mut Vec<Span>) {
        let Some(corner) = Corner::at(self.network, half) else { return };
        if let Some((arc, end)) = corner.rough(reach.distance, CURVATURE)
            && self.hides(|burier| buries(&arc, burier, -end, end, reach.roughly_least))
        {
            return;
        }
        let mut arcs = std::mem::take(&mut self.arcs);
        arcs.clear();
        corner.arcs(reach.distance, reach.widest, &mut arcs);
        for (index, &(arc, end)) in arcs.iter().enumerate() {
            self.add_arc(Owner { half, part: 1 + index }, arc, end, reach, out);
        }
        self.arcs = arcs;
    }

    /// Whether one of the balls that buried pieces lately does what is asked; it comes first then.
    fn hides(&mut self, buries: impl Fn(&Ball) -> bool) -> bool {
        let found = self.buriers.iter().position(buries);
        if let Some(index) = found {
            self.buriers[..=index].rotate_right(1);
        }
        found.is_some()
    }

    /// Arcs are looked at again from the middle of what is exposed, where they are more exact.
    fn add_arc(&mut self, owner: Owner, arc: Piece, end: f64, reach: &Reach, out: &mut Vec<Span>) {
        let Owner { half, part } = owner;
        self.expose(&arc, owner, whole(-end, end), reach);
        let roughs = std::mem::take(&mut self.open);
        for (index, rough) in roughs.iter().enumerate() {
            // Room for the rough cuts' error, but not beyond the middle of what was cut.
            let room = 0.1 * (rough.to - rough.from) + reach.graze;
            let least = index.checked_sub(1).map_or(-end, |i| 0.5 * (roughs[i].to + rough.from));
            let most = roughs.get(index + 1).map_or(end, |next| 0.5 * (rough.to + next.from));
            let (from, start) = match rough.start {
                Bound::Natural => (rough.from, Bound::Natural),
                _ => ((rough.from - room).max(least), Bound::Limit),
            };
            let (to, end) = match rough.end {
                Bound::Natural => (rough.to, Bound::Natural),
                _ => ((rough.to + room).min(most), Bound::Limit),
            };
            let (piece, from, to) = arc.recentred(from, to, reach.distance);
            self.open.clear();
            self.open.push(Interval { from, to, start, end });
            let met = std::mem::take(&mut self.met);
            for &chord in &met {
                if !self.open.is_empty() {
                    self.cut_by(chord, &mut None, &piece, owner, reach);
                }
            }
            self.met = met;
            out.extend(self.open.iter().map(|&interval| Span { half, part, piece, interval }));
        }
    }

    /// Leaves in `open` what is exposed of an interval of a piece, in `met` the chords near it.
    fn expose(&mut self, piece: &Piece, owner: Owner, interval: Interval, reach: &Reach) {
        self.open.clear();
        self.met.clear();
        let least = reach.least_chord;
        if self.hides(|burier| buries(piece, burier, interval.from, interval.to, least)) {
            return;
        }
        self.open.push(interval);
        self.stack.clear();
        self.stack.push((0.0, self.tree.root()));
        while let Some((_, node)) = self.stack.pop() {
            let (low, high) = self.hull();
            let ball = self.tree.ball(node);
            if !may_meet(piece, ball.center, ball.radius, low, high, reach) {
                continue;
            }
            if buries(piece, ball, low, high, reach.least_chord) {
                self.buriers.rotate_right(1);
                self.buriers[0] = *ball;
                self.open.clear();
                return;
            }
            if let Some(chords) = self.tree.chords(node) {
                let mut last = None;
                for chord in chords {
                    self.cut_by(chord, &mut last, piece, owner, reach);
                    if self.open.is_empty() {
                        return;
                    }
                }
                continue;
            }
            let middle = piece.at(0.5 * (low + high));
            let top = self.stack.len();
            for child in self.tree.children(node) {
                let ball = self.tree.ball(child);
                self.stack.push(((middle - ball.center).norm2(), child));
            }
            self.stack[top..].sort_unstable_by(|x, y| y.0.total_cmp(&x.0));
        }
    }

    /// From where to where anything is still exposed.
    fn hull(&self) -> (f64, f64) {
        (self.open[0].from, self.open[self.open.len() - 1].to)
    }

    /// Takes away what a chord or one of its ends covers; `last` is the point tested last.
    fn cut_by(
        &mut self,
        chord: usize,
        last: &mut Option<u32>,
        piece: &Piece,
        owner: Owner,
        reach: &Reach,
    ) {
        let network = self.network;
        let ends = &network.chords()[chord];
        let (a, b) = (network.point(ends.a), network.point(ends.b));
        let (low, high) = self.hull();
        let center = (a + b) * 0.5;
        if !may_meet(piece, center, ends.half_length, low, high, reach) {
            return;
        }
        self.met.push(chord);
        let Owner { half, part } = owner;
        let (tail, head) = network.run(half);
        let owns = |point: u32| point == head || (part == 0 && point == tail);
        for (point, w) in [(ends.a, a), (ends.b, b)] {
            let (low, high) = self.hull();
            if owns(point) || *last == Some(point) || !may_meet(piece, w, 0.0, low, high, reach) {
                continue;
            }
            *last = Some(point);
            let middle = piece.at(0.5 * (low + high));
            let radius = earth::chord_at(middle, w, reach.distance) - STRICT;
            self.subtract(&[piece.disc(w, radius * radius)], Bound::Point(point));
            if self.open.is_empty() {
                return;
            }
        }
        let own = if part == 0 { chord == half / 2 } else { ends.a == head || ends.b == head };
        if own {
            return;
        }
        // The strip beside the chord, where the chord's inside is nearer than its ends.
        let (low, high) = self.hull();
        let beside = [piece.beyond(a, ends.direction, 0.0), piece.beyond(b, -ends.direction, 0.0)];
        if !beside.iter().all(|inside| inside.positive_within(low, high)) {
            return;
        }
        let middle = piece.at(0.5 * (low + high));
        let up = earth::normal(center);
        let right = ends.direction.cross(up).unit();
        let across = right * (middle - center).dot(right).signum();
        let edge = earth::destination(center, up, across, reach.distance);
        let width = (edge - center).dot(across) - STRICT;
        let strip = [
            beside[0],
            beside[1],
            piece.beyond(a, across, -width),
            piece.beyond(a, -across, -width),
        ];
        self.subtract(&strip, Bound::Chord(chord as u32));
    }

    /// Takes away where all the quadratics are positive.
    fn subtract(&mut self, covers: &[Quadratic], by: Bound) {
        let mut index = 0;
        while index < self.open.len() {
            let whole = self.open[index];
            if !covers.iter().all(|cover| cover.positive_within(whole.from, whole.to)) {
                index += 1;
                continue;
            }
            self.cuts.clear();
            self.cuts.push(whole.from);
            let roots = covers.iter().flat_map(Quadratic::roots).flatten();
            self.cuts.extend(roots.filter(|&t| t > whole.from && t < whole.to));
            self.cuts.push(whole.to);
            self.cuts.sort_unstable_by(f64::total_cmp);
            self.open.remove(index);
            let mut rest: Option<Interval> = None;
            for pair in self.cuts.windows(2) {
                let [from, to] = [pair[0], pair[1]];
                let middle = 0.5 * (from + to);
                if covers.iter().all(|cover| cover.at(middle) > 0.0) {
                    if let Some(done) = rest.take() {
                        self.open.insert(index, done);
                        index += 1;
                    }
                    continue;
                }
                let end = if to == whole.to { whole.end } else { by };
                let start = if from == whole.from { whole.start } else { by };
                rest = Some(match rest {
                    Some(open) => Interval { to, end, ..open },
                    None => Interval { from, to, start, end },
                });
            }
            if let Some(done) = rest {
                self.open.insert(index, done);
                index += 1;
            }
        }
    }
}

fn whole(from: f64, to: f64) -> Interval {
    Interval { from, to, start: Bound::Natural, end: Bound::Natural }
}

/// Whether any of the piece could be nearer than the distance to a ball.
#[inline]
fn may_meet(piece: &Piece, center: Vec3, radius: f64, from: f64, to: f64, reach: &Reach) -> bool {
    let outer = reach.most_chord + radius;
    piece.disc(center, outer * outer).positive_within(from, to)
}

/// Whether whatever border point the ball holds is nearer than the distance to all of the piece.
#[inline]
fn buries(piece: &Piece, ball: &Ball, from: f64, to: f64, least_chord: f64) -> bool {
    let inner = least_chord - ball.radius;
    inner > 0.0 && piece.disc(ball.center, inner * inner).positive_on(from, to)
}
