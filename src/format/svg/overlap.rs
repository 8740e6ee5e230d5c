//! Measures the overlap of two areas as drawn.
//!
//! Square pixels, rings even-odd; summed along lines across the sheet half a pixel apart, so areas
//! lower than that may be missed.

use geo_types::Coord;

/// The pixels from one line to the next.
const STEP: f64 = 0.5;

pub(super) fn common(a: &[Vec<Coord<f64>>], b: &[Vec<Coord<f64>>]) -> f64 {
    let heights = a.iter().flatten().map(|point| point.y);
    let (top, low) =
        heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(top, low), y| (top.min(y), low.max(y)));
    let count = ((low - top) / STEP).max(0.0).ceil() as usize;
    let lines = (0..count).map(|index| top + (index as f64 + 0.5) * STEP);
    lines.map(|y| STEP * overlap(&crossings(a, y), &crossings(b, y))).sum()
}

/// The places where the rings cross a line, from left to right: in and out by turns.
fn crossings(rings: &[Vec<Coord<f64>>], y: f64) -> Vec<f64> {
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let across = edges.filter(|(from, to)| (from.y <= y) != (to.y <= y));
    let mut at: Vec<f64> = across
        .map(|(from, to)| from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y))
        .collect();
    at.sort_by(f64::total_cmp);
    at
}

fn overlap(a: &[f64], b: &[f64]) -> f64 {
    let pairs = a.chunks_exact(2).flat_map(|a| b.chunks_exact(2).map(move |b| (a, b)));
    pairs.map(|(a, b)| (a[1].min(b[1]) - a[0].max(b[0])).max(0.0)).sum()
}
