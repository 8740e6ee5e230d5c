//! The border as a planar network: distinct points, distinct chords, and their order around each
//! point.
//!
//! Earth-centred metres. Each chord has two half-edges; half-edge 2i runs along chord i, 2i+1 back.
//! The offset curve runs on the right of each half-edge with the zone on its left, so the half-edge
//! after h is the first one counter-clockwise from h reversed about its head: the walk around a
//! face of the network (Muller and Preparata's doubly connected edge list, 1978). Points and chords
//! given twice count once, so that a line may double back, close or touch itself.
//!
//! # Imports
//! `earth`, `index`, `border`; neither `offset` nor `trim`.
//!
//! # Reading order
//! `chord`, `wedge` and `simplify`, `weld`, `noding`, this file, `samples`.

mod chord;
mod noding;
mod samples;
mod simplify;
mod wedge;
mod weld;

use std::collections::HashSet;

use self::chord::Chord;
pub(crate) use self::chord::{EQUATORIAL, sagitta};
use self::samples::Samples;
pub(crate) use self::samples::{Bound, Outline, Sample};
use self::simplify::thin;
pub(crate) use self::wedge::Wedge;
use self::weld::Pairs;
pub(crate) use self::weld::Weld;
use crate::border::Border;
use crate::earth::{self, Vec3};
use crate::index::BallTree;

/// A directed chord's index: twice the chord's, plus one when it runs backwards.
pub(crate) type HalfEdge = u32;

/// The points and chords of a border.
#[derive(Debug)]
pub(crate) struct Network {
    points: Vec<Vec3>,
    /// The ellipsoid's normals at the points.
    ups: Vec<Vec3>,
    chords: Vec<Chord>,
    mean_length: f64,
    next: Vec<HalfEdge>,
}

/// The index over a network's chords, by which the pieces exposed are found.
#[derive(Debug)]
pub(crate) struct Index {
    pub tree: BallTree,
    pub samples: Samples,
}

impl Index {
    /// The index of a network whose first one has been dropped.
    pub fn new(Network { points, chords, .. }: &Network) -> Self {
        Index { tree: noding::tree(points, chords), samples: Samples::new(points, chords) }
    }
}

impl Network {
    /// The network of a border, and the index over it. Its chords leave the edges as drawn by at most
    /// `deviation` metres; each of its points is displaced by at most `displacement` metres, always
    /// the same way.
    ///
    /// Lines that overlap in part, or whose offsets touch in a point, have no generic position;
    /// displaced, they have one (Edelsbrunner and Mücke, Simulation of simplicity, 1990).
    pub fn new(border: &Border, deviation: f64, displacement: f64) -> (Self, Index) {
        let (points, chords) = welded(border, deviation);
        let ups: Vec<Vec3> = points.iter().map(|&p| earth::normal(p)).collect();
        let place = |(index, (&p, &up))| displaced(p, up, index as u32, displacement);
        let points: Vec<Vec3> = points.iter().zip(&ups).enumerate().map(place).collect();
        let chords = chords.iter().map(|&[a, b]| Chord::new(&points, &ups, a, b)).collect();
        let (chords, tree) = noding::split(&points, &ups, chords, deviation);
        let length: f64 = chords.iter().map(|chord| 2.0 * chord.half_length).sum();
        let mean_length = length / chords.len() as f64;
        let next = successors(&ups, &chords);
        let samples = Samples::new(&points, &chords);
        (Network { points, ups, chords, mean_length, next }, Index { tree, samples })
    }

    pub fn chords(&self) -> &[Chord] {
        &self.chords
    }

    pub fn points(&self) -> &[Vec3] {
        &self.points
    }

    /// The chords' mean length, metres.
    pub fn mean_length(&self) -> f64 {
        self.mean_length
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
        let [at_a, at_b] = self.chords[half as usize / 2].right;
        if half.is_multiple_of(2) { [at_a, at_b] } else { [-at_b, -at_a] }
    }

    /// Both ends of a chord.
    #[inline]
    pub fn ends(&self, chord: usize) -> (Vec3, Vec3) {
        let Chord { a, b, .. } = self.chords[chord];
        (self.point(a), self.point(b))
    }

