//! Checks polygons against the definition of a zone: along their rings, and at points.
//!
//! Longitude and latitude in degrees, lengths in metres. Edges of rings are straight in longitude
//! and latitude, as drawn.

use geo::{BoundingRect, Intersects};
use geo_types::{Coord, Line, MultiPolygon, Polygon, Rect};

use super::membership::{Membership, edges, rings};
use super::parallel::par_map;
use super::stretch::Stretch;
use super::{Edges, Oracle};

/// The number of wrong points that a report names: enough to find the place of a fault.
pub(super) const FIRST: usize = 5;

/// A territory, with the points inside it and the distance to its edge.
pub struct Territory {
    pub(super) polygon: MultiPolygon<f64>,
    /// The box and the inside of each polygon; they may overlap.
    insides: Vec<(Rect<f64>, Membership)>,
    edge: Oracle,
}

impl Territory {
    /// The territory inside this polygon, with edges straight in longitude and latitude.
    pub fn new(polygon: &Polygon<f64>) -> Self {
        Territory::of(MultiPolygon(vec![polygon.clone()]))
    }

    /// The territory inside these polygons.
    pub fn of(polygon: MultiPolygon<f64>) -> Self {
        let rings = polygon.iter().flat_map(rings).cloned().collect();
        let inside = |polygon: &Polygon<f64>| {
            let members = Membership::new(&polygon.clone().into());
            polygon.bounding_rect().map(|around| (around, members))
        };
        let insides = polygon.iter().filter_map(inside).collect();
        Territory { polygon, insides, edge: Oracle::new(&rings, Edges::Planar) }
    }

    /// The territory's polygons.
    pub fn polygons(&self) -> &MultiPolygon<f64> {
        &self.polygon
    }

    /// `true` if a point is in the territory.
    pub fn holds(&self, lon: f64, lat: f64) -> bool {
        // Longitudes of the polygons may go on past 180°.
        let at = |turn: f64| Coord { x: lon + turn, y: lat };
        let holds = |(around, inside): &(Rect<f64>, Membership), p: Coord<f64>| {
            around.intersects(&p) && inside.contains(p.x, p.y)
        };
        [0.0, 360.0, -360.0]
            .into_iter()
            .any(|turn| self.insides.iter().any(|inside| holds(inside, at(turn))))
    }

    /// `true` if a point is less than `reach` metres from the territory's edge.
    pub fn has_edge_near(&self, lon: f64, lat: f64, reach: f64) -> bool {
        self.edge.within(lon, lat, reach, 0.0) == Some(true)
    }
}

/// The definition of a polygon: the points of the territory with inner < s ≤ outer, of its
/// stretches and on its side of the border.
#[derive(Clone, Copy)]
pub struct Definition<'a> {
    /// The inner distance, metres; 0 means that the border itself belongs to the polygon.
    pub inner: f64,
    /// The outer distance, metres.
    pub outer: f64,
    /// The tolerance of the rings, metres.
    pub tolerance: f64,
    /// The territory to which the polygon is cut; `None` for both sides of the border.
    pub territory: Option<&'a Territory>,
    /// The stretches of the border and the side; `None` for all of it, round at the ends.
    pub stretch: Option<&'a Stretch>,
    /// The polygons whose edge is the border; `None` for lines.
    pub body: Option<Body<'a>>,
}

/// Polygons whose edge is the border.
#[derive(Clone, Copy)]
pub enum Body<'a> {
    /// All of them belongs to the zone.
    Grown(&'a Territory),
    /// The zone lies inside.
    Eroded(&'a Territory),
}

impl Definition<'_> {
    /// `true` if a point is in the territory.
    pub(super) fn in_territory(&self, p: Coord<f64>) -> bool {
        self.territory.is_none_or(|territory| territory.holds(p.x, p.y))
    }

    /// `true` if a point is so near to the territory's edge, or to the end of a stretch or side,
    /// that a ring along it may run on either side.
    fn ends_near(&self, at: Coord<f64>) -> bool {
        let edge = self.territory.is_some_and(|it| it.has_edge_near(at.x, at.y, self.tolerance));
        edge || self.stretch.is_some_and(|stretch| stretch.changes_near(at, self.tolerance))
    }

    /// The bound that distances must exceed: below all distances when the border itself belongs to
    /// the polygon.
    pub(super) fn above(&self) -> f64 {
        if self.inner > 0.0 { self.inner } else { f64::NEG_INFINITY }
    }
}

