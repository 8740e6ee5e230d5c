//! Other coordinate systems, from the library: shifts within their stated bounds, neighbours that
//! stay neighbours, and the accuracies of PROJ.

use std::collections::BTreeSet;

use geo::{Distance, Geodesic, Validation};
use geo_types::{Coord, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, line_string};
use proj::Proj;
use safe_zone::crs::Crs;
use safe_zone::layers::{self, Caption};
use safe_zone::{
    Border, BufferOptions, Edges, Length, Position, Route, Tolerance, bands, buffer, dataset,
};

use super::read;
use crate::support::edge_distance::{Edges as Drawn, apart};

pub fn crs(text: &str) -> Crs {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn km(depths: &[f64]) -> Vec<Length> {
    depths.iter().map(|&depth| Length::from_km(depth).unwrap()).collect()
}

/// The distance of zones along a border from the zones along the same border by way of UTM, metres.
///
/// At a tolerance of 1 mm: a coarser one leaves both where they are by as much as it allows.
fn by_way_of_utm(lines: &MultiLineString<f64>, depths: &[f64]) -> f64 {
    let (utm, tolerance) = (crs("EPSG:32637"), "1mm".parse().unwrap());
    let (there, _) = utm.from_wgs84(lines, Edges::Planar, tolerance).unwrap();
    let (back, how) = utm.to_wgs84(&there, Edges::Planar, tolerance).unwrap();
    assert_eq!(how.accuracy(), Some(Length::ZERO));
    assert!(back.0[0].0.len() > lines.0[0].0.len());
    let zones = |lines: &MultiLineString<f64>| {
        let border = Border::new(lines.clone(), Edges::Planar).unwrap();
        buffer(&border, &km(depths), tolerance).unwrap()
    };
    zones(lines).iter().zip(&zones(&back)).map(|(a, b)| apart(a, b)).fold(0.0, f64::max)
}

#[test]
fn a_border_in_utm_has_the_zones_of_the_same_border() {
    let whole = dataset::turkey_syria_border().lines();
    let stretch = LineString(whole.0[0].0[5000..5500].to_vec());
    let worst = by_way_of_utm(&stretch.into(), &[5.0]);
    assert!(worst < 0.001, "{worst} m apart");
}

#[test]
#[ignore = "a minute; run with --ignored"]
fn the_whole_border_in_utm_has_the_same_zones_at_all_depths() {
    let worst = by_way_of_utm(dataset::turkey_syria_border().lines(), &[5.0, 14.0, 28.0]);
    println!("{worst} m apart");
    assert!(worst < 0.001, "{worst} m apart");
}

/// Long edges in planes of several kinds; PROJ, asked here for single points, is the oracle.
#[test]
fn straight_edges_stay_straight() {
    for (code, a, b) in [
        ("EPSG:32637", (232_000.0, 4_078_000.0), (720_000.0, 4_190_000.0)),
        ("EPSG:3857", (4_000_000.0, 4_400_000.0), (4_600_000.0, 4_800_000.0)),
        ("EPSG:3031", (-500_000.0, 1_000_000.0), (900_000.0, 1_100_000.0)),
        ("EPSG:2230", (6_100_000.0, 1_800_000.0), (6_600_000.0, 2_000_000.0)),
        ("EPSG:4230", (30.0, 38.0), (38.0, 40.0)),
    ] {
        let edge = LineString::from(vec![a, b]);
        for tolerance in ["1m", "1cm"] {
            let tolerance: Tolerance = tolerance.parse().unwrap();
            let (line, _) = crs(code).to_wgs84(&edge, Edges::Planar, tolerance).unwrap();
            let there = Proj::new_known_crs(code, "EPSG:4326", None).unwrap();
            let drawn = Drawn::of([&line]);
            let worst = (0..=1000).map(|step| {
                let share = f64::from(step) / 1000.0;
                let (x, y) = (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
                drawn.distance(Coord::from(there.convert((x, y)).unwrap()))
            });
            let worst = worst.fold(0.0, f64::max);
            assert!(worst < 1.01e-3 * tolerance.metres(), "{code}: {worst} m");
            assert!(code == "EPSG:4230" || line.0.len() > 50, "{code}: {}", line.0.len());

            // Straight in longitude and latitude, the other way.
            let (start, end) = (line.0[0], line.0[line.0.len() - 1]);
            let edge = LineString(vec![start, end]);
            let (line, _) = crs(code).from_wgs84(&edge, Edges::Planar, tolerance).unwrap();
            let back = |p: Coord<f64>| Coord::from(there.convert((p.x, p.y)).unwrap());
            let out = Proj::new_known_crs("EPSG:4326", code, None).unwrap();
            let drawn = Drawn::of([&edge]);
            // PROJ undoes a datum shift to a millimetre or two.
            let astray = [start, end].map(|p| {
                let there_and_back = back(Coord::from(out.convert((p.x, p.y)).unwrap()));
                Geodesic.distance(Point(p), Point(there_and_back))
            });
            let astray = astray[0].max(astray[1]);
            assert!(astray < 0.003, "{code}: {astray} m");
            let pieces = line.lines().flat_map(|piece| {
                [0.0, 0.3, 0.5, 0.7].map(|share| piece.start + piece.delta() * share)
            });
            let worst = pieces.map(|p| drawn.distance(back(p))).fold(0.0, f64::max);
            let bound = 1.01e-3 * tolerance.metres() + astray;
            assert!(worst < bound, "{code}, written: {worst} m");
        }
    }
}

/// GeographicLib 2.1.2, whose transverse Mercator projection is Karney's own:
/// `GeoConvert -u -p 4 -z 37n`.
#[test]
fn utm_is_that_of_geographiclib() {
    let expected = [
        ((35.917404, 35.929002), (221_882.013_4, 3_980_466.310_9)),
        ((38.0241, 36.8296), (412_973.680_4, 4_076_413.911_0)),
        ((40.0, 36.8), (589_209.855_0, 4_073_152.463_5)),
        ((42.35, 37.1), (797_725.609_6, 4_111_219.414_2)),
    ];
    let lonlat: MultiPoint = expected.iter().map(|(lonlat, _)| Point::from(*lonlat)).collect();
    let (utm, how) =
        crs("EPSG:32637").from_wgs84(&lonlat, Edges::Planar, Tolerance::default()).unwrap();
    for (point, (_, (easting, northing))) in utm.iter().zip(expected) {
        assert!((point.x() - easting).hypot(point.y() - northing) < 1e-4, "{point:?}");
    }
    let outlier = how.outlier().unwrap();
    assert!((outlier.degrees() - 0.35).abs() < 1e-9);
    assert_eq!(outlier.position(), Position::new(42.35, 37.1).unwrap());
}

/// In the Pacific's Mercator projection the cut at the antimeridian is inside: its two sides fall
/// together, and a MultiPolygon of both would share an edge with itself.
#[test]
fn zones_over_the_antimeridian_are_valid_where_it_is_inside() {
    let line = line_string![(x: 179.5, y: -17.0), (x: 180.0, y: -17.2)];
    let border = Border::new(line, Edges::Planar).unwrap();
    let tolerance = Tolerance::default();
    let depths = km(&[22.0, 50.0]);
    let zones = buffer(&border, &depths, tolerance).unwrap();
    assert!(zones.iter().all(|zone| zone.0.len() == 2));
    let layer = layers::buffers(
        depths.into_iter().zip(&zones),
        &BufferOptions::default().tolerance(tolerance),
        None,
        &Caption::default(),
    );
    let (layer, _) = layers::in_crs(&layer, &crs("EPSG:3832"), tolerance).unwrap();
    for feature in read(&layer).features {
        let zone: MultiPolygon<f64> = feature.geometry.unwrap().value.try_into().unwrap();
        assert!(zone.is_valid(), "{:?}", zone.check_validation());
        assert_eq!(zone.0.len(), 1);
    }
}

fn located(system: &str, x: f64, y: f64) -> (Point<f64>, Option<f64>) {
    let point = Point::new(x, y);
    let (there, how) = crs(system).to_wgs84(&point, Edges::Planar, Tolerance::default()).unwrap();
    (there, how.accuracy().map(Length::metres))
}

/// EPSG has northing first in EPSG:2320 and EPSG:32661, latitude first in EPSG:4326; here never.
#[test]
fn easting_comes_first() {
    let (turkey, accuracy) = located("EPSG:2320", 500_000.0, 4_000_000.0);
    assert!((turkey.x() - 30.0).abs() < 0.001 && (turkey.y() - 36.129).abs() < 0.001);
    // EPSG:1784, ED50 to WGS 84 (30): 2 m.
    assert_eq!(accuracy, Some(2.0));
    // On the meridian of 90° E, which runs to the right of the pole.
    let (arctic, _) = located("EPSG:32661", 3_000_000.0, 2_000_000.0);
    assert!((arctic.x() - 90.0).abs() < 1e-9, "{arctic:?}");
    let (here, accuracy) = located("EPSG:4326", 38.0, 36.8);
    assert_eq!((here, accuracy), (Point::new(38.0, 36.8), Some(0.0)));
    for same in [
        "+proj=utm +zone=37",
        "+proj=utm +zone=37 +datum=WGS84 +type=crs",
        "urn:ogc:def:crs:EPSG::32637",
        "WGS 84 / UTM zone 37N",
        "epsg:32637",
    ] {
        let (here, _) = located(same, 500_000.0, 4_000_000.0);
        assert!(Geodesic.distance(here, located("EPSG:32637", 500_000.0, 4_000_000.0).0) < 1e-6);
    }
}

/// California's zone 6 in US survey feet, of 1200/3937 m by definition, and in metres.
#[test]
fn feet_are_feet() {
    let (x, y) = (1_900_000.0, 600_000.0);
    let (metres, _) = located("EPSG:26946", x, y);
    let (feet, _) = located("EPSG:2230", x * 3937.0 / 1200.0, y * 3937.0 / 1200.0);
    // EPSG has the false easting of 2 000 000 m to a thousandth of a foot.
    assert!(Geodesic.distance(feet, metres) < 0.000_3);
    let decimals = |system, tolerance: &str| crs(system).decimals(tolerance.parse().unwrap());
    assert_eq!((decimals("EPSG:2230", "1m"), decimals("EPSG:2230", "1mm")), (4, 5));
    assert_eq!((decimals("EPSG:32637", "1m"), decimals("EPSG:32637", "1mm")), (4, 5));
    assert_eq!((decimals("EPSG:4230", "1m"), decimals("EPSG:4230", "1mm")), (7, 10));
}

/// PROJ as its crate builds it has no grids: the British one is missed, and what it would bring
/// said.
#[test]
fn a_missing_grid_is_a_stated_loss() {
    let point = Point::new(400_000.0, 400_000.0);
    let tolerance = Tolerance::default();
    let (_, how) = crs("EPSG:27700").to_wgs84(&point, Edges::Planar, tolerance).unwrap();
    let [operation] = how.operations() else { panic!("{how}") };
    let better = operation.better().expect("PROJ has found a grid");
    // EPSG:1314 and EPSG:7710: 2 m and 1 m.
    assert_eq!(operation.accuracy(), Some(Length::from_metres(2.0).unwrap()));
    assert_eq!(better.accuracy(), Some(Length::from_metres(1.0).unwrap()));
    assert!(better.grids()[0].contains("OSTN15"), "{better:?}");
    let text = how.to_string();
    for words in ["to 2 m, as PROJ states", "to 1 m, as PROJ states", "needs a grid", "OSTN15"] {
        assert!(text.contains(words), "{text}");
    }
}

/// ED50 has one shift for Turkey and others south of it, EPSG:1784, EPSG:1087 and EPSG:1075. A line
/// across all makes steps, no longer than what they may be wrong by, and all are named.
#[test]
fn shifts_that_change_along_a_line_are_all_named() {
    let line = line_string![(x: 39.0, y: 37.0), (x: 39.0, y: 33.0)];
    let (line, how) =
        crs("EPSG:4230").to_wgs84(&line, Edges::Planar, Tolerance::default()).unwrap();
    let accuracies: Vec<_> =
        how.operations().iter().map(|it| it.accuracy().map(Length::metres)).collect();
    assert_eq!(accuracies, [Some(2.0), Some(2.5), Some(10.0)], "{how}");
    assert_eq!(how.accuracy(), Some(Length::from_metres(10.0).unwrap()));
    let lengths: Vec<f64> = line
        .lines()
        .map(|piece| Geodesic.distance(piece.start_point(), piece.end_point()))
        .collect();
    let sum: f64 = lengths.iter().sum();
    let whole = Geodesic.distance(Point(line.0[0]), Point(line.0[line.0.len() - 1]));
    assert!(sum >= whole && sum < whole + 2.0 * 14.5, "{sum} {whole}");
}

#[test]
fn geodesic_edges_get_no_points() {
    let line = line_string![(x: 232_000.0, y: 4_078_000.0), (x: 720_000.0, y: 4_190_000.0)];
    let tolerance = Tolerance::default();
    let utm = crs("EPSG:32637");
    let (line, _) = utm.to_wgs84(&line, Edges::Geodesic, tolerance).unwrap();
    assert_eq!(line.0.len(), 2);
    let border = Border::new(line, Edges::Geodesic).unwrap();
    let layer = layers::border(&border, tolerance, &Caption::default());
    let (layer, _) = layers::in_crs(&layer, &utm, tolerance).unwrap();
    let json = serde_json::to_value(&layer).unwrap();
    assert_eq!(json["features"][0]["geometry"]["coordinates"].as_array().unwrap().len(), 2);
}

/// A border of two points, and a territory on one side of it, both in UTM: bands cut to it.
#[test]
fn a_territory_shares_its_edge_in_any_system() {
    let (utm, tolerance) = (crs("EPSG:32637"), Tolerance::default());
    let line = r#"{"type":"LineString","coordinates":[[412973,4076413],[589209,4073152]]}"#;
    let polygon = r#"{"type":"Polygon","coordinates":[[[589209,4073152],[412973,4076413],
        [412973,3976413],[589209,3976413],[589209,4073152]]]}"#;
    let (border, _) = layers::read_border_in(line, &utm, Edges::Planar, tolerance).unwrap();
    let (territory, _) = layers::read_territory_in(polygon, "south", &utm, tolerance).unwrap();
    let own: Vec<_> = territory.polygons().0[0].exterior().0.clone();
    assert!(border.lines().0[0].0.len() > 20);
    assert!(border.lines().0[0].0.iter().all(|point| own.contains(point)));
    let zones = bands(&border, Some(&territory), &km(&[5.0, 14.0]), tolerance).unwrap();

    // Written in UTM, the two bands have one limit between them, the same points in both.
    let depths = km(&[5.0, 14.0]);
    let layer = layers::buffers(
        depths.iter().copied().zip(&zones),
        &BufferOptions::default().tolerance(tolerance),
        None,
        &Caption::default(),
    );
    let (written, _) = layers::in_crs(&layer, &utm, tolerance).unwrap();
    let limit = |layer: &layers::Layer, index: usize, there: bool| {
        let geometry = read(layer).features.remove(index).geometry.unwrap();
        let polygons: geo_types::MultiPolygon = geometry.value.try_into().unwrap();
        let route = Route::new(&border);
        let back = Proj::new_known_crs("EPSG:32637", "EPSG:4326", None).unwrap();
        let mut points = BTreeSet::new();
        for point in polygons.iter().flat_map(|polygon| polygon.exterior().0.clone()) {
            let (lon, lat) =
                if there { back.convert((point.x, point.y)).unwrap() } else { (point.x, point.y) };
            let distance = route.project(Position::new(lon, lat).unwrap()).distance();
            if (distance.metres() - 5000.0).abs() < 1.0 {
                points.insert(format!("{:?}", (point.x, point.y)));
            }
        }
        points
    };
    let before = limit(&layer, 0, false);
    let after = [limit(&written, 0, true), limit(&written, 1, true)];
    assert_eq!(before, limit(&layer, 1, false));
    assert_eq!(after[0], after[1]);
    assert!(
        after[0].len() > before.len() && before.len() > 2,
        "{} {}",
        after[0].len(),
        before.len()
    );
}

