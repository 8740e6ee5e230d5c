//! The foot of a point on a border, against Karney's geodesics, and the choice between equally near
//! feet.
//!
//! At the foot inside an edge, the geodesic to the point is perpendicular to the edge as drawn.
//! Along the edge, that place is found by bisection between azimuths, none of which the engine
//! computes.

use geo::{Bearing, Destination, Distance, Geodesic, InterpolatePoint, Point};
use geo_types::{Coord, LineString, MultiLineString};
use safe_zone::{Border, Edges, Position, Route, Side};

use crate::support::oracle::sample::{Random, on_map};

/// Distances from the border and the bound that `Station` states for the foot at each, metres.
const BOUNDS: [(f64, f64); 7] = [
    (10.0, 2e-4),
    (1_000.0, 2e-4),
    (10_000.0, 2e-4),
    (127_000.0, 2e-4),
    (500_000.0, 2e-4),
    (3_000_000.0, 1e-2),
    (9_000_000.0, 1e-1),
];

/// An edge as drawn.
struct Edge {
    from: Point<f64>,
    to: Point<f64>,
    edges: Edges,
}

impl Edge {
    fn at(&self, share: f64) -> Point<f64> {
        match self.edges {
            Edges::Planar => self.from + (self.to - self.from) * share,
            Edges::Geodesic => Geodesic.point_at_ratio_between(self.from, self.to, share),
        }
    }

    /// The edge's azimuth, degrees: for a planar one from the ellipsoid's radii of curvature.
    fn azimuth(&self, share: f64) -> f64 {
        let here = self.at(share);
        if self.edges == Edges::Geodesic {
            return Geodesic.bearing(here, self.to);
        }
        let e2 = 0.006_694_379_990_141_316;
        let lat = here.y().to_radians();
        let w2 = 1.0 - e2 * lat.sin() * lat.sin();
        let way = self.to - self.from;
        // N cos φ dλ eastwards, M dφ northwards, both over N.
        (way.x() * lat.cos()).atan2(way.y() * (1.0 - e2) / w2).to_degrees()
    }

    /// The decrease of the distance to a point for each metre along the edge.
    fn fall(&self, share: f64, p: Point<f64>) -> f64 {
        (Geodesic.bearing(self.at(share), p) - self.azimuth(share)).to_radians().cos()
    }

    /// The foot within some metres of a share; `None` where there is none.
    fn foot(&self, near: f64, metres: f64, p: Point<f64>) -> Option<Point<f64>> {
        let reach = metres / Geodesic.distance(self.from, self.to);
        let (mut low, mut high) = ((near - reach).max(0.0), (near + reach).min(1.0));
        if self.fall(low, p) <= 0.0 || self.fall(high, p) >= 0.0 {
            return None;
        }
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if self.fall(middle, p) > 0.0 { low = middle } else { high = middle }
        }
        Some(self.at(low))
    }

    /// The share of the edge at a point of it.
    fn share(&self, p: Point<f64>) -> f64 {
        match self.edges {
            Edges::Planar => {
                let (way, to) = (self.to - self.from, p - self.from);
                (to.x() * way.x() + to.y() * way.y()) / (way.x() * way.x() + way.y() * way.y())
            }
            Edges::Geodesic => {
                Geodesic.distance(self.from, p) / Geodesic.distance(self.from, self.to)
            }
        }
    }
}

/// The bounds that `Station` states for the foot, on random edges of 20 m to 300 km.
#[test]
fn feet_are_where_the_geodesic_is_perpendicular() {
    let mut random = Random::new(5);
    for (distance, bound) in BOUNDS {
        let mut asked = 0;
        for case in 0..1_500 {
            let edges = if case % 2 == 0 { Edges::Planar } else { Edges::Geodesic };
            let from = Point::new(random.between(-170.0, 170.0), random.between(-75.0, 75.0));
            let long = 20.0 * 15_000_f64.powf(random.between(0.0, 1.0));
            let to = Geodesic.destination(from, random.between(0.0, 360.0), long);
            if (to.x() - from.x()).abs() > 90.0 {
                continue;
            }
            let edge = Edge { from, to, edges };
            let share = random.between(0.0, 1.0);
            let sign = if random.between(0.0, 1.0) < 0.5 { 90.0 } else { -90.0 };
            let p = Geodesic.destination(edge.at(share), edge.azimuth(share) + sign, distance);
            let p = Point::from(on_map(Coord::from(p)));
            let line = LineString::from(vec![from, to]);
            let route = Route::new(&Border::new(line, edges).unwrap());
            let found = route.project(Position::new(p.x(), p.y()).unwrap());
            let place = found.station().position();
            let place = Point::new(place.lon(), place.lat());
            let Some(foot) = edge.foot(edge.share(place), 10.0, p) else { continue };
            asked += 1;
            let off = Geodesic.distance(foot, place);
            assert!(off < bound, "{distance} m: {off} m off, {edges:?} {from:?} {to:?} {p:?}");
        }
        assert!(asked > 1_000, "{distance} m: {asked}");
    }
}

