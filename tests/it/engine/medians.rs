//! Median lines and shared zones against brute force: distances by Karney's geodesics.

use geo::{Destination, Geodesic, Point};
use geo_types::{
    Coord, Geometry, LineString, MultiLineString, MultiPoint, Polygon, Rect, coord, line_string,
    point,
};
use safe_zone::dataset::{syria, turkey_syria_border};
use safe_zone::error::OptionName;
use safe_zone::median::allocate;
use safe_zone::{BufferOptions, Edges, Error, ErrorKind, Length, Side};

use crate::support::allocation_judge::{Shared, share};
use crate::support::judge::length;
use crate::support::oracle::sample::{Random, on_map};

const NMI: f64 = 1_852.0;

#[track_caller]
fn shared(geometries: &[Geometry<f64>], d: f64, allowed: f64) -> Shared {
    share(geometries, d, allowed, Edges::Planar).unwrap_or_else(|fault| panic!("{fault}"))
}

fn away(from: Coord<f64>, bearing: f64, way: f64) -> Coord<f64> {
    on_map(Geodesic.destination(Point(from), bearing, way).into())
}

fn line(points: &[(f64, f64)]) -> Geometry<f64> {
    LineString::from(points.to_vec()).into()
}

#[test]
fn two_parallels() {
    let coasts = [line(&[(0.0, 50.0), (3.0, 50.0)]), line(&[(3.0, 51.0), (0.0, 51.0)])];
    for (d, allowed) in [(200.0 * NMI, 10.0), (200.0 * NMI, 1.0), (100_000.0, 0.01)] {
        let Shared { medians, .. } = shared(&coasts, d, allowed);
        assert_eq!(medians.len(), 1);
        assert_eq!(medians[0].between, [0, 1]);
    }
    // Too far apart to meet.
    let Shared { medians, areas } = shared(&coasts, 12.0 * NMI, 1.0);
    assert!(medians.is_empty() && areas.iter().all(|area| area.0.len() == 1));
}

#[test]
fn points() {
    let at = |x: f64, y: f64| Geometry::from(point!(x: x, y: y));
    let two = [at(10.0, 40.0), at(11.0, 40.7)];
    assert_eq!(shared(&two, 24.0 * NMI, 1.0).medians.len(), 0);
    assert_eq!(shared(&two, 200.0 * NMI, 1.0).medians.len(), 1);
    assert_eq!(shared(&two, 60_000.0, 1e-3).medians.len(), 1);
    // Three medians meet in a fork.
    let three = [at(10.0, 40.0), at(11.0, 40.7), at(11.2, 39.8)];
    for (d, allowed) in [(200.0 * NMI, 1.0), (200.0 * NMI, 10.0), (100_000.0, 1e-3)] {
        let Shared { medians, .. } = shared(&three, d, allowed);
        assert_eq!(medians.len(), 3);
        let ends = |it: &LineString<f64>| [it.0[0], it.0[it.0.len() - 1]];
        let fork = ends(&medians[0].line)
            .into_iter()
            .find(|end| medians.iter().all(|median| ends(&median.line).contains(end)));
        assert!(fork.is_some(), "no fork: {medians:?}");
    }
    // On a grid, four are equally far.
    let grid = [at(0.0, 0.0), at(0.1, 0.0), at(0.0, 0.1), at(0.1, 0.1)];
    shared(&grid, 20_000.0, 1.0);
    // Several points in each geometry.
    let some = |shift: f64| -> Geometry<f64> {
        let points = (0..40).map(|i| {
            let i = f64::from(i);
            (20.0 + shift + 0.3 * (i * 1.7).sin(), 60.0 + 0.3 * (i * 2.3 + shift).cos())
        });
        MultiPoint::from(points.collect::<Vec<_>>()).into()
    };
    shared(&[some(0.0), some(0.1), some(-0.2)], 12.0 * NMI, 1.0);
}