#[test]
fn a_layer_in_another_system_says_so() {
    let utm = crs("EPSG:32637");
    let border = Border::new(
        line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7), (x: 38.5, y: 36.9), (x: 38.0, y: 36.8)],
        Edges::Planar,
    )
    .unwrap();
    let tolerance = Tolerance::default();
    let zones = buffer(&border, &km(&[1.0]), tolerance).unwrap();
    assert!(!zones[0].0[0].interiors().is_empty());
    let caption = Caption { name: "Ring", ..Caption::default() };
    let distances = km(&[1.0]);
    let layer = layers::buffers(
        distances.into_iter().zip(&zones),
        &BufferOptions::default(),
        None,
        &caption,
    );
    let (written, how) = layers::in_crs(&layer, &utm, tolerance).unwrap();
    assert!(how.outlier().is_none());
    let json = serde_json::to_value(&written).unwrap();
    assert_eq!(json["crs"]["properties"]["name"], "urn:ogc:def:crs:EPSG::32637");
    assert_eq!((&json["crs"]["type"], &json["name"]), (&"name".into(), &"Ring".into()));
    assert_eq!(
        json["features"][0]["properties"],
        serde_json::to_value(&layer).unwrap()["features"][0]["properties"]
    );
    // As it is read again, with the system that it names and no other.
    let geometry = read(&written).features.remove(0).geometry.unwrap();
    let polygons: geo_types::MultiPolygon = geometry.value.try_into().unwrap();
    let (mut low, mut high) = (Coord { x: f64::MAX, y: f64::MAX }, Coord { x: 0.0, y: 0.0 });
    for polygon in &polygons {
        assert!(shoelace(polygon.exterior()) > 0.0);
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            assert!(ring.is_closed());
            for p in ring.coords() {
                low = Coord { x: low.x.min(p.x), y: low.y.min(p.y) };
                high = Coord { x: p.x.max(high.x), y: p.y.max(high.y) };
            }
        }
        assert!(polygon.interiors().iter().all(|ring| shoelace(ring) < 0.0));
    }
    let bbox = serde_json::json!([low.x, low.y, high.x, high.y]);
    assert_eq!((&json["bbox"], &json["features"][0]["bbox"]), (&bbox, &bbox));
    // Back in degrees, where they were: to the rounding.
    let (back, _) = utm.to_wgs84(&polygons, Edges::Planar, tolerance).unwrap();
    assert!(apart(&back, &zones[0]) < 0.01);

    let line = layers::border(&border, tolerance, &Caption::default());
    let text = layers::in_crs(&line, &utm, tolerance).unwrap().0.to_string();
    assert_eq!(
        layers::declared_crs(&text).unwrap().as_deref(),
        Some("urn:ogc:def:crs:EPSG::32637")
    );
    assert!(layers::read_border_in(&text, &utm, Edges::Planar, tolerance).is_ok());
    let other = crs("EPSG:32636");
    let error = layers::read_border_in(&text, &other, Edges::Planar, tolerance).unwrap_err();
    let error = error.to_string();
    assert!(error.contains("EPSG::32637") && error.contains("not in EPSG:32636"), "{error}");
    assert!(layers::read_border(&text, Edges::Planar).is_err());
}

fn shoelace(ring: &LineString<f64>) -> f64 {
    let start = ring.0[0];
    ring.lines()
        .map(|edge| {
            let (a, b) = (edge.start - start, edge.end - start);
            0.5 * (a.x * b.y - b.x * a.y)
        })
        .sum()
}

#[test]
fn systems_go_between_threads() {
    fn is_plain<T: Send + Sync + 'static>() {}
    is_plain::<Crs>();
    let utm = crs("EPSG:32637");
    let middle = Point::new(500_000.0, 4_000_000.0);
    std::thread::scope(|scope| {
        let run = || utm.to_wgs84(&middle, Edges::Planar, Tolerance::default()).unwrap().0;
        let threads = [scope.spawn(run), scope.spawn(run)];
        let [one, other] = threads.map(|thread| thread.join().unwrap());
        assert_eq!(one, other);
    });
}
