//! The border as short arcs, and the exact distance to them.
//!
//! Earth-centred metres. An arc is a run of a route's pieces along one edge, no longer than
//! [`LONGEST`], drawn as the parabola through its ends and its middle: it leaves the edge by less than
//! 10 nm but within some metres of a pole, where it does by some hundred. The place nearest to a point
//! is that of the chord, corrected by one step of Newton's method; its distance is that of
//! [`arc_length`](crate::earth::arc_length): within 0.1 µm of Karney's up to [`FAR`], where Karney's
//! takes over. What is nearest by chord and by geodesic differ by less than 3 µm of distance up to
//! 500 km; beyond, nothing is promised.

use geo_types::Coord;

use crate::Edges;
use crate::earth::{self, Vec3};
use crate::nearest::{BallTree, Nearest};
use crate::route::Route;

/// The longest arc, metres, where pieces are not longer themselves.
const LONGEST: f64 = 300.0;

/// An arc that leaves its edge by more is cut in two, metres.
const CLOSE: f64 = 1e-8;

/// From this distance on lengths are Karney's, metres.
const FAR: f64 = 200_000.0;

/// So many arcs are looked at one by one at most.
pub(super) const LONG: usize = 64;

/// A straight chord, in a line of the processor's cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Chord {
    start: Vec3,
    way: Vec3,
    /// One over its squared length; 0 for one of no length.
    scale: f64,
    length: f64,
}

/// The arcs in the order of the border.
#[derive(Debug)]
pub(super) struct Arcs {
    edges: Edges,
    chords: Vec<Chord>,
    /// Four times the way from each chord's middle to its arc's.
    bends: Vec<Vec3>,
    /// The first piece of every arc, and how many pieces there are.
    pieces: Vec<u32>,
    /// No arc is farther from its chord.
    deviation: f64,
    tree: BallTree,
}

/// The nearest place: on which arc, at which share of it, and how far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foot {
    pub arc: usize,
    pub share: f64,
    pub distance: f64,
}

/// Where the part of an arc lies that is nearest to some point of a ball: shares of its chord, also
/// beyond its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: f64,
    pub to: f64,
}

impl Arcs {
    /// The arcs of a border's route; takes n log n time.
    pub fn new(route: &Route, edges: Edges) -> Self {
        let (starts, count) = route.edges();
        let mut arcs = Arcs {
            edges,
            chords: Vec::with_capacity(starts.len()),
            bends: Vec::with_capacity(starts.len()),
            pieces: Vec::with_capacity(starts.len() + 1),
            deviation: 0.0,
            tree: BallTree::new(1, |_| (Vec3::default(), Vec3::default())),
        };
        let ends = starts[1..].iter().copied().chain([count as u32]);
        for (&start, end) in starts.iter().zip(ends) {
            arcs.add(route, start, end);
        }
        arcs.pieces.push(count as u32);
        arcs.tree = BallTree::new(arcs.chords.len(), |arc| arcs.ends(arc));
        arcs
    }

    /// Adds the arcs of these pieces of one edge.
    fn add(&mut self, route: &Route, first: u32, end: u32) {
        let (start, stop) = (first as usize, end as usize - 1);
        let (from, to) = (route.end_position(start, false), route.end_position(stop, true));
        let (a, b) = (route.ends(start).0, route.ends(stop).1);
        let way = b - a;
        let middle = (a + b) * 0.5;
        let on_edge = |share: f64| match self.edges {
            Edges::Planar => earth::ecef(earth::along(from, to, share)),
            Edges::Geodesic => {
                let on_chord = a + way * share;
                earth::drop(on_chord, earth::normal(on_chord))
            }
        };
        let bend = (on_edge(0.5) - middle) * 4.0;
        let quarter = a + way * 0.25 + bend * 0.1875;
        let is_close = || (on_edge(0.25) - quarter).norm() < CLOSE;
        if end - first > 1 && (way.norm2() > LONGEST * LONGEST || !is_close()) {
            let half = first + (end - first) / 2;
            self.add(route, first, half);
            self.add(route, half, end);
            return;
        }
        let length2 = way.norm2();
        let scale = if length2 > 0.0 { 1.0 / length2 } else { 0.0 };
        self.chords.push(Chord { start: a, way, scale, length: length2.sqrt() });
        self.bends.push(bend);
        self.pieces.push(first);
        self.deviation = self.deviation.max(0.25 * bend.norm());
    }

    pub fn len(&self) -> usize {
        self.chords.len()
    }

    pub fn tree(&self) -> &BallTree {
        &self.tree
    }

    /// The ends of an arc's chord.
    pub fn ends(&self, arc: usize) -> (Vec3, Vec3) {
        let Chord { start, way, .. } = self.chords[arc];
        (start, start + way)
    }

    /// The ends of an arc's chord, and its length.
    #[inline]
    pub fn chord(&self, arc: usize) -> (Vec3, Vec3, f64) {
        let Chord { start, way, length, .. } = self.chords[arc];
        (start, start + way, length)
    }

    /// Whether the second arc goes on from the first.
    #[inline]
    pub fn meet(&self, first: u32, second: u32) -> bool {
        first + 1 == second && self.ends(first as usize).1 == self.chords[second as usize].start
    }

    /// The pieces of an arc, and the one before and after: a corner belongs to both.
    pub fn pieces_around(&self, arc: usize) -> std::ops::Range<usize> {
        let count = self.pieces[self.chords.len()] as usize;
        let (first, end) = (self.pieces[arc] as usize, self.pieces[arc + 1] as usize);
        first.saturating_sub(1)..(end + 1).min(count)
    }

