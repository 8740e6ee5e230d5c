//! How a grid is grown: from the whole map down, quarter by quarter.
//!
//! Every square takes from the one around it what may be nearest to its points and what edges of
//! territories may cross it, and drops what cannot. First these are balls of the border's tree, so that
//! large squares cost little; then arcs. A square is done when its points stand alike in all plans and
//! few arcs are left, or when cutting it would not pay: then points are measured. Takes n log n time and
//! memory.

use std::ops::Range;

use geo_types::{Line, Rect};

use super::frame::{Frame, Middle, Square};
use super::grid::{ALL, Grid, OPEN};
use super::ground::Ground;
use super::judge::Judge;
use super::lists::{LONG, List};
use super::mesh::Site;
use super::runs::Runs;
use super::sieve::Sieve;
use crate::Standing;

/// Lists of so many arcs are short.
const SHORT: usize = 16;
/// Of so few runs the arcs are looked at one by one.
const FEW: usize = 48;
/// Squares that have become so small, as a share of the distance, are small enough for lists.
const SMALL: f64 = 1.0 / 16.0;
/// Squares up to so large, as a share of the distance, should have short lists.
const FAR: f64 = 1.0 / 8.0;
/// No square is cut below this radius, metres.
const SMALLEST: f64 = 0.5;
/// Cells of the map to begin with, and then for each square along the limits.
const MAP: usize = 1 << 16;
const CELLS: usize = 32;
/// Words of lists for each cell, at most.
const WORDS: usize = 16;
/// Times a square may be quartered without its list becoming shorter.
const PATIENCE: u32 = 3;

/// A grid, and the standings of its classes.
pub(super) fn grow(ground: &Ground, frame: Frame) -> (Grid, Vec<Standing>) {
    let mut growth = Growth {
        ground,
        judge: Judge::new(ground),
        grid: Grid::new(frame),
        finest: finest(ground),
        most: MAP + CELLS * (squares(ground) as usize),
        sieve: Sieve::default(),
        runs: Runs::new(&ground.arcs),
        edges: Vec::new(),
        items: Vec::new(),
        rims: Vec::new(),
    };
    growth.root();
    growth.grid.shrink();
    (growth.grid, growth.judge.into_standings())
}

/// The radius below which squares are not cut to tell standings apart: so that as many squares lie along
/// the limits as [`squares`] says; and a twentieth of the first limit is enough.
fn finest(ground: &Ground) -> f64 {
    let along = 2.0 * ground.route.length().metres() * ground.limits.len() as f64;
    let first = ground.limits.first().copied().unwrap_or_default();
    (along / squares(ground)).max(first / 20.0).max(SMALLEST)
}

/// Squares to lay along the limits: as many as the border has arcs, and a few thousand.
fn squares(ground: &Ground) -> f64 {
    4_096.0 + ground.arcs.len() as f64
}

struct Growth<'a> {
    ground: &'a Ground,
    judge: Judge<'a>,
    grid: Grid,
    /// Radius of the smallest squares cut to tell standings apart.
    finest: f64,
    /// No more cells are made: near a pole, or for a border like no other, points are measured.
    most: usize,
    sieve: Sieve,
    runs: Runs,
    /// The edges of the territories, and of which each is.
    edges: Vec<(usize, Line<f64>)>,
    /// What the squares at work may be nearest to, runs or arcs, one after another; and the edges that may
    /// cross them.
    items: Vec<u32>,
    rims: Vec<u32>,
}

/// What may be nearest to a square: runs, arcs or a list that is stored.
#[derive(Clone)]
enum Near {
    Runs(Range<usize>),
    Arcs { arcs: Range<usize>, stale: u32 },
    List(List),
}

/// Where a square's cells are, as far as they wait for an answer.
#[derive(Clone, Copy)]
struct Sites {
    classes: Option<Site>,
    near: Option<Site>,
}

