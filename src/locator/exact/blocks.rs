//! Blocks of arcs: measured side by side, to find the arcs that may be nearest to a point.
//!
//! Earth-centred metres. A block is up to [`ARCS`] arcs that go on from one another: their corners
//! in single precision around a centre of their own, coordinate by coordinate. Squared lengths are
//! off by less than [`ROUGH`] of the square of the farthest that is measured; [`Arcs`] decide
//! between the arcs that this leaves.

use super::arcs::Arcs;
use super::parts::Parts;
use crate::earth::Vec3;
use crate::locator::grid::MOST;

/// The largest number of arcs in a block.
pub(super) const ARCS: usize = 4;
/// The relative error of squared lengths: three coordinates, each off by four roundings in single
/// precision, and the roundings of the sum.
const ROUGH: f64 = 1.2e-6;

/// The arcs of a border, in their order.
#[derive(Debug)]
pub(crate) struct Blocks(Vec<Block>);

#[derive(Debug)]
#[repr(align(32))]
struct Block {
    center: [f32; 3],
    /// The largest distance of a point of the block from the centre.
    size: f32,
    /// The first arc, and the number of arcs in the last three bits.
    arcs: u32,
    /// The corners; the last one is repeated.
    x: [f32; ARCS + 1],
    y: [f32; ARCS + 1],
    z: [f32; ARCS + 1],
    /// One over the squared length of every arc's chord.
    scale: [f32; ARCS],
}

