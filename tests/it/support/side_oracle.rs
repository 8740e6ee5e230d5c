//! Judges both sides of a border by brute force.
//!
//! Positions are longitude, latitude in degrees; lengths metres. The oracle is the definition: the
//! nearest of all edges by geodesic distance, on equal distance the one of the lowest chainage, and
//! the side of the border's tangent there. Points within the tolerance of a point that has another
//! side are not compared.

use geo::{Destination, Distance, Geodesic, Point, Validation};
use geo_types::{Coord, MultiPolygon};
use safe_zone::{Border, Extent, Side, Tolerance, area_km2, bands, buffer};

use super::judge::{length, tolerance};
use super::oracle::membership::Membership;
use super::oracle::sample::{Random, on_map};

/// The definition, applied to a border.
struct Sides {
    lines: Vec<Vec<Coord<f64>>>,
}

impl Sides {
    /// Lines that go on across the antimeridian are one, with longitudes that go on.
    fn new(border: &Border) -> Self {
        let mut lines: Vec<Vec<Coord<f64>>> = Vec::new();
        for line in border.lines() {
            let start = line.0[0];
            let last = lines.last_mut().filter(|last| {
                let end = last[last.len() - 1];
                start.x.abs() == 180.0 && (end.x - start.x).abs() % 360.0 == 0.0 && end.y == start.y
            });
            match last {
                Some(last) => {
                    let turn = last[last.len() - 1].x - start.x;
                    last.extend(line.0.iter().skip(1).map(|p| Coord { x: p.x + turn, ..*p }));
                }
                None => lines.push(line.0.clone()),
            }
        }
        Sides { lines }
    }

    /// The distance and the side of a point.
    fn of(&self, at: Coord<f64>) -> (f64, Side) {
        let p = ecef(at);
        let mut best: Option<(f64, usize, usize, f64)> = None;
        for (number, line) in self.lines.iter().enumerate() {
            for edge in 0..line.len() - 1 {
                let share = nearest_share(line[edge], line[edge + 1], p);
                let foot = point_on(line[edge], line[edge + 1], share);
                let distance = norm(minus(ecef(foot), p));
                if best.is_none_or(|best| distance < best.0 - 1e-7) {
                    best = Some((distance, number, edge, share));
                }
            }
        }
        let (_, number, edge, share) = best.expect("an edge");
        let line = &self.lines[number];
        let last = line.len() - 2;
        let closed = line[0] == line[last + 1];
        let foot = point_on(line[edge], line[edge + 1], share);
        let own = tangent(line[edge], line[edge + 1], share);
        let beside = match share {
            share if share >= 1.0 - 1e-12 && edge < last => Some((edge + 1, 0.0)),
            share if share >= 1.0 - 1e-12 && closed => Some((0, 0.0)),
            share if share <= 1e-12 && edge > 0 => Some((edge - 1, 1.0)),
            share if share <= 1e-12 && closed => Some((last, 1.0)),
            _ => None,
        };
        let forward = beside.map_or(own, |(edge, share)| {
            let other = tangent(line[edge], line[edge + 1], share);
            [0, 1, 2].map(|i| own[i] + other[i])
        });
        let left = dot(cross(up(foot), forward), minus(p, ecef(foot)));
        let side = if left > 0.0 { Side::Left } else { Side::Right };
        (Geodesic.distance(Point::from(foot), Point::from(at)), side)
    }
}

type Vector = [f64; 3];

fn ecef(c: Coord<f64>) -> Vector {
    const A: f64 = 6_378_137.0;
    const F: f64 = 1.0 / 298.257_223_563;
    let ((sin_lon, cos_lon), (sin_lat, cos_lat)) =
        (c.x.to_radians().sin_cos(), c.y.to_radians().sin_cos());
    let n = A / (1.0 - F * (2.0 - F) * sin_lat * sin_lat).sqrt();
    [n * cos_lat * cos_lon, n * cos_lat * sin_lon, n * (1.0 - F).powi(2) * sin_lat]
}

