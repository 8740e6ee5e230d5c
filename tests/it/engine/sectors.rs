//! Sectors against brute force: which part of a border is nearest to a point is asked of two
//! oracles, one for the part and one for the rest.

use geo::{Distance, Geodesic, Point, Validation};
use geo_types::{Coord, LineString, MultiLineString, MultiPolygon};
use safe_zone::dataset::{northeast_syria, syria, turkey_syria_border};
use safe_zone::linear::Sector;
use safe_zone::{Border, Edges, Extent, Length, Position, Route, Side, area_km2, bands};

use crate::support::judge::{check_valid, length, tolerance};
use crate::support::oracle::membership::Membership;
use crate::support::oracle::sample::{Random, on_map};
use crate::support::oracle::{self, Oracle};

pub(super) fn planar(points: &[(f64, f64)]) -> Border {
    Border::new(LineString::from(points.to_vec()), Edges::Planar).expect("a border")
}

/// Where a line is cut after an edge's share: its parts before and after.
fn cut(line: &LineString<f64>, edge: usize, share: f64) -> [LineString<f64>; 2] {
    let (a, b) = (line.0[edge], line.0[edge + 1]);
    let at = a + (b - a) * share;
    let mut before = line.0[..=edge].to_vec();
    before.push(at);
    let mut after = vec![at];
    after.extend(&line.0[edge + 1..]);
    before.dedup();
    after.dedup();
    [before, after].map(LineString)
}

pub(super) fn spots(border: &Border, reach: f64, count: usize, seed: u64) -> Vec<Coord<f64>> {
    let mut random = Random::new(seed);
    let edges: Vec<_> = border.lines().iter().flat_map(LineString::lines).collect();
    (0..count)
        .map(|_| {
            let edge = edges[random.between(0.0, edges.len() as f64) as usize];
            let foot = edge.start + edge.delta() * random.between(0.0, 1.0);
            let (bearing, way) = (random.between(0.0, 360.0), random.between(0.0, reach));
            on_map(geo::Destination::destination(&Geodesic, Point::from(foot), bearing, way).into())
        })
        .collect()
}

/// Checks the zone over the second of three parts of a line; both parts and their rest tile it.
fn check_sector(
    points: &[(f64, f64)],
    [first, second]: [(usize, f64); 2],
    depth: f64,
    allowed: f64,
) {
    let border = planar(points);
    let line = &border.lines().0[0];
    let closed = line.0[0] == line.0[line.0.len() - 1];
    let [start, rest] = cut(line, first.0, first.1);
    // The second cut is given by the whole line's edges.
    let [before, end] = cut(line, second.0, second.1);
    let middle = LineString(before.0[start.0.len() - 1..].to_vec());
    let middle = LineString([vec![rest.0[0]], middle.0].concat().into_iter().collect());
    let mut middle = middle;
    middle.0.dedup();
    let length_of = |line: &LineString<f64>| {
        if line.0.len() < 2 {
            return Length::ZERO;
        }
        Border::new(line.clone(), Edges::Planar).expect("a part").length()
    };
    let from = length_of(&start);
    let to = length(from.metres() + length_of(&middle).metres());
    let whole = Route::new(&border).length();
    let to = if to.metres() > whole.metres() - 1e-3 { whole } else { to };
    let zone = |from: Length, to: Length| -> MultiPolygon<f64> {
        let sector = Sector::new(from, to).expect("a sector");
        let extent = Extent::default().along([sector]);
        let zones = bands(&border, extent, &[length(depth)], tolerance(allowed)).expect("a zone");
        zones.into_iter().next().expect("one band")
    };
    let zone_of_sector = zone(from, to);
    // Where the border crosses itself, wedges of one sector touch in that point.
    zone_of_sector.check_validation().expect("a valid zone");

    let oracle = |lines: Vec<LineString<f64>>| {
        let lines = lines.into_iter().filter(|line| line.0.len() > 1).collect();
        Oracle::new(&MultiLineString(lines), oracle::Edges::Planar)
    };
    let near_it = Border::new(middle.clone(), Edges::Planar).expect("a part");
    let (own, others) = (oracle(vec![middle]), oracle(vec![start, end]));
    let members = Membership::new(&zone_of_sector);
    let mut asked = [0, 0];
    let mut asked_at = spots(&border, 1.3 * depth, 4_000, 7);
    asked_at.extend(spots(&near_it, 1.3 * depth, 2_000, 8));
    for p in asked_at {
        let (here, there) = (own.distance(p.x, p.y), others.distance(p.x, p.y));
        // Beside an end the two differ by the square of the way from the curve; points that tie
        // are nearest to an end itself.
        let end = |at: &Coord<f64>| Geodesic.distance(Point::from(p), Point::from(*at));
        let flat = [&line.0[0], &line.0[line.0.len() - 1]]
            .map(end)
            .into_iter()
            .any(|d| d < here.min(there) + 1e-3);
        let open = (here - there).abs() < 1e-3 || (here.min(there) - depth).abs() <= allowed;
        let open = open || (flat && !closed);
        if open {
            continue;
        }
        let expected = here < there && here <= depth;
        asked[usize::from(expected)] += 1;
        assert_eq!(members.contains(p.x, p.y), expected, "{p:?}: {here} m, the rest {there} m");
    }
    assert!(asked[0] > 300 && asked[1] > 100, "{asked:?}");

    let mut parts = vec![zone_of_sector];
    if from > Length::ZERO {
        parts.push(zone(Length::ZERO, from));
    }
    if to < whole {
        parts.push(zone(to, whole));
    }
    let (sum, all) =
        (parts.iter().map(area_km2).sum::<f64>(), area_km2(&zone(Length::ZERO, whole)));
    // Computed apart, their common curves are drawn from other ends.
    let drawn = 4.0 * depth * allowed / 1e6;
    assert!((sum - all).abs() < drawn, "{sum} of {all} km²");
}

