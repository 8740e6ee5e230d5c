//! Which parts of the raw offset curve lie on the boundary: those that no other part of the border
//! is nearer to than the distance.
//!
//! Earth-centred metres. A piece is tested against the ball tree from the nearest ball outwards:
//! a ball that lies wholly within reach buries the piece in one test (it holds some border
//! point), one wholly out of reach is passed over, and what is left is cut chord by chord. The
//! ball that buried the last pieces usually buries the next, so it is tried first.
//!
//! A point leaves the boundary for good as the distance grows: seen from its foot, the points
//! nearest to that foot form a segment. So the spans exposed at one distance are the only
//! candidates at the next.

use super::network::{HalfEdge, Network};
use super::piece::Piece;
use super::quadratic::Quadratic;
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
    /// The end of what was exposed at a smaller distance.
    Limit,
}

/// An exposed stretch of a piece: of the line beside a half-edge (part 0) or of an arc at its head
/// (part 1 and on).
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub half: HalfEdge,
    pub part: usize,
    pub piece: Piece,
    pub from: f64,
    pub to: f64,
    pub start: Bound,
    pub end: Bound,
}

/// A distance with the chords it may have, allowing for the curvature's variation over the
/// ellipsoid and for the pieces' own deviation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    pub distance: f64,
    least_chord: f64,
    most_chord: f64,
    /// How far a grazing cut of a wide arc may be misplaced, as a parameter of the arc.
    graze: f64,
}

impl Reach {
    pub fn new(distance: f64) -> Self {
        let chord = |radius: f64| 2.0 * radius * (0.5 * distance / radius).sin();
        let (polar, equatorial) = (6_399_594.0, 6_335_439.0);
        let deviation = 0.002 * distance * (distance / equatorial).powi(2);
        let margin = 1e-6 + deviation;
        Reach {
            distance,
            least_chord: chord(equatorial) - margin,
            most_chord: chord(polar) + margin,
            graze: (2.0 * deviation / distance).sqrt() + 1e-9,
        }
    }
}

/// Finds exposed spans of one network.
pub(super) struct Exposure<'a> {
    network: &'a Network,
    tree: &'a BallTree,
    buriers: [Ball; 4],
    stack: Vec<(f64, Node)>,
    cuts: Vec<f64>,
}

impl<'a> Exposure<'a> {
    pub fn new(network: &'a Network, tree: &'a BallTree) -> Self {
        let nowhere = Ball { center: Vec3::default(), radius: 0.0 };
        Exposure { network, tree, buriers: [nowhere; 4], stack: Vec::new(), cuts: Vec::new() }
    }

