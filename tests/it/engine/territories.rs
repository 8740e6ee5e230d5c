//! Territories from any source: a box across the border, a district, islands, enclaves, the land of a
//! country from another source, rounded copies of the embedded one, polygons across ±180°.
//!
//! Zones are judged by the oracle. Expected areas are those of GEOS 3.14.1 (shapely 2.2.0): the zone of
//! `buffer` without a territory, cut to the territory in longitude and latitude, with edges of 0.002° at
//! most, in PROJ's equal-area plane `+proj=cea +ellps=WGS84 +lon_0=39` (pyproj 3.7.2).

use geo_types::{Coord, LineString, MultiPolygon, Polygon, Rect, coord, line_string, polygon};
use safe_zone::dataset::{syria, turkey_syria_border};
use safe_zone::{
    Border, BufferOptions, Edges, ErrorKind, GeodesicBuffer, SignedLength, Territory, area_km2,
    bands, layers,
};

use crate::support::judge::{check_valid, length, tolerance};
use crate::support::oracle::check::{self, Definition};
use crate::support::oracle::sample::{near_rings, uniform};
use crate::support::oracle::{self, Oracle, validity};

/// The depths of the zones, metres.
const DEPTHS: [f64; 3] = [5_000.0, 14_000.0, 28_000.0];

/// The largest error of an area, as a share of it.
const SHARE: f64 = 1e-4;

fn square(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }).to_polygon()
}

fn hand_drawn() -> Polygon<f64> {
    polygon![
        (x: 38.1, y: 36.95), (x: 38.35, y: 36.60), (x: 38.9, y: 36.55), (x: 39.31, y: 36.7),
        (x: 39.2, y: 36.83), (x: 38.85, y: 36.77), (x: 38.6, y: 36.9), (x: 38.3, y: 36.97)]
}

fn islands() -> MultiPolygon<f64> {
    MultiPolygon(vec![square(37.0, 36.3, 38.0, 36.9), square(40.0, 36.5, 41.0, 37.2)])
}

/// Land with two enclaves, one of which the border crosses.
fn with_enclaves() -> Polygon<f64> {
    let holes = [square(39.0, 36.6, 39.5, 36.9), square(40.0, 36.7, 40.02, 36.72)];
    let holes = holes.map(|hole| hole.exterior().clone());
    Polygon::new(square(36.0, 35.5, 42.5, 38.0).exterior().clone(), holes.to_vec())
}

/// Two districts that overlap.
fn overlapping() -> MultiPolygon<f64> {
    MultiPolygon(vec![square(37.0, 36.3, 38.2, 37.2), square(38.0, 36.5, 39.0, 37.2)])
}

/// Syria by Natural Earth.
fn natural_earth() -> Territory {
    layers::read_territory(include_str!("syria_10m.geojson"), "Syria").unwrap()
}

/// The embedded territory with rounded coordinates.
pub fn rounded(decimals: i32) -> MultiPolygon<f64> {
    let scale = 10f64.powi(decimals);
    let round = |point: &Coord<f64>| Coord {
        x: (point.x * scale).round() / scale,
        y: (point.y * scale).round() / scale,
    };
    let mut ring: Vec<_> = syria().polygons().0[0].exterior().coords().map(round).collect();
    ring.dedup();
    Polygon::new(LineString(ring), Vec::new()).into()
}

/// The zones along the embedded border in a territory, judged.
fn judged(territory: &Territory, allowed: f64) -> Vec<MultiPolygon<f64>> {
    let border = turkey_syria_border();
    let limits = DEPTHS.map(length);
    let zones = bands(border, Some(territory), &limits, tolerance(allowed)).unwrap();
    let oracle = Oracle::new(border.lines(), oracle::Edges::Planar);
    let inside = check::Territory::of(territory.polygons().clone());
    let mut inner = 0.0;
    for (zone, outer) in zones.iter().zip(DEPTHS) {
        let name = territory.name();
        let faults = validity::faults(zone);
        assert!(faults.is_empty(), "{name}: {faults:?}");
        let on_edge = |lon, lat| inside.has_edge_near(lon, lat, 0.02);
        let rings = oracle.check_rings(zone, &[inner, outer], on_edge, 3);
        assert!(rings.worst() <= allowed, "{name}: {rings:?}");
        let definition = Definition {
            inner,
            outer,
            tolerance: allowed,
            territory: Some(&inside),
            stretch: None,
            body: None,
        };
        let area = Rect::new(coord! { x: 35.5, y: 35.2 }, coord! { x: 43.0, y: 37.8 });
        let mut points = uniform(area, 20_000, 3);
        points.extend(near_rings(zone, 10.0 * allowed, 5_000, 4));
        points.extend(near_rings(territory.polygons(), 300.0, 5_000, 5));
        let report = oracle.check_points(zone, &definition, &points);
        assert_eq!(report.wrong, 0, "{name}: {:?}", report.first);
        inner = outer;
    }
    zones
}

