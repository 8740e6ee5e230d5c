//! The border as short arcs, and the exact distance to them.
//!
//! Earth-centred metres. An arc is a run of a route's pieces along one edge, no longer than
//! [`LONGEST`], drawn as the parabola through its ends and its middle: it leaves the edge by less than
//! 10 nm but within some metres of a pole, where it does by some hundred. The place nearest to a point
//! is that of the chord, corrected by Newton's method; its distance is that of
//! [`arc_length`](crate::earth::arc_length): within 0.1 µm of Karney's up to [`FAR`], where Karney's
//! takes over. What is nearest by chord and by geodesic differ by less than 3 µm of distance up to
//! 500 km; beyond, nothing is promised.

use geo_types::Coord;
use smallvec::SmallVec;

use super::frame::Middle;
use super::sieve::Parts;
use crate::earth::{self, Vec3};
use crate::nearest::{BallTree, Nearest};
use crate::route::{Mark, Route};
use crate::{Edges, Side};

/// The longest arc, metres, where pieces are not longer themselves.
const LONGEST: f64 = 300.0;

/// An arc that leaves its edge by more is cut in two, metres.
const CLOSE: f64 = 1e-8;

/// From this distance on lengths are Karney's, metres.
const FAR: f64 = 200_000.0;

/// The squared sine of the angle from the border ahead from which on the side is plain to see: arcs and
/// pieces are nowhere so far apart in direction.
const PLAIN: f64 = 1e-4;

/// Nearer to the border than this, metres, which side it is may be a matter of rounding.
const ON: f64 = 1e-3;
/// A corner is the sharper the shorter the sum of both directions: below this square it may turn back.
const BACK: f64 = 0.01;

/// Steps of Newton's method at most; one is enough but where the border bends around a point.
const STEPS: usize = 8;
/// After a step so short, as a share of the arc, none is left: what is missing is its square at most.
const SHORT: f64 = 1e-2;
/// Where a bend seen from a point is shorter than this share of the arc, the squared distance is convex.
const CONVEX: f64 = 0.25;
/// Where the distance bends by so little along an arc, as a share, it is the same everywhere.
const FLAT: f64 = 1e-3;

/// An arc, in a line of the processor's cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Chord {
    pub start: Vec3,
    pub way: Vec3,
    /// Four times the way from the chord's middle to the arc's.
    bend: [f32; 3],
    /// One over the chord's squared length; 0 for one of no length.
    pub scale: f32,
}

/// The arcs in the order of the border.
#[derive(Debug)]
pub(super) struct Arcs {
    edges: Edges,
    chords: Vec<Chord>,
    /// Whether each begins where the one before ends.
    goes_on: Vec<bool>,
    /// The first piece of every arc, and how many pieces there are.
    pieces: Vec<u32>,
    /// The chainage at the start of every arc, and at the end of the last.
    chainages: Vec<f64>,
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

/// The place of an arc that is nearest to a point.
#[derive(Debug, Clone, Copy)]
struct Place {
    arc: usize,
    share: f64,
    point: Vec3,
    chord2: f64,
}

/// The nearest place so far of those seen.
pub(super) struct ToBeNearest<'a> {
    arcs: &'a Arcs,
    p: Vec3,
    place: Place,
}

/// Where the part of an arc lies that is nearest to some point of a ball: shares of its chord, also
/// beyond its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: f64,
    pub to: f64,
}

impl Chord {
    pub fn length(&self) -> f64 {
        self.way.norm()
    }

    fn bend(&self) -> Vec3 {
        let [x, y, z] = self.bend.map(f64::from);
        Vec3::new(x, y, z)
    }

    /// The place of the arc at a share of the way.
    #[inline]
    fn at(&self, share: f64) -> Vec3 {
        self.start + self.way * share + self.bend() * (share * (1.0 - share))
    }
}

