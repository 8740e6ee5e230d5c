//! Trims the raw offset curve to the boundary: the parts that no other part of the border is nearer
//! to than the distance.
//!
//! Earth-centred metres. For each piece that `prefilter` leaves, a walk down the tree of balls
//! finds the points and chords that the piece may come near, or a ball that buries the piece whole;
//! every point or chord found cuts the piece. The walk represents a piece by the segment between
//! its ends, which tells nearly as much as the piece's equation at a fraction of the price, and
//! starts from the place of the piece before. A wide arc is first cut by some points along the
//! border; an arc that stays wide is cut while the walk goes on, nearest ball first, so that it
//! shrinks before the walk has gone far.
//!
//! A point leaves the boundary for good as the distance grows: seen from its foot, the points
//! nearest to that foot form a segment. So the pieces exposed at one distance are the only
//! candidates at the next.
//!
//! # Imports
//! `parallel`, `earth`, `index`, and `graph`, `offset`.
//!
//! # Reading order
//! This file, `prefilter`, `cut`; `walk`, with `sight` and `capsule`, which make long walks
//! shorter.

mod capsule;
mod cut;
mod prefilter;
mod sight;
mod walk;

use std::sync::OnceLock;

use self::capsule::Capsule;
use self::cut::{Cutter, Owner};
use self::prefilter::Prefilter;
use crate::buffer::graph::{Bound, HalfEdge, Index, Network, Outline, Sample};
use crate::buffer::offset::{Course, Cuts, Interval, Join, Piece, Reach};
use crate::earth::Vec3;
use crate::index::{Ball, Node};
use crate::parallel;

/// The radius from which a piece is first cut by some points along the border, as a share of the
/// distance.
const SHORT: f64 = 0.06;

/// The radius from which a piece is cut while the walk goes on, as a share of the distance.
const LONG: f64 = 0.1;

/// The number of points and chords near a piece from which the piece is cut while the walk goes on.
const MANY: usize = 64;

/// An exposed stretch of a piece: of the line beside a half-edge (part 0) or of an arc at its head
/// (part 1 and on).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub half: HalfEdge,
    pub part: u32,
    pub course: Course,
    pub interval: Interval,
}

impl Span {
    fn new(Owner { half, part }: Owner, piece: &Piece, interval: Interval) -> Self {
        Span { half, part, course: piece.course(), interval }
    }

    pub fn piece(&self, network: &Network) -> Piece {
        Piece::of(network, self.half, self.course)
    }

    /// The place in the order of spans: all spans along the chords come before all spans back, so
    /// that neighbours are near one another.
    pub fn place(half: HalfEdge) -> (u32, HalfEdge) {
        (half % 2, half)
    }
}

/// The result of a search for the points and chords near a piece.
enum Gathered {
    All,
    /// More points and chords than are worth comparing one by one.
    Many,
    /// A point or ball that buries the piece.
    Buried,
}

/// Finds exposed spans of one network at one distance.
struct Exposure<'a> {
    network: &'a Network,
    index: &'a Index,
    reach: Reach,
    prefilter: Prefilter<'a>,
    /// The points and chords near the current piece.
    hits: Vec<Sample>,
    cutter: Cutter<'a>,
    /// The error of the current piece's points, metres.
    deviation: f64,
    /// The error of a grazing cut of the current piece, as a parameter of an arc.
    graze: f64,
    /// The samples that cut the pieces before, where pieces come near many; the latest last.
    recent: Vec<Sample>,
    nodes: Vec<Node>,
    /// The nodes from which to search for pieces inside `around`.
    frontier: Vec<(Node, Ball)>,
    around: Ball,
    /// Where stretches of the border crowd, the strip to which the frontier belongs instead.
    strip: Option<Capsule>,
    /// The number of the latest strips that were of no use.
    full_strips: u32,
    stack: Vec<(f64, Node)>,
    /// The tree's nodes as capsules, once a walk needs them; else none.
    capsules: &'a [Capsule],
    /// The same, made once for all parts.
    all_capsules: &'a OnceLock<Vec<Capsule>>,
    arcs: Vec<(u32, Piece, f64)>,
    spans: Vec<Span>,
}

/// The number of chords, or of spans at a smaller distance, whose pieces are looked at together, by one
/// processor. It does not depend on the number of processors, so that the result does not.
const TOGETHER: usize = 512;

/// The number of such parts whose spans are collected at once.
const AT_ONCE: usize = 64;

