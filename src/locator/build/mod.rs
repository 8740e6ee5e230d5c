//! Builds a grid from the whole map down, quarter by quarter.
//!
//! Every square takes from the square around it the candidates for the nearest part of the border
//! and the edges of territories that may cross it, and drops those that cannot. First the
//! candidates are clusters of blocks, so that large squares cost little; then blocks. A square is
//! done when its points have the same standings in all plans, but for a narrow strip along a limit,
//! and few blocks are left, or when cutting it would not pay: then points are measured. The blocks
//! are as coarse as the cells allow, so that the number of cells hardly depends on the number of
//! vertices; it is limited for any border.
//!
//! # Imports
//! `value`, `earth`, `border`, `region`, `plan`, and `grid`, `exact`.
//!
//! # Reading order
//! `prune`, `clusters`, `strip`, `classify`, this file.

mod classify;
mod clusters;
mod prune;
mod strip;

use std::ops::Range;

use geo_types::{Line, Rect};

use self::classify::{Cell, Classifier, Verdict};
use self::clusters::Clusters;
use self::prune::Pruner;
use crate::locator::exact::ExactMeasure;
use crate::locator::grid::{ALL, Grid, List, MOST, Middle, OPEN, SPLITS, Site, Square, Tiling};
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
/// The width of the strip along a limit, as a share of the first limit, at which a cell is not cut
/// any further.
const SHARP: f64 = 1.0 / 250.0;
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
        sharp: exact.limits.first().map_or(0.0, |first| SHARP * first),
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
/// squares on both sides of the border as [`squares`] gives, and is at least a tenth of the first
/// limit.
fn finest(exact: &ExactMeasure) -> f64 {
    let along = 2.0 * exact.blocks.length();
    let first = exact.limits.first().copied().unwrap_or_default();
    (along / squares(exact)).max(first / 10.0).max(SMALLEST)
}

/// The number of squares along the border: as many as its blocks have limbs, and some thousands.
fn squares(exact: &ExactMeasure) -> f64 {
    8_192.0 + 4.0 * exact.blocks.len() as f64
}

struct Growth<'a> {
    exact: &'a ExactMeasure,
    classifier: Classifier<'a>,
    grid: Grid,
    /// The radius of the smallest squares cut to tell standings apart, metres.
    finest: f64,
    /// The width of the strip along a limit at which a cell is not cut, metres.
    sharp: f64,
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

/// The candidates for the nearest part of the border to a square: clusters, or blocks.
#[derive(Clone)]
enum Near {
    Clusters(Range<usize>),
    Blocks(Range<usize>),
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
        let (near, chords) = self.narrowed(near, middle);
        if let Some(site) = sites.classes {
            rims = self.crossing(rims, self.grid.tiling.rect(square));
            let is_last = middle.radius <= self.finest
                || is_finest(site, square)
                || self.grid.classes.len() > self.most;
            let wide = if is_last { middle.radius } else { self.sharp };
            let verdict = self.verdict(&near, square, middle, (&chords, wide), rims.clone());
            let is_done = is_last || !matches!(verdict, Verdict::Open);
            sites.classes = match is_done {
                true => {
                    let value = self.value(verdict);
                    self.grid.classes.fill(site, square, value);
                    None
                }
                false if site.is_cell(square) => Some(self.grid.classes.cut(site, square)),
                false => Some(site),
            };
        }
        if let Some(site) = sites.near {
            let enough = if square.is_of_one_cell() { MOST } else { FEW };
            let is_done = self.is_near_enough(&near, middle, &chords, enough)
                || is_finest(site, square)
                || self.grid.near.len().max(self.grid.candidates.len() / WORDS) > self.most;
            sites.near = match is_done {
                true => {
                    let list = self.stored(&near);
                    self.grid.near.fill(site, square, list.map_or(ALL, |List(first)| first));
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

    /// The value of a cell in the grid.
    fn value(&mut self, verdict: Verdict) -> u32 {
        let splits = match verdict {
            Verdict::Class(class) => return class,
            Verdict::Open => return OPEN,
            Verdict::Split(splits) => splits,
        };
        let stored = &mut self.grid.splits;
        if stored.len() + splits.len() >= (OPEN - SPLITS) as usize {
            return OPEN;
        }
        let mut beyond = None;
        for mut split in splits.into_iter().rev() {
            if let Some(next) = beyond {
                split.classes[1] = next;
            }
            beyond = Some(SPLITS + stored.len() as u32);
            stored.push(split);
        }
        beyond.unwrap_or(OPEN)
    }

    fn verdict(
        &mut self,
        near: &Near,
        square: Square,
        middle: &Middle,
        (chords, wide): (&Range<f64>, f64),
        rims: Range<usize>,
    ) -> Verdict {
        let (edges, rims) = (&self.edges, &self.rims[rims]);
        let crossed = |containment| rims.iter().any(|&rim| edges[rim as usize].0 == containment);
        let blocks = match near {
            Near::Clusters(_) => None,
            Near::Blocks(blocks) => Some(&self.items[blocks.clone()]),
        };
        let cell = Cell { square, middle, chords: chords.clone(), blocks, wide };
        let tangent = || self.grid.tiling.tangent(square, middle);
        self.classifier.verdict(&cell, crossed, tangent)
    }

    /// `true` if the candidate blocks are no more than `enough`, or will hardly become so.
    fn is_near_enough(
        &self,
        near: &Near,
        middle: &Middle,
        chords: &Range<f64>,
        enough: usize,
    ) -> bool {
        let count = match near {
            Near::Clusters(_) => usize::MAX,
            Near::Blocks(blocks) => blocks.len(),
        };
        count <= enough || middle.radius < (SMALL * chords.start).max(SMALLEST)
    }

    /// The stored list of the candidates; `None` when it is too long.
    fn stored(&mut self, near: &Near) -> Option<List> {
        let Near::Blocks(blocks) = near else { return None };
        self.grid.candidates.store(&self.items[blocks.clone()])
    }

    /// The candidates of a square, out of those of the square around it, and bounds of the shortest
    /// chord from its middle to the border.
    fn narrowed(&mut self, near: Near, middle: &Middle) -> (Near, Range<f64>) {
        let blocks = match near {
            Near::Clusters(clusters) => {
                let start = self.items.len();
                let slack = |chord| self.exact.slack(chord);
                let chords =
                    self.pruner.narrow(&self.clusters, &mut self.items, clusters, middle, slack);
                let clusters = start..self.items.len();
                if clusters.len() > CLUSTERS {
                    return (Near::Clusters(clusters), chords);
                }
                let start = self.items.len();
                for cluster in clusters {
                    self.items.extend(self.clusters.blocks(self.items[cluster]));
                }
                start..self.items.len()
            }
            Near::Blocks(blocks) => blocks,
        };
        let start = self.items.len();
        let limbs = self.exact.blocks.limbs(&self.exact.arcs);
        let slack = |chord| self.exact.slack(chord);
        let chords = self.pruner.narrow(&limbs, &mut self.items, blocks, middle, slack);
        (Near::Blocks(start..self.items.len()), chords)
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
