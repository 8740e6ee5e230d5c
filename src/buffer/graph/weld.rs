//! Welds points that all but coincide; a grid of cells finds the points nearby. Keeps pairs of points.
//!
//! Earth-centred metres. A point joins the first known one within the reach, so no point moves by
//! more than that, however many points stand close together. -180° is 180°, a pole is a pole.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::earth::Vec3;

/// The width of a cell in reaches: wide enough that most points have no neighbouring cell within
/// reach, narrow enough that few points share a cell.
const CELL: f64 = 16.0;

/// The distinct points, to which others are welded.
#[derive(Debug)]
pub(crate) struct Weld {
    points: Vec<Vec3>,
    /// For each point the point that entered its cell before it, or itself.
    before: Vec<u32>,
    last: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    reach: f64,
}

impl Weld {
    /// Welds points no farther apart than `reach` metres.
    pub fn new(reach: f64, count: usize) -> Self {
        let last = HashMap::with_capacity_and_hasher(count, BuildHasherDefault::default());
        Weld { points: Vec::with_capacity(count), before: Vec::with_capacity(count), last, reach }
    }

    /// The index of a point, and `true` if the point was known before.
    pub fn add(&mut self, p: Vec3) -> (u32, bool) {
        let place = [p.x, p.y, p.z].map(|c| c / (CELL * self.reach));
        let cell = place.map(f64::floor);
        let own = key(cell);
        if let Some(found) = self.find(p, own) {
            return (found, true);
        }
        // -1 or 1 along each axis where the point is within reach of a neighbouring cell.
        let beside = [0, 1, 2].map(|axis| match place[axis] - cell[axis] {
            within if within < 1.0 / CELL => -1.0,
            within if within > 1.0 - 1.0 / CELL => 1.0,
            _ => 0.0,
        });
        if beside != [0.0; 3] {
            let apart =
                |corner: i32| (0..3).all(|axis| corner >> axis & 1 == 0 || beside[axis] != 0.0);
            for corner in (1..8).filter(|&corner| apart(corner)) {
                let step = [0, 1, 2].map(|axis| f64::from(corner >> axis & 1) * beside[axis]);
                let other = [0, 1, 2].map(|axis| cell[axis] + step[axis]);
                if let Some(found) = self.find(p, key(other)) {
                    return (found, true);
                }
            }
        }
        (self.insert(p, own), false)
    }

    /// A point that stays apart from those within reach.
    pub fn add_apart(&mut self, p: Vec3) -> u32 {
        self.insert(p, key([p.x, p.y, p.z].map(|c| (c / (CELL * self.reach)).floor())))
    }

    /// The distinct points.
    pub fn points(&self) -> &[Vec3] {
        &self.points
    }

    pub fn into_points(self) -> Vec<Vec3> {
        self.points
    }

    fn insert(&mut self, p: Vec3, key: u64) -> u32 {
        let index = self.points.len() as u32;
        self.points.push(p);
        self.before.push(self.last.insert(key, index).unwrap_or(index));
        index
    }

    fn find(&self, p: Vec3, key: u64) -> Option<u32> {
        let mut index = *self.last.get(&key)?;
        loop {
            if (self.points[index as usize] - p).norm2() <= self.reach * self.reach {
                return Some(index);
            }
            let before = self.before[index as usize];
            if before == index {
                return None;
            }
            index = before;
        }
    }
}

/// The mixed number of a cell; two cells that share a number do no harm.
fn key(cell: [f64; 3]) -> u64 {
    let mut key = 0_u64;
    for c in cell {
        key = (key ^ c as i64 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        key ^= key >> 32;
    }
    key
}

/// Pairs of points, whatever their order.
#[derive(Debug, Default)]
pub(super) struct Pairs(HashSet<u64, BuildHasherDefault<Mixed>>);

impl Pairs {
    /// Adds a pair; `true` if it is new.
    pub fn add(&mut self, a: u32, b: u32) -> bool {
        let pair = u64::from(a.min(b)) << 32 | u64::from(a.max(b));
        // Mixed without a loss: each step can be undone.
        let mixed = (pair ^ pair >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0.insert(mixed ^ mixed >> 32)
    }
}

/// A hasher that passes on keys which are mixed already.
#[derive(Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