/// Errors s − d, metres, where d is the limit nearest to s.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Errors {
    /// The number of points judged.
    pub count: usize,
    /// The most negative error, or 0.
    pub min: f64,
    /// The most positive error, or 0.
    pub max: f64,
    /// The place of the largest error, whatever its sign; `None` when all are 0.
    pub worst_at: Option<Coord<f64>>,
}

impl Errors {
    /// The largest error, whatever its sign.
    pub fn worst(&self) -> f64 {
        self.max.max(-self.min)
    }

    fn add(&mut self, error: f64, at: Coord<f64>) {
        self.merge(&Errors {
            count: 1,
            min: error.min(0.0),
            max: error.max(0.0),
            worst_at: Some(at),
        });
    }

    fn merge(&mut self, other: &Errors) {
        if other.worst() > self.worst() {
            self.worst_at = other.worst_at;
        }
        self.count += other.count;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }
}

/// The findings along rings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RingReport {
    /// At the vertices.
    pub vertices: Errors,
    /// At points inside the edges.
    pub edges: Errors,
    /// The number of vertices and points inside edges that were not judged.
    pub exempt: usize,
}

impl RingReport {
    /// The largest error of all.
    pub fn worst(&self) -> f64 {
        self.vertices.worst().max(self.edges.worst())
    }

    fn merge(&mut self, other: &RingReport) {
        self.vertices.merge(&other.vertices);
        self.edges.merge(&other.edges);
        self.exempt += other.exempt;
    }
}

/// The findings at points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PointReport {
    /// The number of points judged.
    pub judged: usize,
    /// The number of points too near a limit, the territory's edge or the end of a stretch or side
    /// to be judged.
    pub too_near: usize,
    /// The number of points on the wrong side.
    pub wrong: usize,
    /// The first few of them.
    pub first: Vec<Wrong>,
}

/// The verdict on a point.
pub enum Verdict {
    TooNear,
    Right,
    Wrong(Wrong),
}

impl PointReport {
    /// The report on all verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut report = PointReport::default();
        for verdict in verdicts {
            match verdict {
                Verdict::TooNear => report.too_near += 1,
                Verdict::Right => report.judged += 1,
                Verdict::Wrong(wrong) => {
                    report.judged += 1;
                    report.wrong += 1;
                    if report.first.len() < FIRST {
                        report.first.push(wrong);
                    }
                }
            }
        }
        report
    }
}

/// A point on the wrong side.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// The position of the point.
    pub at: Coord<f64>,
    /// The point's distance to the border, metres.
    pub distance: f64,
    /// `true` if the polygons hold the point; by the definition it is the other way round.
    pub held: bool,
}

impl Oracle {
    /// Measures the distance of rings from the nearest of the `limits`, metres: at every vertex and
    /// at `per_edge` points equally spaced inside every edge.
    ///
    /// A vertex for which `exempt` holds is not judged. The inside of an edge is not judged when
    /// `exempt` holds at both its ends and at all its points: a chord between two places of the
    /// territory's edge is judged. Edges along the map's edge, at ±180° or at a pole, are cuts and
    /// not judged: the places where a ring reaches them are, on the other side of the cut.
    ///
    /// Undetected: a part or hole that is missing whole; see [`Oracle::check_points`].
    pub fn check_rings(
        &self,
        polygons: &MultiPolygon<f64>,
        limits: &[f64],
        exempt: impl Fn(f64, f64) -> bool + Sync,
        per_edge: usize,
    ) -> RingReport {
        let edges: Vec<Line<f64>> = edges(polygons).collect();
        self.check_edges(&edges, limits, exempt, per_edge)
    }

    /// Measures some edges of rings, each with its first vertex.
    pub fn check_edges(
        &self,
        edges: &[Line<f64>],
        limits: &[f64],
        exempt: impl Fn(f64, f64) -> bool + Sync,
        per_edge: usize,
    ) -> RingReport {
        let mut all = RingReport::default();
        for part in par_map(edges, |edge| self.check_edge(edge, limits, &exempt, per_edge)) {
            all.merge(&part);
        }
        all
    }

