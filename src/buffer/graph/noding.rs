//! Nodes points and chords: splits chords so that no point lies inside one and none lies on
//! another.
//!
//! Earth-centred metres. A line may run back over itself with other vertices, or touch its own
//! edges. Offset curves of chords that overlap in part coincide, and none of them is nearer than
//! the other. So a chord is split at every point that lies on it, to within the distance by which
//! chords may leave their edges; chords that overlap then have the same ends and count once.

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree, SelectionFunction};

use super::chord::{Chord, EQUATORIAL, sagitta};
use super::weld::Pairs;
use crate::earth::{self, Vec3};
use crate::index::{BallTree, Node, Parts};

/// The mean number of pairs of nodes of a chord, and of points on it, above which a tree of the points
/// takes over.
const PATIENCE: usize = 16;

/// Splits the chords at the points that lie on them; returns each chord once, in order, and the
/// index over the chords.
pub(super) fn split(
    points: &[Vec3],
    ups: &[Vec3],
    chords: Vec<Chord>,
    deviation: f64,
) -> (Vec<Chord>, BallTree) {
    let tree = tree(points, &chords);
    let reaches: Vec<f64> = chords.iter().map(|chord| reach(chord, ups, deviation)).collect();
    let cuts = cuts(points, &chords, &tree, &reaches);
    if cuts.as_ref().is_some_and(Vec::is_empty) {
        return (chords, tree);
    }
    drop(tree);
    let mut parts = Parted::new(points, ups, chords.len());
    match cuts {
        Some(cuts) => {
            let mut cuts = cuts.into_iter().peekable();
            for (index, chord) in chords.into_iter().enumerate() {
                parts.start(chord.a);
                while let Some((_, _, point)) = cuts.next_if(|cut| cut.0 == index) {
                    parts.go_on(point);
                }
                parts.go_on(chord.b);
            }
        }
        None => by_points(points, &chords, &reaches, &mut parts),
    }
    let tree = self::tree(points, &parts.whole);
    (parts.whole, tree)
}

/// The index over chords.
pub(super) fn tree(points: &[Vec3], chords: &[Chord]) -> BallTree {
    let ends = |i: usize| (points[chords[i].a as usize], points[chords[i].b as usize]);
    BallTree::new(chords.len(), ends)
}

/// The distinct parts of chords.
struct Parted<'a> {
    points: &'a [Vec3],
    ups: &'a [Vec3],
    seen: Pairs,
    whole: Vec<Chord>,
    last: u32,
}

impl<'a> Parted<'a> {
    fn new(points: &'a [Vec3], ups: &'a [Vec3], count: usize) -> Self {
        Parted { points, ups, seen: Pairs::default(), whole: Vec::with_capacity(count), last: 0 }
    }

    fn start(&mut self, point: u32) {
        self.last = point;
    }

    /// Adds the part from the last point to this one.
    fn go_on(&mut self, point: u32) {
        let from = std::mem::replace(&mut self.last, point);
        if from != point && self.seen.add(from, point) {
            self.whole.push(Chord::new(self.points, self.ups, from, point));
        }
    }
}

/// The points that lie on chords, as chord, share along the chord, and point; in that order. `None`
/// where they, or the pairs of nodes to look at, are too many.
fn cuts(
    points: &[Vec3],
    chords: &[Chord],
    tree: &BallTree,
    reaches: &[f64],
) -> Option<Vec<(usize, f64, u32)>> {
    let outer = |(chord, reach): (&Chord, &f64)| reach + depth(chord);
    let widest = chords.iter().zip(reaches).map(outer).fold(0.0, f64::max);
    let mut cuts = Vec::new();
    // Pairs of nodes whose balls touch, down to pairs of leaves: points of the first are tried on
    // chords of the second.
    let mut pairs: Vec<(Node, Node)> = vec![(tree.root(), tree.root())];
    let mut patience = PATIENCE * chords.len();
    while let Some((one, other)) = pairs.pop() {
        if patience == 0 || cuts.len() > PATIENCE * chords.len() {
            return None;
        }
        patience -= 1;
        match (tree.parts(one), tree.parts(other)) {
            (Parts::Nodes(ones), Parts::Nodes(others)) => {
                for (one, around) in ones.iter() {
                    let touching = others.iter().filter(|(_, ball)| {
                        let outer = ball.radius + around.radius + widest;
                        (ball.center - around.center).norm2() <= outer * outer
                    });
                    pairs.extend(touching.map(|(other, _)| (one, other)));
                }
            }
            (Parts::Chords(own), Parts::Chords(others)) => {
                let ball = tree.ball(other);
                let outer2 = (ball.radius + widest).powi(2);
                let mut tried = None;
                for point in chords[own].iter().flat_map(|chord| [chord.a, chord.b]) {
                    let p = points[point as usize];
                    if tried == Some(point) || (p - ball.center).norm2() > outer2 {
                        continue;
                    }
                    tried = Some(point);
                    for i in others.clone() {
                        let along = share(points, &chords[i], point, reaches[i]);
                        cuts.extend(along.map(|along| (i, along, point)));
                    }
                }
            }
            // All leaves are equally far below the root.
            _ => {}
        }
    }
    cuts.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    cuts.dedup();
    Some(cuts)
}