/// The spans exposed at a distance, in the order of their places, parts and parameters.
pub(super) fn all((network, index): (&Network, &Index), reach: &Reach) -> Vec<Span> {
    let halves = 2 * network.chords().len() as HalfEdge;
    let ways = [0, 1].map(|way| (way..halves).step_by(2 * TOGETHER));
    let firsts: Vec<HalfEdge> = ways.into_iter().flatten().collect();
    let room = (halves as usize / 2).min(TOGETHER);
    exposed((network, index), reach, (&firsts, room), |exposure, &first| {
        let last = halves.min(first + 2 * TOGETHER as HalfEdge);
        for half in (first..last).step_by(2) {
            exposure.line(half);
            exposure.corner(half);
        }
    })
}

/// The spans exposed at a distance, from the spans at a smaller one. Each piece exposed there is
/// looked at whole, so that the result does not depend on the smaller distance.
pub(super) fn among(indexed: (&Network, &Index), smaller: &[Span], reach: &Reach) -> Vec<Span> {
    let mut parts = Vec::with_capacity(smaller.len() / TOGETHER + 1);
    let mut rest = smaller;
    while let Some(last) = rest.get(TOGETHER - 1).or(rest.last()) {
        let end = TOGETHER.min(rest.len());
        // The spans of a half-edge stay together.
        let end = end + rest[end..].iter().take_while(|span| span.half == last.half).count();
        let (part, others) = rest.split_at(end);
        parts.push(part);
        rest = others;
    }
    let room = smaller.len().min(TOGETHER);
    exposed(indexed, reach, (&parts, room), |exposure, part| {
        for pieces in part.chunk_by(|a, b| a.half == b.half) {
            let half = pieces[0].half;
            if pieces[0].part == 0 {
                exposure.line(half);
            }
            if pieces[pieces.len() - 1].part > 0 {
                exposure.corner(half);
            }
        }
    })
}

