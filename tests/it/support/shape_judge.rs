//! Polygons on the map with their boundary, which judge zones grown and eroded from them.
//!
//! The signed distance of a point is the distance to the boundary by Karney's geodesics, brute
//! force, negative inside. A zone holds the points of a signed distance up to its own.

use std::f64::consts::TAU;

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, coord};
use safe_zone::{BufferOptions, GeodesicBuffer, SignedLength};

use super::judge::{check_valid, length, tolerance};
use super::oracle::membership::{self, Membership};
use super::oracle::sample::{Random, around_lines, near_rings};
use super::oracle::{Edges, Oracle};

/// Polygons that are disjoint on the map, and lines.
pub struct Shape {
    pub polygons: MultiPolygon<f64>,
    /// The boundary: the rings but for edges where the area goes on across the map's edge.
    pub boundary: MultiLineString<f64>,
}

impl Shape {
    /// Polygons away from the map's edge.
    pub fn new(polygons: MultiPolygon<f64>) -> Self {
        let rings = polygons.iter().flat_map(membership::rings).cloned();
        Shape { boundary: rings.collect(), polygons }
    }

    /// Polygons without a boundary along the map's edge.
    pub fn without_seams(polygons: MultiPolygon<f64>) -> Self {
        let stays = |a: &Coord<f64>, b: &Coord<f64>| {
            let is_seam = a.x.abs() == 180.0 && a.x == b.x;
            !(is_seam || a.y.abs() == 90.0 && a.y == b.y)
        };
        let boundary = polygons.iter().flat_map(membership::rings).flat_map(|ring| {
            let runs = ring.0.chunk_by(stays).filter(|run| run.len() > 1);
            runs.map(|run| LineString(run.to_vec())).collect::<Vec<_>>()
        });
        Shape { boundary: boundary.collect(), polygons }
    }

    /// The zone of the polygons at a signed distance, judged.
    pub fn zone(
        &self,
        distance: f64,
        allowed: f64,
        points: usize,
    ) -> Result<MultiPolygon<f64>, String> {
        let options = BufferOptions::default().tolerance(tolerance(allowed));
        let zone = self.polygons.geodesic_buffer(signed(distance), &options);
        let zone = zone.map_err(|error| error.to_string())?;
        self.judge(&zone, distance, allowed, points)?;
        Ok(zone)
    }

    /// Checks that polygons hold the points up to a signed distance.
    pub fn judge(
        &self,
        zone: &MultiPolygon<f64>,
        distance: f64,
        allowed: f64,
        points: usize,
    ) -> Result<(), String> {
        check_valid(zone).map_err(|problem| format!("{distance} m: {problem}"))?;
        let oracle = Oracle::new(&self.boundary, Edges::Planar);
        let edges: Vec<_> = membership::edges(zone).collect();
        let step = edges.len().div_ceil(2_000).max(1);
        let sample: Vec<_> = edges.into_iter().step_by(step).collect();
        let report = oracle.check_edges(&sample, &[distance.abs()], |_, _| false, 3);
        if report.worst() > allowed {
            return Err(format!("{distance} m: off by {} m: {report:?}", report.worst()));
        }
        let (inside, held) = (Membership::new(&self.polygons), Membership::new(zone));
        let mut spots = near_rings(zone, 50.0 * allowed, points / 2, 1);
        let most = 2.0 * distance.abs();
        spots.extend(around_lines(&self.boundary, (1e-3 * most, most), points - spots.len(), 2));
        for p in spots {
            let unsigned = oracle.distance(p.x, p.y);
            let signed = if inside.contains(p.x, p.y) { -unsigned } else { unsigned };
            let is_near = (signed - distance).abs() <= allowed;
            if !is_near && held.contains(p.x, p.y) != (signed < distance) {
                return Err(format!("{distance} m: {p:?} at {signed} m is wrong"));
            }
        }
        Ok(())
    }
}

pub fn signed(distance: f64) -> SignedLength {
    let magnitude = length(distance.abs());
    if distance < 0.0 { -magnitude } else { magnitude.into() }
}

/// A ring around a place with `count` vertices, from `low` to `high` metres away.
pub fn star(
    random: &mut Random,
    at: Coord<f64>,
    count: usize,
    [low, high]: [f64; 2],
) -> LineString<f64> {
    let wide = at.y.to_radians().cos();
    let vertex = |i: usize| {
        let angle = TAU * i as f64 / count as f64;
        let radius = random.between(low, high) / 111_195.0;
        coord! { x: at.x + radius * angle.cos() / wide, y: at.y + radius * angle.sin() }
    };
    let mut ring: Vec<Coord<f64>> = (0..count).map(vertex).collect();
    ring.push(ring[0]);
    LineString(ring)
}