    /// The spans exposed at a distance, in the order of their half-edges, parts and parameters.
    pub fn all(&mut self, reach: &Reach) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut arcs = Vec::new();
        for half in 0..2 * self.network.chords().len() {
            let line = Piece::line(self.network, half, reach.distance);
            self.add(whole(half, 0, line, 0.0, 1.0), reach, &mut spans);
            arcs.clear();
            Piece::arcs(self.network, half, reach.distance, &mut arcs);
            for (index, &(arc, end)) in arcs.iter().enumerate() {
                self.add(whole(half, 1 + index, arc, -end, end), reach, &mut spans);
            }
        }
        spans
    }

    /// The spans exposed at a distance, given those at a smaller one: each piece exposed there is
    /// looked at whole, so that the result does not depend on which the smaller distance was.
    pub fn among(&mut self, smaller: &[Span], reach: &Reach) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut arcs = Vec::new();
        for pieces in smaller.chunk_by(|a, b| (a.half, a.part) == (b.half, b.part)) {
            let Span { half, part, .. } = pieces[0];
            if part == 0 {
                let line = Piece::line(self.network, half, reach.distance);
                self.add(whole(half, 0, line, 0.0, 1.0), reach, &mut spans);
            } else {
                arcs.clear();
                Piece::arcs(self.network, half, reach.distance, &mut arcs);
                let (arc, end) = arcs[part - 1];
                self.add(whole(half, part, arc, -end, end), reach, &mut spans);
            }
        }
        spans
    }

    /// Appends what is exposed of one span, arcs looked at again from their exposed middle.
    fn add(&mut self, span: Span, reach: &Reach, out: &mut Vec<Span>) {
        let first = out.len();
        self.add_seen_from_its_middle(span, reach, out);
        if span.part == 0 {
            return;
        }
        for rough in out.split_off(first) {
            let room = 0.1 * (rough.to - rough.from) + reach.graze;
            let (from, start) = match rough.start {
                Bound::Natural => (rough.from, Bound::Natural),
                _ => ((rough.from - room).max(span.from), Bound::Limit),
            };
            let (to, end) = match rough.end {
                Bound::Natural => (rough.to, Bound::Natural),
                _ => ((rough.to + room).min(span.to), Bound::Limit),
            };
            let (piece, from, to) = rough.piece.recentred(from, to, reach.distance);
            let narrow = Span { piece, from, to, start, end, ..rough };
            self.add_seen_from_its_middle(narrow, reach, out);
        }
    }

    fn add_seen_from_its_middle(&mut self, span: Span, reach: &Reach, out: &mut Vec<Span>) {
        let Span { piece, from, to, .. } = span;
        for index in 0..self.buriers.len() {
            if buries(&piece, &self.buriers[index], from, to, reach) {
                self.buriers[..=index].rotate_right(1);
                return;
            }
        }
        let first = out.len();
        out.push(span);
        self.stack.clear();
        self.stack.push((0.0, self.tree.root()));
        while let Some((_, node)) = self.stack.pop() {
            let (low, high) = (out[first].from, out[out.len() - 1].to);
            let ball = self.tree.ball(node);
            if buries(&piece, ball, low, high, reach) {
                self.buriers.rotate_right(1);
                self.buriers[0] = *ball;
                out.truncate(first);
                return;
            }
            let outer = reach.most_chord + ball.radius;
            if !piece.disc(ball.center, outer * outer).positive_within(low, high) {
                continue;
            }
            if let Some(chords) = self.tree.chords(node) {
                for chord in chords {
                    self.cut_by(chord, reach, first, out);
                    if out.len() == first {
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

    /// Takes away what a chord or one of its ends covers of the spans from index `first` on.
    fn cut_by(&mut self, chord: usize, reach: &Reach, first: usize, out: &mut Vec<Span>) {
        let network = self.network;
        let ends = &network.chords()[chord];
        let Span { half, part, piece, from, .. } = out[first];
        let (tail, head) = network.run(half);
        let owns = |point: u32| point == head || (part == 0 && point == tail);
        let middle = piece.at(0.5 * (from + out[out.len() - 1].to));
        for point in [ends.a, ends.b] {
            if owns(point) {
                continue;
            }
            let w = network.point(point);
            let radius = earth::chord_at(middle, w, reach.distance) - STRICT;
            let disc = piece.disc(w, radius * radius);
            self.subtract(&[disc], Bound::Point(point), first, out);
            if out.len() == first {
                return;
            }
        }
        let own = if part == 0 { chord == half / 2 } else { ends.a == head || ends.b == head };
        if own {
            return;
        }
        // The strip beside the chord, where the chord's inside is nearer than its ends.
        let (a, b) = (network.point(ends.a), network.point(ends.b));
        let (low, high) = (out[first].from, out[out.len() - 1].to);
        let beside = [piece.beyond(a, ends.direction, 0.0), piece.beyond(b, -ends.direction, 0.0)];
        if !beside.iter().all(|inside| inside.positive_within(low, high)) {
            return;
        }
        let center = (a + b) * 0.5;
        let right = ends.direction.cross(earth::normal(center)).unit();
        let side = (middle - center).dot(right).signum();
        let across = right * side;
        let edge = earth::destination(center, across, reach.distance);
        let width = (edge - center).dot(across) - STRICT;
        let strip = [
            beside[0],
            beside[1],
            piece.beyond(a, across, -width),
            piece.beyond(a, -across, -width),
        ];
        self.subtract(&strip, Bound::Chord(chord as u32), first, out);
    }

    /// Takes away, from the spans from index `first` on, where all the quadratics are positive.
    fn subtract(&mut self, covers: &[Quadratic], by: Bound, first: usize, out: &mut Vec<Span>) {
        let mut index = first;
        while index < out.len() {
            let span = out[index];
            if !covers.iter().all(|cover| cover.positive_within(span.from, span.to)) {
                index += 1;
                continue;
            }
            self.cuts.clear();
            self.cuts.push(span.from);
            let roots = covers.iter().flat_map(Quadratic::roots).flatten();
            self.cuts.extend(roots.filter(|&t| t > span.from && t < span.to));
            self.cuts.push(span.to);
            self.cuts.sort_unstable_by(f64::total_cmp);
            out.remove(index);
            let mut open: Option<Span> = None;
            for pair in self.cuts.windows(2) {
                let middle = 0.5 * (pair[0] + pair[1]);
                if covers.iter().all(|cover| cover.at(middle) > 0.0) {
                    if let Some(done) = open.take() {
                        out.insert(index, done);
                        index += 1;
                    }
                    continue;
                }
                let (from, start) = open.map_or(
                    (pair[0], if pair[0] == span.from { span.start } else { by }),
                    |open| (open.from, open.start),
                );
                let end = if pair[1] == span.to { span.end } else { by };
                open = Some(Span { from, start, to: pair[1], end, ..span });
            }
            if let Some(done) = open {
                out.insert(index, done);
                index += 1;
            }
        }
    }
}

fn whole(half: HalfEdge, part: usize, piece: Piece, from: f64, to: f64) -> Span {
    Span { half, part, piece, from, to, start: Bound::Natural, end: Bound::Natural }
}

/// Whether whatever border point the ball holds is nearer than the distance to all of the piece.
fn buries(piece: &Piece, ball: &Ball, from: f64, to: f64, reach: &Reach) -> bool {
    let inner = reach.least_chord - ball.radius;
    inner > 0.0 && piece.disc(ball.center, inner * inner).positive_on(from, to)
}
