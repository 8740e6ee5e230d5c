//! Points to check, drawn at random from a seed: the same seed gives the same points.
//!
//! Longitude and latitude in degrees, lengths in metres. Generator: SplitMix64 (Steele, Lea,
//! Flood 2014, Fast splittable pseudorandom number generators).

use geo::{Destination, Geodesic, Point};
use geo_types::{Coord, Line, LineString, MultiLineString, MultiPolygon, Rect};

use super::membership::edges;

/// Metres in a degree of latitude, roughly; good enough to place points.
const DEGREE: f64 = 111_200.0;

/// A stream of random numbers.
pub struct Random(u64);

impl Random {
    /// The stream of this seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` up to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// An index below `count`, which is at least 1.
    pub fn below(&mut self, count: usize) -> usize {
        (self.bits() % count as u64) as usize
    }
}

/// Points uniform in longitude and latitude over a box.
pub fn uniform(area: Rect<f64>, count: usize, seed: u64) -> Vec<Coord<f64>> {
    let (low, high) = (area.min(), area.max());
    let mut random = Random::new(seed);
    let point = |_| Coord { x: random.between(low.x, high.x), y: random.between(low.y, high.y) };
    (0..count).map(point).collect()
}

/// Points up to `reach` metres north or south, and east or west, of the rings; every edge is as
/// likely. Points beyond the antimeridian or a pole are replaced by those on the other side. Empty
/// when there is no edge.
pub fn near_rings(
    polygons: &MultiPolygon<f64>,
    reach: f64,
    count: usize,
    seed: u64,
) -> Vec<Coord<f64>> {
    let edges: Vec<_> = edges(polygons).collect();
    if edges.is_empty() {
        return Vec::new();
    }
    let mut random = Random::new(seed);
    let point = |_| {
        let edge = edges[random.below(edges.len())];
        let on_edge = edge.start + edge.delta() * random.between(0.0, 1.0);
        let [east, north] = [(); 2].map(|()| random.between(-reach, reach) / DEGREE);
        let shrink = on_edge.y.to_radians().cos().max(0.01);
        on_map(on_edge + Coord { x: east / shrink, y: north })
    };
    (0..count).map(point).collect()
}

/// Points `off` metres to the left and to the right of some edges of the rings, at one place of
/// each: of all edges where `count` allows, else of some at equal intervals in the order of the
/// rings.
pub fn beside_rings(
    polygons: &MultiPolygon<f64>,
    off: f64,
    count: usize,
    seed: u64,
) -> Vec<Coord<f64>> {
    let edges: Vec<_> = edges(polygons).filter(|edge| edge.start != edge.end).collect();
    let mut random = Random::new(seed);
    let step = (2 * edges.len()).div_ceil(count.max(1)).max(1);
    let beside = |edge: &Line<f64>| {
        let at = edge.start + edge.delta() * random.between(0.0, 1.0);
        let shrink = at.y.to_radians().cos().max(1e-6);
        let (east, north) = (edge.delta().x * shrink, edge.delta().y);
        let scale = off / DEGREE / east.hypot(north);
        let left = Coord { x: -north / shrink, y: east } * scale;
        [on_map(at + left), on_map(at - left)]
    };
    edges.iter().step_by(step).flat_map(beside).collect()
}

/// Points around lines, from `least` to `most` metres away, as many in each doubling of the
/// distance; every edge is as likely. Empty when there is no edge.
pub fn around_lines(
    lines: &MultiLineString<f64>,
    (least, most): (f64, f64),
    count: usize,
    seed: u64,
) -> Vec<Coord<f64>> {
    let edges: Vec<_> = lines.iter().flat_map(LineString::lines).collect();
    if edges.is_empty() {
        return Vec::new();
    }
    let mut random = Random::new(seed);
    let point = |_| {
        let edge = edges[random.below(edges.len())];
        // Every other point lies around a vertex, where borders are difficult.
        let share = if random.between(0.0, 1.0) < 0.5 { 0.0 } else { random.between(0.0, 1.0) };
        let at = on_map(edge.start + edge.delta() * share);
        let way = least * (most / least).powf(random.between(0.0, 1.0));
        let bearing = random.between(0.0, 360.0);
        on_map(Geodesic.destination(Point::from(at), bearing, way).into())
    };
    (0..count).map(point).collect()
}

/// The position with a longitude of -180° to 180° and a latitude of -90° to 90°.
pub fn on_map(Coord { mut x, mut y }: Coord<f64>) -> Coord<f64> {
    if y.abs() > 90.0 {
        y = 180.0_f64.copysign(y) - y;
        x += 180.0;
    }
    if x.abs() > 180.0 {
        x -= 360.0 * (x / 360.0).round();
    }
    Coord { x, y }
}
