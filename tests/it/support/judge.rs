//! A border with its oracle, which judges polygons along it.
//!
//! A zone is judged along its rings, at the vertices and at three points inside every edge (large
//! ones at a random choice of edges), and at random points around it, on whichever side of the
//! antimeridian or the pole they are; and it has to be valid and on the map.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Destination, Geodesic, Point, Validation};
use geo_types::{Coord, Line, LineString, MultiLineString, MultiPolygon};
use rstar::{RTree, RTreeObject};
use safe_zone::{Border, Edges, Length, Tolerance, buffer};

use crate::support::oracle::check::Definition;
use crate::support::oracle::membership;
use crate::support::oracle::sample::{Random, near_rings, on_map};
use crate::support::oracle::{self, Oracle};

pub type Lines<'a> = &'a [&'a [(f64, f64)]];

pub fn length(metres: f64) -> Length {
    Length::from_metres(metres).expect("a length")
}

pub fn tolerance(metres: f64) -> Tolerance {
    Tolerance::new(length(metres)).expect("a tolerance")
}

/// The number of edges up to which `geo` validates a zone, in quadratic time.
pub const VALIDATED: usize = 2_000;

/// The largest number of edges of a zone that are measured: all of them, or a random choice.
const MEASURED: usize = 2_000;

fn thinned(edges: Vec<Line<f64>>) -> Vec<Line<f64>> {
    if edges.len() <= MEASURED {
        return edges;
    }
    let mut random = Random::new(9);
    let any = |_| edges[random.between(0.0, edges.len() as f64) as usize];
    (0..MEASURED).map(any).collect()
}

/// Checks that polygons are valid; the error gives the reason.
pub fn check_valid(zone: &MultiPolygon<f64>) -> Result<(), String> {
    let edges: Vec<Line<f64>> = membership::edges(zone).collect();
    if edges.len() <= VALIDATED {
        zone.check_validation().map_err(|problem| problem.to_string())?;
    }
    check_apart(&edges).map_err(|at| format!("edges touch at {at:?}"))
}

/// Checks that edges meet only where one follows another; the error is the place.
pub fn check_apart(edges: &[Line<f64>]) -> Result<(), Coord<f64>> {
    let tree = RTree::bulk_load(edges.to_vec());
    for edge in edges {
        for near in tree.locate_in_envelope_intersecting(&edge.envelope()) {
            let (before, after) = (near.end == edge.start, near.start == edge.end);
            let Some(met) = line_intersection(*edge, *near) else { continue };
            // Vertices may be as near to one another as rounding allows.
            let close = |p: Coord<f64>, q: Coord<f64>| (p.x - q.x).hypot(p.y - q.y) < 1e-10;
            let linked = |p| (before && close(p, edge.start)) || (after && close(p, edge.end));
            let fine = match met {
                LineIntersection::SinglePoint { intersection, .. } => linked(intersection),
                LineIntersection::Collinear { intersection: line } => {
                    edge == near || (linked(line.start) && linked(line.end))
                }
            };
            if !fine {
                return Err(edge.start);
            }
        }
    }
    Ok(())
}

/// A border with its oracle.
pub struct Case {
    pub border: Border,
    pub oracle: Oracle,
}

impl Case {
    pub fn new(lines: MultiLineString<f64>, edges: Edges) -> Self {
        let same = match edges {
            Edges::Planar => oracle::Edges::Planar,
            Edges::Geodesic => oracle::Edges::Geodesic,
        };
        let oracle = Oracle::new(&lines, same);
        Case { border: Border::new(lines, edges).expect("a border"), oracle }
    }

    pub fn planar(lines: Lines<'_>) -> Self {
        Case::new(lines.iter().map(|line| LineString::from(line.to_vec())).collect(), Edges::Planar)
    }

    pub fn geodesic(line: &[(f64, f64)]) -> Self {
        Case::new(LineString::from(line.to_vec()).into(), Edges::Geodesic)
    }

    /// The zone, once it has been found right; the error names the fault.
    pub fn try_zone(
        &self,
        d: f64,
        allowed: f64,
        points: usize,
    ) -> Result<MultiPolygon<f64>, String> {
        let zone = buffer(&self.border, &[length(d)], tolerance(allowed))
            .map_err(|error| error.to_string())?
            .remove(0);
        self.judge(&zone, (0.0, d), allowed, points)?;
        Ok(zone)
    }

    /// Checks that polygons hold the points farther than `inner` and not farther than `outer`.
    pub fn judge(
        &self,
        zone: &MultiPolygon<f64>,
        (inner, outer): (f64, f64),
        allowed: f64,
        points: usize,
    ) -> Result<(), String> {
        check_valid(zone).map_err(|problem| format!("{outer} m: {problem}"))?;
        for p in zone.iter().flat_map(|polygon| &polygon.exterior().0) {
            if p.x.abs() > 180.0 || p.y.abs() > 90.0 {
                return Err(format!("{outer} m: {p:?} is not on the map"));
            }
        }
        let limits = if inner > 0.0 { vec![inner, outer] } else { vec![outer] };
        let sample = thinned(membership::edges(zone).collect());
        let report = self.oracle.check_edges(&sample, &limits, |_, _| false, 3);
        if report.worst() > allowed {
            return Err(format!("{outer} m: off by {} m of {allowed}: {report:?}", report.worst()));
        }
        let definition = Definition {
            inner,
            outer,
            tolerance: allowed,
            territory: None,
            stretch: None,
            body: None,
        };
        let mut spots = near_rings(zone, 50.0 * allowed, points / 2, 1);
        spots.extend(self.around(outer, points - spots.len()));
        let report = self.oracle.check_points(zone, &definition, &spots);
        if report.wrong > 0 {
            return Err(format!("{outer} m: {} points wrong: {:?}", report.wrong, report.first));
        }
        Ok(())
    }

    /// Points up to twice the distance from the border, in all directions.
    pub fn around(&self, d: f64, count: usize) -> Vec<Coord<f64>> {
        let mut random = Random::new(5);
        let edges: Vec<_> = self.border.lines().iter().flat_map(LineString::lines).collect();
        (0..count)
            .map(|_| {
                let edge = edges[random.between(0.0, edges.len() as f64) as usize];
                let foot = edge.start + edge.delta() * random.between(0.0, 1.0);
                let (bearing, way) = (random.between(0.0, 360.0), random.between(0.0, 2.0 * d));
                on_map(Geodesic.destination(Point::from(on_map(foot)), bearing, way).into())
            })
            .collect()
    }

    #[track_caller]
    pub fn zone(&self, d: f64, allowed: f64) -> MultiPolygon<f64> {
        match self.try_zone(d, allowed, 2_500) {
            Ok(zone) => zone,
            Err(fault) => panic!("{fault}"),
        }
    }
}