impl Arcs {
    /// The arcs of a border's route; takes n log n time.
    pub fn new(route: &Route, edges: Edges) -> Self {
        let (starts, count) = route.edges();
        let mut arcs = Arcs {
            edges,
            chords: Vec::with_capacity(starts.len()),
            goes_on: Vec::with_capacity(starts.len()),
            pieces: Vec::with_capacity(starts.len() + 1),
            chainages: Vec::new(),
            deviation: 0.0,
            tree: BallTree::new(1, |_| (Vec3::default(), Vec3::default())),
        };
        let ends = starts[1..].iter().copied().chain([count as u32]);
        for (&start, end) in starts.iter().zip(ends) {
            arcs.add(route, start, end);
        }
        let first = arcs.pieces.iter().map(|&piece| route.end_mark(piece as usize, false).chainage);
        arcs.chainages = first.chain([route.length().metres()]).collect();
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

    /// Whether an arc begins where the one before ends.
    #[inline]
    pub fn goes_on(&self, arc: usize) -> bool {
        self.goes_on[arc]
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
        let Chord { start, way, scale, .. } = &self.chords[arc];
        let to = p - *start;
        let along = to.dot(*way);
        let share = (along * f64::from(*scale)).clamp(0.0, 1.0);
        // (to - share * way)², multiplied out.
        to.norm2() - share * (2.0 * along - share * way.norm2())
    }

    /// The place of an arc's chord nearest to a point.
    #[inline]
    pub fn on_chord(&self, arc: usize, p: Vec3) -> Vec3 {
        let Chord { start, way, scale, .. } = &self.chords[arc];
        *start + *way * ((p - *start).dot(*way) * f64::from(*scale)).clamp(0.0, 1.0)
    }

    /// How much longer the chord to an arc may be than the shortest, and yet the arc be as near.
    #[inline]
    pub fn slack(&self, chord: f64) -> f64 {
        // Curvatures differ by 0.7 % over the ellipsoid.
        2.0 * self.deviation + chord * chord * chord * (0.0007 / (earth::A * earth::A)) + 1e-6
    }

    /// Where an arc's place lies that is nearest to some point of a ball, none of them so far.
    #[inline]
    pub fn span(&self, arc: usize, ball: &Middle, far: f64) -> Span {
        let chord = &self.chords[arc];
        let (length, scale) = (chord.length(), f64::from(chord.scale));
        let share = (ball.center - chord.start).dot(chord.way) * scale;
        // Seen from afar a bend moves the place along the chord.
        let bend = 4.0 * self.deviation * (far + 2.0 * length);
        let doubt = (ball.radius * length + bend) * scale;
        Span { from: share - doubt, to: share + doubt }
    }

    /// How far directions along an arc differ from that of its chord at most, as a tangent.
    pub fn turn(&self, arc: usize) -> f64 {
        let chord = &self.chords[arc];
        chord.bend().norm() / chord.length()
    }

    /// How far a point lies to the left of an arc's middle as it runs.
    pub fn left_by(&self, arc: usize, p: Vec3) -> f64 {
        let Chord { start, way, .. } = self.chords[arc];
        let middle = start + way * 0.5;
        earth::normal(middle).cross(way.unit()).dot(p - middle)
    }

    /// The search for the arc that is nearest to a point.
    #[inline]
    pub fn to_be_nearest(&self, p: Vec3) -> ToBeNearest<'_> {
        let place = Place { arc: 0, share: 0.0, point: p, chord2: f64::INFINITY };
        ToBeNearest { arcs: self, p, place }
    }

    /// By how much two squared chords may differ, and the longer be the shorter geodesic.
    fn alike(&self, chord2: f64) -> f64 {
        // Curvatures differ by 0.7 % over the ellipsoid.
        chord2 * chord2 * (0.0015 / (earth::A * earth::A))
    }

    /// The nearest place on any arc.
    pub fn nearest(&self, p: Vec3) -> Foot {
        let mut nearest = Nearest::new(&self.tree, |arc| self.ends(arc));
        let chord = nearest.foot(p).chord2.sqrt();
        let mut found = SmallVec::<[usize; 16]>::new();
        nearest.within(p, chord + self.slack(chord), |foot| found.push(foot.chord));
        let mut nearest = self.to_be_nearest(p);
        found.into_iter().for_each(|arc| nearest.see(arc));
        nearest.foot()
    }

