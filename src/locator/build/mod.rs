//! Builds a grid from the whole map down, quarter by quarter.
//!
//! Every square takes from the square around it the candidates for the nearest part of the border
//! and the edges of territories that may cross it, and drops those that cannot. First the
//! candidates are clusters of blocks, so that large squares cost little; then blocks. A square is
//! done when its points have the same standings in all plans and few blocks are left, or when
//! cutting it would not pay: then points are measured. Building takes n log n time and memory along
//! a border of even detail; the number of cells is limited for any border.
//!
//! # Imports
//! `value`, `earth`, `border`, `plan`, and `grid`, `exact`.
//!
//! # Reading order
//! `prune`, `clusters`, `classify`, this file.

mod classify;
mod clusters;
mod prune;

use std::ops::Range;

use geo_types::{Line, Rect};

use self::classify::Classifier;
use self::clusters::Clusters;
use self::prune::Pruner;
use crate::locator::exact::ExactMeasure;
use crate::locator::grid::{ALL, Grid, List, MOST, Middle, OPEN, Site, Square, Tiling};
use crate::plan::Standing;

/// The number of clusters up to which their blocks are looked at one by one: a map cell beside a
/// border of even detail has fewer.
const CLUSTERS: usize = 40;
/// The number of blocks at which squares of many cells are done: most points are far from the
/// border, and this costs them nothing but the map's own cells.
const FEW: usize = 3;
/// The radius, as a share of the distance, below which squares are not cut because of too many
/// blocks.
const SMALL: f64 = 1.0 / 64.0;
/// The radius below which no square is cut, metres.
const SMALLEST: f64 = 0.5;
/// The number of cells of the map to begin with, and then for each square along the limits.
const MAP: usize = 1 << 16;
const CELLS: usize = 32;
/// The largest number of words of candidates for each cell.
const WORDS: usize = 16;

/// Grows a grid, and the standings of its classes.
pub(super) fn grow(exact: &ExactMeasure, tiling: Tiling) -> (Grid, Vec<Standing>) {
    let mut growth = Growth {
        exact,
        classifier: Classifier::new(exact),
        grid: Grid::new(tiling),
        finest: finest(exact),
        most: MAP + CELLS * (squares(exact) as usize),
        pruner: Pruner::default(),
        clusters: Clusters::new(&exact.blocks, &exact.arcs),
        edges: Vec::new(),
        items: Vec::new(),
        rims: Vec::new(),
    };
    growth.root();
    growth.grid.shrink();
    (growth.grid, growth.classifier.into_standings())
}

/// The radius below which squares are not cut to tell standings apart, metres: it leaves as many
/// squares along the limits as [`squares`] gives, and is at least a twentieth of the first limit.
fn finest(exact: &ExactMeasure) -> f64 {
    let along = 2.0 * exact.route.length().metres() * exact.limits.len() as f64;
    let first = exact.limits.first().copied().unwrap_or_default();
    (along / squares(exact)).max(first / 20.0).max(SMALLEST)
}

/// The number of squares along the limits: as many as the border has arcs, and a few thousand.
fn squares(exact: &ExactMeasure) -> f64 {
    4_096.0 + exact.arcs.len() as f64
}

struct Growth<'a> {
    exact: &'a ExactMeasure,
    classifier: Classifier<'a>,
    grid: Grid,
    /// The radius of the smallest squares cut to tell standings apart, metres.
    finest: f64,
    /// The largest number of cells; beyond it, near a pole or for an extreme border, points are
    /// measured.
    most: usize,
    pruner: Pruner,
    clusters: Clusters,
    /// The edges of the territories, each with its territory.
    edges: Vec<(usize, Line<f64>)>,
    /// The candidates of the squares at work, clusters or blocks, one after another; and the edges
    /// that may cross these squares.
    items: Vec<u32>,
    rims: Vec<u32>,
}