impl Growth<'_> {
    fn root(&mut self) {
        let outlines = &self.ground.outlines;
        for (index, outline) in outlines.iter().enumerate() {
            self.edges.extend(outline.edges().map(|edge| (index, edge)));
        }
        self.rims = (0..self.edges.len() as u32).collect();
        self.items = (0..self.runs.len() as u32).collect();
        let all = 0..self.items.len();
        let rims = 0..self.rims.len();
        let sites =
            Sites { classes: Some(self.grid.classes.map()), near: Some(self.grid.near.map()) };
        for square in self.grid.frame.squares() {
            let middle = self.grid.frame.middle(square);
            self.visit(sites, square, &middle, Near::Runs(all.clone()), rims.clone());
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
            rims = self.crossing(rims, self.grid.frame.rect(square));
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
            let is_done = self.is_near_enough(&near, middle, &distance, sites.classes.is_some())
                || is_finest(site, square)
                || self.grid.near.len().max(self.grid.lists.len() / WORDS) > self.most;
            sites.near = match is_done {
                true => {
                    let list = self.stored(&near, middle);
                    self.grid.near.fill(site, square, list.map_or(ALL, |List(first)| first));
                    near = list.map_or(near, Near::List);
                    None
                }
                false if site.is_cell(square) => Some(self.grid.near.cut(site, square)),
                false => Some(site),
            };
        }
        if sites.classes.is_some() || sites.near.is_some() {
            let middles = self.grid.frame.quarter_middles(square, middle);
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
        let crossed = |outline| rims.iter().any(|&rim| edges[rim as usize].0 == outline);
        let arcs = match near {
            Near::Runs(_) => None,
            Near::Arcs { arcs, .. } => Some(&self.items[arcs.clone()]),
            Near::List(list) => Some(self.grid.lists.arcs(*list)),
        };
        self.judge.class(middle, distance, arcs, crossed)
    }

    /// Whether the arcs that may be nearest are few enough, or will hardly become fewer.
    fn is_near_enough(
        &self,
        near: &Near,
        middle: &Middle,
        distance: &Range<f64>,
        is_to_be_cut: bool,
    ) -> bool {
        let Near::Arcs { arcs, stale } = near else { return false };
        let is_far = middle.radius < FAR * distance.start;
        let enough = if is_far || is_to_be_cut { SHORT } else { LONG };
        arcs.len() <= enough
            || *stale >= PATIENCE
            || middle.radius < (SMALL * distance.start).max(SMALLEST)
    }

    /// The list of what may be nearest; none when it is too long.
    fn stored(&mut self, near: &Near, middle: &Middle) -> Option<List> {
        let Near::Arcs { arcs, .. } = near else { return None };
        let own = &self.items[arcs.clone()];
        let lists = &mut self.grid.lists;
        (own.len() <= LONG)
            .then(|| lists.store(&self.ground.arcs, own, middle.center, middle.radius))
    }

    /// What may be nearest to the points of a square, of what may be to those of one around it, and
    /// bounds of its middle's distance.
    fn narrowed(&mut self, near: Near, middle: &Middle) -> (Near, Range<f64>) {
        match near {
            Near::Runs(runs) => {
                let start = self.items.len();
                let slack = |chord| self.ground.arcs.slack(chord);
                self.sieve.narrow(&self.runs, &mut self.items, runs, middle, slack);
                let runs = start..self.items.len();
                if runs.len() > FEW {
                    return (Near::Runs(runs), 0.0..f64::INFINITY);
                }
                let start = self.items.len();
                for run in runs {
                    self.items.extend(self.runs.arcs(self.items[run]));
                }
                self.near_arcs(start..self.items.len(), 0, middle)
            }
            Near::Arcs { arcs, stale } => self.near_arcs(arcs, stale, middle),
            Near::List(list) => {
                let rough = self.grid.lists.rough(list, middle.center);
                let (chord2, doubt2) = (rough.least().powi(2), rough.doubt2);
                let (low2, high2) = ((chord2 - doubt2).max(0.0), chord2 + doubt2);
                (Near::List(list), self.distance(low2.sqrt(), high2.sqrt()))
            }
        }
    }

    /// The same of arcs; short lists stay as they are.
    fn near_arcs(&mut self, arcs: Range<usize>, stale: u32, middle: &Middle) -> (Near, Range<f64>) {
        let ground = &self.ground.arcs;
        let (mut arcs, mut stale) = (arcs, stale);
        if arcs.len() > SHORT {
            let (before, start) = (arcs.len(), self.items.len());
            let slack = |chord| ground.slack(chord);
            self.sieve.narrow(ground, &mut self.items, arcs, middle, slack);
            arcs = start..self.items.len();
            stale = if arcs.len() * 10 > before * 9 { stale + 1 } else { 0 };
        }
        let chords2 = self.items[arcs.clone()].iter();
        let chords2 = chords2.map(|&arc| ground.chord2(arc as usize, middle.center));
        let least = chords2.fold(f64::INFINITY, |a, b| if b < a { b } else { a });
        // Of the border a point that is on it may seem to be by so much off.
        let chord = least.max(0.0).sqrt();
        let distance = self.distance((chord - 1e-3).max(0.0), chord + 1e-3);
        (Near::Arcs { arcs, stale }, distance)
    }

    /// The distance to the border, where the least chord is between these two.
    fn distance(&self, low: f64, high: f64) -> Range<f64> {
        let slack = self.ground.arcs.slack(high);
        // Beyond the greatest and the least radius of curvature.
        let arc = |chord: f64, radius: f64| 2.0 * radius * (0.5 * chord / radius).min(1.0).asin();
        arc((low - slack).max(0.0), 6_410_000.0)..arc(high + slack, 6_320_000.0)
    }

    /// Those of some edges of territories that may cross a square.
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

/// Whether a square is a cell that cannot be cut.
fn is_finest(site: Site, square: Square) -> bool {
    site.is_cell(square) && !site.can_be_cut()
}

/// Whether an edge may have a point in a rectangle.
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
    // Rounding may move a corner by so much.
    let doubt = 1e-12 * (way.x.abs() + way.y.abs());
    let sides = corners.map(|(x, y)| left_by(x, y));
    !(sides.iter().all(|&side| side > doubt) || sides.iter().all(|&side| side < -doubt))
}
