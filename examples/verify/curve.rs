//! Judges offset curves: lines at a distance from a border, on one side of it.
//!
//! Longitude and latitude in degrees, lengths in metres. Every vertex, and points along every edge, must
//! be at the distance within the tolerance and on the side. Nothing may be missing: from random places of
//! the border, and in random directions from its vertices, lead geodesics of that length on that side;
//! where the ends of the last [`AROUND`] tolerances around the distance are nearer and farther
//! than it by a tolerance, the curve crosses between them.
//!
//! Undetected: pieces missing where the border bends away from the curve by less than the tolerance, as
//! between two arcs that all but continue one another; an end that stands out by less than two tolerances.

use geo::{Bearing, Destination, Geodesic, Point};
use geo_types::{Coord, Line, LineString, MultiLineString};

use crate::claims::Claim;
use crate::judge::Effort;
use crate::report::Findings;
use crate::shared::oracle::check::{PointReport, Verdict, Wrong};
use crate::shared::oracle::parallel::par_map;
use crate::shared::oracle::sample::{Random, on_map};
use crate::shared::oracle::stretch::{Side, Stretch};
use crate::shared::oracle::{Edges, Oracle};

/// The stretch of a geodesic on either side of the curve, in tolerances.
const AROUND: f64 = 2.0;

/// Judges a curve at a distance on a side of a border.
pub fn judge(
    claim: &Claim,
    (distance, side): (f64, Side),
    (oracle, border, course): (&Oracle, &MultiLineString<f64>, Edges),
    effort: &Effort,
) -> Findings {
    // Ends of the curve lie at right angles to those of the border.
    let whole = [(0.0, f64::INFINITY)];
    let stretch = Stretch::of(border, course, Some(&whole), Some(side));
    let mut edges: Vec<Line<f64>> = claim.lines.iter().flat_map(LineString::lines).collect();
    let lasts = claim.lines.iter().filter_map(|line| line.0.last());
    edges.extend(lasts.map(|&last| Line::new(last, last)));
    let rings = oracle.check_edges(&edges, &[distance], |_, _| false, effort.per_edge);

    let mut verdicts = par_map(&edges, |edge| {
        let middle = (edge.start + edge.end) * 0.5;
        match stretch.holds(middle, claim.tolerance) {
            Some(true) => Verdict::Right,
            None => Verdict::TooNear,
            Some(false) => wrong(oracle, middle, true),
        }
    });
    let curve = Oracle::new(&claim.lines, Edges::Planar);
    let reach = AROUND * claim.tolerance;
    verdicts.extend(par_map(&rays(border, side, effort.points), |&(foot, azimuth)| {
        let at = |length: f64| -> Coord<f64> {
            on_map(Geodesic.destination(foot, azimuth, length).into())
        };
        let away = |at: Coord<f64>| oracle.distance(at.x, at.y);
        let (near, here, far) = (at(distance - reach), at(distance), at(distance + reach));
        let passes =
            away(near) < distance - claim.tolerance && away(far) > distance + claim.tolerance;
        if !passes || stretch.holds(here, 2.0 * reach) != Some(true) {
            return Verdict::TooNear;
        }
        match curve.distance(here.x, here.y) <= 1.01 * reach {
            true => Verdict::Right,
            false => wrong(oracle, here, false),
        }
    }));
    Findings {
        tolerance: claim.tolerance,
        faults: None,
        area: None,
        rings,
        points: PointReport::of(verdicts),
        cells: None,
    }
}

fn wrong(oracle: &Oracle, at: Coord<f64>, held: bool) -> Verdict {
    Verdict::Wrong(Wrong { at, distance: oracle.distance(at.x, at.y), held })
}

/// Random places of a border, half of them vertices, each with an azimuth to the side.
fn rays(border: &MultiLineString<f64>, side: Side, count: usize) -> Vec<(Point<f64>, f64)> {
    let edges: Vec<Line<f64>> = border.iter().flat_map(LineString::lines).collect();
    if edges.is_empty() {
        return Vec::new();
    }
    let mut random = Random::new(6);
    let quarter = if side == Side::Left { -90.0 } else { 90.0 };
    let ray = |i: usize| {
        let edge = edges[random.below(edges.len())];
        if i.is_multiple_of(2) {
            return (edge.start_point(), random.between(0.0, 360.0));
        }
        let part = random.between(0.0, 1.0);
        let [foot, end] = [part, 1.0].map(|part| Point::from(edge.start + edge.delta() * part));
        (foot, Geodesic.bearing(foot, end) + quarter)
    };
    (0..count).map(ray).collect()
}
