//! A tree of boxes over edges; finds the edges that come near a box.
//!
//! Longitude, latitude in degrees. Edges of a line follow one another, so up to [`RUN`] of them that hang
//! together share a box; these are put in the order of a Z-curve over their centres (G. M. Morton, 1966) and
//! then boxes are put around every [`RUN`] boxes of the level below. Building takes O(n log n)
//! time, most of it O(n).

use std::ops::Range;

use geo_types::{Coord, Line, LineString};

/// The number of edges or boxes in a box.
const RUN: usize = 8;

/// West, south, east, north.
pub(crate) type Box = [f64; 4];

/// The tree: its levels, from the runs of edges up.
pub(crate) struct Boxes {
    /// The boxes of the edges, in the order of the edges.
    edges: Vec<Box>,
    levels: Vec<Vec<Box>>,
    /// The edges of each run in the lowest level.
    runs: Vec<Range<u32>>,
}

impl Boxes {
    pub fn new(edges: impl Iterator<Item = Line<f64>>) -> Self {
        let edges: Vec<Box> = edges.map(around).collect();
        let whole = over(&edges);
        let mut keyed: Vec<(u64, Range<u32>, Box)> =
            runs(&edges).map(|(run, around)| (morton(&around, &whole), run, around)).collect();
        keyed.sort_unstable_by_key(|(key, run, _)| (*key, run.start));
        let mut levels = vec![keyed.iter().map(|it| it.2).collect::<Vec<Box>>()];
        let runs: Vec<Range<u32>> = keyed.into_iter().map(|it| it.1).collect();
        while let Some(last) = levels.last().filter(|last| last.len() > RUN) {
            levels.push(last.chunks(RUN).map(over).collect());
        }
        Boxes { edges, levels, runs }
    }

    /// Shows the edges whose boxes touch a box.
    pub fn within(&self, area: &Box, mut see: impl FnMut(usize)) {
        let mut stack = smallvec::SmallVec::<[(usize, usize); 64]>::new();
        let top = self.levels.len() - 1;
        stack.extend((0..self.levels[top].len()).map(|index| (top, index)));
        while let Some((level, index)) = stack.pop() {
            if !touch(&self.levels[level][index], area) {
                continue;
            }
            let first = RUN * index;
            if level > 0 {
                let end = self.levels[level - 1].len().min(first + RUN);
                stack.extend((first..end).map(|index| (level - 1, index)));
                continue;
            }
            for edge in self.runs[index].clone().map(|edge| edge as usize) {
                if touch(&self.edges[edge], area) {
                    see(edge);
                }
            }
        }
    }
}

/// The runs of edges with their boxes. A box wider and higher than its edges together are, laid end to end, holds
/// edges that do not hang together, perhaps of two rings far apart: another run begins.
fn runs(edges: &[Box]) -> impl Iterator<Item = (Range<u32>, Box)> + '_ {
    let size = |it: &Box| (it[2] - it[0]) + (it[3] - it[1]);
    let mut first = 0;
    std::iter::from_fn(move || {
        let (mut around, mut end) = (*edges.get(first)?, first + 1);
        let mut together = size(&around);
        while let Some(edge) = edges.get(end).filter(|_| end - first < RUN) {
            let wider = over(&[around, *edge]);
            together += size(edge);
            // Rounding of a sum of a few numbers.
            if size(&wider) > together * (1.0 + 1e-9) {
                break;
            }
            (around, end) = (wider, end + 1);
        }
        let run = first as u32..end as u32;
        first = end;
        Some((run, around))
    })
}

/// The diagonal of the box around some rings, from south-west to north-east.
pub(crate) fn diagonal<'a>(rings: impl IntoIterator<Item = &'a LineString<f64>>) -> Line<f64> {
    let (mut low, mut high) =
        (Coord { x: f64::MAX, y: f64::MAX }, Coord { x: f64::MIN, y: f64::MIN });
    for point in rings.into_iter().flat_map(LineString::coords) {
        low = Coord { x: low.x.min(point.x), y: low.y.min(point.y) };
        high = Coord { x: high.x.max(point.x), y: high.y.max(point.y) };
    }
    Line::new(low, high)
}

/// The box around an edge.
pub(super) fn around(line: Line<f64>) -> Box {
    let (a, b) = (line.start, line.end);
    [a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)]
}

/// `true` if a box holds a point.
pub(super) fn holds(area: &Box, p: Coord<f64>) -> bool {
    area[0] <= p.x && p.x <= area[2] && area[1] <= p.y && p.y <= area[3]
}

/// `true` if two boxes share a point.
pub(super) fn touch(a: &Box, b: &Box) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/// The box around boxes.
pub(super) fn over(boxes: &[Box]) -> Box {
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    boxes.iter().fold(none, |whole, it| {
        [whole[0].min(it[0]), whole[1].min(it[1]), whole[2].max(it[2]), whole[3].max(it[3])]
    })
}

/// The place of a box's centre on a Z-curve over the whole.
fn morton(it: &Box, whole: &Box) -> u64 {
    let place = |low: f64, high: f64, from: f64, to: f64| {
        let share = (0.5 * (low + high) - from) / (to - from).max(f64::MIN_POSITIVE);
        spread((share * 65_535.0) as u64)
    };
    place(it[0], it[2], whole[0], whole[2]) | place(it[1], it[3], whole[1], whole[3]) << 1
}

/// The lowest 16 bits of a number, each followed by a zero.
fn spread(mut x: u64) -> u64 {
    x &= 0xffff;
    x = (x | x << 8) & 0x00ff_00ff;
    x = (x | x << 4) & 0x0f0f_0f0f;
    x = (x | x << 2) & 0x3333_3333;
    (x | x << 1) & 0x5555_5555
}