impl Blocks {
    pub fn new(arcs: &Arcs) -> Self {
        let mut blocks = Vec::with_capacity(arcs.len() / ARCS + 1);
        let mut first = 0;
        while first < arcs.len() {
            let goes_on = |&arc: &usize| arc < arcs.len() && arcs.goes_on(arc);
            let count = 1 + (first + 1..first + ARCS).take_while(goes_on).count();
            blocks.push(Block::new(arcs, first, count));
            first += count;
        }
        Blocks(blocks)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The arcs of a block.
    pub fn arcs(&self, block: u32) -> std::ops::Range<usize> {
        self.0[block as usize].arcs()
    }

    /// A ball around a block.
    #[inline]
    pub fn ball(&self, block: u32) -> (Vec3, f64) {
        let block = &self.0[block as usize];
        (block.center(), f64::from(block.size))
    }

    /// Bounds of the length from a point to the nearest chord of some blocks.
    pub fn bounds(&self, list: &[u32], p: Vec3) -> std::ops::Range<f64> {
        let (mut least, mut size): (f32, f32) = (f32::INFINITY, 0.0);
        for &block in list {
            let block = &self.0[block as usize];
            least = block.lengths2(p).into_iter().fold(least, smaller);
            size = -smaller(-size, -block.size);
        }
        let least2 = f64::from(least);
        let doubt2 = doubt2(least2.sqrt(), size);
        (least2 - doubt2).max(0.0).sqrt()..(least2 + doubt2).sqrt()
    }

    /// Shows the arcs of up to [`MOST`] blocks that may be nearest to a point, in their order.
    /// `slack` gives the length by which a chord may exceed the least one.
    #[inline(always)]
    pub fn nearest(
        &self,
        list: &[u32],
        p: Vec3,
        slack: impl Fn(f64) -> f64,
        mut see: impl FnMut(usize),
    ) {
        let mut of_each = [[0.0; ARCS]; MOST];
        let (mut least, mut size) = ([f32::INFINITY; ARCS], 0.0);
        for (&block, lengths2) in list.iter().zip(&mut of_each) {
            let block = &self.0[block as usize];
            *lengths2 = block.lengths2(p);
            for (least, &length2) in least.iter_mut().zip(&*lengths2) {
                *least = smaller(*least, length2);
            }
            size = -smaller(-size, -block.size);
        }
        let least = least.into_iter().fold(f32::INFINITY, smaller);
        let chord = f64::from(least).sqrt();
        let reach = chord + slack(chord);
        let reach2 = (reach * reach + doubt2(chord, size)) as f32;
        for (&block, lengths2) in list.iter().zip(&of_each) {
            let &[a, b, c, d] = lengths2;
            if (a <= reach2) | (b <= reach2) | (c <= reach2) | (d <= reach2) {
                for (arc, &length2) in self.0[block as usize].arcs().zip(lengths2) {
                    if length2 <= reach2 {
                        see(arc);
                    }
                }
            }
        }
    }
}

/// The largest error of squared lengths not much above a chord's, in blocks up to a size.
#[inline]
fn doubt2(chord: f64, size: f32) -> f64 {
    let far = chord + 2.0 * f64::from(size);
    ROUGH * far * far
}

#[inline]
fn smaller(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

impl Block {
    fn new(arcs: &Arcs, first: usize, count: usize) -> Self {
        let end = arcs.ends(first + count - 1).1;
        let corner = |index: usize| if index < count { arcs.ends(first + index).0 } else { end };
        // The centre is the one that single precision can hold.
        let middle = (corner(0) + corner(count)) * 0.5;
        let center = [middle.x, middle.y, middle.z].map(|value| value as f32);
        let [x, y, z] = center.map(f64::from);
        let corners = std::array::from_fn(|index| corner(index) - Vec3::new(x, y, z));
        let each = |pick: fn(Vec3) -> f64| corners.map(|corner: Vec3| pick(corner) as f32);
        let scale =
            |index: usize| if index < count { arcs.chord(first + index).scale } else { 0.0 };
        Block {
            center,
            size: corners.iter().map(|corner| corner.norm()).fold(0.0, f64::max) as f32 + 1.0,
            arcs: ((first << 3) + count) as u32,
            x: each(|corner| corner.x),
            y: each(|corner| corner.y),
            z: each(|corner| corner.z),
            scale: std::array::from_fn(scale),
        }
    }

    #[inline]
    fn center(&self) -> Vec3 {
        let [x, y, z] = self.center.map(f64::from);
        Vec3::new(x, y, z)
    }

    #[inline]
    fn arcs(&self) -> std::ops::Range<usize> {
        let first = (self.arcs >> 3) as usize;
        first..first + (self.arcs & 7) as usize
    }

    #[inline(always)]
    fn lengths2(&self, p: Vec3) -> [f32; ARCS] {
        let to = p - self.center();
        let (px, py, pz) = (to.x as f32, to.y as f32, to.z as f32);
        let Block { x: ax, y: ay, z: az, .. } = self;
        let mut lengths2 = [0.0; ARCS];
        for i in 0..ARCS {
            let (u, v, w) = (ax[i + 1] - ax[i], ay[i + 1] - ay[i], az[i + 1] - az[i]);
            let (x, y, z) = (px - ax[i], py - ay[i], pz - az[i]);
            let share = (x * u + y * v + z * w) * self.scale[i];
            let share = if share > 0.0 { share } else { 0.0 };
            let share = if share < 1.0 { share } else { 1.0 };
            let (x, y, z) = (x - u * share, y - v * share, z - w * share);
            lengths2[i] = x * x + y * y + z * z;
        }
        lengths2
    }
}

/// The nearest part of a block to a point is an arc.
impl Parts for (&Blocks, &Arcs) {
    #[inline]
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32) {
        let block = &self.0.0[part as usize];
        let [a, b, c, d] = block.lengths2(p);
        let first = if b < a { (b, 1) } else { (a, 0) };
        let last = if d < c { (d, 3) } else { (c, 2) };
        let (least2, nearest) = if last.0 < first.0 { last } else { first };
        let (least2, size) = (f64::from(least2), f64::from(block.size));
        // The square of a sum is less than twice that of its parts.
        let least2 = least2 - ROUGH * (2.0 * least2 + 8.0 * size * size);
        // Beyond the last arc, its end stands for further arcs.
        (least2, (block.arcs().start + nearest).min(block.arcs().end - 1) as u32)
    }

    #[inline]
    fn ball(&self, part: u32) -> (Vec3, f64) {
        self.0.ball(part)
    }

    #[inline]
    fn place(&self, nearest: u32, p: Vec3) -> Vec3 {
        self.1.on_chord(nearest as usize, p)
    }
}
