//! Stretches of a border: which points have their nearest border point in them.
//!
//! Longitude and latitude in degrees, lengths in metres. Chainages are summed up along the edges as
//! they run, in steps of at most [`STEP`]: an error of a micrometre in 1,000 km. A border cut at them
//! falls in two parts, each with an oracle of its own: a point belongs to the part that is nearer. Of
//! the border's own ends a stretch has no round caps: a point straight on beyond one is not in it.
//!
//! Not decided: a point near which both answers are found, so one at the end of a stretch; one that
//! is as near to both parts, so one around an outer corner at which a stretch ends.

use geo::{Bearing, Destination, Distance, Geodesic, InterpolatePoint, Point};
use geo_types::{Coord, LineString, MultiLineString};

use super::sample::on_map;
use super::{Edges, Oracle};

/// How long a step along the border is at most, metres.
const STEP: f64 = 100.0;

/// How far from a point the other answer is looked for at least, metres. Beside a flat end, distances
/// to both parts differ by the square of the way from it: at 50 km by what an oracle tells apart.
const NEAR: f64 = 0.5;

/// Distances to both parts that are nearer to one another are the same, metres.
const SAME: f64 = 1e-6;

/// Some stretches of a border, and the rest of it.
pub struct Stretch {
    own: Oracle,
    rest: Oracle,
    /// The border's ends in the stretches, and the direction straight on beyond each, degrees.
    ends: Vec<(Point<f64>, f64)>,
}

impl Stretch {
    /// The stretches between these chainages, from and to, of one line or several.
    pub fn new(lines: &MultiLineString<f64>, edges: Edges, stretches: &[(f64, f64)]) -> Self {
        let (mut own, mut rest, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        let mut chainage = 0.0;
        for line in lines {
            let first = own.len();
            for edge in line.lines() {
                let (a, b) = (edge.start_point(), edge.end_point());
                let at = |share: f64| match edges {
                    Edges::Planar => a + (b - a) * share,
                    Edges::Geodesic => Geodesic.point_at_ratio_between(a, b, share),
                };
                let count = (Geodesic.distance(a, b) / STEP).ceil().max(1.0);
                for i in 0..count as usize {
                    let (i, start) = (i as f64, chainage);
                    let (p, q) = (at(i / count), at((i + 1.0) / count));
                    let length = Geodesic.distance(p, q);
                    chainage += length;
                    for (from, to, inside) in parts(start, chainage, stretches) {
                        let cut = |c: f64| at((i + (c - start) / length) / count);
                        let part = LineString::from(vec![cut(from), cut(to)]);
                        if inside { own.push(part) } else { rest.push(part) }
                    }
                }
            }
            ends.extend(terminals(line, own.get(first..).unwrap_or_default()));
        }
        let oracle = |lines| Oracle::new(&MultiLineString(lines), edges);
        Stretch { own: oracle(own), rest: oracle(rest), ends }
    }

    /// Whether a point is in the stretches; none when it is less than `reach` metres from where that
    /// changes, or too near to tell.
    pub fn holds(&self, p: Coord<f64>, reach: f64) -> Option<bool> {
        let reach = reach.max(NEAR);
        let ((own_low, own_high), (rest_low, rest_high)) =
            (self.own.bounds(p.x, p.y), self.rest.bounds(p.x, p.y));
        if own_low > rest_high + 2.0 * reach {
            return Some(false);
        }
        let near_end = |(end, _): &(Point<f64>, f64)| {
            Geodesic.distance(p.into(), *end) < own_high + 2.0 * reach
        };
        if own_high + 2.0 * reach < rest_low && !self.ends.iter().any(near_end) {
            return Some(true);
        }
        let here = self.nearer(p)?;
        let around =
            (0..8).map(|i| Geodesic.destination(Point::from(p), 45.0 * f64::from(i), reach));
        let mut around = around.map(|q| self.nearer(on_map(q.into())));
        around.all(|there| there == Some(here)).then_some(here)
    }

    /// Whether the own part is nearer; none when both are as near.
    fn nearer(&self, p: Coord<f64>) -> Option<bool> {
        let (own, rest) = (self.own.distance(p.x, p.y), self.rest.distance(p.x, p.y));
        if (own - rest).abs() < SAME {
            return None;
        }
        let p = Point::from(p);
        let beyond = |&(end, onwards): &(Point<f64>, f64)| {
            let is_nearest = Geodesic.distance(p, end) < own + SAME;
            is_nearest && (Geodesic.bearing(end, p) - onwards).to_radians().cos() > 0.0
        };
        Some(own < rest && !self.ends.iter().any(beyond))
    }
}

/// A step between two chainages, cut where stretches begin and end: from, to, and whether the part
/// is in one of them.
fn parts(start: f64, end: f64, stretches: &[(f64, f64)]) -> Vec<(f64, f64, bool)> {
    let ends = stretches.iter().flat_map(|&(from, to)| [from, to]);
    let mut cuts: Vec<f64> = ends.filter(|&cut| start < cut && cut < end).collect();
    cuts.extend([start, end]);
    cuts.sort_by(f64::total_cmp);
    let inside = |middle: f64| stretches.iter().any(|&(from, to)| from < middle && middle < to);
    cuts.windows(2).map(|cut| (cut[0], cut[1], inside(0.5 * (cut[0] + cut[1])))).collect()
}

/// The ends of a line that does not close, as far as they are in these parts of it.
fn terminals(line: &LineString<f64>, own: &[LineString<f64>]) -> Vec<(Point<f64>, f64)> {
    if line.is_closed() {
        return Vec::new();
    }
    let is_end = |at: &Coord<f64>| line.0.first() == Some(at) || line.0.last() == Some(at);
    let mut found = Vec::new();
    for part in own {
        let [a, b] = part.0[..] else { continue };
        for (end, before) in [(a, b), (b, a)] {
            if is_end(&end) {
                let (end, before) = (Point::from(end), Point::from(before));
                // On a step of 100 m the direction hardly turns.
                found.push((end, Geodesic.bearing(end, before) + 180.0));
            }
        }
    }
    found
}
