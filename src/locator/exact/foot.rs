//! The border point nearest to a point, with its chainage, distance and side.
//!
//! Earth-centred metres. On an arc, the nearest point is the nearest point of the chord, corrected
//! by Newton's method. Its distance is [`arc_length`](crate::earth::arc_length): within 0.1 µm of
//! Karney's up to [`FAR`], where Karney's takes over. The nearest by chord and the nearest by
//! geodesic differ by less than 3 µm of distance up to 500 km; beyond, nothing is promised.

use geo_types::Coord;

use super::arcs::{Arcs, Chord};
use crate::border::{PieceEnd, Route, RoutePoint};
use crate::earth::{self, Vec3};
use crate::value::{Edges, Side};

/// The distance from which lengths are Karney's, metres.
const FAR: f64 = 200_000.0;

/// The squared sine of the angle from the border's direction above which the side is certain: arcs
/// and pieces nowhere differ so far in direction.
const PLAIN: f64 = 1e-4;

/// The distance from the border below which the side may be a matter of rounding, metres.
const ON: f64 = 1e-3;
/// The squared sum of both directions at a corner below which the border may turn back.
const BACK: f64 = 0.01;

/// The largest number of steps of Newton's method; one is enough except where the border bends
/// around a point.
const STEPS: usize = 8;
/// The length of a step, as a share of the arc, after which no other is needed: the rest is at most
/// its square.
const SHORT: f64 = 1e-2;
/// The length of a bend seen from a point, as a share of the arc, below which the squared distance
/// is convex.
const CONVEX: f64 = 0.25;
/// The relative bend of the distance along an arc below which the distance is the same everywhere.
const FLAT: f64 = 1e-3;

/// The nearest border point: its arc, the share of the arc, and the distance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Foot {
    pub arc: usize,
    pub share: f64,
    pub distance: f64,
}

/// The point of an arc that is nearest to a point.
#[derive(Debug, Clone, Copy)]
struct Place {
    arc: usize,
    share: f64,
    point: Vec3,
    chord2: f64,
}

/// The nearest border point of the arcs seen so far.
pub(crate) struct ToBeNearest<'a> {
    arcs: &'a Arcs,
    p: Vec3,
    place: Place,
}

impl Arcs {
    /// Starts the search for the arc that is nearest to a point.
    #[inline]
    pub fn to_be_nearest(&self, p: Vec3) -> ToBeNearest<'_> {
        let place = Place { arc: 0, share: 0.0, point: p, chord2: f64::INFINITY };
        ToBeNearest { arcs: self, p, place }
    }

    /// The largest difference of two squared chords at which the longer may be the shorter
    /// geodesic.
    fn alike(&self, chord2: f64) -> f64 {
        // Curvatures differ by 0.7 % over the ellipsoid.
        chord2 * chord2 * (0.0015 / (earth::A * earth::A))
    }

    /// The nearest border point on any arc.
    pub fn nearest(&self, route: &Route, p: Vec3) -> Foot {
        let mut arcs = route.pieces_near(p);
        arcs.iter_mut().for_each(|piece| *piece = self.arc_of(*piece));
        arcs.sort_unstable();
        arcs.dedup();
        let mut nearest = self.to_be_nearest(p);
        arcs.into_iter().for_each(|arc| nearest.see(arc));
        nearest.foot()
    }

    /// The point of one arc nearest to a point.
    #[inline(always)]
    fn foot(&self, p: Vec3, arc: usize) -> Place {
        let chord = self.chord(arc);
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

    /// The point of the route at a foot.
    pub fn mark(&self, route: &Route, foot: &Foot) -> RoutePoint {
        let pieces = self.pieces(foot.arc);
        if foot.share == 0.0 {
            route.end_mark(pieces.start, PieceEnd::Start)
        } else if foot.share == 1.0 {
            route.end_mark(pieces.end - 1, PieceEnd::End)
        } else {
            route.mark_after(pieces.start, self.chord(foot.arc).at(foot.share))
        }
    }

    /// The chainage of a foot.
    pub fn chainage(&self, foot: &Foot) -> f64 {
        let (from, to) = (self.chainages[foot.arc], self.chainages[foot.arc + 1]);
        let chord = self.chord(foot.arc);
        match foot.share {
            0.0 => from,
            1.0 => to,
            share => (from + earth::arc_length(chord.start, chord.at(share))).min(to),
        }
    }

    /// The side of a point, from its nearest border point; `None` where it is uncertain.
    pub fn side(&self, route: &Route, p: Vec3, foot: &Foot) -> Option<Side> {
        if foot.distance < ON {
            return None;
        }
        let chord = self.chord(foot.arc);
        let forward = |arc: usize| {
            let &Chord { way, scale, .. } = self.chord(arc);
            way * f64::from(scale.sqrt())
        };
        let at_corner = |end: usize| {
            let is_within =
                end > 0 && end < self.len() && !route.begins_line(self.pieces(end).start);
            let ahead = is_within.then(|| forward(end - 1) + forward(end));
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

    /// The length of Karney's geodesic from a position to a foot.
    pub fn karney(&self, route: &Route, foot: &Foot, position: Coord<f64>) -> f64 {
        let place = match route.straight() {
            Edges::Planar => {
                let pieces = self.pieces(foot.arc);
                let from = route.end_position(pieces.start, PieceEnd::Start);
                let to = route.end_position(pieces.end - 1, PieceEnd::End);
                earth::along(from, to, foot.share)
            }
            Edges::Geodesic => {
                let place = self.chord(foot.arc).at(foot.share);
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
        // The corner between the two is the same point.
        if place.share == 0.0 && best.share == 1.0 && best.arc + 1 == arc {
            return;
        }
        let is_alike = (place.chord2 - best.chord2).abs() <= self.arcs.alike(place.chord2);
        // Of two neighbours, chord and geodesic agree on the nearer.
        let is_nearer = if is_alike && (place.point - best.point).norm2() > 1.0 {
            place.is_nearer(best, self.p)
        } else {
            place.chord2 < best.chord2
        };
        if is_nearer {
            self.place = place;
        }
    }

    /// The nearest border point, once all arcs that may be nearest have been seen.
    #[inline]
    pub fn foot(&self) -> Foot {
        let Place { arc, share, .. } = self.place;
        Foot { arc, share, distance: self.place.distance(self.p) }
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
