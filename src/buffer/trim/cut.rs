//! Cuts from a piece of raw offset curve the part to which a point or a chord of the border is
//! nearer.
//!
//! Earth-centred metres. A point removes the part of a piece within the distance of it: a disc. A
//! chord removes the strip beside its inside. Both are quadratics in the piece's parameter (see
//! `piece`); exact cuts are corrected by geodesic lengths at three places of the open part.

use crate::buffer::graph::{Bound, EQUATORIAL, HalfEdge, Network, Sample};
use crate::buffer::offset::{Cuts, Interval, Open, Piece, Quadratic, Reach, Stretch};
use crate::earth::{self, Vec3};
use crate::index::on_chord;

/// The owner of a piece: the line beside a half-edge (part 0), or an arc at the half-edge's head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner {
    pub half: HalfEdge,
    pub part: u32,
}

/// Cuts pieces of one network at one distance.
pub(super) struct Cutter<'a> {
    network: &'a Network,
    reach: Reach,
    /// The exposed part of the current piece, and the middle of the whole.
    pub open: Open,
    middle: Vec3,
    cuts: Cuts,
    /// The radius of the whole around its middle, and the error of its points, metres.
    radius: f64,
    deviation: f64,
    /// The error of the distances at which the piece is cut, metres.
    misplaced: f64,
    /// The depth of the middle of the whole below the surface, metres.
    sagitta: f64,
    /// The exact points at the start, the middle and the end of the open part.
    places: Option<(Stretch, [Vec3; 3])>,
}

impl<'a> Cutter<'a> {
    pub fn new(network: &'a Network, reach: &Reach) -> Self {
        let middle = Vec3::default();
        let (open, places) = (Open::default(), None);
        Cutter {
            network,
            reach: *reach,
            open,
            middle,
            cuts: reach.cuts,
            radius: 0.0,
            deviation: 0.0,
            misplaced: 0.0,
            sagitta: 0.0,
            places,
        }
    }

    /// Starts with an interval of a piece.
    pub fn start(&mut self, piece: &Piece, interval: Interval, middle: Vec3, cuts: Cuts) {
        self.open.reset(interval);
        self.middle = middle;
        self.cuts = cuts;
        self.sagitta = piece.sagitta();
        self.places = None;
        match cuts {
            Cuts::Fast => {
                self.misplaced = self.reach.misplaced(piece, interval.to) + self.shift();
            }
            Cuts::Exact => {
                self.misplaced = 0.0;
                let outline = piece.outline(self.open.hull(), self.reach.distance);
                self.radius = outline.radius;
                self.deviation = self.reach.deviation(piece, &outline);
            }
        }
    }

    /// The kind of cuts in use.
    pub fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// The reduction of a distance seen from as deep as the middle of the whole lies; nothing where
    /// the distance falls by less than that, and depth alone counts for more.
    fn shift(&self) -> f64 {
        let tilt = self.reach.distance / EQUATORIAL;
        if self.sagitta < tilt * self.reach.distance { 0.5 * self.sagitta * tilt } else { 0.0 }
    }

    /// A cover corrected by the values of `exact` at three places of the open part.
    fn corrected(
        &mut self,
        piece: &Piece,
        cover: Quadratic,
        exact: impl Fn(Vec3) -> f64,
    ) -> Quadratic {
        let hull = self.open.hull();
        let distance = self.reach.distance;
        let places = match self.places {
            Some((known, places)) if known == hull => places,
            _ => Piece::places(hull).map(|t| piece.exact(t, distance)),
        };
        self.places = Some((hull, places));
        piece.corrected(cover, hull, places.map(exact))
    }

    /// Removes the part nearer to a sample than the distance.
    #[inline]
    pub fn cut_by(&mut self, sample: &Sample, piece: &Piece, owner: Owner) {
        if self.open.is_empty() || !self.comes_near(sample.at, sample.half_length2, piece) {
            return;
        }
        match sample.what {
            Bound::Point(point) => self.cut_by_point(point, piece, owner),
            Bound::Chord(chord) => self.cut_by_chord(chord, piece, owner),
            Bound::Natural | Bound::Limit => {}
        }
    }

