//! The exposed part of a piece: intervals of its parameter, from which others are subtracted.
//!
//! The parameter is the piece's (see `piece`); all conditions are quadratics in it, so an interval
//! is cut at their roots, and each part is kept or dropped by the signs in its middle.

use super::quadratic::Quadratic;
use crate::buffer::graph::Bound;

/// An interval of a piece's parameter, with the causes of its ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interval {
    pub from: f64,
    pub to: f64,
    pub start: Bound,
    pub end: Bound,
}

impl Interval {
    /// The interval of a whole piece.
    pub fn whole(from: f64, to: f64) -> Self {
        Interval { from, to, start: Bound::Natural, end: Bound::Natural }
    }
}

/// The start and the end of an interval.
pub(crate) type Stretch = (f64, f64);

/// Disjoint intervals, in order.
#[derive(Debug, Default)]
pub(crate) struct Open {
    intervals: Vec<Interval>,
    doubtful: bool,
}

impl Open {
    /// Starts anew with one interval.
    pub fn reset(&mut self, interval: Interval) {
        self.intervals.clear();
        self.intervals.push(interval);
        self.doubtful = false;
    }

    /// `true` if an interval was removed whole that more exact cuts might leave in part.
    pub fn is_doubtful(&self) -> bool {
        self.doubtful
    }

    pub fn clear(&mut self) {
        self.intervals.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    pub fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// The first interval that starts at a parameter or beyond it.
    pub fn first_from(&self, start: f64) -> Option<Stretch> {
        let mut intervals = self.intervals.iter().map(|interval| (interval.from, interval.to));
        intervals.find(|&(from, to)| from >= start && to > start)
    }

    /// Removes an interval.
    pub fn remove(&mut self, stretch: Stretch) {
        self.intervals.retain(|interval| (interval.from, interval.to) != stretch);
    }

    /// The start of the first interval and the end of the last; there has to be one.
    #[inline]
    pub fn hull(&self) -> (f64, f64) {
        (self.intervals[0].from, self.intervals[self.intervals.len() - 1].to)
    }

    /// Removes the part where all the quadratics are positive. `surely` gives a quadratic that
    /// stays positive where a cover with the largest error is positive all the same.
    pub fn subtract(&mut self, covers: &[Quadratic], by: Bound, surely: impl Fn() -> Quadratic) {
        let mut index = 0;
        while index < self.intervals.len() {
            let whole = self.intervals[index];
            if !covers.iter().all(|cover| cover.positive_within(whole.from, whole.to)) {
                index += 1;
                continue;
            }
            let cuts = Cuts::new(&whole, covers);
            self.intervals.remove(index);
            let next = index;
            let mut rest: Option<Interval> = None;
            for pair in cuts.values().windows(2) {
                let [from, to] = [pair[0], pair[1]];
                let middle = 0.5 * (from + to);
                if covers.iter().all(|cover| cover.at(middle) > 0.0) {
                    if let Some(done) = rest.take() {
                        self.intervals.insert(index, done);
                        index += 1;
                    }
                    continue;
                }
                let end = if to == whole.to { whole.end } else { by };
                let start = if from == whole.from { whole.start } else { by };
                rest = Some(match rest {
                    Some(open) => Interval { to, end, ..open },
                    None => Interval { from, to, start, end },
                });
            }
            if let Some(done) = rest {
                self.intervals.insert(index, done);
                index += 1;
            }
            if index == next && !surely().positive_on(whole.from, whole.to) {
                self.doubtful = true;
            }
        }
    }
}

/// An interval's ends and the roots between them, in order.
struct Cuts {
    values: [f64; 2 + 2 * MOST_COVERS],
    count: usize,
}

/// The largest number of quadratics in a cut: the sides of a strip.
const MOST_COVERS: usize = 4;

impl Cuts {
    fn new(whole: &Interval, covers: &[Quadratic]) -> Self {
        let mut cuts = Cuts { values: [whole.from; 2 + 2 * MOST_COVERS], count: 1 };
        for root in covers.iter().take(MOST_COVERS).flat_map(|cover| cover.roots()).flatten() {
            if root > whole.from && root < whole.to {
                cuts.insert(root);
            }
        }
        cuts.insert(whole.to);
        cuts
    }

    fn insert(&mut self, value: f64) {
        let mut place = self.count;
        while place > 0 && self.values[place - 1] > value {
            self.values[place] = self.values[place - 1];
            place -= 1;
        }
        self.values[place] = value;
        self.count += 1;
    }

    fn values(&self) -> &[f64] {
        &self.values[..self.count]
    }
}
