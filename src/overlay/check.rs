//! Detects cells that hold two labels.
//!
//! Longitude, latitude in degrees; vectors in Earth-centred metres. Two kinds of curves may have
//! been missed: one that crosses a cell, and one around a part of the border, whose cell then has
//! rings of different labels. The check takes points beside some edges of every ring, and beside
//! the longest edge along which another label is claimed, and compares their labels and the labels
//! around them. Between rings that disagree, the shortest links to other parts are tried.
//! Undefined: parts narrower than [`WIDE`] tolerances.

use std::collections::{HashMap, HashSet};

use geo_types::Coord;

use super::cell::{Cell, Kind};
use super::label::Label;
use super::sites::{Feature, Sites};
use crate::earth::{self, Vec3};
use crate::index::on_chord;
use crate::planar::{Faces, Half};

/// The distance around a point up to which its label has to be another, in tolerances.
pub(super) const WIDE: f64 = 4.0;

/// The distance from a cell's edge at which a point surely lies in the cell, in tolerances: the
/// edge as drawn leaves its curve by less.
const NEAR: f64 = 0.25;

/// The number of edges of a ring that are checked.
const ASKED: usize = 12;

/// The number of links from one part of the border to others that are tried.
const LINKS: usize = 64;

/// Pairs of points between which a curve is missing.
pub(super) fn missed(
    faces: &Faces,
    lines: &[Kind],
    cells: &mut [Cell],
    sites: &Sites,
    [farthest, tolerance]: [f64; 2],
) -> Vec<[Vec3; 2]> {
    let nested = faces.nested(|cycle| cells[cycle].label.is_some());
    let around: HashMap<usize, usize> = nested.iter().copied().collect();
    // One cycle stands for the whole face.
    let face = |mut cycle: usize| {
        while let Some(&outer) = around.get(&cycle) {
            cycle = outer;
        }
        cycle
    };
    let inner = disputed(faces, cells, nested, tolerance);
    let mut rings: Vec<(usize, Half)> =
        faces.halves().map(|half| (faces.cycle(half), half)).collect();
    rings.retain(|&(cycle, _)| cells[cycle].label.is_some());
    rings.sort_unstable();
    let mut index = None;
    let mut found = Vec::new();
    for ring in rings.chunk_by(|a, b| a.0 == b.0) {
        let cell = &cells[ring[0].0];
        let Some(own) = cell.label else { continue };
        let is_other = |half: Half| {
            faces.lines(half).any(|(of, forward)| match lines[of as usize] {
                Kind::Curve(left, right) => own != if forward { left } else { right },
                _ => false,
            })
        };
        let disputed = ring
            .iter()
            .map(|&(_, half)| half)
            .filter(|&half| cell.claims.0.len() > 1 && is_other(half));
        let longest = disputed.max_by(|&a, &b| faces.length(a).total_cmp(&faces.length(b)));
        let some = ring.iter().step_by(ring.len().div_ceil(ASKED)).map(|&(_, half)| half);
        let (mut other, mut right) = (None, None);
        for half in longest.into_iter().chain(some) {
            let Some(point) = beside(faces, half, tolerance) else { continue };
            let label_at = |point| sites.nearest(earth::ecef(point)).0.label;
            if label_at(point) == own {
                right.get_or_insert(point);
                continue;
            }
            // The cell may be narrower than the distance to the point.
            let is_narrow = beside(faces, half, NEAR * tolerance).map(label_at) == Some(own);
            if !is_narrow && other.is_none() && is_another(point, own, sites, tolerance) {
                // The cell may be narrower than the distance to the point, which then lies in
                // another cell.
                let index = index.get_or_insert_with(|| faces.index());
                let at = faces.cycle_at(point, index);
                if at.is_some_and(|at| face(at) == face(ring[0].0)) {
                    other = Some(point);
                }
            }
        }
        if let Some(other) = other {
            found.push([other, right.unwrap_or(other)].map(earth::ecef));
        }
    }
    if !inner.is_empty() {
        let (mut asked, parts) = (HashSet::new(), sites.parts());
        let halves = faces.halves().filter(|&half| inner.contains(&faces.cycle(half)));
        for half in halves.filter(|&half| asked.insert(faces.cycle(half))) {
            let beside = earth::ecef(faces.ends(half).0);
            found.push(sites.links(&parts, beside, farthest).unwrap_or([beside, beside]));
        }
    }
    found
}

