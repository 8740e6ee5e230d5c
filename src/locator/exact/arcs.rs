//! The border as short arcs.
//!
//! Earth-centred metres. An arc is a run of a route's pieces along one edge, no longer than
//! [`LONGEST`], drawn as the parabola through its ends and its middle. It leaves the edge by less
//! than 10 nm, except within some metres of a pole, where it leaves it by some hundred nanometres.

use super::parts::Parts;
use crate::border::{PieceEnd, Route};
use crate::earth::{self, Vec3};
use crate::locator::grid::Middle;
use crate::value::Edges;

/// The length of the longest arc, metres, where pieces are not longer themselves.
const LONGEST: f64 = 300.0;

/// The distance from its edge above which an arc is cut in two, metres.
const CLOSE: f64 = 1e-8;

/// An arc, in one line of the processor's cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Chord {
    pub start: Vec3,
    pub way: Vec3,
    /// Four times the way from the chord's middle to the arc's middle.
    bend: [f32; 3],
    /// One over the chord's squared length; 0 for a chord of no length.
    pub scale: f32,
}

/// The arcs in the order of the border.
#[derive(Debug)]
pub(crate) struct Arcs {
    chords: Vec<Chord>,
    /// For each arc, `true` if it begins where the one before ends.
    goes_on: Vec<bool>,
    /// The first piece of every arc, and the number of pieces.
    pieces: Vec<u32>,
    /// The chainage at the start of every arc, and at the end of the last.
    pub chainages: Vec<f64>,
    /// The largest distance of an arc from its chord.
    deviation: f64,
}

/// The part of an arc that is nearest to some point of a ball, as shares of the arc's chord, also
/// beyond its ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub from: f64,
    pub to: f64,
}

impl Chord {
    pub fn length(&self) -> f64 {
        self.way.norm()
    }

    pub fn bend(&self) -> Vec3 {
        let [x, y, z] = self.bend.map(f64::from);
        Vec3::new(x, y, z)
    }

    /// The point of the arc at a share of the way.
    #[inline]
    pub fn at(&self, share: f64) -> Vec3 {
        self.start + self.way * share + self.bend() * (share * (1.0 - share))
    }
}

impl Arcs {
    /// The arcs of a border's route.
    pub fn new(route: &Route) -> Self {
        let (starts, count) = route.edges();
        let mut arcs = Arcs {
            chords: Vec::with_capacity(starts.len()),
            goes_on: Vec::with_capacity(starts.len()),
            pieces: Vec::with_capacity(starts.len() + 1),
            chainages: Vec::new(),
            deviation: 0.0,
        };
        let ends = starts[1..].iter().copied().chain([count as u32]);
        for (&start, end) in starts.iter().zip(ends) {
            arcs.add(route, start, end);
        }
        let first = arcs
            .pieces
            .iter()
            .map(|&piece| route.end_mark(piece as usize, PieceEnd::Start).chainage);
        arcs.chainages = first.chain([route.length().metres()]).collect();
        arcs.pieces.push(count as u32);
        arcs
    }

