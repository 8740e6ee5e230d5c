//! Blocks of the border: measured side by side, to find the arcs that may be nearest to a point.
//!
//! Earth-centred metres. The limbs of a block of level 0 are arcs; those of a block of level k are
//! blocks of level k - 1, each taken for the line between its ends, which the border leaves by a
//! known length. The last level alone is listed and searched by cells: it is as coarse as cells
//! allow, so that a grid costs no more around a border of a million vertices than around one of ten
//! thousand. [`Arcs`] decide between the arcs that are left.

use smallvec::SmallVec;

use super::arcs::Arcs;
use super::block::{Block, LIMBS, ROUGH, doubt2, smaller};
use super::parts::Parts;
use crate::earth::Vec3;
use crate::index::on_chord;
use crate::locator::grid::MOST;

/// The number of blocks up to which no level is added: a level costs each point 90 ns, and saves this many
/// blocks 20 ms of building.
const ENOUGH: usize = 8_192;

/// The arcs of a border, in their order.
#[derive(Debug)]
pub(crate) struct Blocks {
    levels: Vec<Level>,
    /// The first arc of every block of the last level, and the number of arcs.
    starts: Vec<u32>,
    /// The length of all limbs of the last level, metres.
    length: f64,
}

/// The blocks of one level, in the order of the border.
#[derive(Debug)]
struct Level {
    blocks: Vec<Block>,
    /// For every block, the lengths by which the border leaves its limbs; none where limbs are arcs.
    loose: Vec<[f32; LIMBS]>,
}

/// Sums over the limbs of a level, metres.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    length: f64,
    loose: f64,
}

impl Blocks {
    /// The blocks of a border, level by level, while they are more than [`ENOUGH`], and limbs and what the
    /// border leaves them by remain below `coarse` metres on average.
    pub fn new(arcs: &Arcs, coarse: f64) -> Self {
        let each: Vec<u32> = (0..=arcs.len() as u32).collect();
        let (level, mut starts, mut size) = Level::over(arcs, &each);
        let mut levels = vec![Level { loose: Vec::new(), ..level }];
        while starts.len() > ENOUGH {
            let (level, above, next) = Level::over(arcs, &starts);
            let mean = (next.length + 4.0 * next.loose) / (starts.len() - 1) as f64;
            // Lines of few arcs do not become fewer.
            if mean > coarse || 2 * above.len() > starts.len() {
                break;
            }
            levels.push(level);
            (starts, size) = (above, next);
        }
        Blocks { levels, starts, length: size.length }
    }

    fn last(&self) -> &Level {
        &self.levels[self.levels.len() - 1]
    }

    pub fn len(&self) -> usize {
        self.last().blocks.len()
    }

    /// The length of the border as its blocks have it, without the windings within limbs, metres.
    pub fn length(&self) -> f64 {
        self.length
    }

    /// The arcs of a block.
    pub fn arcs(&self, block: u32) -> std::ops::Range<usize> {
        self.starts[block as usize] as usize..self.starts[block as usize + 1] as usize
    }

    /// The blocks of the last level, with the arcs on which their border points lie.
    pub fn limbs<'a>(&'a self, arcs: &'a Arcs) -> Limbs<'a> {
        Limbs { blocks: self, arcs, depth: self.levels.len() - 1 }
    }

    /// A ball around a block.
    pub fn ball(&self, block: u32) -> (Vec3, f64) {
        self.last().ball(block)
    }

    /// A border point near to a point, on the nearest of some blocks.
    pub fn place(&self, list: &[u32], p: Vec3, arcs: &Arcs) -> Vec3 {
        let (blocks, last) = (&self.last().blocks, self.levels.len() - 1);
        let least = |&block: &u32| blocks[block as usize].least2(p);
        let nearest = list.iter().map(least).min_by(|a, b| a.0.total_cmp(&b.0));
        self.on_limb(last, nearest.map_or(0, |nearest| nearest.1), p, arcs)
    }

    /// A border point near to a point, on a limb of a level.
    fn on_limb(&self, level: usize, mut limb: usize, p: Vec3, arcs: &Arcs) -> Vec3 {
        for level in self.levels[..level].iter().rev() {
            limb = level.blocks[limb].least2(p).1;
        }
        arcs.on_chord(limb, p)
    }

    /// A value that, with the way from a point to any other within `radius` measured along `up`,
    /// does not exceed the distance from the other to any chord of some blocks. Limbs whose own value
    /// is `enough` are not looked at more closely.
    pub fn floor(&self, list: &[u32], p: Vec3, up: Vec3, radius: f64, enough: f64) -> f64 {
        let last = self.levels.len() - 1;
        let floor = |&block: &u32| self.floor_of(last, block as usize, p, up, radius, enough);
        list.iter().map(floor).fold(f64::INFINITY, f64::min)
    }