/// The candidates for the nearest part of the border to a square: clusters, or blocks, a list of
/// which may be stored.
#[derive(Clone)]
enum Near {
    Clusters(Range<usize>),
    Blocks(Range<usize>),
    Listed(Range<usize>),
}

/// The cells of a square that still wait for a class or a list.
#[derive(Clone, Copy)]
struct Sites {
    classes: Option<Site>,
    near: Option<Site>,
}

impl Growth<'_> {
    fn root(&mut self) {
        let containments = &self.exact.containments;
        for (index, containment) in containments.iter().enumerate() {
            self.edges.extend(containment.edges().map(|edge| (index, edge)));
        }
        self.rims = (0..self.edges.len() as u32).collect();
        self.items = (0..self.clusters.len() as u32).collect();
        let all = 0..self.items.len();
        let rims = 0..self.rims.len();
        let sites =
            Sites { classes: Some(self.grid.classes.map()), near: Some(self.grid.near.map()) };
        for square in self.grid.tiling.squares() {
            let middle = self.grid.tiling.middle(square);
            self.visit(sites, square, &middle, Near::Clusters(all.clone()), rims.clone());
        }
    }

    fn visit(
        &mut self,
        mut sites: Sites,
        square: Square,
        middle: &Middle,
        near: Near,
        mut rims: Range<usize>,
    ) {
        let before = (self.items.len(), self.rims.len());
        let (mut near, distance) = self.narrowed(near, middle);
        if let Some(site) = sites.classes {
            rims = self.crossing(rims, self.grid.tiling.rect(square));
            let class = self.class(&near, middle, &distance, rims.clone());
            let is_done = class.is_some()
                || middle.radius <= self.finest
                || is_finest(site, square)
                || self.grid.classes.len() > self.most;
            sites.classes = match is_done {
                true => {
                    self.grid.classes.fill(site, square, class.unwrap_or(OPEN));
                    None
                }
                false if site.is_cell(square) => Some(self.grid.classes.cut(site, square)),
                false => Some(site),
            };
        }
        if let Some(site) = sites.near {
            let is_cell = site.is_cell(square);
            let is_done =
                self.is_near_enough(&near, middle, &distance, if is_cell { MOST } else { FEW })
                    || is_finest(site, square)
                    || self.grid.near.len().max(self.grid.candidates.len() / WORDS) > self.most;
            sites.near = match is_done {
                true => {
                    let list = self.stored(&near);
                    self.grid.near.fill(site, square, list.map_or(ALL, |List(first)| first));
                    if let Near::Blocks(blocks) = &near
                        && list.is_some()
                    {
                        near = Near::Listed(blocks.clone());
                    }
                    None
                }
                false if site.is_cell(square) => Some(self.grid.near.cut(site, square)),
                false => Some(site),
            };
        }
        if sites.classes.is_some() || sites.near.is_some() {
            let middles = self.grid.tiling.quarter_middles(square, middle);
            for (quarter, middle) in square.quarters().into_iter().zip(&middles) {
                self.visit(sites, quarter, middle, near.clone(), rims.clone());
            }
        }
        self.items.truncate(before.0);
        self.rims.truncate(before.1);
    }

    fn class(
        &mut self,
        near: &Near,
        middle: &Middle,
        distance: &Range<f64>,
        rims: Range<usize>,
    ) -> Option<u32> {
        let (edges, rims) = (&self.edges, &self.rims[rims]);
        let crossed = |containment| rims.iter().any(|&rim| edges[rim as usize].0 == containment);
        let blocks = match near {
            Near::Clusters(_) => None,
            Near::Blocks(blocks) | Near::Listed(blocks) => Some(&self.items[blocks.clone()]),
        };
        self.classifier.class(middle, distance, blocks, crossed)
    }

    /// `true` if the candidate blocks are no more than `enough`, or will hardly become so.
    fn is_near_enough(
        &self,
        near: &Near,
        middle: &Middle,
        distance: &Range<f64>,
        enough: usize,
    ) -> bool {
        let count = match near {
            Near::Clusters(_) => usize::MAX,
            Near::Blocks(blocks) | Near::Listed(blocks) => blocks.len(),
        };
        count <= enough || middle.radius < (SMALL * distance.start).max(SMALLEST)
    }

    /// The stored list of the candidates; `None` when it is too long.
    fn stored(&mut self, near: &Near) -> Option<List> {
        let Near::Blocks(blocks) = near else { return None };
        self.grid.candidates.store(&self.items[blocks.clone()])
    }

    /// The candidates of a square, out of those of the square around it, and bounds of the distance
    /// of its middle.
    fn narrowed(&mut self, near: Near, middle: &Middle) -> (Near, Range<f64>) {
        let blocks = match near {
            Near::Clusters(clusters) => {
                let start = self.items.len();
                let slack = |chord| self.exact.slack(chord);
                let chords =
                    self.pruner.narrow(&self.clusters, &mut self.items, clusters, middle, slack);
                let clusters = start..self.items.len();
                if clusters.len() > CLUSTERS {
                    return (Near::Clusters(clusters), self.distance(chords));
                }
                let start = self.items.len();
                for cluster in clusters {
                    self.items.extend(self.clusters.blocks(self.items[cluster]));
                }
                start..self.items.len()
            }
            Near::Blocks(blocks) if blocks.len() > 1 => blocks,
            Near::Blocks(ref blocks) | Near::Listed(ref blocks) => {
                let blocks = &self.items[blocks.clone()];
                let chords = self.exact.blocks.bounds(blocks, middle.center);
                return (near, self.distance(chords));
            }
        };
        let start = self.items.len();
        let ExactMeasure { arcs, blocks: all, .. } = self.exact;
        let slack = |chord| self.exact.slack(chord);
        let chords = self.pruner.narrow(&(all, arcs), &mut self.items, blocks, middle, slack);
        (Near::Blocks(start..self.items.len()), self.distance(chords))
    }

    /// The bounds of the distance to the border, from bounds of the least chord.
    fn distance(&self, chords: Range<f64>) -> Range<f64> {
        let Range { start: low, end: high } = chords;
        let slack = self.exact.arcs.slack(high) + 1e-3;
        // Radii beyond the greatest and the least radius of curvature keep the bounds.
        let arc = |chord: f64, radius: f64| 2.0 * radius * (0.5 * chord / radius).min(1.0).asin();
        arc((low - slack).max(0.0), 6_410_000.0)..arc(high + slack, 6_320_000.0)
    }

    /// The edges of territories, out of some, that may cross a square.
    fn crossing(&mut self, rims: Range<usize>, rect: Rect<f64>) -> Range<usize> {
        let start = self.rims.len();
        for index in rims {
            let rim = self.rims[index];
            if crosses(&self.edges[rim as usize].1, rect) {
                self.rims.push(rim);
            }
        }
        start..self.rims.len()
    }
}

/// `true` if a square is a cell that cannot be cut.
fn is_finest(site: Site, square: Square) -> bool {
    site.is_cell(square) && !site.can_be_cut()
}

/// `true` if an edge may have a point in a rectangle.
fn crosses(edge: &Line<f64>, rect: Rect<f64>) -> bool {
    let (a, b, low, high) = (edge.start, edge.end, rect.min(), rect.max());
    if a.x.max(b.x) < low.x
        || a.x.min(b.x) > high.x
        || a.y.max(b.y) < low.y
        || a.y.min(b.y) > high.y
    {
        return false;
    }
    let way = b - a;
    let left_by = |x: f64, y: f64| way.x * (y - a.y) - way.y * (x - a.x);
    let corners = [(low.x, low.y), (high.x, low.y), (low.x, high.y), (high.x, high.y)];
    // Rounding may move a corner by this much.
    let doubt = 1e-12 * (way.x.abs() + way.y.abs());
    let sides = corners.map(|(x, y)| left_by(x, y));
    !(sides.iter().all(|&side| side > doubt) || sides.iter().all(|&side| side < -doubt))
}
