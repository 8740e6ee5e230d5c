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
use super::sieve::Sieve;
use crate::Standing;
use crate::earth::Vec3;
use crate::nearest::{Node, Parts};

/// Lists of so many arcs are short.
const SHORT: usize = 16;
/// So few nodes' arcs are looked at one by one.
const FEW: usize = 2048;
/// Squares that have become so small, as a share of the distance, are small enough for lists.
const SMALL: f64 = 1.0 / 16.0;
/// Squares up to so large, as a share of the distance, should have short lists.
const FAR: f64 = 1.0 / 8.0;
/// No square is cut below this radius, metres.
const SMALLEST: f64 = 0.5;
/// Times a square may be quartered without its list becoming shorter.
const PATIENCE: u32 = 3;

/// A grid, and the standings of its classes.
pub(super) fn grow(ground: &Ground, frame: Frame) -> (Grid, Vec<Standing>) {
    let mut growth = Growth {
        ground,
        judge: Judge::new(ground),
        grid: Grid::new(frame),
        finest: finest(ground),
        sieve: Sieve::default(),
        runs: Vec::new(),
        edges: Vec::new(),
        nodes: Vec::new(),
        arcs: Vec::new(),
        rims: Vec::new(),
    };
    growth.root();
    growth.grid.shrink();
    (growth.grid, growth.judge.into_standings())
}

/// The radius below which squares are not cut to tell standings apart: so that as many squares lie along
/// the limits as the border has arcs, or a few thousand; and a twentieth of the first limit is enough.
fn finest(ground: &Ground) -> f64 {
    let squares = 4_096.0 + ground.arcs.len() as f64;
    let along = 2.0 * ground.route.length().metres() * ground.limits.len() as f64;
    let first = ground.limits.first().copied().unwrap_or_default();
    (along / squares).max(first / 20.0).max(SMALLEST)
}

struct Growth<'a> {
    ground: &'a Ground,
    judge: Judge<'a>,
    grid: Grid,
    finest: f64,
    sieve: Sieve,
    runs: Vec<(u32, u32)>,
    /// The edges of the territories, and of which each is.
    edges: Vec<(usize, Line<f64>)>,
    /// What the squares at work may be nearest to, one after another, and what may cross them.
    nodes: Vec<Node>,
    arcs: Vec<u32>,
    rims: Vec<u32>,
}