/// Checks the areas within each depth.
fn areas(territory: impl Into<MultiPolygon<f64>>, name: &str, expected: [f64; 3]) {
    let zones = judged(&Territory::new(name, territory).unwrap(), 1.0);
    let mut area = 0.0;
    for (zone, expected) in zones.iter().zip(expected) {
        area += area_km2(zone);
        assert!((area / expected - 1.0).abs() < SHARE, "{name}: {area}, not {expected} km²");
    }
}

#[test]
fn boxes_districts_islands_and_enclaves() {
    areas(square(39.0, 36.4, 40.5, 37.2), "a box", [1453.1644, 4053.2412, 7894.7334]);
    areas(hand_drawn(), "a district", [1078.4908, 2242.1925, 2744.3493]);
    areas(islands(), "islands", [2119.4052, 5433.0868, 9218.9394]);
    areas(with_enclaves(), "with enclaves", [7469.2147, 20149.7192, 39431.4223]);
    areas(overlapping(), "overlapping", [2123.3296, 5703.5696, 11021.9099]);
}

#[test]
fn the_land_of_another_source() {
    let land = natural_earth().polygons().clone();
    areas(land, "Natural Earth", [3715.7597, 10437.0381, 20256.2324]);
}

/// For two decimals, GEOS's ring is that of `make_valid` by structure: its self-touching ring has holes.
#[test]
fn rounded_copies_of_the_embedded_territory() {
    areas(rounded(2), "two decimals", [4005.5989, 10730.1459, 20557.7987]);
    areas(rounded(3), "three decimals", [4010.0259, 10735.3506, 20561.4971]);
    areas(rounded(5), "five decimals", [4009.8908, 10735.2187, 20561.3254]);
}

/// The box lies south of the border, so its northern edge is nearest, by the oracle.
#[test]
fn a_territory_that_no_zone_reaches_is_refused() {
    let border = turkey_syria_border();
    let apart = Territory::new("apart", square(39.0, 36.4, 40.5, 36.55)).unwrap();
    let oracle = Oracle::new(border.lines(), oracle::Edges::Planar);
    let along = (0..=15_000).map(|i| 39.0 + f64::from(i) * 1e-4);
    let nearest = along.map(|lon| oracle.distance(lon, 36.55)).fold(f64::INFINITY, f64::min);
    let error = bands(border, &apart, &[length(5_000.0)], tolerance(1.0)).unwrap_err();
    let ErrorKind::OutOfReach { territory, gap, .. } = error.kind() else { panic!("{error}") };
    assert_eq!(territory, "apart");
    assert!((gap.metres() - (nearest - 5_000.0)).abs() < 2.0, "{gap}, {nearest}");
    // A band that the territory begins beyond has no polygon; the next has.
    let zones = bands(border, &apart, &DEPTHS.map(length), tolerance(1.0)).unwrap();
    assert!(zones[0].0.is_empty() && !zones[1].0.is_empty() && !zones[2].0.is_empty());
}