pub(super) const HARBOUR: [(f64, f64); 8] = [
    (10.0, 45.0),
    (10.2, 45.02),
    (10.25, 45.1),
    (10.1, 45.12),
    (10.12, 45.2),
    (10.4, 45.18),
    (10.42, 45.0),
    (10.6, 45.05),
];

#[test]
fn sectors_of_a_winding_line() {
    for cuts in [[(0, 0.5), (5, 0.3)], [(1, 0.9), (2, 0.2)], [(3, 0.0), (6, 0.0)]] {
        check_sector(&HARBOUR, cuts, 7_000.0, 1.0);
        check_sector(&HARBOUR, cuts, 30_000.0, 1.0);
        check_sector(&HARBOUR, cuts, 3_000.0, 0.01);
    }
}

#[test]
fn a_sector_at_an_end_is_flat_there() {
    check_sector(&HARBOUR, [(0, 0.0), (2, 0.5)], 5_000.0, 1.0);
    check_sector(&HARBOUR, [(4, 0.5), (6, 1.0)], 5_000.0, 1.0);
}

/// The curve between a sector and the rest begins and ends on the border: inside the ring no
/// contour is crossed.
#[test]
fn sectors_of_a_ring_meet_inside_it() {
    let ring = [(10.0, 45.0), (10.1, 45.0), (10.1, 45.07), (10.0, 45.07), (10.0, 45.0)];
    check_sector(&ring, [(0, 0.5), (2, 0.5)], 9_000.0, 1.0);
    check_sector(&ring, [(1, 0.2), (1, 0.8)], 20_000.0, 1.0);
}

#[test]
fn sectors_of_a_line_that_crosses_itself() {
    let loop_ = [(10.0, 45.0), (10.3, 45.0), (10.3, 45.15), (10.15, 45.15), (10.15, 44.9)];
    check_sector(&loop_, [(0, 0.8), (2, 0.5)], 6_000.0, 1.0);
    check_sector(&loop_, [(0, 0.1), (1, 0.5)], 15_000.0, 1.0);
}

/// A spiral of so many points, a step of its angle apart.
pub(super) fn spiral(points: u32, step: f64) -> Vec<(f64, f64)> {
    let point = |i| {
        let turn = f64::from(i) * step;
        (10.0 + 0.02 * turn * turn.cos(), 45.0 + 0.014 * turn * turn.sin())
    };
    (0..points).map(point).collect()
}

