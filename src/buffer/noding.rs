//! Points and chords in general position: no point lies inside a chord, no chord lies on another.
//!
//! Earth-centred metres. A line may run back over itself with other vertices, or touch its own
//! edges. Offset curves of chords that overlap in part coincide, and none of them is nearer than
//! the other; so a chord is split at every point that lies on it, to within what chords may leave
//! their edges by, after which chords that overlap have the same ends and count once.

use super::chord::Chord;
use crate::earth::{self, Vec3};
use crate::nearest::{BallTree, Node, Parts};

/// The chords, each split at the points that lie on it, each once, and their index; the order is
/// kept.
pub(super) fn split(
    points: &[Vec3],
    ups: &[Vec3],
    chords: Vec<Chord>,
    deviation: f64,
) -> (Vec<Chord>, BallTree) {
    let index = |chords: &[Chord]| {
        let ends = |i: usize| (points[chords[i].a as usize], points[chords[i].b as usize]);
        BallTree::new(chords.len(), ends)
    };
    let tree = index(&chords);
    let cuts = cuts(points, ups, &chords, &tree, deviation);
    if cuts.is_empty() {
        return (chords, tree);
    }
    let mut seen = std::collections::HashSet::new();
    let mut whole = Vec::with_capacity(chords.len() + cuts.len());
    let mut cuts = cuts.into_iter().peekable();
    for (index, chord) in chords.into_iter().enumerate() {
        let mut a = chord.a;
        let mut add = |a: u32, b: u32| {
            if a != b && seen.insert((a.min(b), a.max(b))) {
                whole.push(Chord::new(points, ups, a, b));
            }
        };
        while let Some((_, _, point)) = cuts.next_if(|cut| cut.0 == index) {
            add(a, point);
            a = point;
        }
        add(a, chord.b);
    }
    let tree = index(&whole);
    (whole, tree)
}

/// The points that lie on chords: which chord, how far along, which point; in that order.
fn cuts(
    points: &[Vec3],
    ups: &[Vec3],
    chords: &[Chord],
    tree: &BallTree,
    deviation: f64,
) -> Vec<(usize, f64, u32)> {
    let reaches: Vec<f64> = chords.iter().map(|chord| reach(chord, ups, deviation)).collect();
    let widest = reaches.iter().copied().fold(0.0, f64::max);
    let mut cuts = Vec::new();
    let mut stack: Vec<Node> = Vec::new();
    let mut near: Vec<(u32, Vec3)> = Vec::new();
    for (leaf, around) in tree.leaves().iter() {
        let Parts::Chords(own) = tree.parts(leaf) else { continue };
        // The ends of the leaf's chords, those that follow one another once.
        near.clear();
        for chord in &chords[own] {
            for end in [chord.a, chord.b] {
                if near.last().is_none_or(|last| last.0 != end) {
                    near.push((end, points[end as usize]));
                }
            }
        }
        stack.push(tree.root());
        while let Some(node) = stack.pop() {
            match tree.parts(node) {
                Parts::Nodes(nodes) => {
                    let touching = nodes.iter().filter(|(_, ball)| {
                        let outer = ball.radius + around.radius + widest;
                        (ball.center - around.center).norm2() <= outer * outer
                    });
                    stack.extend(touching.map(|(child, _)| child));
                }
                Parts::Chords(others) => {
                    for i in others {
                        let (chord, from) = (&chords[i], points[chords[i].a as usize]);
                        let (length, reach) = (2.0 * chord.half_length, reaches[i]);
                        for &(index, p) in &near {
                            let from_a = p - from;
                            let along = from_a.dot(chord.direction);
                            let on = along > 0.0
                                && along < length
                                && from_a.norm2() - along * along <= reach * reach
                                && index != chord.a
                                && index != chord.b;
                            if on {
                                cuts.push((i, along, index));
                            }
                        }
                    }
                }
            }
        }
    }
    cuts.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    cuts.dedup();
    cuts
}

/// How far from a chord a point that lies on its edge may be: a chord leaves its edge by as much as
/// the edge bends, and half of the deviation covers what was thinned and welded.
fn reach(chord: &Chord, ups: &[Vec3], deviation: f64) -> f64 {
    let slope = [chord.a, chord.b].map(|end| {
        let up = ups[end as usize];
        up.z.abs() / (up.x * up.x + up.y * up.y).sqrt()
    });
    let bend = (1.0 + 2.0 * slope[0].max(slope[1])) / earth::B;
    0.5 * deviation + (0.5 * chord.half_length * chord.half_length * bend).min(deviation)
}
