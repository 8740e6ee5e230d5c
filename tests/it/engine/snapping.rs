//! Territories whose edge is laid onto the border where it follows the border nearly.

use geo_types::{Coord, LineString, MultiPolygon, Polygon, Rect, coord, line_string, polygon};
use safe_zone::dataset::{syria, turkey_syria_border};
use safe_zone::{Border, Edges, ErrorKind, Length, Territory, area_km2, bands, layers};

use super::territories;
use crate::support::judge::{check_valid, length, tolerance};
use crate::support::oracle::sample::{near_rings, uniform};
use crate::support::oracle::{self, Oracle, check};

/// The embedded territory with rounded coordinates.
fn rounded(decimals: i32) -> Territory {
    Territory::new("rounded", territories::rounded(decimals)).unwrap()
}

fn along(points: &[(f64, f64)]) -> Border {
    Border::new(LineString::from(points.to_vec()), Edges::Planar).unwrap()
}

fn square(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }).to_polygon()
}

fn vertices(territory: &Territory) -> Vec<Coord<f64>> {
    territory.polygons().iter().flat_map(|it| it.exterior().coords()).copied().collect()
}

/// The strips between the embedded border and a rounded copy of the embedded territory. Expected: by
/// GEOS 3.14.1 (shapely 2.2.0), what of either lies outside the other, within 0.004° of the border, in the
/// plane `+proj=cea +ellps=WGS84 +lon_0=39`.
#[test]
fn rounded_copies_begin_at_the_border_again() {
    let border = turkey_syria_border();
    let limit = [length(28_000.0)];
    let own = bands(border, syria(), &limit, tolerance(1.0)).unwrap();
    for (decimals, within, given, taken, share) in
        [(4, 20.0, 0.93342, 0.97652, 3e-3), (3, 200.0, 9.50398, 9.68855, 3e-3)]
    {
        let snapped = rounded(decimals).snapped(border, length(within)).unwrap();
        assert!((snapped.given_km2() / given - 1.0).abs() < share, "{}", snapped.given_km2());
        assert!((snapped.taken_km2() / taken - 1.0).abs() < share, "{}", snapped.taken_km2());
        let vertices = vertices(snapped.territory());
        let missing = border.lines().0[0].coords().filter(|it| !vertices.contains(it)).count();
        assert!(missing < 60, "{missing} of 11035 vertices of the border");
        let zone = bands(border, snapped.territory(), &limit, tolerance(1.0)).unwrap();
        let [zone, own] = [&zone[0], &own[0]].map(area_km2);
        // The coast is rounded, too.
        assert!((zone / own - 1.0).abs() < 2e-5, "{zone}, not {own}");
    }
    // What is laid on the border already stays there.
    let again = syria().snapped(border, length(100.0)).unwrap();
    assert!(again.given_km2() + again.taken_km2() < 1e-6, "{again:?}");
}

/// Where a point's side changes, it lies within twice the distance of the border; and what was on the
/// border's other side within half of it, in the middle of the edge's course along it, is gone.
#[test]
fn what_changes_lies_beside_the_border() {
    let border = turkey_syria_border();
    let text = include_str!("syria_10m.geojson");
    let land = layers::read_territory(text, "Syria").unwrap();
    let within = 500.0;
    let snapped = land.snapped(border, length(within)).unwrap();
    check_valid(snapped.territory().polygons()).unwrap();
    assert!(
        snapped.territory().name().starts_with("Syria, its edge laid onto the border within 500 m")
    );
    let oracle = Oracle::new(border.lines(), oracle::Edges::Planar);
    let [old, new] =
        [&land, snapped.territory()].map(|it| check::Territory::of(it.polygons().clone()));
    let mut points = near_rings(land.polygons(), 600.0, 40_000, 1);
    points.extend(near_rings(land.polygons(), 3_000.0, 20_000, 3));
    points.extend(uniform(
        Rect::new(coord! { x: 35.5, y: 35.5 }, coord! { x: 42.5, y: 37.5 }),
        40_000,
        2,
    ));
    let changed = points.iter().filter(|p| old.holds(p.x, p.y) != new.holds(p.x, p.y));
    let far = changed.clone().map(|p| oracle.distance(p.x, p.y)).fold(0.0, f64::max);
    assert!(changed.count() > 100);
    assert!(far <= 2.0 * within, "{far}");
}