/// The rings whose label differs from the label of the cell around them. Rings too short to be
/// checked take that label: they lie between curves that end in one place, nanometres wide.
fn disputed(
    faces: &Faces,
    cells: &mut [Cell],
    mut nested: Vec<(usize, usize)>,
    tolerance: f64,
) -> HashSet<usize> {
    nested.retain(|&(inner, outer)| {
        cells[outer].label.is_some() && cells[inner].label != cells[outer].label
    });
    let mut lengths: HashMap<usize, f64> = nested.iter().map(|&(inner, _)| (inner, 0.0)).collect();
    if lengths.is_empty() {
        return HashSet::new();
    }
    for half in faces.halves() {
        if let Some(length) = lengths.get_mut(&faces.cycle(half)) {
            let (a, b) = faces.ends(half);
            *length += (earth::ecef(b) - earth::ecef(a)).norm();
        }
    }
    let mut disputed = HashSet::new();
    for (inner, outer) in nested {
        if lengths[&inner] < 2.0 * WIDE * tolerance {
            cells[inner].label = cells[outer].label;
        } else {
            disputed.insert(inner);
        }
    }
    disputed
}

/// A point at a distance on the left of the middle of a half, if the half is long enough.
fn beside(faces: &Faces, half: Half, away: f64) -> Option<Coord<f64>> {
    let (a, b) = faces.ends(half);
    let (from, to) = (earth::ecef(a), earth::ecef(b));
    if (to - from).norm() < 2.0 * WIDE * away {
        return None;
    }
    let middle = earth::ecef((a + b) / 2.0);
    let up = earth::normal(middle);
    let left = up.cross(to - from).unit();
    Some(earth::lonlat(earth::drop(middle + left * away, up)))
}

/// `true` if a point and all points around it have another label.
fn is_another(point: Coord<f64>, own: Label, sites: &Sites, tolerance: f64) -> bool {
    let p = earth::ecef(point);
    let is_other = |p: Vec3| sites.nearest(p).0.label != own;
    let up = earth::normal(p);
    let (east, north) = earth::tangents(up);
    is_other(p)
        && (0..8).all(|eighth| {
            let (sin, cos) = (f64::from(eighth) * std::f64::consts::FRAC_PI_4).sin_cos();
            let way = (east * cos + north * sin) * (WIDE * tolerance);
            is_other(earth::drop(p + way, up))
        })
}

impl Sites {
    /// The shortest links, one after another, from the part of the border nearest to a point to the
    /// parts that nothing ties to it, up to a link between whose ends the label changes.
    fn links(&self, parts: &[u32], from: Vec3, farthest: f64) -> Option<[Vec3; 2]> {
        let own = match self.nearest(from).0.feature {
            Feature::Chord(chord) => self.chords[chord as usize].ends[0],
            Feature::Node(node) => node,
        };
        let mut group = vec![parts[own as usize]];
        for _ in 0..LINKS {
            let inside = |node: u32| group.contains(&parts[node as usize]);
            let (mut best, mut link) = (2.0 * farthest, None);
            for node in (0..self.nodes.len() as u32).filter(|&node| inside(node)) {
                let p = self.point(node);
                self.within(p, best, |chord| {
                    let (a, b) = self.ends(chord);
                    let foot = on_chord(p, a, b);
                    let end = self.chords[chord].ends[0];
                    if (p - foot).norm() < best && !inside(end) {
                        best = (p - foot).norm();
                        link = Some((p, foot, parts[end as usize]));
                    }
                });
            }
            let (p, foot, part) = link?;
            let at = |share: f64| {
                let q = p + (foot - p) * share;
                earth::drop(q, earth::normal(q))
            };
            let ends = [at(1e-3), at(1.0 - 1e-3)];
            if self.nearest(ends[0]).0.label != self.nearest(ends[1]).0.label {
                return Some(ends);
            }
            group.push(part);
        }
        None
    }

    /// The number of the part of every node; chords tie the nodes of a part to one another.
    pub(super) fn parts(&self) -> Vec<u32> {
        let mut parts: Vec<u32> = (0..self.nodes.len() as u32).collect();
        fn root(parts: &mut [u32], mut node: u32) -> u32 {
            while parts[node as usize] != node {
                parts[node as usize] = parts[parts[node as usize] as usize];
                node = parts[node as usize];
            }
            node
        }
        for chord in &self.chords {
            let [a, b] = chord.ends.map(|end| root(&mut parts, end));
            parts[a.max(b) as usize] = a.min(b);
        }
        (0..self.nodes.len() as u32).map(|node| root(&mut parts, node)).collect()
    }
}
