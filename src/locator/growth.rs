//! How a grid is grown: from the whole map down, quarter by quarter.
//!
//! Every square takes from the one around it what may be nearest to its points and what edges of
//! territories may cross it, and drops what cannot. First these are balls of the border's tree, so that
//! large squares cost little; then arcs. A square is done when its points stand alike in all plans and
//! few arcs are left, or when cutting it would not pay: then points are measured. Takes n log n time and
//! memory.
//!
//! What is dropped, of arcs: those that are farther from every point of the square than the place nearest
//! to its middle. For a place i of the border and an end a of the arc, |x - i|² - |x - a|² is linear in
//! x, so its largest value over a ball is at hand; of an arc of length l, points between the ends may be
//! nearer than both by l²/4 in squares. And those of which an end is always nearest that the arc beside
//! has too, as long as that one stays.

use std::ops::Range;

use geo_types::{Line, Rect};

use super::frame::{Frame, Middle, Square};
use super::grid::{Grid, List, Site};
use super::ground::Ground;
use super::judge::Judge;
use crate::Standing;
use crate::earth;
use crate::nearest::{Node, Parts};

/// Lists of so many arcs are short.
const SHORT: usize = 10;
/// Longer lists are not kept.
const LONG: usize = 64;
/// So few nodes' arcs are looked at one by one.
const FEW: usize = 96;
/// Squares that have become so small, as a share of the distance, are small enough for lists.
const NEAR: f64 = 1.0 / 12.0;
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
    /// The edges of the territories, and of which each is.
    edges: Vec<(usize, Line<f64>)>,
    /// What the squares at work may be nearest to, one after another, and what may cross them.
    nodes: Vec<Node>,
    arcs: Vec<u32>,
    rims: Vec<u32>,
}