#[test]
fn polygons_that_touch_or_overlap_become_one() {
    let one = Territory::new("one", square(37.0, 36.0, 39.0, 37.0)).unwrap();
    for halves in [
        [square(37.0, 36.0, 38.0, 37.0), square(38.0, 36.0, 39.0, 37.0)],
        [square(37.0, 36.0, 38.5, 37.0), square(37.9, 36.0, 39.0, 37.0)],
    ] {
        let united = Territory::new("united", MultiPolygon(halves.to_vec())).unwrap();
        let [united, whole] = [&united, &one].map(|it| it.polygons().clone());
        assert_eq!(united.0.len(), 1);
        assert!((area_km2(&united) / area_km2(&whole) - 1.0).abs() < 1e-12);
    }
    // Polygons that touch in a point, or lie in the hole of another, stay as they are.
    let corner = MultiPolygon(vec![square(1.0, 1.0, 2.0, 2.0), square(2.0, 2.0, 3.0, 3.0)]);
    assert_eq!(Territory::new("a corner", corner.clone()).unwrap().polygons(), &corner);
    let mut nested = MultiPolygon(vec![with_enclaves()]);
    nested.0.push(square(39.1, 36.7, 39.2, 36.8));
    assert_eq!(Territory::new("nested", nested.clone()).unwrap().polygons(), &nested);
}

