//! Short lists of arcs, and which of a list's arcs may be nearest to a point.
//!
//! Earth-centred metres. Each list has its arcs' chords in single precision around a centre of its own,
//! coordinate by coordinate, so that several are measured at once. What that leaves open is for
//! [`Arcs`](super::arcs::Arcs) to decide: squared lengths are off by less than [`ROUGH`] of the square of
//! the farthest that is measured.

use super::arcs::Arcs;
use crate::earth::Vec3;

/// A list has no more arcs.
pub(super) const LONG: usize = 64;
/// Lists are filled up to whole multiples, so that there are no odd ones to measure.
const LANES: usize = 8;
/// How exact squared lengths are, as a share: three coordinates, each off by four roundings in single
/// precision, and those of the sum.
const ROUGH: f64 = 1.2e-6;
/// A place that is never nearest, metres.
const NOWHERE: f32 = 1e18;
/// Words before the arcs of a list: its centre and radius, and how many arcs.
const HEAD: usize = 5;
/// Words of an arc: its number, its chord's start and way, and one over the squared length.
const WORDS: usize = 8;

/// Lists of arcs: words one after another, numbers as their bits.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<u32>);

/// One of the lists: its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List(pub u32);

/// The squared lengths from a point to the chords of a list, roughly.
pub(super) struct Rough<'a> {
    lengths2: [f32; LONG],
    least: f64,
    /// How far squared lengths may be off.
    pub doubt2: f64,
    arcs: &'a [u32],
}

impl Lists {
    /// Stores a list of up to [`LONG`] arcs, for points within a ball.
    pub fn store(&mut self, arcs: &Arcs, list: &[u32], center: Vec3, radius: f64) -> List {
        let first = self.0.len();
        let full = list.len().next_multiple_of(LANES);
        let longest = list.iter().map(|&arc| arcs.chord(arc as usize).length()).fold(0.0, f64::max);
        // The centre is where single precision puts it.
        let center = [center.x, center.y, center.z].map(|value| value as f32);
        let head = [center[0], center[1], center[2], (radius + longest + 1.0) as f32];
        self.0.extend(head.map(f32::to_bits));
        self.0.push(list.len() as u32);
        self.0.extend(list);
        self.0.resize(first + HEAD + WORDS * full, NOWHERE.to_bits());
        let [x, y, z] = center.map(f64::from);
        let numbers = &mut self.0[first + HEAD + full..];
        for (index, &arc) in list.iter().enumerate() {
            let chord = arcs.chord(arc as usize);
            let (from, way) = (chord.start - Vec3::new(x, y, z), chord.way);
            let own = [from.x, from.y, from.z, way.x, way.y, way.z].map(|value| value as f32);
            for (number, value) in own.into_iter().chain([chord.scale]).enumerate() {
                numbers[number * full + index] = value.to_bits();
            }
        }
        List(first as u32)
    }

    /// The arcs of a list.
    pub fn arcs(&self, list: List) -> &[u32] {
        let words = &self.0[list.0 as usize..];
        &words[HEAD..HEAD + words[HEAD - 1] as usize]
    }

    /// The squared lengths from a point to the chords of a list.
    #[inline]
    pub fn rough(&self, list: List, p: Vec3) -> Rough<'_> {
        let words = &self.0[list.0 as usize..];
        let [x, y, z, radius] = [0, 1, 2, 3].map(|at| f32::from_bits(words[at]));
        let count = words[HEAD - 1] as usize;
        let full = count.next_multiple_of(LANES).min(LONG);
        let words = &words[HEAD..HEAD + WORDS * full];
        let part = |number: usize| &words[number * full..][..full];
        let (ax, ay, az) = (part(1), part(2), part(3));
        let (ux, uy, uz, scale) = (part(4), part(5), part(6), part(7));
        let to = p - Vec3::new(f64::from(x), f64::from(y), f64::from(z));
        let (x, y, z) = (to.x as f32, to.y as f32, to.z as f32);
        let mut lengths2 = [0.0; LONG];
        let out = &mut lengths2[..full];
        let real = f32::from_bits;
        for i in 0..full {
            let (u, v, w) = (real(ux[i]), real(uy[i]), real(uz[i]));
            let (x, y, z) = (x - real(ax[i]), y - real(ay[i]), z - real(az[i]));
            let share = (x * u + y * v + z * w) * real(scale[i]);
            let share = if share > 0.0 { share } else { 0.0 };
            let share = if share < 1.0 { share } else { 1.0 };
            let (x, y, z) = (x - u * share, y - v * share, z - w * share);
            out[i] = x * x + y * y + z * z;
        }
        let mut least = [f32::INFINITY; LANES];
        for eight in out.chunks_exact(LANES) {
            for (least, &length2) in least.iter_mut().zip(eight) {
                *least = if length2 < *least { length2 } else { *least };
            }
        }
        let least = least.into_iter().fold(f32::INFINITY, |a, b| if b < a { b } else { a });
        let least = f64::from(least).sqrt();
        let far = least + 2.0 * f64::from(radius);
        Rough { lengths2, least, doubt2: ROUGH * far * far, arcs: &words[..count] }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Gives back what is left over.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

impl Rough<'_> {
    /// The least length.
    #[inline]
    pub fn least(&self) -> f64 {
        self.least
    }

    /// The arcs that may be nearest, when a chord may be longer than the least by so much.
    #[inline]
    pub fn nearest(&self, slack: f64) -> impl Iterator<Item = usize> + '_ {
        let reach = self.least + slack;
        let reach2 = (reach * reach + self.doubt2) as f32;
        let near = self.lengths2.iter().zip(self.arcs);
        near.filter(move |(length2, _)| **length2 <= reach2).map(|(_, &arc)| arc as usize)
    }
}