    /// Judges an edge of a ring and its first vertex.
    fn check_edge(
        &self,
        edge: &Line<f64>,
        limits: &[f64],
        exempt: impl Fn(f64, f64) -> bool,
        per_edge: usize,
    ) -> RingReport {
        if is_map_edge(edge) {
            return RingReport { exempt: 1 + per_edge, ..RingReport::default() };
        }
        let error = |p: Coord<f64>| {
            let s = self.distance(p.x, p.y);
            let errors = limits.iter().map(|d| s - d);
            errors.min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(f64::INFINITY)
        };
        let exempt = |p: &Coord<f64>| exempt(p.x, p.y);
        let inside =
            (1..=per_edge).map(|i| edge.start + edge.delta() * (i as f64 / (per_edge + 1) as f64));

        let mut report = RingReport::default();
        let start_exempt = exempt(&edge.start);
        if start_exempt {
            report.exempt += 1;
        } else {
            report.vertices.add(error(edge.start), edge.start);
        }
        if start_exempt && exempt(&edge.end) && inside.clone().all(|p| exempt(&p)) {
            report.exempt += per_edge;
        } else {
            inside.for_each(|p| report.edges.add(error(p), p));
        }
        report
    }

    /// Compares the points that polygons hold with the definition, at these points.
    ///
    /// Points within the tolerance of a limit, of the territory's edge or of the end of a stretch
    /// or a side are not judged.
    pub fn check_points(
        &self,
        polygons: &MultiPolygon<f64>,
        definition: &Definition<'_>,
        points: &[Coord<f64>],
    ) -> PointReport {
        self.check_common(polygons, &[(*definition, true)], points)
    }

    /// Compares polygons with a combination of definitions: the points in each wanted one, and in
    /// none of the others.
    pub fn check_common(
        &self,
        polygons: &MultiPolygon<f64>,
        definitions: &[(Definition<'_>, bool)],
        points: &[Coord<f64>],
    ) -> PointReport {
        let membership = Membership::new(polygons);
        let verdicts = par_map(points, |&at| {
            let exactly = |definition: &Definition<'_>| self.expected(definition, at);
            let Some(expected) = all_as_wanted(definitions, exactly) else {
                return Verdict::TooNear;
            };
            let held = membership.contains(at.x, at.y);
            if held == expected {
                return Verdict::Right;
            }
            match all_as_wanted(definitions, |definition| self.holds(definition, at)) {
                None => Verdict::TooNear,
                Some(_) => Verdict::Wrong(Wrong { at, distance: self.distance(at.x, at.y), held }),
            }
        });
        PointReport::of(verdicts)
    }

    /// `true` if the definition holds a point; `None` for a point too near to a limit, the
    /// territory's edge or the end of a stretch or side.
    pub fn holds(&self, definition: &Definition<'_>, at: Coord<f64>) -> Option<bool> {
        self.expected(definition, at).filter(|_| !definition.ends_near(at))
    }

    /// Tests the definition, except for points near the territory's edge or the end of a stretch or
    /// side.
    fn expected(&self, definition: &Definition<'_>, at: Coord<f64>) -> Option<bool> {
        if !definition.in_territory(at) {
            return Some(false);
        }
        match definition.body {
            Some(Body::Grown(body)) if body.holds(at.x, at.y) => return Some(true),
            Some(Body::Eroded(body)) if !body.holds(at.x, at.y) => return Some(false),
            _ => {}
        }
        let (inner, outer) = (definition.above(), definition.outer);
        let within = self.between(at.x, at.y, inner, outer, definition.tolerance)?;
        match definition.stretch {
            Some(stretch) if within => stretch.inside(at),
            _ => Some(within),
        }
    }
}

/// `true` if a point is in all wanted zones and in no other; `None` when that depends on a zone
/// that leaves it open.
fn all_as_wanted(
    definitions: &[(Definition<'_>, bool)],
    holds: impl Fn(&Definition<'_>) -> Option<bool>,
) -> Option<bool> {
    let mut all = Some(true);
    for (definition, wanted) in definitions {
        match holds(definition) {
            Some(holds) if holds != *wanted => return Some(false),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}

/// `true` if an edge runs along the antimeridian or a pole.
pub fn is_map_edge(edge: &Line<f64>) -> bool {
    let (a, b) = (edge.start, edge.end);
    (a.x == b.x && a.x.abs() == 180.0) || (a.y == b.y && a.y.abs() == 90.0)
}
