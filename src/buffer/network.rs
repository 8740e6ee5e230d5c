//! The border as a planar network: distinct points, distinct chords, and what follows what around.
//!
//! Earth-centred metres. Each chord has two half-edges; half-edge 2i runs along chord i, 2i+1 back.
//! The offset curve runs on the right of each half-edge with the zone on its left, so the
//! half-edge after h is the first one counter-clockwise from h reversed about its head: the walk
//! around a face of the network (Muller and Preparata's doubly connected edge list, 1978). Points
//! and chords given twice count once, so that a line may double back, close or touch itself.

use std::collections::{HashMap, HashSet};

use geo_types::Coord;

use super::chord::Chord;
use super::noding;
use crate::Border;
use crate::earth::{self, Vec3};
use crate::nearest::BallTree;

/// A directed chord's index: twice the chord's, plus one when it runs backwards.
pub(super) type HalfEdge = usize;

/// The points and chords of a border.
#[derive(Debug)]
pub(super) struct Network {
    points: Vec<Vec3>,
    /// The ellipsoid's normals at the points.
    ups: Vec<Vec3>,
    chords: Vec<Chord>,
    next: Vec<u32>,
    tree: BallTree,
}

impl Network {
    /// The network of a border whose chords leave the edges as drawn by at most `deviation` metres,
    /// each of its points displaced by at most `displacement` metres, always the same way.
    ///
    /// Lines that overlap in part, or whose offsets touch in a point, have no generic position;
    /// displaced, they have one (Edelsbrunner and Mücke, Simulation of simplicity, 1990).
    pub fn new(border: &Border, deviation: f64, displacement: f64) -> Self {
        let mut builder = Builder { displacement, ..Builder::default() };
        let mut line_points = Vec::new();
        for line in border.lines() {
            line_points.clear();
            for edge in line.lines() {
                earth::subdivide(edge.start, edge.end, border.edges(), deviation, &mut line_points);
            }
            line_points.extend(line.0.last());
            builder.add_line(&line_points);
        }
        let (chords, tree) =
            noding::split(&builder.points, &builder.ups, builder.chords, deviation);
        let next = successors(&builder.points, &chords);
        Network { points: builder.points, ups: builder.ups, chords, next, tree }
    }

    /// The index over the chords.
    pub fn tree(&self) -> &BallTree {
        &self.tree
    }

    pub fn chords(&self) -> &[Chord] {
        &self.chords
    }

    #[inline]
    pub fn point(&self, index: u32) -> Vec3 {
        self.points[index as usize]
    }

    /// The ellipsoid's normal at a point.
    #[inline]
    pub fn up(&self, index: u32) -> Vec3 {
        self.ups[index as usize]
    }

    /// Horizontal unit vectors to the right of a half-edge, at its tail and at its head.
    #[inline]
    pub fn right(&self, half: HalfEdge) -> [Vec3; 2] {
        let [at_a, at_b] = self.chords[half / 2].right;
        if half.is_multiple_of(2) { [at_a, at_b] } else { [-at_b, -at_a] }
    }

    /// Both ends of a chord.
    #[inline]
    pub fn ends(&self, chord: usize) -> (Vec3, Vec3) {
        let Chord { a, b, .. } = self.chords[chord];
        (self.point(a), self.point(b))
    }

    /// The half-edge that follows around the outside.
    pub fn next(&self, half: HalfEdge) -> HalfEdge {
        self.next[half] as usize
    }

    /// The points from and to which a half-edge runs.
    #[inline]
    pub fn run(&self, half: HalfEdge) -> (u32, u32) {
        let Chord { a, b, .. } = self.chords[half / 2];
        if half.is_multiple_of(2) { (a, b) } else { (b, a) }
    }

    /// Unit vector along a half-edge.
    #[inline]
    pub fn direction(&self, half: HalfEdge) -> Vec3 {
        let direction = self.chords[half / 2].direction;
        if half.is_multiple_of(2) { direction } else { -direction }
    }
}

#[derive(Default)]
struct Builder {
    displacement: f64,
    points: Vec<Vec3>,
    ups: Vec<Vec3>,
    chords: Vec<Chord>,
    index: HashMap<[i64; 3], u32>,
    seen: HashSet<(u32, u32)>,
}

impl Builder {
    fn add_line(&mut self, line: &[Coord<f64>]) {
        let mut last: Option<u32> = None;
        for &position in line {
            let b = self.add_point(earth::ecef(position));
            if let Some(a) = last
                && a != b
                && self.seen.insert((a.min(b), a.max(b)))
            {
                self.chords.push(Chord::new(&self.points, &self.ups, a, b));
            }
            last = Some(b);
        }
    }

    /// Points within a micrometre of one another are one point: -180° is 180°, a pole is a pole.
    fn add_point(&mut self, p: Vec3) -> u32 {
        let key = [p.x, p.y, p.z].map(|c| (c * 1e6).round() as i64);
        let index = self.points.len() as u32;
        *self.index.entry(key).or_insert_with(|| {
            let up = earth::normal(p);
            self.points.push(displaced(p, up, index, self.displacement));
            self.ups.push(up);
            index
        })
    }
}

/// A point moved in a direction that its index scatters, by the golden angle.
fn displaced(p: Vec3, up: Vec3, index: u32, by: f64) -> Vec3 {
    if by == 0.0 {
        return p;
    }
    let (east, north) = earth::tangents(up);
    let (sin, cos) = (f64::from(index) * 2.399_963_229_728_653).sin_cos();
    p + (east * cos + north * sin) * by
}

/// For each half-edge the one after it around the outside.
fn successors(points: &[Vec3], chords: &[Chord]) -> Vec<u32> {
    let mut outgoing: Vec<(u32, u32)> = (0..chords.len() as u32)
        .flat_map(|i| {
            let Chord { a, b, .. } = chords[i as usize];
            [(a, 2 * i), (b, 2 * i + 1)]
        })
        .collect();
    outgoing.sort_unstable();
    let mut next = vec![0; 2 * chords.len()];
    for star in outgoing.chunk_by_mut(|x, y| x.0 == y.0) {
        if star.len() > 2 {
            let (east, north) = earth::tangents(earth::normal(points[star[0].0 as usize]));
            let bearing = |half: u32| {
                let chord = &chords[half as usize / 2];
                let d = if half.is_multiple_of(2) { chord.direction } else { -chord.direction };
                d.dot(north).atan2(d.dot(east))
            };
            star.sort_by(|x, y| bearing(x.1).total_cmp(&bearing(y.1)));
        }
        for (i, &(_, half)) in star.iter().enumerate() {
            // Arriving by the reverse of `half`, the way on is the next one counter-clockwise.
            next[half as usize ^ 1] = star[(i + 1) % star.len()].1;
        }
    }
    next
}