#[test]
fn polygons_whose_inside_is_unclear_are_refused() {
    let refused = |polygon: Polygon<f64>, words: &str| {
        let error = Territory::new("land", polygon).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    let hole = |hole: Polygon<f64>| vec![hole.exterior().clone()];
    let land = || square(0.0, 0.0, 9.0, 9.0).exterior().clone();
    refused(Polygon::new(land(), hole(square(20.0, 0.0, 21.0, 1.0))), "a hole lies outside");
    let mut nested = hole(square(1.0, 1.0, 5.0, 5.0));
    nested.extend(hole(square(2.0, 2.0, 3.0, 3.0)));
    refused(Polygon::new(land(), nested), "in another hole");
    refused(Polygon::new(land(), hole(square(8.0, 8.0, 10.0, 8.5))), "an edge crosses another");
    let in_a_vertex = polygon![
        (x: 0.0, y: 0.0), (x: 1.0, y: 1.0), (x: 2.0, y: 3.0), (x: 2.0, y: 0.0), (x: 1.0, y: 1.0),
        (x: 0.0, y: 2.0)];
    refused(in_a_vertex, "crosses itself in a vertex near (");
    refused(Polygon::new(LineString::new(vec![]), vec![]), "fewer than three");
    let none = Territory::new("nothing", MultiPolygon(Vec::new())).unwrap_err();
    assert!(none.to_string().contains("no polygon"), "{none}");
}

/// Across ±180° the same territory as elsewhere, however its longitudes are written: going on, cut, or cut
/// and put together again, as TopoJSON is.
#[test]
fn territories_across_the_antimeridian() {
    let limits = DEPTHS.map(length);
    let area = |shift: f64, territory: MultiPolygon<f64>| {
        let line = line_string![(x: 178.0 + shift, y: 10.0), (x: 182.0 + shift, y: 10.3)];
        let border = Border::new(line, Edges::Planar).unwrap();
        let territory = Territory::new("across", territory).unwrap();
        let zones = bands(&border, &territory, &limits, tolerance(1.0)).unwrap();
        let oracle = Oracle::new(border.lines(), oracle::Edges::Planar);
        let inside = check::Territory::of(territory.polygons().clone());
        let on_edge = |lon, lat| inside.has_edge_near(lon, lat, 0.02);
        let rings = oracle.check_rings(&zones[2], &[DEPTHS[1], DEPTHS[2]], on_edge, 3);
        assert!(rings.worst() <= 1.0, "{rings:?}");
        zones.iter().map(area_km2).sum::<f64>()
    };
    let tilted = |shift: f64| -> MultiPolygon<f64> {
        let points = [(179.0, 9.9), (181.0, 10.0), (181.5, 10.4), (179.2, 10.2)];
        let ring = points.map(|(x, y)| Coord { x: x + shift, y });
        Polygon::new(LineString(ring.to_vec()), Vec::new()).into()
    };
    let elsewhere = area(-100.0, tilted(-100.0));
    let across = area(0.0, tilted(0.0));
    assert!((across / elsewhere - 1.0).abs() < 1e-6, "{across}, not {elsewhere}");
    let [west, east] = [(179.0, 180.0), (-180.0, -179.0)].map(|(a, b)| square(a, 9.9, b, 10.3));
    let cut = area(0.0, MultiPolygon(vec![west, east]));
    let whole = area(0.0, square(179.0, 9.9, 181.0, 10.3).into());
    assert!((cut / whole - 1.0).abs() < 1e-9, "{cut}, not {whole}");
    let together = polygon![
        (x: 180.0, y: 9.9), (x: -180.0, y: 9.9), (x: -179.0, y: 9.9), (x: -179.0, y: 10.3),
        (x: -180.0, y: 10.2), (x: 180.0, y: 10.1), (x: 179.0, y: 10.1), (x: 179.0, y: 9.9)];
    let straight = polygon![
        (x: 181.0, y: 9.9), (x: 181.0, y: 10.3), (x: 180.0, y: 10.2), (x: 180.0, y: 10.1),
        (x: 179.0, y: 10.1), (x: 179.0, y: 9.9)];
    let [together, straight] = [together, straight].map(|it| area(0.0, it.into()));
    assert!((together / straight - 1.0).abs() < 1e-9, "{together}, not {straight}");
}

/// The zones within 14 km of points, lines and a polygon at 1 cm, cut.
#[test]
fn zones_of_any_geometry_are_cut() {
    let points =
        geo_types::MultiPoint::from(vec![(38.35, 36.89), (39.1, 36.7), (40.4, 36.9), (36.9, 36.4)]);
    let lines = geo_types::MultiLineString(vec![
        line_string![(x: 37.2, y: 36.6), (x: 38.0, y: 36.7), (x: 38.5, y: 36.4)],
        line_string![(x: 39.5, y: 36.6), (x: 40.6, y: 37.0)],
    ]);
    let land = polygon![
        (x: 38.0, y: 36.3), (x: 39.6, y: 36.4), (x: 39.8, y: 37.1), (x: 38.6, y: 37.2)];
    let territories = [
        ("a box", square(39.0, 36.4, 40.5, 37.2).into()),
        ("a district", hand_drawn().into()),
        ("islands", islands()),
        ("with enclaves", with_enclaves().into()),
        ("Natural Earth", natural_earth().polygons().clone()),
        ("overlapping", overlapping()),
    ]
    .map(|(name, polygons): (_, MultiPolygon<f64>)| Territory::new(name, polygons).unwrap());
    let options = BufferOptions::default().tolerance(tolerance(0.01));
    let distance = SignedLength::from(length(14_000.0));
    let zones = [
        (
            points.geodesic_buffer(distance, &options),
            [1079.2304, 992.1969, 690.8924, 1956.9529, 1694.8852, 766.7783],
        ),
        (
            lines.geodesic_buffer(distance, &options),
            [3050.8460, 35.6117, 4292.3825, 7672.2629, 6227.1761, 3420.5538],
        ),
        (
            land.geodesic_buffer(distance, &options),
            [6896.3589, 2667.6718, 230.3322, 16450.3842, 9434.4002, 6237.6838],
        ),
    ];
    for (zone, expected) in zones {
        let zone = zone.unwrap();
        for (territory, expected) in territories.iter().zip(expected) {
            let part = territory.part_of(&zone).unwrap();
            let area = area_km2(&part);
            check_valid(&part).unwrap_or_else(|fault| panic!("{}: {fault}", territory.name()));
            assert!((area / expected - 1.0).abs() < 1e-6, "{}: {area}", territory.name());
        }
    }
}

#[test]
fn a_part_is_refused_where_there_is_none_or_the_data_end() {
    let disc = geo_types::Point::new(0.0, 0.0);
    let disc = disc.geodesic_buffer(length(5_000.0), &BufferOptions::default()).unwrap();
    // 1° of longitude on the equator, 111,319.5 m, less 5 km.
    let beyond = Territory::new("beyond", square(1.0, -1.0, 2.0, 1.0)).unwrap();
    let error = beyond.part_of(&disc).unwrap_err();
    let ErrorKind::OutOfReach { gap, .. } = error.kind() else { panic!("{error}") };
    assert!((gap.metres() - 106_319.5).abs() < 2.0, "{gap}");
    let nothing = MultiPolygon(Vec::new());
    assert_eq!(beyond.part_of(&nothing).unwrap(), nothing);
    let deep = turkey_syria_border().lines().0[0]
        .geodesic_buffer(length(120_000.0), &BufferOptions::default())
        .unwrap();
    let error = syria().part_of(&deep).unwrap_err().to_string();
    assert!(error.contains("\"syria\": the zone reaches the line"), "{error}");
}