fn up(c: Coord<f64>) -> Vector {
    let ((sin_lon, cos_lon), (sin_lat, cos_lat)) =
        (c.x.to_radians().sin_cos(), c.y.to_radians().sin_cos());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

fn minus(a: Vector, b: Vector) -> Vector {
    [0, 1, 2].map(|i| a[i] - b[i])
}

fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn norm(a: Vector) -> f64 {
    dot(a, a).sqrt()
}

fn point_on(a: Coord<f64>, b: Coord<f64>, share: f64) -> Coord<f64> {
    a + (b - a) * share
}

/// The border's direction at a share of an edge, which is straight in longitude and latitude.
fn tangent(a: Coord<f64>, b: Coord<f64>, share: f64) -> Vector {
    let step = (1.0 / norm(minus(ecef(b), ecef(a)))).min(0.01);
    let way = minus(ecef(point_on(a, b, share + step)), ecef(point_on(a, b, share - step)));
    way.map(|c| c / norm(way))
}

/// The share of an edge at its point nearest to another, by halving.
fn nearest_share(a: Coord<f64>, b: Coord<f64>, p: Vector) -> f64 {
    let ahead = |share: f64| {
        let way = minus(ecef(point_on(a, b, share + 1e-6)), ecef(point_on(a, b, share - 1e-6)));
        dot(minus(ecef(point_on(a, b, share)), p), way) < 0.0
    };
    let (mut low, mut high) = (0.0, 1.0);
    if !ahead(low) {
        return low;
    }
    if ahead(high) {
        return high;
    }
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if ahead(middle) { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

pub fn away(from: Coord<f64>, bearing: f64, distance: f64) -> Coord<f64> {
    on_map(Geodesic.destination(Point::from(from), bearing, distance).into())
}

pub fn side(border: &Border, side: Side, depth: f64, allowed: Tolerance) -> MultiPolygon<f64> {
    let extent = Extent::default().on(side);
    bands(border, extent, &[length(depth)], allowed).expect("a zone").remove(0)
}

/// Compares both sides with the definition at points beside the vertices and between them; the
/// sides tile.
pub fn check_sides(border: &Border, depth: f64, allowed: f64, points: usize, seed: u64) {
    let bound = tolerance(allowed);
    let zones = [Side::Left, Side::Right].map(|it| side(border, it, depth, bound));
    for zone in &zones {
        zone.check_validation().expect("a valid zone");
    }
    let both = buffer(border, &[length(depth)], bound).expect("a zone").remove(0);
    let sum = area_km2(&zones[0]) + area_km2(&zones[1]);
    assert!((sum / area_km2(&both) - 1.0).abs() < 1e-9, "{sum} km2 of {}", area_km2(&both));
    let members = [Membership::new(&zones[0]), Membership::new(&zones[1])];
    let oracle = Sides::new(border);
    let vertices: Vec<Coord<f64>> = oracle.lines.iter().flatten().copied().collect();
    let mut random = Random::new(seed);
    let mut any = |count: usize| random.between(0.0, count as f64) as usize;
    let picks: Vec<[usize; 2]> =
        (0..points).map(|_| [any(vertices.len()), any(vertices.len())]).collect();
    for [one, other] in picks {
        let (a, b) = (vertices[one], vertices[other]);
        let near = if random.between(0.0, 1.0) < 0.5 { a } else { a + (b - a) * 0.5 };
        let far = 1.05 * depth * 10_f64.powf(random.between(-4.0, 0.0));
        let p = away(near, random.between(0.0, 360.0), far);
        let (distance, side) = oracle.of(p);
        let beside = |i: u32| oracle.of(away(p, 45.0 * f64::from(i), allowed)).1;
        if (distance - depth).abs() <= allowed || (0..8).any(|i| beside(i) != side) {
            continue;
        }
        let expected = [Side::Left, Side::Right].map(|it| it == side && distance < depth);
        let found = [0, 1].map(|i| members[i].contains(p.x, p.y));
        assert_eq!(found, expected, "{p:?}, {distance} m away on the {side:?}");
    }
}
