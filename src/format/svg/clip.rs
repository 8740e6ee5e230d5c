//! Cuts lines and rings to the frame.
//!
//! Pixels. Lines: Y.-D. Liang and B. A. Barsky, A new concept and method for line clipping, 1984;
//! rings: I. Sutherland and G. Hodgman, Reentrant polygon clipping, 1974, whose rings run along the
//! frame where they left it: for filling, not for drawing round.

use geo_types::{Coord, Rect};

/// The part of a segment inside the frame; `None` where there is none.
pub(super) fn segment(
    frame: Rect<f64>,
    from: Coord<f64>,
    to: Coord<f64>,
) -> Option<[Coord<f64>; 2]> {
    let way = to - from;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, start, low, high) in [
        (way.x, from.x, frame.min().x, frame.max().x),
        (way.y, from.y, frame.min().y, frame.max().y),
    ] {
        if step == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (a, b) = ((low - start) / step, (high - start) / step);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    (enter <= leave).then(|| [point(from, to, enter), point(from, to, leave)])
}

/// The point at a share of a segment, exactly an end where nothing is cut off.
fn point(from: Coord<f64>, to: Coord<f64>, share: f64) -> Coord<f64> {
    if share == 0.0 {
        from
    } else if share == 1.0 {
        to
    } else {
        from + (to - from) * share
    }
}

/// The parts of a line inside the frame.
pub(super) fn line(frame: Rect<f64>, points: &[Coord<f64>]) -> Vec<Vec<Coord<f64>>> {
    let mut parts: Vec<Vec<Coord<f64>>> = Vec::new();
    for pair in points.windows(2) {
        let Some([from, to]) = segment(frame, pair[0], pair[1]) else { continue };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

/// The part of a ring inside the frame, as one ring; empty where there is none.
pub(super) fn ring(frame: Rect<f64>, points: &[Coord<f64>]) -> Vec<Coord<f64>> {
    let (min, max) = (frame.min(), frame.max());
    // The distances of a point inside each side.
    let sides: [&dyn Fn(Coord<f64>) -> f64; 4] =
        [&|p| p.x - min.x, &|p| max.x - p.x, &|p| p.y - min.y, &|p| max.y - p.y];
    let mut ring = points.to_vec();
    for inside in sides {
        let mut kept = Vec::with_capacity(ring.len());
        for (index, &to) in ring.iter().enumerate() {
            let from = ring[if index == 0 { ring.len() } else { index } - 1];
            let (a, b) = (inside(from), inside(to));
            if (a < 0.0) != (b < 0.0) {
                kept.push(from + (to - from) * (a / (a - b)));
            }
            if b >= 0.0 {
                kept.push(to);
            }
        }
        ring = kept;
    }
    ring
}
