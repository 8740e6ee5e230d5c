//! Other Rust libraries that buffer a line, in the plane. Metres.
//!
//! - `geo` 0.33, `Buffer`: arcs and joins no coarser than 0.01 π, the finest for which its
//!   documentation and its results agree; or, for accuracy alone, as it comes.
//! - `cavalier_contours` 0.9, `parallel_offset`: it offsets to one side, so the line is walked to
//!   its end and back, as one closed polyline; arcs are kept as arcs, then drawn within 1 m.
//!
//! Left out: `clipper2-rust` 1.2, a port of Clipper2, is right but takes 3 to 26 s for one zone;
//! `geo-buffer` and `offset-polygon` take polygons only.

use std::f64::consts::PI;

use cavalier_contours::polyline::{
    PlineCreation, PlineOffsetOptions, PlineSource, PlineSourceMut, Polyline,
};
use geo::Buffer;
use geo::algorithm::buffer::{BufferStyle, LineCap, LineJoin};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

pub struct Peer {
    pub name: &'static str,
    /// The zone within a distance of a line.
    pub zone: fn(&LineString<f64>, f64) -> MultiPolygon<f64>,
}

pub const PEERS: [Peer; 2] =
    [Peer { name: "geo", zone: geo }, Peer { name: "cavalier_contours", zone: cavalier_contours }];

/// The peers for which `peers/accuracy.py` asks.
pub const ASKED: [Peer; 2] = [
    Peer { name: "geo default", zone: |line, distance| line.buffer(distance) },
    Peer { name: "geo finest", zone: geo },
];

const FINEST: f64 = 0.01 * PI;
/// The largest distance of edges from their arcs, metres.
const CHORD_ERROR: f64 = 1.0;

fn geo(line: &LineString<f64>, distance: f64) -> MultiPolygon<f64> {
    let style = BufferStyle::new(distance);
    let style = style.line_join(LineJoin::Round(FINEST)).line_cap(LineCap::Round(FINEST));
    line.buffer_with_style(style)
}

fn cavalier_contours(line: &LineString<f64>, distance: f64) -> MultiPolygon<f64> {
    let there = line.0.iter();
    let back = line.0.iter().rev().skip(1).take(line.0.len().saturating_sub(2));
    let mut walk = Polyline::with_capacity(2 * line.0.len(), true);
    there.chain(back).for_each(|point| walk.add(point.x, point.y, 0.0));
    let options = PlineOffsetOptions {
        handle_self_intersects: true,
        // The defaults are for lines of a few units; here a unit is a metre.
        pos_equal_eps: 1e-6,
        offset_dist_eps: 1e-4,
        ..PlineOffsetOptions::default()
    };
    // The outside of a walk there and back is on the right of the walk.
    let outlines = walk.parallel_offset_opt(-distance, &options);
    let polygon = |outline: &Polyline<f64>| {
        let drawn = outline.arcs_to_approx_lines(CHORD_ERROR).expect("arcs with two ends");
        let ring = drawn.iter_vertexes().map(|v| Coord { x: v.x, y: v.y }).collect();
        Polygon::new(ring, vec![])
    };
    outlines.iter().map(polygon).collect()
}