    /// The place of one arc nearest to a point.
    #[inline(always)]
    fn foot(&self, p: Vec3, arc: usize) -> Place {
        let chord = &self.chords[arc];
        let (way, bend) = (chord.way, chord.bend());
        let to = p - chord.start;
        // Where the squared distance is convex along the arc, an end from which it grows is nearest.
        if (to.dot(bend) * f64::from(chord.scale)).abs() < CONVEX {
            let rest = to - way;
            if to.dot(way + bend) <= 0.0 {
                return Place { arc, share: 0.0, point: chord.start, chord2: to.norm2() };
            } else if rest.dot(way - bend) >= 0.0 {
                let point = chord.start + way;
                return Place { arc, share: 1.0, point, chord2: rest.norm2() };
            }
        }
        let mut share = (to.dot(way) * f64::from(chord.scale)).clamp(0.0, 1.0);
        for _ in 0..STEPS {
            let along = way + bend * (1.0 - 2.0 * share);
            let left = p - chord.at(share);
            let change = along.norm2() + 2.0 * left.dot(bend);
            if change < FLAT * along.norm2() {
                // Beyond the centre of curvature one of the ends is nearest.
                let ends2 = [0.0, 1.0].map(|end| (p - chord.at(end)).norm2());
                share = if ends2[0] <= ends2[1] { 0.0 } else { 1.0 };
                break;
            }
            let before = share;
            share = (share + left.dot(along) / change).clamp(0.0, 1.0);
            if (share - before).abs() < SHORT {
                break;
            }
        }
        let point = chord.at(share);
        Place { arc, share, point, chord2: (p - point).norm2() }
    }

    /// The place of the route that this is.
    pub fn mark(&self, route: &Route, foot: &Foot) -> Mark {
        let pieces = self.pieces(foot.arc);
        if foot.share == 0.0 {
            route.end_mark(pieces.start, false)
        } else if foot.share == 1.0 {
            route.end_mark(pieces.end - 1, true)
        } else {
            route.mark_after(pieces.start, self.chords[foot.arc].at(foot.share))
        }
    }

    /// The chainage of a place.
    pub fn chainage(&self, foot: &Foot) -> f64 {
        let (from, to) = (self.chainages[foot.arc], self.chainages[foot.arc + 1]);
        let chord = &self.chords[foot.arc];
        match foot.share {
            0.0 => from,
            1.0 => to,
            share => (from + earth::arc_length(chord.start, chord.at(share))).min(to),
        }
    }

    /// The side on which a point lies, whose nearest place this is; none where it is not plain to see.
    pub fn side(&self, p: Vec3, foot: &Foot) -> Option<Side> {
        if foot.distance < ON {
            return None;
        }
        let chord = &self.chords[foot.arc];
        let forward = |arc: usize| {
            let Chord { way, scale, .. } = self.chords[arc];
            way * f64::from(scale.sqrt())
        };
        let at_corner = |end: usize| {
            let goes_on = end > 0 && end < self.len() && self.goes_on[end];
            let ahead = goes_on.then(|| forward(end - 1) + forward(end));
            ahead.filter(|ahead| ahead.norm2() > BACK)
        };
        let ahead = match foot.share {
            0.0 => at_corner(foot.arc)?,
            1.0 => at_corner(foot.arc + 1)?,
            share => chord.way + chord.bend() * (1.0 - 2.0 * share),
        };
        let place = chord.at(foot.share);
        let (up, away) = (earth::gradient(place), p - place);
        let left = up.cross(ahead).dot(away);
        let is_plain = left * left > PLAIN * up.norm2() * ahead.norm2() * away.norm2();
        is_plain.then_some(if left > 0.0 { Side::Left } else { Side::Right })
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
                let place = self.chords[foot.arc].at(foot.share);
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

impl ToBeNearest<'_> {
    /// Tries an arc.
    #[inline(always)]
    pub fn see(&mut self, arc: usize) {
        let (place, best) = (self.arcs.foot(self.p, arc), &self.place);
        // The corner between the two.
        if place.share == 0.0 && best.share == 1.0 && best.arc + 1 == arc {
            return;
        }
        let is_alike = (place.chord2 - best.chord2).abs() <= self.arcs.alike(place.chord2);
        // By chord and by geodesic the same of two neighbours is nearer.
        let is_nearer = if is_alike && (place.point - best.point).norm2() > 1.0 {
            place.is_nearer(best, self.p)
        } else {
            place.chord2 < best.chord2
        };
        if is_nearer {
            self.place = place;
        }
    }

    /// The nearest place, once all arcs that may be nearest have been seen.
    #[inline]
    pub fn foot(&self) -> Foot {
        let Place { arc, share, .. } = self.place;
        Foot { arc, share, distance: self.place.distance(self.p) }
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

impl Place {
    #[cold]
    fn is_nearer(&self, other: &Place, p: Vec3) -> bool {
        self.distance(p) < other.distance(p)
    }

    #[inline]
    fn distance(&self, p: Vec3) -> f64 {
        earth::arc_length(self.point, p)
    }
}