/// Splits the chords where many run beside or across one another, and all their balls touch: a tree
/// of the points alone gives those beside each chord, one chord after the other.
fn by_points(points: &[Vec3], chords: &[Chord], reaches: &[f64], parts: &mut Parted) {
    let place = |(index, p): (usize, &Vec3)| GeomWithData::new([p.x, p.y, p.z], index as u32);
    let tree = RTree::bulk_load(points.iter().enumerate().map(place).collect());
    let mut cuts: Vec<(f64, u32)> = Vec::new();
    for (chord, &reach) in chords.iter().zip(reaches) {
        cuts.clear();
        let reach_below = reach + depth(chord);
        let beside = Beside { start: points[chord.a as usize], chord, reach: reach_below };
        for point in tree.locate_with_selection_function(beside) {
            let along = share(points, chord, point.data, reach);
            cuts.extend(along.map(|along| (along, point.data)));
        }
        cuts.sort_by(|x, y| x.0.total_cmp(&y.0));
        parts.start(chord.a);
        cuts.iter().for_each(|&(_, point)| parts.go_on(point));
        parts.go_on(chord.b);
    }
}

/// Selects the boxes and points within reach of a chord.
struct Beside<'a> {
    start: Vec3,
    chord: &'a Chord,
    reach: f64,
}

impl Beside<'_> {
    /// `true` if a place may be no farther than `beyond` outside the reach.
    fn is_near(&self, [x, y, z]: [f64; 3], beyond: f64) -> bool {
        let from_start = Vec3::new(x, y, z) - self.start;
        let along = from_start.dot(self.chord.direction).clamp(0.0, 2.0 * self.chord.half_length);
        let outer = self.reach + beyond;
        (from_start - self.chord.direction * along).norm2() <= outer * outer
    }
}

impl SelectionFunction<GeomWithData<[f64; 3], u32>> for Beside<'_> {
    fn should_unpack_parent(&self, around: &AABB<[f64; 3]>) -> bool {
        let (low, high) = (around.lower(), around.upper());
        let middle = [0, 1, 2].map(|axis| 0.5 * (low[axis] + high[axis]));
        let half = [0, 1, 2].map(|axis| 0.5 * (high[axis] - low[axis]));
        self.is_near(middle, half.iter().map(|side| side * side).sum::<f64>().sqrt())
    }

    fn should_unpack_leaf(&self, point: &GeomWithData<[f64; 3], u32>) -> bool {
        self.is_near(*point.geom(), 0.0)
    }
}

/// The largest distance from a chord of a point that lies on its edge: a chord leaves its edge by
/// the bend of the edge, and half of the deviation covers thinning and welding.
fn reach(chord: &Chord, ups: &[Vec3], deviation: f64) -> f64 {
    let [at_a, at_b] = [chord.a, chord.b].map(|end| earth::steepness(ups[end as usize]));
    let bend = (1.0 + 2.0 * at_a.max(at_b)) / earth::B;
    0.5 * deviation + (0.5 * chord.half_length * chord.half_length * bend).min(deviation)
}

/// The depth of a chord's middle below the surface.
fn depth(chord: &Chord) -> f64 {
    sagitta(chord.half_length * chord.half_length)
}

/// The share along a chord of a point on its edge, which rises above the chord; `None` at its ends and
/// elsewhere.
#[inline]
fn share(points: &[Vec3], chord: &Chord, point: u32, reach: f64) -> Option<f64> {
    let from_a = points[point as usize] - points[chord.a as usize];
    let along = from_a.dot(chord.direction);
    let inside = along > 0.0 && along < 2.0 * chord.half_length;
    let rise = along * (chord.half_length - 0.5 * along) / EQUATORIAL;
    let on = inside && from_a.norm2() - along * along <= (reach + rise) * (reach + rise) && {
        let up = points[point as usize].unit();
        (from_a - chord.direction * along - up * rise).norm2() <= reach * reach
    };
    (on && point != chord.a && point != chord.b).then_some(along)
}