    /// The next half-edge around the outside.
    pub fn next(&self, half: HalfEdge) -> HalfEdge {
        self.next[half as usize]
    }

    /// The start and the end of a half-edge.
    #[inline]
    pub fn run(&self, half: HalfEdge) -> (u32, u32) {
        let Chord { a, b, .. } = self.chords[half as usize / 2];
        if half.is_multiple_of(2) { (a, b) } else { (b, a) }
    }
}

/// The distinct points, and the distinct chords between them, which leave the border's edges by at
/// most `deviation`: two thirds of it to cut edges into chords, a sixth to thin them, a sixth to
/// weld.
fn welded(border: &Border, deviation: f64) -> (Vec<Vec3>, Vec<[u32; 2]>) {
    let share = deviation / 6.0;
    let count = border.lines().iter().map(|line| line.0.len()).sum();
    let mut weld = Weld::new(share, count);
    let mut chords: Vec<[u32; 2]> = Vec::with_capacity(count);
    let mut again = false;
    let mut dots = Vec::new();
    let (mut positions, mut line_points) = (Vec::new(), Vec::new());
    for line in border.lines() {
        positions.clear();
        for edge in line.lines() {
            earth::subdivide(edge.start, edge.end, border.edges(), 4.0 * share, &mut positions);
        }
        positions.extend(line.0.last());
        line_points.clear();
        line_points.extend(positions.iter().map(|&position| earth::ecef(position)));
        thin(&mut line_points, [share, 4.0 * share]);
        let before = chords.len();
        let mut last: Option<u32> = None;
        for &p in &line_points {
            let (b, known) = weld.add(p);
            again |= known;
            if let Some(a) = last.filter(|&a| a != b) {
                chords.push([a, b]);
            }
            last = Some(b);
        }
        if let (true, Some(point)) = (chords.len() == before, last) {
            dots.push((point, farthest(&line_points)));
        }
    }
    if again {
        let mut seen = Pairs::default();
        chords.retain(|&[a, b]| seen.add(a, b));
    }
    // A line within the reach of one point is a chord all the same, unless another passes there.
    let used: HashSet<u32> = match dots.is_empty() {
        true => HashSet::new(),
        false => chords.iter().flatten().copied().collect(),
    };
    let mut dotted = HashSet::new();
    for (point, end) in dots {
        if !used.contains(&point) && dotted.insert(point) {
            chords.push([point, weld.add_apart(end)]);
        }
    }
    (weld.into_points(), chords)
}

/// The point of a line that is farthest from its start.
fn farthest(line: &[Vec3]) -> Vec3 {
    let start = line.first().copied().unwrap_or_default();
    let by_gap = |a: &&Vec3, b: &&Vec3| (**a - start).norm2().total_cmp(&(**b - start).norm2());
    line.iter().max_by(by_gap).copied().unwrap_or_default()
}

/// A point moved in a direction that depends on its index, spread by the golden angle.
fn displaced(p: Vec3, up: Vec3, index: u32, by: f64) -> Vec3 {
    if by == 0.0 {
        return p;
    }
    let (east, north) = earth::tangents(up);
    let (sin, cos) = (f64::from(index) * 2.399_963_229_728_653).sin_cos();
    p + (east * cos + north * sin) * by
}

/// For each half-edge the next one around the outside.
fn successors(ups: &[Vec3], chords: &[Chord]) -> Vec<HalfEdge> {
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
            let (east, north) = earth::tangents(ups[star[0].0 as usize]);
            let bearing = |half: u32| {
                let chord = &chords[half as usize / 2];
                let d = if half.is_multiple_of(2) { chord.direction } else { -chord.direction };
                d.dot(north).atan2(d.dot(east))
            };
            star.sort_by(|x, y| bearing(x.1).total_cmp(&bearing(y.1)));
        }
        for (i, &(_, half)) in star.iter().enumerate() {
            // After arriving by the reverse of `half`, the way on is the next one
            // counter-clockwise.
            next[half as usize ^ 1] = star[(i + 1) % star.len()].1;
        }
    }
    next
}