    fn floor_of(
        &self,
        depth: usize,
        block: usize,
        p: Vec3,
        up: Vec3,
        radius: f64,
        enough: f64,
    ) -> f64 {
        let level = &self.levels[depth];
        let loose = level.loose.get(block).copied().unwrap_or_default();
        let block = &level.blocks[block];
        let floors = block.floors(p, up, radius, loose);
        let closer = |(limb, floor): (usize, f64)| match depth.checked_sub(1) {
            Some(below) if floor < enough => {
                floor.max(self.floor_of(below, limb, p, up, radius, enough))
            }
            _ => floor,
        };
        block.limbs().zip(floors).map(closer).fold(f64::INFINITY, f64::min)
    }

    /// Shows the arcs of some blocks that may be nearest to a point, in their order. `slack` gives
    /// the length by which a chord may exceed the least one.
    #[inline(always)]
    pub fn nearest(
        &self,
        list: &[u32],
        p: Vec3,
        slack: impl Fn(f64) -> f64,
        mut see: impl FnMut(usize),
    ) {
        let mut below: SmallVec<[u32; MOST]>;
        let mut list = list;
        for level in self.levels[1..].iter().rev() {
            below = level.nearest(list, p, &slack);
            list = &below;
        }
        let blocks = &self.levels[0].blocks;
        let mut of_each = SmallVec::<[[f32; LIMBS]; MOST]>::new();
        let (mut least, mut size) = ([f32::INFINITY; LIMBS], 0.0);
        for &block in list {
            let block = &blocks[block as usize];
            let lengths2 = block.lengths2(p);
            for (least, length2) in least.iter_mut().zip(lengths2) {
                *least = smaller(*least, length2);
            }
            size = -smaller(-size, -block.size);
            of_each.push(lengths2);
        }
        let least = least.into_iter().fold(f32::INFINITY, smaller);
        let chord = f64::from(least).sqrt();
        let reach = chord + slack(chord);
        let reach2 = (reach * reach + doubt2(chord, size)) as f32;
        for (&block, lengths2) in list.iter().zip(&of_each) {
            let &[a, b, c, d] = lengths2;
            if (a <= reach2) | (b <= reach2) | (c <= reach2) | (d <= reach2) {
                for (arc, &length2) in blocks[block as usize].limbs().zip(lengths2) {
                    if length2 <= reach2 {
                        see(arc);
                    }
                }
            }
        }
    }

    /// Narrows some blocks, with the help of `keep`, to the arcs that may be nearest to the points
    /// of a cell.
    pub fn narrowed_arcs(
        &self,
        arcs: &Arcs,
        list: &[u32],
        found: &mut Vec<u32>,
        mut keep: impl FnMut(&Limbs<'_>, &mut Vec<u32>),
    ) {
        found.clear();
        found.extend(list);
        for depth in (0..self.levels.len()).rev() {
            let of_each = |block: u32| self.levels[depth].blocks[block as usize].limbs();
            let limbs: SmallVec<[u32; 4 * MOST]> =
                found.iter().flat_map(|&block| of_each(block)).map(|limb| limb as u32).collect();
            found.clear();
            found.extend(limbs);
            if let Some(depth) = depth.checked_sub(1) {
                keep(&Limbs { blocks: self, arcs, depth }, found);
            }
        }
    }
}

/// The largest error of a length, in a block of a size.
#[inline]
fn root_doubt(length: f64, size: f32) -> f64 {
    let doubt2 = doubt2(length, size);
    let root = doubt2.sqrt();
    if length > root { doubt2 / length } else { root }
}

impl Level {
    /// A ball around a block.
    #[inline]
    fn ball(&self, block: u32) -> (Vec3, f64) {
        let block = &self.blocks[block as usize];
        (block.center(), f64::from(block.size))
    }

    /// The limbs of some blocks that may be nearest to a point, in their order.
    #[inline]
    fn nearest(&self, list: &[u32], p: Vec3, slack: impl Fn(f64) -> f64) -> SmallVec<[u32; MOST]> {
        let mut of_each = SmallVec::<[[f32; LIMBS]; MOST]>::new();
        let (mut least, mut start2) = ([f32::INFINITY; LIMBS], [f32::INFINITY; LIMBS]);
        let (mut size, mut most) = (0.0, 0.0);
        for &block in list {
            let loose = &self.loose[block as usize];
            let block = &self.blocks[block as usize];
            let [lengths2, starts2] = block.lengths2_and_starts2(p);
            for i in 0..LIMBS {
                least[i] = smaller(least[i], lengths2[i].sqrt() + loose[i]);
                start2[i] = smaller(start2[i], starts2[i]);
                most = -smaller(-most, -loose[i]);
            }
            size = -smaller(-size, -block.size);
            of_each.push(lengths2);
        }
        // The border goes through where limbs start, and leaves them by no more than it does.
        let least = least.into_iter().fold(f32::INFINITY, smaller);
        let start2 = start2.into_iter().fold(f32::INFINITY, smaller);
        let chord = f64::from(smaller(least, start2.sqrt()));
        let chord = chord + root_doubt(chord, size);
        let reach = chord + slack(chord);
        // Doubts are largest at one of the two ends.
        let beyond = root_doubt(reach + f64::from(most), size);
        let reach = ((reach + 1.01 * beyond.max(root_doubt(reach, size))) * 1.000_001) as f32;
        let mut near = SmallVec::new();
        for (&block, lengths2) in list.iter().zip(&of_each) {
            let loose = &self.loose[block as usize];
            let limbs = self.blocks[block as usize].limbs();
            for ((limb, length2), loose) in limbs.zip(lengths2).zip(loose) {
                if *length2 <= (reach + loose) * (reach + loose) {
                    near.push(limb as u32);
                }
            }
        }
        near
    }

