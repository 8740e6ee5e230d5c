//! The nearest point of a network of chords, by branch and bound over the ball tree.
//!
//! Earth-centred metres; distances are chords, which order points as geodesics do up to the error
//! stated at [`arc_length`](crate::earth::arc_length).

use smallvec::SmallVec;

use super::ball_tree::{BallTree, Node, Parts};
use crate::earth::{self, Vec3};

/// The largest number of nodes put off: three a level, and 16 levels hold more chords than can be
/// counted.
const PUT_OFF: usize = 64;

/// The nearest point and the chord on which it lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Foot {
    pub point: Vec3,
    pub chord: usize,
    pub chord2: f64,
}

/// Answers nearest-point questions over a tree and the chords it was built from.
pub(crate) struct Nearest<'a, E: Fn(usize) -> (Vec3, Vec3)> {
    tree: &'a BallTree,
    ends: E,
    stack: SmallVec<[(f64, Node); PUT_OFF]>,
}

impl<'a, E: Fn(usize) -> (Vec3, Vec3)> Nearest<'a, E> {
    pub fn new(tree: &'a BallTree, ends: E) -> Self {
        Nearest { tree, ends, stack: SmallVec::new() }
    }

    /// The point of the network nearest to `p`.
    pub fn foot(&mut self, p: Vec3) -> Foot {
        let mut best = Foot { point: p, chord: 0, chord2: f64::INFINITY };
        self.search(p, f64::INFINITY, |foot| {
            best = foot;
            foot.chord2
        });
        best
    }

    /// The point of the network nearest to `p`, if its squared distance is less than `chord2`.
    pub fn nearer(&mut self, p: Vec3, chord2: f64) -> Option<Foot> {
        let mut best = None;
        self.search(p, chord2, |foot| {
            best = Some(foot);
            foot.chord2
        });
        best
    }

    /// Shows the point nearest to `p` on every chord that is nearer than a distance.
    pub fn within(&mut self, p: Vec3, distance: f64, mut see: impl FnMut(Foot)) {
        let reach2 = distance * distance;
        self.search(p, reach2, |foot| {
            see(foot);
            reach2
        });
    }

    /// Shows the points of chords nearest to `p` while they are within reach. The squared reach is
    /// `reach2` at first, then the value returned for the last point shown.
    fn search(&mut self, p: Vec3, mut reach2: f64, mut see: impl FnMut(Foot) -> f64) {
        self.stack.clear();
        self.stack.push((0.0, self.tree.root()));
        while let Some((bound, node)) = self.stack.pop() {
            if bound * bound >= reach2 {
                continue;
            }
            let nodes = match self.tree.parts(node) {
                Parts::Chords(chords) => {
                    for chord in chords {
                        let (a, b) = (self.ends)(chord);
                        let point = on_chord(p, a, b);
                        let chord2 = (p - point).norm2();
                        if chord2 < reach2 {
                            reach2 = see(Foot { point, chord, chord2 });
                        }
                    }
                    continue;
                }
                Parts::Nodes(nodes) => nodes,
            };
            let from = self.stack.len();
            for (child, ball) in nodes.iter() {
                let bound = ((p - ball.center).norm() - ball.radius).max(0.0);
                if bound * bound < reach2 {
                    self.stack.push((bound, child));
                }
            }
            // The nearest child on top of the stack.
            self.stack[from..].sort_unstable_by(|x, y| y.0.total_cmp(&x.0));
        }
    }
}

/// The point of the chord from `a` to `b` nearest to `p`.
#[inline]
pub(crate) fn on_chord(p: Vec3, a: Vec3, b: Vec3) -> Vec3 {
    let ab = b - a;
    let t = ((p - a).dot(ab) / ab.norm2()).clamp(0.0, 1.0);
    // Rounding may part `a + ab` from `b`, and a corner is known by its coordinates.
    if t == 1.0 { b } else { a + ab * t }
}

/// The distance between two chords, 0 where they cross as seen from above; at most what they dip below the
/// surface too large.
pub(crate) fn between_chords([a, b]: [Vec3; 2], [c, d]: [Vec3; 2]) -> f64 {
    let up = earth::gradient(a);
    let side = |p: Vec3, q: Vec3, r: Vec3| up.dot((q - p).cross(r - p));
    if side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0 {
        return 0.0;
    }
    let gap2 = |p: Vec3, from: Vec3, to: Vec3| (p - on_chord(p, from, to)).norm2();
    gap2(a, c, d).min(gap2(b, c, d)).min(gap2(c, a, b)).min(gap2(d, a, b)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The callers compare all digits to see if a place is a corner.
    #[test]
    fn beyond_an_end_the_end_itself_is_nearest() {
        // Coordinates of both signs, and of very different sizes.
        let ends = [
            (Vec3::new(6_378_000.3, -11.7, 0.1), Vec3::new(6_377_990.9, 23.4, 71.3)),
            (Vec3::new(-79_000.1, 19.3, -6_356_000.7), Vec3::new(-79_031.7, -0.3, -6_355_999.9)),
            (Vec3::new(0.1, 0.2, 0.3), Vec3::new(-1e6 / 3.0, 1e-9 / 7.0, 1e3 / 9.0)),
        ];
        for (a, b) in ends {
            assert_eq!(on_chord(b + (b - a), a, b), b);
            assert_eq!(on_chord(a + (a - b), a, b), a);
        }
    }
}