    /// The pieces of an arc.
    pub fn pieces(&self, arc: usize) -> std::ops::Range<usize> {
        self.pieces[arc] as usize..self.pieces[arc + 1] as usize
    }

    /// The squared length from a point to an arc's chord: exact to a micrometre of length at the chord
    /// itself, and to less from afar.
    #[inline]
    pub fn chord2(&self, arc: usize, p: Vec3) -> f64 {
        let Chord { start, way, scale, length } = &self.chords[arc];
        let to = p - *start;
        let along = to.dot(*way);
        let share = (along * scale).clamp(0.0, 1.0);
        // (to - share * way)², multiplied out.
        to.norm2() - share * (2.0 * along - share * length * length)
    }

    /// The place of an arc's chord nearest to a point.
    pub fn on_chord(&self, arc: usize, p: Vec3) -> Vec3 {
        let Chord { start, way, scale, .. } = self.chords[arc];
        start + way * ((p - start).dot(way) * scale).clamp(0.0, 1.0)
    }

    /// How much longer the chord to an arc may be than the shortest, and yet the arc be as near.
    #[inline]
    pub fn slack(&self, chord: f64) -> f64 {
        // Curvatures differ by 0.7 % over the ellipsoid.
        2.0 * self.deviation + chord * (chord / earth::A).powi(2) * 0.0007 + 1e-6
    }

    /// Where the place of an arc that is nearest to some point of a ball may lie, no point of which is
    /// farther from the arc than `far`.
    #[inline]
    pub fn span(&self, arc: usize, center: Vec3, radius: f64, far: f64) -> Span {
        let Chord { start, way, scale, length } = self.chords[arc];
        let share = (center - start).dot(way) * scale;
        // Seen from afar a bend moves the place along the chord.
        let doubt = (radius * length + 4.0 * self.deviation * (far + 2.0 * length)) * scale;
        Span { from: share - doubt, to: share + doubt }
    }

    /// How far a point lies to the left of an arc's middle as it runs.
    pub fn left_by(&self, arc: usize, p: Vec3) -> f64 {
        let Chord { start, way, scale, .. } = self.chords[arc];
        let middle = start + way * 0.5;
        earth::normal(middle).cross(way * scale.sqrt()).dot(p - middle)
    }

    /// The nearest place on these arcs, at least one and [`LONG`] at most.
    #[inline]
    pub fn nearest_of(&self, p: Vec3, arcs: &[u32]) -> Foot {
        let mut chords2 = [0.0; LONG];
        let mut least = f64::INFINITY;
        for (chord2, &arc) in chords2.iter_mut().zip(arcs) {
            *chord2 = self.chord2(arc as usize, p);
            least = if *chord2 < least { *chord2 } else { least };
        }
        let chord = least.max(0.0).sqrt();
        let reach = chord + self.slack(chord);
        let mut best = Foot { arc: 0, share: 0.0, distance: f64::INFINITY };
        for (&chord2, &arc) in chords2.iter().zip(arcs) {
            if chord2 <= reach * reach {
                best = self.nearer(best, self.foot(p, arc as usize));
            }
        }
        best
    }

    fn nearer(&self, one: Foot, other: Foot) -> Foot {
        if other.distance < one.distance { other } else { one }
    }

    /// The nearest place on any arc.
    pub fn nearest(&self, p: Vec3) -> Foot {
        let mut nearest = Nearest::new(&self.tree, |arc| self.ends(arc));
        let chord = nearest.foot(p).chord2.sqrt();
        let mut best = Foot { arc: 0, share: 0.0, distance: f64::INFINITY };
        nearest.within(p, chord + self.slack(chord), |found| {
            best = self.nearer(best, self.foot(p, found.chord));
        });
        best
    }

    /// The place of one arc nearest to a point.
    #[inline]
    fn foot(&self, p: Vec3, arc: usize) -> Foot {
        let Chord { start, way, scale, .. } = self.chords[arc];
        let bend = self.bends[arc];
        let share = ((p - start).dot(way) * scale).clamp(0.0, 1.0);
        let along = way + bend * (1.0 - 2.0 * share);
        let left = p - self.place(arc, share);
        // Less than the way's own part only for points beyond the arc's centre of curvature.
        let change = along.norm2() + 2.0 * left.dot(bend);
        let step = if change * scale > 0.5 { left.dot(along) / change } else { 0.0 };
        let share = (share + step).clamp(0.0, 1.0);
        Foot { arc, share, distance: earth::arc_length(self.place(arc, share), p) }
    }

    #[inline]
    fn place(&self, arc: usize, share: f64) -> Vec3 {
        let Chord { start, way, .. } = self.chords[arc];
        start + way * share + self.bends[arc] * (share * (1.0 - share))
    }

    /// The length of Karney's geodesic to a place from a position.
    pub fn karney(&self, route: &Route, foot: &Foot, position: Coord<f64>) -> f64 {
        let place = match self.edges {
            Edges::Planar => {
                let pieces = self.pieces(foot.arc);
                let from = route.end_position(pieces.start, false);
                let to = route.end_position(pieces.end - 1, true);
                earth::along(from, to, foot.share)
            }
            Edges::Geodesic => {
                let place = self.place(foot.arc, foot.share);
                earth::lonlat(earth::drop(place, earth::normal(place)))
            }
        };
        earth::distance(place, position)
    }

    /// The distance of a foot: Karney's where lengths from chords are less exact.
    pub fn exact(&self, route: &Route, foot: &Foot, position: Coord<f64>) -> f64 {
        if foot.distance > FAR { self.karney(route, foot, position) } else { foot.distance }
    }
}
