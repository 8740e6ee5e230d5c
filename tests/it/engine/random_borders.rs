//! Random borders anywhere on Earth, near the poles and the antimeridian above all.
//!
//! Edges of 1 m to 200 km, planar or geodesic, distances of 1 m to 500 km, tolerances of a tenth
//! down to a ten thousandth of them. Every zone is judged by the oracle (see `judge`), compared
//! with the zones of the reversed and of the shifted line, and has to lie in the zone of a larger
//! distance.

use geo::{Destination, Distance, Geodesic, Point};
use geo_types::{Coord, LineString, coord};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use safe_zone::values::LARGEST_DISTANCE;
use safe_zone::{Edges, area_km2, buffer};

use crate::support::judge::{Case, length, tolerance};
use crate::support::oracle::membership::{self, Membership};
use crate::support::oracle::sample::on_map;

/// A random border: its start, its steps, the course of its edges, and `true` if it closes.
#[derive(Debug, Clone)]
struct Walk {
    start: (f64, f64),
    steps: Vec<(f64, f64)>,
    geodesic: bool,
    closed: bool,
    distance: f64,
    share: f64,
}

fn walks() -> impl Strategy<Value = Walk> {
    let anywhere = (-180.0..180.0, (-1.0..1.0).prop_map(|z: f64| z.asin().to_degrees())).boxed();
    let polar = (-180.0..180.0, (-3.0..0.0).prop_map(|log| 90.0 - 10.0_f64.powf(log))).boxed();
    let seam = (prop_oneof![Just(180.0), Just(-180.0), 179.0..180.0], -80.0..80.0).boxed();
    // Metres, degrees.
    let step = ((0.0..5.3).prop_map(|log| 10.0_f64.powf(log)), -150.0..150.0);
    (
        prop_oneof![anywhere, polar, seam],
        prop::collection::vec(step, 1..30),
        any::<bool>(),
        prop::bool::weighted(0.2),
        (0.0..5.7).prop_map(|log| 10.0_f64.powf(log).min(500_000.0)),
        (-4.0..-1.0).prop_map(|log| 10.0_f64.powf(log)),
    )
        .prop_map(|(start, steps, geodesic, closed, distance, share)| Walk {
            start,
            steps,
            geodesic,
            closed,
            distance,
            share,
        })
}

impl Walk {
    fn points(&self) -> Vec<Coord<f64>> {
        let mut at = Coord { x: self.start.0, y: self.start.1 };
        let (mut points, mut heading) = (vec![at], 0.0);
        for &(way, turn) in &self.steps {
            heading += turn;
            at = on_map(Geodesic.destination(Point::from(at), heading, way).into());
            points.push(at);
        }
        if self.closed {
            points.push(points[0]);
        }
        points
    }

    /// The border through these points, its planar edges cut at the antimeridian.
    fn case(&self, points: &[Coord<f64>]) -> Case {
        if self.geodesic {
            return Case::new(LineString(points.to_vec()).into(), Edges::Geodesic);
        }
        let mut lines = vec![vec![points[0]]];
        for pair in points.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let last = lines.len() - 1;
            if (b.x - a.x).abs() > 180.0 {
                let side = 180.0_f64.copysign(a.x);
                let way = b.x + 2.0 * side - a.x;
                let lat = if way == 0.0 { a.y } else { a.y + (b.y - a.y) * (side - a.x) / way };
                lines[last].push(coord! { x: side, y: lat });
                lines.push(vec![coord! { x: -side, y: lat }]);
            }
            let last = lines.len() - 1;
            lines[last].push(b);
        }
        lines.retain(|line| line.iter().any(|p| *p != line[0]));
        Case::new(lines.into_iter().map(LineString).collect(), Edges::Planar)
    }

    /// The distance and a tolerance with which there are no more than some thousands of chords.
    fn measures(&self) -> (f64, f64) {
        let way: f64 = self.steps.iter().map(|step| step.0).sum();
        let finest = (way / 8e5).powi(2).max(0.001);
        let d = self.distance.max(10.0 * finest);
        (d, (self.share * d).max(finest))
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let mut points = self.points();
        let case = self.case(&points);
        let (d, allowed) = self.measures();
        let zone = case.try_zone(d, allowed, 600).map_err(TestCaseError::fail)?;

        points.reverse();
        let area = |points: &[Coord<f64>]| -> Result<f64, TestCaseError> {
            let border = self.case(points).border;
            buffer(&border, &[length(d)], tolerance(allowed))
                .map(|zone| area_km2(&zone[0]))
                .map_err(|error| TestCaseError::fail(error.to_string()))
        };
        let (forth, back) = (area_km2(&zone), area(&points)?);
        // The largest difference from drawing the same boundary by other points.
        let edge: f64 = membership::edges(&zone)
            .map(|e| Geodesic.distance(e.start_point(), e.end_point()))
            .sum();
        let differs = |other: f64| (other - forth).abs() > 1e-9 * forth + edge * allowed / 1e6;
        prop_assert!(!differs(back), "{} km² and reversed {}", forth, back);
        if self.closed {
            points.pop();
            points.rotate_left(1);
            points.push(points[0]);
            let shifted = area(&points)?;
            prop_assert!(!differs(shifted), "{} km² and shifted {}", forth, shifted);
        }

        let larger = (1.5 * d).min(LARGEST_DISTANCE.metres());
        if larger > d + 2.0 * allowed {
            let wide = buffer(&case.border, &[length(larger)], tolerance(allowed))
                .map_err(|error| TestCaseError::fail(error.to_string()))?;
            let (small, large) = (Membership::new(&zone), Membership::new(&wide[0]));
            for p in case.around(d, 500) {
                prop_assert!(!small.contains(p.x, p.y) || large.contains(p.x, p.y), "{:?}", p);
            }
        }
        Ok(())
    }
}

fn walk(cases: u32, seed: u64) {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&walks(), |walk| walk.check());
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn random_borders_anywhere() {
    walk(16, 1);
}

/// A cusp of 26° whose two sides are cut a tenth of a millimetre apart, found by the random walks.
#[test]
fn a_cusp_whose_sides_end_apart() {
    let steps = vec![
        (35767.43580101528, 0.0),
        (1083.8088704330228, 76.18203614648277),
        (4.361276313358401, -118.21983504462754),
        (4.793619833348483, -7.0100002946058195),
        (2037.5883157535004, -147.39201708978308),
        (23.233297584691417, 0.0),
        (33171.471336240764, -145.8708332470193),
        (1.0, 0.0),
        (1.0, 0.0),
        (16888.60432789638, 0.0),
    ];
    let (distance, share) = (856.8271978426271, 0.07525043578854725);
    let start = (180.0, 0.0);
    let walk = Walk { start, steps, geodesic: false, closed: false, distance, share };
    walk.check().unwrap();
}

#[test]
#[ignore = "thorough: a thousand borders, some minutes"]
fn a_thousand_random_borders_anywhere() {
    walk(1_000, 2);
}
