//! Curves between the points nearest to one part of a border and those nearest to another.
//!
//! Earth-centred metres. On a bisector two sites of different labels are equally near and no third
//! is nearer. It is an edge of the Voronoi diagram of chords and nodes, or several in a row (M.
//! Held, VRONI, 2001). It ends beyond the outermost contour, in a node of the border, or where a
//! third label comes between; there it forks. `seeds` finds where bisectors start, `follow` follows
//! one. Drawn edges stay within [`SHARE`] of the tolerance of their curve.

use std::collections::{HashMap, HashSet};

use geo_types::Coord;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::label::Label;
use super::sites::{Feature, Site, Sites};
use crate::earth::{self, Vec3, along};

/// The largest distance of a drawn edge from its curve, as a share of the tolerance.
pub(super) const SHARE: f64 = 0.1;

/// The largest distance of a drawn edge from its curve towards the border, as a share of the
/// curve's distance from the border.
pub(super) const CLEARANCE: f64 = 0.2;

/// The length of the first step, and the distance from a node at which a curve ends in it, as a
/// share of the tolerance.
pub(super) const FIRST: f64 = 0.05;

/// The distance beyond the outermost contour to which curves go on, in tolerances.
pub(super) const BEYOND: f64 = 2.0;

/// The number of points by which a curve is compared with known curves.
const ASKED: usize = 32;

/// The way in which curves are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// By long steps, and straight to corners and nodes.
    Quick,
    /// By short steps only, which find their way where more sites meet than a corner has.
    Careful,
}

/// The start of a curve, with the sites on its right and on its left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed {
    pub start: Vec3,
    pub node: Option<u32>,
    pub sites: [Site; 2],
}

/// A curve as drawn, with the labels on its left and on its right.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    pub coords: Vec<Coord<f64>>,
    pub left: Label,
    pub right: Label,
}

/// A followed curve: its points with their distances from the border, and the sites at its end.
pub(super) struct Followed {
    pub points: Vec<(Vec3, f64)>,
    pub end: End,
    pub sites: [Site; 2],
}

/// The origin of a seed: the caller, or the fork of a curve that was followed.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Origin {
    Given,
    Fork,
}

/// The end of a followed curve.
pub(super) enum End {
    /// Beyond the contour, or at the curve's own start.
    Loose,
    /// In a node of the border.
    Node(u32),
    /// At a point where a third site comes in.
    Fork(Site),
    /// Nowhere: it could not be followed.
    Lost,
}

type Segment = GeomWithData<Rectangle<[f64; 3]>, u32>;

/// The bisectors found so far.
pub(super) struct Bisectors<'a> {
    pub sites: &'a Sites,
    /// The distance of the outermost contour.
    pub farthest: f64,
    pub tolerance: f64,
    pub pace: Pace,
    pub curves: Vec<Curve>,
    /// The places where curves end neither in a node nor beyond the contour.
    pub open: Vec<Coord<f64>>,
    forks: RTree<[f64; 3]>,
    segments: Vec<[Vec3; 2]>,
    index: RTree<Segment>,
    /// The curve to which each segment belongs.
    owners: Vec<u32>,
    /// The nodes in which curves ended, with the sites on the right and the left of the way out.
    arrived: HashSet<(u32, [Feature; 2])>,
    /// Curves that could not be followed from a node to their ends, by node and sites as in
    /// `arrived`.
    lost: HashMap<(u32, [Feature; 2]), usize>,
    /// The starts from forks that were tried, by their position in tolerances.
    tried: HashSet<([i64; 3], [Feature; 2])>,
}

impl<'a> Bisectors<'a> {
    pub fn new(sites: &'a Sites, [farthest, tolerance]: [f64; 2], pace: Pace) -> Self {
        Bisectors {
            sites,
            farthest,
            tolerance,
            pace,
            curves: Vec::new(),
            open: Vec::new(),
            forks: RTree::new(),
            segments: Vec::new(),
            index: RTree::new(),
            owners: Vec::new(),
            arrived: HashSet::new(),
            lost: HashMap::new(),
            tried: HashSet::new(),
        }
    }