#[test]
fn across_the_antimeridian_and_over_a_pole() {
    let at = |x: f64, y: f64| Geometry::from(point!(x: x, y: y));
    for allowed in [1.0, 10.0] {
        assert!(
            !shared(&[at(179.3, 10.0), at(-179.9, 10.4)], 200.0 * NMI, allowed).medians.is_empty()
        );
        // The median is the antimeridian.
        assert!(
            !shared(&[at(179.5, 10.0), at(-179.5, 10.0)], 200.0 * NMI, allowed).medians.is_empty()
        );
        assert!(
            !shared(&[at(20.0, 89.3), at(-100.0, 88.9)], 200.0 * NMI, allowed).medians.is_empty()
        );
        shared(&[at(0.0, 89.0), at(120.0, 89.0), at(-120.0, 89.0)], 200.0 * NMI, allowed);
    }
    let coasts =
        [line(&[(178.0, -17.0), (179.5, -17.3)]), line(&[(-179.5, -16.0), (-178.0, -17.2)])];
    shared(&coasts, 200.0 * NMI, 1.0);
}

#[test]
fn polygons() {
    let square = |x: f64, y: f64, size: f64| -> Polygon<f64> {
        Rect::new((x, y), (x + size, y + size)).to_polygon()
    };
    let two = [square(5.0, 45.0, 0.3).into(), square(5.5, 45.2, 0.2).into()];
    for d in [12.0 * NMI, 24.0 * NMI, 200.0 * NMI] {
        for allowed in [1.0, 10.0] {
            assert_eq!(shared(&two, d, allowed).medians.len(), 1);
        }
    }
    // An island in a lagoon: the median runs around it.
    let lagoon = square(5.1, 45.1, 0.2).exterior().clone();
    let atoll = Polygon::new(square(5.0, 45.0, 0.4).exterior().clone(), vec![lagoon.clone()]);
    let island = square(5.18, 45.17, 0.05);
    let reef = MultiLineString(vec![line_string![(x: 5.15, y: 45.26), (x: 5.2, y: 45.27)]]);
    for enclosing in [Geometry::from(atoll), lagoon.into()] {
        let enclave = [enclosing.clone(), island.clone().into()];
        let Shared { medians, .. } = shared(&enclave, 12.0 * NMI, 1.0);
        assert_eq!(medians.len(), 1);
        assert_eq!(medians[0].line.0[0], medians[0].line.0[medians[0].line.0.len() - 1]);
        shared(&[enclosing.clone(), reef.clone().into()], 12.0 * NMI, 1.0);
        shared(&[island.clone().into(), enclosing.clone(), reef.clone().into()], 50_000.0, 1.0);
        // The lagoon in the middle is beyond the distance.
        shared(&[enclosing, island.clone().into()], 2_000.0, 1.0);
    }
    // A line beside a polygon.
    let coast = line(&[(4.5, 44.9), (5.0, 44.8), (5.6, 44.9)]);
    shared(&[square(5.0, 45.0, 0.3).into(), coast], 24.0 * NMI, 1.0);
    // A polar cap, and an island beside it.
    let parallel = (0..=360).map(|i| coord! { x: f64::from(i) - 180.0, y: 80.0 });
    let corners = [coord! { x: 180.0, y: 90.0 }, coord! { x: -180.0, y: 90.0 }];
    let ring = parallel.chain(corners).chain([coord! { x: -180.0, y: 80.0 }]);
    let cap = Polygon::new(ring.collect(), Vec::new());
    let options = BufferOptions::default();
    let cap_and_point = [cap.into(), point!(x: 30.0, y: 78.0).into()];
    let areas = allocate(&cap_and_point, length(200_000.0), &options).expect("areas");
    let pole = |area: usize| {
        let mut lats = areas[area].iter().flat_map(|it| &it.exterior().0).map(|p| p.y);
        lats.any(|lat| lat == 90.0)
    };
    assert!(pole(0) && !pole(1));
}

