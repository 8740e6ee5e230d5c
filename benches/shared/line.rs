//! Lines for trials, made from a seed: the same everywhere. Longitude and latitude in degrees.

use geo_types::{Coord, LineString};

use super::oracle::sample::Random;

/// The metres in a degree of latitude, close enough for lines that are not measured by it.
const DEGREE: f64 = 111_000.0;

/// A place at an offset in metres, east and north, from another.
pub fn moved(from: Coord<f64>, east: f64, north: f64) -> Coord<f64> {
    let shrink = from.y.to_radians().cos();
    Coord { x: from.x + east / DEGREE / shrink, y: from.y + north / DEGREE }
}

/// A line with every vertex moved by up to `most` metres east or west, and north or south.
pub fn jittered(line: &LineString<f64>, most: f64, seed: u64) -> LineString<f64> {
    let mut random = Random::new(seed);
    let mut by = || random.between(-most, most);
    line.coords().map(|&point| moved(point, by(), by())).collect()
}

/// The same line with a given number of vertices: every edge in equal parts, as many as its
/// neighbours or one more.
pub fn densified(line: &LineString<f64>, vertices: usize) -> LineString<f64> {
    let edges = line.0.len() - 1;
    let before = |edge: usize| edge * (vertices - 1) / edges;
    let mut points: Vec<Coord<f64>> = Vec::with_capacity(vertices);
    for (index, edge) in line.lines().enumerate() {
        let parts = before(index + 1) - before(index);
        points.extend((0..parts).map(|i| edge.start + edge.delta() * (i as f64 / parts as f64)));
    }
    points.extend(line.0.last());
    LineString(points)
}