    /// Follows a seed, and the seeds of the forks to which it leads, unless its curve is known.
    pub fn grow(&mut self, seed: Seed) {
        let mut seeds = vec![(seed, Origin::Given)];
        while let Some((seed, origin)) = seeds.pop() {
            let features = seed.sites.map(|site| site.feature);
            if seed.node.is_some_and(|node| self.arrived.contains(&(node, features)))
                || (seed.node.is_none() && origin != Origin::Fork && self.starts_known(&seed))
            {
                continue;
            }
            let Some(followed) = self.follow(&seed, origin) else { continue };
            let Followed { mut points, end, sites } = followed;
            if seed.node.is_some() && self.repeats(&seed, &points) {
                continue;
            }
            let Some((place, _)) = points.last_mut() else { continue };
            let (mut last, mut lost) = (None, None);
            match end {
                End::Node(node) => {
                    let [right, left] = sites.map(|site| site.feature);
                    self.arrived.insert((node, [left, right]));
                    last = Some(node);
                    // A curve found whole from the other end would stand there twice.
                    if let Some(part) = self.lost.remove(&(node, [left, right])) {
                        self.curves[part].coords.clear();
                    }
                }
                End::Fork(third) => {
                    *place = self.fork(*place);
                    self.open.push(earth::lonlat(*place));
                    let [right, left] = sites;
                    for sites in [[right, third], [third, left]] {
                        let features = sites.map(|site| site.feature);
                        let cell = [place.x, place.y, place.z];
                        let cell = cell.map(|c| (c / self.tolerance).round() as i64);
                        if self.tried.insert((cell, features)) {
                            seeds.push((Seed { start: *place, node: None, sites }, Origin::Fork));
                        }
                    }
                }
                End::Lost => {
                    self.open.push(earth::lonlat(*place));
                    lost = seed.node;
                }
                End::Loose => {}
            }
            if let (Some(curve), Some(node)) = (self.add(&seed, &points, last), lost) {
                self.lost.insert((node, features), curve);
            }
        }
    }

    /// The fork at a point; a fork known before, where there is one.
    fn fork(&mut self, point: Vec3) -> Vec3 {
        let place = [point.x, point.y, point.z];
        let near = self.forks.nearest_neighbor(&place).map(|&[x, y, z]| Vec3::new(x, y, z));
        if let Some(near) = near.filter(|&near| (near - point).norm() < SHARE * self.tolerance) {
            return near;
        }
        self.forks.insert(place);
        point
    }

    /// `true` if a known curve runs where a seed's begins.
    fn starts_known(&self, seed: &Seed) -> bool {
        let parting = self.sites.parting(seed.sites, seed.start);
        parting.is_some_and(|it| self.passes(seed, seed.start, it.ahead(earth::normal(seed.start))))
    }

    /// `true` if a known curve passes a point, with a seed's labels on its sides as seen along a way.
    pub fn passes(&self, seed: &Seed, point: Vec3, way: Vec3) -> bool {
        let reach = 2.0 * SHARE * self.tolerance;
        let [right, left] = seed.sites.map(|site| site.label);
        let low = [point.x - reach, point.y - reach, point.z - reach];
        let high = [point.x + reach, point.y + reach, point.z + reach];
        self.index.locate_in_envelope_intersecting(&AABB::from_corners(low, high)).any(|segment| {
            let index = segment.data as usize;
            let curve = &self.curves[self.owners[index] as usize];
            let [from, to] = self.segments[index];
            // Curves of other labels may run beside it, as close as they like.
            let same = match (to - from).dot(way) {
                along if along > 0.0 => (curve.left, curve.right) == (left, right),
                _ => (curve.left, curve.right) == (right, left),
            };
            same && away(point, [from, to], [from, to].map(earth::lonlat)) <= reach
        })
    }