/// What may be nearest to a square: nodes, arcs or a list that is stored.
#[derive(Clone)]
enum Near {
    Nodes(Range<usize>),
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
        self.nodes.push(self.ground.arcs.tree().root());
        let rims = 0..self.rims.len();
        let sites =
            Sites { classes: Some(self.grid.classes.map()), near: Some(self.grid.near.map()) };
        for square in self.grid.frame.squares() {
            let middle = self.grid.frame.middle(square);
            self.visit(sites, square, &middle, Near::Nodes(0..1), rims.clone());
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
        let before = (self.nodes.len(), self.arcs.len(), self.rims.len());
        let (mut near, distance) = self.narrowed(near, middle);
        if let Some(site) = sites.classes {
            rims = self.crossing(rims, self.grid.frame.rect(square));
            let class = self.class(&near, middle, &distance, rims.clone());
            let is_done = class.is_some() || middle.radius <= self.finest || is_finest(site, square);
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
                || is_finest(site, square);
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
        self.nodes.truncate(before.0);
        self.arcs.truncate(before.1);
        self.rims.truncate(before.2);
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
            Near::Nodes(_) => None,
            Near::Arcs { arcs, .. } => Some(&self.arcs[arcs.clone()]),
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
        let own = &self.arcs[arcs.clone()];
        let lists = &mut self.grid.lists;
        (own.len() <= LONG)
            .then(|| lists.store(&self.ground.arcs, own, middle.center, middle.radius))
    }

    /// What may be nearest to the points of a square, of what may be to those of one around it, and
    /// bounds of its middle's distance.
    fn narrowed(&mut self, near: Near, middle: &Middle) -> (Near, Range<f64>) {
        match near {
            Near::Nodes(nodes) => {
                let (nodes, distance) = self.near_nodes(nodes, middle);
                let tree = self.ground.arcs.tree();
                let count: usize = self.nodes[nodes.clone()].iter().map(|&n| tree.most(n)).sum();
                if count > FEW {
                    return (Near::Nodes(nodes), distance);
                }
                let arcs = self.unfold(nodes);
                self.near_arcs(arcs, 0, middle)
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

    /// The nodes, no larger than a quarter of the square, that may hold what is nearest.
    fn near_nodes(&mut self, nodes: Range<usize>, middle: &Middle) -> (Range<usize>, Range<f64>) {
        let tree = self.ground.arcs.tree();
        let place = self.place_near(&self.nodes[nodes.clone()], middle);
        let nearest2 = (place - middle.center).norm2();
        let start = self.nodes.len();
        self.nodes.extend_from_within(nodes);
        loop {
            let (mut low, mut coarse) = (f64::INFINITY, false);
            let mut kept = start;
            for index in start..self.nodes.len() {
                let node = self.nodes[index];
                let ball = tree.ball(node);
                let to = (ball.center - middle.center).norm();
                let far = to + middle.radius;
                let doubt = ball.radius + 2.0 * self.ground.arcs.slack(far);
                let over = nearest2 - to * to + 2.0 * middle.radius * (place - ball.center).norm();
                if over >= -2.0 * far * doubt {
                    low = low.min(to - ball.radius);
                    coarse |= ball.radius > 0.25 * middle.radius && !tree.is_leaf(node);
                    self.nodes[kept] = node;
                    kept += 1;
                }
            }
            self.nodes.truncate(kept);
            if !coarse {
                return (start..kept, low.max(0.0)..f64::INFINITY);
            }
            for index in start..kept {
                let node = self.nodes[index];
                if tree.ball(node).radius > 0.25 * middle.radius
                    && let Parts::Nodes(parts) = tree.parts(node)
                {
                    let mut parts = parts.iter().map(|(part, _)| part);
                    self.nodes[index] = parts.next().unwrap_or(node);
                    self.nodes.extend(parts);
                }
            }
        }
    }

    /// A place of the border, of one of these nodes, that is about as near as any.
    fn place_near(&self, nodes: &[Node], middle: &Middle) -> Vec3 {
        let tree = self.ground.arcs.tree();
        let to = |node: &Node| (tree.ball(*node).center - middle.center).norm2();
        let mut node = nodes.iter().copied().min_by(|a, b| to(a).total_cmp(&to(b)));
        while let Some(there) = node {
            match tree.parts(there) {
                Parts::Chords(arcs) => return self.ground.arcs.ends(arcs.start).0,
                Parts::Nodes(parts) => {
                    let parts = parts.iter().map(|(part, _)| part);
                    node = parts.min_by(|a, b| to(a).total_cmp(&to(b)));
                }
            }
        }
        self.ground.arcs.ends(0).0
    }

    /// The arcs of these nodes, in the order of the border.
    fn unfold(&mut self, nodes: Range<usize>) -> Range<usize> {
        let tree = self.ground.arcs.tree();
        let (start, first) = (self.arcs.len(), self.nodes.len());
        self.nodes.extend_from_within(nodes);
        let mut runs = std::mem::take(&mut self.runs);
        while self.nodes.len() > first {
            let Some(node) = self.nodes.pop() else { break };
            match tree.parts(node) {
                Parts::Chords(arcs) => runs.push((arcs.start as u32, arcs.end as u32)),
                Parts::Nodes(parts) => self.nodes.extend(parts.iter().map(|(part, _)| part)),
            }
        }
        runs.sort_unstable();
        self.arcs.extend(runs.drain(..).flat_map(|(first, end)| first..end));
        self.runs = runs;
        start..self.arcs.len()
    }

    /// The same of arcs; short lists stay as they are.
    fn near_arcs(
        &mut self,
        arcs: Range<usize>,
        stale: u32,
        middle: &Middle,
    ) -> (Near, Range<f64>) {
        let ground = &self.ground.arcs;
        let (mut arcs, mut stale) = (arcs, stale);
        if arcs.len() > SHORT {
            let (before, start) = (arcs.len(), self.arcs.len());
            self.sieve.narrow(ground, &mut self.arcs, arcs, middle);
            arcs = start..self.arcs.len();
            stale = if arcs.len() * 10 > before * 9 { stale + 1 } else { 0 };
        }
        let chords2 = self.arcs[arcs.clone()].iter();
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
    if a.x.max(b.x) < low.x || a.x.min(b.x) > high.x || a.y.max(b.y) < low.y || a.y.min(b.y) > high.y
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
