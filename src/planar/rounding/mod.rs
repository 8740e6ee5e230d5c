//! Rounds polygons to decimals so that they stay valid and go on tiling.
//!
//! Coordinates in any unit, first axis, second axis; edges straight in both. Input: the polygons of
//! one layer, whose edges meet at common ends only. Output: the same polygons with all vertices
//! rounded, each MultiPolygon valid as OGC simple features, edges shared vertex for vertex where
//! they were.
//!
//! Rounding alone can make edges cross: it turns an edge shorter than a unit of the last decimal
//! any way, and its long neighbours with it. Read in this order:
//!
//! 1. [`contact`] tells whether rounding each vertex by itself has brought edges together. As a rule it
//!    has not, and that is the result.
//! 2. Otherwise [`snap`] bends edges to every rounded vertex within half a unit of them, in all polygons
//!    alike (snap rounding: J. D. Hobby, Practical segment intersection with finite precision output,
//!    1999; L. J. Guibas and D. H. Marimont, Rounding arrangements dynamically, 1998). No edge passes
//!    over a vertex, so parts narrower than a unit fall together, and nothing turns inside out.
//! 3. [`Faces`] of the edges left have winding numbers; a polygon's points are those around which it
//!    winds. Spikes and strips without width are gone, and rings touch in points at most.
//!
//! # Imports
//! The other files of `planar`, and no other layer.
//!
//! # Error bound
//! A vertex moves by half a unit along each axis at most, and so does every point of an edge.
//! Snapping is done once, and again, by as much, only where rounded edges still cross, which takes
//! edges that pass within floating-point rounding of one another, or of the middle between grid
//! points. It ends: each time an edge is divided within its box.

mod contact;
mod snap;

use geo_types::{Coord, Line, LineString, MultiPolygon, Polygon};

pub(crate) use self::contact::is_noded;
use self::contact::rings;
use crate::planar::{Edge, Faces, polygons, wound_rings};

/// The polygons of one layer, rounded to `decimals`: exteriors counter-clockwise, holes clockwise.
/// Rings of fewer than three distinct points are left out, polygons with their exteriors.
pub(crate) fn rounded(layer: &[&MultiPolygon<f64>], decimals: usize) -> Vec<MultiPolygon<f64>> {
    let grid = Grid::new(decimals);
    let plain: Vec<_> = layer.iter().map(|&polygons| grid.plain(polygons)).collect();
    let finite = |polygons: &MultiPolygon<f64>| rings(polygons).all(is_finite);
    if !plain.iter().all(finite) || contact::is_free(&plain, grid.unit()) {
        return plain;
    }
    let scaled = layer.iter().map(|polygons| {
        let rings = polygons.iter().flat_map(wound_rings);
        rings.map(|ring| grid.scaled(&ring)).collect::<Vec<_>>()
    });
    let mut scaled: Vec<Vec<LineString<f64>>> = scaled.collect();
    loop {
        snap::snap(&mut scaled);
        let lines = || scaled.iter().flatten().flat_map(|ring| grid.unscaled(ring));
        if is_noded(lines()) {
            break;
        }
    }
    scaled.iter().map(|rings| covered(rings.iter().map(|ring| grid.unscaled(ring)))).collect()
}

/// Sets of rings bent to the grid of `decimals` where they pass its points, so that edges meet at common ends
/// only.
pub(crate) fn bent(sets: &[&[LineString<f64>]], decimals: usize) -> Vec<Vec<LineString<f64>>> {
    let grid = Grid::new(decimals);
    let scaled = |ring: &LineString<f64>| grid.scaled(ring);
    let mut sets: Vec<Vec<LineString<f64>>> =
        sets.iter().map(|set| set.iter().map(scaled).collect()).collect();
    let unscaled = |ring: &LineString<f64>| ring.coords().map(|&p| p / grid.scale).collect();
    loop {
        snap::snap(&mut sets);
        let bent: Vec<Vec<LineString<f64>>> =
            sets.iter().map(|set| set.iter().map(unscaled).collect()).collect();
        if is_noded(bent.iter().flatten().flat_map(LineString::lines)) {
            return bent;
        }
    }
}

/// The points around which these rings wind; edges of the rings meet at common ends only.
fn covered<E: Iterator<Item = Line<f64>>>(rings: impl Iterator<Item = E>) -> MultiPolygon<f64> {
    let numbered = rings.enumerate();
    let edges: Vec<Edge> = numbered
        .flat_map(|(of, lines)| lines.map(move |line| Edge { line, of: of as u32 }))
        .collect();
    let faces = Faces::new(&edges);
    let windings = faces.windings();
    polygons(faces.rings(|cycle| windings[cycle] > 0))
}

/// A position rounded to `decimals` decimals.
pub(crate) fn round(point: Coord<f64>, decimals: usize) -> Coord<f64> {
    Grid::new(decimals).round(point)
}

/// The grid of positions with a given number of decimals.
#[derive(Clone, Copy)]
struct Grid {
    /// The number of units of the last decimal in one.
    scale: f64,
}

impl Grid {
    fn new(decimals: usize) -> Self {
        Grid { scale: 10f64.powi(decimals as i32) }
    }

    fn unit(self) -> f64 {
        1.0 / self.scale
    }

    fn round(self, point: Coord<f64>) -> Coord<f64> {
        // Adding zero turns -0.0 into 0.0.
        let round = |value: f64| (value * self.scale).round() / self.scale + 0.0;
        Coord { x: round(point.x), y: round(point.y) }
    }

    /// The polygons with every vertex rounded by itself.
    fn plain(self, polygons: &MultiPolygon<f64>) -> MultiPolygon<f64> {
        let ring = |ring: LineString<f64>| -> LineString<f64> {
            let mut points: Vec<_> = ring.0.into_iter().map(|point| self.round(point)).collect();
            points.dedup();
            LineString(points)
        };
        let polygon = |polygon: &Polygon<f64>| {
            let mut rings = wound_rings(polygon).map(ring);
            let exterior = rings.next().filter(is_ring)?;
            Some(Polygon::new(exterior, rings.filter(is_ring).collect()))
        };
        MultiPolygon(polygons.iter().filter_map(polygon).collect())
    }

    /// A ring in units of the last decimal.
    fn scaled(self, ring: &LineString<f64>) -> LineString<f64> {
        ring.coords().map(|&point| point * self.scale).collect()
    }

    /// The edges of a ring on the grid, in the original unit.
    fn unscaled(self, ring: &LineString<f64>) -> impl Iterator<Item = Line<f64>> {
        let point = move |p: Coord<f64>| p / self.scale;
        ring.lines().map(move |line| Line::new(point(line.start), point(line.end)))
    }
}

fn is_ring(ring: &LineString<f64>) -> bool {
    ring.0.len() >= 4
}

fn is_finite(ring: &LineString<f64>) -> bool {
    ring.coords().all(|point| point.x.is_finite() && point.y.is_finite())
}