/// What may be nearest to a square.
#[derive(Clone)]
enum Near {
    Nodes(Range<usize>),
    Arcs { arcs: Range<usize>, kept: Option<List>, stale: u32 },
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
        for square in self.grid.frame().squares() {
            self.visit(Site::MAP, square, Near::Nodes(0..1), rims.clone(), None);
        }
    }

    fn visit(
        &mut self,
        site: Site,
        square: Square,
        near: Near,
        mut rims: Range<usize>,
        mut class: Option<u16>,
    ) {
        let before = (self.nodes.len(), self.arcs.len(), self.rims.len());
        let middle = self.grid.frame().middle(square);
        let (near, distance) = self.narrowed(near, &middle);
        if class.is_none() {
            rims = self.crossing(rims, self.grid.frame().rect(square));
            let (edges, rims) = (&self.edges, &self.rims[rims.clone()]);
            let crossed = |outline| rims.iter().any(|&rim| edges[rim as usize].0 == outline);
            let arcs = match &near {
                Near::Nodes(_) => None,
                Near::Arcs { arcs, .. } => Some(&self.arcs[arcs.clone()]),
            };
            class = self.judge.class(&middle, distance.clone(), arcs, crossed);
        }
        let is_large = middle.radius > (NEAR * distance.start).max(SMALLEST);
        let cut_near = is_large
            && match &near {
                Near::Nodes(_) => true,
                Near::Arcs { arcs, kept, stale } => {
                    kept.is_none() && arcs.len() > SHORT && *stale < PATIENCE
                }
            };
        let cut_class = class.is_none() && middle.radius > self.finest;
        let can_be_cut = !site.is_cell(square) || site.can_be_cut();
        if can_be_cut && (cut_near || cut_class) {
            let near = self.kept(near, cut_near);
            let site = match site.is_cell(square) {
                true => self.grid.cut(site, square, class),
                false => site,
            };
            for quarter in square.quarters() {
                self.visit(site, quarter, near.clone(), rims.clone(), class);
            }
        } else {
            let list = match self.kept(near, false) {
                Near::Arcs { kept: Some(list), .. } => list,
                _ => List::ALL,
            };
            self.grid.fill(site, square, class, list);
        }
        self.nodes.truncate(before.0);
        self.arcs.truncate(before.1);
        self.rims.truncate(before.2);
    }

    /// What may be nearest, its list stored unless it is to become shorter.
    fn kept(&mut self, near: Near, to_be_cut: bool) -> Near {
        match near {
            Near::Arcs { arcs, kept: None, stale } if !to_be_cut && arcs.len() <= LONG => {
                let list = self.grid.store(&self.arcs[arcs.clone()]);
                Near::Arcs { arcs, kept: Some(list), stale }
            }
            near => near,
        }
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
                self.near_arcs(arcs, None, 0, middle)
            }
            Near::Arcs { arcs, kept, stale } => self.near_arcs(arcs, kept, stale, middle),
        }
    }

    /// The nodes, no larger than a quarter of the square, that may hold what is nearest.
    fn near_nodes(&mut self, nodes: Range<usize>, middle: &Middle) -> (Range<usize>, Range<f64>) {
        let tree = self.ground.arcs.tree();
        let start = self.nodes.len();
        self.nodes.extend_from_within(nodes);
        loop {
            let bounds = |node: &Node| {
                let ball = tree.ball(*node);
                let to = (ball.center - middle.center).norm();
                (to - ball.radius, to + ball.radius)
            };
            let own = &self.nodes[start..];
            let nearest = own.iter().map(|node| bounds(node).1).fold(f64::INFINITY, f64::min);
            // By chord and by geodesic different ones are nearest only from afar.
            let reach = nearest + 2.0 * middle.radius + 2.0 * self.ground.arcs.slack(nearest);
            let (mut low, mut coarse) = (f64::INFINITY, false);
            let mut kept = start;
            for index in start..self.nodes.len() {
                let node = self.nodes[index];
                let bound = bounds(&node).0;
                if bound <= reach {
                    low = low.min(bound);
                    coarse |= tree.ball(node).radius > 0.25 * middle.radius && !tree.is_leaf(node);
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

    /// The arcs of these nodes, in the order of the border.
    fn unfold(&mut self, nodes: Range<usize>) -> Range<usize> {
        let tree = self.ground.arcs.tree();
        let start = self.arcs.len();
        let first = self.nodes.len();
        self.nodes.extend_from_within(nodes);
        while self.nodes.len() > first {
            let Some(node) = self.nodes.pop() else { break };
            match tree.parts(node) {
                Parts::Chords(arcs) => self.arcs.extend(arcs.map(|arc| arc as u32)),
                Parts::Nodes(parts) => self.nodes.extend(parts.iter().map(|(part, _)| part)),
            }
        }
        self.arcs[start..].sort_unstable();
        start..self.arcs.len()
    }

    /// The same of arcs; lists that are kept, or short, stay as they are.
    fn near_arcs(
        &mut self,
        arcs: Range<usize>,
        kept: Option<List>,
        stale: u32,
        middle: &Middle,
    ) -> (Near, Range<f64>) {
        let ground = &self.ground.arcs;
        let mut nearest = (f64::INFINITY, middle.center);
        for &arc in &self.arcs[arcs.clone()] {
            let (chord2, place) = ground.chord2(arc as usize, middle.center);
            if chord2 < nearest.0 {
                nearest = (chord2, place);
            }
        }
        let chord = nearest.0.sqrt();
        let length = earth::arc_length(nearest.1, middle.center);
        // Beyond what is promised of lengths, a hundredth is.
        let doubt = ground.slack(chord) + if length > 5e5 { 0.01 * length } else { 0.0 };
        let distance = (length - doubt).max(0.0)..length + doubt;
        if kept.is_some() || arcs.len() <= SHORT {
            return (Near::Arcs { arcs, kept, stale }, distance);
        }
        let before = arcs.len();
        let start = self.arcs.len();
        let (center, radius) = (middle.center, middle.radius);
        let far = chord + radius;
        let doubt2 = 4.0 * (far + radius) * ground.slack(far + radius);
        for index in arcs {
            let arc = self.arcs[index];
            let (a, b) = ground.ends(arc as usize);
            let spare = 0.25 * (b - a).norm2() + doubt2;
            let is_farther = |end: earth::Vec3| {
                let over = nearest.0 - (center - end).norm2();
                over + 2.0 * radius * (nearest.1 - end).norm() < -spare
            };
            if is_farther(a) && is_farther(b) {
                continue;
            }
            if let Some(&last) = self.arcs[start..].last()
                && last + 1 == arc
                && ground.ends(last as usize).1 == a
            {
                if ground.span(arc as usize, center, radius).to < 0.0 {
                    continue;
                }
                if ground.span(last as usize, center, radius).from > 1.0 {
                    self.arcs.pop();
                }
            }
            self.arcs.push(arc);
        }
        let own = &mut self.arcs[start..];
        let stale = if own.len() * 10 > before * 9 { stale + 1 } else { 0 };
        (Near::Arcs { arcs: start..self.arcs.len(), kept: None, stale }, distance)
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