fn project(route: &Route, p: Point<f64>) -> (Point<f64>, f64, Option<Side>) {
    let found = route.project(Position::new(p.x(), p.y()).unwrap());
    let place = found.station().position();
    (Point::new(place.lon(), place.lat()), found.station().chainage().metres(), found.side())
}

/// Where two lines meet almost straight, the nearer one counts, whichever is listed first: beside
/// the true limit between them, which is where both feet are equally far, a micrometre of distance
/// decides.
#[test]
fn almost_straight_joints_are_divided_where_both_lines_are_equally_near() {
    let mut random = Random::new(9);
    let mut asked = [0, 0];
    for distance in [100.0, 5_000.0, 100_000.0, 500_000.0] {
        for case in 0..400 {
            let joint = Point::new(random.between(-170.0, 170.0), random.between(-60.0, 60.0));
            let (azimuth, bend) = (random.between(0.0, 360.0), random.between(0.02, 0.5));
            let edges = Edges::Geodesic;
            let edge = |azimuth: f64| {
                let to = Geodesic.destination(joint, azimuth, 20_000.0);
                Edge { from: joint, to, edges }
            };
            let both = [edge(azimuth), edge(azimuth + 180.0 - bend)];
            // On the side where the lines make less than a straight angle.
            let middle = Geodesic.destination(joint, azimuth + 90.0 - 0.5 * bend, distance);
            let p = Geodesic.destination(middle, azimuth, random.between(-20.0, 20.0));
            let p = Point::from(on_map(Coord::from(p)));
            let feet = [0, 1].map(|i| both[i].foot(0.0, 15_000.0, p));
            let [Some(first), Some(second)] = feet else { continue };
            let lead = Geodesic.distance(first, p) - Geodesic.distance(second, p);
            if lead.abs() < 1e-6 || Geodesic.distance(first, second) < 2e-3 {
                continue;
            }
            asked[usize::from(lead > 0.0)] += 1;
            let nearer = if lead < 0.0 { first } else { second };
            let mut lines = [0, 1].map(|i| LineString::from(vec![both[i].from, both[i].to]));
            if case % 2 == 1 {
                lines.swap(0, 1);
            }
            let border = Border::new(MultiLineString(lines.to_vec()), edges).unwrap();
            let (place, _, _) = project(&Route::new(&border), p);
            let off = Geodesic.distance(place, nearer);
            assert!(off < 1e-3, "{distance} m, bend {bend}: {off} m off, {lead} m nearer");
        }
    }
    assert!(asked.iter().all(|&count| count > 200), "{asked:?}");
}

/// A line that runs back over itself with other vertices: both ways are equally near, and the way
/// out counts, because its chainage is lower.
#[test]
fn of_a_line_back_over_itself_the_way_out_counts() {
    let mut random = Random::new(3);
    for case in 0..200 {
        let from = Coord { x: random.between(-170.0, 170.0), y: random.between(-60.0, 60.0) };
        let way = Coord { x: random.between(-3.0, 3.0), y: random.between(-3.0, 3.0) };
        let at = |share: f64| from + way * share;
        let (out, back) = (random.between(0.2, 0.8), random.between(0.2, 0.8));
        let line = LineString::from(vec![at(0.0), at(out), at(1.0), at(back), at(0.0)]);
        let route = Route::new(&Border::new(line, Edges::Planar).unwrap());
        let half = 0.5 * route.length().metres();
        for distance in [1.0, 300.0, 14_000.0, 127_000.0] {
            let share = random.between(0.05, 0.95);
            let edge = Edge { from: from.into(), to: at(1.0).into(), edges: Edges::Planar };
            for (turn, side) in [(90.0, Side::Right), (-90.0, Side::Left)] {
                let azimuth = edge.azimuth(share) + turn;
                let p = Geodesic.destination(edge.at(share), azimuth, distance);
                let (_, chainage, found) = project(&route, Point::from(on_map(Coord::from(p))));
                assert!(chainage < half, "case {case}, {distance} m: {chainage} of {half} m");
                assert_eq!(found, Some(side), "case {case}, {distance} m");
            }
        }
    }
}
