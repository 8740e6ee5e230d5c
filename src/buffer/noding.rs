//! Points and chords in general position: no point lies inside a chord, no chord lies on another.
//!
//! Earth-centred metres. A line may run back over itself with other vertices, or touch its own
//! edges. Offset curves of chords that overlap in part coincide, and none of them is nearer than
//! the other; so a chord is split at every point that lies on it, to within twice the deviation
//! that chords have from their edges anyway, after which chords that overlap have the same ends
//! and count once.

use super::chord::Chord;
use crate::earth::Vec3;
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
    let cuts = cuts(points, &chords, &tree, 2.0 * deviation);
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
fn cuts(points: &[Vec3], chords: &[Chord], tree: &BallTree, reach: f64) -> Vec<(usize, f64, u32)> {
    let mut cuts = Vec::new();
    let mut stack: Vec<Node> = Vec::new();
    let mut near: Vec<u32> = Vec::new();
    for (leaf, around) in tree.leaves().iter() {
        let Parts::Chords(own) = tree.parts(leaf) else { continue };
        // The ends of the leaf's chords, those that follow one another once.
        near.clear();
        for chord in &chords[own] {
            if near.last() != Some(&chord.a) {
                near.push(chord.a);
            }
            near.push(chord.b);
        }
        stack.push(tree.root());
        while let Some(node) = stack.pop() {
            match tree.parts(node) {
                Parts::Nodes(nodes) => {
                    let touching = nodes.iter().filter(|(_, ball)| {
                        let outer = ball.radius + around.radius + reach;
                        (ball.center - around.center).norm2() <= outer * outer
                    });
                    stack.extend(touching.map(|(child, _)| child));
                }
                Parts::Chords(others) => {
                    for i in others {
                        let on = |&p: &u32| Some((i, share(points, &chords[i], p, reach)?, p));
                        cuts.extend(near.iter().filter_map(on));
                    }
                }
            }
        }
    }
    cuts.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    cuts.dedup();
    cuts
}

/// How far along a chord a point lies that is on it, but not at its ends.
fn share(points: &[Vec3], chord: &Chord, index: u32, reach: f64) -> Option<f64> {
    if index == chord.a || index == chord.b {
        return None;
    }
    let from_a = points[index as usize] - points[chord.a as usize];
    let along = from_a.dot(chord.direction);
    if along <= 0.0 || along >= 2.0 * chord.half_length {
        return None;
    }
    ((from_a - chord.direction * along).norm2() <= reach * reach).then_some(along)
}