    /// Adds the arcs of these pieces of one edge.
    fn add(&mut self, route: &Route, first: u32, end: u32) {
        let (start, stop) = (first as usize, end as usize - 1);
        let (from, to) =
            (route.end_position(start, PieceEnd::Start), route.end_position(stop, PieceEnd::End));
        let (a, b) = (route.ends(start).0, route.ends(stop).1);
        let way = b - a;
        let middle = (a + b) * 0.5;
        let on_edge = |share: f64| match route.straight() {
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
        let before = start.checked_sub(1).map(|piece| route.ends(piece).1);
        self.goes_on.push(before == Some(a));
        self.deviation = self.deviation.max(0.25 * bend.norm());
        let bend = [bend.x, bend.y, bend.z].map(|value| value as f32);
        self.chords.push(Chord { start: a, way, bend, scale: scale as f32 });
        self.pieces.push(first);
    }

    pub fn len(&self) -> usize {
        self.chords.len()
    }

    /// The ends of an arc's chord.
    pub fn ends(&self, arc: usize) -> (Vec3, Vec3) {
        let Chord { start, way, .. } = self.chords[arc];
        (start, start + way)
    }

    /// An arc's chord.
    #[inline]
    pub fn chord(&self, arc: usize) -> &Chord {
        &self.chords[arc]
    }

    /// `true` if an arc begins where the one before ends.
    #[inline]
    pub fn goes_on(&self, arc: usize) -> bool {
        self.goes_on[arc]
    }

    /// The pieces of an arc, with the one before and the one after: a corner belongs to both.
    pub fn pieces_around(&self, arc: usize) -> std::ops::Range<usize> {
        let count = self.pieces[self.chords.len()] as usize;
        let (first, end) = (self.pieces[arc] as usize, self.pieces[arc + 1] as usize);
        first.saturating_sub(1)..(end + 1).min(count)
    }

    /// The arc of a piece.
    pub fn arc_of(&self, piece: usize) -> usize {
        self.pieces.partition_point(|&first| first as usize <= piece) - 1
    }

    /// The pieces of an arc.
    pub fn pieces(&self, arc: usize) -> std::ops::Range<usize> {
        self.pieces[arc] as usize..self.pieces[arc + 1] as usize
    }

    /// The squared length from a point to an arc's chord: exact to a micrometre of length at the
    /// chord itself, less exact from afar.
    #[inline]
    pub fn chord2(&self, arc: usize, p: Vec3) -> f64 {
        let Chord { start, way, scale, .. } = &self.chords[arc];
        let to = p - *start;
        let along = to.dot(*way);
        let share = (along * f64::from(*scale)).clamp(0.0, 1.0);
        // The square of `to - share * way`, multiplied out.
        to.norm2() - share * (2.0 * along - share * way.norm2())
    }

    /// The point of an arc's chord nearest to a point.
    #[inline]
    pub fn on_chord(&self, arc: usize, p: Vec3) -> Vec3 {
        let Chord { start, way, scale, .. } = &self.chords[arc];
        *start + *way * ((p - *start).dot(*way) * f64::from(*scale)).clamp(0.0, 1.0)
    }

    /// The length by which the chord to an arc may exceed the shortest while the arc is as near.
    #[inline]
    pub fn slack(&self, chord: f64) -> f64 {
        2.0 * self.deviation + earth::chord_slack(chord) + 1e-6
    }

    /// The part of an arc that is nearest to some point of a ball; all points of the ball are
    /// nearer than `far`.
    #[inline]
    pub fn span(&self, arc: usize, ball: &Middle, far: f64) -> Span {
        let chord = &self.chords[arc];
        let (length, scale) = (chord.length(), f64::from(chord.scale));
        let share = (ball.center - chord.start).dot(chord.way) * scale;
        // From afar, a bend moves the nearest point along the chord.
        let bend = 4.0 * self.deviation * (far + 2.0 * length);
        let doubt = (ball.radius * length + bend) * scale;
        Span { from: share - doubt, to: share + doubt }
    }

    /// The largest difference of a direction along an arc from its chord's, as a tangent.
    pub fn turn(&self, arc: usize) -> f64 {
        let chord = &self.chords[arc];
        chord.bend().norm() / chord.length()
    }

    /// The distance of a point to the left of an arc's middle; negative on the right.
    pub fn left_by(&self, arc: usize, p: Vec3) -> f64 {
        let Chord { start, way, .. } = self.chords[arc];
        let middle = start + way * 0.5;
        earth::normal(middle).cross(way.unit()).dot(p - middle)
    }
}

impl Parts for Arcs {
    #[inline]
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32) {
        (self.chord2(part as usize, p), part)
    }

    #[inline]
    fn ball(&self, part: u32) -> (Vec3, f64) {
        let Chord { start, way, .. } = self.chords[part as usize];
        (start + way * 0.5, 0.5 * way.norm())
    }

    #[inline]
    fn place(&self, nearest: u32, p: Vec3) -> Vec3 {
        self.on_chord(nearest as usize, p)
    }
}