/// Lines may touch in points: where they cross, the medians halve the angles.
#[test]
fn lines_that_meet() {
    let cross = [line(&[(10.0, 0.0), (11.0, 0.0)]), line(&[(10.4, -0.5), (10.6, 0.4)])];
    // Medians turn where the geometries meet: two lines, and one.
    assert_eq!(shared(&cross, 12.0 * NMI, 1.0).medians.len(), 2);
    let tee = [line(&[(10.0, 0.0), (11.0, 0.0)]), line(&[(10.4, 0.0), (10.6, 0.4)])];
    assert_eq!(shared(&tee, 12.0 * NMI, 1.0).medians.len(), 1);
    for bend in [0.0, 0.3, -0.3] {
        let coasts = [line(&[(10.0, bend), (10.5, 0.0)]), line(&[(10.5, 0.0), (11.0, bend)])];
        shared(&coasts, 24.0 * NMI, 1.0);
        shared(&coasts, 200.0 * NMI, 10.0);
    }
}

/// A line of some steps around a place.
fn walk(random: &mut Random, at: Coord<f64>, size: f64) -> LineString<f64> {
    let (mut p, mut heading) = (at, random.between(0.0, 360.0));
    let count = 2 + random.below(40);
    let step = 2.0 * size / count as f64;
    let mut points = vec![p];
    for _ in 1..count {
        heading += random.between(-100.0, 100.0);
        p = away(p, heading, random.between(0.1, 1.0) * step);
        points.push(p);
    }
    LineString(points)
}

/// A ring around a place.
fn star(random: &mut Random, at: Coord<f64>, size: f64) -> Polygon<f64> {
    let count = 3 + random.below(30);
    let mut ring: Vec<Coord<f64>> = (0..count)
        .map(|i| away(at, -360.0 * i as f64 / count as f64, size * random.between(0.3, 1.0)))
        .collect();
    ring.push(ring[0]);
    Polygon::new(LineString(ring), Vec::new())
}

/// Points, lines and polygons, each within its own part of the map, so that no two touch.
fn random_geometries(seed: u64) -> (Vec<Geometry<f64>>, f64) {
    let random = &mut Random::new(seed);
    let d = NMI * 200.0_f64.powf(random.between(0.0, 1.0));
    let middle = coord! { x: random.between(-170.0, 170.0), y: random.between(-70.0, 70.0) };
    let count = 2 + random.below(4);
    // Narrow bays and wide seas.
    let spread = d * 4.0_f64.powf(random.between(-1.0, 0.4));
    let geometries = (0..count).map(|i| {
        let bearing = 360.0 * i as f64 / count as f64 + random.between(-5.0, 5.0);
        let at = away(middle, bearing, spread);
        let size = random.between(0.05, 0.9) * spread * (180.0 / count as f64).to_radians().sin();
        match random.below(5) {
            0 => Point(at).into(),
            1 | 2 => star(random, at, size).into(),
            _ => walk(random, at, size).into(),
        }
    });
    (geometries.collect(), d)
}

