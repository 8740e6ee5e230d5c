//! The seeds of bisectors: around joints, along the outermost contour, and between parts that
//! nothing ties to one another.
//!
//! Earth-centred metres. Around a joint, the chords that end there give the labels in each wedge
//! between two of them, however narrow. In a wedge of less than half a turn the bisector halves it.
//! In a wider one a bisector runs across each chord's end, and the border's direction at the joint
//! parts the points between, which are nearest to the joint itself. A bisector that touches no
//! joint and no contour runs around a part of the border, and passes through the middle of the
//! shortest link between that part and the others.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use geo_types::{Coord, LineString};

use super::arrange::Joint;
use super::bisector::Seed;
use super::sites::{Feature, Site, Sites};
use crate::earth::{self, Vec3, along};
use crate::value::Side;

impl Sites {
    /// The bisectors that leave a joint; points within `narrow` radians of a wedge's edge belong to
    /// the edge.
    pub fn around(&self, joint: &Joint, narrow: f64) -> Vec<Seed> {
        let node = joint.node;
        let start = self.point(node);
        let (east, north) = earth::tangents(earth::normal(start));
        // Bearings run counter-clockwise from east.
        let bearing = |v: Vec3| v.dot(north).atan2(v.dot(east));
        let direction = |&(chord, leaves): &(u32, bool)| {
            let direction = self.chords[chord as usize].direction;
            bearing(if leaves { direction } else { -direction })
        };
        let site = |chord: u32, side: Side| Site {
            feature: Feature::Chord(chord),
            label: self.beside(chord, side),
        };
        let forward = bearing(self.nodes[node as usize].forward);
        let mut seeds = Vec::new();
        let count = joint.star.len();
        for i in 0..count {
            let (one, other) = (joint.star[i], joint.star[(i + 1) % count]);
            let from = direction(&one);
            let wide = (direction(&other) - from).rem_euclid(TAU);
            let wide = if count == 1 { TAU } else { wide };
            // Seen outwards, the wedge lies on the left of its first chord and on the right of its
            // last.
            let mut sites = vec![site(one.0, if one.1 { Side::Left } else { Side::Right })];
            if wide - PI > narrow {
                let (first, last) = (FRAC_PI_2, wide - FRAC_PI_2);
                let mut turns: Vec<f64> = [forward, forward + PI]
                    .map(|at| (at - from).rem_euclid(TAU))
                    .into_iter()
                    .filter(|&at| self.sided && first + narrow < at && at < last - narrow)
                    .collect();
                turns.sort_by(f64::total_cmp);
                let mut at = first;
                for next in turns.into_iter().chain([last]) {
                    let middle = from + 0.5 * (at + next);
                    let beside = start + east * middle.cos() + north * middle.sin();
                    let feature = Feature::Node(node);
                    sites.push(Site { feature, label: self.label(feature, beside) });
                    at = next;
                }
            }
            sites.push(site(other.0, if other.1 { Side::Right } else { Side::Left }));
            for pair in sites.windows(2).filter(|pair| pair[0].label != pair[1].label) {
                seeds.push(Seed { start, node: Some(node), sites: [pair[0], pair[1]] });
            }
        }
        seeds
    }

    /// The bisectors that cross a contour inwards, the contour's inside on its left: at corners
    /// where the contour does not turn left as an arc at its distance does.
    pub fn crossing(&self, ring: &LineString<f64>, distance: f64) -> Vec<Seed> {
        let points = &ring.0;
        let count = points.len().saturating_sub(1);
        let middle = |i: usize| earth::ecef(along(points[i % count], points[i % count + 1], 0.5));
        let mut seeds = Vec::new();
        let mut last: Option<(usize, Vec3, Site)> = None;
        for i in 0..count {
            let corner = points[i + 1];
            let (before, after) = (points[i], points[(i + 1) % count + 1]);
            if is_arc([before, corner, after], distance) {
                continue;
            }
            let (from, site) = match last {
                Some((at, from, site)) if at == i => (from, site),
                _ => (middle(i), self.nearest(middle(i)).0),
            };
            let to = middle(i + 1);
            let next = self.nearest(to).0;
            if next.label != site.label {
                let corner = earth::ecef(corner);
                for (from, to) in [(from, corner), (corner, to)] {
                    seeds.extend(self.changes(from, to));
                }
            }
            last = Some((i + 1, to, next));
        }
        seeds
    }

    /// The bisectors between a point and another, with the first point on the left of each.
    pub fn changes(&self, mut from: Vec3, to: Vec3) -> Vec<Seed> {
        let mut seeds = Vec::new();
        let last = self.nearest(to).0;
        // Each change found shortens the rest of the way.
        for _ in 0..64 {
            let here = self.nearest(from).0;
            if here.label == last.label {
                break;
            }
            let (mut low, mut high) = (from, to);
            let (mut before, mut after) = (here, last);
            while (high - low).norm() > 1e-5 {
                let between = (low + high) * 0.5;
                let between = earth::drop(between, earth::normal(between));
                if between == low || between == high {
                    break;
                }
                let site = self.nearest(between).0;
                if site.label == here.label {
                    (low, before) = (between, site);
                } else {
                    (high, after) = (between, site);
                }
            }
            seeds.push(Seed { start: low, node: None, sites: [after, before] });
            from = high;
        }
        seeds
    }
}

/// `true` if a ring turns to the left at a corner about as much as an arc of this radius does.
fn is_arc([before, corner, after]: [Coord<f64>; 3], radius: f64) -> bool {
    const METRES_A_DEGREE: f64 = 111_320.0;
    let narrow = corner.y.to_radians().cos();
    let way = |a: Coord<f64>, b: Coord<f64>| {
        let way = earth::way(a, b) * METRES_A_DEGREE;
        (way.x * narrow, way.y)
    };
    let (one, other) = (way(before, corner), way(corner, after));
    let (long, wide) = (one.0.hypot(one.1), other.0.hypot(other.1));
    let turn = (one.0 * other.1 - one.1 * other.0) / (long * wide);
    turn > 0.35 * (long + wide) / radius
}