#[test]
fn an_edge_across_the_border_stays() {
    let border = along(&[(38.0, 0.0), (39.0, 0.0)]);
    let land = Territory::new("both sides", square(38.2, -1.0, 38.8, 1.0)).unwrap();
    let snapped = land.snapped(&border, length(500.0)).unwrap();
    assert_eq!((snapped.given_km2(), snapped.taken_km2()), (0.0, 0.0));
    assert_eq!(snapped.territory().polygons(), land.polygons());
    // 5.5 km off, at the same distance of 500 m, nothing changes either.
    let land = Territory::new("apart", square(38.2, -1.0, 38.8, -0.05)).unwrap();
    let apart = land.snapped(&border, length(500.0)).unwrap();
    assert_eq!(apart.territory().polygons(), land.polygons());
}

/// A bend of the border 0.002° wide, over whose neck the territory's edge runs 0.001° south of it: a bend of
/// 0.02°, 2.2 km, is deeper than 500 m and stays outside, one of 0.003°, 332 m, goes in.
#[test]
fn bends_are_followed_as_deep_as_the_distance() {
    let land = Territory::new("south", square(38.0, -1.0, 38.2, -0.001)).unwrap();
    // Of a square degree on the equator: 111.3195 km by 110.5743 km.
    let km2 = |width: f64, height: f64| width * 111.3195 * height * 110.5743;
    for (depth, goes_in) in [(0.02, 0.0), (0.003, 0.003)] {
        let border = along(&[
            (37.9, 0.0),
            (38.1, 0.0),
            (38.1, depth),
            (38.102, depth),
            (38.102, 0.0),
            (38.3, 0.0),
        ]);
        let snapped = land.snapped(&border, length(500.0)).unwrap();
        let expected = km2(0.2, 0.001) + km2(0.002, goes_in);
        let given = snapped.given_km2();
        assert!((given / expected - 1.0).abs() < 2e-3, "{depth}: {given}, not {expected}");
        assert!(snapped.taken_km2() < 1e-9, "{}", snapped.taken_km2());
    }
}

/// Around an enclave the border closes; the hole in the territory is 0.001° wider on all sides.
#[test]
fn a_hole_is_laid_onto_a_closed_border() {
    let ring = square(27.0, -30.0, 29.0, -28.5).exterior().clone();
    let border = Border::new(ring.clone(), Edges::Planar).unwrap();
    let hole = square(26.999, -30.001, 29.001, -28.499).exterior().clone();
    let around = square(20.0, -35.0, 32.0, -22.0).exterior().clone();
    let land = Territory::new("around", Polygon::new(around, vec![hole.clone()])).unwrap();
    let snapped = land.snapped(&border, length(300.0)).unwrap();
    let [wide, narrow] = [hole, ring.clone()]
        .map(|ring| area_km2(&MultiPolygon(vec![Polygon::new(ring, Vec::new())])));
    let given = snapped.given_km2();
    assert!((given / (wide - narrow) - 1.0).abs() < 1e-3, "{given}, not {}", wide - narrow);
    let own = &snapped.territory().polygons().0[0].interiors()[0];
    assert!(ring.coords().all(|point| own.0.contains(point)), "{own:?}");
}

#[test]
fn islets_beside_the_border_stay_and_faults_are_named() {
    let border = along(&[(38.0, 0.0), (39.0, 0.0)]);
    let islet = polygon![
        (x: 38.5, y: -0.003), (x: 38.503, y: -0.003), (x: 38.503, y: -0.001), (x: 38.5, y: -0.001)];
    let land = Territory::new("an islet", islet).unwrap();
    let snapped = land.snapped(&border, length(500.0)).unwrap();
    assert_eq!(snapped.into_territory().polygons(), land.polygons());
    let error = land.snapped(&border, Length::ZERO).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ZeroDistance), "{error}");
    let strip = Territory::new("a strip", square(38.2, -0.001, 38.8, 0.001)).unwrap();
    let long = along(&[(38.0, 0.0), (39.0, 0.0)]);
    let kept = strip.snapped(&long, length(500.0)).unwrap();
    // Its ring lies within 500 m of the border as a whole.
    assert_eq!(kept.given_km2() + kept.taken_km2(), 0.0);
    let line = line_string![(x: 38.0, y: 0.0), (x: 38.5, y: 0.0), (x: 39.0, y: 0.5)];
    let tail = Border::new(line, Edges::Planar).unwrap();
    assert!(strip.snapped(&tail, length(500.0)).is_ok());
}