#[test]
fn a_spiral_s_sectors_follow_it() {
    let spiral = spiral(120, 0.2);
    check_sector(&spiral, [(30, 0.5), (90, 0.25)], 4_000.0, 1.0);
    check_sector(&spiral, [(60, 0.0), (61, 0.0)], 10_000.0, 1.0);
}

#[test]
fn where_a_line_doubles_back_the_way_out_counts() {
    let border = planar(&[(10.0, 45.0), (10.5, 45.0), (10.2, 45.0)]);
    let route = Route::new(&border);
    let turn = route.project(Position::new(10.5, 45.0).unwrap()).station().chainage();
    let back = Sector::new(turn, route.length()).unwrap();
    let extent = Extent::default().along([back]);
    let zones = bands(&border, extent, &[length(5_000.0)], tolerance(1.0)).unwrap();
    // Every point is as near to the way out, but for a hair at the turn.
    assert!(area_km2(&zones[0]) < 0.05, "{} km²", area_km2(&zones[0]));
}

#[test]
fn the_stretches_of_the_embedded_border_tile() {
    let border = turkey_syria_border();
    let end = Route::new(border).length();
    let limits = [5_000.0, 14_000.0, 28_000.0].map(length);
    let zones = |extent: Extent<'static>| bands(border, extent, &limits, tolerance(1.0)).unwrap();
    let areas = |extent: Extent<'static>| zones(extent).iter().map(area_km2).collect::<Vec<_>>();
    let ends = [Length::ZERO, length(103_000.0), length(551_200.0), length(656_500.0), end];
    for territory in [None, Some(syria()), Some(northeast_syria())] {
        let whole = Sector::new(Length::ZERO, end).unwrap();
        let all = areas(Extent::from(territory).along([whole]));
        let mut sums = [0.0; 3];
        for pair in ends.windows(2) {
            let sector = Sector::new(pair[0], pair[1]).unwrap();
            for (sum, area) in sums.iter_mut().zip(areas(Extent::from(territory).along([sector]))) {
                *sum += area;
            }
        }
        for (sum, all) in sums.iter().zip(&all) {
            assert!((sum / all - 1.0).abs() < 1e-9, "{sum} of {all} km²");
        }
    }
    let (left, right) =
        (areas(Extent::default().on(Side::Left)), areas(Extent::default().on(Side::Right)));
    for (both, (left, right)) in areas(Extent::default()).iter().zip(left.iter().zip(&right)) {
        assert!(((left + right) / both - 1.0).abs() < 1e-9, "{left} and {right} of {both} km²");
    }
    for zone in zones(Extent::default().on(Side::Right)) {
        check_valid(&zone).expect("a valid zone");
    }
}

#[test]
fn a_zone_along_a_sector_across_the_antimeridian() {
    let line = MultiLineString(vec![
        LineString::from(vec![(179.0, -17.0), (180.0, -17.1)]),
        LineString::from(vec![(-180.0, -17.1), (-179.0, -17.0)]),
    ]);
    let border = Border::new(line, Edges::Planar).unwrap();
    let end = Route::new(&border).length();
    let middle = Sector::new(length(80_000.0), length(130_000.0)).unwrap();
    let zone = |extent: Extent<'static>| {
        bands(&border, extent, &[length(20_000.0)], tolerance(1.0)).unwrap().remove(0)
    };
    let part = zone(Extent::default().along([middle]));
    check_valid(&part).expect("a valid zone");
    assert_eq!(part.0.len(), 2);
    let sectors = [(0.0, 80_000.0), (130_000.0, end.metres())]
        .map(|(from, to)| Sector::new(length(from), length(to.min(end.metres()))).unwrap());
    let rest = area_km2(&zone(Extent::default().along(sectors)));
    let all = area_km2(&zone(Extent::default().along([Sector::new(Length::ZERO, end).unwrap()])));
    assert!(((area_km2(&part) + rest) / all - 1.0).abs() < 1e-9);
    let sides = [Side::Left, Side::Right].map(|side| area_km2(&zone(Extent::default().on(side))));
    let both = area_km2(&zone(Extent::default()));
    assert!(((sides[0] + sides[1]) / both - 1.0).abs() < 1e-9, "{sides:?} of {both}");
}