    /// `true` if the exposed part of the piece may come nearer to a sample than the distance.
    #[inline]
    fn comes_near(&self, at: Vec3, half_length2: f64, piece: &Piece) -> bool {
        let (low, high) = self.open.hull();
        let within2 = self.reach.most_chord * self.reach.most_chord + half_length2;
        piece.disc(at, within2).positive_within(low, high)
    }

    /// Removes the part nearer to a point than the distance.
    fn cut_by_point(&mut self, point: u32, piece: &Piece, Owner { half, part }: Owner) {
        let (tail, head) = self.network.run(half);
        if point == head || (part == 0 && point == tail) {
            return;
        }
        let w = self.network.point(point);
        let (low, high) = self.open.hull();
        let Reach { distance, strict, .. } = self.reach;
        let radius = |p: Vec3| earth::chord_at(p, w, distance) - strict;
        let about = radius(self.middle);
        let mut disc = piece.disc(w, about.powi(2));
        if self.cuts == Cuts::Exact {
            let most = about + self.deviation + self.reach.slack(self.radius);
            if !piece.disc(w, most.powi(2)).positive_within(low, high) {
                return;
            }
            let exact = |p: Vec3| radius(p).powi(2) - (p - w).norm2();
            disc = self.corrected(piece, disc, exact);
        }
        let nearer = about - self.misplaced;
        let surely = || piece.lowered(&disc, about.powi(2) - nearer.powi(2));
        self.open.subtract(&[disc], Bound::Point(point), surely);
    }

    /// Removes the part nearer than the distance to a chord's inside, in the strip beside the
    /// chord.
    fn cut_by_chord(&mut self, chord: u32, piece: &Piece, Owner { half, part }: Owner) {
        let ends = &self.network.chords()[chord as usize];
        let (_, head) = self.network.run(half);
        let own = if part == 0 { chord == half / 2 } else { ends.a == head || ends.b == head };
        if own {
            return;
        }
        let (a, b) = (self.network.point(ends.a), self.network.point(ends.b));
        let Reach { distance, strict, .. } = self.reach;
        let (low, high) = self.open.hull();
        // The sides of the strip are upright, and chords that run straight on share a side.
        let level = |end: u32, right: Vec3| self.network.up(end).cross(right);
        let beside = [
            piece.along(a, level(ends.a, ends.right[0])).above(0.0),
            piece.along(b, level(ends.b, ends.right[1])).below(0.0),
        ];
        if !beside.iter().all(|inside| inside.positive_within(low, high)) {
            return;
        }
        // Measured at the nearest place, so that pieces beside chords that hardly bend do not bury
        // one another.
        let foot = on_chord(self.middle, a, b);
        let up = earth::normal(foot);
        let right = ends.direction.cross(up).unit();
        let across = right * (self.middle - foot).dot(right).signum();
        let edge = earth::near_destination(foot, up, across, distance);
        let width = (edge - foot).dot(across) - strict - self.shift();
        let away = piece.along(a, across);
        let (mut near, far) = (away.below(width), away.above(-width));
        if self.cuts == Cuts::Exact {
            let slack = self.reach.slack(self.radius + ends.half_length);
            if !away.below(width + self.deviation + slack).positive_within(low, high) {
                return;
            }
            let direction = ends.direction;
            let exact = |p: Vec3| {
                let below = a + direction * (p - a).dot(direction);
                // Upright at this place, as the sides are.
                let up = earth::normal(below);
                let foot = below - direction * (direction.dot(up) * (p - below).dot(up));
                distance - strict - earth::arc_length(foot, p)
            };
            near = self.corrected(piece, near, exact);
        }
        let surely = || piece.lowered(&near, self.misplaced);
        self.open.subtract(&[beside[0], beside[1], near, far], Bound::Chord(chord), surely);
    }
}