    /// `true` if all of a curve is known already, from its end back; at the end, the sites may be
    /// named otherwise.
    fn repeats(&self, seed: &Seed, points: &[(Vec3, f64)]) -> bool {
        let every = points.len().div_ceil(ASKED);
        let mut ways = points.windows(2).rev().step_by(every);
        ways.all(|pair| self.passes(seed, pair[1].0, pair[1].0 - pair[0].0))
    }

    /// Keeps a curve without superfluous vertices; returns its number, or `None` where nothing is
    /// left.
    fn add(&mut self, seed: &Seed, points: &[(Vec3, f64)], last: Option<u32>) -> Option<usize> {
        let kept = self.thinned(points);
        if kept.len() < 2 {
            return None;
        }
        let owner = self.curves.len() as u32;
        let mut coords: Vec<Coord<f64>> = kept.iter().map(|&p| earth::lonlat(p)).collect();
        for (pair, ends) in kept.windows(2).zip(coords.windows(2)) {
            let data = self.segments.len() as u32;
            self.segments.push([pair[0], pair[1]]);
            self.owners.push(owner);
            // Drawn on the map, an edge leaves its chord, and most in the middle.
            let middle = earth::ecef(along(ends[0], ends[1], 0.5));
            let places = [pair[0], middle, pair[1]].map(|p| [p.x, p.y, p.z]);
            let aabb = AABB::from_points(&places);
            let rectangle = Rectangle::from_corners(aabb.lower(), aabb.upper());
            self.index.insert(Segment::new(rectangle, data));
        }
        // At the border, the curve takes the border's own vertex.
        let own = |node: u32| self.sites.nodes[node as usize].coord;
        if let (Some(first), Some(node)) = (coords.first_mut(), seed.node) {
            *first = own(node);
        }
        if let (Some(end), Some(node)) = (coords.last_mut(), last) {
            *end = own(node);
        }
        let [right, left] = seed.sites.map(|site| site.label);
        self.curves.push(Curve { coords, left, right });
        Some(owner as usize)
    }

    /// A curve's points without the superfluous ones.
    fn thinned(&self, points: &[(Vec3, f64)]) -> Vec<Vec3> {
        let coords: Vec<Coord<f64>> = points.iter().map(|&(p, _)| earth::lonlat(p)).collect();
        let mut kept = vec![points[0].0];
        let mut stack = vec![(0, points.len() - 1)];
        while let Some((from, to)) = stack.pop() {
            if to <= from {
                continue;
            }
            let ends = ([points[from].0, points[to].0], [coords[from], coords[to]]);
            let over = |i: usize| away(points[i].0, ends.0, ends.1) / self.allowed(points[i].1);
            let worst = (from + 1..to).map(|i| (over(i), i)).max_by(|a, b| a.0.total_cmp(&b.0));
            match worst {
                Some((over, at)) if over > 1.0 => stack.extend([(at, to), (from, at)]),
                _ => kept.push(points[to].0),
            }
        }
        kept
    }
}

/// The distance of a point from the edge between two others as drawn on the map; infinite where the
/// point does not lie beside the edge.
fn away(point: Vec3, [from, to]: [Vec3; 2], [start, end]: [Coord<f64>; 2]) -> f64 {
    let (way, length2) = (to - from, (to - from).norm2());
    let share = (point - from).dot(way) / length2;
    if !(0.0..=1.0).contains(&share) {
        return f64::INFINITY;
    }
    let gap = point - earth::ecef(along(start, end, share));
    aside(gap - way * (gap.dot(way) / length2), point)
}

/// The horizontal length of a vector at a point.
pub(super) fn aside(v: Vec3, at: Vec3) -> f64 {
    let up = earth::normal(at);
    (v - up * v.dot(up)).norm()
}