#[test]
fn sectors_that_cannot_be_are_refused() {
    let border = planar(&[(10.0, 45.0), (10.1, 45.0)]);
    let turned = Sector::new(length(5_000.0), length(1_000.0)).unwrap_err();
    assert!(turned.to_string().contains("sector 5 km to 1 km does not run forwards"), "{turned}");
    let sector = Sector::new(length(1_000.0), length(50_000.0)).unwrap();
    let beyond =
        bands(&border, Extent::default().along([sector]), &[length(500.0)], tolerance(1.0));
    let beyond = beyond.unwrap_err().to_string();
    assert!(beyond.contains("sector 1 km to 50 km runs beyond the border"), "{beyond}");
}

/// Near a pole the four curves from a crossing leave it between points that rounding makes one.
#[test]
fn a_crossing_near_a_pole() {
    let border = planar(&[
        (-16.201633260658582, 89.80285626824121),
        (36.511223238003964, 89.67458041426865),
        (-1.9951504890958986, 89.58415180079731),
        (-1.9951504890958986, 89.84305822518505),
    ]);
    let sector = Sector::new(Length::ZERO, length(12_638.843016888603)).unwrap();
    let extent = Extent::default().along([sector]);
    let zone = bands(&border, extent, &[length(15_286.62)], tolerance(6.247)).unwrap().remove(0);
    assert!(Membership::new(&zone).contains(-15.88947274031663, 89.74047094697144));
}

#[test]
fn a_ring_s_whole_length_is_its_whole_zone() {
    let ring = planar(&[(10.0, 45.0), (10.1, 45.0), (10.1, 45.07), (10.0, 45.07), (10.0, 45.0)]);
    let end = Route::new(&ring).length();
    let area = |extent: Extent<'static>| {
        area_km2(&bands(&ring, extent, &[length(5_000.0)], tolerance(1.0)).unwrap()[0])
    };
    let sector = |from, to| Extent::default().along([Sector::new(from, to).unwrap()]);
    let all = area(Extent::default());
    let whole = area(sector(Length::ZERO, end));
    assert!((whole / all - 1.0).abs() < 1e-9, "{whole} of {all} km²");
    let middle = length(12_000.0);
    let sum = area(sector(Length::ZERO, middle)) + area(sector(middle, end));
    assert!((sum - all).abs() < 0.02, "{sum} of {all} km²");
}

#[test]
fn a_place_stands_where_the_polygons_hold_it() {
    let border = planar(&[(38.0, 0.0), (39.0, 0.0)]);
    let proposal: safe_zone::Proposal = serde_json::from_str(
        r##"{"id": "all", "title": "All", "proponent": "Somebody", "source": "A test",
        "colour": "#0072b2", "sectors": [{"from": "start", "to": "end"}],
        "bands": [{"inner": "0km", "outer": "5km", "depth": "exact"}]}"##,
    )
    .unwrap();
    let plan = safe_zone::Plan::new(&proposal, &border, None, safe_zone::Plan::NO_PLACES).unwrap();
    // Beyond the ends, where the zone is flat, and before them.
    let at = [(39.01, 0.01), (39.02, -0.03), (37.99, 0.01), (38.99, 0.01), (38.5, -0.02)];
    let place = |(lon, lat): (f64, f64)| {
        let position = Position::new(lon, lat).unwrap();
        safe_zone::places::Settlement::new("Somewhere", Vec::new(), position, None).unwrap()
    };
    let places = safe_zone::places::Gazetteer::new(at.map(place).to_vec());
    let census = safe_zone::plan::Census::take(&plan, &places, tolerance(1.0)).unwrap();
    let standings: Vec<_> = census.entries().map(safe_zone::plan::Entry::standing).collect();
    use safe_zone::plan::Standing::{In, Outside};
    assert_eq!(standings, [Outside, Outside, Outside, In(0), In(0)]);
}
