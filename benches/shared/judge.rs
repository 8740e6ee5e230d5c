//! Checks a zone by the oracle of the tests, on a sample.
//!
//! Lengths in metres. The sample: places along the edges of the rings, every edge as likely; random
//! points, half of them near the rings, half of them in the box around the zone and a little more.

use std::time::Instant;

use geo::BoundingRect;
use geo_types::{Coord, MultiLineString, MultiPolygon, Rect};
use safe_zone::Edges;
use serde::{Deserialize, Serialize};

use super::oracle::check::Definition;
use super::oracle::membership::edges;
use super::oracle::parallel::par_map;
use super::oracle::sample::{Random, near_rings, uniform};
use super::oracle::{self, Oracle};

/// The size of the sample for each zone.
pub struct Sample {
    pub places: usize,
    pub points: usize,
}

#[derive(Serialize, Deserialize)]
pub struct Verdict {
    /// The largest error found along the rings, as a share of the tolerance.
    pub worst: f64,
    /// The number of points on the wrong side.
    pub wrong: usize,
    /// The time that checking took, seconds.
    pub seconds: f64,
}

impl Verdict {
    pub fn is_right(&self) -> bool {
        self.worst <= 1.0 && self.wrong == 0
    }
}

pub fn judge(
    lines: &MultiLineString<f64>,
    course: Edges,
    zones: &[(f64, &MultiPolygon<f64>)],
    tolerance: f64,
    sample: &Sample,
) -> Verdict {
    let started = Instant::now();
    let course = match course {
        Edges::Planar => oracle::Edges::Planar,
        Edges::Geodesic => oracle::Edges::Geodesic,
    };
    let oracle = Oracle::new(lines, course);
    let mut verdict = Verdict { worst: 0.0, wrong: 0, seconds: 0.0 };
    for &(distance, zone) in zones {
        let places = along_rings(zone, sample.places);
        let error = |p: &Coord<f64>| (oracle.distance(p.x, p.y) - distance).abs() / tolerance;
        verdict.worst = par_map(&places, error).into_iter().fold(verdict.worst, f64::max);

        let reach = (0.01 * distance).max(5.0 * tolerance);
        let mut points = near_rings(zone, reach, sample.points / 2, 1);
        points.extend(uniform(around(zone), sample.points / 2, 2));
        let definition = Definition {
            inner: 0.0,
            outer: distance,
            tolerance,
            territory: None,
            stretch: None,
            body: None,
        };
        verdict.wrong += oracle.check_points(zone, &definition, &points).wrong;
    }
    verdict.seconds = started.elapsed().as_secs_f64();
    verdict
}

fn along_rings(zone: &MultiPolygon<f64>, count: usize) -> Vec<Coord<f64>> {
    // The map's edge, where a zone is cut, is no boundary.
    let on_edge = |c: Coord<f64>| c.x.abs() == 180.0 || c.y.abs() == 90.0;
    let edges: Vec<_> =
        edges(zone).filter(|edge| !on_edge(edge.start) || !on_edge(edge.end)).collect();
    let mut random = Random::new(3);
    let place = |_| {
        let edge = edges[random.between(0.0, edges.len() as f64) as usize];
        edge.start + edge.delta() * random.between(0.0, 1.0)
    };
    (0..count).map(place).collect()
}

/// The box around a zone, a twentieth wider on each side.
fn around(zone: &MultiPolygon<f64>) -> Rect<f64> {
    let tight = zone.bounding_rect().expect("a zone is not empty");
    let margin = Coord { x: 0.05 * tight.width(), y: 0.05 * tight.height() };
    let clamp = |p: Coord<f64>| Coord { x: p.x.clamp(-180.0, 180.0), y: p.y.clamp(-90.0, 90.0) };
    Rect::new(clamp(tight.min() - margin), clamp(tight.max() + margin))
}