    /// The level over the parts that begin at these arcs and end with the last, the first arcs of
    /// its blocks, and its size.
    fn over(arcs: &Arcs, starts: &[u32]) -> (Level, Vec<u32>, Size) {
        let count = starts.len() - 1;
        let mut level = Level { blocks: Vec::new(), loose: Vec::new() };
        level.blocks.reserve_exact(count / LIMBS + 1);
        let (mut first, mut firsts, mut size) = (0, Vec::new(), Size::default());
        while first < count {
            let goes_on = |&part: &usize| part < count && arcs.goes_on(starts[part] as usize);
            let end = first + 1 + (first + 1..first + LIMBS).take_while(goes_on).count();
            let mut corners = SmallVec::<[Vec3; LIMBS + 1]>::new();
            corners.push(arcs.ends(starts[first] as usize).0);
            let mut loose = [0.0; LIMBS];
            for (part, loose) in (first..end).zip(&mut loose) {
                let (from, to) = (starts[part] as usize, starts[part + 1] as usize);
                let (a, b) = (arcs.ends(from).0, arcs.ends(to - 1).1);
                let off2 = |arc: usize| {
                    let corner = arcs.ends(arc).0;
                    if a == b {
                        (corner - a).norm2()
                    } else {
                        (corner - on_chord(corner, a, b)).norm2()
                    }
                };
                let off = (from + 1..to).map(off2).fold(0.0, f64::max).sqrt();
                // Rounded up.
                *loose = if off > 0.0 { off as f32 * 1.000_001 + 1e-3 } else { 0.0 };
                size.length += (b - a).norm();
                size.loose += off;
                corners.push(b);
            }
            let most = loose.into_iter().fold(0.0, f32::max);
            level.blocks.push(Block::new(first, &corners, most));
            level.loose.push(loose);
            firsts.push(starts[first]);
            first = end;
        }
        firsts.push(starts[count]);
        (level, firsts, size)
    }
}

/// The blocks of a level, with the arcs on which their border points lie.
pub(crate) struct Limbs<'a> {
    blocks: &'a Blocks,
    arcs: &'a Arcs,
    depth: usize,
}

/// The nearest part of a block to a point is a limb.
impl Parts for Limbs<'_> {
    #[inline]
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32) {
        let level = &self.blocks.levels[self.depth];
        let block = &level.blocks[part as usize];
        let size2 = f64::from(block.size).powi(2);
        let lengths2 = block.lengths2(p);
        let (least2, nearest) = block.least_of(lengths2);
        let Some(loose) = level.loose.get(part as usize) else {
            let least2 = f64::from(least2);
            // The square of a sum is less than twice that of its parts.
            return (least2 - ROUGH * (2.0 * least2 + 8.0 * size2), nearest as u32);
        };
        let mut lows = [0.0; LIMBS];
        for i in 0..LIMBS {
            lows[i] = lengths2[i].sqrt() - loose[i];
        }
        let low = lows.into_iter().fold(f32::INFINITY, smaller);
        // A limb is no farther than this and the size together, and twice the error of its squared
        // length bounds that of the difference.
        let low2 = f64::from(-smaller(-low, 0.0)).powi(2);
        (low2 - ROUGH * (8.0 * low2 + 24.0 * size2), nearest as u32)
    }

    #[inline]
    fn ball(&self, part: u32) -> (Vec3, f64) {
        self.blocks.levels[self.depth].ball(part)
    }

    #[inline]
    fn place(&self, nearest: u32, p: Vec3) -> Vec3 {
        self.blocks.on_limb(self.depth, nearest as usize, p, self.arcs)
    }

    #[inline]
    fn corner(&self, nearest: u32, p: Vec3) -> Vec3 {
        if self.depth == 0 {
            return self.arcs.on_chord(nearest as usize, p);
        }
        let levels = self.blocks.levels[..self.depth].iter().rev();
        let first = levels.fold(nearest as usize, |limb, level| level.blocks[limb].limbs().start);
        self.arcs.chord(first).start
    }
}