fn random_configurations(seeds: std::ops::Range<u64>) {
    let (mut shared, mut medians, mut faults) = (0, 0, Vec::new());
    for seed in seeds {
        let (geometries, d) = random_geometries(seed);
        for allowed in [1.0, 10.0] {
            for edges in [Edges::Planar, Edges::Geodesic] {
                if edges == Edges::Geodesic
                    && geometries.iter().any(|it| matches!(it, Geometry::Polygon(_)))
                {
                    continue;
                }
                let is_wide = |it: &Geometry<f64>| match it {
                    Geometry::LineString(line) => line.lines().any(|edge| edge.dx().abs() > 180.0),
                    Geometry::Polygon(it) => {
                        it.exterior().lines().any(|edge| edge.dx().abs() > 180.0)
                    }
                    _ => false,
                };
                if geometries.iter().any(is_wide) {
                    continue;
                }
                match share(&geometries, d, allowed, edges) {
                    Ok(found) => {
                        shared += 1;
                        medians += found.medians.len();
                    }
                    Err(fault) => {
                        let case = format!("seed {seed}, {d} m, tolerance {allowed} m, {edges:?}");
                        faults.push(format!("{case}: {fault}"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
    assert!(shared > 0 && medians > shared / 2, "{shared} {medians}");
}

#[test]
fn random_points_lines_and_polygons() {
    random_configurations(0..20);
}

#[test]
#[ignore = "150 random configurations: a minute"]
fn many_random_points_lines_and_polygons() {
    random_configurations(1_000..1_150);
}

/// The Syrian coast in two, with and without a gap; 12 to 200 nautical miles.
#[test]
fn the_syrian_coast_in_two() {
    let syria = syria().polygons().0[0].exterior();
    let coast: Vec<Coord<f64>> = syria.0.iter().copied().filter(|p| p.x < 35.95).collect();
    assert!(coast.len() > 80);
    let half = coast.len() / 2;
    for gap in [0, 6] {
        let coasts = [
            LineString(coast[..=half].to_vec()).into(),
            LineString(coast[half + gap..].to_vec()).into(),
        ];
        for (d, allowed) in
            [(12.0 * NMI, 1.0), (24.0 * NMI, 1.0), (200.0 * NMI, 1.0), (200.0 * NMI, 10.0)]
        {
            assert!(!shared(&coasts, d, allowed).medians.is_empty());
        }
    }
}

/// The border of 11,035 vertices in three.
#[test]
fn the_border_in_three() {
    let border = &turkey_syria_border().lines().0[0].0;
    let third = border.len() / 3;
    let part = |from: usize, to: usize| Geometry::from(LineString(border[from..to].to_vec()));
    let parts = [part(0, third), part(third, 2 * third), part(2 * third, border.len())];
    for d in [12.0 * NMI, 200.0 * NMI] {
        assert!(!shared(&parts, d, 1.0).medians.is_empty());
    }
}

#[test]
fn what_cannot_be_shared_is_refused() {
    let options = BufferOptions::default();
    let d = Length::from_km(10.0).expect("a length");
    let coast = line(&[(0.0, 0.0), (1.0, 0.0)]);
    let refused =
        |geometries: &[Geometry<f64>]| allocate(geometries, d, &options).expect_err("no areas");
    assert!(matches!(refused(&[]).kind(), ErrorKind::TooFewGeometries { given: 0, .. }));
    let alone = refused(std::slice::from_ref(&coast));
    assert!(alone.to_string().contains("give two or more"), "{alone}");
    let none: Geometry = LineString(Vec::new()).into();
    let empty = refused(&[coast.clone(), none]);
    assert!(matches!(empty.kind(), ErrorKind::BadGeometry { index: 1, .. }), "{empty}");
    assert!(empty.to_string().starts_with("geometry 2: "), "{empty}");
    let square = |x: f64, size: f64| -> Geometry<f64> {
        Rect::new((x, -0.1), (x + size, size)).to_polygon().into()
    };
    let inside: Geometry = point!(x: 0.05, y: 0.05).into();
    let far = line(&[(5.0, 5.0), (6.0, 5.0)]);
    let half = line(&[(0.5, 0.0), (0.7, 0.0)]);
    for two in [
        [coast.clone(), coast.clone()],
        [coast.clone(), half],
        [coast.clone(), point!(x: 0.5, y: 0.0).into()],
        [square(0.0, 0.3), inside],
        [square(0.0, 0.3), square(0.2, 0.3)],
        [square(0.0, 0.3), square(0.3, 0.3)],
        [square(0.0, 0.3), square(0.0, 0.3)],
        [square(0.0, 0.3), coast.clone()],
        [square(0.0, 0.3), line(&[(0.3, 0.3), (0.4, 0.4)])],
        [point!(x: 1.0, y: 1.0).into(), point!(x: 1.0, y: 1.0).into()],
    ] {
        for (order, between) in [([0, 1, 2], [0, 1]), ([1, 2, 0], [0, 2]), ([2, 0, 1], [1, 2])] {
            let all = [two[0].clone(), two[1].clone(), far.clone()];
            let all = order.map(|index| all[index].clone());
            let error = refused(&all);
            assert!(
                matches!(error.kind(), ErrorKind::Touching { geometries, .. } if *geometries == between),
                "{two:?}: {error}"
            );
        }
    }
    let two = [coast, far];
    let whole = allocate(&two, d, &options.side(Side::Left));
    assert!(matches!(
        whole.map_err(Error::into_kind),
        Err(ErrorKind::OnlyWhole { option: OptionName::Side, .. })
    ));
    let zero = allocate(&two, Length::ZERO, &options);
    assert!(matches!(zero.map_err(Error::into_kind), Err(ErrorKind::ZeroDistance)));
}
