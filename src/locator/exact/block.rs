//! A block: up to four limbs of the border that go on from one another, measured side by side.
//!
//! Earth-centred metres. A limb is the straight line between two border points. The corners are in
//! single precision around a centre of the block's own, coordinate by coordinate. Squared lengths
//! are off by less than [`ROUGH`] of the square of the farthest that is measured.

use crate::earth::Vec3;

/// The largest number of limbs in a block.
pub(super) const LIMBS: usize = 4;
/// The relative error of squared lengths: three coordinates, each off by four roundings in single
/// precision, and the roundings of the sum.
pub(super) const ROUGH: f64 = 1.2e-6;
/// The relative error of the ways to the nearest points of limbs: that of three coordinates and of
/// the share of a limb.
const SKEW: f64 = 2e-6;

/// Up to [`LIMBS`] limbs, and a ball around all of the border along them.
#[derive(Debug)]
#[repr(align(32))]
pub(super) struct Block {
    center: [f32; 3],
    /// The largest distance of the border along the limbs from the centre.
    pub size: f32,
    /// The number of the first limb, and the number of limbs in the last three bits.
    limbs: u32,
    /// The corners; the last one is repeated.
    x: [f32; LIMBS + 1],
    y: [f32; LIMBS + 1],
    z: [f32; LIMBS + 1],
    /// One over the squared length of every limb.
    scale: [f32; LIMBS],
}

impl Block {
    /// A block of limbs from corner to corner, the first of which has a number; the border leaves
    /// the limbs by up to `loose`.
    pub fn new(first: usize, corners: &[Vec3], loose: f32) -> Self {
        let count = corners.len() - 1;
        let corner = |index: usize| corners[index.min(count)];
        // The centre is the one that single precision can hold.
        let middle = (corner(0) + corner(count)) * 0.5;
        let center = [middle.x, middle.y, middle.z].map(|value| value as f32);
        let [x, y, z] = center.map(f64::from);
        let around: [Vec3; LIMBS + 1] =
            std::array::from_fn(|index| corner(index) - Vec3::new(x, y, z));
        let each = |pick: fn(Vec3) -> f64| around.map(|corner| pick(corner) as f32);
        let scale = |index: usize| {
            let length2 = (corner(index + 1) - corner(index)).norm2();
            if length2 > 0.0 { (1.0 / length2) as f32 } else { 0.0 }
        };
        let farthest = around.iter().map(|corner| corner.norm()).fold(0.0, f64::max) as f32;
        Block {
            center,
            size: farthest + loose + 1.0,
            limbs: ((first << 3) + count) as u32,
            x: each(|corner| corner.x),
            y: each(|corner| corner.y),
            z: each(|corner| corner.z),
            scale: std::array::from_fn(scale),
        }
    }

    #[inline]
    pub fn center(&self) -> Vec3 {
        let [x, y, z] = self.center.map(f64::from);
        Vec3::new(x, y, z)
    }

    /// The numbers of the limbs.
    #[inline]
    pub fn limbs(&self) -> std::ops::Range<usize> {
        let first = (self.limbs >> 3) as usize;
        first..first + (self.limbs & 7) as usize
    }

    /// The point as seen from the centre.
    #[inline(always)]
    fn seen(&self, p: Vec3) -> [f32; 3] {
        let to = p - self.center();
        [to.x as f32, to.y as f32, to.z as f32]
    }

    /// The ways to a point from a limb's start and from the nearest point of the limb.
    #[inline(always)]
    fn ways(&self, [px, py, pz]: [f32; 3], i: usize) -> [[f32; 3]; 2] {
        let Block { x: ax, y: ay, z: az, .. } = self;
        let (u, v, w) = (ax[i + 1] - ax[i], ay[i + 1] - ay[i], az[i + 1] - az[i]);
        let (x, y, z) = (px - ax[i], py - ay[i], pz - az[i]);
        let share = (x * u + y * v + z * w) * self.scale[i];
        let share = if share > 0.0 { share } else { 0.0 };
        let share = if share < 1.0 { share } else { 1.0 };
        [[x, y, z], [x - u * share, y - v * share, z - w * share]]
    }

    /// The squared lengths from a point to the limbs.
    #[inline(always)]
    pub fn lengths2(&self, p: Vec3) -> [f32; LIMBS] {
        let seen = self.seen(p);
        let mut lengths2 = [0.0; LIMBS];
        for (i, length2) in lengths2.iter_mut().enumerate() {
            *length2 = norm2(self.ways(seen, i)[1]);
        }
        lengths2
    }

    /// The squared lengths from a point to the limbs, and to where they start.
    #[inline(always)]
    pub fn lengths2_and_starts2(&self, p: Vec3) -> [[f32; LIMBS]; 2] {
        let seen = self.seen(p);
        let (mut lengths2, mut starts2) = ([0.0; LIMBS], [0.0; LIMBS]);
        for i in 0..LIMBS {
            let [start, way] = self.ways(seen, i);
            lengths2[i] = norm2(way);
            starts2[i] = norm2(start);
        }
        [lengths2, starts2]
    }

    /// The least squared length from a point to a limb, and the number of the limb.
    #[inline]
    pub fn least2(&self, p: Vec3) -> (f32, usize) {
        self.least_of(self.lengths2(p))
    }

    /// The least of some squared lengths of limbs, and the number of the limb.
    #[inline(always)]
    pub fn least_of(&self, [a, b, c, d]: [f32; LIMBS]) -> (f32, usize) {
        let first = if b < a { (b, 1) } else { (a, 0) };
        let last = if d < c { (d, 3) } else { (c, 2) };
        let (least2, nearest) = if last.0 < first.0 { last } else { first };
        // Beyond the last limb, its end stands for further limbs.
        let limbs = self.limbs();
        (least2, (limbs.start + nearest).min(limbs.end - 1))
    }

    /// For each limb a value that, with the way from a point to any other within `radius` measured
    /// along `up`, does not exceed the distance from the other to the limb, less `loose`.
    ///
    /// The distance to a limb is convex, so that it grows no slower than along its tangent.
    pub fn floors(&self, p: Vec3, up: Vec3, radius: f64, loose: [f32; LIMBS]) -> [f64; LIMBS] {
        let (seen, r, size) = (self.seen(p), radius as f32, self.size);
        let up = [up.x, up.y, up.z].map(|value| value as f32);
        let (rough, skew) = (ROUGH as f32, SKEW as f32);
        let mut floors = [0.0; LIMBS];
        for (i, floor) in floors.iter_mut().enumerate() {
            let way = self.ways(seen, i)[1];
            let length = norm2(way).sqrt();
            let per = 1.0 / length;
            let turn = norm2([way[0] * per - up[0], way[1] * per - up[1], way[2] * per - up[2]]);
            let far = length + 2.0 * size;
            // At a limb itself the directions are unknown.
            let doubt = (rough * far * far + skew * far * r) * per + 1e-6 * (far + r);
            *floor = length - turn.sqrt() * r - loose[i] - doubt;
        }
        floors.map(|floor| if floor.is_nan() { f64::NEG_INFINITY } else { f64::from(floor) })
    }
}

#[inline(always)]
fn norm2([x, y, z]: [f32; 3]) -> f32 {
    x * x + y * y + z * z
}

/// The largest error of squared lengths not much above a chord's, in blocks up to a size.
#[inline]
pub(super) fn doubt2(chord: f64, size: f32) -> f64 {
    let far = chord + 2.0 * f64::from(size);
    ROUGH * far * far
}

#[inline]
pub(super) fn smaller(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}
