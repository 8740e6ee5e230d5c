//! The nesting of cycles: which cycle of a face lies around another, and the winding numbers that follow.
//!
//! Longitude, latitude in degrees. A face with holes has one cycle of halves for each of its rings. All decisions
//! are signs of [`turn`], which are exact, so edges that all but coincide are told apart.

use std::cmp::Ordering;

use geo_types::{Coord, Line};

use super::boxes::Boxes;
use super::dcel::{Faces, Half, by_bearing};
use super::orient::turn;

impl Faces {
    /// For every wanted cycle that runs clockwise, around something inside its face, another cycle
    /// of the same face: the cycle of the first edge west of its westernmost point.
    pub fn nested(&self, wanted: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let around = self.around(wanted).into_iter();
        around.filter_map(|(cycle, around)| Some((cycle, around?))).collect()
    }

    /// The winding number of all lines around the points of every cycle's face, counter-clockwise.
    pub fn windings(&self) -> Vec<i32> {
        self.windings_of(|_| true).0
    }

    /// The winding number of the chosen lines around the points of every cycle's face, and `true` unless the numbers
    /// on both sides of an edge contradict each other, because edges cross.
    pub fn windings_of(&self, chosen: impl Fn(u32) -> bool) -> (Vec<i32>, bool) {
        let mut beside: Vec<Vec<(usize, i32)>> = vec![Vec::new(); self.cycle_count()];
        for half in self.halves() {
            let winds = |(_, forward): (u32, bool)| if forward { 1 } else { -1 };
            let more: i32 = self.lines(half).filter(|line| chosen(line.0)).map(winds).sum();
            beside[self.cycle(half ^ 1)].push((self.cycle(half), more));
        }
        let mut windings: Vec<Option<i32>> = vec![None; self.cycle_count()];
        let mut known = Vec::new();
        for (cycle, around) in self.around(|_| true) {
            match around {
                Some(around) => {
                    beside[around].push((cycle, 0));
                    beside[cycle].push((around, 0));
                }
                None => known.push((cycle, 0)),
            }
        }
        while let Some((cycle, winding)) = known.pop() {
            if windings[cycle].replace(winding).is_none() {
                known.extend(beside[cycle].iter().map(|&(other, more)| (other, winding + more)));
            }
        }
        let windings: Vec<i32> = windings.into_iter().map(Option::unwrap_or_default).collect();
        let agree = |(cycle, beside): (usize, &Vec<(usize, i32)>)| {
            beside.iter().all(|&(other, more)| windings[cycle] + more == windings[other])
        };
        let agree = beside.iter().enumerate().all(agree);
        (windings, agree)
    }

    /// For every wanted cycle that runs clockwise, another cycle of the same face, or `None` where
    /// the face has no other.
    fn around(&self, wanted: impl Fn(usize) -> bool) -> Vec<(usize, Option<usize>)> {
        let inner = self.clockwise().into_iter().filter(|&(cycle, _)| wanted(cycle));
        let inner: Vec<(usize, Coord<f64>)> = inner.collect();
        if inner.is_empty() {
            return Vec::new();
        }
        let index = self.index();
        inner.into_iter().map(|(cycle, west)| (cycle, self.cycle_at(west, &index))).collect()
    }

    /// The cycles that run clockwise, each with its westernmost point: those whose face lies west of that point.
    fn clockwise(&self) -> Vec<(usize, Coord<f64>)> {
        let place = |half: Half| {
            let (tail, _) = self.ends(half);
            (tail.x, tail.y)
        };
        let mut west: Vec<Option<Half>> = vec![None; self.cycle_count()];
        for half in self.halves() {
            let west = &mut west[self.cycle(half)];
            if west.is_none_or(|west| place(half) < place(west)) {
                *west = Some(half);
            }
        }
        let mut is_asked = vec![false; self.node_count()];
        west.iter().flatten().for_each(|&half| is_asked[self.tail(half) as usize] = true);
        // Around such a point, the last half counter-clockwise from the west has the west on its left.
        let mut beside: Vec<Option<Half>> = vec![None; self.node_count()];
        for half in self.halves().filter(|&half| is_asked[self.tail(half) as usize]) {
            let beside = &mut beside[self.tail(half) as usize];
            if beside.is_none_or(|beside| self.is_after(half, beside)) {
                *beside = Some(half);
            }
        }
        let west_of = |(cycle, half): (usize, Option<Half>)| {
            let half = half?;
            let beside = beside[self.tail(half) as usize]?;
            (self.cycle(beside) == cycle).then(|| (cycle, self.ends(half).0))
        };
        west.into_iter().enumerate().filter_map(west_of).collect()
    }

    /// `true` if a half comes after another around their common tail, counter-clockwise from the west.
    fn is_after(&self, half: Half, other: Half) -> bool {
        // Half a turn about the origin makes the west the east, and is exact.
        let [center, head] = <[_; 2]>::from(self.ends(half)).map(|p: Coord<f64>| -p);
        by_bearing(center, -self.ends(other).1, head) == Ordering::Less
    }

    /// The tree of boxes over the edges.
    pub fn index(&self) -> Boxes {
        Boxes::new(self.halves().step_by(2).map(|half| {
            let (a, b) = self.ends(half);
            Line::new(a, b)
        }))
    }

    /// A cycle of the face just west of a point: the cycle of the first edge there.
    pub fn cycle_at(&self, p: Coord<f64>, index: &Boxes) -> Option<usize> {
        let mut nearest: Option<(Line<f64>, Half)> = None;
        index.within(&[f64::MIN, p.y, p.x, p.y], |edge| {
            let half = 2 * edge;
            let (a, b) = self.ends(half);
            // At the latitude of the point itself, the edges above it count.
            if (a.y > p.y) == (b.y > p.y) {
                return;
            }
            let (upwards, west) =
                if a.y > b.y { (Line::new(b, a), half) } else { (Line::new(a, b), half ^ 1) };
            let is_west = turn(upwards.start, upwards.end, p) < 0.0;
            if is_west && nearest.is_none_or(|(nearest, _)| is_east_of(upwards, nearest)) {
                nearest = Some((upwards, west));
            }
        });
        nearest.map(|(_, half)| self.cycle(half))
    }
}

/// `true` if an edge lies east of another where both have points of one latitude; both run upwards, and they
/// meet in ends at most.
fn is_east_of(edge: Line<f64>, other: Line<f64>) -> bool {
    let side = |of: Line<f64>, p: Coord<f64>| turn(of.start, of.end, p);
    if edge.start.y < other.start.y {
        // The other begins beside the edge.
        match side(edge, other.start) {
            0.0 => side(edge, other.end) > 0.0,
            side => side > 0.0,
        }
    } else {
        match side(other, edge.start) {
            0.0 => side(other, edge.end) < 0.0,
            side => side < 0.0,
        }
    }
}