/// The spans that looking at each part exposes, in the order of the parts; each with room for a number of
/// spans.
fn exposed<T: Sync>(
    indexed: (&Network, &Index),
    reach: &Reach,
    (parts, room): (&[T], usize),
    look: impl Fn(&mut Exposure<'_>, &T) + Sync,
) -> Vec<Span> {
    let capsules = OnceLock::new();
    let mut all = Vec::new();
    // The rooms of all parts together would take more memory than all spans.
    for parts in parts.chunks(AT_ONCE) {
        let spans = parallel::mapped(parts, |part| {
            let mut exposure = Exposure::new(indexed, reach, room, &capsules);
            look(&mut exposure, part);
            exposure.spans
        });
        spans.into_iter().for_each(|spans| all.extend(spans));
    }
    all
}

impl<'a> Exposure<'a> {
    fn new(
        (network, index): (&'a Network, &'a Index),
        reach: &Reach,
        room: usize,
        all_capsules: &'a OnceLock<Vec<Capsule>>,
    ) -> Self {
        Exposure {
            network,
            index,
            reach: *reach,
            prefilter: Prefilter::new(network, reach),
            hits: Vec::new(),
            cutter: Cutter::new(network, reach),
            deviation: 0.0,
            graze: 0.0,
            recent: Vec::new(),
            nodes: Vec::new(),
            frontier: Vec::new(),
            around: Ball { center: Vec3::default(), radius: 0.0 },
            strip: None,
            full_strips: 0,
            stack: Vec::new(),
            capsules: &[],
            all_capsules,
            arcs: Vec::new(),
            // A growing list is copied, and its pages are requested anew.
            spans: Vec::with_capacity(room),
        }
    }

    fn line(&mut self, half: HalfEdge) {
        if self.prefilter.buries_line(half) {
            return;
        }
        let piece = Piece::line(self.network, half, self.reach.distance);
        let middle = piece.at(0.5);
        let owner = Owner { half, part: 0 };
        for cuts in self.reach.cuts.and_finer() {
            self.cutter.start(&piece, Interval::whole(0.0, 1.0), middle, cuts);
            self.expose(&piece, owner);
            if !self.cutter.open.is_doubtful() {
                break;
            }
        }
        let spans = self.cutter.open.intervals().iter();
        self.spans.extend(spans.map(|&interval| Span::new(owner, &piece, interval)));
    }

    fn corner(&mut self, half: HalfEdge) {
        let Some(corner) = Join::at(self.network, half) else { return };
        if self.prefilter.buries_corner(&corner, half) {
            return;
        }
        let mut open = (0.0, corner.turn());
        if open.1 > self.reach.widest {
            let (_, head) = self.network.run(half);
            let recent = self.recent.iter().rev().map(|sample| sample.at);
            let ladder = self.prefilter.ladder(head).map(|point| self.network.point(point));
            for place in recent.chain(ladder) {
                open = corner.left_by(open, place, &self.reach);
                if open.0 >= open.1 {
                    return;
                }
            }
        }
        let mut arcs = std::mem::take(&mut self.arcs);
        arcs.clear();
        corner.arcs(open, self.reach.distance, self.reach.widest, &mut arcs);
        for (part, arc, end) in &arcs {
            let first = self.spans.len();
            for cuts in self.reach.cuts.and_finer() {
                self.spans.truncate(first);
                if !self.arc(Owner { half, part: *part }, arc, *end, cuts) {
                    break;
                }
            }
        }
        self.arcs = arcs;
    }

    /// Cuts an arc, and a wide one again from the middle of its exposed part, where it is more
    /// exact. Returns `true` if more exact cuts might leave more.
    fn arc(&mut self, owner: Owner, arc: &Piece, end: f64, cuts: Cuts) -> bool {
        self.graze = self.reach.graze(end);
        self.cutter.start(arc, Interval::whole(-end, end), arc.at(0.0), cuts);
        self.expose(arc, owner);
        let mut doubtful = self.cutter.open.is_doubtful();
        if end <= self.reach.narrow {
            let spans = self.cutter.open.intervals().iter();
            self.spans.extend(spans.map(|&interval| Span::new(owner, arc, interval)));
            return doubtful;
        }
        let (_, head) = self.network.run(owner.half);
        let roughs: Vec<Interval> = self.cutter.open.intervals().to_vec();
        for (index, rough) in roughs.iter().enumerate() {
            // A margin for the error of the rough cuts, but not beyond the middle of the part that
            // was cut.
            let room = 0.1 * (rough.to - rough.from) + self.graze;
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
            let (piece, from, to) =
                arc.recentred(from, to, self.network.up(head), self.reach.distance);
            self.cutter.start(&piece, Interval { from, to, start, end }, piece.at(0.0), cuts);
            self.cut_by_hits(&piece, owner);
            doubtful |= self.cutter.open.is_doubtful();
            let spans = self.cutter.open.intervals().iter();
            self.spans.extend(spans.map(|&interval| Span::new(owner, &piece, interval)));
        }
        doubtful
    }

    /// Leaves open the exposed part of a piece's open part, and in `hits` the points and chords
    /// near the piece.
    fn expose(&mut self, piece: &Piece, owner: Owner) {
        let distance = self.reach.distance;
        self.hits.clear();
        let whole = self.cutter.open.hull();
        let mut outline = piece.outline(whole, distance);
        if piece.is_arc() && outline.radius > SHORT * distance {
            self.cut_by_ladder(piece, owner, &outline);
            if self.cutter.open.is_empty() {
                return;
            }
            // A margin for a second look at the piece.
            let (low, high) = self.cutter.open.hull();
            let room = 0.1 * (high - low) + self.graze;
            let wider = ((low - room).max(whole.0), (high + room).min(whole.1));
            outline = piece.outline(wider, distance);
        }
        if piece.is_arc() && outline.radius > LONG * distance {
            self.descend(piece, owner);
            return;
        }
        if self.recent.is_empty() {
            match self.gather(&outline) {
                Gathered::Buried => return self.cutter.open.clear(),
                Gathered::All => return self.cut_by_hits(piece, owner),
                Gathered::Many => self.hits.clear(),
            }
        }
        self.hits.extend_from_slice(&self.recent);
        self.cut_by_hits(piece, owner);
        if !self.cutter.open.is_empty() {
            self.cut_by_ladder(piece, owner, &outline);
        }
        if !self.cutter.open.is_empty() {
            self.descend(piece, owner);
            if self.hits.len() < MANY / 2 {
                self.recent.clear();
            }
        }
    }

    /// Removes the part nearer to points at growing steps along the border.
    fn cut_by_ladder(&mut self, piece: &Piece, owner: Owner, outline: &Outline) {
        let (_, head) = self.network.run(owner.half);
        let reach2 = (self.reach.most_chord + outline.radius).powi(2);
        for point in self.prefilter.ladder(head) {
            let at = self.network.point(point);
            if (at - outline.middle).norm2() > reach2 {
                continue;
            }
            self.cutter.cut_by(&Sample::of_point(point, at), piece, owner);
            if self.cutter.open.is_empty() {
                return;
            }
        }
    }

    fn cut_by_hits(&mut self, piece: &Piece, owner: Owner) {
        for hit in &self.hits {
            self.cutter.cut_by(hit, piece, owner);
            if self.cutter.open.is_empty() {
                break;
            }
        }
    }
}
